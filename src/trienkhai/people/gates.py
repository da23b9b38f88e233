"""Which pages a signed-in person may open before anything else is settled.

Whoever still has the password of a slip chooses one of their own first; whoever holds no post sees what to do about
that. Pages about the person themselves stay open, marked here; pages open to everybody are `login_not_required`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.http import HttpRequest

from .models import Person

Page = TypeVar("Page", bound=Callable[..., Any])


def open_before_password(page: Page) -> Page:
    """Open also with the password of a slip, and without a post."""
    page.open_before_password = True  # type: ignore[attr-defined]
    return open_without_post(page)


def open_without_post(page: Page) -> Page:
    """Open also to a person who holds no post."""
    page.open_without_post = True  # type: ignore[attr-defined]
    return page


def signed_in(request: HttpRequest) -> Person:
    """Who is there; pages that call it are closed to everybody else."""
    return cast(Person, request.user)


def needs_password(page: Callable[..., Any]) -> bool:
    """Whether the page waits until the person has a password of their own."""
    return getattr(page, "login_required", True) and not getattr(page, "open_before_password", False)


def needs_post(page: Callable[..., Any]) -> bool:
    """Whether the page is for people who hold a post."""
    return getattr(page, "login_required", True) and not getattr(page, "open_without_post", False)
