"""The report's own headings and its sentences."""

from __future__ import annotations

import re
from bisect import bisect_right

from trienkhai.reading.lexicon import LOWER, UPPER

_HEADING = re.compile(
    rf"""
    ^[ ]?(?:
        (?P<part>(?:PHẦN|Phần)[ ](?:THỨ[ ])?[^\n]{{1,100}})                                   # PHẦN THỨ NHẤT
      | (?P<roman>[IVX]{{1,5}}[ ]?[.\-/)][ ]?\S[^\n]{{1,180}})                                   # I. KẾT QUẢ
      | (?P<three>\d{{1,2}}\.\d{{1,2}}\.\d{{1,2}}\.?[ ]\S[^\n]{{1,180}})                             # 1.2.1. Mở lớp
      | (?P<two>\d{{1,2}}\.\d{{1,2}}\.?[ ]\S[^\n]{{1,180}})                                        # 1.2. Mở lớp
      | (?P<one>\d{{1,2}}[.)][ ]\S[^\n]{{1,180}})                                                # 1. Công tác …
      | (?P<letter>[a-zđ][).][ ]\S[^\n]{{1,180}})                                              # a) Tập huấn
      | (?P<capitals>(?=[^\n]{{6,160}}$)[^{LOWER}\n\d]*[{UPPER}]{{3,}}[^{LOWER}\n]*)              # KẾT QUẢ
    )$
    """,
    re.X | re.M,
)
_LEVEL = {"part": 1, "capitals": 1, "roman": 2, "one": 3, "two": 4, "three": 5, "letter": 6}
_LONGEST = 160


def sections(text: str) -> list[tuple[int, int, tuple[int, int], int]]:
    """(start, end, span of the heading, level) in offsets of the view; a numbered full sentence is no heading."""
    heads = []
    for found in _HEADING.finditer(text):
        name = found.lastgroup or "one"
        heading = found.group().strip()
        if len(heading) > _LONGEST or (heading.endswith((".", ";", ",")) and name not in ("part", "roman", "capitals")):
            continue
        start = found.start() + (len(found.group()) - len(found.group().lstrip()))
        heads.append((start, start + len(heading), _LEVEL[name]))
    ends = [len(text)] * len(heads)
    stack: list[int] = []
    for i, (start, _, level) in enumerate(heads):
        while stack and heads[stack[-1]][2] >= level:
            ends[stack.pop()] = start
        stack.append(i)
    return [(start, _trimmed(text, start, ends[i]), (start, end), level) for i, (start, end, level) in enumerate(heads)]


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return end


_END = re.compile(rf"[\n.!?…](?:(?<=\n)|[.!?…]*[”\")]?(?=[ ][{UPPER}“\"(\d-]|[ ]?\n|$))")


class Sentences:
    """Finds the sentence or clause (up to a full stop or the line's end) around a place."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = [0, *(m.end() for m in _END.finditer(text)), len(text)]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The span of the sentence that holds a mark, without blanks at its ends."""
        i = bisect_right(self._ends, start) - 1
        begin = self._ends[i]
        until = next((e for e in self._ends[i + 1 : i + 40] if e >= end), end)
        while begin < start and self._text[begin].isspace():
            begin += 1
        while until > end and self._text[until - 1].isspace():
            until -= 1
        return begin, until
