"""Where a list of parts opens behind a figure, and where it ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from trienkhai.reading.lexicon import EDGE_LEFT, EDGE_RIGHT, any_of, table
from trienkhai.reading.wholes.counted import Counted, may_open_list


@dataclass(frozen=True, slots=True)
class Opening:
    """A list that opens between the figure `index` and the next one."""

    index: int
    at: int  # where its bracket, word or colon stands
    start: int  # where its items begin
    end: int
    form: str  # bracket, word, colon, lines, below, of, comma
    word: str = ""  # `gồm`, `trong đó`, in small letters
    new_sentence: bool = False  # Có 45 lớp. Trong đó, …

    @property
    def complete(self) -> bool:
        """Whether its word says that all parts follow."""
        return self.word in _complete()


_FARTHEST = 240


@cache
def _complete() -> frozenset[str]:
    return frozenset(table("wholes")["complete"])


@cache
def _marks_and_words() -> re.Pattern[str]:
    words = any_of([*table("wholes")["complete"], *table("wholes")["open"]])
    return re.compile(
        rf"""
        (?P<bracket>\()[ ]?(?:(?P<inner>{words}){EDGE_RIGHT}[ ]?[:,]?)?                 # 12 lớp (trong đó: …)
      | {EDGE_LEFT}(?P<word>{words}){EDGE_RIGHT}(?:[ ](?:có|là))?[ ]?[:,]?              # 12 lớp, gồm …
        (?P<below>[ ]?(?:như[ ]sau)?[ ]?:?\n)?                                         # …, cụ thể như sau:
      | (?P<lines>:[ ]?\n)                                                            # 12 lớp:
      | (?P<colon>:[ ])                                                               # 12 lớp: thôn Đoài …
      | (?P<of>,?[ ](?:đã[ ]|thì[ ])?có[ ]|[ ](?:này|đó|trên|nói[ ]trên),[ ])          # trong 60 lớp đã mở, có …
      | (?P<comma>,[ ])                                                               # 44 bác sĩ, 26 bác sĩ tỉnh, …
      | (?P<stop>[.!?;](?=[ ]|$)|\n)
        """,
        re.X,
    )


# The same without words, to be looked for where none stands: it begins with the letters to stop at.
_MARKS = re.compile(
    r"""
    [(:,.!?;\n]
    (?: (?P<bracket>(?<=\()) | (?P<lines>(?<=:)[ ]?\n) | (?P<colon>(?<=:)[ ])
      | (?P<comma>(?<=,)[ ](?!(?:đã[ ]|thì[ ])?có[ ])) | (?P<stop>(?<=[.!?;])(?=[ ]|$)|(?<=\n)))
    """,
    re.X,
)
_FORMS = {"inner": "bracket", "below": "lines"}


def openings(counted: Counted) -> Iterator[Opening]:
    """Each list that may break a figure into parts, in the order of the text."""
    for index in range(len(counted.found) - 1):
        begin, end = counted.found[index].end, counted.starts[index + 1]
        opening = _between(counted, index, begin, end) if end - begin < _FARTHEST else None
        if opening:
            yield opening


def _between(counted: Counted, index: int, begin: int, end: int) -> Opening | None:
    """The list that opens first in the gap behind a figure; of commas only where nothing else opens one."""
    out_of = _out_of(counted, index)
    pattern = _marks_and_words() if out_of or may_open_list(counted.low[begin:end]) else _MARKS
    stopped, comma = False, None
    for match in pattern.finditer(counted.low, begin, end):
        form = _FORMS.get(match.lastgroup or "", match.lastgroup)
        if form == "stop":
            if stopped:
                return None
            below = _below(counted, index, match.start())
            if below:
                return below
            stopped = True
        elif form == "comma":
            comma = comma or match
        elif form == "of" and not out_of:
            continue
        elif form != "bracket" or counted.text.find(")", match.end(), end) < 0:  # not closed before the next figure
            return _opened(counted, index, match, stopped) if _goes_on(counted, begin, match, stopped) else None
    return _after_comma(counted, index, comma, out_of) if comma and not stopped else None


def _goes_on(counted: Counted, begin: int, match: re.Match[str], stopped: bool) -> bool:
    """Whether the list is the figure's: in its sentence, or in the next one that speaks of it or opens a bracket."""
    before = counted.low[begin : match.start()]
    if match.lastgroup == "colon" and "," in before:
        return False  # Khối 10: 347 em, khối 11: 214 em
    if not stopped:
        return True
    form = _FORMS.get(match.lastgroup or "", match.lastgroup)
    if form == "bracket":
        return before.endswith("\n")  # the line before was broken there
    return bool(match.groupdict().get("word")) and bool(_SUBJECT.search(before))


_SUBJECT = re.compile(r"(?:^|[.;\n][ ]?)(?:số[^.;\n\d]{0,30})?$")  # Có 57 lớp. Số đã mở gồm …; Có 45 lớp. Trong đó, …


def _after_comma(counted: Counted, index: int, comma: re.Match[str], out_of: bool) -> Opening | None:
    """`Trong 60 lớp đã mở, 45 lớp …`, or a list without any word: `44 bác sĩ, 26 bác sĩ tỉnh, 18 …`."""
    start = comma.end()
    if out_of:
        return Opening(index, comma.start(), start, counted.ends.of_sentence(start), "of")
    in_list = counted.text.endswith(", ", 0, counted.starts[index])
    return None if in_list or start != counted.starts[index + 1] else _opened(counted, index, comma, False)


_OUT_OF = re.compile(
    r"""
    (?:^|[^\w])(?:trong|trên)
    (?:(?:[ ]tổng)?(?:[ ]số)?(?:[ ]có)?                         # trong tổng số 60 lớp
      | [ ](?:tổng[ ])?số[ ][^.;,\n\d]{2,50}[ ](?:gồm|là))[ ]$   # trong số hồ sơ đang giải quyết gồm 280 hồ sơ
    """,
    re.X,
)
_BEFORE_NUMBER = ("trong ", "trên ", "số ", "có ", "gồm ", "là ", "tổng ")


def _out_of(counted: Counted, index: int) -> bool:
    """`Trong 60 lớp đã mở, có …`."""
    start = counted.starts[index]
    if not counted.low.endswith(_BEFORE_NUMBER, max(0, start - 6), start):
        return False
    return bool(_OUT_OF.search(counted.low[max(0, start - 70) : start]))


def _opened(counted: Counted, index: int, match: re.Match[str], stopped: bool) -> Opening | None:
    named = match.groupdict()
    word = named.get("word") or named.get("inner") or ""
    form = _FORMS.get(match.lastgroup or "", match.lastgroup) or ""
    start = match.end()
    if form == "bracket":
        end = counted.ends.of_bracket(start)
    else:
        end = counted.ends.of_lines(start) if form == "lines" else counted.ends.of_sentence(start)
    return Opening(index, match.start(), start, end, form, word, stopped) if end is not None else None


_TOTAL = re.compile(r"(?<![^\W_])tổng")


def _below(counted: Counted, index: int, position: int) -> Opening | None:
    """`- Tổng số nhà: 46 căn`, and below it lines with another bullet: `+ Xây mới: 28 căn`."""
    if not counted.text.startswith("\n", position):
        return None
    start = counted.starts[index]
    reach = max(0, start - 120)
    line = max(reach, counted.text.rfind("\n", reach, start) + 1)
    if not _TOTAL.search(counted.low, line, start):
        return None
    bullet = counted.ends.bullet(position + 1)
    if not bullet or bullet == counted.ends.bullet(line):
        return None
    return Opening(index, position, position + 1, counted.ends.of_lines(position + 1), "below")
