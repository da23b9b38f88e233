"""Units that stand before their number: the sum of money, the label of a list, `tổng số học viên là 350`."""

from __future__ import annotations

import re
from functools import cache

from trienkhai.reading.lexicon import any_of, table

_CLAUSE = re.compile(r"[.;:()\n“”\"]|,(?!\d)")


@cache
def _money() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{any_of(table('measures')['money_nouns'])})(?![^\W_])", re.I)


@cache
def _things() -> re.Pattern[str]:
    nouns = table("nouns")
    return re.compile(rf"(?<![^\W_])(?:{any_of(nouns['things'] + nouns['compounds'])})(?![^\W_])", re.I)


def _clause_before(text: str, start: int, reach: int = 90) -> int:
    begin = max(0, start - reach)
    last = begin
    for found in _CLAUSE.finditer(text, begin, start):
        last = found.end()
    return last


def money_noun(text: str, start: int) -> tuple[int, int] | None:
    """The noun that names the money before an amount, in the same clause."""
    span = None
    for found in _money().finditer(text, _clause_before(text, start), start):
        span = found.span()
    return span


_LABEL = re.compile(r"(?P<noun>(?:[^\W\d_]+[ ]){0,6}?[^\W\d_]+)[ ]?(?::|là|đạt|có|còn|xuống|lên|từ|=|khoảng|trên|gần|hơn|-|,|\t)?[ ]?(?:là|còn|từ|trên|gần|hơn|khoảng)?[ ]?$")


def unit_before(text: str, start: int) -> tuple[int, int] | None:
    """The last known thing before a number, in its clause or before its colon."""
    begin = _clause_before(text, start)
    if not text[begin:start].strip() and begin and text[begin - 1] in ":(":
        begin = _clause_before(text, begin - 1)
    span = None
    for found in _things().finditer(text, begin, start):
        span = found.span()
    return span
