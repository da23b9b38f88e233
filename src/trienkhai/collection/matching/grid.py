"""The lines of a report: rows of tables (cells parted by tabs) with their heads, and the line that leads a list."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

_NUMBER = re.compile(r"\s*[-+]?\d[\d.,\s]*%?\s*")
_ITEM = re.compile(r"[ \xa0]*[-+*•–][ \xa0]*[^\s]")
LONGEST_LEAD, LOOK_BACK, WIDEST = 200, 12, 40


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text."""

    start: int
    end: int


class Grid:
    """Finds rows and heads by place. Rows that follow each other are one table; its first row names the columns."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._tabs = [text.count("\t", *self._span(n)) for n in range(len(self._starts))]
        self._kept: dict[int, tuple[list[str], list[int]]] = {}
        self._top: list[int] = []
        for n, tabs in enumerate(self._tabs):
            self._top.append(self._top[-1] if tabs and n and self._tabs[n - 1] else n)

    def _span(self, n: int) -> tuple[int, int]:
        return self._starts[n], self._starts[n + 1] - 1 if n + 1 < len(self._starts) else len(self._text)

    def _line(self, n: int) -> str:
        return self._text[slice(*self._span(n))]

    def _number(self, place: int) -> int:
        return bisect_right(self._starts, place) - 1

    def row(self, place: int) -> Line | None:
        """The row of a table in which the place stands."""
        n = self._number(place)
        return Line(*self._span(n)) if self._tabs[n] else None

    def heads(self, start: int, end: int) -> tuple[str, str, str]:
        """(words before it in its row, its own cell without itself, head of its column)."""
        n = self._number(start)
        cells, starts = self._cells(n)
        column = bisect_right(starts, start) - 1
        own, begin = cells[column], starts[column]
        beside = f"{own[: start - begin]} {own[end - begin :]}".strip()
        labels = [cell.strip() for cell in cells[: min(column, WIDEST)] if cell.strip() and not _NUMBER.fullmatch(cell)]
        top, _ = self._cells(self._top[n]) if self._top[n] != n else ([], [])
        head = top[column].strip() if column < len(top) and not _NUMBER.fullmatch(top[column]) else ""
        return " ; ".join(labels), beside, head

    def _cells(self, n: int) -> tuple[list[str], list[int]]:
        """The cells of a row and where each begins; kept, since a row may be long."""
        if n not in self._kept:
            cells = self._line(n).split("\t")
            self._kept[n] = cells, list(accumulate((len(cell) + 1 for cell in cells[:-1]), initial=self._starts[n]))
        return self._kept[n]

    def lead(self, place: int) -> str:
        """Of an item of a list: the line above the list, where it ends in a colon."""
        n = self._number(place)
        if not self._is_item(n):
            return ""
        for above in range(n - 1, max(-1, n - LOOK_BACK), -1):
            if not self._is_item(above) and (line := self._text[slice(*self._tail(above))].strip()):
                return line if line.endswith(":") else ""
        return ""

    def _is_item(self, n: int) -> bool:
        return _ITEM.match(self._text, *self._span(n)) is not None

    def _tail(self, n: int) -> tuple[int, int]:
        start, end = self._span(n)
        return max(start, end - LONGEST_LEAD), end
