"""The map of units as numbers: on each day the tree breadth first, so that the children of a unit are an interval."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

import numpy as np

from ..handing_on import WHOLLY, HandingOn
from ..model import Inputs
from ..territory import Territories
from ..tree import Placements
from .kinds import Array


@dataclass(frozen=True, eq=False)
class Level:
    """Units of one depth, `start` to `stop` in the order of the tree; those of the next depth are their children.

    `parents`: places within this level of the units that have children. `first`: where the children of each begin
    within the next level.
    """

    start: int
    stop: int
    parents: Array
    first: Array


@dataclass(frozen=True, eq=False)
class Pieces:
    """What units that stand nowhere hand on, sorted by heir: from which unit, to which place, and how much."""

    givers: Array
    heirs: Array  # places in the order of the tree
    shares: tuple[Fraction, ...]

    @cached_property
    def partial(self) -> Array:
        """Which pieces are less than the whole."""
        return np.array([share != 1 for share in self.shares], bool)

    @cached_property
    def first(self) -> Array:
        """Where the pieces of each heir begin."""
        return np.flatnonzero(np.r_[True, self.heirs[1:] != self.heirs[:-1]]) if len(self.heirs) else self.heirs

    @cached_property
    def ratios(self) -> tuple[Array, Array]:
        """Numerators and denominators of the partial pieces."""
        pairs = [share.as_integer_ratio() for share in self.shares if share != 1]
        return np.array([above for above, _ in pairs], object), np.array([below for _, below in pairs], object)

    @property
    def whose(self) -> Array:
        """The heirs, each once."""
        return self.heirs[self.first]


class Day:
    """The tree of a day, and where the cells of every unit lie in it."""

    def __init__(self, ground: Ground, day: date) -> None:
        self._ground = ground
        self.day = day
        self.tree = ground.placements.tree(day)
        self.names, self.levels = _breadth_first(self.tree.children, self.tree.parents)
        self.order = np.array([ground.number[name] for name in self.names], np.intp)
        self.has_child = np.array([name in self.tree.children for name in self.names], bool)
        self.place = np.full(len(ground.names), -1, np.intp)  # of each unit in the order; -1: stands nowhere
        self.place[self.order] = np.arange(len(self.order))

    def __len__(self) -> int:
        return len(self.names)

    @cached_property
    def in_sequence(self) -> bool:
        """Whether the order is the numbering itself, so that nothing needs to be moved about."""
        return bool((self.order == np.arange(len(self.order))).all())

    @cached_property
    def pieces(self) -> Pieces:
        """Of all units that had begun and stand nowhere on the day."""
        found = []
        for giver in np.flatnonzero(self.place < 0):
            name = self._ground.names[giver]
            for heir, share in self._ground.handing_on.heirs(name, self.day).shares.items():
                found.append((int(self.place[self._ground.number[heir]]), int(giver), share))
        return _sorted(found)

    @cached_property
    def debtors(self) -> Pieces:
        """Who answers for each unit that stands nowhere: the whole of what it owes goes to one."""
        found = []
        for unit in np.flatnonzero(self.place < 0):
            debtor = self._ground.handing_on.debtor(self._ground.names[unit], self.day)
            if debtor is not None:
                found.append((int(self.place[self._ground.number[debtor]]), int(unit), WHOLLY))
        return _sorted(found)

    @cached_property
    def leaves(self) -> Array:
        """Whether each unit stands on the day with nothing under it."""
        found = np.zeros(len(self.place), bool)
        found[self.order[~self.has_child]] = True
        return found

    def anyone_lost(self, units: Array) -> bool:
        """Whether any of the units (a mask) stands nowhere and has an heir missing somewhere."""
        names, handing_on = self._ground.names, self._ground.handing_on
        return any(handing_on.heirs(names[unit], self.day).lost for unit in np.flatnonzero(units & (self.place < 0)))

    @cached_property
    def has_orphans(self) -> bool:
        """Whether a unit stands under one that stands nowhere."""
        rows = ((self._ground.placements.on(name, self.day), parent) for name, parent in self.tree.parents.items())
        return any(parent is None and row is not None and row.parent is not None for row, parent in rows)

    @cached_property
    def sorted_places(self) -> Array:
        """Places in the order of the names, as rows come out."""
        return np.array(sorted(range(len(self.names)), key=self.names.__getitem__), np.intp)


def _sorted(found: list[tuple[int, int, Fraction]]) -> Pieces:
    """Of (heir's place, giver, share)."""
    found.sort(key=lambda piece: piece[:2])
    givers, heirs = (np.array([piece[place] for piece in found], np.intp) for place in (1, 0))
    return Pieces(givers, heirs, tuple(share for _, _, share in found))


def _breadth_first(
    children: dict[str, list[str]], parents: dict[str, str | None]
) -> tuple[list[str], tuple[Level, ...]]:
    level = sorted(unit for unit, parent in parents.items() if parent is None)
    names: list[str] = []
    levels = []
    while level:
        with_children = [place for place, unit in enumerate(level) if unit in children]
        sizes = [len(children[level[place]]) for place in with_children]
        first = np.cumsum([0, *sizes])[:-1]
        start, stop = len(names), len(names) + len(level)
        levels.append(Level(start, stop, np.array(with_children, np.intp), first.astype(np.intp)))
        names += level
        level = [child for place in with_children for child in children[level[place]]]
    return names, tuple(levels)


class Ground:
    """Every unit that was ever placed, numbered once for a whole consolidation."""

    def __init__(self, inputs: Inputs) -> None:
        self.placements = Placements(inputs.units)
        self.handing_on = HandingOn(self.placements, inputs.successions)
        self._territories = Territories(self.placements, self.handing_on)
        ends = {day for row in inputs.units for day in (row.since, row.until) if day is not None}
        self._events = sorted(ends)
        self._days: dict[date, Day] = {}
        self.names = self._numbered()
        self.number = {name: number for number, name in enumerate(self.names)}

    @cached_property
    def begins(self) -> Array:
        """The first day of each unit, as a number."""
        firsts = (self.placements.of(name)[0].since for name in self.names)
        return np.array([(first or date.min).toordinal() for first in firsts], np.int64)

    def _numbered(self) -> list[str]:
        """In the order of the latest tree, where most figures lie; then the units that stand nowhere in it."""
        tree = self.placements.tree(self._same_map(date.max))
        names, _ = _breadth_first(tree.children, tree.parents)
        return names + sorted(set(self.placements.units()) - set(names))

    def _same_map(self, day: date) -> date:
        """The first day on which all units stood as they do on the day."""
        place = bisect_right(self._events, day)
        return self._events[place - 1] if place else date.min

    def on(self, day: date) -> Day:
        """One for all days between two changes of the map."""
        same = self._same_map(day)
        if same not in self._days:
            self._days[same] = Day(self, same)
        return self._days[same]

    def undisturbed(self, units: Array, then: date, day: date) -> Array:
        """For each of the units: whether it stands on `day`, and under it lies what lay there on `then`."""
        here = self.on(day)
        found = here.place[units] >= 0
        before = self._same_map(then)
        if before != here.day:
            for place in np.flatnonzero(found):
                found[place] = self._territories.same(self.names[units[place]], before, here.day)
        return np.asarray(found, bool)
