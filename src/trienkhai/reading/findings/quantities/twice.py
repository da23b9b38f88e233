"""The same quantity stated twice with different values; only where its words, time and place are clearly the same."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal

from trienkhai.reading.findings.quantities.magnitudes import jump
from trienkhai.reading.findings.quantities.words import amount, family, pattern, plain, says
from trienkhai.reading.marks import Figure, Finding, finding
from trienkhai.vietnamese import clean

_CLAUSE_END = re.compile(r'[,;:.()\t…!?“”"]')
_REACH = 90
_WORD = re.compile(r"[^\W_]+")
_AHEAD = re.compile(
    r"^[^\n]{0,12}(?:phương hướng|nhiệm vụ|mục tiêu|chỉ tiêu|kế hoạch|giải pháp)[^\n]{0,120}$", re.M | re.I
)
_BACK = re.compile(r"^[^\n]{0,12}(?:kết quả|tình hình|đánh giá)[^\n]{0,120}$", re.M | re.I)
_LEAST_WORDS, _NAMED = 3, 4


def twice(text: str, figures: Sequence[Figure]) -> Iterator[Finding]:
    """The later of two figures that should be one; a thousandfold is a slip of the mark."""
    first: dict[tuple[object, ...], Figure] = {}
    ahead = _ahead(text)
    times = {(f.period.first, f.period.last) for f in figures if f.period}
    for i, f in enumerate(figures):
        if f.kind in ("percent", "ratio") or f.basis or f.to is not None or _within(ahead, f.start):
            continue
        words = topic(text, figures, i)
        if len(words) < _LEAST_WORDS or says("planned", " ".join(_clause(text, figures, i))):
            continue
        when = (f.period.first, f.period.last) if f.period and len(times) > 1 else None
        before = first.setdefault((family(f), f.scope and plain(f.scope), when, words, _frame(text, f)), f)
        if before.start < f.start and not _compatible(before, f):
            slip = jump(before, f) if len(words) >= _NAMED else None
            if slip or (before.sentence != f.sentence and _is_settled(text, figures, i, words)):
                yield slip or finding(f, "stated_differently", before, here=f.text, other=before.text)


def _is_settled(text: str, figures: Sequence[Figure], i: int, words: frozenset[str]) -> bool:
    """Whether place, or time and who did it, are stated: else a second village may well have another number."""
    f = figures[i]
    if not f.unit or f.scope:
        return bool(f.unit)
    dated = f.period is not None and f.period.last is not None
    return dated and len(words) >= _NAMED and says("whole_unit", _clause(text, figures, i)[0])


def _frame(text: str, f: Figure) -> str:
    """What the sentence says first where that narrows what follows: `Với cấp xã, toàn tỉnh tiếp nhận …`."""
    lead = plain(text[f.sentence[0] : min(f.start, f.sentence[0] + _REACH)])
    opening = lead.partition(",")[0] if "," in lead else ""
    return opening if pattern("narrows").match(opening) else ""


def topic(text: str, figures: Sequence[Figure], i: int) -> frozenset[str]:
    """The words of a figure's clause that say what it is about, without time, place and such words as `đã`, `được`."""
    f = figures[i]
    words = f" {' '.join(_clause(text, figures, i))} "
    for said in (f.period.text if f.period else None, f.scope):
        words = words.replace(plain(said), " ") if said else words
    return frozenset(_WORD.findall(pattern("filler").sub(" ", words)))


def _clause(text: str, figures: Sequence[Figure], i: int) -> tuple[str, str]:
    """What stands before and behind a figure in its clause, up to the figures beside it."""
    f = figures[i]
    begin = max(f.sentence[0], f.start - _REACH, figures[i - 1].end if i else 0)
    end = min(f.sentence[1], f.end + _REACH, figures[i + 1].start if i + 1 < len(figures) else len(text))
    lead, behind = clean(text[begin : f.start]), clean(text[f.end : end])
    return plain(_CLAUSE_END.split(lead)[-1]), plain(_CLAUSE_END.split(behind, maxsplit=1)[0])


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
    for heading in _AHEAD.finditer(text):
        if not spans or heading.start() >= spans[-1][1]:
            back = _BACK.search(text, heading.end())
            spans.append((heading.start(), back.start() if back else len(text)))
    return spans


def _within(spans: Sequence[tuple[int, int]], position: int) -> bool:
    at = bisect_right(spans, (position, position)) - 1
    return at >= 0 and position < spans[at][1]
