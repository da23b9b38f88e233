"""The fast engine: periods one after the other, each in blocks of cells that know nothing of each other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import numpy as np

from ..model import RATIO, SUM, Finding, Inputs, Result, Total
from .block import Block, Kind
from .books import Books
from .ground import Ground
from .kinds import BASES, QUALIFIER_OF, Array
from .levels import Climb, Found, Rows
from .ratios import Ratio
from .tables import asked_of, sheet_of
from .turns import in_turns

PLACES_AT_ONCE = 2_000_000  # cells × units of one block: few steps of Python, columns that stay near the processor
Cell = tuple[str, int]


@dataclass(eq=False)
class Slab:
    """The rows of one period, sorted by indicator, breakdown and unit. `decimals`: those of each value."""

    period: str
    cells: list[tuple[str, str | None]]
    units: list[str]
    cell: Array  # of each row, its place in `cells`
    unit: Array  # and in `units`
    value: Array
    decimals: Array
    has: Array
    bits: Array
    reported: Array
    expected: Array
    not_applicable: Array
    basis: Array
    estimate: Array


def consolidate_fast(
    inputs: Inputs, *, restate: date | None, leaves: bool, only_periods: Collection[str] | None
) -> Result:
    """Totals and findings of inputs that passed the checks; equal to those of the plain engine."""
    ground = Ground(inputs)
    books = Books(inputs, ground, sheet_of(inputs, ground), asked_of(inputs, ground), restate)
    totals: list[Total] = []
    findings: list[Finding] = []
    for slab, found in slabs(books, leaves=leaves, only_periods=only_periods):
        totals += totals_in(slab)
        findings += found
    return Result(tuple(totals), in_order(findings))


def slabs(
    books: Books, *, leaves: bool, only_periods: Collection[str] | None = None
) -> Iterator[tuple[Slab, list[Finding]]]:
    """Every period in order, with the findings in it."""
    periods = [code for code in books.periods() if only_periods is None or code in only_periods]
    for period in periods:
        books.ground.on(books.day(period))  # made once, before threads ask for it
    yield from in_turns(lambda number: InPeriod(books, periods[number], leaves).slab(), len(periods))


class InPeriod:
    """One period of any length."""

    def __init__(self, books: Books, period: str, leaves: bool) -> None:
        self.books = books
        self.period = period
        self.findings: list[Finding] = []
        self.day = books.ground.on(books.day(period))
        sorted_places = self.day.sorted_places
        self._out = sorted_places if leaves else sorted_places[self.day.has_child[sorted_places]]
        self._ratios = [kind for kind in books.indicators.values() if kind.over_units == RATIO]
        self._in_ratios = {part for kind in self._ratios for part in (kind.numerator, kind.denominator)}

    def slab(self) -> tuple[Slab, list[Finding]]:
        """Its rows and findings."""
        pieces: list[tuple[list[Cell], Rows]] = []
        whole: dict[Cell, Rows] = {}
        for kind, cells in self.books.cells(self.period).items():
            plain = [cell for cell in cells if cell[0] not in self._in_ratios]
            wanted = np.sort(self._out)
            back = np.searchsorted(wanted, self._out)
            for some in self._chunks(plain):
                pieces.append((some, columns(self._climb(kind, some, wanted), back)))
            for some in self._chunks([cell for cell in cells if cell[0] in self._in_ratios]):
                rows = self._climb(kind, some, np.arange(len(self.day)))
                whole |= {cell: row(rows, place) for place, cell in enumerate(some)}
        for indicator in self._ratios:
            ratio = Ratio(self.books, indicator, self.period)
            made = ratio.rows(whole)
            self.findings += ratio.findings
            pieces += [([(indicator.indicator, code)], columns(rows, self._out)) for code, rows in made.items()]
        pieces += [([cell], columns(rows, self._out)) for cell, rows in whole.items()]
        return self._joined(pieces), self.findings

    def _chunks(self, cells: list[Cell]) -> Iterator[list[Cell]]:
        size = max(1, PLACES_AT_ONCE // max(1, len(self.books.ground.names)))
        for start in range(0, len(cells), size):
            yield cells[start : start + size]

    def _climb(self, kind: Kind, cells: list[Cell], wanted: Array) -> Rows:
        block = Block(self.books, kind, self.period, cells)
        numbers, negative = self.books.sheet.indicators.number, self.books.sheet.negative
        may_pass_over = [kind.over_units == SUM and numbers.get(name, -1) not in negative for name, _ in cells]
        climb = Climb(block, np.array(may_pass_over), wanted)
        rows = climb.rows()
        for found in climb.found:
            self.findings += self._found(found, cells)
        return rows

    def _found(self, found: Found, cells: list[Cell]) -> Iterator[Finding]:
        names, breakdowns = self.books.ground.names, self.books.sheet.breakdowns.names
        columns = (found.cell, found.unit, found.claimed, found.computed, found.known)
        for cell, unit, claimed, computed, known in zip(*(column.tolist() for column in columns), strict=True):
            name, code = cells[cell]
            value = decimal(computed, found.decimals) if known else None
            claim = decimal(claimed, found.decimals)
            yield Finding(names[unit], name, self.period, breakdowns[code], claim, value)

    def _joined(self, pieces: list[tuple[list[Cell], Rows]]) -> Slab:
        breakdowns = self.books.sheet.breakdowns.names
        cells = [(name, breakdowns[code]) for some, _ in pieces for name, code in some]
        order = sorted(range(len(cells)), key=lambda place: (cells[place][0], cells[place][1] or ""))
        rows = [rows for _, rows in pieces]
        width = len(self._out)
        touched = _column([one.touched for one in rows], order, None)
        which = None if touched.all() else np.flatnonzero(touched)
        places = np.arange(len(touched)) if which is None else which
        decimals = np.repeat([one.decimals for one in rows], [len(one.has) for one in rows])[order]

        def column(arrays: Iterable[Array]) -> Array:
            return _column(list(arrays), order, which)

        return Slab(
            self.period,
            [cells[place] for place in order],
            [self.day.names[place] for place in self._out],
            places // max(width, 1),
            places % max(width, 1),
            column(_narrow(one.value) for one in rows),
            decimals.astype(np.intp)[places // max(width, 1)],
            column(one.has for one in rows),
            column(_filled(one.bits, one.has.shape) for one in rows),
            column(one.reported for one in rows),
            column(one.expected for one in rows),
            column(one.not_applicable for one in rows),
            column(one.basis for one in rows),
            column(_filled(one.estimate, one.has.shape) for one in rows),
        )


def _column(arrays: list[Array], order: list[int], which: Array | None) -> Array:
    """Cells × units of several blocks as one column, in order; of all places or some."""
    if not arrays:
        return np.zeros(0, np.int64)
    joined = np.concatenate(arrays)[order].reshape(-1)
    return joined if which is None else joined[which]


def _narrow(values: Array) -> Array:
    """Back to 64 bits where integers of any size were only needed on the way."""
    if values.dtype != object:
        return values
    most = max((abs(value) for value in values.flat), default=0)
    return values.astype(np.int64) if most < 2**63 else values


def _filled(marks: Array | None, shape: tuple[int, ...]) -> Array:
    return np.zeros(shape, np.uint8) if marks is None else marks.astype(np.uint8)


def columns(rows: Rows, places: Array) -> Rows:
    """Some of the places, in this order."""
    return _each(rows, lambda array: array[:, places])


def row(rows: Rows, place: int) -> Rows:
    """One of the cells."""
    return _each(rows, lambda array: array[place : place + 1])


def _each(rows: Rows, change: Callable[[Array], Array]) -> Rows:
    return replace(
        rows,
        value=change(rows.value),
        has=change(rows.has),
        touched=change(rows.touched),
        expected=change(rows.expected),
        reported=change(rows.reported),
        not_applicable=change(rows.not_applicable),
        basis=change(rows.basis),
        bits=None if rows.bits is None else change(rows.bits),
        estimate=None if rows.estimate is None else change(rows.estimate),
    )


def decimal(value: int, decimals: int) -> Decimal:
    """12345, 2 → 123.45."""
    return Decimal(value).scaleb(-decimals)


def totals_in(slab: Slab) -> Iterator[Total]:
    """Row by row."""
    arrays = (
        slab.unit,
        slab.cell,
        slab.value,
        slab.decimals,
        slab.has,
        slab.bits,
        slab.reported,
        slab.expected,
        slab.not_applicable,
        slab.basis,
        slab.estimate,
    )
    for unit, cell, value, places, has, bits, reported, expected, away, basis, estimate in zip(
        *(array.tolist() for array in arrays), strict=True
    ):
        name, breakdown = slab.cells[cell]
        yield Total(
            slab.units[unit],
            name,
            slab.period,
            breakdown,
            decimal(value, places) if has else None,
            QUALIFIER_OF[bits],
            reported,
            expected,
            away,
            BASES[basis],
            bool(estimate),
        )


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By period, indicator, breakdown, unit."""
    return tuple(sorted(findings, key=lambda row: (row.period, row.indicator, row.breakdown or "", row.unit)))
