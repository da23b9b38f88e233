"""From files to books: the same refusals as the plain engine, without an object for every row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from ..checks import find_problems, known_names
from ..errors import ConsolidationError, Problem
from ..model import OWN, WHOLE, Asked, Figure, Inputs
from ..tables_in import read_table, read_tables
from .books import Books
from .ground import Ground
from .intake import Intake
from .kinds import QUALIFIER_OF, Array
from .parts import part_of
from .sheet import DECIMALS, Chunk, Column, Key

SMALL = ("units", "indicators", "successions", "periods")
MOST_BYTES = 200_000_000  # of a table that may be read row by row only to say all that is wrong at once


def read_books(
    paths: dict[str, Path | None], restate: date | None = None, number: int = 0, of: int = 1, most: int | None = None
) -> Books:
    """The books of one consolidation, or of one part of its indicators.

    Raises ConsolidationError with every problem, as `read_tables` does, and TooLarge where `most` places are too few.
    """
    problems: list[Problem] = []
    tables: dict[str, Any] = {}
    for table in SMALL:
        path = paths.get(table)
        if path:
            tables[table], _ = read_table(table, path, problems)
    inputs = Inputs((), **{"units": (), "indicators": ()} | tables)
    if not problems:
        problems = find_problems(inputs, None)
    if problems:
        _say_all(paths, restate)
        raise ConsolidationError(problems)
    known, _ = known_names(inputs, {})
    ground = Ground(inputs)
    part = part_of(inputs.indicators, number, of, most)
    intake = Intake(inputs, known, ground, part)
    figures, asked = paths["figures"], paths.get("asked")
    assert figures is not None
    intake.figures(figures)
    if asked:
        intake.questions(asked)
    mine = replace(inputs, indicators=[row for row in inputs.indicators if row.indicator in part.indicators])
    books = Books(mine, ground, intake.sheet, intake.asked, restate)
    problems = list(_Check(books, intake, inputs, figures, asked).problems())
    if problems:
        raise ConsolidationError(problems)
    return books


def _say_all(paths: dict[str, Path | None], restate: date | None) -> None:
    """What is wrong with the large tables too, where they are not too large for that."""
    sizes = [path.stat().st_size for path in paths.values() if path and path.exists()]
    if sum(sizes) < MOST_BYTES:
        inputs = read_tables(**paths, restate=restate)  # type: ignore[arg-type]
        raise ConsolidationError(find_problems(inputs, restate))


class _Check:
    """All that only shows when figures and questions have been read."""

    def __init__(self, books: Books, intake: Intake, inputs: Inputs, figures: Path, asked: Path | None) -> None:
        self.books = books
        self.intake = intake
        self.inputs = inputs
        self.figures = figures
        self.asked = asked
        self.restate = books.restate
        sheet = books.sheet
        self._width = len(books.ground.names)
        for period, _ in intake.asked.rows if intake.asked else ():
            sheet.periods.of(period)
        self._given = sheet.given()

    def problems(self) -> Iterator[Problem]:
        """All of them, as the plain engine would say them."""
        doubts = self.intake.doubts
        yield from doubts.problems
        if any(problem.row is None for problem in doubts.problems):
            return
        twice = self.books.sheet.twice()
        asked_given = self._asked_grid() if self.asked else None
        if not (twice or doubts.figures or doubts.asked or doubts.problems or self._days_are_wrong(asked_given)):
            return
        picked, early = self._picked(self._given)
        places = self._places_twice() if twice or doubts.figures else None
        figures = [*doubts.figures, *self._rows(picked, early, places)]
        asked = None
        if asked_given is not None:
            asked = [*doubts.asked, *self._questions(self._picked(asked_given)[0])]
        figures.sort(key=lambda row: row.row or 0)
        if asked is not None:
            asked.sort(key=lambda row: row.row or 0)
        yield from find_problems(self._inputs(figures, asked), self.restate)

    def _inputs(self, figures: list[Figure], asked: list[Asked] | None) -> Inputs:
        same = self.inputs
        return Inputs(figures, same.units, same.indicators, same.successions, asked, same.periods)

    # --- who must lie somewhere on which day --------------------------------------------------------------------------

    def _days_are_wrong(self, asked: Array | None) -> bool:
        """Whether anyone gave too early, has no heir, or stands under one that is not there."""
        ground = self.books.ground
        for number, name in enumerate(self.books.sheet.periods.names[: len(self._given)]):
            if name is None:
                continue
            given = self._given[number]
            holders = given.copy()
            if asked is not None:
                holders |= asked[number]
            elif given.any():
                holders |= ground.on(self.books.calendar.last_day(name)).leaves
            if not holders.any():
                continue
            if (given & (ground.begins > self.books.day(name).toordinal())).any():
                return True
            for code in self.books.calendar.with_longer([name]):
                day = ground.on(self.books.day(code))
                if day.has_orphans or day.anyone_lost(holders):
                    return True
        return False

    def _picked(self, given: Array) -> tuple[Array, Array]:
        """(period, unit) pairs that tell all there is to say about days, and those that gave too early."""
        ground, calendar = self.books.ground, self.books.calendar
        picked, early = np.zeros_like(given), np.zeros_like(given)
        for number, name in enumerate(self.books.sheet.periods.names[: len(given)]):
            if name is None or not given[number].any():
                continue
            own = self.books.day(name)
            early[number] = given[number] & (ground.begins > own.toordinal())
            picked[number] = early[number]
            picked[number, np.flatnonzero(given[number])[0]] = True
            for code in calendar.with_longer([name]):
                day = ground.on(self.books.day(code))
                picked[number] |= given[number] & (day.place < 0)
        return picked, early

    def _asked_grid(self) -> Array:
        grid = self.intake.asked
        assert grid is not None
        found = np.zeros((len(self.books.sheet.periods), self._width), bool)
        for period, indicator in grid.rows:
            found[self.books.sheet.periods.number[period]] |= grid.of(period, [indicator])[0]
        return found

    # --- rows themselves, where something is wrong --------------------------------------------------------------------

    def _places_twice(self) -> Array:
        """Places of the sheet that several rows fill, and those of rows that could not be taken in."""
        sheet = self.books.sheet
        seen = np.zeros(2 * len(sheet.keys) * self._width, bool)
        found = [np.array(sorted(self._places_of(self.intake.doubts.figures)), np.int64)]
        for chunk, _ in self._again().chunks(self.figures):
            places, counts = np.unique(self._places(chunk), return_counts=True)
            found.append(places[(counts > 1) | seen[places]])
            seen[places] = True
        return np.unique(np.concatenate(found))

    def _again(self) -> Intake:
        """To read the tables once more, in the numbers of the sheet; nothing is added to it."""
        known, _ = known_names(self.inputs, {})
        second = Intake(self.inputs, known, self.books.ground, self.intake.part)
        second.sheet = self.books.sheet
        return second

    def _places(self, chunk: Chunk) -> Array:
        sheet = self.books.sheet
        rows = sheet.rows_of(chunk)
        rows[chunk.whole] += len(sheet.keys)
        return rows * self._width + chunk.units()

    def _places_of(self, figures: Iterable[Figure]) -> Iterator[int]:
        sheet, rows = self.books.sheet, {key: row for row, key in self.books.sheet.cells()}
        for one in figures:
            codes = (sheet.indicators, one.indicator), (sheet.periods, one.period), (sheet.breakdowns, one.breakdown)
            row = rows.get(Key(*(code.number.get(name, -1) for code, name in codes)))
            unit = self.books.ground.number.get(one.unit)
            if row is not None and unit is not None and one.scope in (OWN, WHOLE):
                yield (row + len(sheet.keys) * (one.scope == WHOLE)) * self._width + unit

    def _rows(self, picked: Array, early: Array, twice: Array | None) -> Iterator[Figure]:
        """The first row of each pair, every row that came too early, and all that fill one place."""
        waiting = picked.copy()
        for chunk, numbers in self._again().chunks(self.figures):
            period, unit = (column.numbers[column.places] for column in (chunk.period, chunk.unit))
            wanted = early[period, unit]
            hit = np.flatnonzero(waiting[period, unit])
            _, first = np.unique(period[hit] * self._width + unit[hit], return_index=True)
            wanted[hit[first]] = True
            waiting[period[hit], unit[hit]] = False
            if twice is not None:
                wanted |= np.isin(self._places(chunk), twice)
            if wanted.any():
                yield from self._figures(chunk.where(wanted), numbers[wanted])

    def _figures(self, chunk: Chunk, numbers: Array) -> Iterator[Figure]:
        sheet = self.books.sheet
        columns: list[tuple[Column, Sequence[str | None]]] = [
            (chunk.unit, self.books.ground.names),
            (chunk.indicator, sheet.indicators.names),
            (chunk.period, sheet.periods.names),
            (chunk.breakdown, sheet.breakdowns.names),
        ]
        missing, whole = set(chunk.missing.tolist()), set(chunk.whole.tolist())
        bits = dict(zip(chunk.qualified.tolist(), chunk.bits.tolist(), strict=True))
        for place, number in enumerate(numbers.tolist()):
            unit, indicator, period, breakdown = (names[c.numbers[c.places[place]]] for c, names in columns)
            value = None if place in missing else Decimal(int(chunk.value[place])).scaleb(-DECIMALS)
            scope, qualifier = WHOLE if place in whole else OWN, QUALIFIER_OF[bits.get(place, 0)]
            yield Figure(str(unit), str(indicator), str(period), breakdown, scope, value, qualifier, number)

    def _questions(self, picked: Array) -> Iterator[Asked]:
        assert self.asked is not None
        for period, indicator, units, numbers in self._again().questions_in(self.asked):
            code = self.books.sheet.periods.number[period]
            for unit, number in zip(units.tolist(), numbers.tolist(), strict=True):
                if picked[code, unit]:
                    yield Asked(self.books.ground.names[unit], indicator, period, number)
