"""The tables that go in and come out, row by row. Column names are those of the files.

A row may carry the number of its row in the file it came from (`row`), so that a problem can be found again; it takes
no part in comparing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

SUM, MIN, MAX, LAST, NONE, RATIO = "sum", "min", "max", "last", "none", "ratio"
OVER_UNITS = (SUM, MIN, MAX, NONE, RATIO)
OVER_TIME = (SUM, LAST, MAX, NONE)
OWN, WHOLE = "own", "whole"
AT_LEAST, AT_MOST, ABOUT = "at_least", "at_most", "about"
QUALIFIERS = (AT_LEAST, AT_MOST, ABOUT)
CLAIMED, MIXED, COMPUTED = "claimed", "mixed", "computed"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as given. `value` None says "not applicable"; `breakdown` is None or `dimension=category;…`."""

    unit: str
    indicator: str
    period: str
    breakdown: str | None
    scope: str
    value: Decimal | None
    qualifier: str | None = None
    row: int | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class UnitPlacement:
    """A unit stands under `parent` (None: a root) from `since` until the day before `until` (None: open)."""

    unit: str
    parent: str | None
    since: date | None = None
    until: date | None = None
    row: int | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Indicator:
    """How an indicator adds up. `numerator`, `denominator`, `factor` belong to a ratio only (factor 100: percent)."""

    indicator: str
    over_units: str
    over_time: str | None = SUM
    numerator: str | None = None
    denominator: str | None = None
    factor: Decimal | None = None
    row: int | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Succession:
    """From `date` on `new` stands for `share` of what `old` was."""

    old: str
    new: str
    date: date
    share: Decimal
    row: int | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """The unit was asked for the indicator in the period."""

    unit: str
    indicator: str
    period: str
    row: int | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Period:
    """Days of a period (half-open), a longer one it is part of, and its position there; a row for each longer one."""

    period: str
    since: date | None = None
    until: date | None = None
    part_of: str | None = None
    position: int | None = None
    row: int | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Inputs:
    """All tables of one consolidation. `asked` None: no such table (then the leaves are asked for everything)."""

    figures: Sequence[Figure]
    units: Sequence[UnitPlacement]
    indicators: Sequence[Indicator]
    successions: Sequence[Succession] = ()
    asked: Sequence[Asked] | None = None
    periods: Sequence[Period] = ()


@dataclass(frozen=True, slots=True)
class Total:
    """What a cell comes to at a unit, with its coverage. `basis` is computed, mixed or claimed; None with no value."""

    unit: str
    indicator: str
    period: str
    breakdown: str | None
    value: Decimal | None
    qualifier: str | None
    reported: int
    expected: int
    not_applicable: int
    basis: str | None
    estimate: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim that does not agree with what was computed, or could not be used (`computed` None)."""

    unit: str
    indicator: str
    period: str
    breakdown: str | None
    claimed: Decimal
    computed: Decimal | None


@dataclass(frozen=True, slots=True)
class Result:
    """Both tables that come out, each sorted by period, indicator, breakdown, unit."""

    totals: tuple[Total, ...]
    findings: tuple[Finding, ...]
