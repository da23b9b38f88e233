"""Tables on paper: which grid place each cell takes, how wide each column is."""

from __future__ import annotations

from collections.abc import Mapping

from .layouts import Layout
from .marks import mark_row
from .measure import width_mm
from .outline import Align, Cell, Row, Table
from .paper import PaperCell, PaperTable, pieces

PADDING = 3.0  # mm left and right of a cell's text, together
LEFT: Align = "left"
CENTER: Align = "center"
RIGHT: Align = "right"
FLOOR = 9.0  # mm: the narrowest column


def compose_table(table: Table, numbers: Mapping[str, int], layout: Layout) -> PaperTable:
    """Settle a table: every cell gets its column, alignment, style and note; the columns fill the text's width."""
    columns = count_columns(table)
    usual: tuple[Align, ...] = (*(LEFT,) * table.row_heads, *(RIGHT,) * columns)
    aligns = (*(table.aligns or usual), *usual)[:columns]
    head_rows = [Row(cells, "total") for cells in table.head]
    head = _grid(head_rows, (CENTER,) * columns, columns, numbers)
    rows = _grid(list(table.rows), aligns, columns, numbers)
    rows = tuple(mark_row(row, table.row_heads) for row in rows)
    return PaperTable(
        title=pieces(table.title, bold=True),
        unit=table.unit,
        note=pieces(table.note, italic=True),
        head=head,
        rows=rows,
        row_heads=table.row_heads,
        widths=_widths(table, head + rows, columns, layout),
        wide=table.wide,
    )


def count_columns(table: Table) -> int:
    """The number of grid columns: the widest row, with what hangs down into it from above."""
    widest = 1
    for rows in ([Row(cells) for cells in table.head], list(table.rows)):
        for cells in _place(rows):
            widest = max([widest, *(column + cell.columns for column, cell in cells)])
    return widest


def _place(rows: list[Row]) -> list[list[tuple[int, Cell]]]:
    """Give each cell its column, past the places that cells above it cover."""
    taken: set[tuple[int, int]] = set()
    placed = []
    for at, row in enumerate(rows):
        column, cells = 0, []
        for cell in row.cells:
            while (at, column) in taken:
                column += 1
            down = min(max(cell.rows, 1), len(rows) - at)
            taken.update((at + r, column + c) for r in range(down) for c in range(max(cell.columns, 1)))
            cells.append((column, cell))
            column += max(cell.columns, 1)
        placed.append(cells)
    return placed


def _grid(
    rows: list[Row], aligns: tuple[Align, ...], columns: int, numbers: Mapping[str, int]
) -> tuple[tuple[PaperCell, ...], ...]:
    grid = []
    for at, (row, cells) in enumerate(zip(rows, _place(rows), strict=True)):
        grid.append(
            tuple(
                PaperCell(
                    pieces=pieces(cell.text, bold=row.kind != "plain", ref=cell.ref, note=numbers.get(cell.ref, 0)),
                    align=cell.align or aligns[column],
                    column=column,
                    columns=max(cell.columns, 1),
                    rows=min(max(cell.rows, 1), len(rows) - at),
                )
                for column, cell in _fill(row, cells, columns)
            )
        )
    return tuple(grid)


def _fill(row: Row, cells: list[tuple[int, Cell]], columns: int) -> list[tuple[int, Cell]]:
    """A group row with one cell spans the table, whatever the author said."""
    if row.kind == "group" and len(cells) == 1 and cells[0][0] == 0:
        cell = cells[0][1]
        return [(0, Cell(cell.text, cell.align or "left", cell.ref, columns, 1))]
    return cells


def _widths(table: Table, rows: tuple[tuple[PaperCell, ...], ...], columns: int, layout: Layout) -> tuple[float, ...]:
    """Widths in mm. Each column gets its longest word, then the rest is shared by how much text the columns hold."""
    width = layout.wide_width if table.wide else layout.text_width
    if len(table.widths) == columns and sum(table.widths) > 0 and min(table.widths) >= 0:
        return tuple(round(width * share / sum(table.widths), 2) for share in table.widths)
    least, wish = [FLOOR] * columns, [FLOOR] * columns
    for cell in (cell for row in rows for cell in row if cell.columns == 1):
        text = "".join(piece.text for piece in cell.pieces)
        bold = any(piece.bold for piece in cell.pieces)
        size = layout.body["table_size"]
        word = max((width_mm(word, size, bold) for word in text.split()), default=0)
        least[cell.column] = max(least[cell.column], min(word, 40) + PADDING)
        wish[cell.column] = max(wish[cell.column], min(width_mm(text, size, bold), 70) + PADDING)
    return _share(least, [max(low, high) for low, high in zip(least, wish, strict=True)], width)


def _share(least: list[float], wish: list[float], width: float) -> tuple[float, ...]:
    spare = width - sum(least)
    if spare <= 0:
        return tuple(round(width * low / sum(least), 2) for low in least)
    more = [high - low for low, high in zip(least, wish, strict=True)]
    if sum(more) < spare:  # all wishes fit: what is left goes to every column by its wish
        return tuple(round(high * width / sum(wish), 2) for high in wish)
    return tuple(round(low + spare * extra / sum(more), 2) for low, extra in zip(least, more, strict=True))
