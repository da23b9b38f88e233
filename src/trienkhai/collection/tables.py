"""Figures in force, units, indicators and successions as tables for consolidation (consolidation.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from trienkhai import consolidation as c
from trienkhai.indicators.models import FormLine, Indicator
from trienkhai.indicators.periods import table_of
from trienkhai.indicators.queries import as_consolidation, with_parts
from trienkhai.units.models import Line, Placement, Succession, Unit

from .counting import in_force
from .models import ACCEPTED, SENT, Asked, Figure, Round

FEW = 2_000  # rows, below which the plain engine is as quick and needs no numpy


def inputs_for(
    *, line: Line, periods: Sequence[str], indicators: Sequence[Indicator], accepted_only: bool = False
) -> c.Inputs:
    """Everything that the totals of these periods and indicators rest on, with the shorter periods of which they are
    made and the parts of ratios."""
    wanted = {one.pk: one.code for one in with_parts(indicators)}
    made_of = table_of(periods)
    every = list(dict.fromkeys([*periods, *(row.period for row in made_of)]))
    return c.Inputs(
        figures=figure_rows(line, every, wanted, accepted_only),
        units=placements_of(line),
        indicators=as_consolidation(indicators),
        successions=[
            c.Succession(old, new, day, Decimal(share))
            for old, new, day, share in Succession.objects.filter(line=line).values_list(
                "old__code", "new__code", "date", "share"
            )
        ],
        asked=asked_in(line, every, list(wanted)),
        periods=made_of,
    )


def consolidated(inputs: c.Inputs, **how: Any) -> c.Result:
    """By the engine that is quicker for so many rows; both say the same."""
    many = len(inputs.figures) + len(inputs.asked or ()) > FEW
    return c.consolidate(inputs, engine="fast" if many else "plain", **how)


def figures_in(
    line: Line, periods: Sequence[str], indicators: Sequence[int], accepted_only: bool = False
) -> QuerySet[Figure] | list[Figure]:
    """One figure per cell: the one in force, or the newest among the accepted ones. Where another line asked in these
    periods too, the newest that came through this line: what one line is told takes nothing from the other."""
    rows, one_each = answers_in(line, periods, indicators, accepted_only)
    rows = rows.select_related("unit", "indicator", "source__narrative__file")
    rows = rows.defer("source__narrative__text", "source__narrative__reading")  # a whole report beside every figure
    return rows if one_each else list({figure.cell: figure for figure in rows}.values())


def figure_rows(
    line: Line, periods: Sequence[str], indicators: Mapping[int, str], accepted_only: bool = False
) -> list[c.Figure]:
    """The same figures as bare rows: tens of thousands for a province's year. `indicators`: their codes."""
    answers, one_each = answers_in(line, periods, list(indicators), accepted_only)
    rows: Iterable[tuple[Any, ...]] = answers.values_list(
        "unit", "indicator", "period", "breakdown", "scope", "value", "qualifier"
    )
    rows = rows if one_each else {row[:5]: row for row in rows}.values()
    units = dict(Unit.objects.order_by().values_list("pk", "code"))
    return [
        c.Figure(units[unit], indicators[indicator], period, breakdown or None, scope, value, qualifier or None)
        for unit, indicator, period, breakdown, scope, value, qualifier in rows
    ]


def answers_in(
    line: Line, periods: Sequence[str], indicators: Sequence[int], accepted_only: bool
) -> tuple[QuerySet[Figure], bool]:
    """(rows, whether there is one for each cell); else the last one of a cell is meant."""
    rows = Figure.objects.filter(period__in=periods, indicator__in=indicators, submission__round__line=line)
    if not accepted_only and not Round.objects.filter(period__in=periods).exclude(line=line).exists():
        return rows.filter(counts=True).order_by(), True
    states = (ACCEPTED,) if accepted_only else (SENT, ACCEPTED)
    return rows.filter(in_force(states), withdrawn=False).order_by("sent_at", "pk"), False


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
