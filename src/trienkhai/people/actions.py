"""People: added, given a first password, let in and shut out."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from trienkhai.journal.actions import record
from trienkhai.vietnamese import N_, fold

from .errors import CannotAdd
from .models import Person

SLIP_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that paper makes doubtful: no i l o 0 1


def one_time_password() -> str:
    """Four groups of four letters, to be printed on a slip and typed once: 79 bits."""
    return "-".join("".join(secrets.choice(SLIP_LETTERS) for _ in range(4)) for _ in range(4))


@transaction.atomic
def add_person(
    *, login: str, name: str, by: Any, telephone: str = "", email: str = "", now: datetime | None = None
) -> tuple[Person, str]:
    """The new person and the password for their slip, which is kept nowhere. `by` None: while an installation is made."""
    now = now or timezone.now()
    login = fold(login).replace(" ", "")
    telephone = "".join(c for c in telephone if c.isdigit())
    if not login or not name.strip():
        raise CannotAdd(N_("Hãy ghi tên đăng nhập và họ tên."))
    if Person.objects.filter(login=login).exists():
        raise CannotAdd(
            N_("Tên đăng nhập «{login}» đã có người dùng. Hãy chọn tên khác, ví dụ thêm một số."), login=login
        )
    if telephone and Person.objects.filter(telephone=telephone).exists():
        raise CannotAdd(N_("Số điện thoại {telephone} đã ghi cho một người khác."), telephone=telephone)
    person = Person(login=login, telephone=telephone, email=email, created_at=now, must_change_password=True)
    person.write_name(name.strip())
    password = one_time_password()
    person.set_password(password)
    person.save()
    record("person.added", person, by=by if by is not None else person, at=now)
    return person, password


@transaction.atomic
def reset_password(*, person: Person, by: Any, now: datetime | None = None) -> str:
    """A new password for a slip; the old one and all open sessions end at once."""
    password = one_time_password()
    person.set_password(password)
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    record("person.password_reset", person, by=by, at=now or timezone.now())
    return password


@transaction.atomic
def choose_password(*, person: Person, password: str, now: datetime | None = None) -> None:
    """The person's own password, after the slip's or whenever they like."""
    person.set_password(password)
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])
    record("person.password_chosen", person, by=person, at=now or timezone.now())


@transaction.atomic
def set_active(*, person: Person, active: bool, by: Any, now: datetime | None = None) -> None:
    """Shut out, or let in again; nothing they did is touched."""
    if Person.objects.filter(pk=person.pk, is_active=not active).update(is_active=active):
        person.is_active = active
        record("person.let_in" if active else "person.shut_out", person, by=by, at=now or timezone.now())


def choose_language(*, person: Person, language: str) -> None:
    """The language of the person's pages, kept for the next time."""
    if language in dict(Person.LANGUAGES):
        Person.objects.filter(pk=person.pk).update(language=language)
