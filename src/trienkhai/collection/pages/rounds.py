"""Rounds: asked, opened, followed, closed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trienkhai.directives.gates import documents_seen
from trienkhai.units.gates import acting_post, allow, unit_for
from trienkhai.units.permissions import CONSOLIDATE
from trienkhai.units.queries import current_units, reach

from .. import actions, gates, queries
from ..charts import reported_chart
from ..forms import RoundForm
from ..wording import STATE_KINDS, STATE_WORDS, round_in_words


@require_GET
def rounds(request: HttpRequest) -> HttpResponse:
    """Every round that concerns the reader, newest deadline first."""
    post = acting_post(request)
    page = Paginator(gates.rounds_seen(post), 25).get_page(request.GET.get("page"))
    rows = [round_in_words(found) for found in page]
    return render(request, "collection/rounds.html", {"page": page, "rows": rows, "may_ask": gates.may_ask(post)})


@require_http_methods(["GET", "POST"])
def prepare(request: HttpRequest) -> HttpResponse:
    """A new round, shown to nobody else until it is opened."""
    post = acting_post(request)
    gates.allow_asking(post)
    form = RoundForm(
        request.POST or None,
        documents=documents_seen(post),
        units=current_units(reach(post)),
        initial=queries.to_ask(request.GET.get("form", "")),
    )
    if request.method == "POST" and form.is_valid():
        made = actions.prepare_round(code=form.code(), unit=post.unit, line=post.line, by=post, **form.cleaned_data)
        messages.success(request, _("Đã lưu kỳ báo cáo. Xem lại rồi mở để các đơn vị nhìn thấy."))
        return redirect("collection:round", made.code)
    context = {"form": form, "heading": _("Tạo kỳ báo cáo"), "back": reverse("collection:rounds")}
    return render(request, "collection/prepare_round.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Deadline, instructions, who is asked; until it is opened, everything."""
    post = acting_post(request)
    found = gates.round_for(post, code, CONSOLIDATE)
    form = RoundForm(
        request.POST or None,
        documents=documents_seen(post),
        units=queries.askable(post, found),
        opened=found.state != "draft",
        initial=queries.as_asked(found),
    )
    if request.method == "POST" and form.is_valid():
        actions.change_round(round=found, by=post, **form.cleaned_data)
        messages.success(request, _("Đã lưu kỳ báo cáo."))
        return redirect("collection:round", code)
    context = {"form": form, "heading": _("Sửa kỳ báo cáo"), "back": reverse("collection:round", args=[code])}
    return render(request, "collection/prepare_round.html", context, status=422 if form.errors else 200)


@require_GET
def round_page(request: HttpRequest, code: str) -> HttpResponse:
    """Who has answered, who has not, and what to do about it."""
    post = acting_post(request)
    found = gates.round_for(post, code)
    rows = queries.answers(found, post)
    counts = queries.tally(rows)
    context: dict[str, Any] = {
        **round_in_words(found),
        "rows": [_row(row, post) for row in rows],
        "counts": [(STATE_WORDS[key], number) for key, number in counts.items()],
        "answered": counts["sent"] + counts["accepted"],
        "asked": len(rows),
        "may_manage": gates.may_manage(post, found),
        "own": next((row for row in rows if row.unit.pk == post.unit_id), None),
        "may_enter": "enter" in post.permissions(),
        "cells": queries.by_section(queries.cells_of_round(found)),
    }
    if len(rows) > 1:
        context["chart"] = reported_chart(found.title, rows)
    return render(request, "collection/round.html", context)


def _row(row: queries.Answer, post: Any) -> dict[str, Any]:
    submission = row.submission
    readable = submission is not None and (not submission.editable or gates.writes_for(post, submission))
    return {
        "answer": row,
        "state": STATE_WORDS[row.state],
        "kind": STATE_KINDS[row.state],
        "submission": submission if readable else None,
        "may_begin_for": submission is None
        and row.unit.pk != post.unit_id
        and {"enter", "review"} <= post.permissions(),
    }


@require_POST
def open_round(request: HttpRequest, code: str) -> HttpResponse:
    post = acting_post(request)
    found = gates.round_for(post, code, CONSOLIDATE)
    actions.open_round(round=found, by=post)
    messages.success(request, _("Kỳ báo cáo đã mở: các đơn vị được hỏi nhìn thấy từ bây giờ."))
    return redirect("collection:round", code)


@require_POST
def close_round(request: HttpRequest, code: str) -> HttpResponse:
    post = acting_post(request)
    found = gates.round_for(post, code, CONSOLIDATE)
    actions.close_round(round=found, by=post)
    messages.success(request, _("Kỳ báo cáo đã đóng. Bản nháp của các đơn vị vẫn được giữ."))
    return redirect("collection:round", code)


@require_POST
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Open the unit's draft, or begin it: for the own unit, or in the place of a unit below (nhập thay)."""
    post = acting_post(request)
    found = gates.round_for(post, code)
    unit = unit_for(post, request.POST.get("unit", ""), "enter")
    if unit.pk != post.unit_id:
        allow(post, "review")
    submission = actions.begin(round=found, unit=unit, by=post)
    return redirect("collection:submission", submission.pk)
