"""Whether what lies under a unit is still what lay under it when it made a claim."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from .handing_on import HandingOn
from .tree import Placements


class Territories:
    """Compares, for pairs of days, which units' cells lie in each unit's subtree, and with what share."""

    def __init__(self, placements: Placements, handing_on: HandingOn) -> None:
        self._placements = placements
        self._handing_on = handing_on
        self._changed: dict[tuple[date, date], set[str]] = {}

    def same(self, unit: str, then: date, day: date) -> bool:
        """Whether the units whose cells lie in the unit's subtree on `day` are, share by share, those of `then`."""
        if then == day:
            return True
        pair = then, day
        if pair not in self._changed:
            self._changed[pair] = self._find(then, day)
        return unit not in self._changed[pair]

    def _find(self, then: date, day: date) -> set[str]:
        changed: set[str] = set()
        for unit in self._placements.units():
            if self._placements.has_begun(unit, then):  # one that began later can have no cell to lie anywhere
                before, after = self._under(unit, then), self._under(unit, day)
                if before != after:
                    changed.update(u for u in before.keys() | after.keys() if before.get(u) != after.get(u))
        return changed

    def _under(self, unit: str, day: date) -> dict[str, Fraction]:
        """Every unit in whose subtree the cells of `unit` lie, with the share that lies there."""
        tree = self._placements.tree(day)
        found: dict[str, Fraction] = {}
        for heir, share in self._handing_on.heirs(unit, day).shares.items():
            for above in tree.path(heir):
                found[above] = found.get(above, Fraction(0)) + share
        return found
