"""What Tesseract saw on a page: its words (`tsv`) put together to lines as those of a PDF file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from trienkhai.reading.opening.grids import Grid, Rule, grids_of, rules_of_box
from trienkhai.reading.opening.layout import WIDE_GAP, Line, Piece, lines_of

MOST_ROWS = 30_000  # of the table
_COLUMNS = 12
_DIRT = re.compile(r"[|\[\]{}_—~=«»\\]+")  # what ruled lines look like
_LEAST_SURE = 20.0  # of 100
_POINT = 300 / 72  # dots
_FARTHEST = 100_000  # dots


@dataclass(frozen=True, slots=True)
class _Box:
    """A word, or a drawn line (without text), in points from above and left."""

    left: float
    top: float
    right: float
    bottom: float
    text: str = ""
    line: tuple[str, ...] = ()  # block, paragraph, line


def page_of(tsv: str) -> list[Line]:
    """The lines of a page from the table that `tesseract … tsv` writes.

    Rows `rule⇥left⇥top⇥right⇥bottom` say where lines were drawn; both count dots of 1/300 inch.
    """
    boxes = _upright(list(_boxes(tsv)))
    rules = [rule for b in boxes if not b.text for rule in rules_of_box(b.left, b.top, b.right, b.bottom)]
    walls = [rule for rule in _thinned(rules) if not rule.flat]
    words = [b for b in boxes if b.text]
    pieces = [piece for _, line in groupby(words, lambda word: word.line) for piece in _pieces(list(line), walls)]
    return lines_of(pieces, _filled(grids_of(_thinned(rules)), pieces))


def _filled(grids: list[Grid], pieces: list[Piece]) -> list[Grid]:
    """Grids with text in two columns at least."""
    inside = {(n, grid.column(p.left)) for n, grid in enumerate(grids) for p in pieces if grid.holds(p.left, p.middle)}
    columns = Counter(n for n, _ in inside)
    return [grid for n, grid in enumerate(grids) if columns[n] > 1]


def _thinned(rules: list[Rule]) -> list[Rule]:
    """A line of several dots was told row by row: one is enough."""
    out: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (rule.flat, round(rule.first / 4), rule.at)):
        last = out[-1] if out else None
        near = last and last.flat == rule.flat and rule.at - last.at < 1.5 and abs(rule.first - last.first) < 4
        if last and near:
            out[-1] = replace(last, last=max(last.last, rule.last))
        else:
            out.append(rule)
    return out


def _upright(boxes: list[_Box]) -> list[_Box]:
    """All as on a page that lies the right way: whither a line goes on says how it lay."""
    ways: Counter[str] = Counter()
    for before, box in pairwise(boxes):
        if box.text and box.line == before.line:
            right, down = box.left - before.left, box.top - before.top
            ways[("right" if right > 0 else "left") if abs(right) > abs(down) else "down" if down > 0 else "up"] += 1
    way = ways.most_common(1)[0][0] if ways else "right"
    return boxes if way == "right" else [_turned(box, way) for box in boxes]


def _turned(box: _Box, way: str) -> _Box:
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    if way == "down":
        left, top, right, bottom = top, -right, bottom, -left
    elif way == "up":
        left, top, right, bottom = -bottom, left, -top, right
    else:
        left, top, right, bottom = -right, -bottom, -left, -top
    return replace(box, left=left, top=top, right=right, bottom=bottom)


def _boxes(tsv: str) -> Iterator[_Box]:
    for count, row in enumerate(tsv.splitlines()):
        cells = row.split("\t")
        if count > MOST_ROWS:
            return
        if cells[0] == "rule" and (edges := _numbers(cells[1:], 4)):
            left, top, right, bottom = edges
            yield _Box(left, top, right, bottom)
        elif cells[0] == "5" and len(cells) == _COLUMNS and (edges := _numbers(cells[6:10], 4)):
            left, top, width, height = edges
            text = _word(cells[11].strip(), cells[10])
            if text:
                yield _Box(left, top, left + width, top + height, text, tuple(cells[2:5]))


def _numbers(cells: list[str], count: int) -> list[float]:
    """Dots as points; nothing where that is no row of ours."""
    numbers = [int(cell) for cell in cells if cell.isascii() and cell.isdigit() and len(cell) < 7]
    return [n / _POINT for n in numbers] if len(numbers) == count == len(cells) and max(numbers) < _FARTHEST else []


def _word(text: str, sure: str) -> str:
    """A word without what lines left at its ends; nothing where it is dirt. Figures stay, however unsure."""
    if len(text) > 1:
        text = text.strip("|_[]{}")
    try:
        surely = float(sure) >= _LEAST_SURE
    except ValueError:
        return ""
    return text if not _DIRT.fullmatch(text) and (surely or any(letter.isdigit() for letter in text)) else ""


def _pieces(words: Sequence[_Box], walls: list[Rule]) -> Iterator[Piece]:
    """A line, cut where a wide gap or an upright line is."""
    heights = sorted(word.bottom - word.top for word in words)
    height = max(1.0, heights[len(heights) * 3 // 4] * 1.15)  # of a line with letters that reach up and down
    run: list[_Box] = []
    for word in words:
        if run and (word.left - run[-1].right >= WIDE_GAP * height or _parted(run[-1], word, walls)):
            yield _piece(run, height)
            run = []
        run.append(word)
    if run:
        yield _piece(run, height)


def _parted(before: _Box, word: _Box, walls: list[Rule]) -> bool:
    middle, slack = (word.top + word.bottom) / 2, 2.0
    return any(
        before.right - slack <= wall.at <= word.left + slack and wall.first <= middle <= wall.last for wall in walls
    )


def _piece(run: Sequence[_Box], height: float) -> Piece:
    middle = (min(word.top for word in run) + max(word.bottom for word in run)) / 2
    text = " ".join(word.text for word in run)
    return Piece(run[0].left, middle - height / 2, run[-1].right, middle + height / 2, text)
