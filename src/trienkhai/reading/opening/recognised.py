"""What Tesseract saw on a page: its words (`tsv`) put together to lines as those of a PDF file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from trienkhai.reading.opening.layout import WIDE_GAP, Line, Piece, lines_of

MOST_WORDS = 20_000  # of a page
_COLUMNS = 12
_DIRT = re.compile(r"[|\[\]{}_—~=«»\\]+")  # what ruled lines look like
_LEAST_SURE = 20.0  # of 100


@dataclass(frozen=True, slots=True)
class _Word:
    line: tuple[str, ...]  # block, paragraph, line
    left: float
    top: float
    right: float
    bottom: float
    text: str


def page_of(tsv: str) -> list[Line]:
    """The lines of a page from the table that `tesseract … tsv` writes."""
    words = _upright(list(_words(tsv)))
    return lines_of([piece for _, line in groupby(words, lambda word: word.line) for piece in _pieces(list(line))])


def _upright(words: list[_Word]) -> list[_Word]:
    """The words as on a page that lies the right way: whither a line goes on says how it lay."""
    ways: Counter[str] = Counter()
    for before, word in pairwise(words):
        if word.line == before.line:
            right, down = word.left - before.left, word.top - before.top
            ways[("right" if right > 0 else "left") if abs(right) > abs(down) else "down" if down > 0 else "up"] += 1
    way = ways.most_common(1)[0][0] if ways else "right"
    return words if way == "right" else [_turned(word, way) for word in words]


def _turned(word: _Word, way: str) -> _Word:
    left, top, right, bottom = word.left, word.top, word.right, word.bottom
    if way == "down":
        return _Word(word.line, top, -right, bottom, -left, word.text)
    if way == "up":
        return _Word(word.line, -bottom, left, -top, right, word.text)
    return _Word(word.line, -right, -bottom, -left, -top, word.text)


def _words(tsv: str) -> Iterator[_Word]:
    for count, row in enumerate(tsv.splitlines()):
        cells = row.split("\t")
        if count > MOST_WORDS:
            return
        if len(cells) != _COLUMNS or cells[0] != "5":
            continue
        try:
            left, top, width, height, sure = (float(cell) for cell in cells[6:11])
        except ValueError:
            continue
        text = cells[11].strip()
        text = text if len(text) == 1 and text.isalnum() else text.strip("|_[]{}")
        if text and not _DIRT.fullmatch(text) and (sure >= _LEAST_SURE or any(letter.isdigit() for letter in text)):
            yield _Word(tuple(cells[2:5]), left, top, left + width, top + height, text)


def _pieces(words: Sequence[_Word]) -> Iterator[Piece]:
    """A line, cut where a wide gap is."""
    heights = sorted(word.bottom - word.top for word in words)
    height = heights[len(heights) * 3 // 4] * 1.15  # of a line with letters that reach up and down
    run: list[_Word] = []
    for word in words:
        if run and word.left - run[-1].right >= WIDE_GAP * height:
            yield _piece(run, height)
            run = []
        run.append(word)
    if run:
        yield _piece(run, height)


def _piece(run: Sequence[_Word], height: float) -> Piece:
    middle = (min(word.top for word in run) + max(word.bottom for word in run)) / 2
    text = " ".join(word.text for word in run)
    return Piece(run[0].left, middle - height / 2, run[-1].right, middle + height / 2, text)
