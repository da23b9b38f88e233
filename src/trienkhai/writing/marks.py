"""Where the raised [3] of a source stands: never inside what is counted.

"85[1] lớp" would part the number from its noun for every reader, and "10[2]" would spoil a column of numbers. So a mark
stands at the end of the clause (85 lớp cho 5.771 lượt người học[1], đạt …) and, in a table, behind the row's name.
The figure itself is a link to its source as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from .paper import PaperCell, Piece

CLAUSE_END = re.compile(r"[,;.:!?)](?=\s)")


def mark_clauses(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the pieces of a paragraph with the marks of each clause's figures before the sign that ends it."""
    marked: list[Piece] = []
    waiting: list[int] = []
    following = [*(piece.text for piece in pieces[1:]), " "]
    for piece, after in zip(pieces, following, strict=False):
        end = None
        if piece.note:
            waiting.append(piece.note)
        elif waiting and not piece.sign:
            end = CLAUSE_END.search(piece.text + after[:1])
        if end is None:
            marked.append(piece)
            continue
        marked += [replace(piece, text=piece.text[: end.start()]), *marks(waiting)]
        marked.append(replace(piece, text=piece.text[end.start() :]))
        waiting = []
    return tuple(piece for piece in (*marked, *marks(waiting)) if piece.text)


def mark_row(cells: Sequence[PaperCell], row_heads: int) -> tuple[PaperCell, ...]:
    """Return the cells of a row with the marks of all its figures behind the row's name.

    A row without a name of its own (under a cell that hangs over it) carries each mark in the figure's cell.
    """
    heads = [place for place, cell in enumerate(cells) if cell.column < row_heads]
    if heads:
        notes = [piece.note for cell in cells for piece in cell.pieces if piece.note]
        named = cells[heads[-1]]
        named = replace(named, pieces=(*named.pieces, *marks(notes)))
        return (*cells[: heads[-1]], named, *cells[heads[-1] + 1 :])
    return tuple(
        replace(cell, pieces=(*cell.pieces, *marks(piece.note for piece in cell.pieces if piece.note)))
        for cell in cells
    )


def marks(notes: Iterable[int]) -> list[Piece]:
    """[1][3] for two notes, [1–4] for a run of three or more; each mark leads to its first note."""
    runs: list[list[int]] = []
    for note in sorted(set(notes)):
        if runs and runs[-1][-1] == note - 1:
            runs[-1].append(note)
        else:
            runs.append([note])
    short = [[run] if len(run) > 2 else [[note] for note in run] for run in runs]
    return [
        Piece(f"[{run[0]}–{run[-1]}]" if len(run) > 1 else f"[{run[0]}]", note=run[0], mark=True)
        for group in short
        for run in group
    ]
