"""Figures in force, units, indicators and successions as tables for consolidation (consolidation.md)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.db.models import QuerySet

from trienkhai import consolidation as c
from trienkhai.indicators.models import FormLine, Indicator
from trienkhai.indicators.periods import table_of
from trienkhai.indicators.queries import as_consolidation, with_parts
from trienkhai.units.models import Line, Placement, Succession

from .counting import in_force
from .models import ACCEPTED, SENT, Asked, Figure, Round


def inputs_for(
    *, line: Line, periods: Sequence[str], indicators: Sequence[Indicator], accepted_only: bool = False
) -> c.Inputs:
    """Everything that the totals of these periods and indicators rest on, with the shorter periods of which they are
    made and the parts of ratios."""
    wanted = [one.pk for one in with_parts(indicators)]
    made_of = table_of(periods)
    every = list(dict.fromkeys([*periods, *(row.period for row in made_of)]))
    return c.Inputs(
        figures=[as_row(figure) for figure in figures_in(line, every, wanted, accepted_only)],
        units=placements_of(line),
        indicators=as_consolidation(indicators),
        successions=[
            c.Succession(old, new, day, Decimal(share))
            for old, new, day, share in Succession.objects.filter(line=line).values_list(
                "old__code", "new__code", "date", "share"
            )
        ],
        asked=asked_in(line, every, wanted),
        periods=made_of,
    )


def figures_in(
    line: Line, periods: Sequence[str], indicators: Sequence[int], accepted_only: bool = False
) -> QuerySet[Figure] | list[Figure]:
    """One figure per cell: the one in force, or the newest among the accepted ones. Where another line asked in these
    periods too, the newest that came through this line: what one line is told takes nothing from the other."""
    rows = Figure.objects.filter(period__in=periods, indicator__in=indicators, submission__round__line=line)
    rows = rows.select_related("unit", "indicator", "source__narrative__file")
    rows = rows.defer("source__narrative__text", "source__narrative__reading")  # a whole report beside every figure
    if not accepted_only and not Round.objects.filter(period__in=periods).exclude(line=line).exists():
        return rows.filter(counts=True)
    states = (ACCEPTED,) if accepted_only else (SENT, ACCEPTED)
    answers = rows.filter(in_force(states), withdrawn=False).order_by("sent_at", "pk")
    return list({figure.cell: figure for figure in answers}.values())


def as_row(figure: Figure) -> c.Figure:
    return c.Figure(
        figure.unit.code,
        figure.indicator.code,
        figure.period,
        figure.breakdown or None,
        figure.scope,
        figure.value,
        figure.qualifier or None,
    )


def placements_of(line: Line) -> list[c.UnitPlacement]:
    """Rows of one unit under one parent that touch each other are one placement."""
    rows = Placement.objects.filter(line=line).order_by("unit", "since")
    merged: list[c.UnitPlacement] = []
    for unit, parent, since, until in rows.values_list("unit__code", "parent__code", "since", "until"):
        last = merged[-1] if merged else None
        if last and (last.unit, last.parent, last.until) == (unit, parent, since):
            merged[-1] = c.UnitPlacement(unit, parent, last.since, until)
        else:
            merged.append(c.UnitPlacement(unit, parent, since, until))
    return merged


def asked_in(line: Line, periods: Sequence[str], indicators: Sequence[int]) -> list[c.Asked]:
    """Who was asked for what by the rounds that were opened; a ratio's parts are asked, never the ratio."""
    by_form: dict[int, set[str]] = {}
    for form, indicator, over_units in FormLine.objects.filter(indicator__in=indicators).values_list(
        "form", "indicator__code", "indicator__over_units"
    ):
        if over_units != "ratio":
            by_form.setdefault(form, set()).add(indicator)
    opened = Asked.objects.filter(round__line=line, round__period__in=periods, round__form__in=by_form)
    rows = opened.exclude(round__state="draft").values_list("unit__code", "round__form", "round__period")
    entries = {(unit, indicator, period) for unit, form, period in rows for indicator in by_form[form]}
    return [c.Asked(*entry) for entry in sorted(entries)]
