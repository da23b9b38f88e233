"""One total: the unit's own figures, the totals below, the claim, who is silent; each leads on."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from trienkhai.collection.charts import for_page
from trienkhai.collection.wording import period_in_words
from trienkhai.consolidation import NothingThere
from trienkhai.indicators.periods import label_inside
from trienkhai.indicators.queries import breakdown_names
from trienkhai.indicators.rules import over_time, over_units
from trienkhai.kit.formats import language
from trienkhai.units.gates import acting_post
from trienkhai.units.queries import reach

from .. import forms as asking
from .. import laying
from ..charts import by_period, by_unit
from ..gathering import check_restating, how_added


@require_GET
def part(request: HttpRequest) -> HttpResponse:
    """Down to the cell, the record or the sentence in three clicks."""
    opened = _asked(request)
    try:
        laid = opened.laid()
    except NothingThere:
        raise Http404 from None
    known = [period for period, _form in asking.choices(opened.post)]
    seen = set(reach(opened.post).units().values_list("pk", flat=True))
    time = laying.over_time(opened, laying.parts_asked(opened.asked.period, known))
    below = laying.below_rows(opened, laid, seen)
    context = {
        "asked": opened.asked,
        "indicator": opened.indicator,
        "heading": laying.heading(opened),
        "lead": (opened.asked.unit.name, period_in_words(opened.asked.period), how_added(opened.asked)),
        "laid": laid,
        "total": laid.said.total,
        "cell": laying.Writer(opened.indicator).cell(laid.said.total),
        "back": opened.asked.address(),
        "link": request.build_absolute_uri(opened.address()),
        "own": laying.own_rows(opened, laid, seen),
        "below": below,
        "time": time,
        "categories": laying.categories(opened),
        "ratio": laying.ratio_rows(opened, laid),
        "rules": [over_units(opened.indicator), *([over_time(opened.indicator)] if time else [])],
        "compared": laying.compared(opened, laid.said.total),
        "formula": laying.formula(opened, laid),
        "silent": laying.answering(opened, laid, "silent", seen),
        "not_applicable": laying.answering(opened, laid, "not_applicable", seen),
        "charts": _charts(opened, below, time),
    }
    return render(request, "desk/part.html", context)


def _asked(request: HttpRequest) -> laying.Part:
    """The cell that the address names; 404 where it names none."""
    post = acting_post(request)
    asked = asking.read(request, post)
    indicator = asking.indicator_of(request)
    breakdown = request.GET.get("breakdown", "")
    names = breakdown_names() if breakdown else {}
    if asked is None or any(piece not in names for piece in breakdown.split(";") if piece):
        raise Http404
    check_restating(asked, post)
    return laying.Part(asked, post, indicator, breakdown)


def _charts(opened: laying.Part, below: list[dict[str, Any]], time: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Over the units below and over the parts of a longer period; a picture of one number tells nothing."""
    indicator, source = opened.indicator, _("Báo cáo của các đơn vị")
    period = label_inside(opened.asked.period, language())
    made = []
    units = [(row["unit"].name, row["total"].value) for row in below]
    if sum(value is not None for _name, value in units) > 1:
        made.append(by_unit(units, indicator, period, source=source))
    times = [(row["label"], row["total"].value if row["total"] else None) for row in time]
    if sum(value is not None for _label, value in times) > 1:
        made.append(by_period(times, indicator, opened.asked.unit.name, source=source))
    return [for_page(chart) | {"id": f"chart_{place}"} for place, chart in enumerate(made)]
