"""A normalised view of a text, and the way back to the original offsets.

Patterns are written once, for composed letters, one kind of dash and one kind of space. Texts arrive otherwise: NFD,
no-break and zero-width spaces, soft hyphens, `Ð` for `Đ`, `uỷ` for `ủy`, lines broken in the middle of a sign.
In the view a line break is a hard break; a soft one (the next word did not fit) is a space.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from trienkhai.reading.lexicon import table
from trienkhai.reading.tables import with_tabs_of_tables

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\v"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u0002\ufffe\uff0d\u2043"
_ONE_TO_ONE = {
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_DASHES, "-"),
    "Ð": "Đ",
    "ð": "đ",
    "\f": "\n",
    "\u2044": "/",
} | {"\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\u01a0": "Ơ", "\u2215": "/"}

_OLD = dict(zip("ỳýỷỹỵàáảãạèéẻẽẹ", "ùúủũụòóỏõọòóỏõọ", strict=True))  # where the mark moves to
_PLAIN = dict(zip("ỳýỷỹỵàáảãạèéẻẽẹ", "yyyyyaaaaaeeeee", strict=True))
_RESPELL = re.compile(
    r"""
    [uUoO](?:                                            # each branch looks back: a search stops at few letters only
        (?<=[uU])(?<![qQ].)[ỳýỷỹỵỲÝỶỸỴ]                   # uỷ → ủy, but not quý
      | (?<=[oO])[àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]                   # khoá → khóa
    )(?!\w)
    """,
    re.X | re.S,
)

_INVISIBLE = "\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069"
_CHANGE = re.compile(
    rf"""
    (?P<hyphen>(?<=\w)(?:[-/]|\u00ad)(?=[ ]*\r?\n[ ]*\w))[ ]*\r?\n[ ]*   # 35-⏎NQ/TW
    | (?P<before>(?<=[\dA-ZĐƯ])[ ]*\r?\n[ ]*(?=[-/][A-ZĐƯ]{{2}}))           # 35⏎-NQ/TW
    | (?P<break>[ ]*(?:\r\n?|\n)(?:[^\S\t]|[\u200b\ufeff])*)              # one line end or several
    | (?P<blank>[ ]{{2,}})
    | (?P<nothing>\*{{2,3}}|[{_INVISIBLE}]+)
    | (?P<marks>\w[\u0300-\u036f]+)                                       # NFD: e + ̂ + ́
    """,
    re.X,
)
# Where a change may begin; found first, because a search for `_CHANGE` itself would try each letter of the text.
_BEGINS = re.compile(rf"[-/ \r\n*{_INVISIBLE}\u0300-\u036f](?:(?<![-/ ])|(?=[ \r\n]))")


@dataclass(frozen=True)
class View:
    """`text` is what patterns see; `source` is what was handed in."""

    source: str
    text: str
    _at: list[int]  # starts of pieces in `text`
    _from: list[int]  # starts of those pieces in `source`
    _until: list[int]  # their ends in `source`
    _plain: list[bool]  # copied letter by letter, or replaced as a whole

    def start(self, position: int) -> int:
        """Offset in the source of the view's character at `position`."""
        i = bisect_right(self._at, position) - 1
        return self._from[i] + position - self._at[i] if self._plain[i] else self._from[i]

    def end(self, position: int) -> int:
        """Offset in the source just after the view's character before `position`."""
        i = bisect_right(self._at, position - 1) - 1
        return self._from[i] + position - self._at[i] if self._plain[i] else self._until[i]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of a non-empty view span."""
        return self.start(start), self.end(end)

    def phrase(self, start: int, end: int) -> str:
        """The words of a view span as written, composed, with single spaces."""
        return tidy(self.source[self.start(start) : self.end(end)])


_DROPPED = re.compile(f"[{_INVISIBLE}]+")


def tidy(text: str) -> str:
    """Composed letters, single plain spaces, nothing invisible; dashes stay."""
    return " ".join(unicodedata.normalize("NFC", _DROPPED.sub("", text)).split())


def _respell(found: re.Match[str]) -> str:
    """`uỷ` → `ủy`: the mark moves to the first letter, the case of both stays."""
    first, second = found.group()[0], found.group()[1]
    moved, plain = _OLD[second.lower()], _PLAIN[second.lower()]
    return (moved.upper() if first.isupper() else moved) + (plain.upper() if second.isupper() else plain)


def _is_soft(text: str, found: re.Match[str]) -> bool:
    """Whether the line was broken only because the next word did not fit (a line of 30 to 130 characters)."""
    gap = found.group()
    if gap.count("\n") + gap.count("\r") - gap.count("\r\n") > 1 or found.end() >= len(text) or not found.start():
        return False
    if "\t" in text[max(0, found.start() - 400) : found.end() + 400] and _beside_a_row(text, found):
        return False
    before, after = text[found.start() - 1], text[found.end()]
    if before in ".!?:;…" or after in "-+*•–":
        return False
    if after.islower() or before in ",(/-" or _last_word(text, found.start()) in _links():
        return True
    width = found.start() - 1 - text.rfind("\n", max(0, found.start() - 131), found.start() - 1)
    following = text.find("\n", found.end(), found.end() + 131)
    length = (following if following >= 0 else min(len(text), found.end() + 131)) - found.end()
    word = re.compile(r"\S{1,30}").match(text, found.end())
    if not (45 <= width <= 130 and length <= 130 and word):
        return False
    return width + len(word.group()) + 1 > 0.9 * max(width, length)


def _beside_a_row(text: str, found: re.Match[str]) -> bool:
    """Whether a row of a table stands before or after a line end."""
    before = text[max(0, found.start() - 400) : found.start()]
    after = text[found.end() : found.end() + 400]
    return "\t" in before[before.rfind("\n") + 1 :] or "\t" in after.partition("\n")[0]


@cache
def _links() -> frozenset[str]:
    """A line does not end by itself after one of these: Nghị định số⏎171/2004/NĐ-CP."""
    return frozenset(table("contexts")["links"])


def _last_word(text: str, end: int) -> str:
    words = text[max(0, end - 10) : end].split()
    return words[-1].lower() if words else ""


def _with_plain_letters(text: str) -> str:
    """One kind of blank, dash and line end; few of the odd ones stand in a text, so each is looked for by itself."""
    for odd, plain in _ONE_TO_ONE.items():
        if odd in text:
            text = text.replace(odd, plain)
    return text


def _changes(text: str) -> Iterator[re.Match[str]]:
    """Where the view differs from a text, left to right."""
    end = 0
    for begin in _BEGINS.finditer(text):
        start = begin.start() - ("\u0300" <= begin.group() <= "\u036f")  # a mark changes the letter before it
        found = _CHANGE.match(text, start) if start >= end else None
        if found:
            end = found.end()
            yield found


@lru_cache(maxsize=4)
def view_of(source: str) -> View:
    """The view of a text; time and memory grow with its length only."""
    text = _with_plain_letters(with_tabs_of_tables(source))
    pieces = _Pieces()
    last = 0
    for found in _changes(text):
        start, end = found.span()
        if start > last:
            pieces.add(text[last:start], last, start, True)
        new = _replacement(text, found)
        if new:
            pieces.add(new, start, end, False)
        last = end
    pieces.add(text[last:], last, len(text), True)
    return View(source, _RESPELL.sub(_respell, "".join(pieces.texts)), *pieces.places)


class _Pieces:
    """The pieces a view is put together from, and where each came from."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.places: tuple[list[int], list[int], list[int], list[bool]] = ([0], [0], [0], [True])
        self._length = 0

    def add(self, text: str, start: int, end: int, is_plain: bool) -> None:
        """A piece of the source from `start` to `end` that reads `text` in the view."""
        self.texts.append(text)
        at, origin, until, plain = self.places
        at.append(self._length)
        origin.append(start)
        until.append(end)
        plain.append(is_plain)
        self._length += len(text)


def _replacement(text: str, found: re.Match[str]) -> str:
    if found["hyphen"]:
        return "/" if found["hyphen"] == "/" else "-"
    if found["break"] is not None:
        return " " if _is_soft(text, found) else "\n"
    if found["blank"]:
        return " "
    if found["marks"]:
        return unicodedata.normalize("NFC", found["marks"])
    return ""
