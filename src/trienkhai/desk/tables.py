"""The tables of consolidation.md, from what is kept: rows ready for a file, in the columns that `consolidate` reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from trienkhai import consolidation as c
from trienkhai.collection import tables as collected
from trienkhai.collection.totals import day_of
from trienkhai.collection.troubles import told_by_name
from trienkhai.consolidation.columns import COLUMNS, SHARE, TEXT, VALUE, WHOLE_NUMBER
from trienkhai.consolidation.columns import DAY as DAY_COLUMN
from trienkhai.indicators import periods
from trienkhai.indicators.models import Form, Indicator
from trienkhai.indicators.queries import as_consolidation, indicators, indicators_of, with_parts
from trienkhai.units.models import Line, Unit
from trienkhai.units.queries import subtree
from trienkhai.vietnamese import N_, Refusal
from trienkhai.writing.spreadsheets_long import CODE, COUNT, DAY, NUMBER, LongColumn, LongTable

from . import tracing
from .exporting import OUTPUT

KINDS = {TEXT: CODE, VALUE: NUMBER, SHARE: NUMBER, DAY_COLUMN: DAY, WHOLE_NUMBER: COUNT}


class CannotExport(Refusal):
    """What was named is not there."""

    code = "cannot_export"


@dataclass(frozen=True)
class Wanted:
    """Which rows: without periods or form all of them. `unit`, `restate`, `leaves` are about totals only, `sources`
    about figures only."""

    line: Line
    periods: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = field(default=(), repr=False)
    accepted_only: bool = False
    sources: bool = False
    unit: Unit | None = None
    restate: date | None = None
    leaves: bool = False


def wanted(
    *, line: str, period: Sequence[str] = (), form: str | None = None, unit: str | None = None, **more: Any
) -> Wanted:
    """From codes. Raises CannotExport and NotAPeriod."""
    within = Line.objects.filter(code=line).first()
    if within is None:
        raise CannotExport(N_("Không có hệ thống mã «{given}»."), given=line)
    for code in period:
        periods.days(code)
    asking = Form.objects.filter(code=form).first() if form else None
    if form and asking is None:
        raise CannotExport(N_("Không có biểu mẫu mã «{given}»."), given=form)
    found = Unit.objects.filter(code=unit).first() if unit else None
    if unit and found is None:
        raise CannotExport(N_("Không có đơn vị mã «{given}»."), given=unit)
    every = indicators_of(asking) if asking else list(indicators())
    named = tuple(period) or tuple(tracing.periods_asked(within))
    return Wanted(within, named, tuple(every), unit=found, **more)


def table_of(kind: str, said: Wanted) -> LongTable:
    """`figures`, `units`, `indicators`, `successions`, `asked`, `periods` or `totals`."""
    if kind == "figures":
        return _figures(said)
    if kind == "totals":
        return LongTable(kind, OUTPUT, _totals(said))
    columns = tuple(LongColumn(column.name, KINDS.get(column.kind, NUMBER), width=20) for column in COLUMNS[kind])
    return LongTable(kind, columns, _cells(columns, _rows(kind, said)))


def _figures(said: Wanted) -> LongTable:
    found = tracing.figures_behind(said.line, said.periods, said.indicators, accepted_only=said.accepted_only)
    if said.sources:
        return LongTable("figures", (*tracing.FIGURES, *tracing.SOURCES), tracing.traced_rows(found, ""))
    return LongTable("figures", tracing.FIGURES, tracing.bare_rows(found))


def _rows(kind: str, said: Wanted) -> Iterable[Any]:
    if kind == "units":
        return collected.placements_of(said.line)
    if kind == "successions":
        return collected.inputs_for(line=said.line, periods=[], indicators=[]).successions
    if kind == "indicators":
        return as_consolidation(said.indicators)
    if kind == "periods":
        return periods.table_of(said.periods)
    every = periods.with_parts(said.periods)
    return collected.asked_in(said.line, every, [one.pk for one in with_parts(said.indicators)])


def _totals(said: Wanted) -> Iterator[tuple[Any, ...]]:
    inputs = collected.inputs_for(
        line=said.line, periods=said.periods, indicators=said.indicators, accepted_only=said.accepted_only
    )
    with told_by_name(inputs, said.restate):
        found = c.consolidate(inputs, restate=said.restate, leaves=said.leaves, only_periods=said.periods)
    inside = {period: _below(said, period) for period in said.periods} if said.unit else None
    rows = found.totals if inside is None else [row for row in found.totals if row.unit in inside[row.period]]
    return _cells(OUTPUT, rows)


def _below(said: Wanted, period: str) -> set[str]:
    """Codes of the unit and all below it on the day of the period's totals."""
    assert said.unit is not None
    places = subtree(said.unit, said.line, day_of(period, said.restate))
    return set(places.values_list("unit__code", flat=True))


def _cells(columns: Sequence[LongColumn], rows: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    names = [column.name for column in columns]
    return (tuple(getattr(row, name) for name in names) for row in rows)
