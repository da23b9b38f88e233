"""Totals: units × indicators with coverage, and from any number to its parts."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from trienkhai.collection import totals as collected
from trienkhai.collection.charts import for_page
from trienkhai.collection.wording import period_in_words
from trienkhai.consolidation import NothingThere
from trienkhai.indicators.periods import label_inside
from trienkhai.indicators.queries import breakdown_label, breakdown_names, cells_of, forms
from trienkhai.indicators.rules import over_units
from trienkhai.kit.formats import language
from trienkhai.units.gates import acting_post
from trienkhai.units.queries import reach

from .. import forms as asking
from ..charts import by_unit


@require_GET
def totals(request: HttpRequest) -> HttpResponse:
    """The table of a unit and those directly below it."""
    post = acting_post(request)
    asked = asking.read(request, post)
    if asked is None:
        return render(request, "desk/totals.html", {"asked": None})
    found = collected.totals_of(
        unit=asked.unit,
        line=post.line,
        period=asked.period,
        indicators=asked.indicators(),
        accepted_only=asked.accepted_only,
    )
    inside = set(reach(post).units().values_list("pk", flat=True))
    context = {
        "asked": asked,
        "period": period_in_words(asked.period),
        "indicators": found.indicators,
        "lines": [_line(unit, found, asked, unit.pk in inside) for unit in found.units if _told(unit, found)],
        "not_asked": [unit.name for unit in found.units[1:] if not _told(unit, found)],
        "findings": [_finding(one, found) for one in found.findings],
        "stood_then": collected.stood_then(asked.unit, post.line, asked.period),
        **_filters(post, asked),
    }
    return render(request, "desk/totals.html", context)


def _told(unit: Any, found: collected.Totals) -> bool:
    """Whether the row says anything; the unit itself always has its row."""
    return unit.pk == found.unit.pk or any(found.at(unit, indicator) for indicator in found.indicators)


def _filters(post: Any, asked: asking.Asked) -> dict[str, Any]:
    pairs = asking.choices(post)
    periods = dict.fromkeys([asked.period, *(period for period, _form in pairs)])
    return {
        "periods": [(code, period_in_words(code)) for code in periods],
        "forms": [(form.code, form.name) for form in forms()],
        "units": [(unit.code, unit.name) for unit in reach(post).units().order_by("sort")],
    }


def _line(unit: Any, found: collected.Totals, asked: asking.Asked, inside: bool) -> dict[str, Any]:
    cells = []
    for indicator in found.indicators:
        total = found.at(unit, indicator)
        href = asked.address("desk:part", unit=unit.code, indicator=indicator.code) if total and inside else ""
        cells.append({"indicator": indicator, "total": total, "href": href})
    below = unit.pk != found.unit.pk and inside
    return {
        "unit": unit,
        "cells": cells,
        "is_total": unit.pk == found.unit.pk,
        "href": asked.address(unit=unit.code) if below else "",
    }


def _finding(one: Any, found: collected.Totals) -> dict[str, Any]:
    names = {unit.code: unit.name for unit in found.units}
    indicators = {indicator.code: indicator for indicator in found.indicators}
    indicator = indicators.get(one.indicator)
    return {
        "unit": names[one.unit],
        "indicator": indicator.name if indicator else one.indicator,
        "breakdown": breakdown_label(one.breakdown),
        "claimed": one.claimed,
        "computed": one.computed,
    }


@require_GET
def part(request: HttpRequest) -> HttpResponse:
    """One total: the unit's own figures, the totals below, the claim, who is silent; each leads on."""
    post = acting_post(request)
    asked = asking.read(request, post)
    indicator = asking.indicator_of(request)
    breakdown = request.GET.get("breakdown", "")
    names = breakdown_names()
    if asked is None or any(piece not in names for piece in breakdown.split(";") if piece):
        raise Http404
    try:
        laid = collected.lay_open(
            unit=asked.unit,
            line=post.line,
            period=asked.period,
            indicator=indicator,
            breakdown=breakdown,
            accepted_only=asked.accepted_only,
        )
    except NothingThere:
        raise Http404 from None
    context = {
        "asked": asked,
        "indicator": indicator,
        "breakdown": breakdown_label(breakdown, names),
        "period": period_in_words(asked.period),
        "laid": laid,
        "total": laid.said.total,
        "back": asked.address(),
        "below": _below(post, laid, asked, indicator, breakdown),
        "categories": _categories(asked, indicator, breakdown),
        "rule": over_units(indicator),
        "ratio": _ratio(asked, indicator, breakdown),
        "chart": _chart(laid, indicator, label_inside(asked.period, language())),
    }
    return render(request, "desk/part.html", context)


def _below(
    post: Any, laid: collected.Laid, asked: asking.Asked, indicator: Any, breakdown: str
) -> list[dict[str, Any]]:
    inside = set(reach(post).units().values_list("pk", flat=True))
    return [
        {
            "unit": unit,
            "total": total,
            "href": asked.address("desk:part", unit=unit.code, indicator=indicator.code, breakdown=breakdown)
            if unit.pk in inside and (total.value is not None or total.expected)
            else "",
        }
        for unit, total in laid.below
    ]


def _categories(asked: asking.Asked, indicator: Any, breakdown: str) -> list[tuple[str, str]]:
    if breakdown:
        return []
    return [
        (cell.label, asked.address("desk:part", indicator=indicator.code, breakdown=cell.breakdown))
        for cell in cells_of(asked.form)
        if cell.is_part and cell.indicator.pk == indicator.pk
    ]


def _ratio(asked: asking.Asked, indicator: Any, breakdown: str) -> list[tuple[str, str]]:
    return [
        (part.name, asked.address("desk:part", indicator=part.code, breakdown=breakdown))
        for part in (indicator.numerator, indicator.denominator)
        if part is not None
    ]


def _chart(laid: collected.Laid, indicator: Any, period: str) -> dict[str, Any] | None:
    rows = [(unit.name, total.value) for unit, total in laid.below]
    if sum(value is not None for _name, value in rows) < 2:
        return None
    return for_page(by_unit(rows, indicator, period, source=_("Báo cáo của các đơn vị")))
