"""Cells are handed on first, then made over time: what each unit has of its own, claims, and owes in one cell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from .amounts import Amount, given, handed_on, made_over_time, put_together
from .books import Books, ByUnit
from .model import Figure

SPOKEN, NOT_APPLICABLE, SILENT = "spoken", "not_applicable", "silent"
NOBODY: frozenset[str] = frozenset()


class Entry(NamedTuple):
    """One question: who was asked, for which period, and whether there was an answer."""

    unit: str
    period: str
    status: str


class Cell:
    """One indicator, period and breakdown, in the tree of the period's day. No ratio."""

    def __init__(self, books: Books, indicator: str, period: str, breakdown: str | None) -> None:
        self.books = books
        self.indicator = books.indicators[indicator]
        self.period = period
        self.breakdown = breakdown
        self.day: date = books.day(period)
        self.tree = books.placements.tree(self.day)

    def _given(self, table: dict[tuple[str, str], dict[str | None, ByUnit]], period: str) -> ByUnit:
        return table.get((period, self.indicator.indicator), {}).get(self.breakdown, {})

    # --- own figures --------------------------------------------------------------------------------------------------

    def own(self) -> dict[str, Amount]:
        """What each placed unit has of its own, with what was handed on to it."""
        return self._own(self.period, NOBODY)

    def _own(self, period: str, settled: frozenset[str]) -> dict[str, Amount]:
        """Own figures of a period. `settled`: units that gave one for a longer period, which stands for this one."""
        rows = self._given(self.books.own, period)
        placed = self.tree.parents
        pieces: dict[str, list[Amount]] = {}
        for unit, figure in rows.items():
            if unit in settled:
                continue
            if unit in placed:
                pieces.setdefault(unit, []).append(given(figure))
            else:
                self._hand_on(figure, pieces)
        parts = self.books.calendar.parts(period)
        if parts:
            below = [self._own(part, settled | rows.keys()) for part in parts]
            for unit in {unit: None for part in below for unit in part}:
                made = made_over_time(self.indicator.over_time, [part[unit] for part in below if unit in part])
                pieces.setdefault(unit, []).append(made)
        how = self.indicator.over_units
        return {unit: put_together(how, amounts) for unit, amounts in pieces.items()}

    def _hand_on(self, figure: Figure, pieces: dict[str, list[Amount]]) -> None:
        for heir, share in self.books.handing_on.heirs(figure.unit, self.day).shares.items():
            piece = handed_on(figure, self.indicator.over_units, share)
            if piece is not None:
                pieces.setdefault(heir, []).append(piece)

    # --- claims -------------------------------------------------------------------------------------------------------

    def claims(self) -> dict[str, Amount]:
        """The whole figure of each unit, as given or made, whether or not it can be used."""
        return self._claims(self.period)

    def _claims(self, period: str) -> dict[str, Amount]:
        found = {unit: given(figure) for unit, figure in self._given(self.books.whole, period).items()}
        parts = self.books.calendar.parts(period)
        if parts:
            below = [self._claims(part) for part in parts]
            for unit in below[0]:
                if unit not in found and all(unit in part for part in below):
                    made = made_over_time(self.indicator.over_time, [part[unit] for part in below])
                    if made.value is not None:
                        found[unit] = made
        return found

    def usable(self, unit: str, claim: Amount) -> bool:
        """Whether under the unit still lies what lay there on the last day of the period of each figure claimed."""
        if unit not in self.tree:
            return False
        calendar = self.books.calendar
        then = {calendar.last_day(part.figure.period) for part in claim.figures() if part.figure}
        return all(self.books.territories.same(unit, day, self.day) for day in then)

    # --- who was asked ------------------------------------------------------------------------------------------------

    def entries(self) -> dict[str, list[Entry]]:
        """The asked entries, by the placed unit that answers for them."""
        placed = self.tree.parents
        found: dict[str, list[Entry]] = {}
        for entry in self._entries(self.period, {}):
            unit: str | None = entry.unit
            if unit not in placed:
                unit = self.books.handing_on.debtor(entry.unit, self.day)
            if unit is not None:
                found.setdefault(unit, []).append(entry)
        return found

    def _entries(self, period: str, settled: dict[str, str]) -> Iterator[Entry]:
        """Unit-part entries; a figure for a longer period speaks for all the parts its unit was asked for."""
        rows = self._given(self.books.own, period)
        status = {unit: NOT_APPLICABLE if row.value is None else SPOKEN for unit, row in rows.items()} | settled
        asked_in_parts: set[str] = set()
        for part in self.books.calendar.parts(period):
            for entry in self._entries(part, status):
                asked_in_parts.add(entry.unit)
                yield entry
        for unit in self.books.asked.get((period, self.indicator.indicator), ()):
            if unit not in asked_in_parts:
                yield Entry(unit, period, status.get(unit, SILENT))
