"""Totals of a unit for a period, with coverage; and one total laid open down to its figures."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from trienkhai import consolidation as c
from trienkhai.indicators import periods
from trienkhai.indicators.models import Indicator
from trienkhai.indicators.queries import with_parts
from trienkhai.units.models import Line, Unit
from trienkhai.units.queries import children, place_of

from . import stored
from .models import Figure
from .tables import consolidated, figures_in, inputs_for
from .troubles import told_by_name

AnyTotal = c.Total | stored.Row  # the same attributes


@dataclass(frozen=True)
class Totals:
    """Rows of one period and line by (unit code, indicator code, breakdown or empty); findings in the units shown."""

    unit: Unit
    period: str
    units: tuple[Unit, ...]  # the unit itself first, then those directly below on the day of consolidation
    indicators: tuple[Indicator, ...]
    rows: dict[tuple[str, str, str], stored.Row] = field(repr=False)
    findings: tuple[c.Finding, ...] = ()

    def at(self, unit: Unit, indicator: Indicator, breakdown: str = "") -> stored.Row | None:
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
    shown_only: bool = False,
) -> Totals:
    """From the figures in force at this moment: computed, or stored by an earlier look and still the same.

    A longer period is made of its parts (`indicators.periods`). `restate`: in the tree of that day instead of that of
    the period's last one. `shown_only`: rows of the units shown, not of all in the line. Raises CannotTotal with the
    names of the units that stop it.
    """
    units = (unit, *children(unit, line, day_of(period, restate)).select_related(None))
    shown = {one.code for one in units}
    if restate is None:
        kept = _kept(line, period, indicators, accepted_only, shown if shown_only else None)
    else:
        kept = computed(line, period, indicators, accepted_only, restate)
    rows = {(row.unit, row.indicator, row.breakdown or ""): row for one in kept.values() for row in one.totals}
    findings = [row for one in kept.values() for row in one.findings if row.unit in shown]
    findings.sort(key=lambda row: (row.indicator, row.breakdown or "", row.unit))
    return Totals(unit, period, units, tuple(indicators), rows, tuple(findings))


def _kept(
    line: Line, period: str, indicators: Sequence[Indicator], accepted_only: bool, units: Collection[str] | None
) -> dict[int, stored.Kept]:
    """By indicator; what is not stored, or holds no longer, is computed and stored."""
    wanted = with_parts(indicators)
    footings = stored.footings(line, period, wanted, accepted_only)
    codes = {one.pk: one.code for one in wanted}
    kept = stored.taken(line, period, footings, accepted_only, codes, units)
    missing = [one for one in wanted if one.pk not in kept]
    if not missing:
        return kept
    found = computed(line, period, missing, accepted_only, None)
    if stored.may_keep():
        after = stored.footings(line, period, wanted, accepted_only)
        same = {pk: one for pk, one in found.items() if after[pk] == footings[pk]}
        stored.keep(line, period, footings, accepted_only, same)
    return kept | found


def computed(
    line: Line, period: str, indicators: Sequence[Indicator], accepted_only: bool, restate: date | None
) -> dict[int, stored.Kept]:
    """By indicator, from the figures themselves, at all units of the line."""
    inputs = inputs_for(line=line, periods=[period], indicators=indicators, accepted_only=accepted_only)
    with told_by_name(inputs, restate):
        result = consolidated(inputs, leaves=True, only_periods=[period], restate=restate)
    return stored.by_indicator(result, with_parts(indicators))


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
