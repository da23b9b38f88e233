"""The same quantity stated twice with different values; only where its words, time and place are clearly the same."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from trienkhai.reading.findings.quantities.magnitudes import jump
from trienkhai.reading.findings.quantities.words import amount, family, head, named, pattern, plain, says
from trienkhai.reading.lexicon import shortest, table
from trienkhai.reading.marks import Figure, Finding, finding

_CLAUSE_END = re.compile(r'[,;:.()\t…!?“”"]')
_REACH = 90
_WORD = re.compile(r"[^\W_]+")
_AHEAD = re.compile(
    r"\n[^\n]{0,12}(?:phương hướng|nhiệm vụ|mục tiêu|chỉ tiêu|kế hoạch|giải pháp)[^\n]{0,120}$", re.M | re.I
)
_BACK = re.compile(r"\n[^\n]{0,12}(?:kết quả|tình hình|đánh giá)[^\n]{0,120}$", re.M | re.I)
_LEAST_WORDS, _NAMED = 3, 4


def twice(text: str, figures: Sequence[Figure]) -> Iterator[Finding]:
    """The later of two figures that should be one; a thousandfold is a slip of the mark."""
    first: dict[tuple[object, ...], Figure] = {}
    for about, i in _comparable(text, figures):
        f, words = figures[i], clause(text, figures, i)
        said = topic(f, words)
        if len(said) < _LEAST_WORDS or says("planned", " ".join(words)):
            continue
        before = first.setdefault((about, said, _frame(text, f)), f)
        if before.start < f.start and not _compatible(before, f):
            slip = jump(before, f) if len(said) >= _NAMED else None
            if slip or (before.sentence != f.sentence and _is_settled(f, said, words[0])):
                yield slip or finding(f, "stated_differently", before, here=f.text, other=before.text)


def _comparable(text: str, figures: Sequence[Figure]) -> Iterator[tuple[object, int]]:
    """The figures of what was done for which there is another of the same noun, place and time; with what these are."""
    ahead = _ahead(text)
    some_times = len({(f.period.first, f.period.last) for f in figures if f.period}) > 1
    values: dict[object, set[float]] = {}
    found: list[tuple[object, int]] = []
    for i, f in enumerate(figures):
        if f.kind in ("percent", "ratio") or f.basis or f.to is not None or _within(ahead, f.start):
            continue
        when = (f.period.first, f.period.last) if f.period and some_times else None
        about = (family(f), named(f.scope), when, head(f))
        values.setdefault(about, set()).add(f.value)
        found.append((about, i))
    return ((about, i) for about, i in found if len(values[about]) > 1)


def _is_settled(f: Figure, words: frozenset[str], lead: str) -> bool:
    """Whether place, or time and who did it, are stated: else a second village may well have another number."""
    if not f.unit or f.scope:
        return bool(f.unit)
    dated = f.period is not None and f.period.last is not None
    return dated and len(words) >= _NAMED and says("whole_unit", lead)


def _frame(text: str, f: Figure) -> str:
    """What the sentence says first where that narrows what follows: `Với cấp xã, toàn tỉnh tiếp nhận …`."""
    lead, comma, _ = text[f.sentence[0] : min(f.start, f.sentence[0] + _REACH)].partition(",")
    opening = plain(lead) if comma else ""
    return opening if pattern("narrows").match(opening) else ""


def topic(f: Figure, words: tuple[str, str]) -> frozenset[str]:
    """The words of a figure's clause that say what it is about, without time, place and such words as `đã`, `được`."""
    about = " ".join(words)
    for said in (named(f.period.text if f.period else None), named(f.scope)):
        about = about.replace(said, " ") if said else about
    phrases, single = _filler()
    if any(map(about.__contains__, phrases)):
        about = pattern("filler").sub(" ", about)
    return frozenset(_WORD.findall(about)) - single


@cache
def _filler() -> tuple[tuple[str, ...], frozenset[str]]:
    """The phrases and the single words that say nothing of what is counted."""
    entries = table("checks")["filler"]
    return shortest(w for w in entries if " " in w), frozenset(w for w in entries if " " not in w)


def clause(text: str, figures: Sequence[Figure], i: int) -> tuple[str, str]:
    """What stands before and behind a figure in its clause, up to the figures beside it."""
    f = figures[i]
    begin = max(f.sentence[0], f.start - _REACH, figures[i - 1].end if i else 0)
    end = min(f.sentence[1], f.end + _REACH, figures[i + 1].start if i + 1 < len(figures) else len(text))
    lead, behind = _CLAUSE_END.split(text[begin : f.start]), _CLAUSE_END.split(text[f.end : end], maxsplit=1)
    return plain(lead[-1]), plain(behind[0])


def _compatible(one: Figure, other: Figure) -> bool:
    """The same value, or a rounded one that may stand for the other."""
    if one.value == other.value:
        return True
    for rounded, exact in ((one, other), (other, one)):
        over = amount(exact) - amount(rounded)
        near = abs(over) * 10 <= max(amount(rounded), Decimal(1))
        if (rounded.qualifier == "about" and near) or (rounded.qualifier == "at_least" and over > 0):
            return True
        if rounded.qualifier == "at_most" and over < 0:
            return True
    return False


def _ahead(text: str) -> list[tuple[int, int]]:
    """Where a heading speaks of what is planned, up to the next one that speaks of results."""
    spans: list[tuple[int, int]] = []
    lines = f"\n{text}"  # so that a match begins where its line does in the text
    for heading in _AHEAD.finditer(lines):
        if not spans or heading.start() >= spans[-1][1]:
            back = _BACK.search(lines, heading.end())
            spans.append((heading.start(), back.start() if back else len(text)))
    return spans


def _within(spans: Sequence[tuple[int, int]], position: int) -> bool:
    at = bisect_right(spans, (position, position)) - 1
    return at >= 0 and position < spans[at][1]
