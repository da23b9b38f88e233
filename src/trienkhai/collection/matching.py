"""Which cell a figure of a narrative is probably for: its noun against the words of the indicators asked.

A proposal, never a decision. Two equal candidates are as good as none; what speaks of another period or does not add
up is not pre-selected.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from trienkhai.vietnamese import fold

SURE = 0.6  # from here on the cell is pre-selected
LEAST = 0.3  # below this there is nothing to propose
TIE = 0.015  # closer together, two cells are as good as none


@dataclass(frozen=True)
class Target:
    """A cell that the round asks for, with the folded words by which reports speak of it."""

    indicator_id: int
    breakdown: str
    words: tuple[str, ...]
    category_words: tuple[str, ...]
    percent: bool


@dataclass(frozen=True)
class Guess:
    """For which cell, how sure (0–1), by which words of the report, and what makes it doubtful: `code|words` or empty
    (the codes are said in words by `wording.DOUBTS`)."""

    target: Target | None
    confidence: float
    why: str
    doubt: str


NOTHING = Guess(None, 0.0, "", "")

CLAUSE_END = re.compile(r"[,;:.()\n]")
# A sentence that speaks of another period than the round's.
OTHER_PERIOD = re.compile(
    r"cung ky|so voi|luy ke|nam truoc|quy truoc|thang truoc|tu dau nhiem ky|ke hoach nam|chi tieu giao|du kien"
    r"|tu nam \d{4}|giai doan \d{4}"
)


def guess_all(
    figures: Sequence[Mapping[str, Any]], text: str, targets: Sequence[Target], years: set[str]
) -> list[Guess]:
    """One guess for each figure, in order. `figures`: as reading gives them; `years`: those the round touches."""
    guesses = [_guess(figure, text, targets) for figure in figures]
    guesses = [
        _dated(guess, text[slice(*figure["sentence"])], years) for figure, guess in zip(figures, guesses, strict=True)
    ]
    return _once_per_cell(guesses)


def _dated(guess: Guess, sentence: str, years: set[str]) -> Guess:
    return replace(guess, doubt=guess.doubt or other_period(sentence, years)) if guess.target else guess


def other_period(sentence: str, years: set[str]) -> str:
    """Why the sentence seems to speak of another period; empty where it does not."""
    plain = fold(sentence)
    if found := OTHER_PERIOD.search(plain):
        return f"other_period|{sentence_words(sentence, plain, found)}"
    others = sorted(set(re.findall(r"(?:nam|/)\s?(20\d\d)\b", plain)) - years)
    if others and not years & set(re.findall(r"\b20\d\d\b", plain)):
        return f"other_year|{', '.join(others)}"
    return ""


def sentence_words(sentence: str, plain: str, found: re.Match[str]) -> str:
    """The words as written: folding keeps the number of words, so they are found again by their place."""
    first = plain[: found.start()].count(" ")
    return " ".join(sentence.split()[first : first + found.group().count(" ") + 1])


def sentence_words_near(figure: Mapping[str, Any], text: str) -> str:
    """The few words after a figure that has no noun of its own."""
    return " ".join(text[figure["end"] : figure["end"] + 40].split()[:5])


@dataclass(frozen=True)
class _Place:
    """A figure with the folded words around it."""

    noun: str
    before: str  # of the sentence, up to the figure
    after: str  # up to the end of the clause
    sentence: str
    percent: bool


def _place(figure: Mapping[str, Any], text: str) -> _Place:
    start, end = figure["sentence"]
    return _Place(
        _plain(figure.get("unit") or ""),
        _plain(text[start : figure["start"]]),
        _plain(CLAUSE_END.split(text[figure["end"] : end], maxsplit=1)[0]),
        _plain(text[start:end]),
        figure["kind"] == "percent",
    )


def _guess(figure: Mapping[str, Any], text: str, targets: Sequence[Target]) -> Guess:
    if figure["kind"] in ("money", "ratio"):
        return NOTHING
    place = _place(figure, text)
    scored = sorted(((_score(place, target), target) for target in targets), key=lambda pair: -pair[0])
    if not scored or scored[0][0] < LEAST:
        return NOTHING
    best, target = scored[0]
    if len(scored) > 1 and best - scored[1][0] < TIE:
        return Guess(None, 0.0, "", "two|")
    return Guess(target, min(best, 0.99), (figure.get("unit") or sentence_words_near(figure, text)), "")


def _score(place: _Place, target: Target) -> float:
    """How well the figure fits the cell: by the words right after it first, by the sentence last."""
    if place.percent != target.percent:
        return 0.0
    best = max((_word_score(word, place) for word in target.words), default=0.0)
    if not target.category_words:
        return best
    if not any(_names_category(word, place) for word in target.category_words):
        return 0.0
    return max(best, 0.66) + 0.1 if best else 0.0  # «tập thể 8» after «mô hình» in the same sentence


def _names_category(word: str, place: _Place) -> bool:
    """`8 tập thể`, `2 giải tập thể`, `tập thể 8`."""
    return _has(place.noun, word) or _starts(place.after, word) or f" {place.before}".endswith(f" {word}")


def _word_score(word: str, place: _Place) -> float:
    longer = min(len(word.split()), 6) * 0.02  # the longer phrase of two that fit says more
    if _starts(place.after, word):
        return 0.78 + longer
    if _has(place.noun, word):
        return 0.64 + longer
    if place.percent and _has(place.sentence, word):
        return 0.64 + longer
    if _has(place.before[-60:], word):
        return 0.46 + longer
    return 0.32 + longer if _has(place.sentence, word) else 0.0


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", fold(text)).split())


def _starts(text: str, word: str) -> bool:
    return f"{text} ".startswith(f"{_plain(word)} ")


def _has(text: str, word: str) -> bool:
    return f" {_plain(word)} " in f" {text} "


def _once_per_cell(guesses: Sequence[Guess]) -> list[Guess]:
    """The surest figure for a cell is proposed; others for the same cell are left to the person."""
    cells = Counter((g.target.indicator_id, g.target.breakdown) for g in guesses if g.target)
    best: dict[tuple[int, str], int] = {}
    for index, guess in enumerate(guesses):
        if guess.target and not guess.doubt:
            key = (guess.target.indicator_id, guess.target.breakdown)
            if key not in best or guess.confidence > guesses[best[key]].confidence:
                best[key] = index
    return [
        replace(guess, doubt="again|")
        if guess.target
        and not guess.doubt
        and cells[guess.target.indicator_id, guess.target.breakdown] > 1
        and best[guess.target.indicator_id, guess.target.breakdown] != index
        else guess
        for index, guess in enumerate(guesses)
    ]
