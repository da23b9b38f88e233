"""Where a list of parts opens behind a figure, and where it ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from trienkhai.reading.figures import Quantity
from trienkhai.reading.lexicon import any_of, table


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
_LONGEST, _IN_BRACKET = 1500, 200
_STOP = re.compile(r"[()]|\n|[.!?](?=[ ]|$)")


@cache
def _complete() -> frozenset[str]:
    return frozenset(table("wholes")["complete"])


@cache
def _opening() -> re.Pattern[str]:
    words = any_of([*table("wholes")["complete"], *table("wholes")["open"]])
    return re.compile(
        rf"""
        (?P<bracket>\()[ ]?(?:(?P<inner>{words})(?![^\W_])[ ]?[:,]?)?          # 12 lớp (trong đó: …)
      | (?<![^\W_])(?P<word>{words})(?![^\W_])(?:[ ](?:có|là))?[ ]?[:,]?       # 12 lớp, gồm …
        (?P<below>[ ]?(?:như[ ]sau)?[ ]?:?\n)?                                   # …, cụ thể như sau:
      | (?P<lines>:[ ]?\n)                                                      # 12 lớp:
      | (?P<colon>:[ ])                                                         # 12 lớp: thôn Đoài …
      | (?P<of>(?:,[ ]|[ ])(?:đã[ ]|thì[ ])?có[ ]|[ ](?:này|đó|trên|nói[ ]trên),[ ])  # trong 60 lớp đã mở, có …
      | (?P<comma>,[ ])                                                         # 44 bác sĩ, 26 bác sĩ tỉnh, 18 …
      | (?P<stop>[.!?;](?=[ ]|$)|\n)
        """,
        re.X | re.I,
    )


_OUT_OF = re.compile(
    r"""
    (?:^|[^\w])(?:trong|trên)
    (?:(?:[ ]tổng)?(?:[ ]số)?(?:[ ]có)?                         # trong tổng số 60 lớp
      | [ ](?:tổng[ ])?số[ ][^.;,\n\d]{2,50}[ ](?:gồm|là))[ ]$   # trong số hồ sơ đang giải quyết gồm 280 hồ sơ
    """,
    re.I | re.X,
)


def openings(text: str, found: Sequence[Quantity]) -> Iterator[Opening]:
    """Each list that may break a figure into parts, in the order of the text."""
    for index in range(len(found) - 1):
        begin, end = found[index].end, found[index + 1].start
        if end - begin < _FARTHEST:
            opening = _between(text, found, index, begin, end)
            if opening:
                yield opening


def _between(text: str, found: Sequence[Quantity], index: int, begin: int, end: int) -> Opening | None:
    stopped, comma = False, None
    for match in _opening().finditer(text, begin, end):
        form = match.lastgroup or ""
        if form == "stop":
            if stopped:
                return None
            below = _below(text, found, index, match.start())
            if below:
                return below
            stopped = True
        elif form == "comma":
            comma = comma or match
        elif not (form == "of" and not _out_of(text, found[index])) and not (
            match["bracket"] and text.find(")", match.end(), end) >= 0  # closed before the next figure
        ):
            if stopped and not (match["word"] and _new_sentence(text, begin, match)) and not _on_next_line(text, match):
                return None
            if match["colon"] and "," in text[begin : match.start()]:
                return None  # Khối 10: 347 em, khối 11: 214 em
            return _opened(text, index, match, stopped)
    if comma is None or stopped:
        return None
    if _out_of(text, found[index]):
        return Opening(index, comma.start(), comma.end(), _end(text, comma.end()), "of")
    first = comma.end() == end and not text.endswith(", ", 0, found[index].start)
    return _opened(text, index, comma, stopped) if first else None  # the head of 44 bác sĩ, 26 bác sĩ tỉnh, 18 …


def _out_of(text: str, quantity: Quantity) -> bool:
    """`Trong 60 lớp đã mở, có …`."""
    return bool(_OUT_OF.search(text[max(0, quantity.start - 70) : quantity.start]))


_SUBJECT = re.compile(r"(?:^|[.;\n][ ]?)(?:số[^.;\n\d]{0,30})?$", re.I)


def _new_sentence(text: str, begin: int, match: re.Match[str]) -> bool:
    """`Có 45 lớp. Trong đó, …`, `Có 57 lớp. Số đã mở gồm …`: the next sentence speaks of the same figure."""
    return bool(_SUBJECT.search(text[begin : match.start()]))


def _on_next_line(text: str, match: re.Match[str]) -> bool:
    """A bracket that opens a line: the line before was broken there."""
    return bool(match["bracket"]) and text[match.start() - 1 : match.start()] == "\n"


def _opened(text: str, index: int, match: re.Match[str], stopped: bool) -> Opening | None:
    word = " ".join((match["word"] or match["inner"] or "").lower().split())
    if match["lines"] or match["below"]:
        end = _end_of_lines(text, match.end())
        return Opening(index, match.start(), match.end(), end, "lines", word, stopped)
    form = next(name for name in ("bracket", "word", "colon", "of", "comma") if match[name])
    end = _end(text, match.end(), form == "bracket")
    if form == "bracket" and text[end : end + 1] != ")":
        return None
    return Opening(index, match.start(), match.end(), end, form, word, stopped)


def _below(text: str, found: Sequence[Quantity], index: int, position: int) -> Opening | None:
    """`- Tổng số nhà: 46 căn`, and below it lines with another bullet: `+ Xây mới: 28 căn`."""
    if text[position : position + 1] != "\n":
        return None
    quantity = found[index]
    reach = max(0, quantity.start - 120)
    line = max(reach, text.rfind("\n", reach, quantity.start) + 1)
    if not re.search(r"(?<![^\W_])tổng", text[line : quantity.start], re.I):
        return None
    bullet = _kind_of_bullet(text, position + 1)
    if not bullet or bullet == _kind_of_bullet(text, line):
        return None
    return Opening(index, position, position + 1, _end_of_lines(text, position + 1), "below")


def _end(text: str, position: int, bracket: bool = False) -> int:
    """The bracket that closes around `position`, or the end of its sentence."""
    depth, limit = 0, min(len(text), position + _LONGEST)
    for stop in _STOP.finditer(text, position, limit):
        mark = stop.group()
        if mark == "(":
            depth += 1
        elif mark == ")":
            if not depth:
                return stop.start()
            depth -= 1
        elif not depth and not (mark == "\n" and bracket and text.find(")", stop.end(), stop.end() + _IN_BRACKET) > 0):
            return stop.start()
    return limit


_BULLET = re.compile(r"[ ]?(?:[-+*•●▪○o]|\(?(?:\d{1,2}|[a-zđ])[.)])[ ]?(?=\S)")
_ENTRY = re.compile(r"[^\n]{0,90}\d[^\n]{0,200}")
_MOST_LINES = 40


def _end_of_lines(text: str, position: int) -> int:
    """Where the entries of a list of lines end: all with a bullet like the first, or all short with a number."""
    bullet = _kind_of_bullet(text, position)
    end = position
    for _ in range(_MOST_LINES):
        if end >= len(text) or _kind_of_bullet(text, end) != bullet or not _ENTRY.match(text, end):
            break
        stop = text.find("\n", end)
        line = text[end : stop if stop >= 0 else len(text)]
        if not bullet and (len(line) > 120 or line.count(". ") or line.rstrip().endswith(":")):
            break
        end += len(line) + 1
    return min(end, len(text))


def _kind_of_bullet(text: str, position: int) -> str:
    found = _BULLET.match(text, position)
    mark = found.group().strip() if found else ""
    return "1" if mark.strip("().").isalnum() and mark else mark
