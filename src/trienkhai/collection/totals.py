"""Totals of a unit for a period, live, with coverage; and one total laid open down to its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from trienkhai import consolidation as c
from trienkhai.indicators import periods
from trienkhai.indicators.models import Indicator
from trienkhai.units.models import Line, Unit
from trienkhai.units.queries import children, place_of

from .models import Figure
from .tables import figures_in, inputs_for


@dataclass(frozen=True)
class Totals:
    """Rows of one period and line by (unit code, indicator code, breakdown or empty); findings in the units shown."""

    unit: Unit
    period: str
    units: tuple[Unit, ...]  # the unit itself first, then those directly below on the period's last day
    indicators: tuple[Indicator, ...]
    rows: dict[tuple[str, str, str], c.Total] = field(repr=False)
    findings: tuple[c.Finding, ...] = ()

    def at(self, unit: Unit, indicator: Indicator, breakdown: str = "") -> c.Total | None:
        """None where nothing was asked or given."""
        return self.rows.get((unit.code, indicator.code, breakdown))


def totals_of(
    *, unit: Unit, line: Line, period: str, indicators: Sequence[Indicator], accepted_only: bool = False
) -> Totals:
    """Computed from the figures in force at this moment; nothing is stored, so nothing is stale."""
    inputs = inputs_for(line=line, periods=[period], indicators=indicators, accepted_only=accepted_only)
    result = c.consolidate(inputs, leaves=True, only_periods=[period])
    units = (unit, *children(unit, line, periods.days(period)[1]))
    codes = {one.code for one in units}
    return Totals(
        unit,
        period,
        units,
        tuple(indicators),
        {(row.unit, row.indicator, row.breakdown or ""): row for row in result.totals},
        tuple(one for one in result.findings if one.unit in codes),
    )


def stood_then(unit: Unit, line: Line, period: str) -> bool:
    """Whether the unit had a place in the line on the period's last day."""
    return place_of(unit, line, periods.days(period)[1]) is not None


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
) -> Laid:
    """The parts of one total. Raises consolidation.NothingThere where nothing was asked or given."""
    inputs = inputs_for(line=line, periods=[period], indicators=[indicator], accepted_only=accepted_only)
    said = c.explain(inputs, unit.code, indicator.code, period, breakdown or None)
    rows = figures_in(line, [period], [indicator.pk], accepted_only)
    known = {(f.unit.code, f.breakdown, f.scope): f for f in rows}
    named = {row.unit for row in said.children} | {entry.entry.unit for entry in said.entries}
    units = {one.code: one for one in Unit.objects.filter(code__in=named).select_related("kind")}

    def origins(pieces: Sequence[c.Piece]) -> tuple[Origin, ...]:
        return tuple(
            Origin(piece, known.get((piece.figure.unit, piece.figure.breakdown or "", piece.figure.scope)))
            for piece in pieces
        )

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
