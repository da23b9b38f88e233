"""What stands on pages and is no part of the report: running heads, page numbers; and notes, which come at the end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from trienkhai.reading.opening.hyphens import mended_lines
from trienkhai.reading.opening.layout import Line

_NUMBER = re.compile(
    r"\s*(?P<worded>(?:trang|page)\s*)?(?P<dash>[-–—]\s*)?(?P<number>\d{1,4})\s*(?P<of>/\s*\d{1,4})?\s*[-–—]?\s*", re.I
)
_NOTE_NUMBER = re.compile(r"\(?(?P<number>\d{1,3})\)?[.)]?\s+(?=\S)")
_LONGEST_HEAD = 120
_SMALL = 0.93  # of the page's letters: notes are smaller


@dataclass(frozen=True, slots=True)
class Placed:
    """A line and where it stood; pages and lines count from 1."""

    page: int
    line: int
    text: str


def body_of(pages: list[list[Line]], marks: Sequence[Collection[str]] = ()) -> list[Placed]:
    """The lines of all pages without furniture, words mended, notes behind everything else.

    `marks`: of every page, the raised numbers that lead to notes.
    """
    drop = _furniture(pages)
    body: list[Placed] = []
    notes: list[Placed] = []
    for page, lines in enumerate(pages, 1):
        kept = [(n, line) for n, line in enumerate(lines, 1) if (page, n) not in drop]
        first = _first_note([line for _, line in kept], marks[page - 1] if marks else ())
        body += [Placed(page, n, line.text) for n, line in kept[:first]]
        notes += [Placed(page, n, _without_number(line, marks[page - 1] if marks else ())) for n, line in kept[first:]]
    return _mended(body) + _mended(notes)


def _without_number(line: Line, marks: Collection[str]) -> str:
    """A note without the number that leads to it; where that was raised it is gone already."""
    number = None if line.note else _NOTE_NUMBER.match(line.text)
    return line.text[number.end() :] if number and number["number"] in marks else line.text


def _mended(lines: list[Placed]) -> list[Placed]:
    texts = mended_lines([line.text for line in lines])
    return [Placed(line.page, line.line, text.rstrip()) for line, text in zip(lines, texts, strict=True)]


def _first_note(lines: list[Line], marks: Collection[str]) -> int:
    """Index of the first line of the notes at the foot of a page; the number of lines where there are none."""
    if len(lines) < 2:
        return len(lines)
    usual = median(line.size for line in lines for _ in range(1 + len(line.text) // 20))
    first = len(lines)
    for n in range(len(lines) - 1, 0, -1):
        if lines[n].size > _SMALL * usual or "\t" in lines[n].text:
            break
        number = _NOTE_NUMBER.match(lines[n].text)
        if lines[n].note or (number and number["number"] in marks):
            first = n
    return first


def _furniture(pages: list[list[Line]]) -> set[tuple[int, int]]:
    """(page, line) of page numbers, and of lines at the edge that at least half of the pages share."""
    edges = [(page, n, line) for page, lines in enumerate(pages, 1) for n, line in _edge(lines)]
    drop = _page_numbers(edges)
    shapes: Counter[str] = Counter()
    for _, on_page in groupby(edges, key=lambda edge: edge[0]):
        shapes.update({_shape(line.text, page) for page, n, line in on_page if (page, n) not in drop})
    least = max(min(3, len(pages)), len(pages) // 2, 2)
    repeated = {shape for shape, count in shapes.items() if shape and count >= least}
    drop |= {(page, n) for page, n, line in edges if _shape(line.text, page) in repeated}
    return drop | _repeated_heads(pages)


def _repeated_heads(pages: list[list[Line]]) -> set[tuple[int, int]]:
    """(page, line) of heads of tables that are printed again where a table goes on."""
    seen: set[str] = set()
    drop = set()
    for page, lines in enumerate(pages, 1):
        for n, line in _edge(lines)[:2]:
            numbers = any(cell.strip().replace(".", "").isdigit() for cell in line.text.split("\t"))
            if "\t" in line.text and not numbers and line.text in seen:
                drop.add((page, n))
        seen.update(line.text for line in lines if "\t" in line.text)
    return drop


def _page_numbers(edges: list[tuple[int, int, Line]]) -> set[tuple[int, int]]:
    """Bare numbers count when they run along with the pages, or when the file has one page."""
    found = [(page, n, number) for page, n, line in edges if (number := _NUMBER.fullmatch(line.text))]
    steps = Counter(int(number["number"]) - page for page, _, number in found)
    pages = {page for page, _, _ in edges}
    return {
        (page, n)
        for page, n, number in found
        if number["worded"] or number["dash"] or number["of"]
        or steps[int(number["number"]) - page] > 1 or len(pages) == 1 or int(number["number"]) == page
    }  # fmt: skip


def _edge(lines: list[Line]) -> list[tuple[int, Line]]:
    filled = [(n, line) for n, line in enumerate(lines, 1) if line.text.strip()]
    return filled if len(filled) < 5 else filled[:2] + filled[-2:]


def _shape(text: str, page: int) -> str:
    """What two running heads have in common: all but the number of the page; nothing for rows and long lines."""
    if "\t" in text or len(text) >= _LONGEST_HEAD:
        return ""
    return re.sub(r"\d{1,4}", lambda found: "#" if abs(int(found[0]) - page) < 2 else found[0], " ".join(text.split()))
