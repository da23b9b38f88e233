"""What offices decided before for the same words: counts, never sentences.

A phrase is `noun|words before|words after|heading`, folded and short. Each decision counts for the cell that was taken,
or against the cell that was proposed and thrown away.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

Cell = tuple[int | str, str]

# How much each part of a phrase says, and what another office's decision counts beside one's own.
LEVELS = ((("noun", "before"), 1.0), (("noun", "after"), 0.6), (("noun", "heading"), 0.6), (("noun",), 0.8))
LOOSE = (("noun",), ("noun", "heading"))
PARTS = ("noun", "before", "after", "heading")
OTHERS = 0.25
PRIOR = 0.4  # of a decision that nobody made, for and against
MOST = 3.5  # nothing learnt weighs more than the words of the report
MOST_OF_OTHERS = MOST_OF_LOOSE = 1.0
KINDS = ("count", "percent", "money", "ratio", "measure")  # stand for the noun where there is none


@dataclass(frozen=True)
class Learnt:
    """What was decided for one phrase and one cell. `others`, `others_against`: offices, not decisions."""

    phrase: str
    cell: Cell
    taken: int
    refused: int
    others: int = 0
    others_against: int = 0


def lesson(proposed: Cell | None, *, doubted: bool, taken: Cell | None) -> tuple[Cell, str] | None:
    """What a decision teaches: (cell, `taken` or `refused`). `taken` is None where the figure was thrown away.

    A figure thrown away that was doubted teaches nothing: the doubt, not the words, may have been the reason.
    """
    if taken is not None:
        return taken, "taken"
    return (proposed, "refused") if proposed is not None and not doubted else None


class Memory:
    """The decisions, to be asked by phrase."""

    def __init__(self, rows: Iterable[Learnt] = ()) -> None:
        self._for: dict[Any, dict[Cell, float]] = defaultdict(lambda: defaultdict(float))
        self._against: dict[Any, dict[Cell, float]] = defaultdict(lambda: defaultdict(float))
        self._own: dict[Any, dict[Cell, int]] = defaultdict(lambda: defaultdict(int))
        for row in rows:
            for _, _, level in _levels(row.phrase):
                self._for[level][row.cell] += row.taken + OTHERS * row.others
                self._against[level][row.cell] += row.refused + OTHERS * row.others_against
                self._own[level][row.cell] += row.taken
        self._known = lru_cache(maxsize=1024)(self._levels_known)

    def _levels_known(self, phrase: str) -> list[tuple[Sequence[str], float, tuple[str, ...]]]:
        """The ways to remember the phrase under which anything was decided."""
        return [one for one in _levels(phrase) if one[2] in self._for]

    def indicators(self, phrase: str) -> set[int | str]:
        """Those for which anything like the phrase was taken."""
        return {
            cell[0]
            for _, _, level in self._known(phrase)
            for cell, count in self._for.get(level, _NONE).items()
            if count
        }

    def weight(self, phrase: str, cell: Cell) -> tuple[float, int, bool]:
        """(logarithm of odds for the cell, how often this office itself took the noun for it, and whether after the
        same words)."""
        close = loose = 0.0
        own, exact = 0, False
        for parts, weight, level in self._known(phrase):
            taken, against = self._for.get(level, _NONE), self._against.get(level, _NONE)
            mine, refused = taken.get(cell, 0.0), against.get(cell, 0.0)
            elsewhere = sum(taken.values()) - mine
            if parts in LOOSE:  # said of several cells such words tell nothing, and never speak against one
                mine, elsewhere = (0.0, 0.0) if elsewhere else (mine, 0.0)
            if mine or refused or elsewhere:
                odds = weight * math.log((mine + PRIOR) / (elsewhere + refused + PRIOR))
                close, loose = (close, loose + odds) if parts in LOOSE else (close + odds, loose)
                here = self._own.get(level, {}).get(cell, 0) if mine else 0
                own, exact = max(own, here), exact or (here > 0 and "before" in parts)
        total = close + min(loose, MOST_OF_LOOSE)
        return max(-MOST, min(MOST if own or total < 0 else MOST_OF_OTHERS, total)), own, exact


_NONE: Mapping[Cell, float] = {}


def _levels(phrase: str) -> Iterator[tuple[Sequence[str], float, tuple[str, ...]]]:
    """(parts, weight, key) of each way in which a phrase is remembered; a part that is empty says nothing."""
    said = dict(zip(PARTS, phrase.split("|"), strict=False))
    nameless = said.get("noun") in KINDS
    for parts, weight in LEVELS:
        if all(said.get(part) for part in parts) and not (nameless and parts in LOOSE):
            yield parts, weight, ("+".join(parts), *(said[part] for part in parts))
