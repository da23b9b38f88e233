"""Tables of any size into a sheet: sound rows by whole batches, all others one by one, as the plain engine does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa

from ..breakdowns import is_breakdown
from ..checks.figures import Known, figure_problems
from ..columns import COLUMNS
from ..errors import Problem
from ..model import OWN, WHOLE, Asked, Figure, Inputs
from ..tables_in import Broken, cells_in, records_of
from .arrow import Batch, each_batch, names_of, values_of
from .books import Asked as AskedGrid
from .ground import Ground
from .kinds import BITS, Array
from .parts import Part
from .sheet import Chunk, Column, Nothing, Sheet
from .tables import chunk_of

T = TypeVar("T")
ROWS_AT_ONCE = 50_000
BAD = -1


@dataclass(eq=False)
class Doubts:
    """What was found wrong on the way, and rows that the checks have to look at again."""

    problems: list[Problem] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)


class Intake:
    """Fills a sheet and a grid of questions; holds no more than a batch of rows at a time."""

    def __init__(self, inputs: Inputs, known: Known, ground: Ground, part: Part | None = None) -> None:
        self.sheet = Sheet(len(ground.names), part.most if part else None)
        self.part = part
        self.asked: AskedGrid | None = None
        self.doubts = Doubts()
        self.ground = ground
        self._known = known
        self._indicators = {row.indicator for row in inputs.indicators}

    # --- figures ------------------------------------------------------------------------------------------------------

    def figures(self, path: Path) -> None:
        """The whole table into the sheet, by several threads."""
        for _ in self._worked("figures", path, lambda chunk, _: self.sheet.add(chunk)):
            pass

    def chunks(self, path: Path) -> Iterator[tuple[Chunk, Array]]:
        """Sound rows, with their numbers in the file; the others go to `doubts`."""
        for pieces in self._worked("figures", path, lambda *piece: piece):
            yield from pieces

    def _worked(self, table: str, path: Path, use: Callable[..., T]) -> Iterator[list[T]]:
        """What `use` makes of the sound rows, batch by batch."""
        by_batch = self._of_batch if table == "figures" else self._asked_batch
        by_records = self._of_records if table == "figures" else self._asked_records
        mine: Callable[[Any], Any] = self._mine if table == "figures" else self._my_question

        def work(batch: Batch) -> list[T]:
            return [use(*piece) for piece in map(mine, by_batch(batch)) if piece]

        try:
            if path.suffix.lower() == ".parquet":
                yield from each_batch(path, COLUMNS[table], work)
            else:
                for piece in map(mine, by_records(records_of(path, COLUMNS[table]))):
                    if piece:
                        yield [use(*piece)]
        except Broken as broken:
            self.doubts.problems.append(Problem(table, broken.row, broken.reason))

    def _of_batch(self, batch: Batch) -> Iterator[tuple[Chunk, Array]]:
        found = self._columns(batch.table)
        if found is None:
            yield from self._of_records(_records(batch, range(len(batch.table)), "figures"))
            return
        chunk, bad = found
        numbers = np.arange(batch.first, batch.first + len(batch.table))
        if bad is None:
            yield chunk, numbers
            return
        yield chunk.where(~bad), numbers[~bad]
        yield from self._of_records(_records(batch, np.flatnonzero(bad).tolist(), "figures"))

    def _columns(self, table: Any) -> tuple[Chunk, Array | None] | None:
        """A batch as numbers, and which rows must be looked at one by one; None: all of them."""
        if not len(table):
            return None
        sheet, bad = self.sheet, np.zeros(len(table), bool)

        def column(name: str, number: Callable[[str], int], none: int) -> Column | None:
            if name not in table.column_names:
                return Column(np.zeros(len(table), np.int32), np.array([none], np.int64))
            return names_of(table.column(name), number, none)

        names = (
            column("unit", lambda name: self.ground.number.get(name, BAD), BAD),
            column("indicator", self._indicator, BAD),
            column("period", self._period, BAD),
            column("breakdown", lambda name: sheet.breakdowns.of(name) if is_breakdown(name) else BAD, 0),
            column("scope", lambda name: {OWN: 0, WHOLE: 1}.get(name, BAD), BAD),
            column("qualifier", lambda name: BITS.get(name, BAD), 0),
        )
        values = values_of(table.column("value"))
        if values is None or any(one is None for one in names):
            return None
        unit, indicator, period, breakdown, scope, qualifier = names
        assert unit and indicator and period and breakdown and scope and qualifier
        for one in (unit, indicator, period, breakdown, scope, qualifier):
            if (one.numbers == BAD).any():
                bad |= one.numbers[one.places] == BAD
        whole, qualified = _places(scope), _places(qualifier)
        for rows in (whole, qualified):  # must have a value
            bad[rows[np.isin(rows, values.missing)]] = True
        if values.bad is not None:
            bad |= values.bad
        bits = qualifier.numbers[qualifier.places[qualified]].astype(np.uint8)
        chunk = Chunk(unit, indicator, period, breakdown, values.value, values.missing, whole, qualified, bits)
        return chunk, bad if bad.any() else None

    def _indicator(self, name: str) -> int:
        return self.sheet.indicators.of(name) if name in self._indicators else BAD

    def _period(self, name: str) -> int:
        return BAD if self._known.about_period(name) else self.sheet.periods.of(name)

    def _of_records(self, records: Iterable[tuple[int, Any]]) -> Iterator[tuple[Chunk, Array]]:
        sound: list[Figure] = []
        for figure in self._read("figures", Figure, records):
            alone = Inputs([figure], (), ())
            if next(iter(figure_problems(alone, self._known)), None):
                self.doubts.figures.append(figure)
            else:
                sound.append(figure)
            if len(sound) == ROWS_AT_ONCE:
                yield self._chunk(sound)
                sound = []
        if sound:
            yield self._chunk(sound)

    def _chunk(self, figures: list[Figure]) -> tuple[Chunk, Array]:
        return chunk_of(figures, self.sheet, self.ground), np.array([figure.row for figure in figures])

    def _read(self, table: str, kind: Callable[..., Any], records: Iterable[tuple[int, Any]]) -> Iterator[Any]:
        for number, record in records:
            cells, reasons = cells_in(COLUMNS[table], record) if isinstance(record, list) else ({}, [record])
            self.doubts.problems += (Problem(table, number, reason) for reason in reasons)
            if not reasons:
                yield kind(**cells, row=number)

    # --- one part of the indicators at a time ---------------------------------------------------------------------

    def _mine(self, piece: tuple[Chunk, Array]) -> tuple[Chunk, Array] | None:
        """The rows of the part; of the others their periods, since all are asked in every period that has figures."""
        if self.part is None or self.part.of == 1:
            return piece
        chunk, numbers = piece
        names, indicators = self.sheet.indicators.names, chunk.indicator
        mine = np.array([number >= 0 and names[number] in self.part.indicators for number in indicators.numbers])
        which = mine[indicators.places]
        others = np.unique(chunk.period.places[~which])
        self.sheet.other_periods.update(chunk.period.numbers[others].tolist())
        return (chunk.where(which), numbers[which]) if which.any() else None

    def _my_question(self, piece: tuple[str, str, Array, Array]) -> tuple[str, str, Array, Array] | None:
        return piece if self.part is None or piece[1] in self.part.indicators else None

    # --- questions ----------------------------------------------------------------------------------------------------

    def questions(self, path: Path) -> None:
        """The whole table `asked`."""
        self.asked = AskedGrid(len(self.ground.names))
        for period, indicator, units, _ in self.questions_in(path):
            self.asked.add(period, indicator, units)

    def questions_in(self, path: Path) -> Iterator[tuple[str, str, Array, Array]]:
        """(period, indicator, units, row numbers) of sound rows."""
        for pieces in self._worked("asked", path, lambda *piece: piece):
            yield from pieces

    def _asked_batch(self, batch: Batch) -> Iterator[tuple[str, str, Array, Array]]:
        names = ("unit", "indicator", "period")
        numbering = (lambda name: self.ground.number.get(name, BAD), self._indicator, self._period)
        found = [names_of(batch.table.column(name), number, BAD) for name, number in zip(names, numbering, strict=True)]
        if not len(batch.table) or any(one is None for one in found):
            yield from self._asked_records(_records(batch, range(len(batch.table)), "asked"))
            return
        unit, indicator, period = (one.numbers[one.places] for one in found if one is not None)
        bad = (unit == BAD) | (indicator == BAD) | (period == BAD)
        key = period * len(self.sheet.indicators) + indicator
        order = np.argsort(key, kind="stable")
        order = order[~bad[order]]
        for some in np.split(order, np.flatnonzero(np.diff(key[order])) + 1):
            if len(some):
                at = some[0]
                names_here = self.sheet.periods.names[period[at]], self.sheet.indicators.names[indicator[at]]
                yield str(names_here[0]), str(names_here[1]), unit[some], some + batch.first
        if bad.any():
            yield from self._asked_records(_records(batch, np.flatnonzero(bad).tolist(), "asked"))

    def _asked_records(self, records: Iterable[tuple[int, Any]]) -> Iterator[tuple[str, str, Array, Array]]:
        for row in self._read("asked", Asked, records):
            if next(iter(self._known.reasons(row.unit, row.indicator, row.period)), None):
                self.doubts.asked.append(row)
            else:
                yield row.period, row.indicator, np.array([self.ground.number[row.unit]]), np.array([row.row])


def _places(column: Column) -> Array:
    """The rows whose number is above 0, where few are."""
    marked = np.zeros(0, bool)
    for code in np.flatnonzero(column.numbers > 0):
        here = column.places == code
        marked = marked | here if len(marked) else here
    return np.flatnonzero(marked) if len(marked) else Nothing


def _records(batch: Batch, places: Sequence[int], table: str) -> Iterator[tuple[int, list[Any]]]:
    """Rows of a batch as they are read one by one."""
    names = batch.table.column_names
    for start in range(0, len(places), ROWS_AT_ONCE):
        some = places[start : start + ROWS_AT_ONCE]
        taken = batch.table.take(pa.array(some, pa.int64()))
        empty = [None] * len(some)
        columns = [taken.column(c.name).to_pylist() if c.name in names else empty for c in COLUMNS[table]]
        yield from zip((batch.first + place for place in some), map(list, zip(*columns, strict=True)), strict=True)
