"""Where units stand: dated placements, and the tree of one day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from .model import UnitPlacement


class Tree:
    """The units placed on one day. A unit whose parent is not placed stands as a root."""

    def __init__(self, parents: Mapping[str, str | None]) -> None:
        self.parents = {unit: parent if parent in parents else None for unit, parent in parents.items()}
        self.children: dict[str, list[str]] = {}
        for unit in sorted(self.parents):
            parent = self.parents[unit]
            if parent is not None:
                self.children.setdefault(parent, []).append(unit)

    def __contains__(self, unit: str | None) -> bool:
        return unit in self.parents

    def has_child(self, unit: str) -> bool:
        """Whether anything stands under it."""
        return unit in self.children

    @cached_property
    def position(self) -> dict[str, int]:
        """Every unit's place in preorder: a parent before all that stands under it."""
        order: dict[str, int] = {}
        waiting = sorted((unit for unit, parent in self.parents.items() if parent is None), reverse=True)
        while waiting:
            unit = waiting.pop()
            order[unit] = len(order)
            waiting += reversed(self.children.get(unit, ()))
        return order

    def path(self, unit: str) -> tuple[str, ...]:
        """The unit and all above it, up to the root."""
        found = [unit]
        while (parent := self.parents[found[-1]]) is not None:
            found.append(parent)
        return tuple(found)

    def upward(self, units: Iterable[str]) -> list[str]:
        """The units and all above them, each once, children before their parents."""
        found: set[str] = set()
        for unit in units:
            above: str | None = unit
            while above is not None and above not in found:
                found.add(above)
                above = self.parents[above]
        return sorted(found, key=self.position.__getitem__, reverse=True)

    def leaves(self) -> list[str]:
        """Units with nothing under them, by name."""
        return sorted(unit for unit in self.parents if unit not in self.children)


class Placements:
    """All placements of all units, in one line."""

    def __init__(self, table: Iterable[UnitPlacement]) -> None:
        self._of: dict[str, list[UnitPlacement]] = {}
        for row in table:
            self._of.setdefault(row.unit, []).append(row)
        for rows in self._of.values():
            rows.sort(key=lambda row: row.since or date.min)
        self._trees: dict[date, Tree] = {}

    def __contains__(self, unit: str | None) -> bool:
        return unit in self._of

    def of(self, unit: str) -> list[UnitPlacement]:
        """Its placements, oldest first."""
        return self._of.get(unit, [])

    def units(self) -> list[str]:
        """Every unit that was ever placed."""
        return list(self._of)

    def on(self, unit: str, day: date) -> UnitPlacement | None:
        """Where the unit stands that day; None where it stands nowhere."""
        for row in self.of(unit):
            if (row.since is None or row.since <= day) and (row.until is None or day < row.until):
                return row
        return None

    def has_begun(self, unit: str, day: date) -> bool:
        """Whether its first placement begins on the day or before."""
        first = self._of[unit][0].since
        return first is None or first <= day

    def ended(self, unit: str, day: date) -> date | None:
        """The end of the last placement that was over by that day."""
        return max((row.until for row in self.of(unit) if row.until is not None and row.until <= day), default=None)

    def tree(self, day: date) -> Tree:
        """The tree of that day, made once."""
        if day not in self._trees:
            placed = {unit: row for unit in self._of if (row := self.on(unit, day))}
            self._trees[day] = Tree({unit: row.parent for unit, row in placed.items()})
        return self._trees[day]
