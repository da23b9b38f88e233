"""All figures of a consolidation as a sheet: a row for each cell, a column for each unit, an integer in each place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from .kinds import Array

DECIMALS = 4  # figures arrive as integers of ten-thousandths
FIRST_ROWS = 64
Nothing = np.zeros(0, np.int64)


class Key(NamedTuple):
    """One cell: numbers of indicator, period and breakdown in the lists of the sheet."""

    indicator: int
    period: int
    breakdown: int


class Codes:
    """Names numbered as they come."""

    def __init__(self, names: tuple[str | None, ...] = ()) -> None:
        self.names: list[str | None] = list(names)
        self.number: dict[str | None, int] = {name: place for place, name in enumerate(self.names)}

    def of(self, name: str | None) -> int:
        """The number, given at the first sight."""
        found = self.number.get(name)
        if found is None:
            found = self.number[name] = len(self.names)
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


@dataclass(frozen=True, eq=False)
class Chunk:
    """Rows of the table of figures as numbers. `value` in ten-thousandths; `given` None: every row has a value.

    `whole` None: all rows are of scope own; `bits` None: no qualifiers.
    """

    unit: Column
    indicator: Column
    period: Column
    breakdown: Column
    value: Array
    given: Array | None = None
    whole: Array | None = None
    bits: Array | None = None

    def __len__(self) -> int:
        return len(self.value)

    def where(self, which: Array) -> Chunk:
        """Some of the rows."""
        names = (self.unit, self.indicator, self.period, self.breakdown)
        rest = (self.value, self.given, self.whole, self.bits)
        chosen = [None if column is None else column[which] for column in rest]
        return Chunk(*(column.where(which) for column in names), *chosen)  # type: ignore[arg-type]


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
    """Rows that are made when they are first needed; the system gives memory only to those that are written to."""

    def __init__(self, columns: int, kind: type) -> None:
        self.array: Array = np.zeros((FIRST_ROWS, columns), kind)

    def reach(self, rows: int) -> None:
        """At least so many rows."""
        if rows > len(self.array):
            larger = np.zeros((max(rows, 2 * len(self.array)), self.array.shape[1]), self.array.dtype)
            larger[: len(self.array)] = self.array
            self.array = larger


class Sheet:
    """Own figures in a dense grid of small integers, `whole` ones as a list.

    A place holds 0 where the unit is silent, 1 where it said "not applicable", else the value, scaled and moved by 2
    away from 0. Values take 32 bits as long as they fit, and only as many decimals as occur.
    """

    def __init__(self, units: int) -> None:
        self.indicators, self.periods, self.breakdowns = Codes(), Codes(), Codes((None,))
        self.keys: list[Key] = []  # of each row
        self.decimals = 0
        self._count = 0
        self._units = units
        self._grid = Grid(units, np.int32)
        self._bits: Grid | None = None
        self._row_of = np.full((1, 1, 1), -1, np.int64)
        self._wholes: list[Wholes] = []

    # --- in -----------------------------------------------------------------------------------------------------------

    def add(self, chunk: Chunk) -> None:
        """Take rows in; the same place twice shows in `twice`."""
        if chunk.whole is not None and chunk.whole.any():
            self._add_wholes(chunk.where(chunk.whole))
            chunk = chunk.where(~chunk.whole)
        if not len(chunk):
            return
        places = self._rows_of(chunk) * self._units
        places += chunk.unit.numbers[chunk.unit.places]
        stored = self._scaled(chunk.value)
        stored += 2 if stored.min() >= 0 else np.where(stored < 0, -2, 2)
        if chunk.given is not None:
            stored[~chunk.given] = 1
        self._grid.array.reshape(-1)[places] = stored
        self._count += len(chunk)
        if chunk.bits is not None and chunk.bits.any():
            self._add_bits(places, chunk.bits)

    def _rows_of(self, chunk: Chunk) -> Array:
        """The row of each; rows are made for cells that are seen for the first time."""
        columns = (chunk.indicator, chunk.period, chunk.breakdown)
        self._room()
        sizes = [len(column.numbers) for column in columns]
        local = columns[0].places.astype(np.int64 if np.prod(sizes) >= 2**31 else np.int32, copy=False)
        for column in columns[1:]:
            if len(column.numbers) > 1:
                local = local * len(column.numbers) + column.places
        table = self._row_of[np.ix_(*(column.numbers for column in columns))].reshape(-1)
        found = table[local]
        if found.min() < 0:
            for place in np.unique(local[found < 0]).tolist():
                at = np.unravel_index(place, sizes)
                key = Key(*(int(column.numbers[n]) for column, n in zip(columns, at, strict=True)))
                table[place] = self._row_of[key] = len(self.keys)
                self.keys.append(key)
            self._grid.reach(len(self.keys))
            if self._bits:
                self._bits.reach(len(self._grid.array))
            found = table[local]
        return found

    def _room(self) -> None:
        needed = len(self.indicators), len(self.periods), len(self.breakdowns)
        have = self._row_of.shape
        if any(n > h for n, h in zip(needed, have, strict=True)):
            larger = np.full([max(n, h) for n, h in zip(needed, have, strict=True)], -1, np.int64)
            larger[: have[0], : have[1], : have[2]] = self._row_of
            self._row_of = larger

    def _scaled(self, values: Array) -> Array:
        """In the decimals of the grid, which gets more of them, or more bits a place, where the values ask for it."""
        decimals = self.decimals
        while True:
            divisor = 10 ** (DECIMALS - decimals)
            scaled = values // divisor
            if divisor == 1 or (scaled * divisor == values).all():
                break
            decimals += 2
        factor = 10 ** (decimals - self.decimals)
        most = max(int(scaled.max()), -int(scaled.min()), self.most() * factor if factor > 1 else 0) + 2
        if self._grid.array.dtype == np.int32 and most > np.iinfo(np.int32).max:
            self._grid.array = self._grid.array.astype(np.int64)
        if factor > 1:
            used = self._grid.array[: len(self.keys)]
            moved = np.where(used < 0, -2, 2)
            used[...] = np.where(np.abs(used) > 1, (used - moved) * factor + moved, used)
            self.decimals = decimals
        return scaled

    def _add_bits(self, places: Array, bits: Array) -> None:
        if self._bits is None:
            self._bits = Grid(self._units, np.uint8)
            self._bits.reach(len(self._grid.array))
        some = bits > 0
        self._bits.array.reshape(-1)[places[some]] = bits[some]

    def _add_wholes(self, chunk: Chunk) -> None:
        bits = np.zeros(len(chunk), np.uint8) if chunk.bits is None else chunk.bits
        units = chunk.unit.numbers[chunk.unit.places]
        self._wholes.append(Wholes(self._rows_of(chunk), units, chunk.value, bits))

    # --- out ----------------------------------------------------------------------------------------------------------

    @cached_property
    def wholes(self) -> Wholes:
        """All of them, once everything has been added."""
        if not self._wholes:
            return Wholes(Nothing, Nothing, Nothing, Nothing.astype(np.uint8))
        columns = Wholes(*(np.concatenate(column) for column in zip(*self._wholes, strict=True)))
        order = np.lexsort((columns.unit, columns.row))
        return Wholes(*(column[order] for column in columns))

    def twice(self) -> bool:
        """Whether any place was written to more than once."""
        filled = sum(int(np.count_nonzero(row)) for row in self._grid.array[: len(self.keys)])
        same = (np.diff(self.wholes.row) == 0) & (np.diff(self.wholes.unit) == 0)
        return filled != self._count or bool(same.any())

    def stored(self, rows: Array) -> Array:
        """Places as they are kept (see the class)."""
        return self._grid.array[rows]

    def bits(self, rows: Array) -> Array | None:
        """Qualifiers of the places."""
        return None if self._bits is None else self._bits.array[rows]

    def most(self) -> int:
        """No value kept is larger, in the decimals of the grid."""
        array = self._grid.array[: len(self.keys)]
        return max(int(array.max()), -int(array.min())) if array.size else 0

    @cached_property
    def negative(self) -> frozenset[int]:
        """Indicators of which any value, own or whole, is below 0."""
        rows = [number for number in range(len(self.keys)) if self._grid.array[number].min() < 0]
        rows += np.unique(self.wholes.row[self.wholes.value < 0]).tolist()
        return frozenset(self.keys[row].indicator for row in rows)
