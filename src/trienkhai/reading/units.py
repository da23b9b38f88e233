"""Units that stand before their number: the sum of money, the label of a list, `tổng số học viên là 350`."""

from __future__ import annotations

import re
from functools import cache

from trienkhai.reading.lexicon import any_of, table
from trienkhai.reading.nouns import noun_phrase

_CLAUSE = re.compile(r"[.;:()\n“”\"]|,(?!\d)")


@cache
def _money() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{any_of(table('measures')['money_nouns'])})(?![^\W_])", re.I)


@cache
def _things() -> re.Pattern[str]:
    nouns = table("nouns")
    things = [n for n in nouns["things"] + nouns["compounds"] if " " in n and not n.startswith("cấp ")] + nouns["alone"]
    return re.compile(rf"(?<![^\W_])(?:{any_of(things)})(?![^\W_])", re.I)


def _clause_before(text: str, start: int, reach: int = 90) -> int:
    begin = max(0, start - reach)
    last = begin
    for found in _CLAUSE.finditer(text, begin, start):
        last = found.end()
    return last


def money_noun(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The noun that names the money: right after the amount (`13 triệu đồng kinh phí`), else before it."""
    after = _money().match(text, end + 1) if text[end : end + 1] == " " else None
    if after:
        return noun_phrase(text, end) or after.span()
    begin = _clause_before(text, start, 160)
    if not text[begin:start].strip() and begin and text[begin - 1] == ":":
        begin = _clause_before(text, begin - 1, 60)  # lệ phí: 50.000 đồng
    span = None
    for found in _money().finditer(text, begin, start):
        if text[max(0, found.start() - 4) : found.start()].lower() == "trị ":
            span = None  # trị giá: a verb here
            continue
        if span is None or found.start() > span[1]:
            phrase = noun_phrase(text, found.start(), start)
            span = (found.start(), max(found.end(), phrase[1] if phrase else 0))
    return span


_LEVEL = re.compile(
    r"""
    (?<![^\W_])
    (?:cấp[ ](?:tỉnh|huyện|xã|cơ[ ]sở|trung[ ]ương|thành[ ]phố|thôn|phường)|nữ|nam|tỉnh|huyện|xã)   # cấp tỉnh
    [ ]?:?[ ]?(?:có[ ]|là[ ]|trên[ ]|hơn[ ]|gần[ ]|khoảng[ ])?$
    """,
    re.X | re.I,
)


def is_level(text: str, start: int) -> bool:
    """Whether a label of a list stands right before: `cấp tỉnh 01`."""
    return bool(_LEVEL.search(text[max(0, start - 30) : start]))


def unit_before(text: str, start: int) -> tuple[int, int] | None:
    """The last known thing before a number, in its clause or before its colon."""
    if _ends_a_name(text[max(0, start - 24) : start]):
        return None  # Trường Mầm non Hoa Sen 1
    begin = _clause_before(text, start)
    if not text[begin:start].strip() and begin and text[begin - 1] in ":(":
        label = _label_before(text, begin - 1) if text[begin - 1] == ":" else None
        if label:
            return None if _codes().match(text, label[0]) else noun_phrase(text, *label)
        begin = _clause_before(text, begin - 1)
    last = None
    for found in _things().finditer(text, begin, start):
        last = found
    if last is None or (last.end() == start - 1 and not _is_label(text, begin, last)):
        return None
    return last.span()


_COUNT_OF = re.compile(
    r"(?:^|[.;,(\n][ ]?|[ ])(?:tổng[ ]số|số[ ]lượng|số(?![ ]lượng))(?P<noun>[ ][^\d\n]{2,60})$", re.I
)


def _ends_a_name(before: str) -> bool:
    """Two capitalised words right before a number."""
    words = before.split()[-2:]
    return (
        before[-2:-1].isalpha()
        and before[-1] == " "
        and len(words) == 2
        and all(word[0].isupper() and not word.isupper() for word in words)
    )


@cache
def _codes() -> re.Pattern[str]:
    return re.compile(rf"[ ]?(?:{any_of(w[3:] for w in table('contexts')['columns'] if w.startswith('số'))})", re.I)


def _label_before(text: str, colon: int) -> tuple[int, int] | None:
    """What stands after `số` before a colon: `số biểu mẫu phải nộp: 04` counts forms, `số tài khoản: …` nothing."""
    begin = _clause_before(text, colon)
    found = _COUNT_OF.search(text[max(0, begin - 2) : colon])
    return (max(0, begin - 2) + found.start("noun"), colon) if found else None


def _is_label(text: str, begin: int, thing: re.Match[str]) -> bool:
    """`số lớp 12` and `nữ 25` label a number; `lớp 5` and `phòng 205` are names."""
    before = text[max(begin, thing.start() - 14) : thing.start()].lower()
    return thing.group().lower() in ("nữ", "nam") or bool(re.search(r"(?:số|số lượng|tổng) $", before))
