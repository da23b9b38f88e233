"""To read: the list, one document, its file."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from trienkhai.files.pages import answer
from trienkhai.units.gates import acting_post

from .. import gates, queries

PER_PAGE = 25
FOUND_BASES = 8  # documents offered as a basis for one search
# The first of these that exists is shown below a document. The room that asks for figures may offer one: it gets
# `document` and `request`, and must bring its own data (a template tag). Rooms below are not imported here.
BELOW = ("collection/of_document.html", "directives/of_document.html")


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Every document that the reader may see, the newest first, found by words, type, year and register."""
    post = acting_post(request)
    seen = gates.documents_seen(post)
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "type", "year", "unit")}
    found = queries.search_documents(seen, asked["q"][:200])
    if asked["type"]:
        found = found.filter(type=asked["type"])
    if asked["year"].isdecimal() and len(asked["year"]) == 4:
        found = found.filter(issued_on__year=int(asked["year"]))
    if asked["unit"]:
        found = found.filter(unit__code=asked["unit"])
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "asked": asked,
        "filtered": any(asked.values()),
        "types": [(one.code, one.name) for one in queries.types_in_order()],
        "years": [(year, year) for year in queries.years(seen)],
        "units": [(unit.code, unit.name) for unit in queries.units_of(seen)],
        "may_register": gates.may_register(post),
    }
    return render(request, "directives/list.html", context)


def crumbs(*further: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    """The way from the list to a page."""
    return [(_("Văn bản"), reverse("directives:list")), *further]


@require_GET
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """One document: what it says of itself, its file, what it rests on and who puts it into practice."""
    post = acting_post(request)
    seen = gates.documents_seen(post)
    found = gates.document_for(post, pk, seen)
    return render(request, "directives/document.html", about(request, post, found, seen))


def about(request: HttpRequest, post: Any, found: Any, seen: Any) -> dict[str, Any]:
    """The context of a document's page."""
    may_register = gates.may_register(post)
    may_change = may_register and found.unit_id == post.unit_id
    branches = queries.put_into_practice(found, seen)
    bases = queries.bases_of(found, seen)
    words = request.GET.get("basis", "").strip()[:200] if may_change else ""
    offered = queries.search_documents(seen, words).exclude(pk__in=[found.pk, *(one.pk for one in bases)])
    return {
        "document": found,
        "bases": bases,
        "branches": branches,
        "branch_count": queries.count_branches(branches),
        "may_change": may_change,
        "may_register": may_register,
        "words": words,
        "offered": list(offered[:FOUND_BASES]) if words else [],
        "below": BELOW,
        "crumbs": crumbs((found.sign or found.title, None)),
    }


@require_GET
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file of a document: saved, or with ?show=1 opened in the browser where that is harmless."""
    found = gates.document_for(acting_post(request), pk)
    if found.file is None:
        raise Http404
    return answer(found.file, name=found.file_name, inline=request.GET.get("show") == "1")
