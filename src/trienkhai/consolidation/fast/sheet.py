"""All figures of a consolidation as a sheet: a row for each cell, a column for each unit, an integer in each place."""

from __future__ import annotations

import mmap
import sys
from contextlib import nullcontext
from functools import cached_property
from threading import Lock
from typing import Any, NamedTuple

import numpy as np

from .kinds import Array

DECIMALS = 4  # figures arrive as integers of ten-thousandths
FIRST_ROWS = 64
MOST_CELLS = 1 << 24
RESERVED = 1 << 36  # bytes of address space for one grid
NO_RESERVE = 0x4000  # Linux's MAP_NORESERVE, which Python 3.11 does not name
LOWER = 0 if sys.byteorder == "little" else 1
Nothing = np.zeros(0, np.intp)


class Key(NamedTuple):
    """One cell: numbers of indicator, period and breakdown in the lists of the sheet."""

    indicator: int
    period: int
    breakdown: int


NO_KEY = Key(-1, -1, -1)


class Codes:
    """Names numbered as they come."""

    def __init__(self, names: tuple[str | None, ...] = ()) -> None:
        self.names: list[str | None] = list(names)
        self.number: dict[str | None, int] = {name: place for place, name in enumerate(self.names)}
        self._lock = Lock()

    def of(self, name: str | None) -> int:
        """The number, given at the first sight."""
        found = self.number.get(name)
        if found is None:
            with self._lock:
                found = self.number.setdefault(name, len(self.names))
                if found == len(self.names):
                    self.names.append(name)
        return found

    def __len__(self) -> int:
        return len(self.names)


class Column(NamedTuple):
    """Names as a file keeps them: for every row a place in a short list, here the list of the names' numbers."""

    places: Array
    numbers: Array

    def where(self, which: Array) -> Column:
        """Some of the rows."""
        return Column(self.places[which], self.numbers)


class Chunk(NamedTuple):
    """Rows of the table of figures as numbers; what few rows have is listed by the places of those rows.

    `value` in ten-thousandths. `missing`: rows that say "not applicable"; `whole`: rows of that scope; `qualified`:
    rows with a qualifier, whose bits stand in `bits`. All in ascending order.
    """

    unit: Column
    indicator: Column
    period: Column
    breakdown: Column
    value: Array
    missing: Array = Nothing
    whole: Array = Nothing
    qualified: Array = Nothing
    bits: Array = Nothing

    def where(self, which: Array) -> Chunk:
        """Some of the rows, by a mask."""
        names = (self.unit, self.indicator, self.period, self.breakdown)
        place = np.cumsum(which) - 1
        lists = (place[rows[which[rows]]] for rows in (self.missing, self.whole, self.qualified))
        bits = self.bits[which[self.qualified]]
        unit, indicator, period, breakdown = (column.where(which) for column in names)
        missing, whole, qualified = lists
        return Chunk(unit, indicator, period, breakdown, self.value[which], missing, whole, qualified, bits)

    def units(self) -> Array:
        """The number of each row's unit."""
        return self.unit.numbers[self.unit.places.astype(np.intp, copy=False)]


class Wholes(NamedTuple):
    """`whole` figures sorted by row and unit; values in ten-thousandths."""

    row: Array
    unit: Array
    value: Array
    bits: Array

    def of(self, rows: Array) -> tuple[Array, Wholes]:
        """Those of some rows, and at which place among the rows each stands."""
        starts, stops = np.searchsorted(self.row, rows), np.searchsorted(self.row, rows, side="right")
        which = np.concatenate([np.arange(a, b) for a, b in zip(starts, stops, strict=True)] or [Nothing])
        place = np.repeat(np.arange(len(rows)), stops - starts)
        return place, Wholes(*(column[which] for column in self))


class Grid:
    """Rows that are made when they are first needed. Where the system can, room is set aside for all of them at once,
    with memory only behind places that are written to, and `stays` where it is; else the grid is copied to grow."""

    def __init__(self, columns: int, kind: type, *, dense: bool = False) -> None:
        room = _room_for(columns, np.dtype(kind), dense)
        self.stays = room is not None
        self.array: Array = np.zeros((FIRST_ROWS, columns), kind) if room is None else room

    def reach(self, rows: int) -> None:
        """At least so many rows."""
        if rows > len(self.array):
            larger = np.zeros((max(rows, 2 * len(self.array)), self.array.shape[1]), self.array.dtype)
            larger[: len(self.array)] = self.array
            self.array, self.stays = larger, False


def _room_for(columns: int, kind: np.dtype[Any], dense: bool) -> Array | None:
    if not columns:
        return None
    try:
        rows = RESERVED // (columns * kind.itemsize)
        flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | NO_RESERVE
        room = mmap.mmap(-1, rows * columns * kind.itemsize, flags=flags)
    except (OSError, ValueError, AttributeError, TypeError):
        return None
    if dense and hasattr(mmap, "MADV_HUGEPAGE"):  # most places are written to: large pages are found faster
        room.madvise(mmap.MADV_HUGEPAGE)
    return np.frombuffer(room, kind).reshape(rows, columns)


def _upper(values: Array) -> Array:
    """The upper 32 bits of each."""
    return np.ascontiguousarray(values).view(np.int32)[1 - LOWER :: 2]


class TooLarge(Exception):
    """The grid would take more memory than it may."""


class Sheet:
    """Own figures in a dense grid of integers, `whole` ones as a list.

    A place holds 0 where the unit is silent, 1 where it said "not applicable", else the value in ten-thousandths, moved
    by 2 away from 0. The lower 32 bits stand in one grid; the upper ones in another, which few rows need.
    """

    def __init__(self, units: int, most: int | None = None) -> None:
        """`most`: no more places than these, else TooLarge."""
        self.most = most
        self.other_periods: set[int] = set()  # with figures that were not taken in
        self.indicators, self.periods, self.breakdowns = Codes(), Codes(), Codes((None,))
        self.keys: list[Key] = [NO_KEY]  # of each row; the first takes in what belongs nowhere
        self._count = 0
        self._lock = Lock()
        self._width = units
        self._low, self._high = Grid(units, np.uint32, dense=True), Grid(units, np.int32)
        self._tall: set[int] = set()  # rows with upper bits
        self._marks: list[tuple[Array, Array]] = []  # places with qualifiers, and which
        self._row_of = np.full((1, 1, 1), -1, np.int64)
        self._wholes: list[Wholes] = []

    # --- in -----------------------------------------------------------------------------------------------------------

    def add(self, chunk: Chunk) -> None:
        """Take rows in, from several threads at a time; the same place twice shows in `twice`."""
        if not len(chunk.value):
            return
        rows, units = self.rows_of(chunk), chunk.units()
        if len(chunk.whole):
            self._add_wholes(chunk, rows, units)
            rows[chunk.whole] = 0
        places = rows * self._width
        places += units
        stored = chunk.value + 2
        below = np.flatnonzero(_upper(chunk.value) < 0)
        stored[below] -= 4
        stored[chunk.missing] = 1
        tall = np.flatnonzero(_upper(stored))
        with nullcontext() if self._low.stays else self._lock:
            self._low.array.reshape(-1)[places] = stored.view(np.uint32)[LOWER::2]
            self._high.array.reshape(-1)[places[tall]] = stored[tall] >> 32
        with self._lock:
            self._tall.update(np.unique(rows[tall]).tolist())
            small = len(self.keys) * self._width < 2**32
            self._marks.append((places[chunk.qualified].astype(np.uint32 if small else np.int64), chunk.bits))
            self._count += len(chunk.value) - len(chunk.whole)

    def rows_of(self, chunk: Chunk) -> Array:
        """The row of each; rows are made for cells that are seen for the first time."""
        columns = [chunk.indicator, chunk.period, chunk.breakdown]
        sizes = [len(column.numbers) for column in columns]
        if np.prod(sizes) > MOST_CELLS:
            columns = [_compact(column) for column in columns]
            sizes = [len(column.numbers) for column in columns]
        local = columns[0].places.astype(np.intp)
        for column in columns[1:]:
            if len(column.numbers) > 1:
                local *= len(column.numbers)
                local += column.places
        with self._lock:
            self._room()
            table = self._row_of[np.ix_(*(column.numbers for column in columns))].reshape(-1)
        found = table[local]
        if found.min() < 0:
            with self._lock:
                self._make_rows(np.unique(local[found < 0]), columns, sizes)
                table = self._row_of[np.ix_(*(column.numbers for column in columns))].reshape(-1)
            found = table[local]
        return found

    def _make_rows(self, cells: Array, columns: list[Column], sizes: list[int]) -> None:
        for place in cells.tolist():
            at = np.unravel_index(place, sizes)
            key = Key(*(int(column.numbers[n]) for column, n in zip(columns, at, strict=True)))
            if self._row_of[key] < 0:  # nobody else was quicker
                self._row_of[key] = len(self.keys)
                self.keys.append(key)
        if self.most is not None and len(self.keys) * self._width > self.most:
            raise TooLarge
        for grid in (self._low, self._high):
            grid.reach(len(self.keys))

    def _room(self) -> None:
        needed = len(self.indicators), len(self.periods), len(self.breakdowns)
        have = self._row_of.shape
        if any(n > h for n, h in zip(needed, have, strict=True)):
            larger = np.full([max(n, h) for n, h in zip(needed, have, strict=True)], -1, np.int64)
            larger[: have[0], : have[1], : have[2]] = self._row_of
            self._row_of = larger

    def _add_wholes(self, chunk: Chunk, rows: Array, units: Array) -> None:
        bits = np.zeros(len(chunk.whole), np.uint8)
        where = np.searchsorted(chunk.whole, chunk.qualified)
        known = (where < len(chunk.whole)) & (chunk.whole[np.minimum(where, len(bits) - 1)] == chunk.qualified)
        bits[where[known]] = chunk.bits[known]
        self._wholes.append(Wholes(rows[chunk.whole], units[chunk.whole], chunk.value[chunk.whole], bits))

    # --- out ----------------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Nothing more comes; lists are put in order before several threads look into them."""
        _ = self.wholes, self._marked, self.negative

    @cached_property
    def wholes(self) -> Wholes:
        """All of them, once everything has been added."""
        if not self._wholes:
            return Wholes(Nothing, Nothing, Nothing, Nothing.astype(np.uint8))
        columns = Wholes(*(np.concatenate(column) for column in zip(*self._wholes, strict=True)))
        order = np.lexsort((columns.unit, columns.row))
        return Wholes(*(column[order] for column in columns))

    @cached_property
    def _filled(self) -> tuple[Array, int]:
        """Which unit gave anything in which period, and how many places are filled."""
        given, count = np.zeros((len(self.periods), self._width), bool), 0
        for row, key in self.cells():
            filled = (self.stored(np.array([row]))[0] if row in self._tall else self._low.array[row]) != 0
            given[key.period] |= filled
            count += int(np.count_nonzero(filled))
        period = np.array([key.period for key in self.keys])
        given[period[self.wholes.row], self.wholes.unit] = True
        return given, count

    def given(self) -> Array:
        """Periods × units: who gave any figure."""
        return self._filled[0]

    def twice(self) -> bool:
        """Whether any place was written to more than once."""
        same = (np.diff(self.wholes.row) == 0) & (np.diff(self.wholes.unit) == 0)
        return self._filled[1] != self._count or bool(same.any())

    def cells(self) -> list[tuple[int, Key]]:
        """Every row but the first, and whose it is."""
        return list(enumerate(self.keys))[1:]

    def stored(self, rows: Array) -> Array:
        """Places as they are kept (see the class)."""
        found = self._low.array[rows].astype(np.int64)
        tall = [place for place, row in enumerate(rows.tolist()) if row in self._tall]
        if tall:
            found[tall] |= self._high.array[rows[tall]].astype(np.int64) << 32
        return found

    def bits(self, rows: Array) -> Array | None:
        """Qualifiers of the places; None where there are none."""
        places, bits = self._marked
        starts, stops = (np.searchsorted(places, (rows + more) * self._width).tolist() for more in (0, 1))
        if starts == stops:
            return None
        found = np.zeros((len(rows), self._width), np.uint8)
        for place, (row, start, stop) in enumerate(zip(rows.tolist(), starts, stops, strict=True)):
            found[place, places[start:stop] - row * self._width] = bits[start:stop]
        return found

    @cached_property
    def _marked(self) -> tuple[Array, Array]:
        """Places with qualifiers in ascending order, and which."""
        if not self._marks:
            return Nothing, Nothing
        places, bits = (np.concatenate(column) for column in zip(*self._marks, strict=True))
        self._marks.clear()
        order = np.argsort(places)
        return places[order], bits[order]

    @cached_property
    def negative(self) -> frozenset[int]:
        """Indicators of which any value, own or whole, is below 0."""
        rows = [row for row in self._tall if row and self.stored(np.array([row])).min() < 0]
        rows += np.unique(self.wholes.row[self.wholes.value < 0]).tolist()
        return frozenset(self.keys[row].indicator for row in rows)


def _compact(column: Column) -> Column:
    """With only those names that occur."""
    used = np.unique(column.places)
    return Column(np.searchsorted(used, column.places), column.numbers[used])
