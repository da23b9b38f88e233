"""Where sentences, brackets and lists of lines end: found out in one pass over the text, then looked up."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

_LONGEST, _IN_BRACKET, _MOST_LINES, _LONG_LINE = 1500, 200, 40, 120
_STOP = re.compile(r"[()\n.!?](?:(?<=[()\n])|(?=[ ]|$))")
_BULLET = re.compile(r"[ ]?(?:[-+*•●▪○o]|\(?(?:\d{1,2}|[a-zđ])[.)])[ ]?(?=\S)")
_ENTRY = re.compile(r"[^\n]{0,90}\d[^\n]{0,200}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that may be an entry of a list: its kind of bullet, whether it has a number, where the next one begins."""

    bullet: str
    is_entry: bool
    is_plain: bool  # short, one sentence, opens nothing: an entry also without a bullet
    after: int


class Ends:
    """Ends in one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._stops = [m.start() for m in _STOP.finditer(text)]
        self._sentences, self._brackets = self._outermost()
        self._line = cache(self._read_line)

    def _outermost(self) -> tuple[list[int], list[int]]:
        """From each stop on, the first that is in no bracket opened since; for brackets without ends of wrapped lines.

        Found from the last to the first: where a bracket opens, what ends behind its closing one is already known.
        """
        text, last, closers = self._text, len(self._stops), self._closers()
        sentences, brackets = [len(text)] * (last + 1), [len(text)] * (last + 1)
        for at in reversed(range(last)):
            stop = self._stops[at]
            sentences[at] = brackets[at] = stop
            if text[stop] == "(":
                beyond = closers.get(at, at) + 1
                sentences[at], brackets[at] = sentences[beyond], brackets[beyond]
            elif text[stop] == "\n" and text.find(")", stop, stop + _IN_BRACKET) > 0:
                brackets[at] = brackets[at + 1]
        return sentences, brackets

    def _closers(self) -> dict[int, int]:
        """For each closed bracket among the stops the one that closes it."""
        closers, opened = {}, []
        for at, position in enumerate(self._stops):
            if self._text[position] == "(":
                opened.append(at)
            elif self._text[position] == ")" and opened:
                closers[opened.pop()] = at
        return closers

    def of_sentence(self, position: int) -> int:
        """Where the sentence ends, or the bracket around it; brackets inside are stepped over."""
        return min(self._sentences[bisect_left(self._stops, position)], position + _LONGEST)

    def of_bracket(self, position: int) -> int | None:
        """Where the bracket closes that opened before `position`."""
        end = self._brackets[bisect_left(self._stops, position)]
        return end if end <= position + _LONGEST and self._text.startswith(")", end) else None

    def of_lines(self, position: int) -> int:
        """Where the entries of a list of lines end: all with a bullet like the first, or all short with a number."""
        bullet, end = self.bullet(position), position
        for _ in range(_MOST_LINES):
            line = self._line(end) if end < len(self._text) else None
            if not line or line.bullet != bullet or not line.is_entry or not (bullet or line.is_plain):
                break
            end = line.after
        return min(end, len(self._text))

    def bullet(self, position: int) -> str:
        """The kind of bullet with which a line begins, `1` for any number or letter, empty for none."""
        return self._line(position).bullet

    def _read_line(self, position: int) -> Line:
        stop = self._text.find("\n", position)
        line = self._text[position : stop if stop >= 0 else len(self._text)]
        found = _BULLET.match(line)
        mark = found.group().strip() if found else ""
        is_plain = len(line) <= _LONG_LINE and ". " not in line and not line.rstrip().endswith(":")
        bullet = "1" if mark.strip("().").isalnum() else mark
        return Line(bullet, bool(_ENTRY.match(line)), is_plain, position + len(line) + 1)
