"""Totals of a unit for a period, live, with coverage; and one total laid open down to its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from trienkhai import consolidation as c
from trienkhai.indicators import periods
from trienkhai.indicators.models import Indicator
from trienkhai.units.models import Line, Unit
from trienkhai.units.queries import children, place_of

from .models import Figure
from .tables import figures_in, inputs_for
from .troubles import told_by_name


@dataclass(frozen=True)
class Totals:
    """Rows of one period and line by (unit code, indicator code, breakdown or empty); findings in the units shown."""

    unit: Unit
    period: str
    units: tuple[Unit, ...]  # the unit itself first, then those directly below on the day of consolidation
    indicators: tuple[Indicator, ...]
    rows: dict[tuple[str, str, str], c.Total] = field(repr=False)
    findings: tuple[c.Finding, ...] = ()

    def at(self, unit: Unit, indicator: Indicator, breakdown: str = "") -> c.Total | None:
        """None where nothing was asked or given."""
        return self.rows.get((unit.code, indicator.code, breakdown))


def totals_of(
    *,
    unit: Unit,
    line: Line,
    period: str,
    indicators: Sequence[Indicator],
    accepted_only: bool = False,
    restate: date | None = None,
) -> Totals:
    """Computed from the figures in force at this moment; nothing is stored, so nothing is stale.

    A longer period is made of its parts (`indicators.periods`). `restate`: in the tree of that day instead of that of
    the period's last one. Raises CannotTotal with the names of the units that stop it.
    """
    inputs = inputs_for(line=line, periods=[period], indicators=indicators, accepted_only=accepted_only)
    with told_by_name(inputs, restate):
        result = c.consolidate(inputs, leaves=True, only_periods=[period], restate=restate)
    units = (unit, *children(unit, line, day_of(period, restate)))
    codes = {one.code for one in units}
    return Totals(
        unit,
        period,
        units,
        tuple(indicators),
        {(row.unit, row.indicator, row.breakdown or ""): row for row in result.totals},
        tuple(one for one in result.findings if one.unit in codes),
    )


def day_of(period: str, restate: date | None = None) -> date:
    """The day in whose tree the period is consolidated."""
    return restate or periods.days(period)[1]


def stood_then(unit: Unit, line: Line, period: str, restate: date | None = None) -> bool:
    """Whether the unit had a place in the line on the day of consolidation."""
    return place_of(unit, line, day_of(period, restate)) is not None


@dataclass(frozen=True)
class Origin:
    """One figure that went into a total, with its row here, so that a reader can go on to its source."""

    piece: c.Piece
    figure: Figure | None


@dataclass(frozen=True)
class Laid:
    """A total laid open: what the engine says, and the rows behind its pieces."""

    said: c.Explanation
    own: tuple[Origin, ...]
    claims: tuple[Origin, ...]
    below: tuple[tuple[Unit, c.Total], ...]
    silent: tuple[Unit, ...]
    not_applicable: tuple[Unit, ...]


def lay_open(
    *,
    unit: Unit,
    line: Line,
    period: str,
    indicator: Indicator,
    breakdown: str = "",
    accepted_only: bool = False,
    restate: date | None = None,
) -> Laid:
    """The parts of one total. Raises consolidation.NothingThere where nothing was asked or given, CannotTotal as
    totals_of does."""
    inputs = inputs_for(line=line, periods=[period], indicators=[indicator], accepted_only=accepted_only)
    with told_by_name(inputs, restate):
        said = c.explain(inputs, unit.code, indicator.code, period, breakdown or None, restate=restate)
    every = [period, *(row.period for row in inputs.periods)]
    rows = figures_in(line, every, [indicator.pk], accepted_only)
    known = {(f.unit.code, f.period, f.breakdown, f.scope): f for f in rows}
    named = {row.unit for row in said.children} | {entry.entry.unit for entry in said.entries}
    units = {one.code: one for one in Unit.objects.filter(code__in=named).select_related("kind")}

    def origins(pieces: Sequence[c.Piece]) -> tuple[Origin, ...]:
        given = ((piece, piece.figure) for piece in pieces)
        return tuple(Origin(piece, known.get((f.unit, f.period, f.breakdown or "", f.scope))) for piece, f in given)

    def answering(status: str) -> tuple[Unit, ...]:
        found = {entry.entry.unit for entry in said.entries if entry.entry.status == status}
        return tuple(sorted((units[code] for code in found), key=lambda one: one.sort))

    return Laid(
        said,
        origins(said.pieces),
        origins(said.claim_pieces),
        tuple(sorted(((units[row.unit], row) for row in said.children), key=lambda pair: pair[0].sort)),
        answering("silent"),
        answering("not_applicable"),
    )
