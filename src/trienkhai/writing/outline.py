"""What a report says, before it is put on paper: plain frozen values, no sizes, no fonts.

Lists given for tuples are turned into tuples; texts are made printable (see text.py).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from .text import Printed

Align = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True)
class Run(Printed):
    """A piece of text. `ref` is the id of the figure it prints, so that the figure leads to its source."""

    text: str
    bold: bool = False
    italic: bool = False
    ref: str = ""


@dataclass(frozen=True)
class Paragraph(Printed):
    """A paragraph of body text. `marker` (such as "-" or "+") makes it an item of a list."""

    runs: tuple[Run, ...]
    marker: str = ""
    align: Align = "justify"


@dataclass(frozen=True)
class Heading(Printed):
    """A heading of level 1–4. The layout numbers it (I. 1. a) -) unless `numbered` is false."""

    text: str
    level: int = 1
    numbered: bool = True

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.level not in (1, 2, 3, 4):
            raise ValueError(f"heading level {self.level} is not 1, 2, 3 or 4")


@dataclass(frozen=True)
class Cell(Printed):
    """A cell of a table. Numbers arrive formatted (30.850). `columns`, `rows` count the grid places it covers."""

    text: str = ""
    align: Align | None = None
    ref: str = ""
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Row(Printed):
    """A row of a table. A "total" row is bold; a "group" row is a bold line over the rows that follow."""

    cells: tuple[Cell, ...]
    kind: Literal["plain", "total", "group"] = "plain"


@dataclass(frozen=True)
class Table(Printed):
    """A table: `head` rows are repeated on each page; the first `row_heads` columns name the rows.

    `aligns` gives the alignment of each column's body cells, `widths` the columns' shares (any unit); both may be
    empty: then row heads stand left, other columns right, and widths follow the texts. `unit` is "Đơn vị tính: …".
    A `wide` table stands on pages turned to landscape.
    """

    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[Row, ...]
    title: str = ""
    unit: str = ""
    note: str = ""
    row_heads: int = 1
    aligns: tuple[Align, ...] = ()
    widths: tuple[int, ...] = ()
    wide: bool = False


@dataclass(frozen=True)
class Series(Printed):
    """One row of values of a chart, a value per category; None is "no figure", which is not zero."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Chart(Printed):
    """A chart as data. Every kind shares `categories` × `series`; charts.py draws it and says it in words.

    share: stacked bars of counts per category (who has reported); bars: one horizontal bar per category;
    line: values over periods, the categories being the periods in order.
    """

    kind: Literal["share", "bars", "line"]
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    source: str = ""
    decimals: int = 0
    language: Literal["vi", "en"] = "vi"  # of the numbers and of the words put around them; papers are Vietnamese

    def __post_init__(self) -> None:
        super().__post_init__()
        for series in self.series:
            if len(series.values) != len(self.categories):
                raise ValueError(f"series {series.name!r}: {len(series.values)} values, {len(self.categories)} wanted")


Block = Heading | Paragraph | Table | Chart


@dataclass(frozen=True)
class Head(Printed):
    """The head of a document. `number` and `date` stay empty until it is issued: the paper leaves room for them.

    `symbol` is what follows the number: BC-UBND (State form), BC/TU (Party form).
    """

    issuer: str
    parent: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    date: datetime.date | None = None


@dataclass(frozen=True)
class Authority(Printed):
    """On whose behalf somebody signs: form TM (tập thể), KT (thay), TL (thừa lệnh), TUQ (thừa ủy quyền), Q (quyền)."""

    form: Literal["TM", "KT", "TL", "TUQ", "Q"]
    of: str

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.form not in ("TM", "KT", "TL", "TUQ", "Q"):
            raise ValueError(f"nobody signs in the form {self.form!r}")


@dataclass(frozen=True)
class Signature(Printed):
    """Who signs. TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH: two authorities and a post."""

    post: str
    name: str
    authorities: tuple[Authority, ...] = ()


@dataclass(frozen=True)
class Recipients(Printed):
    """Nơi nhận: each line without dash and semicolon; `archive` follows "Lưu" (VT, …)."""

    lines: tuple[str, ...]
    archive: str = ""


@dataclass(frozen=True)
class Source(Printed):
    """Where the figure `ref` comes from, in words a reader can follow."""

    ref: str
    text: str


@dataclass(frozen=True)
class Outline(Printed):
    """A whole report. `type_name` is BÁO CÁO, `summary` its trích yếu; `sources` become "Nguồn số liệu".

    `imprint` lines stand small at the very end: seal of the journal, number of the edition.
    """

    head: Head
    type_name: str
    summary: str
    blocks: tuple[Block, ...] = ()
    addressees: tuple[str, ...] = ()
    signature: Signature | None = None
    recipients: Recipients | None = None
    sources: tuple[Source, ...] = ()
    imprint: tuple[str, ...] = ()
