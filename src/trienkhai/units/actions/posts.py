"""Posts given and ended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from trienkhai.journal.actions import record
from trienkhai.people.actions import add_person, reset_password
from trienkhai.people.models import Person, login_from
from trienkhai.vietnamese import N_, format_date

from ..errors import CannotHold, WrongBegin, WrongEnd
from ..models import Line, Post, Role, Unit
from ..queries import place_of
from .naming import SECOND_CLICK, done_by


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
        raise WrongEnd(N_("Ngày thôi phải sau ngày bắt đầu."))
    if place_of(unit, line, since) is None:
        raise WrongBegin(
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
    raise WrongBegin(
        N_("{person} đã giữ một chức danh ở «{unit}» từ ngày {day}. Hãy cho thôi chức danh đó, hoặc chọn ngày khác."),
        person=person.name,
        unit=unit.name,
        day=format_date(since),
    )


@transaction.atomic
def add_person_with_post(
    *,
    login: str,
    name: str,
    telephone: str,
    email: str,
    unit: Unit,
    line: Line,
    roles: Iterable[Role],
    since: date,
    by: Post,
    title: str = "",
    until: date | None = None,
    now: datetime | None = None,
) -> tuple[Person, str]:
    """Somebody new with their first post, and the password for the slip.

    The same form sent a second time by the same post, before the slip was used, finds the person of the first and
    makes a new password: the slip that is seen last is the one that holds.
    """
    now = now or timezone.now()
    known = Person.objects.filter(login=login_from(login), last_login=None, created_at__gt=now - SECOND_CLICK).first()
    if known and known.must_change_password and known.name == name.strip() and done_by(known, "person.added", by):
        return known, reset_password(person=known, by=by, now=now)
    person, password = add_person(login=login, name=name, telephone=telephone, email=email, by=by, now=now)
    give_post(person=person, unit=unit, line=line, roles=roles, since=since, until=until, title=title, by=by, now=now)
    return person, password


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
        raise CannotHold(N_("Chức danh này đã thôi từ trước."))
    record("post.ended", post, by=by, at=now)
