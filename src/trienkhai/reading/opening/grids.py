"""Ruled tables of a page, made from the lines that are drawn on it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_NEAR = 3.0  # points between two lines that are one
_LEAST_LENGTH = 12.0
MOST_LINES = 4000  # of a page; more are a drawing


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along x (`flat`) or y, at `at`, from `first` to `last`."""

    flat: bool
    at: float
    first: float
    last: float


@dataclass(frozen=True, slots=True)
class Grid:
    """Edges of the columns and rows of a table."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]

    @property
    def top(self) -> float:
        return self.ys[0]

    @property
    def width(self) -> int:
        return len(self.xs) - 1

    def holds(self, x: float, y: float) -> bool:
        """Whether a place is inside."""
        return self.xs[0] - _NEAR <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def column(self, x: float) -> int:
        return min(max(bisect_right(self.xs, x) - 1, 0), self.width - 1)

    def row(self, y: float) -> int:
        return bisect_right(self.ys, y) - 1


def rules_of_box(left: float, top: float, right: float, bottom: float) -> Iterable[Rule]:
    """The lines that a drawn box is or has."""
    wide, high = right - left, bottom - top
    if wide < _LEAST_LENGTH and high < _LEAST_LENGTH:
        return
    if high <= _NEAR:
        yield Rule(True, (top + bottom) / 2, left, right)
    elif wide <= _NEAR:
        yield Rule(False, (left + right) / 2, top, bottom)
    else:
        yield from (Rule(True, top, left, right), Rule(True, bottom, left, right))
        yield from (Rule(False, left, top, bottom), Rule(False, right, top, bottom))


def grids_of(rules: Sequence[Rule]) -> list[Grid]:
    """Tables of two columns at least: lines that touch each other."""
    if len(rules) > MOST_LINES:
        return []
    found = []
    for group in _touching(rules):
        xs = _distinct(rule.at for rule in group if not rule.flat)
        ys = _distinct(rule.at for rule in group if rule.flat)
        if len(xs) > 2 and len(ys) > 1:
            found.append(Grid(xs, ys))
    return _apart(found)


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Groups of lines that hang together, by sweeping from above to below."""
    parent = list(range(len(rules)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    upright = sorted((n for n, rule in enumerate(rules) if not rule.flat), key=lambda n: rules[n].at)
    places = [rules[n].at for n in upright]
    for n, rule in enumerate(rules):
        if not rule.flat:
            continue
        for m in upright[bisect_right(places, rule.first - _NEAR) : bisect_right(places, rule.last + _NEAR)]:
            if rules[m].first - _NEAR <= rule.at <= rules[m].last + _NEAR:
                parent[root(n)] = root(m)
    groups: dict[int, list[Rule]] = {}
    for n, rule in enumerate(rules):
        groups.setdefault(root(n), []).append(rule)
    return list(groups.values())


def _distinct(places: Iterable[float]) -> tuple[float, ...]:
    out: list[float] = []
    for place in sorted(places):
        if not out or place - out[-1] > _NEAR:
            out.append(place)
    return tuple(out)


def _apart(grids: list[Grid]) -> list[Grid]:
    """Without tables that stand in others."""
    grids.sort(key=lambda grid: (grid.xs[-1] - grid.xs[0]) * (grid.ys[-1] - grid.ys[0]), reverse=True)
    out: list[Grid] = []
    for grid in grids:
        if not any(o.holds(grid.xs[0] + _NEAR, (grid.ys[0] + grid.ys[-1]) / 2) for o in out):
            out.append(grid)
    return out
