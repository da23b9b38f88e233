"""Who stands for a unit on a day: itself where it is placed, else its successors, again and again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .model import Succession
from .tree import Placements

WHOLLY = Fraction(1)


@dataclass(frozen=True, slots=True)
class Heirs:
    """The placed units that a unit's cells come to, each with its share; `lost` names where a way ended in nothing."""

    shares: dict[str, Fraction]
    lost: tuple[str, ...] = ()


class HandingOn:
    """Successions read together with placements. Both must have passed the checks: no cycles."""

    def __init__(self, placements: Placements, successions: Iterable[Succession]) -> None:
        self._placements = placements
        self._after: dict[tuple[str, date], dict[str, Fraction]] = {}
        for row in successions:
            shares = self._after.setdefault((row.old, row.date), {})
            share = WHOLLY if row.share == 1 else Fraction(row.share)
            shares[row.new] = shares[row.new] + share if row.new in shares else share
        self._heirs: dict[tuple[str, date], Heirs] = {}

    def successors(self, unit: str, day: date) -> dict[str, Fraction]:
        """Those that took over on the day the unit's last placement before `day` ended, with their shares."""
        ended = self._placements.ended(unit, day)
        return {} if ended is None else self._after.get((unit, ended), {})

    def heirs(self, unit: str, day: date) -> Heirs:
        """Where the unit's figures lie that day. The shares of several ways to one heir are summed."""
        known = self._heirs.get((unit, day))
        if known is None:
            known = self._heirs[unit, day] = self._find(unit, day)
        return known

    def _find(self, unit: str, day: date) -> Heirs:
        if self._placements.on(unit, day):
            return Heirs({unit: WHOLLY})
        successors = self.successors(unit, day)
        if not successors:
            return Heirs({}, (unit,))
        shares: dict[str, Fraction] = {}
        lost: set[str] = set()
        for new, share in successors.items():
            below = self.heirs(new, day)
            lost.update(below.lost)
            for heir, rest in below.shares.items():
                part = share if rest is WHOLLY else share * rest
                shares[heir] = shares[heir] + part if heir in shares else part
        return Heirs(shares, tuple(sorted(lost)))

    def debtor(self, unit: str, day: date) -> str | None:
        """Who answers for what the unit was asked: the successor with the largest share, again and again."""
        while not self._placements.on(unit, day):
            successors = self.successors(unit, day)
            if not successors:
                return None
            unit = min(successors, key=lambda new: (-successors[new], new))
        return unit
