"""From scores to one proposal a figure: the likeliest cell, how sure, why, and what makes it doubtful."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .doubts import Doubts, Frame
from .learning import Memory
from .places import Place
from .scoring import NEAR, Previous, Score, Scorer
from .targets import Target, Vocabulary

SURE = 0.7  # from here on the cell is pre-selected
LEAST = 0.2  # below this there is nothing to propose
NOTHING_FITS = 2.6  # the weight that a figure belongs to no cell
CLEAR = 0.5  # by how much the surer of two figures for one cell must be so
RIVAL = 0.25  # a second cell as likely as this makes two that may be meant


@dataclass(frozen=True)
class Guess:
    """For which cell, how sure (0–1), by what (lines of `code|words`), and what makes it doubtful: `code|words` or
    empty. The codes are said in words by `wording`."""

    target: Target | None
    confidence: float
    why: str
    doubt: str
    phrase: str = ""

    @property
    def chosen(self) -> bool:
        """Whether the cell is pre-selected."""
        return self.target is not None and self.confidence >= SURE and not self.doubt


@dataclass(frozen=True)
class _Ranked:
    """A guess and how far it stands above nothing, in logarithms of odds."""

    place: Place
    guess: Guess
    value: float


def guess_all(
    reading: Mapping[str, Any],
    text: str,
    places: Sequence[Place],
    targets: Sequence[Target],
    frame: Frame,
    memory: Memory,
) -> list[Guess]:
    """One guess for each figure, in order."""
    scorer = Scorer(Vocabulary(targets, plain=text.isascii()), memory)
    doubts = Doubts(reading, text, frame)
    ranked: list[_Ranked] = []
    previous: Previous | None = None
    for place in sorted(places, key=lambda one: one.figure["start"]):  # those added to the reading stand last
        one = _ranked(place, scorer.scores(place, previous), doubts)
        target, figure = one.guess.target, place.figure
        if target is not None:
            if previous is not None and not one.guess.doubt and _is_part(place, target, previous, text):
                one = replace(one, guess=replace(one.guess, doubt=f"part|{previous.text}"))
            previous = Previous(target, figure["end"], figure["sentence"][0], figure["text"])
        ranked.append(one)
    guesses = _alone(_once_per_cell(ranked))
    return [guess for _, guess in sorted(zip((one.place.index for one in ranked), guesses, strict=True), key=_first)]


def _first(pair: tuple[int, Guess]) -> int:
    return pair[0]


def _ranked(place: Place, scores: Sequence[Score], doubts: Doubts) -> _Ranked:
    nothing = _Ranked(place, Guess(None, 0.0, "", "", place.phrase), 0.0)
    if not scores:
        return nothing
    odds = [math.exp(min(score.value, 60.0)) for score in scores]
    everything = sum(odds) + math.exp(NOTHING_FITS)
    best, sure = scores[0], odds[0] / everything
    if sure < LEAST or best.target.computed:
        return nothing
    rival = next((s for s, o in zip(scores[1:], odds[1:], strict=True) if o / everything >= RIVAL), None)
    doubt = doubts.of(place, best.target) or (f"two|{rival.target.name}" if rival else "")
    why = "\n".join(f"{code}|{words}" for code, words in best.reasons[:4])
    return _Ranked(place, Guess(best.target, min(round(sure, 4), 0.99), why, doubt, place.phrase), best.value)


_SUBSET = re.compile(r"\(|\b(?:trong (?:đó|số)|gồm|bao gồm|riêng|kể cả)\b", re.IGNORECASE)


def _is_part(place: Place, target: Target, previous: Previous, text: str) -> bool:
    """`6 hội nghị, trong đó 2 hội nghị trực tuyến`: the second counts a part of the first."""
    if target.cell != previous.target.cell or place.figure["start"] - previous.end > NEAR:
        return False
    return _SUBSET.search(text, previous.end, place.figure["start"]) is not None


def _once_per_cell(ranked: Sequence[_Ranked]) -> list[_Ranked]:
    """Of several figures for a cell the surest is proposed, a total before its parts; where none is surer, none.

    A value that is said again is no doubt: the first is proposed, the others answer nothing new.
    """
    cells: dict[tuple[int | str, str], list[int]] = defaultdict(list)
    for index, one in enumerate(ranked):
        if one.guess.target and not one.guess.doubt:
            cells[one.guess.target.cell].append(index)
    settled = list(ranked)
    for rivals in cells.values():
        best = max(rivals, key=lambda i: (ranked[i].place.total is None, round(ranked[i].value, 6), -i))
        value = ranked[best].place.figure["value"]
        others = [i for i in rivals if ranked[i].place.figure["value"] != value]
        close = any(_is_close(ranked[best], ranked[i]) for i in others)
        same = [i for i in rivals if i not in others]
        for index in rivals:
            if index in others or (close and index == same[0]):
                settled[index] = _doubted(ranked[index], "again|")
            elif index != same[0]:
                settled[index] = replace(ranked[index], guess=replace(ranked[index].guess, target=None, confidence=0.0))
    return settled


def _is_close(best: _Ranked, other: _Ranked) -> bool:
    """Two for one cell of which neither is the total of the other and neither much surer."""
    return (best.place.total is None) == (other.place.total is None) and best.value - other.value < CLEAR


def _alone(ranked: Sequence[_Ranked]) -> list[Guess]:
    """A category without its whole may be the whole: `có 1 mô hình tập thể`."""
    named = {one.guess.target.indicator_id for one in ranked if one.guess.target and not one.guess.target.breakdown}
    return [
        _doubted(one, "no_whole|").guess
        if one.guess.target and one.guess.target.breakdown and one.guess.target.indicator_id not in named
        else one.guess
        for one in ranked
    ]


def _doubted(one: _Ranked, doubt: str) -> _Ranked:
    return one if one.guess.doubt else replace(one, guess=replace(one.guess, doubt=doubt))
