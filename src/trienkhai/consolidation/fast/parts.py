"""A sheet that would be too large is filled in parts: some of the indicators at a time, the files read for each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..model import Indicator


class Part(NamedTuple):
    """Some of the indicators; a ratio goes with both of its parts. `most`: places that the sheet may have."""

    indicators: frozenset[str]
    of: int
    most: int | None


def part_of(indicators: Iterable[Indicator], number: int, of: int, most: int | None) -> Part:
    """Part `number` (from 0) of `of`."""
    group = {row.indicator: row.indicator for row in indicators}
    for row in indicators:
        for part in (row.numerator, row.denominator):
            if part is not None:
                one, other = group[row.indicator], group[part]
                group = {name: one if first == other else first for name, first in group.items()}
    firsts = sorted(set(group.values()))
    mine = set(firsts[number::of])
    return Part(frozenset(name for name, first in group.items() if first in mine), of, most)
