"""Wholes behind their parts: `8 lớp nghề, 4 lớp kỹ năng, tổng cộng 12 lớp`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from trienkhai.reading.figures import Quantity
from trienkhai.reading.lexicon import any_of, table
from trienkhai.reading.wholes.claims import value
from trienkhai.reading.wholes.parts import MOST, family, head

Sum = tuple[int, tuple[int, ...], bool]


@cache
def _said() -> re.Pattern[str]:
    words = any_of(table("wholes")["behind"])
    time = r"[ ](?:cả|trong|\d{1,2})[ ](?:năm|tháng|quý|đợt|kỳ|nhiệm[ ]kỳ|giai[ ]đoạn)"  # tổng cộng 9 tháng mở
    return re.compile(
        rf"(?<![^\W_])(?P<word>{words})(?:{time})?(?:[ ](?:là|có|được|đã|mở|số|đạt)){{0,2}}[ ]?:?[ ]$", re.I
    )


_SUM_OF = re.compile(
    r"""
    (?<![^\W_])
    (?:
        tổng[ ][^,.;:()\n\d]{1,30}[ ]                                     # tổng tiền thưởng 10 triệu đồng
      | lũy[ ]kế[ ][^,.;:()\n\d]{0,50}                                   # lũy kế hai năm 870 kg
      | (?:cả|toàn)[ ](?:tỉnh|huyện|xã|phường|trường|thành[ ]phố)[ ]?:[ ]   # toàn trường: 758 học sinh
    )$
    """,
    re.I | re.X,
)
_CLAUSE, _SENTENCE = re.compile(r"\n|[.:;](?=[ ])"), re.compile(r"\n|[.:](?=[ ])")


def summed_up(text: str, found: Sequence[Quantity]) -> Iterator[Sum]:
    """(whole, its parts, whether they add up) for each whole that follows its parts in one sentence."""
    for index, whole in enumerate(found):
        before = text[max(0, whole.start - 40) : whole.start]
        if not any(word in before.lower() for word in ("tổng", "cộng", "cả", "toàn", "lũy")):
            continue
        said = _said().search(before)
        if said or _SUM_OF.search(before):
            group = _group(text, found, index, bool(said))
            if group:
                yield index, *group


def _group(text: str, found: Sequence[Quantity], index: int, said: bool) -> tuple[tuple[int, ...], bool] | None:
    whole = found[index]
    for begin in _begins(text, whole.start, said):
        before = [i for i in range(max(0, index - MOST), index) if found[i].start >= begin]
        alike = [i for i in before if family(found[i]) == family(whole) and found[i].to is None]
        same = [i for i in alike if head(text, found[i]) == head(text, whole)]
        for parts in (same, alike):
            longest = longest_sum(value(whole), [value(found[i]) for i in reversed(parts)])
            if longest:
                return tuple(parts[-longest:]), True
        complete = len(same) > 1 and len(same) == len(alike) and all(found[i].value < whole.value for i in same)
        if said and complete and "cộng" in text[max(0, whole.start - 40) : whole.start].lower():
            return tuple(same), False
    return None


def _begins(text: str, position: int, said: bool) -> Iterator[int]:
    """Where the clause begins; of `tổng cộng` also the sentence, and the one before where it opens its own."""
    reach = max(0, position - 900)
    clauses, sentences = ([m.end() for m in p.finditer(text, reach, position)] for p in (_CLAUSE, _SENTENCE))
    yield clauses[-1] if clauses else reach
    if said:
        yield sentences[-1] if sentences else reach
    if said and sentences and len(text[sentences[-1] : position].split()) < 5:
        yield from reversed(sentences[-4:-1])


def longest_sum(wanted: Decimal, values: Sequence[Decimal]) -> int:
    """How many of the first values (two at least) make up the wanted one, as many as possible; 0 for none."""
    total, longest = Decimal(0), 0
    for count, one in enumerate(values, 1):
        total += one
        if total == wanted and count > 1:
            longest = count
    return longest
