"""How exact a number is: at least, about, at most."""

from __future__ import annotations

import re
from functools import cache

from trienkhai.reading.lexicon import any_of, table


@cache
def _before() -> re.Pattern[str]:
    lists = table("qualifiers")["before"]
    named = "|".join(f"(?P<{name}>{any_of(found)})" for name, found in lists.items())
    return re.compile(rf"(?:^|[^\w])(?:{named})(?:[ ](?:{any_of(_BETWEEN)}))?[ ]?$", re.I)


_BETWEEN = ("có", "được", "là", "lên tới", "lên đến", "tới", "đến", "từ", "số", "một")  # trên một


@cache
def _last_words() -> frozenset[str]:
    """With another word right before a number none of the patterns is worth trying."""
    return frozenset(entry.split()[-1] for entries in table("qualifiers")["before"].values() for entry in entries) | {
        words.split()[-1] for words in _BETWEEN
    }


@cache
def _after() -> re.Pattern[str]:
    lists = table("qualifiers")["after"]
    named = "|".join(f"(?P<{name}>{any_of(found)})" for name, found in lists.items())
    return re.compile(
        rf"(?:[ ]?[cdk]?m[23²³])?(?:[ ]?/[ ]?[^\W\d_]+){{0,2}}(?:[ ][^\W\d_]+){{0,5}}?[ ](?:{named})(?![^\W_])", re.I
    )


def past_qualifier(text: str, end: int) -> int:
    """`80% trở lên số chi bộ`: the noun stands after the qualifier."""
    found = re.compile(r"[ ](?:trở[ ]lên|trở[ ]xuống)(?=[ ])", re.I).match(text, end)
    return found.end() if found else end


_PLACE_AFTER_ON = re.compile(r"[ ](?:lĩnh vực|mặt|phương diện|địa bàn|nền tảng|trang|kênh|tuyến|mạng)(?![^\W_])", re.I)


_COMPARES = re.compile(r"(?:^|[^\w])(?:cao|thấp|lớn|nhỏ|kém|nhanh|chậm|dài|ngắn|rộng)[ ]?$", re.I)  # thấp hơn 3%


def qualifier(text: str, start: int, end: int) -> str | None:
    """How exact the number at a span is; the nearer word counts (`khoảng trên 40` is at least)."""
    before = text[max(0, start - 26) : start]
    last = before[before.rfind(" ", 0, -1) + 1 :].rstrip().lower()
    found = None if last.isalpha() and last not in _last_words() else _before().search(before)
    if found:
        word = found.group().strip().lower()
        compares = word == "hơn" and _COMPARES.search(before, 0, found.start() + 1)
        if not compares and not (word == "trên" and _PLACE_AFTER_ON.match(text, end)):
            return found.lastgroup
    later = _after().match(text, end)
    return later.lastgroup if later else None
