"""A submission: typed or uploaded, checked, sent; accepted or returned."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trienkhai.kit.formats import in_words
from trienkhai.units.gates import acting_post
from trienkhai.units.permissions import ENTER, REVIEW, SEND
from trienkhai.vietnamese import Refusal

from .. import actions, entering, gates, narratives, queries
from ..checks import checks_of
from ..errors import AlreadyDecided, AlreadySent
from ..forms import QUALIFIERS, Row, grid, read_grid
from ..wording import STATE_KINDS, STATE_WORDS, period_in_words


@require_GET
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """The form to fill while it is a draft, the answer to read and review once it was sent."""
    post = acting_post(request)
    found = gates.submission_for(post, pk)
    if found.editable and gates.writes_for(post, found):
        return _draft(request, found, _rows(found))
    return render(request, "collection/sent.html", _common(request, found) | {"rows": _sections(_rows(found))})


def _rows(found: Any) -> list[Row]:
    scopes = ("own", "whole") if queries.has_units_below(found.unit, found.round) else ("own",)
    return grid(
        queries.cells_of_round(found.round),
        queries.latest_of(found),
        scopes=scopes,
        before=queries.figures_before(found),
    )


def _sections(rows: list[Row]) -> list[tuple[str, list[Row]]]:
    sections: dict[str, list[Row]] = {}
    for row in rows:
        sections.setdefault(row.cell.section, []).append(row)
    return list(sections.items())


def _common(request: HttpRequest, found: Any) -> dict[str, Any]:
    post = acting_post(request)
    return {
        "submission": found,
        "round": found.round,
        "period": period_in_words(found.round.period),
        "state": STATE_WORDS[found.state],
        "kind": STATE_KINDS[found.state],
        "remarks": queries.remarks_on(found),
        "narratives": queries.narratives_of(found),
        "checks": checks_of(found),
        "reviews": gates.reviews(post, found),
        "entered_for": found.begun_through_id != found.unit_id,
    }


def _draft(request: HttpRequest, found: Any, rows: list[Row], status: int = 200) -> HttpResponse:
    answered = sum(1 for row in rows for box in row.boxes[:1] if box.figure and not box.figure.withdrawn)
    context = _common(request, found) | {
        "rows": _sections(rows),
        "has_whole": any(len(row.boxes) > 1 for row in rows),
        "qualifiers": QUALIFIERS,
        "answered": answered,
        "cells": len(rows),
        "errors": [
            (f"id_{box.name}", f"{row.cell.label}: {box.error}") for row in rows for box in row.boxes if box.error
        ],
        "may_send": SEND in acting_post(request).permissions(),
    }
    return render(request, "collection/draft.html", context, status=status)


@require_POST
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what was typed. Wrong cells and those that another person changed stay on the page, the rest is kept."""
    post = acting_post(request)
    found = gates.submission_for(post, pk, ENTER)
    rows, outcome = _save(request, found, post)
    if any(box.error for row in rows for box in row.boxes):
        return _draft(request, found, rows, status=409 if outcome.conflicts else 422)
    messages.success(request, _("Đã lưu bản nháp.") if outcome.written else _("Không có gì thay đổi."))
    return redirect("collection:check" if "then_send" in request.POST else "collection:submission", pk)


def _save(request: HttpRequest, found: Any, post: Any) -> tuple[list[Row], entering.Outcome]:
    """Write what can be written; the boxes say what is wrong with the rest."""
    rows = _rows(found)
    outcome = entering.enter(submission=found, entries=read_grid(rows, request.POST), by=post)
    for box in (box for row in rows for box in row.boxes):
        box.error = box.error or outcome.refused.get(box.place, "")
        if other := outcome.conflicts.get(box.place):
            box.conflict, box.seen = other, other.pk
            box.error = _(
                "Người khác vừa sửa ô này; xem số của họ bên cạnh rồi lưu lại nếu vẫn muốn dùng số của anh chị."
            )
    _refresh(rows, found)
    return rows, outcome


def _refresh(rows: list[Row], found: Any) -> None:
    """Boxes that were saved show their new version, so that saving again changes nothing."""
    standing = {figure.place: figure for figure in queries.latest_of(found)}
    for box in (box for row in rows for box in row.boxes):
        box.figure = standing.get(box.place)
        if not box.error and box.figure:
            box.seen = box.figure.pk


@require_POST
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """The reports that would have been sent anyway. What was typed beside them is saved first; a file that cannot be
    taken leaves the draft as it is."""
    post = acting_post(request)
    found = gates.submission_for(post, pk, ENTER)
    rows, outcome = _save(request, found, post)
    if any(box.error for row in rows for box in row.boxes):
        return _draft(request, found, rows, status=409 if outcome.conflicts else 422)
    files = request.FILES.getlist("file")
    if not files:
        messages.error(request, _("Hãy chọn tệp báo cáo (.docx, .pdf, .html, .txt) rồi bấm «Tải lên»."))
        return redirect("collection:submission", pk)
    first = _read_all(request, found, files, post)
    if first is None:
        return redirect("collection:submission", pk)
    return redirect(f"{reverse('collection:narrative', args=[first.pk])}?at=next")


def _read_all(request: HttpRequest, found: Any, files: list[Any], post: Any) -> Any:
    """Keep and read each file; a refused one is told by its name and stops no other. Gives the first narrative."""
    first = None
    for file in files:
        name = file.name or ""
        try:
            narrative = narratives.upload(submission=found, content=file, name=name, by=post)
        except Refusal as refusal:
            messages.error(request, f"«{name}»: {in_words(refusal)}" if len(files) > 1 else in_words(refusal))
            continue
        first = first or narrative
        if len(files) > 1:
            count = narrative.proposals.count()
            told = ngettext("Đã đọc «{name}»: {count} số.", "Đã đọc «{name}»: {count} số.", count)
            say = messages.success if count else messages.warning
            say(request, told.format(name=name, count=count))
    return first


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Look once more, then send. A second click lands on the sent submission."""
    post = acting_post(request)
    found = gates.submission_for(post, pk, SEND if request.method == "POST" else "read")
    if not found.editable:
        return redirect("collection:submission", pk)
    if request.method == "POST":
        try:
            actions.send(submission=found, by=post)
            messages.success(request, _("Đã gửi báo cáo lên cấp trên."))
        except AlreadySent as refusal:
            messages.info(request, in_words(refusal))
        return redirect("collection:submission", pk)
    rows = _rows(found)
    silent = [row.cell for row in rows if not any(box.figure and not box.figure.withdrawn for box in row.boxes)]
    context = _common(request, found) | {"silent": silent, "cells": len(rows)}
    return render(request, "collection/check.html", context)


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """A second click lands where the first one did, and says that it is decided."""
    post = acting_post(request)
    found = gates.submission_for(post, pk, REVIEW)
    seen = request.POST.get("revision", "")
    try:
        actions.accept(submission=found, seen=int(seen) if seen.isdecimal() and len(seen) < 9 else None, by=post)
        messages.success(request, _("Đã chấp nhận báo cáo của «{unit}».").format(unit=found.unit.name))
    except AlreadyDecided as refusal:
        messages.info(request, in_words(refusal))
    return redirect("collection:round", found.round.code)


@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return it with remarks on the whole and on single indicators."""
    post = acting_post(request)
    found = gates.submission_for(post, pk, REVIEW)
    known = {str(row.cell.indicator.pk): row.cell.indicator.pk for row in _rows(found)}
    remarks = {
        known[key.removeprefix("remark-")]: words
        for key, words in request.POST.items()
        if key.removeprefix("remark-") in known and isinstance(words, str) and words.strip()
    }
    try:
        actions.send_back(submission=found, text=request.POST.get("text", "")[:2000], remarks=remarks, by=post)
        messages.success(request, _("Đã trả lại «{unit}» kèm nhận xét.").format(unit=found.unit.name))
    except AlreadyDecided as refusal:
        messages.info(request, in_words(refusal))
    return redirect("collection:round", found.round.code)
