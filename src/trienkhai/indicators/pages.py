"""Doors for people: what is counted, how, which forms ask for it, in which periods, and what is to be reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from trienkhai.kit.formats import in_words, language
from trienkhai.units.gates import acting_post, unit_for
from trienkhai.units.permissions import CONSOLIDATE
from trienkhai.units.queries import reach, today
from trienkhai.vietnamese import Refusal

from . import actions, choices, gates, periods, queries, rules
from . import forms as typing_in
from .errors import TargetLacksBasis
from .regimes import regimes as every_regime


def _tabs(current: str) -> list[tuple[str, str, bool]]:
    return [
        (_("Chỉ tiêu"), reverse("indicators:list"), current == "list"),
        (_("Biểu mẫu"), reverse("indicators:forms"), current == "forms"),
        (_("Chế độ báo cáo"), reverse("indicators:regimes"), current == "regimes"),
        (_("Kế hoạch"), reverse("indicators:targets"), current == "targets"),
    ]


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Every indicator in the order of the catalogue, found by the words that reports use."""
    acting_post(request)
    words = request.GET.get("q", "").strip()[:200]
    found = queries.search_indicators(queries.indicators(), words)
    rows = [(one, *rules.in_short(one)) for one in found]
    return render(request, "indicators/list.html", {"rows": rows, "words": words, "tabs": _tabs("list")})


@require_GET
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """What one indicator means, why it is asked, how it adds up, and where it is asked."""
    found = gates.indicator_for(acting_post(request), code)
    context = {
        "indicator": found,
        "over_units": rules.over_units(found),
        "over_time": rules.over_time(found),
        "formula": rules.formula(found),
        "breakdowns": queries.breakdowns_of(found),
        "forms": queries.forms_asking(found),
        "ratios": queries.ratios_of(found),
        "crumbs": [(_("Chỉ tiêu"), reverse("indicators:list")), (found.name, None)],
    }
    return render(request, "indicators/indicator.html", context)


@require_GET
def forms(request: HttpRequest) -> HttpResponse:
    """The forms, and whom they usually ask."""
    acting_post(request)
    return render(request, "indicators/forms.html", {"forms": queries.forms_counted(), "tabs": _tabs("forms")})


@require_GET
def form(request: HttpRequest, code: str) -> HttpResponse:
    """A form as units see it: sections, indicators, breakdowns."""
    post = acting_post(request)
    found = gates.form_for(post, code)
    context = {
        "form": found,
        "regime": choices.regime_name(found.regime, language()),
        "may_ask": CONSOLIDATE in post.permissions(),
        "cells": queries.cells_of(found),
        "crumbs": [(_("Biểu mẫu"), reverse("indicators:forms")), (found.name, None)],
    }
    return render(request, "indicators/form.html", context)


@require_GET
def regimes(request: HttpRequest) -> HttpResponse:
    """How each regime cuts the year, with the present period of each kind."""
    acting_post(request)
    words, day = language(), today()
    rows = [
        (
            regime.name if words == "vi" else regime.name_en,
            regime.source,
            [_kind(regime, kind, day, words) for kind in regime.kinds],
        )
        for regime in every_regime()
    ]
    return render(request, "indicators/regimes.html", {"rows": rows, "tabs": _tabs("regimes")})


def _kind(regime: Any, kind: Any, day: Any, words: str) -> dict[str, Any]:
    code = next(iter(periods.recent(day, kind.code, 1, regime.code)), "")
    parts = [periods.short_label(part, words) for part in periods.parts(code)] if code else []
    return {
        "name": kind.name if words == "vi" else kind.name_en,
        "label": periods.short_label(code, words) if code else "",
        "days": periods.days(code) if code else None,
        "parts": parts,
    }


# --- targets ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Asked:
    """Whose targets for which period, and of which form (None: of all indicators)."""

    unit: Any
    period: str
    form: Any

    @classmethod
    def read(cls, given: QueryDict, post: Any) -> _Asked:
        """What the address asks for, else the own unit and the present year. 404 for what is not there."""
        period = given.get("period") or periods.code_of(today(), periods.YEAR)
        if not periods.is_valid(period):
            raise Http404
        code = given.get("form")
        form = gates.form_for(post, code) if code else None
        return cls(unit_for(post, given.get("unit") or post.unit.code), periods.canonical(period), form)

    def rows(self) -> list[typing_in.Row]:
        found = queries.indicators_of(self.form) if self.form else list(queries.indicators())
        return typing_in.rows_of(found, queries.target_versions(self.unit, self.period))

    def address(self) -> str:
        query = {"unit": self.unit.code, "period": self.period, "form": self.form.code if self.form else ""}
        return f"{reverse('indicators:targets')}?{urlencode({key: value for key, value in query.items() if value})}"


@require_http_methods(["GET", "POST"])
def targets(request: HttpRequest) -> HttpResponse:
    """What a unit is to reach in a period, and where it was said; the level above sets it."""
    post = acting_post(request)
    asked = _Asked.read(request.POST if request.method == "POST" else request.GET, post)
    rows, problem, lacks_basis = asked.rows(), "", ""
    if request.method == "POST":
        gates.allow_setting_targets(post, asked.unit)
        problem, lacks_basis = _set(asked, rows, request, post)
        if not problem:
            return redirect(asked.address())
    words = language()
    context = {
        "asked": asked,
        "rows": rows,
        "problem": problem,
        "basis": request.POST.get("basis", ""),
        "lacks_basis": lacks_basis,
        "may_set": gates.may_set_targets(post, asked.unit),
        "period": periods.label(asked.period, words),
        "groups": choices.period_groups(today(), words, also=asked.period),
        "units": [(unit.code, unit.name) for unit in reach(post).units().order_by("sort")],
        "forms": [(form.code, form.name) for form in queries.forms()],
        "tabs": _tabs("targets"),
    }
    return render(request, "indicators/targets.html", context, status=422 if request.method == "POST" else 200)


def _set(asked: _Asked, rows: list[typing_in.Row], request: HttpRequest, post: Any) -> tuple[str, str]:
    """Why nothing of what was typed is kept, beside the rows' own errors, and what of that concerns the basis."""
    changed = typing_in.read_rows(rows, request.POST)
    if any(row.error for row in rows):
        return _("Chưa lưu gì: có số chưa đọc được."), ""
    by_pk = {row.indicator.pk: row.indicator for row in rows}
    values = {by_pk[pk]: value for pk, value in changed.items()}
    try:
        made = actions.set_targets(
            unit=asked.unit, period=asked.period, values=values, basis=request.POST.get("basis", ""), by=post
        )
    except Refusal as refusal:
        words = in_words(refusal)
        return words, words if isinstance(refusal, TargetLacksBasis) else ""
    told = ngettext("Đã ghi %(count)s số kế hoạch.", "Đã ghi %(count)s số kế hoạch.", made) % {"count": made}
    messages.success(request, told if made else _("Không có số nào thay đổi."))
    return "", ""
