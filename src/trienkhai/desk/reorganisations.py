"""What a reorganisation changes in rounds that are asked and in totals, worked out without writing anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils import timezone

from trienkhai import consolidation as c
from trienkhai.collection.gates import rounds_seen
from trienkhai.collection.models import Asked, Round, Submission
from trienkhai.collection.tables import inputs_for
from trienkhai.collection.troubles import told_by_name
from trienkhai.indicators import periods
from trienkhai.indicators.models import Indicator
from trienkhai.units.models import Post, Reorganisation
from trienkhai.units.planning import Effects, InLine, largest

MOST_UNITS = 40


@dataclass(frozen=True)
class Handed:
    """An asked unit that ends before its answer is due or before the period is over, and who answers then."""

    round: Round
    unit: str
    heir: str
    state: str  # silent, draft, sent, accepted, returned
    before_deadline: bool
    heir_is_asked: bool


def rounds_touched(found: Reorganisation, effects: Effects, post: Post) -> list[Handed]:
    """Asked units, in rounds being prepared or open, that end too early. The heir with the largest share answers."""
    ended = effects.lines[found.line.code].ended if found.line.code in effects.lines else {}
    open_ones = rounds_seen(post).filter(state__in=["draft", "open"], asked__unit__code__in=list(ended)).distinct()
    return [row for asked in open_ones.order_by("deadline", "pk") for row in _of_round(asked, ended, found.day)]


def _of_round(asked: Round, ended: dict[str, dict[str, Decimal]], day: date) -> list[Handed]:
    before_deadline = day <= timezone.localdate(asked.deadline)
    if not before_deadline and day > periods.days(asked.period)[1]:
        return []
    codes = set(Asked.objects.filter(round=asked).values_list("unit__code", flat=True))
    states = dict(Submission.objects.filter(round=asked).values_list("unit__code", "state"))
    return [
        Handed(asked, code, heir, states.get(code, "silent"), before_deadline, heir in codes)
        for code in sorted(codes & set(ended))
        if (heir := largest(ended[code])) is not None
    ]


@dataclass(frozen=True)
class Beside:
    """One indicator at one unit, before and after. `summed`: before is put together from the units that it succeeds."""

    indicator: Indicator
    before: c.Total | None
    after: c.Total | None
    summed: Decimal | None = None


@dataclass(frozen=True)
class UnitBeside:
    """A unit concerned: an heir, one that ends, or one above them."""

    code: str
    role: str  # heir, ended, above
    rows: tuple[Beside, ...]


@dataclass(frozen=True)
class Restated:
    """Totals of the units concerned before and after, and claims that can no longer be used."""

    units: tuple[UnitBeside, ...]
    lost_claims: tuple[c.Finding, ...]
    more: int  # units that are not shown


def restated(found: Reorganisation, effects: Effects, *, period: str, indicators: Sequence[Indicator]) -> Restated:
    """`before`: in the tree of the period's own day as recorded without the reorganisation. `after`: in the tree of its
    day, or of the period's own day where that comes later. Raises CannotTotal where figures cannot be added up."""
    effect = effects.lines.get(found.line.code, InLine())
    with_it = inputs_for(line=found.line, periods=[period], indicators=indicators)
    without = with_it
    if found.state == Reorganisation.APPLIED:
        without = _undone(with_it, effect, found.day)
    else:
        with_it = _done(with_it, effect, found.day)
    restate = found.day if periods.days(period)[1] < found.day else None
    before, after = _totals(without, period, None), _totals(with_it, period, restate)
    parents = {row.unit: row.parent for row in without.units if _holds(row, found.day)}
    codes = _concerned(effect)
    shown = [
        UnitBeside(code, role, tuple(_beside(code, one, before[0], after[0], effect, parents) for one in indicators))
        for code, role in codes[:MOST_UNITS]
    ]
    was_unused = {(f.unit, f.indicator, f.period, f.breakdown) for f in before[1] if f.computed is None}
    lost = [
        f for f in after[1] if f.computed is None and (f.unit, f.indicator, f.period, f.breakdown) not in was_unused
    ]
    return Restated(tuple(shown), tuple(lost), max(0, len(codes) - MOST_UNITS))


Rows = dict[tuple[str, str], c.Total]


def _totals(inputs: c.Inputs, period: str, restate: date | None) -> tuple[Rows, tuple[c.Finding, ...]]:
    with told_by_name(inputs, restate):
        result = c.consolidate(inputs, leaves=True, only_periods=[period], restate=restate)
    return {(row.unit, row.indicator): row for row in result.totals if row.breakdown is None}, result.findings


def _concerned(one: InLine) -> list[tuple[str, str]]:
    """Heirs each followed by those that end in them, then the units above, whose totals should not change."""
    rows: dict[str, str] = {}
    for heir in dict.fromkeys(heir for heirs in one.ended.values() for heir in heirs):
        rows[heir] = "heir"
        rows |= {code: "ended" for code, heirs in one.ended.items() if heir in heirs and code not in rows}
    above = [parent for pair in one.moved.values() for parent in pair] + list(one.placed.values())
    rows |= {code: "above" for code in above if code and code not in rows}
    return list(rows.items())


def _beside(
    code: str, indicator: Indicator, before: Rows, after: Rows, one: InLine, parents: dict[str, str | None]
) -> Beside:
    summed = _put_together(code, indicator, before, one, parents)
    return Beside(indicator, before.get((code, indicator.code)), after.get((code, indicator.code)), summed)


def _put_together(
    heir: str, indicator: Indicator, before: Rows, one: InLine, parents: dict[str, str | None]
) -> Decimal | None:
    """What the heir and those that it succeeds had together; each part once, though one stood below another."""
    parts = {heir: Decimal(1)} | {code: heirs[heir] for code, heirs in one.ended.items() if heir in heirs}
    if len(parts) < 2 or indicator.over_units != "sum":
        return None
    values = [
        before[code, indicator.code].value * share  # type: ignore[operator]
        for code, share in parts.items()
        if not _above(code, parents) & parts.keys()
        and (code, indicator.code) in before
        and before[code, indicator.code].value is not None
    ]
    return sum(values, Decimal(0)) if values else None


def _above(code: str, parents: dict[str, str | None]) -> set[str]:
    found: set[str] = set()
    parent = parents.get(code)
    while parent is not None and parent not in found:
        found.add(parent)
        parent = parents.get(parent)
    return found


def _holds(row: c.UnitPlacement, day: date) -> bool:
    return (row.since is None or row.since <= day) and (row.until is None or day < row.until)


def _done(inputs: c.Inputs, one: InLine, day: date) -> c.Inputs:
    """The tables as they would be once the draft is applied."""
    to = one.placed | {code: after for code, (_before, after) in one.moved.items()}
    units = [
        replace(row, until=day) if _holds(row, day) and (row.unit in to or row.unit in one.ended) else row
        for row in inputs.units
    ]
    units += [c.UnitPlacement(code, parent, day) for code, parent in to.items()]
    heirs = [
        c.Succession(old, new, day, share) for old, heirs in one.ended.items() for new, share in heirs.items()
    ]  # fmt: skip
    return replace(inputs, units=units, successions=[*inputs.successions, *heirs])


def _undone(inputs: c.Inputs, one: InLine, day: date) -> c.Inputs:
    """The tables as they would be without an applied one."""
    units = [
        row for row in inputs.units if not (row.since == day and (row.unit in one.placed or row.unit in one.moved))
    ]
    back = {*one.moved, *one.ended}
    units = [replace(row, until=None) if row.unit in back and row.until == day else row for row in units]
    heirs = [row for row in inputs.successions if not (row.date == day and row.old in one.ended)]
    return replace(inputs, units=units, successions=heirs)
