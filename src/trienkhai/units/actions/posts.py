"""Posts given and ended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from trienkhai.journal.actions import record
from trienkhai.people.models import Person
from trienkhai.vietnamese import N_, format_date

from ..errors import CannotHold
from ..models import Line, Post, Role, Unit
from ..queries import place_of


@transaction.atomic
def give_post(
    *,
    person: Person,
    unit: Unit,
    line: Line,
    roles: Iterable[Role],
    since: date,
    by: Post | Person | None,
    title: str = "",
    until: date | None = None,
    now: datetime | None = None,
) -> Post:
    """The person holds these roles in the unit from the day on. Given twice alike, it is the one post."""
    roles, title = sorted(roles, key=lambda role: role.pk), " ".join(title.split())
    if not roles:
        raise CannotHold(N_("Hãy chọn ít nhất một vai trò."))
    if until is not None and until <= since:
        raise CannotHold(N_("Ngày thôi phải sau ngày bắt đầu."))
    if place_of(unit, line, since) is None:
        raise CannotHold(
            N_("«{unit}» không có chỗ trong hệ thống vào ngày {day}."), unit=unit.name, day=format_date(since)
        )
    kept = Post.objects.filter(person=person, unit=unit, line=line, since=since).prefetch_related("roles").first()
    if kept is None:
        post = Post.objects.create(person=person, unit=unit, line=line, title=title, since=since, until=until)
        post.roles.set(roles)
        record("post.given", post, by=by, at=now or timezone.now())
        return post
    if {role.pk for role in kept.roles.all()} == {role.pk for role in roles} and kept.until == until:
        return kept
    raise CannotHold(
        N_("{person} đã giữ một vị trí ở «{unit}» từ ngày {day}. Hãy cho thôi vị trí đó, hoặc chọn ngày khác."),
        person=person.name,
        unit=unit.name,
        day=format_date(since),
    )


@transaction.atomic
def end_post(*, post: Post, until: date | None = None, by: Post | Person | None, now: datetime | None = None) -> None:
    """From the day on the person no longer acts through the post. What they did stays under their name."""
    now = now or timezone.now()
    until = until or timezone.localdate(now)
    if until <= post.since:
        until = post.since + timedelta(days=1)
    if Post.objects.filter(pk=post.pk, until=until).exists():
        return  # perhaps a moment ago, in another tab
    if not Post.objects.filter(pk=post.pk).exclude(until__lte=until).update(until=until):
        raise CannotHold(N_("Vị trí này đã thôi từ trước."))
    record("post.ended", post, by=by, at=now)
