"""Rows with their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol, TypeVar


class Row(Protocol):
    """Any row of a table."""

    @property
    def row(self) -> int | None:
        """Its number in the file."""


R = TypeVar("R", bound=Row)
DEPTH = 10  # more than a map of units has


def numbered(table: Iterable[R]) -> Iterator[tuple[int, R]]:
    """Each row with its number in the file, or its place in the table where it came from no file."""
    for place, row in enumerate(table, 1):
        yield place if row.row is None else row.row, row


def cycles(edges: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """The groups of names that can reach each other (Tarjan, without recursion), and names that point at themselves."""
    edges = _without_ends(edges)
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    open_: dict[str, None] = {}
    found = []
    for root in edges:
        if root in index:
            continue
        index[root] = low[root] = len(index)
        open_[root] = None
        work = [(root, iter(edges.get(root, ())))]
        while work:
            name, rest = work[-1]
            for after in rest:
                if after not in index:
                    index[after] = low[after] = len(index)
                    open_[after] = None
                    work.append((after, iter(edges.get(after, ()))))
                    break
                if after in open_:
                    low[name] = min(low[name], index[after])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[name])
                if low[name] == index[name]:
                    group = _close(open_, name)
                    if len(group) > 1 or name in edges.get(name, ()):
                        found.append(sorted(group))
    return found


def _without_ends(edges: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Without names from which no cycle can be reached, as far as a few rounds find them: of a tree nothing is left."""
    left = {name: list(after) for name, after in edges.items()}
    for _ in range(DEPTH):
        ends = [name for name, after in left.items() if not any(other in left for other in after)]
        if not ends:
            break
        for name in ends:
            del left[name]
    return left


def _close(open_: dict[str, None], name: str) -> list[str]:
    group = []
    while True:
        last, _ = open_.popitem()
        group.append(last)
        if last == name:
            return group
