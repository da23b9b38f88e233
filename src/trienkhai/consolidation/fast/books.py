"""What a fast consolidation looks things up in: the map, the calendar, the sheet of figures, who was asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from ..model import RATIO, Indicator, Inputs
from ..periods import Calendar
from .block import Kind
from .ground import Ground
from .kinds import Array
from .sheet import Grid, Key, Sheet


class Asked:
    """A table of questions as a grid: a row for indicator and period, a column for each unit."""

    def __init__(self, units: int) -> None:
        self.rows: dict[tuple[str, str], int] = {}  # period, indicator
        self._grid = Grid(units, np.bool_)

    def add(self, period: str, indicator: str, units: Array) -> None:
        """These units were asked, now or before."""
        row = self.rows.setdefault((period, indicator), len(self.rows))
        self._grid.reach(len(self.rows))
        self._grid.array[row, units] = True

    def of(self, period: str, indicators: Sequence[str]) -> Array:
        """Who was asked for each of the indicators."""
        found = np.zeros((len(indicators), self._grid.array.shape[1]), bool)
        for place, indicator in enumerate(indicators):
            row = self.rows.get((period, indicator))
            if row is not None:
                found[place] = self._grid.array[row]
        return found


class Books:
    """Of inputs that passed the checks, with figures and questions as columns."""

    def __init__(
        self, inputs: Inputs, ground: Ground, sheet: Sheet, asked: Asked | None, restate: date | None = None
    ) -> None:
        sheet.close()
        self.restate = restate
        self.indicators: dict[str, Indicator] = {row.indicator: row for row in inputs.indicators}
        self.calendar = Calendar(inputs.periods)
        self.ground = ground
        self.sheet = sheet
        self.same_asked = asked is None
        self._asked = asked
        self._row_of = {key: row for row, key in sheet.cells()}
        self._breakdowns: dict[tuple[str, str], set[int]] = {}  # period, indicator
        for _, key in sheet.cells():
            cell = self.period_name(key.period), self.name(key.indicator)
            self._breakdowns.setdefault(cell, set()).add(key.breakdown)
        self._given = {period for period, _ in self._breakdowns}
        self._given |= {self.period_name(period) for period in sheet.other_periods}

    def name(self, indicator: int) -> str:
        """Of an indicator's number."""
        return str(self.sheet.indicators.names[indicator])

    def period_name(self, period: int) -> str:
        """Of a period's number."""
        return str(self.sheet.periods.names[period])

    def day(self, period: str) -> date:
        """The day in whose tree the period is consolidated."""
        return self.restate or self.calendar.last_day(period)

    def periods(self) -> list[str]:
        """All that were asked or given, and the longer ones made of them."""
        asked = {period for period, _ in self._asked.rows} if self._asked else set()
        return sorted(self.calendar.with_longer(self._given | asked))

    def rows(self, period: str, cells: Iterable[tuple[str, int]]) -> Array:
        """Rows of the sheet for (indicator, breakdown); -1 where nothing was given."""
        code = self.sheet.periods.number.get(period, -1)
        numbers = self.sheet.indicators.number
        keys = (Key(numbers.get(indicator, -1), code, breakdown) for indicator, breakdown in cells)
        found = [self._row_of.get(key, -1) for key in keys]
        return np.array(found, np.int64)

    def breakdowns(self, period: str, indicator: str) -> set[int]:
        """Numbers of those that occur in the figures of the period or its parts."""
        codes = self.calendar.with_parts(period)
        return set().union(*(self._breakdowns.get((code, indicator), ()) for code in codes))

    def cells(self, period: str) -> dict[Kind, list[tuple[str, int]]]:
        """(indicator, breakdown) of everything but ratios in which anything was given or asked, by kind."""
        found: dict[Kind, list[tuple[str, int]]] = {}
        for name, kind in self.indicators.items():
            if kind.over_units == RATIO:
                continue
            given = self.breakdowns(period, name)
            if given or self._is_asked(period, name):
                cells = [(name, breakdown) for breakdown in sorted(given or {0})]
                found.setdefault(Kind(kind.over_units, kind.over_time), []).extend(cells)
        return found

    def _is_asked(self, period: str, indicator: str) -> bool:
        if self._asked is None:
            return True
        return any((code, indicator) in self._asked.rows for code in self.calendar.with_parts(period))

    def asked(self, period: str, cells: Sequence[tuple[str, int]]) -> Array:
        """Rule 1: who was asked, cells × units; one row for all cells where nobody made a list."""
        if self._asked is not None:
            return self._asked.of(period, [indicator for indicator, _ in cells])
        if period not in self._given:
            return np.zeros((1, len(self.ground.names)), bool)
        return self.ground.on(self.calendar.last_day(period)).leaves[None, :]

    def asked_for(self, period: str, indicator: str) -> Array:
        """Who was asked for the period or any of its parts, by a list."""
        found = np.zeros(len(self.ground.names), bool)
        if self._asked is not None:
            for code in self.calendar.with_parts(period):
                found |= self._asked.of(code, [indicator])[0]
        return found
