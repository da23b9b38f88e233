"""Spreadsheets out: titles, heads, rows and notes in; a printable .xlsx out. The same book gives the same bytes.

Numbers are numbers and text is text: nothing that a person typed becomes a formula, a link or markup. A number of more
digits than a spreadsheet holds (15) is written as text, so that none is lost.
"""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import accumulate
from typing import Any

from trienkhai.vietnamese import format_number

from .text import Printed, printable

FONT, SIZE, LARGE = "Times New Roman", 12, 14
LINE = 1.32  # height of a line, in sizes of its letters
SHADE, GREY, RULE = "#E7EEF5", "#595959", "#7F7F7F"
MOST_DIGITS = 15  # of a number in a cell
MOST_ROWS = 1_048_576
A4, ONE_PAGE = 9, 190  # a wider table, in characters, is printed on several pages beside each other
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the format has no zone; no clock, so that bytes do not vary
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": FONT, "font_size": SIZE},
}

Value = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A value with its looks. `decimals`: places shown (None: as many as it has); `lead` stands before a number, which
    stays a number: «trên », «≈ »."""

    value: Value
    decimals: int | None = None
    lead: str = ""
    bold: bool = False
    muted: bool = False


@dataclass(frozen=True)
class Sheet(Printed):
    """One sheet. `heads` are rows repeated on every page; above and left of the first cell of `rows`, right of
    `frozen` columns, panes stand still. `widths` in characters, one for each column. `titles`, `notes`: a line each."""

    name: str
    titles: tuple[str, ...]
    heads: tuple[tuple[str, ...], ...]
    rows: Sequence[tuple[Entry | Value, ...]]
    widths: tuple[int, ...]
    frozen: int = 0
    notes: tuple[str, ...] = ()


def write_xlsx(sheets: Sequence[Sheet], *, title: str, language: str = "vi") -> bytes:
    """The bytes of the workbook, for paper A4 landscape. `title` and who made it are its only properties."""
    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, OPTIONS)
    set_properties(book, title)
    names: list[str] = []
    for sheet in sheets:
        names.append(sheet_name(sheet.name, names))
        _Writer(book, book.add_worksheet(names[-1]), sheet, language).write()
    book.close()
    return content.getvalue()


def set_properties(book: Any, title: str) -> None:
    """Fixed: no clock, no user of the machine."""
    book.set_properties({"title": harmless(title)[:255], "author": "Triển Khai", "created": MADE})


def sheet_name(name: str, taken: Sequence[str] = ()) -> str:
    """A name that spreadsheets take (31 characters, some forbidden, no two alike): «Tổng: I/2026» → «Tổng I 2026»."""
    clean = " ".join(NOT_IN_NAMES.sub(" ", printable(name)).split()).strip("'")[:31].rstrip() or "Sheet"
    found, number = clean, 1
    while found.casefold() in {one.casefold() for one in taken} | {"history"}:
        number += 1
        found = f"{clean[: 31 - len(str(number)) - 1]} {number}"
    return found


def harmless(text: str) -> str:
    """Printable text that XlsxWriter takes for text: what stands between <r> and </r> it would write as markup."""
    text = printable(text)
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def fits(number: Decimal) -> bool:
    """Whether a spreadsheet holds every digit of the number."""
    return len("".join(map(str, number.as_tuple().digits)).strip("0")) <= MOST_DIGITS


def places(number: Decimal) -> int:
    """Decimal places without trailing zeros: 97.80 → 1."""
    return len(f"{number:f}".partition(".")[2].rstrip("0"))


def number_format(decimals: int, lead: str = "") -> str:
    """`#,##0.0`; the marks are those of the reader's language: 30.850,5 in a Vietnamese Excel."""
    bare = "#,##0" + ("." + "0" * decimals if decimals else "")
    quoted = '"' + printable(lead).replace('"', "").replace("\\", "") + '"' if lead else ""
    return f"{quoted}{bare};{quoted}-{bare}" if lead else bare


def lines_of(text: str, width: float) -> int:
    """How many lines the text takes in a cell as wide as so many digits; letters are a little narrower."""
    room = max(int(width * 1.1) - 1, 1)
    return 1 if len(text) <= room else len(textwrap.wrap(text, room))


class _Writer:
    """One sheet while it is written, row by row."""

    def __init__(self, book: Any, page: Any, sheet: Sheet, language: str) -> None:
        self.book, self.page, self.sheet, self.language = book, page, sheet, language
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.row = 0

    def write(self) -> None:
        sheet, page = self.sheet, self.page
        for column, width in enumerate(sheet.widths):
            page.set_column(column, column, width)
        for place, title in enumerate(sheet.titles):
            self._line(title, bold=place == 0, font_size=SIZE if place else LARGE)
        self.row += bool(sheet.titles)
        first = self.row
        for head in sheet.heads:
            self._cells([Entry(text, bold=True) for text in head], align="center", valign="vcenter", bg_color=SHADE)
        self._hold_still(first)
        for row in sheet.rows:
            self._cells([one if isinstance(one, Entry) else Entry(one) for one in row], valign="top")
        self.row += bool(sheet.notes)
        for note in sheet.notes:
            self._line(note, italic=True)
        self._set_paper(first)

    def _line(self, text: str, **looks: Any) -> None:
        """Over the width of a page; its height has to be reckoned, since no program fits merged cells."""
        shown = [end for end in accumulate(self.sheet.widths) if end <= ONE_PAGE] or [self.sheet.widths[0]]
        width = shown[-1]
        style = self._format(text_wrap=True, valign="top", **looks)
        if len(shown) > 1:
            self.page.merge_range(self.row, 0, self.row, len(shown) - 1, "", style)
        self.page.write_string(self.row, 0, harmless(text), style)
        size = looks.get("font_size", SIZE)
        self.page.set_row(self.row, lines_of(text, width * SIZE / size) * size * LINE)
        self.row += 1

    def _cells(self, entries: Sequence[Entry], **looks: Any) -> None:
        lines = 1
        for column, entry in enumerate(entries):
            self._cell(column, entry, looks)
            if isinstance(entry.value, str):
                lines = max(lines, lines_of(entry.value, self.sheet.widths[column]))
        if lines > 1:  # not every program fits a row to its text
            self.page.set_row(self.row, lines * SIZE * LINE)
        self.row += 1

    def _cell(self, column: int, entry: Entry, looks: dict[str, Any]) -> None:
        looks = {"border": 1, "border_color": RULE, **looks}
        looks |= {"bold": True} if entry.bold else {}
        looks |= {"font_color": GREY, "italic": True, "align": "right"} if entry.muted else {}
        value = entry.value
        if value is None or value == "":
            self.page.write_blank(self.row, column, None, self._format(**looks))
        elif isinstance(value, str):
            looks = {"text_wrap": True, **({"indent": 1, "align": "left"} if "align" not in looks else {}), **looks}
            self.page.write_string(self.row, column, harmless(value), self._format(**looks))
        else:
            self._number(column, Decimal(value), entry, looks)

    def _number(self, column: int, value: Decimal, entry: Entry, looks: dict[str, Any]) -> None:
        looks = looks | {"align": "right"}
        decimals = places(value) if entry.decimals is None else entry.decimals
        if fits(value):
            style = self._format(num_format=number_format(decimals, entry.lead), **looks)
            self.page.write_number(self.row, column, float(value), style)
        else:
            text = harmless(entry.lead) + format_number(value, None, self.language)
            self.page.write_string(self.row, column, text, self._format(**looks))

    def _format(self, **looks: Any) -> Any:
        key = tuple(sorted(looks.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(looks)
        return self.formats[key]

    def _hold_still(self, first: int) -> None:
        if self.sheet.heads or self.sheet.frozen:
            self.page.freeze_panes(self.row, self.sheet.frozen)
        if self.sheet.heads:
            self.page.repeat_rows(first, self.row - 1)

    def _set_paper(self, first: int) -> None:
        set_paper(self.page, self.language)
        if sum(self.sheet.widths) <= ONE_PAGE:
            self.page.fit_to_pages(1, 0)
        else:
            self.page.set_print_scale(70)
            if self.sheet.frozen:
                self.page.repeat_columns(0, self.sheet.frozen - 1)


def set_paper(page: Any, language: str) -> None:
    """A4 landscape, numbered pages; nothing that a person typed stands in the foot, where & is markup."""
    page.set_landscape()
    page.set_paper(A4)
    page.set_margins(left=0.6, right=0.5, top=0.6, bottom=0.7)
    page.set_footer("&C" + ("Page &P/&N" if language == "en" else "Trang &P/&N"))
