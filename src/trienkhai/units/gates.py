"""The one way to a unit, for pages and commands alike: out of reach 404, in reach without the permission 403."""

from __future__ import annotations

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from trienkhai.people.models import Person

from .models import Post, Reorganisation, Role, Unit
from .permissions import MANAGE_PEOPLE, MANAGE_UNITS, READ
from .queries import Reach, people_seen_from, posts_held_by, reach, reorganisations, roles, today


def acting_post(request: HttpRequest) -> Post:
    """The post through which the signed-in person acts now; without one no door but the own profile opens."""
    post = getattr(request, "post", None)
    if post is None:
        raise PermissionDenied
    return cast(Post, post)


def posts_to_choose(request: HttpRequest) -> list[Post]:
    """The person's posts of today, as the middleware found them."""
    return list(getattr(request, "posts", []))


def allow(post: Post, permission: str) -> None:
    """In reach, but only with the permission."""
    if permission not in post.permissions():
        raise PermissionDenied


def allow_on(post: Post, unit: Unit, permission: str = READ) -> Reach:
    """404 where the unit lies out of reach; 403 without the permission, or to change one that has ended."""
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


def not_own_unit(post: Post, unit: Unit) -> None:
    """Nobody moves or ends the unit through which they act: that is for the level above."""
    if unit.pk == post.unit_id:
        raise PermissionDenied(_("Chỉ cấp trên mới được chuyển đơn vị của anh chị hoặc ghi đơn vị kết thúc hoạt động."))


def manager_of_units(request: HttpRequest) -> Post:
    """The acting post, if it may manage units and its own unit stands: one that is no more reorganises nothing."""
    post = acting_post(request)
    allow(post, MANAGE_UNITS)
    if not reach(post).is_current(post.unit):
        raise PermissionDenied
    return post


def reorganisation_for(post: Post, pk: int) -> Reorganisation:
    """One prepared by a unit in reach, in the post's line; 404 for any other."""
    found = reorganisations(reach(post)).filter(pk=pk).first()
    if found is None:
        raise Http404
    allow(post, MANAGE_UNITS)
    return found


def manager_of_people(request: HttpRequest) -> Post:
    """The acting post, if it may manage people at all."""
    post = acting_post(request)
    allow(post, MANAGE_PEOPLE)
    return post


def person_for(post: Post, pk: int) -> Person:
    """Somebody to look at: who holds or held a post in reach, or none at all. 404 for everybody else."""
    allow(post, MANAGE_PEOPLE)
    person = people_seen_from(reach(post)).filter(pk=pk).first()
    if person is None:
        raise Http404
    return person


def in_reach(post: Post, other: Post) -> bool:
    """Whether the other post is one to look at."""
    return other.line_id == post.line_id and reach(post).holds(other.unit)


def may_end(post: Post, other: Post) -> bool:
    """Whether the button is shown."""
    return (other.until is None or other.until > today()) and commanded(post, other)


def commanded(post: Post, other: Post) -> bool:
    """Whether the other post lies in reach today and allows nothing that this one does not."""
    if MANAGE_PEOPLE not in post.permissions():
        return False
    return in_reach(post, other) and other.permissions() <= post.permissions()


def may_change_person(post: Post, person: Person, held: list[Post]) -> bool:
    """A name, a password, shutting out: only where every post that is not over is commanded, since whoever hands out a
    person's password could act through all of them. One's own name and password are changed in the own profile."""
    alive = [other for other in held if other.until is None or other.until > today()]
    return person.pk != post.person_id and all(commanded(post, other) for other in alive)


def person_to_change(post: Post, pk: int) -> Person:
    """Somebody whose account the post may change. 403 where they hold a post that is not commanded."""
    person = person_for(post, pk)
    if not may_change_person(post, person, posts_held_by(person)):
        raise PermissionDenied
    return person


def post_to_end(post: Post, pk: int) -> Post:
    """A post in reach that may be ended."""
    allow(post, MANAGE_PEOPLE)
    other = Post.objects.select_related("person", "unit", "line").prefetch_related("roles").filter(pk=pk).first()
    if other is None or not in_reach(post, other):
        raise Http404
    if not commanded(post, other):
        raise PermissionDenied
    return other


def roles_to_give(post: Post) -> list[Role]:
    """Roles that allow nothing that the post itself does not."""
    return [role for role in roles() if set(role.permissions) <= post.permissions()]
