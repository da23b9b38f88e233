"""The plain engine: the sentences of the rules, one cell after the other."""

from __future__ import annotations

from collections.abc import Collection, Container
from datetime import date
from decimal import localcontext

from .books import Books
from .model import RATIO, Finding, Inputs, Result, Total
from .over_time import Cell
from .over_units import roll_up, totals_of
from .ratios import RatioCells, RowsByBreakdown
from .values import EXACT


def consolidate_plain(
    inputs: Inputs, *, restate: date | None, leaves: bool, only_periods: Collection[str] | None
) -> Result:
    """Totals and findings of inputs that passed the checks."""
    books = Books(inputs, restate)
    totals: list[Total] = []
    findings: list[Finding] = []
    with localcontext(EXACT):
        for period in books.periods():
            if only_periods is None or period in only_periods:
                units = None if leaves else books.placements.tree(books.day(period)).children
                rows, found = period_rows(books, period, books.indicators, units)
                totals += rows
                findings += found
    return Result(tuple(sorted(totals, key=_order)), tuple(sorted(findings, key=_order)))


def period_rows(
    books: Books, period: str, indicators: Collection[str], units: Container[str] | None
) -> tuple[list[Total], list[Finding]]:
    """The rows of one period, of all units or of those named.

    `indicators` must hold the parts of the ratios among them.
    """
    tables: dict[str, RowsByBreakdown] = {}
    findings: list[Finding] = []
    kinds = [books.indicators[name] for name in indicators]
    ratios = [kind for kind in kinds if kind.over_units == RATIO]
    # A percentage is compared with the ratio of its unit, whichever that is.
    in_ratios = {part for kind in ratios for part in (kind.numerator, kind.denominator)}
    for kind in kinds:
        name = kind.indicator
        if kind.over_units != RATIO:
            tables[name] = {}
            for breakdown in breakdowns_of(books, period, name):
                cell = Cell(books, name, period, breakdown)
                nodes, found = roll_up(cell)
                tables[name][breakdown] = totals_of(cell, nodes, None if name in in_ratios else units)
                findings += found
    for kind in ratios:
        cells = RatioCells(books, kind.indicator, period)
        tables[kind.indicator] = cells.rows(tables)
        findings += cells.findings
    rows = (row for table in tables.values() for by_unit in table.values() for row in by_unit.values())
    return [row for row in rows if units is None or row.unit in units], findings


def breakdowns_of(books: Books, period: str, indicator: str) -> set[str | None]:
    """Where asked entries are expected: each breakdown that occurs, the null one where none does."""
    return books.breakdowns(period, indicator) or {None}


def _order(row: Total | Finding) -> tuple[str, str, str, str]:
    return row.period, row.indicator, row.breakdown or "", row.unit
