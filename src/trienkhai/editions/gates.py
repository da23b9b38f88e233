"""The one way to an edition: drafts belong to their unit, what is approved may be read by those above."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from trienkhai.units.gates import allow, allow_on
from trienkhai.units.models import Post
from trienkhai.units.permissions import CONSOLIDATE, READ
from trienkhai.units.queries import reach

from .models import Edition


def editions_seen(post: Post) -> QuerySet[Edition]:
    """Editions of units in reach; of other units only those approved."""
    rows = Edition.objects.filter(reach(post).q(), line=post.line)
    return rows.filter(Q(unit=post.unit) | ~Q(state="draft")).select_related("unit", "round")


def allow_beginning(post: Post) -> None:
    """Whoever consolidates in a unit that stands; one that is no more issues nothing."""
    allow(post, CONSOLIDATE)
    if not reach(post).is_current(post.unit):
        raise PermissionDenied


def edition_for(post: Post, pk: int, permission: str = READ) -> Edition:
    """The edition, to read; with a permission, to write, approve or issue it for the own unit."""
    edition = (
        Edition.objects.select_related("unit__kind", "round__unit", "round__form", "line", "corrects")
        .filter(pk=pk)
        .first()
    )
    if edition is None or edition.line_id != post.line_id:
        raise Http404
    seen = allow_on(post, edition.unit)
    own = post.unit_id == edition.unit_id
    if not own and (permission != READ or edition.state == "draft"):
        raise PermissionDenied
    if permission != READ:
        allow(post, permission)
        if not seen.is_current(edition.unit):
            raise PermissionDenied
    return edition
