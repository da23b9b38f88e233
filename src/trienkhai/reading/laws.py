"""Laws, codes, ordinances and the Constitution, known by their title, year and number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from trienkhai.reading.dates import day_after
from trienkhai.reading.lexicon import EDGE_RIGHT, UPPER, any_of, table, words
from trienkhai.reading.signs import Sign, sign_at


@dataclass(frozen=True, slots=True)
class Law:
    """Where the mention ends, its number if it has one, its day."""

    end: int
    sign: Sign | None
    date: str | None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    titles = re.compile(rf"[ ](?:(?:về|của)[ ])?(?i:{any_of(table('laws')['titles'])}){EDGE_RIGHT}")
    return titles, re.compile(
        rf"(?:{any_of(table('laws')['not_after'])}|(?-i:(?<!Quốc[ ])Hội))[ ]$",  # Hội Luật TP. Hoa Sen
        re.I,
    )


# A title that is not in the list: a capital word and the small words after it, until something ends a name.
_UNKNOWN = re.compile(rf"[ ](?P<first>[{UPPER}][^\W\d_]*)(?P<rest>(?:,?[ ][^\W\d_]+){{0,12}})")
_STOP = words(
    [
        "năm",
        "số",
        "được",
        "và các",
        "đến",
        "của",
        "cho",
        "trong",
        "tại",
        "trên",
        "là",
        "có",
        "đã",
        "quy định",
        "ngày",
        "với",
        "để",
        "nhằm",
        "về",
        "luật",
        "bộ luật",
        "nghị định",
        "thông tư",
        "nghị quyết",
        "từ",
        "theo",
        "thì",
        "mà",
        "cũng",
        "gắn",
        "vào",
        "tới",
        "khi",
        "do",
        "như",
        "ở",
        "hiện hành",
        "mới",
        "sửa đổi",
        "ban hành",
        "gồm",
    ]
)
_YEAR = re.compile(
    r"""
    [ ]?,?[ ]\(?(?:năm[ ])?(?P<year>(?:19|20)\d\d)                                          # năm 2013, (2013)
    (?P<amended>[ ]?\)|[ ]?\((?:được[ ])?(?:sửa[ ]đổi|bổ[ ]sung|hợp[ ]nhất)[^()\n]{0,50}\))?  # (sửa đổi năm 2017)
    (?!\w|[/.-]\d)
    """,
    re.X | re.I,
)
_AMENDED = re.compile(r"[ ]\((?:sửa[ ]đổi|hợp[ ]nhất)[^()\n]{0,40}\)", re.I)
_NUMBER = re.compile(r"[ ]?,?[ ]?\(?(?:luật[ ])?số[ ]?:?[ ]?(?=\d)", re.I)
_AMENDING = re.compile(
    r"[ ]sửa[ ]đổi,?[ ]bổ[ ]sung[ ](?:một[ ]số[ ])?điều[ ]của[ ](?:các[ ])?(?:bộ[ ])?luật(?=[ ])", re.I
)


def law_after(text: str, start: int, position: int, kind: str) -> Law | None:
    """The law whose type word ends at `position`, or None where the word is generic."""
    titles, not_after = _patterns()
    if not_after.search(text[max(0, start - 14) : start]) and kind == "luật":
        return None
    amending = _AMENDING.match(text, position)
    end = _title_end(text, amending.end() if amending else position, titles, kind)
    if amending and end is not None:
        end = _also_amended(text, end, titles, kind)
    if end is None and kind != "hiến pháp":
        return _number(text, position)
    end = end or position
    numbered = _number(text, end)
    if numbered:
        return numbered
    for extra in (_AMENDED, _YEAR, _AMENDED):
        found = extra.match(text, end)
        if found and not text[found.end() : found.end() + 3].startswith(" - "):
            end = found.end()
    day = day_after(text, end)
    if day and not day.comma:
        return Law(day.end, None, day.iso)
    if kind == "hiến pháp" and end == position and not text[start].isupper():
        return None
    return Law(end, None, None)


_AND_LAW = re.compile(r"(?:,|[ ]và|;)[ ](?:bộ[ ])?luật(?=[ ])", re.I)


def _also_amended(text: str, end: int, titles: re.Pattern[str], kind: str) -> int:
    """`Luật sửa đổi … của Luật Nhà ở và Luật Đất đai` is one law."""
    for _ in range(12):
        more = _AND_LAW.match(text, end)
        after = _title_end(text, more.end(), titles, kind) if more else None
        if after is None:
            break
        end = after
    return end


def _number(text: str, end: int) -> Law | None:
    lead = _NUMBER.match(text, end)
    sign = sign_at(text, lead.end()) if lead else None
    if not lead:
        sign = sign_at(text, end + 1) if text[end : end + 1] == " " else None  # Luật 45/2019/QH14
        if not sign or "QH" not in sign.symbol:
            return None
    if not sign:
        return None
    after = sign.end
    if lead and "(" in lead.group() and text[after : after + 1] == ")":
        after += 1
    day = day_after(text, after)
    if day:
        return Law(day.end, sign, day.iso)
    of = re.compile(r"[ ]của[ ]Quốc[ ]hội(?![^\W_])").match(text, after)
    return Law(of.end() if of else after, sign, None)


def _title_end(text: str, position: int, titles: re.Pattern[str], kind: str) -> int | None:
    if kind == "hiến pháp":
        found = re.compile(r"[ ]nước[ ]Cộng[ ]hòa[ ]xã[ ]hội[ ]chủ[ ]nghĩa[ ]Việt[ ]Nam", re.I).match(text, position)
        return found.end() if found else None
    known = titles.match(text, position)
    if known and (
        kind == "bộ luật"
        or text[known.start() + 1].isupper()
        or len(known.group()) > 12
        or text[known.end() : known.end() + 5] == " năm "
    ):
        return known.end()
    unknown = _UNKNOWN.match(text, position)
    if not unknown or _STOP.match(text, unknown.start("first")):
        return None
    stop = _STOP.search(text, unknown.start("rest"), unknown.end())
    end = stop.start() if stop else unknown.end()
    comma = text.find(",", unknown.start("rest"), end)
    if comma >= 0 and text[comma + 2 : comma + 3].isupper():
        end = comma
    return (
        unknown.start("first") + len(text[unknown.start("first") : end].rstrip(" ,"))
        if end - unknown.start() < 70
        else None
    )
