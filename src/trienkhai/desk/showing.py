"""What a page of totals shows, without its HTML: the page and every file are made of the same `Table`.

Cells are many (161 units × 20 indicators), so they are named tuples and not dataclasses: three times as fast to make.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

# What a cell says. Silence, "not applicable", "not asked" and 0 are four answers; NOTHING: units have spoken, and yet
# there is no number (an indicator that is not added over units, a ratio without its other part).
VALUE, SILENT, NOT_APPLICABLE, NOT_ASKED, NOTHING = "value", "silent", "not_applicable", "not_asked", "nothing"

BEFORE, LAST_YEAR, TARGET = "before", "last_year", "target"
COMPARISONS = (BEFORE, LAST_YEAR, TARGET)


class UnitHead(NamedTuple):
    """A unit of the table. `is_total`: the unit whose page it is, the others stand directly below it."""

    code: str
    name: str
    is_total: bool
    seen: bool  # in reach: its numbers may be laid open


class IndicatorHead(NamedTuple):
    """An indicator, or one of its breakdowns (`kind=collective`; empty for the whole)."""

    code: str
    breakdown: str
    name: str  # with the breakdown: «Mô hình đăng ký: tập thể»
    measure: str
    decimals: int


class Compared(NamedTuple):
    """The number beside a number. `percent`: by how much of the other one this one differs, of a target how much of it
    was reached; None of a percentage (its difference is in points), and where the other one is 0."""

    value: Decimal | None
    text: str  # «≈ 1.234», «không có số để so»
    difference: Decimal | None
    difference_text: str  # «+12», «−3,5 điểm phần trăm»; empty where there is none
    percent: Decimal | None
    percent_text: str  # «+4,2 %», «đạt 92,5 %»; empty where there is none
    reported: int  # the coverage of the other number; 0 of 0 for a target
    expected: int


class Cell(NamedTuple):
    """One number of the table with its coverage."""

    state: str
    value: Decimal | None  # exact
    text: str  # ready: «≈ trên 30.850», «không áp dụng»
    number: str  # the number alone: «30.850»; empty without a value
    qualifier: str | None
    estimate: bool
    reported: int
    expected: int
    not_applicable: int
    basis: str | None  # computed, mixed, claimed; None without a value
    compared: Compared | None


class Missing(NamedTuple):
    """A unit that was asked and has sent nothing: for which periods (codes and words)."""

    code: str
    name: str
    periods: tuple[str, ...]
    period_names: tuple[str, ...]


class Finding(NamedTuple):
    """A claim that is not what its parts add up to; `computed` None: it could not be used."""

    unit: UnitHead
    indicator: IndicatorHead
    claimed: Decimal
    computed: Decimal | None
    claimed_text: str
    computed_text: str  # empty with computed None


@dataclass(frozen=True)
class Comparison:
    """With what the numbers are compared: before, last_year or target, and its name («Quý II năm 2026»)."""

    kind: str
    label: str
    period: str = ""  # empty for a target


@dataclass(frozen=True)
class Table:
    """Totals of a unit and those directly below it, in one period.

    `cells[place of the unit][place of the indicator]`; `turned` says that the reader wants indicators down and units
    across. `each()` and `lines()` walk it either way. Texts are in the language of the page.
    """

    title: str  # «Tổng hợp: Tỉnh Đông Giang»
    subtitle: tuple[str, ...]  # form; period; as reported or restated to a day; accepted only; when computed
    unit: UnitHead
    period: str
    period_label: str
    restate: date | None
    accepted_only: bool
    at: datetime  # when computed
    turned: bool
    units: tuple[UnitHead, ...]
    indicators: tuple[IndicatorHead, ...]
    cells: tuple[tuple[Cell, ...], ...]
    address: str = ""  # of the page that shows just this: path and query
    comparison: Comparison | None = None
    missing: tuple[Missing, ...] = ()
    missing_unseen: int = 0  # units out of the reader's reach that are missing too: how many, no names
    not_asked: tuple[UnitHead, ...] = ()  # stand below, and were asked nothing
    findings: tuple[Finding, ...] = ()
    warnings: tuple[str, ...] = ()  # what a reader must know, a sentence each
    notes: tuple[str, ...] = ()  # what the signs in the table mean, a sentence each

    def each(self) -> Iterator[tuple[UnitHead, IndicatorHead, Cell]]:
        """Every cell, unit by unit."""
        for unit, row in zip(self.units, self.cells, strict=True):
            for indicator, cell in zip(self.indicators, row, strict=True):
                yield unit, indicator, cell

    @property
    def columns(self) -> tuple[UnitHead, ...] | tuple[IndicatorHead, ...]:
        """Heads of the columns as shown."""
        return self.units if self.turned else self.indicators

    def lines(self) -> Iterator[tuple[UnitHead | IndicatorHead, tuple[Cell, ...]]]:
        """Head and cells of each row as shown."""
        if not self.turned:
            yield from zip(self.units, self.cells, strict=True)
        else:
            yield from zip(self.indicators, zip(*self.cells, strict=True), strict=True)
