"""Tables of figures in Word: a grid, repeated head, rows that do not break over pages."""

from __future__ import annotations

from typing import Any

from ..layouts import Layout
from ..paper import PaperCell, PaperTable, pieces
from .xml import dxa, el, paragraph, runs

SHORT = 8  # a table of so many rows stays on one page


def table_elements(table: PaperTable, layout: Layout) -> list[Any]:
    """Title, unit line, table, note: in this order, kept together where that is possible."""
    size = layout.body["table_size"]
    elements = []
    if table.title:
        title = runs(table.title, size + 1)
        elements.append(paragraph(*title, align="center", before=6, after=3, keep_next=True))
    if table.unit:
        unit = runs(pieces(table.unit, italic=True), size)
        elements.append(paragraph(*unit, align="right", after=3, keep_next=True))
    elements.append(_table(table, size))
    elements.append(paragraph(*runs(table.note, size), align="left", before=3, after=6))
    return elements


def _table(table: PaperTable, size: float) -> Any:
    borders = el(
        "tblBorders",
        *(
            el(side, val="single", sz=4, space=0, color="000000")
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        ),
    )
    style = el(
        "tblPr",
        el("tblW", w=dxa(sum(table.widths)), type="dxa"),
        el("jc", val="center"),
        borders,
        el("tblLayout", type="fixed"),
        el("tblCellMar", el("left", w=85, type="dxa"), el("right", w=85, type="dxa")),
    )
    grid = el("tblGrid", *(el("gridCol", w=dxa(width)) for width in table.widths))
    short = len(table.rows) <= SHORT
    head = _rows(table.head, table.widths, size, is_head=True, keep=len(table.head))
    body = _rows(table.rows, table.widths, size, is_head=False, keep=len(table.rows) - 1 if short else 0)
    return el("tbl", style, grid, *head, *body)


def _rows(
    rows: tuple[tuple[PaperCell, ...], ...], widths: tuple[float, ...], size: float, *, is_head: bool, keep: int
) -> list[Any]:
    """Rows of one part; the first `keep` of them stay with the row that follows."""
    hanging: dict[int, tuple[PaperCell, int]] = {}  # column → the cell from above and how many rows it still covers
    made = []
    for at, cells in enumerate(rows):
        starting = {cell.column: cell for cell in cells}
        row = el("tr", el("trPr", el("cantSplit"), el("tblHeader") if is_head else None))
        column = 0
        while column < len(widths):
            above, left = hanging.get(column, (None, 0))
            found = above if above is not None and left else starting.get(column)
            row.append(_cell(found, widths, column, size, goes_on=bool(above and left), keep=at < keep))
            if found is not None:
                hanging[column] = (found, (left if above and left else found.rows) - 1)
            column += found.columns if found is not None else 1
        made.append(row)
    return made


def _cell(
    found: PaperCell | None, widths: tuple[float, ...], column: int, size: float, *, goes_on: bool, keep: bool
) -> Any:
    columns = found.columns if found is not None else 1
    merge = None
    if found is not None and found.rows > 1:
        merge = el("vMerge") if goes_on else el("vMerge", val="restart")
    style = el(
        "tcPr",
        el("tcW", w=dxa(sum(widths[column : column + columns])), type="dxa"),
        el("gridSpan", val=columns) if columns > 1 else None,
        merge,
        el("vAlign", val="center"),
    )
    content = () if found is None or goes_on else runs(found.pieces, size)
    align = found.align if found is not None else "left"
    return el("tc", style, paragraph(*content, align=align, before=2, after=2, keep_next=keep))
