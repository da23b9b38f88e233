"""Signing in by a short name or a telephone number."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from trienkhai.vietnamese import fold

from .models import Person


class LoginOrTelephone(BaseBackend):
    """Hashes the password also for names that nobody has, so that the time taken tells nothing."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> Person | None:
        given = fold(username or "").replace(" ", "")
        digits = given.replace(".", "").replace("-", "")
        person = Person.objects.filter(login=given).first()
        if person is None and digits.isdigit():
            person = Person.objects.filter(telephone=digits).first()
        if person is None:
            Person().set_password(password)
            return None
        return person if person.check_password(password or "") and person.is_active else None

    def get_user(self, user_id: int) -> Person | None:
        return Person.objects.filter(pk=user_id, is_active=True).first()
