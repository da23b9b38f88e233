"""From pieces of text with their place on a page to lines in the order of reading: columns, rows of tables, notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from trienkhai.reading.opening.grids import Grid
from trienkhai.reading.opening.hyphens import mended

WIDE_GAP = 1.4  # heights of a letter between two pieces that are no neighbours in one sentence
_LEAST_LINES = 6  # of each of two columns; fewer are a letterhead or a signature
_LEAST_LETTERS = 18  # in the middle line of a column of prose; fewer are a column of a table
_NO_GAP = 0.12
_NARROWEST = 4.0  # points of a gutter


@dataclass(frozen=True, slots=True)
class Piece:
    """Text without a wide gap; the page's origin is above and left."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    note: str = ""  # the raised number that stood before it

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page as it is read; `size` is the height of its letters."""

    text: str
    size: float
    note: str = ""


Row = list[Piece]
Stretch = tuple[float, float]


def lines_of(pieces: Sequence[Piece], grids: Sequence[Grid] = ()) -> list[Line]:
    """The lines of a page: what stands in a ruled table row by row, the rest column by column."""
    loose: list[Piece] = []
    inside: list[list[Piece]] = [[] for _ in grids]
    for piece in pieces:
        place = next((n for n, grid in enumerate(grids) if grid.holds(piece.left, piece.middle)), None)
        (loose if place is None else inside[place]).append(piece)
    lines: list[Line] = []
    for grid, cells in sorted(zip(grids, inside, strict=True), key=lambda both: both[0].top):
        lines += _columns([p for p in loose if p.middle <= grid.top])
        loose = [p for p in loose if p.middle > grid.top]
        lines += _cells(grid, cells)
    return lines + _columns(loose)


def _cells(grid: Grid, pieces: Sequence[Piece]) -> Iterator[Line]:
    """Rows of a ruled table, as many tabs in each; a cell's lines are joined."""
    rows: dict[int, dict[int, list[Piece]]] = {}
    for piece in pieces:
        cells = rows.setdefault(grid.row(piece.middle), {})
        cells.setdefault(grid.column(piece.left + piece.height / 4), []).append(piece)
    for _, cells in sorted(rows.items()):
        texts = []
        for column in range(grid.width):
            said = [_joined(row) for row in _rows(cells.get(column, []))]
            texts.append(mended(" ".join(said)).replace("\t", " "))
        yield Line("\t".join(texts), median(p.height for cell in cells.values() for p in cell))


def _columns(pieces: Sequence[Piece]) -> list[Line]:
    """Lines from above to below; where prose stands in columns, the left column first."""
    rows = _rows(pieces)
    lines: list[Line] = []
    at = 0
    for first, last, gutter in _runs(rows):
        lines += [_line(row) for row in rows[at:first]]
        both = [piece for row in rows[first:last] for piece in row]
        for side in ([p for p in both if p.left < gutter], [p for p in both if p.left >= gutter]):
            lines += _columns(side)
        at = last
    return lines + [_line(row) for row in rows[at:]]


def _rows(pieces: Sequence[Piece]) -> list[Row]:
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda p: (p.middle, p.left)):
        first = rows[-1][0] if rows else None
        if first and abs(piece.middle - first.middle) < 0.45 * min(piece.height, first.height):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda p: p.left) for row in rows]


def _runs(rows: Sequence[Row]) -> Iterator[tuple[int, int, float]]:
    """(first row, row after the last, x of the gutter) of every stretch of rows that stands in two columns of prose."""
    first, free = 0, [(float("-inf"), float("inf"))]
    for n, row in enumerate([*rows, None]):
        own = _free(row) if row else []
        both = _meet(free, own)
        if row and (_inner(both) or not (_inner(free) or _inner(own))):
            free = both
            continue
        if found := _gutter(rows[first:n], free):
            yield first + found[0], first + found[1], found[2]
        first, free = n, own


def _inner(stretches: list[Stretch]) -> list[Stretch]:
    """Those that are no margins."""
    return [(low, high) for low, high in stretches if low != float("-inf") and high != float("inf")]


def _free(row: Row) -> list[Stretch]:
    """The stretches of x without text."""
    edges = [float("-inf"), *(x for piece in row for x in (piece.left, piece.right)), float("inf")]
    least = row[0].height * 0.8
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= least]


def _meet(some: list[Stretch], others: list[Stretch]) -> list[Stretch]:
    """What two ordered lists of stretches have in common."""
    out = []
    n = m = 0
    while n < len(some) and m < len(others):
        low, high = max(some[n][0], others[m][0]), min(some[n][1], others[m][1])
        if high - low > _NARROWEST:
            out.append((low, high))
        if some[n][1] < others[m][1]:
            n += 1
        else:
            m += 1
    return out


def _gutter(rows: Sequence[Row], free: list[Stretch]) -> tuple[int, int, float] | None:
    for low, high in _inner(free):
        x = (low + high) / 2
        left = [n for n, row in enumerate(rows) if row[0].left < x]
        right = [n for n, row in enumerate(rows) if row[-1].left > x]
        if min(len(left), len(right)) < _LEAST_LINES:
            continue
        if _is_prose(rows, left, 0) and _is_prose(rows, right, -1):
            return min(right[0], len(rows)), max(left[-1], right[-1]) + 1, x
    return None


def _is_prose(rows: Sequence[Row], numbers: list[int], end: int) -> bool:
    """Whether the lines of a column are long enough for sentences."""
    return median(len(rows[n][end].text) for n in numbers) >= _LEAST_LETTERS


def _line(row: Row) -> Line:
    return Line(_joined(row), median(p.height for p in row), row[0].note)


def _joined(row: Row) -> str:
    """The pieces of a row: a tab where a wide gap is between them."""
    out, before = "", None
    for piece in row:
        if before is not None:
            gap, height = piece.left - before.right, max(piece.height, before.height)
            if gap < -0.5 * height and piece.text == before.text:
                continue  # printed twice to look bold
            out += "\t" if gap >= WIDE_GAP * height else "" if gap < _NO_GAP * height else " "
        out += piece.text
        before = piece
    return out
