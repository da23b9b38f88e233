"""Signing in by a short name or a telephone number."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from .models import Person, login_from, telephone_from


class LoginOrTelephone(BaseBackend):
    """Hashes the password also for names that nobody has, so that the time taken tells nothing."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> Person | None:
        """The person, if the password is theirs and they are not shut out."""
        person = person_named(username or "")
        if person is None:
            Person().set_password(password)
            return None
        return person if person.check_password(password or "") and person.is_active else None

    def get_user(self, user_id: int) -> Person | None:
        """The signed-in person; None ends the session of one shut out."""
        return Person.objects.filter(pk=user_id, is_active=True).first()


def person_named(typed: str) -> Person | None:
    """By login, else by telephone."""
    person = Person.objects.filter(login=login_from(typed)).first()
    telephone = telephone_from(typed)
    if person is None and telephone:
        person = Person.objects.filter(telephone=telephone).first()
    return person


def counted_name(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """Under which name failed attempts are counted: all spellings of a login or telephone are one."""
    typed = (credentials or {}).get("username") or (request.POST.get("username", "") if request else "")
    return str(telephone_from(typed) if login_from(typed).strip("+").replace(".", "").isdigit() else login_from(typed))
