"""An outline on paper: what every writer prints, in order, with sizes, numbers and capitals settled.

compose.py makes it from an outline and a layout; word/, pdf.py and html.py only draw it.
"""

from __future__ import annotations

from dataclasses import dataclass

from .outline import Align, Chart
from .text import hold_percent, split_signs


@dataclass(frozen=True)
class Piece:
    """Text in one style. A `sign` stays on one line; `note` is the number of the source it leads to, 0 for none.

    A `mark` is the small raised [3] that names the source on paper.
    """

    text: str
    bold: bool = False
    italic: bool = False
    sign: bool = False
    ref: str = ""
    note: int = 0
    mark: bool = False


def pieces(text: str, *, bold: bool = False, italic: bool = False, ref: str = "", note: int = 0) -> tuple[Piece, ...]:
    """Cut a text so that each sign is a piece of its own."""
    return tuple(Piece(part, bold, italic, sign, ref, note) for part, sign in split_signs(hold_percent(text)))


@dataclass(frozen=True)
class Line:
    """A centred or left line of the head, the titles, the signature. Sizes in points, `rule` and `room` in mm."""

    pieces: tuple[Piece, ...]
    size: float
    underline: bool = False
    rule: float = 0  # length of the rule below
    indent: float = 0  # mm from the left; such a line is not centred
    room: float = 0  # free space above


@dataclass(frozen=True)
class PaperHeading:
    """A heading with its number."""

    level: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class PaperParagraph:
    """A paragraph of the body."""

    pieces: tuple[Piece, ...]
    align: Align = "justify"


@dataclass(frozen=True)
class PaperCell:
    """A cell with its place in the grid, both counted from 0."""

    pieces: tuple[Piece, ...]
    align: Align
    column: int
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class PaperTable:
    """A table whose columns have widths in mm."""

    title: tuple[Piece, ...]
    unit: str
    note: tuple[Piece, ...]
    head: tuple[tuple[PaperCell, ...], ...]
    rows: tuple[tuple[PaperCell, ...], ...]
    row_heads: int
    widths: tuple[float, ...]
    wide: bool = False  # on pages turned to landscape


@dataclass(frozen=True)
class Note:
    """One line of "Nguồn số liệu": every figure of `refs` comes from `text`."""

    number: int
    text: str
    refs: tuple[str, ...]


PaperBlock = PaperHeading | PaperParagraph | PaperTable | Chart


@dataclass(frozen=True)
class Paper:
    """A whole document."""

    title: str
    left: tuple[Line, ...]
    right: tuple[Line, ...]
    number: Line
    place_date: Line
    titles: tuple[Line, ...]
    addressees: tuple[Line, ...]
    blocks: tuple[PaperBlock, ...]
    recipients: tuple[Line, ...]
    signature: tuple[Line, ...]
    notes: tuple[Note, ...]
    imprint: tuple[str, ...]
