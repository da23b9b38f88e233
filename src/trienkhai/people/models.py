"""Who signs in."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from trienkhai.vietnamese import fold, sort_key


def login_from(text: str) -> str:
    """The short name as it is kept and compared, however it was typed: `Án.Nguyễn ` → `an.nguyen`."""
    return fold(text).replace(" ", "")


def telephone_from(text: str) -> str:
    """Digits only, with the 0 of home for +84: `+84 912 345 678`, `0912.345.678` → `0912345678`."""
    digits = "".join(letter for letter in text if letter in "0123456789")
    return "0" + digits[2:] if text.strip().startswith("+84") else digits


class PersonManager(BaseUserManager["Person"]):
    """Finds by login; makes persons only through `people.actions`."""

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(login=login_from(username or ""))


class Person(AbstractBaseUser):
    """A human being who signs in by a short name or a telephone number; what they may do comes from their posts."""

    LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]

    login = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    folded = models.CharField(max_length=120, db_index=True)
    sort = models.CharField(max_length=600, db_index=True)
    telephone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="vi")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS = ["name"]
    objects = PersonManager()

    class Meta:
        ordering = ["sort", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["telephone"], condition=~models.Q(telephone=""), name="person_telephone_once"
            ),
            models.CheckConstraint(condition=~models.Q(login=""), name="person_has_login"),
            models.CheckConstraint(condition=~models.Q(name=""), name="person_has_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def journal_identity(self) -> tuple[int | None, int | None]:
        """(person, post): a person acting before any post is chosen."""
        return self.pk, None

    def write_name(self, name: str) -> None:
        """Set the name and what lists and search compare."""
        self.name, self.folded, self.sort = name, fold(name), sort_key(name)
