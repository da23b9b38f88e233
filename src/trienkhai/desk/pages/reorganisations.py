"""What a reorganisation changes in open rounds and in totals, before or after it is applied."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from trienkhai.collection.wording import period_in_words
from trienkhai.indicators.queries import forms, indicators_of
from trienkhai.kit.formats import in_words
from trienkhai.units import gates, queries
from trienkhai.vietnamese import Refusal

from .. import reorganisations as changed
from ..forms import choices

MOST_CHOICES = 60


@require_GET
def reorganisation_effects(request: HttpRequest, pk: int) -> HttpResponse:
    """Rounds whose asked units end, and totals before and after for the period and form that are chosen."""
    post = gates.acting_post(request)
    found = gates.reorganisation_for(post, pk)
    draft = found.state == "draft"
    plan = queries.plan_of(found, post) if draft else None
    effects = plan.effects if plan else queries.effects_of(found)
    names = queries.names_on(found.day) | {code: called.name for code, called in effects.created.items()}
    sound = plan is None or plan.sound
    context = {
        "found": found,
        "sound": sound,
        "crumbs": _crumbs(found),
        "rounds": [_round(row, names) for row in changed.rounds_touched(found, effects, post)],
        **(_totals(request, post, found, effects, names) if sound else {}),
    }
    return render(request, "desk/reorganisation_effects.html", context)


def _round(row: changed.Handed, names: dict[str, str]) -> dict[str, Any]:
    return {"row": row, "unit": names.get(row.unit, row.unit), "heir": names.get(row.heir, row.heir)}


def _totals(request: HttpRequest, post: Any, found: Any, effects: Any, names: dict[str, str]) -> dict[str, Any]:
    """The table of the period and form in the address, else of the newest round."""
    every = {form.pk: form for form in forms()}
    pairs = {f"{every[form].code}|{period}": (period, every[form]) for period, form in choices(post)[:MOST_CHOICES]}
    if not pairs:
        return {"picks": []}
    picked = request.GET.get("figures", "")
    picked = picked if picked in pairs else next(iter(pairs))
    period, form = pairs[picked]
    context = {
        "picks": [(key, f"{form.name}: {period_in_words(period)}") for key, (period, form) in pairs.items()],
        "picked": picked,
    }
    indicators = indicators_of(form)
    try:
        said = changed.restated(found, effects, period=period, indicators=indicators)
    except Refusal as refusal:
        return context | {"trouble": in_words(refusal)}
    chosen = next((one for one in indicators if one.code == request.GET.get("indicator")), _telling(said, indicators))
    named = {one.code: one.name for one in indicators}
    return context | {
        "indicators": list(named.items()),
        "indicator": chosen,
        "rows": [_row(one, chosen, names) for one in said.units],
        "lost": [(names.get(f.unit, f.unit), named.get(f.indicator, f.indicator), f.claimed) for f in said.lost_claims],
        "more": said.more,
    }


def _telling(said: changed.Restated, indicators: list[Any]) -> Any:
    """The first indicator about which a unit that ends has said something."""
    spoken = {
        row.indicator.code
        for unit in said.units
        for row in unit.rows
        if unit.role == "ended" and row.before is not None and row.before.value is not None
    }
    return next((one for one in indicators if one.code in spoken), indicators[0] if indicators else None)


def _row(unit: changed.UnitBeside, indicator: Any, names: dict[str, str]) -> dict[str, Any]:
    row = next((row for row in unit.rows if row.indicator is indicator), None)
    return {"name": names.get(unit.code, unit.code), "role": unit.role, "row": row}


def _crumbs(found: Any) -> list[tuple[str, str | None]]:
    return [
        (_("Đơn vị"), reverse("units:units")),
        (_("Sắp xếp đơn vị"), reverse("units:reorganisations")),
        (found.title, reverse("units:reorganisation", args=[found.pk])),
        (_("Ảnh hưởng"), None),
    ]
