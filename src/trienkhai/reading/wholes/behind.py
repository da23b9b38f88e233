"""Wholes behind their parts: `8 lớp nghề, 4 lớp kỹ năng, tổng cộng 12 lớp`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from trienkhai.reading.lexicon import EDGE_LEFT, any_of, table
from trienkhai.reading.wholes.counted import Counted

Sum = tuple[int, tuple[int, ...], bool]
_MOST, _NEAR, _REACH, _SHORT, _FEW_WORDS = 40, 40, 900, 40, 4
_STEMS = ("tổng", "cộng", "cả", "toàn", "lũy")  # one of them stands in whatever the patterns below find


@cache
def _said() -> re.Pattern[str]:
    words = any_of(table("wholes")["behind"])
    time = r"[ ](?:cả|trong|\d{1,2})[ ](?:năm|tháng|quý|đợt|kỳ|nhiệm[ ]kỳ|giai[ ]đoạn)"  # tổng cộng 9 tháng mở
    return re.compile(rf"{EDGE_LEFT}(?:{words})(?:{time})?(?:[ ](?:là|có|được|đã|mở|số|đạt)){{0,2}}[ ]?:?[ ]$")


_SUM_OF = re.compile(
    rf"""
    {EDGE_LEFT}
    (?:
        tổng[ ][^,.;:()\n\d]{{1,30}}[ ]                                   # tổng tiền thưởng 10 triệu đồng
      | lũy[ ]kế[ ][^,.;:()\n\d]{{0,50}}                                 # lũy kế hai năm 870 kg
      | (?:cả|toàn)[ ](?:tỉnh|huyện|xã|phường|trường|thành[ ]phố)[ ]?:[ ]   # toàn trường: 758 học sinh
    )$
    """,
    re.X,
)
_CLAUSE_ENDS, _SENTENCE_ENDS = ("\n", ". ", ": ", "; "), ("\n", ". ", ": ")


def summed_up(counted: Counted) -> Iterator[Sum]:
    """(whole, its parts, whether they add up) for each whole that follows its parts in one sentence."""
    for index, start in enumerate(counted.starts):
        before = counted.low[max(0, start - _NEAR) : start]
        if index < 2 or not any(map(before.__contains__, _STEMS)):
            continue
        said = bool(_said().search(before))
        if said or _SUM_OF.search(before):
            group = _summed(counted, index, said, said and "cộng" in before)
            if group:
                yield index, *group


def _summed(counted: Counted, index: int, said: bool, claims: bool) -> tuple[tuple[int, ...], bool] | None:
    """The parts that make up the whole; those that should, where its words claim it."""
    for begin in _begins(counted, counted.starts[index], said):
        alike = _alike(counted, index, begin)
        same = [i for i in alike if counted.head(i) == counted.head(index)]
        for parts in (same, alike):
            longest = longest_sum(counted.value(index), [counted.value(i) for i in parts])
            if longest:
                return tuple(reversed(parts[:longest])), True
        if claims and 1 < len(same) == len(alike) and all(counted.value(i) < counted.value(index) for i in same):
            return tuple(reversed(same)), False
    return None


def _alike(counted: Counted, index: int, begin: int) -> list[int]:
    """The figures of the same family from a whole back to `begin`, the nearest first."""
    family = counted.families[index]
    first = max(index - _MOST, bisect_left(counted.starts, begin, 0, index))
    back = range(index - 1, first - 1, -1)
    return [i for i in back if counted.families[i] == family and counted.found[i].to is None]


def _begins(counted: Counted, position: int, said: bool) -> Iterator[int]:
    """Where the clause begins; of `tổng cộng` also the sentence, and those before where it opens its own."""
    reach = max(0, position - _REACH)
    clause, begin = (_last_end(counted.text, marks, reach, position) for marks in (_CLAUSE_ENDS, _SENTENCE_ENDS))
    yield clause
    if not said:
        return
    if begin < clause:
        yield begin
    lead = counted.text[begin:position]
    if len(lead) > _SHORT or len(lead.split()) > _FEW_WORDS:
        return
    for _ in range(3):
        begin = _last_end(counted.text, _SENTENCE_ENDS, reach, begin - 1)
        if begin == reach:
            return
        yield begin


def _last_end(text: str, marks: Sequence[str], reach: int, position: int) -> int:
    """The place behind the last of the marks before `position`."""
    return max(reach, *(text.rfind(mark, reach, position) + 1 for mark in marks))


def longest_sum(wanted: Decimal, values: Sequence[Decimal]) -> int:
    """How many of the first values (two at least) make up the wanted one, as many as possible; 0 for none."""
    total, longest = Decimal(0), 0
    for count, one in enumerate(values, 1):
        total += one
        if total > wanted:
            break
        if total == wanted and count > 1:
            longest = count
    return longest
