"""People: added, given a first password, let in and shut out."""

from __future__ import annotations

import re
import secrets
import unicodedata
from datetime import datetime
from typing import Any

from axes.utils import reset as forget_failures
from django.db import transaction
from django.utils import timezone

from trienkhai.journal.actions import record
from trienkhai.vietnamese import N_

from .errors import CannotChange, WrongLogin, WrongPersonName, WrongTelephone
from .models import Person, login_from, telephone_from

SLIP_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that paper makes doubtful: no i l o 0 1
LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")  # an.nguyen  tinh-01
LONGEST_NAME = 120


def one_time_password() -> str:
    """Four groups of four letters, to be printed on a slip and typed once: 79 bits."""
    return "-".join("".join(secrets.choice(SLIP_LETTERS) for _ in range(4)) for _ in range(4))


@transaction.atomic
def add_person(
    *, login: str, name: str, by: Any, telephone: str = "", email: str = "", now: datetime | None = None
) -> tuple[Person, str]:
    """The new person and the password for their slip, which is kept nowhere. `by` None: the program."""
    now = now or timezone.now()
    login = login_from(login)
    if not LOGIN.fullmatch(login):
        raise WrongLogin(
            N_("Tên đăng nhập «{login}» không dùng được: chỉ gồm chữ, số, chấm và gạch, tối đa 40 ký tự."), login=login
        )
    if login.isdigit():
        raise WrongLogin(N_("Tên đăng nhập phải có ít nhất một chữ cái, để không lẫn với số điện thoại."))
    if Person.objects.filter(login=login).exists():
        raise WrongLogin(
            N_("Tên đăng nhập «{login}» đã có người dùng. Hãy chọn tên khác, ví dụ thêm một số."), login=login
        )
    person = Person(login=login, created_at=now, must_change_password=True)
    _write(person, name, telephone, email)
    password = one_time_password()
    person.set_password(password)
    person.save()
    record("person.added", person, by=by, at=now)
    return person, password


@transaction.atomic
def change_person(
    *, person: Person, name: str, telephone: str, email: str, by: Any, now: datetime | None = None
) -> bool:
    """Another name, telephone or address. False where nothing is different."""
    before = (person.name, person.telephone, person.email)
    _write(person, name, telephone, email)
    if before == (person.name, person.telephone, person.email):
        return False
    person.save(update_fields=["name", "folded", "sort", "telephone", "email"])
    record("person.changed", person, by=by, at=now or timezone.now())
    return True


def _write(person: Person, name: str, telephone: str, email: str) -> None:
    """Set what a person is called and reached by; nothing is saved."""
    name, telephone = " ".join(unicodedata.normalize("NFC", name).split()), telephone_from(telephone)
    if not name:
        raise WrongPersonName(N_("Hãy ghi họ tên."))
    if len(name) > LONGEST_NAME or any(unicodedata.category(letter) == "Cc" for letter in name):
        raise WrongPersonName(N_("Họ tên dài quá {most} ký tự hoặc có ký tự lạ. Hãy gõ lại."), most=LONGEST_NAME)
    if telephone and not 8 <= len(telephone) <= 15:
        raise WrongTelephone(N_("Số điện thoại «{telephone}» phải có từ 8 đến 15 chữ số."), telephone=telephone)
    if telephone and Person.objects.filter(telephone=telephone).exclude(pk=person.pk).exists():
        raise WrongTelephone(N_("Số điện thoại {telephone} đã ghi cho một người khác."), telephone=telephone)
    person.write_name(name)
    person.telephone, person.email = telephone, email.strip()


@transaction.atomic
def reset_password(*, person: Person, by: Any, now: datetime | None = None) -> str:
    """A new password for a slip; the old one and all open sessions end at once, and failed attempts are forgotten."""
    password = one_time_password()
    person.set_password(password)
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    for typed in filter(None, (person.login, person.telephone)):
        forget_failures(username=typed)
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
    """Shut out, or let in again; nothing they did is touched. Nobody shuts out themselves."""
    if not active and by is not None and by.journal_identity()[0] == person.pk:
        raise CannotChange(N_("Không ai tự khóa được tài khoản của mình. Hãy nhờ một người quản trị khác."))
    if Person.objects.filter(pk=person.pk, is_active=not active).update(is_active=active):
        person.is_active = active
        record("person.let_in" if active else "person.shut_out", person, by=by, at=now or timezone.now())


def choose_language(*, person: Person, language: str) -> None:
    """The language of the person's pages, kept for the next time."""
    if language in dict(Person.LANGUAGES):
        Person.objects.filter(pk=person.pk).update(language=language)
