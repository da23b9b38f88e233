"""Who can be played in the demo."""

from __future__ import annotations

from django.db.models import QuerySet

from trienkhai.units.models import Post, on_day
from trienkhai.units.queries import today

OFFICER = "minh"
MAIN = ("minh", "quang", "bich", "thao", "an", "ly")


def everyone() -> QuerySet[Post]:
    """Every post of today, in the order of units."""
    held = Post.objects.filter(on_day(today())).select_related("person", "unit")
    return held.order_by("unit__sort", "person__sort")


def main_cast() -> list[Post]:
    """The few that show the whole chain."""
    posts = {post.person.login: post for post in everyone().filter(person__login__in=MAIN)}
    return [posts[login] for login in MAIN if login in posts]
