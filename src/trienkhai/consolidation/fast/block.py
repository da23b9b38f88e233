"""Some cells of one kind at the day of one period: what each unit has of its own, claims and owes (over_time.py)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..model import LAST, NONE, SUM
from . import amounts as put
from .amounts import Amounts
from .ground import Day, Pieces
from .kinds import NOT_APPLICABLE, SILENT, SPOKEN, Array
from .sheet import DECIMALS, Wholes

if TYPE_CHECKING:
    from .books import Books

SIX = 6  # decimals of what a share was taken of
ROUND_BITS = 62  # integers below 2^62 may still be added once
SAFE_BITS = 61  # the same for a sum that was only estimated


class Kind(NamedTuple):
    """How the cells of a block add up."""

    over_units: str
    over_time: str | None


@dataclass(frozen=True, eq=False)
class Counts:
    """Asked entries at each place; an array of one row stands for every cell."""

    expected: Array
    reported: Array
    not_applicable: Array


@dataclass(frozen=True, eq=False)
class Claims:
    """`whole` figures of those units that have any. `usable`: what lies under the unit is what they spoke of."""

    units: Array
    amounts: Amounts
    usable: Array


class Block:
    """Cells (indicator, breakdown) of one kind, in one period. Makes its columns when asked."""

    def __init__(self, books: Books, kind: Kind, period: str, cells: Sequence[tuple[str, int]]) -> None:
        self.books = books
        self.kind = kind
        self.period = period
        self.cells = cells
        self.day: Day = books.ground.on(books.day(period))
        self.periods = list(books.calendar.with_parts(period))
        self._rows = {code: books.rows(code, cells) for code in self.periods}
        self.shape = len(cells), len(books.ground.names)
        self._stored = {code: self._plane(code) for code in self.periods}
        self._given = {code: self._wholes(code) for code in self.periods}
        self.decimals, self.number = self._numbers()

    def _numbers(self) -> tuple[int, type]:
        """Decimals to count in, and integers of 64 bits where no sum can be too large for them."""
        pieces = self.day.pieces
        decimals = SIX if pieces.partial.any() else DECIMALS
        planes = [plane for plane in self._stored.values() if plane is not None]
        most = max((max(int(plane.max()), -int(plane.min())) for plane in planes if plane.size), default=0)
        claimed = sum(float(np.abs(wholes.value).sum(dtype=np.float64)) for _, wholes in self._given.values())
        largest = most * (len(self.books.ground.names) + len(pieces.givers)) * len(self.periods) + claimed
        return decimals, np.int64 if largest * 10 ** (decimals - DECIMALS) < 2**SAFE_BITS else object

    # --- planes: cells × all units ------------------------------------------------------------------------------------

    def _plane(self, code: str) -> Array | None:
        """As stored, with nothing for cells that have no row; None where none has."""
        rows = self._rows[code]
        if (rows < 0).all():
            return None
        plane: Array = self.books.sheet.stored(np.maximum(rows, 0))
        plane[rows < 0] = SILENT
        return plane

    def _bits(self, code: str) -> Array | None:
        rows = self._rows[code]
        bits = self.books.sheet.bits(np.maximum(rows, 0))
        if bits is None or not bits.any():
            return None
        bits[rows < 0] = 0
        return bits

    def _states(self, code: str) -> Array:
        """SILENT, SPOKEN or NOT_APPLICABLE for each unit."""
        plane = self._stored[code]
        if plane is None:
            return np.zeros(self.shape, np.uint8)
        states: Array = (plane != 0).astype(np.uint8)
        states[plane == 1] = NOT_APPLICABLE
        return states

    # --- own figures --------------------------------------------------------------------------------------------------

    def own(self) -> Amounts:
        """What each placed unit has of its own, with what was handed on to it. Columns are places."""
        return self._own(self.period, None)

    def _own(self, code: str, settled: Array | None) -> Amounts:
        """`settled`: units that gave a figure for a longer period, which stands for this one."""
        plane = self._stored[code]
        parts = self.books.calendar.parts(code)
        found = None if plane is None else self._placed(plane, self._bits(code), settled)
        if parts:
            if plane is not None:
                settled = plane != 0 if settled is None else settled | (plane != 0)
            made = put.over_time(self.kind.over_time, [self._own(part, settled) for part in parts])
            found = made if found is None else put.together(self.kind.over_units, found, made)
        if found is None:
            found = put.nothing((self.shape[0], len(self.day)), np.zeros(0, self.number))
        return found

    def _placed(self, plane: Array, bits: Array | None, settled: Array | None) -> Amounts:
        if settled is not None and settled.any():
            plane = np.where(settled, 0, plane)
            bits = None if bits is None else np.where(settled, 0, bits).astype(np.uint8)
        here = self._amounts(plane, bits, self.day.order, self.day.in_sequence)
        pieces = self.day.pieces
        if self.kind.over_units == NONE or not len(pieces.givers) or not plane[:, pieces.givers].any():
            return here
        return self._with_pieces(here, self._amounts(plane, bits, pieces.givers), pieces)

    def _amounts(self, plane: Array, bits: Array | None, units: Array, in_sequence: bool = False) -> Amounts:
        """Of some units, in the numbers of the block."""
        if in_sequence:
            stored = plane[:, : len(units)]
            bits = None if bits is None else bits[:, : len(units)]
        else:
            stored = np.take(plane, units, axis=1)
            bits = None if bits is None else np.take(bits, units, axis=1)
        present = stored != 0
        if stored.size and stored.min() >= 0:
            has = stored > 1
            value = np.maximum(stored - 2, 0)
        else:
            has = present & (stored != 1)
            value = np.where(has, stored - np.where(stored < 0, -2, 2), 0)
        value = value.astype(self.number, copy=False)
        factor = 10 ** (self.decimals - DECIMALS)
        return Amounts(value * factor if factor > 1 else value, has, present, bits)

    def _with_pieces(self, here: Amounts, given: Amounts, pieces: Pieces) -> Amounts:
        """Handed-on amounts put together with those of their heirs."""
        partial = pieces.partial
        if partial.any():
            estimate = given.has & partial
            value = given.value
            if self.kind.over_units == SUM:
                value[:, partial] = shared(value[:, partial], *pieces.ratios)
            given = Amounts(value, given.has, given.present, given.bits, estimate if estimate.any() else None)
        how = self.kind.over_units
        whose = pieces.whose
        both = put.together(how, here.columns(whose), put.by_segments(how, given, pieces.first))
        return put.replaced(here, whose, both)

    # --- claims -------------------------------------------------------------------------------------------------------

    def claims(self) -> Claims | None:
        """The whole figures, as given or made; None where there is none."""
        units = np.unique(np.concatenate([wholes.unit for _, wholes in self._given.values()]))
        return self._claims(self.period, units) if len(units) else None

    def _wholes(self, code: str) -> tuple[Array, Wholes]:
        """Of the block's cells, and at which cell each stands."""
        rows = self._rows[code]
        known = np.flatnonzero(rows >= 0)
        place, wholes = self.books.sheet.wholes.of(rows[known])
        return known[place], wholes

    def _claims(self, code: str, units: Array) -> Claims:
        cell, wholes = self._given[code]
        place = np.searchsorted(units, wholes.unit)
        shape = len(self.cells), len(units)
        amounts = put.nothing(shape, np.zeros(0, self.number))
        amounts.has[cell, place] = True
        amounts.value[cell, place] = wholes.value.astype(self.number) * 10 ** (self.decimals - DECIMALS)
        marks = None
        if wholes.bits.any():
            marks = np.zeros(shape, np.uint8)
            marks[cell, place] = wholes.bits
        calendar = self.books.calendar
        usable = self.books.ground.undisturbed(units, calendar.last_day(code), self.day.day)
        found = Claims(units, Amounts(amounts.value, amounts.has, amounts.has, marks), np.broadcast_to(usable, shape))
        parts = calendar.parts(code)
        return self._or_made(found, [self._claims(part, units) for part in parts]) if parts else found

    def _or_made(self, given: Claims, parts: list[Claims]) -> Claims:
        """A claim for the longer period, or one made of those for all its parts."""
        made = put.over_time(self.kind.over_time, [part.amounts for part in parts])
        every = np.logical_and.reduce([part.amounts.has for part in parts]) & made.has & ~given.amounts.has
        usable = parts[-1].usable
        if self.kind.over_time != LAST:
            usable = np.logical_and.reduce([part.usable for part in parts])
        return Claims(given.units, put.chosen(every, made, given.amounts), np.where(every, usable, given.usable))

    # --- who was asked ------------------------------------------------------------------------------------------------

    def counts(self) -> Counts:
        """The asked entries at each place; true and false where every unit has one at most."""
        if self.books.calendar.parts(self.period):
            width = self.shape[1]
            expected = np.zeros((1 if self.books.same_asked else len(self.cells), width), np.int32)
            found = Counts(expected, np.zeros(self.shape, np.int32), np.zeros(self.shape, np.int32))
            self._add_entries(found, self.period, None)
        else:
            found = self._single_entries()
        return Counts(*(self._owed(array) for array in (found.expected, found.reported, found.not_applicable)))

    def _single_entries(self) -> Counts:
        """Of a period without parts."""
        asked = self.books.asked(self.period, self.cells)
        plane = self._stored[self.period]
        nobody = np.zeros((1, self.shape[1]), bool)
        if plane is None:
            return Counts(asked, nobody, nobody)
        away = plane == 1
        spoken = plane > 1 if plane.min() >= 0 else (plane != 0) & ~away
        return Counts(asked, spoken & asked, away & asked if away.any() else nobody)

    def _add_entries(self, counts: Counts, code: str, settled: Array | None) -> Array:
        """Adds unit-part entries to the counts; says who was asked for the period or any of its parts."""
        states = self._states(code)
        if settled is not None:
            states = np.where(settled > 0, settled, states)
        in_parts: Array | None = None
        for part in self.books.calendar.parts(code):
            below = self._add_entries(counts, part, states)
            in_parts = below if in_parts is None else in_parts | below
        asked = self.books.asked(code, self.cells)
        if in_parts is not None:
            asked = asked & ~in_parts
        for total, some in (
            (counts.expected, asked),
            (counts.reported, asked & (states == SPOKEN)),
            (counts.not_applicable, asked & (states == NOT_APPLICABLE)),
        ):
            total += some
        return asked if in_parts is None else asked | in_parts

    def _owed(self, counted: Array) -> Array:
        """From units to places: one that stands nowhere has another who answers for it."""
        day = self.day
        here = counted[:, : len(day)] if day.in_sequence else np.take(counted, day.order, axis=1)
        debtors = day.debtors
        owed = counted[:, debtors.givers]
        if owed.any():
            here = here.astype(np.int32)
            here[:, debtors.whose] += np.add.reduceat(owed, debtors.first, axis=1, dtype=np.int32)
        return here


def shared(values: Array, above: Array, below: Array) -> Array:
    """values × above / below, column by column, half-even; integers of any size."""
    if values.dtype != object and values.size:
        most = max(int(values.max()), -int(values.min()))
        if most * int(above.max()) >= 2**ROUND_BITS or int(below.max()) >= 2**ROUND_BITS:
            values = values.astype(object)
            return halved_even(values * above, below).astype(np.int64)
        above, below = above.astype(np.int64), below.astype(np.int64)
    return halved_even(values * above, below)


def halved_even(above: Array, below: Array) -> Array:
    """above / below to the nearest integer, half to even; below > 0."""
    quotient = above // below
    twice = (above - quotient * below) * 2
    up = (twice > below) | ((twice == below) & (quotient % 2 == 1))
    found: Array = quotient + up
    return found
