"""Totals: units × indicators with coverage, from which every number leads to its parts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from trienkhai.collection.errors import CannotTotal
from trienkhai.collection.wording import period_in_words
from trienkhai.kit.formats import in_words
from trienkhai.units.gates import acting_post
from trienkhai.units.queries import today

from .. import forms as asking
from ..drawing import Drawing
from ..exporting import offered
from ..gathering import how_added, table_of
from ..offering import filters, only_restated
from ..queries import in_reach


@require_GET
def totals(request: HttpRequest) -> HttpResponse:
    """The table of a unit and those directly below it."""
    post = acting_post(request)
    known = asking.choices(post)
    asked = asking.read(request, post, known)
    if asked is None:
        return render(request, "desk/totals.html", {"asked": None})
    units = in_reach(post)
    context = {
        "asked": asked,
        "filters": filters(asked, post, known, units),
        "link": request.build_absolute_uri(asked.address()),
        "targets": asked.address("indicators:targets", restate="", accepted="", turned="", groups="", compare=""),
    }
    try:
        table = table_of(asked, post, units=units)
    except CannotTotal as refusal:
        lead = (period_in_words(asked.period), asked.form.name, how_added(asked))
        return render(request, "desk/totals.html", context | {"lead": lead, "refusal": in_words(refusal)}, status=409)
    shown = {"table": table, "lead": table.subtitle, "rows": Drawing(table, asked).rows(), "files": offered(asked)}
    if table.warnings and only_restated(asked, post):
        shown["restated"] = asked.address(restate=today())
    return render(request, "desk/totals.html", context | shown | _around(table, asked))


def _around(table: Any, asked: asking.Asked) -> dict[str, Any]:
    """What stands below the table, with its links."""
    return {
        "missing": [(one, asked.address(unit=one.code), _owed(one, table)) for one in table.missing],
        "findings": [(one, _cell_address(one, asked)) for one in table.findings],
    }


def _owed(one: Any, table: Any) -> str:
    """For which parts of a longer period; empty where the whole period is meant."""
    return "" if one.periods == (table.period,) else ", ".join(one.period_names)


def _cell_address(one: Any, asked: asking.Asked) -> str:
    if not one.unit.seen:
        return ""
    where = {"unit": one.unit.code, "indicator": one.indicator.code, "breakdown": one.indicator.breakdown}
    return asked.address("desk:part", **where)
