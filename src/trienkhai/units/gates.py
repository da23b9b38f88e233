"""The one way to a unit, for pages and commands alike: out of reach 404, in reach without the permission 403."""

from __future__ import annotations

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from .models import Post, Unit
from .permissions import READ
from .queries import Reach, reach


def acting_post(request: HttpRequest) -> Post:
    """The post through which the signed-in person acts now; without one no door but the own profile opens."""
    post = getattr(request, "post", None)
    if post is None:
        raise PermissionDenied
    return cast(Post, post)


def allow(post: Post, permission: str) -> None:
    """In reach, but only with the permission."""
    if permission not in post.permissions():
        raise PermissionDenied


def allow_on(post: Post, unit: Unit, permission: str = READ) -> Reach:
    """404 where the unit lies out of reach; 403 without the permission, or where more than reading is asked of one ended."""
    seen = reach(post)
    if not seen.holds(unit):
        raise Http404
    if permission != READ:
        allow(post, permission)
        if not seen.is_current(unit):
            raise PermissionDenied
    return seen


def unit_for(post: Post, code: str, permission: str = READ) -> Unit:
    """The unit of that code, if the post may do that with it."""
    unit = Unit.objects.select_related("kind").filter(code=code).first()
    if unit is None:
        raise Http404
    allow_on(post, unit, permission)
    return unit
