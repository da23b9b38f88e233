"""Of what place or body a figure is said: `toàn tỉnh`, `trên địa bàn huyện`, `xã An Hòa`.

A place that only names an actor (`UBND xã An Hòa`) or a standard (`bình quân cả nước`) is none; a level
(`cấp xã 01`) sorts the parts of a whole, so such a part is not said of the whole's place either.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache

from trienkhai.reading.lexicon import any_of, table


@dataclass(frozen=True, slots=True)
class Scope:
    """An expression of place in offsets of the view.

    `role`: `whole` (toàn tỉnh), `named` (xã An Hòa), `behind` (`của xã An Hòa`: only for a figure before it), `label`
    (`xã An Hòa 7 căn`: for that figure), `none` (`cấp xã 01`: takes the figure out of the whole).
    """

    start: int
    end: int
    role: str


@cache
def _pattern() -> re.Pattern[str]:
    lists = table("scopes")
    named = any_of(lists["named"])
    begins = any_of([*lists["named"], "toàn", "cả", "trên", "cấp", "các", "hai", "ba", *"0123456789"])  # cheap, first
    return re.compile(
        rf"""
        [\s(\["“:;,./-](?=(?:{begins})[ ])(?:
            (?P<whole>(?:toàn|cả)[ ](?:{any_of(lists["wholes"])})(?![^\W_]|[ ]hội(?![ ]chữ)))       # toàn tỉnh
          | (?P<area>trên[ ](?:toàn[ ])?địa[ ]bàn(?:[ ](?:{any_of(lists["areas"])})(?![^\W_]))?(?![ ]\d))
                # trên địa bàn huyện
          | (?P<level>cấp[ ](?:{named}|trung[ ]ương|cơ[ ]sở)[ ]?:?[ ](?:có[ ])?(?=\d))                # cấp xã 01
          | (?P<named>(?:(?:các|hai|ba|\d)[ ])?(?:{named})(?=[ ]))                                 # xã (An Hòa)
        )
        """,
        re.X,
    )


_WORD = re.compile(r"[ ](?P<word>[^\W\d_]+(?:-[^\W\d_]+)?)")
_NUMBER = re.compile(r"[ ](?P<number>\d{1,2})(?![\d.,/%]\d|[ ]?%)")
_LABELS = re.compile(r"[ ]?:?[ ]?(?=\d)")
_STANDARD = re.compile(
    r"(?:bình[ ]quân|trung[ ]bình|so[ ]với|mức|thứ[ ]\d{1,2}|nhất|đứng[ ]đầu|dẫn[ ]đầu|tốp|top)(?:[ ]chung)?(?:[ ]của)?"
    r"(?:[ ]mức)?[ ]$"
)


_OPENS = re.compile(r"(?:^|[\n.;:(][ ]?)ở[ ]$")  # Ở xã An Hòa có 5 lớp; a person lives "ở xã An Hòa"


_ADDRESS = re.compile(r"(?:^|[^\w])(?:số[ ]nhà|nhà[ ]số|tổ|ấp|thôn|khóm|khu[ ]phố|khu|đường|ngõ)[ ][^,.;]{1,14},[ ]$")


@cache
def _inside() -> frozenset[str]:
    return frozenset(table("scopes")["inside"])


@cache
def _led() -> re.Pattern[str]:
    """Where a named place stands by itself: at a boundary, or behind one of these words."""
    return re.compile(
        rf"(?:^|[\n.;:,()“\"-][ ]?|[ ]và[ ]|(?:^|[^\w])(?:{any_of(table('scopes')['before'])})[ ])$",
    )


@cache
def _acts() -> re.Pattern[str]:
    """What a body does, not what there is in a place: `huyện Hòa An đã ban hành`."""
    return re.compile(rf"[ ](?:(?:đã|sẽ|cũng|còn|vừa)[ ])?(?:{any_of(table('scopes')['acts'])})(?![^\W_])")


def scopes(text: str, small: str, figures: Collection[int], parts: Sequence[tuple[int, int]]) -> list[Scope]:
    """Expressions of place in parts of a view, in order; `figures`: where figures begin (`phường 7`, `phường: 7`)."""
    found: list[Scope] = []
    marked = "\n" + small
    for match in (m for begin, end in parts for m in _pattern().finditer(marked, begin, end + 1)):
        kind = match.lastgroup or ""
        start, end = match.start(kind) - 1, match.end(kind) - 1
        if found and start < found[-1].end:
            continue
        scope = _scope(text, small, kind, start, end, figures)
        if scope is None:
            continue
        if found and scope.role == found[-1].role == "named" and text[found[-1].end : start] in (" và ", ", "):
            scope = replace(scope, start=found.pop().start)  # xã An Hòa và xã Bình Minh
        found.append(scope)
    return found


def _scope(text: str, small: str, kind: str, start: int, end: int, figures: Collection[int]) -> Scope | None:
    before = small[max(0, start - 26) : start]
    if kind == "level":
        return Scope(start, end, "none")
    if kind != "named":
        if _STANDARD.search(before):
            return None
        return Scope(start, _name_end(text, end) or end, "whole")
    led = _led().search(before)
    number = _NUMBER.match(text, end)
    if number and number.start("number") in figures:
        return Scope(start, end, "none") if led else None  # thôn 71
    until = _name_end(text, end) or (number.end() if number else None)
    if until is None or not led or _acts().match(small, until) or _ADDRESS.search(before):
        return None
    if led.group().strip() == "của" or (led.group().strip() == "ở" and not _OPENS.search(before)):
        return Scope(start, until, "behind")
    return Scope(start, until, "label" if _LABELS.match(text, until) else "named")


def _name_end(text: str, position: int) -> int | None:
    """Where the name that begins at a position ends: its last word with a capital; None without one."""
    end, last = position, None
    for _ in range(9):
        word = _WORD.match(text, end)
        if not word or not (word["word"][0].isupper() or word["word"].lower() in _inside()):
            break
        end = word.end()
        last = end if word["word"][0].isupper() or last else None
    return last
