"""Which post the signed-in person acts through: chosen in the head of the page, kept in the session."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trienkhai.people.gates import needs_post

from .actions import refresh_names_of_the_day
from .queries import posts_of

SESSION_KEY = "post"


class ActingPostMiddleware:
    """Sets `request.post` (or None) and `request.posts`. A post that has ended since is left at once, and what begins
    today is called by its new name from the first request of the day."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = getattr(request, "user", None)
        posts = []
        if person is not None and person.is_authenticated:
            refresh_names_of_the_day()
            posts = posts_of(person)
        chosen = request.session.get(SESSION_KEY) if posts else None
        request.posts = posts  # type: ignore[attr-defined]
        request.post = next((p for p in posts if p.pk == chosen), posts[0] if posts else None)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, page: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Without a post every other page says so, and what to do."""
        person = getattr(request, "user", None)
        if person is None or not person.is_authenticated or request.post is not None or not needs_post(page):  # type: ignore[attr-defined]
            return None
        return render(request, "units/no_post.html", status=403)
