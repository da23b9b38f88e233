"""The tables of one consolidation, sorted into the places where the rules look for them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .handing_on import HandingOn
from .model import OWN, RATIO, Figure, Indicator, Inputs
from .periods import Calendar
from .territory import Territories
from .tree import Placements

ByUnit = dict[str, Figure]
Cells = dict[str | None, ByUnit]  # breakdown → unit → figure
Key = tuple[str, str]  # period, indicator


class Books:
    """Built from inputs that passed the checks; changes nothing in them."""

    def __init__(self, inputs: Inputs, restate: date | None = None) -> None:
        self.restate = restate
        self.indicators: dict[str, Indicator] = {row.indicator: row for row in inputs.indicators}
        self.calendar = Calendar(inputs.periods)
        self.placements = Placements(inputs.units)
        self.handing_on = HandingOn(self.placements, inputs.successions)
        self.territories = Territories(self.placements, self.handing_on)
        self.own: dict[Key, Cells] = {}
        self.whole: dict[Key, Cells] = {}
        self.has_negative: set[str] = set()
        for figure in inputs.figures:
            table = self.own if figure.scope == OWN else self.whole
            cell = table.setdefault((figure.period, figure.indicator), {}).setdefault(figure.breakdown, {})
            cell[figure.unit] = figure
            if figure.value is not None and figure.value < 0:
                self.has_negative.add(figure.indicator)
        self.asked = self._asked(inputs)

    def _asked(self, inputs: Inputs) -> dict[Key, list[str]]:
        """Rule 1. Who was asked, each once; without a table the leaves, for all that is no ratio."""
        if inputs.asked is None:
            return self._leaves_asked({figure.period for figure in inputs.figures})
        found: dict[Key, set[str]] = {}
        for row in inputs.asked:
            found.setdefault((row.period, row.indicator), set()).add(row.unit)
        return {key: sorted(units) for key, units in found.items()}

    def _leaves_asked(self, periods: Iterable[str]) -> dict[Key, list[str]]:
        counted = [name for name, indicator in self.indicators.items() if indicator.over_units != RATIO]
        found: dict[Key, list[str]] = {}
        for period in periods:
            leaves = self.placements.tree(self.calendar.last_day(period)).leaves()
            found.update({(period, name): leaves for name in counted})
        return found

    def day(self, period: str) -> date:
        """The day in whose tree the period is consolidated: its last one, or the one it is restated to."""
        return self.restate or self.calendar.last_day(period)

    def periods(self) -> list[str]:
        """All that were asked or given, and the longer ones made of them."""
        named = {period for period, _ in (*self.own, *self.whole, *self.asked)}
        return sorted(self.calendar.with_longer(named))

    def asked_for(self, period: str, indicator: str) -> set[str]:
        """Who was asked for the period or for any of its parts."""
        found = set(self.asked.get((period, indicator), ()))
        for part in self.calendar.parts(period):
            found |= self.asked_for(part, indicator)
        return found

    def breakdowns(self, period: str, indicator: str) -> set[str | None]:
        """Those that occur in the period's figures or those of its parts."""
        key = period, indicator
        found: set[str | None] = {*self.own.get(key, ()), *self.whole.get(key, ())}
        for part in self.calendar.parts(period):
            found |= self.breakdowns(part, indicator)
        return found
