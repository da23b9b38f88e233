"""The one way to a document: readable where its register lies in reach of the post, or above it in its line today."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from trienkhai.units.models import Post
from trienkhai.units.permissions import CONSOLIDATE, ENTER
from trienkhai.units.queries import ancestors, reach, today

from .models import Document


def documents_seen(post: Post) -> QuerySet[Document]:
    """Documents in the registers of units in reach, and of those above: what these issue is meant to be read below."""
    above = [unit.pk for unit in ancestors(post.unit, post.line, today())]
    seen = Document.objects.filter(reach(post).q("unit") | Q(unit__in=above))
    return seen.select_related("unit", "file")


def document_for(post: Post, pk: int, seen: QuerySet[Document] | None = None) -> Document:
    """The document, to read; 404 for strangers. `seen`: documents_seen(post), where the caller has it already."""
    seen = documents_seen(post) if seen is None else seen
    found = seen.select_related("registered_by", "issuing_unit").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def may_register(post: Post) -> bool:
    """Whoever enters or consolidates keeps the register of their own unit, while the unit stands."""
    return bool({ENTER, CONSOLIDATE} & post.permissions()) and reach(post).is_current(post.unit)


def allow_registering(post: Post) -> None:
    """403 for readers and for units that have ended."""
    if not may_register(post):
        raise PermissionDenied


def may_change(post: Post, document: Document) -> bool:
    """Only the unit in whose register it stands, not the one above it either."""
    return document.unit_id == post.unit_id and may_register(post)


def document_to_change(post: Post, pk: int) -> Document:
    """The document, to change; 404 for strangers, 403 for other units and for readers."""
    found = document_for(post, pk)
    if not may_change(post, found):
        raise PermissionDenied
    return found
