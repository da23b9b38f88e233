"""The plain engine: the sentences of the rules, one cell after the other."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from decimal import localcontext

from .books import Books
from .model import RATIO, Finding, Inputs, Result, Total
from .over_time import Cell
from .over_units import Nodes, roll_up, totals_of
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
                rows, found = period_rows(books, period, books.indicators)
                tree = books.placements.tree(books.day(period))
                totals += [row for row in rows if leaves or tree.has_child(row.unit)]
                findings += found
    return Result(tuple(sorted(totals, key=_order)), tuple(sorted(findings, key=_order)))


def period_rows(books: Books, period: str, indicators: Iterable[str]) -> tuple[list[Total], list[Finding]]:
    """All rows of one period, leaves too. `indicators` must hold the parts of the ratios among them."""
    tables: dict[str, RowsByBreakdown] = {}
    findings: list[Finding] = []
    ratios = []
    for name in indicators:
        if books.indicators[name].over_units == RATIO:
            ratios.append(name)
            continue
        tables[name] = {}
        for breakdown in breakdowns_of(books, period, name):
            cell, nodes, found = cell_nodes(books, name, period, breakdown)
            tables[name][breakdown] = totals_of(cell, nodes)
            findings += found
    for name in ratios:
        cells = RatioCells(books, name, period)
        tables[name] = cells.rows(tables)
        findings += cells.findings
    rows = [row for table in tables.values() for by_unit in table.values() for row in by_unit.values()]
    return rows, findings


def breakdowns_of(books: Books, period: str, indicator: str) -> set[str | None]:
    """Where asked entries are expected: each breakdown that occurs, the null one where none does."""
    return books.breakdowns(period, indicator) or {None}


def cell_nodes(books: Books, indicator: str, period: str, breakdown: str | None) -> tuple[Cell, Nodes, list[Finding]]:
    """One cell, put together."""
    cell = Cell(books, indicator, period, breakdown)
    return cell, *roll_up(cell)


def _order(row: Total | Finding) -> tuple[str, str, str, str]:
    return row.period, row.indicator, row.breakdown or "", row.unit
