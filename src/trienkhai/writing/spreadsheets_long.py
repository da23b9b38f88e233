"""Long tables out, a row at a time: .csv and .parquet for programs, .xlsx for people. Memory does not grow with rows.

CSV is what `consolidate` reads: UTF-8, comma, point as decimal mark, ISO days, empty for nothing. `marked` puts a byte
order mark before it: without one Excel takes Vietnamese letters for those of another code page.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import IO, Any
from xml.sax.saxutils import escape

from trienkhai.vietnamese import N_, Refusal

from .spreadsheets import MOST_ROWS, OPTIONS, fits, harmless, set_paper, set_properties, sheet_name

CODE, WORDS, NUMBER, COUNT, FLAG, DAY, MOMENT = "code", "words", "number", "count", "flag", "day", "moment"
ENDINGS = (".csv", ".parquet", ".xlsx")
AT_ONCE = 20_000  # rows of a block of Parquet
ZIP_DAY = (1980, 1, 1, 0, 0, 0)
DIMENSION = re.compile(rb"<dimension [^>]*/>")  # of the frame: one row
LOOKS_ESCAPED = re.compile(r"_(x[0-9a-fA-F]{4}_)")  # a spreadsheet would read _x0041_ as A
LONGEST = 32_767  # units of UTF-16 in a cell

Row = Sequence[Any]


class TooManyRows(Refusal):
    """A spreadsheet holds no more rows."""

    code = "too_many_rows"


@dataclass(frozen=True, slots=True)
class LongColumn:
    """`kind`: what its cells hold. `words` were typed by somebody and are kept from being formulas in CSV too; a `code`
    is ours. `places` of a number in Parquet: decimal(38, places)."""

    name: str
    kind: str = CODE
    width: int = 14
    places: int = 6


@dataclass(frozen=True)
class LongTable:
    """Rows hold str, Decimal, int, bool, date, aware datetime or None, as their columns say."""

    name: str
    columns: tuple[LongColumn, ...]
    rows: Iterable[Row]


def write_long(out: IO[bytes], table: LongTable, ending: str, *, marked: bool = False, language: str = "vi") -> None:
    """Write into a file opened for bytes; `ending` is one of ENDINGS. Raises TooManyRows, having written in vain."""
    if ending == ".csv":
        _write_csv(out, table, marked)
    elif ending == ".parquet":
        _write_parquet(out, table)
    else:
        _write_xlsx(out, table, language)


def plain(value: Decimal | int) -> str:
    """Without exponent and trailing zeros: `1200`, `-0.5`."""
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def no_formula(text: str) -> str:
    """Text that no spreadsheet takes for a formula when it opens a CSV file: `=1+1` → `'=1+1`."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


# --- CSV --------------------------------------------------------------------------------------------------------------


def _write_csv(out: IO[bytes], table: LongTable, marked: bool) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8-sig" if marked else "utf-8", newline="", write_through=False)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    cells = [no_formula if column.kind == WORDS else _in_csv for column in table.columns]
    for row in table.rows:
        writer.writerow(["" if value is None else cell(value) for cell, value in zip(cells, row, strict=True)])
    text.flush()
    text.detach()  # the file stays open for its owner


def _in_csv(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal | int):
        return plain(value)
    return value if isinstance(value, str) else _iso(value)


def _iso(value: date) -> str:
    """2026-02-05, or 2026-02-05T14:05:00+07:00."""
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else value.isoformat()


# --- Parquet ----------------------------------------------------------------------------------------------------------


def _write_parquet(out: IO[bytes], table: LongTable) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds: dict[str, Any] = {COUNT: pa.int64(), FLAG: pa.bool_(), DAY: pa.date32(), MOMENT: pa.timestamp("us", "UTC")}
    fields = [
        pa.field(one.name, pa.decimal128(38, one.places) if one.kind == NUMBER else kinds.get(one.kind, pa.string()))
        for one in table.columns
    ]
    schema = pa.schema(fields)
    rows = iter(table.rows)
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        while block := list(islice(rows, AT_ONCE)):
            columns = zip(*block, strict=True)
            arrays = [pa.array(cells, field.type) for cells, field in zip(columns, fields, strict=True)]
            writer.write_batch(pa.record_batch(arrays, schema=schema))


# --- .xlsx ------------------------------------------------------------------------------------------------------------


def _write_xlsx(out: IO[bytes], table: LongTable, language: str) -> None:
    """The frame and the head are XlsxWriter's; rows are put between, ten times as fast as cell by cell."""
    with zipfile.ZipFile(io.BytesIO(_frame(table, language))) as frame, zipfile.ZipFile(out, "w") as target:
        for item in frame.infolist():
            entry = zipfile.ZipInfo(item.filename, ZIP_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with target.open(entry, "w", force_zip64=True) as part:
                content = frame.read(item)
                if item.filename != "xl/worksheets/sheet1.xml":
                    part.write(content)
                    continue
                head, end, tail = content.partition(b"</sheetData>")
                part.write(DIMENSION.sub(b"", head))
                for block in _blocks(table):
                    part.write(block)
                part.write(end + tail)


def _frame(table: LongTable, language: str) -> bytes:
    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, OPTIONS)
    set_properties(book, table.name)
    page = book.add_worksheet(sheet_name(table.name))
    bold = book.add_format({"bold": True, "bg_color": "#E7EEF5", "border": 1})
    for place, column in enumerate(table.columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, column.name, bold)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.autofilter(0, 0, MOST_ROWS - 1, len(table.columns) - 1)
    set_paper(page, language)
    page.set_print_scale(60)
    book.close()
    return content.getvalue()


def _blocks(table: LongTable) -> Iterator[bytes]:
    """The rows as XML, some hundred at a time."""
    cells = [_cell_writer(place) for place in range(len(table.columns))]
    rows = enumerate(table.rows, 2)
    while block := list(islice(rows, 500)):
        if block[-1][0] > MOST_ROWS:
            raise TooManyRows(
                N_("Bảng có hơn {most} dòng, nhiều hơn một trang tính chứa được. Hãy chọn tệp CSV hoặc Parquet."),
                most=f"{MOST_ROWS - 1:,}".replace(",", "."),
            )
        yield "".join(_row(number, row, cells) for number, row in block).encode()


def _row(number: int, row: Row, cells: Sequence[Callable[[int, Any], str]]) -> str:
    inside = [cell(number, value) for cell, value in zip(cells, row, strict=True) if value is not None and value != ""]
    return f'<row r="{number}">{"".join(inside)}</row>'


def _cell_writer(place: int) -> Callable[[int, Any], str]:
    letter = _letters(place)

    def write(number: int, value: Any) -> str:
        if isinstance(value, bool):
            return f'<c r="{letter}{number}" t="b"><v>{int(value)}</v></c>'
        if isinstance(value, Decimal | int) and (fits(Decimal(value))):
            return f'<c r="{letter}{number}"><v>{plain(value)}</v></c>'
        text = value if isinstance(value, str) else plain(value) if isinstance(value, Decimal | int) else _iso(value)
        return f'<c r="{letter}{number}" t="inlineStr"><is><t xml:space="preserve">{_inside(text)}</t></is></c>'

    return write


def _letters(place: int) -> str:
    """0 → A, 27 → AB."""
    return _letters(place // 26 - 1) + chr(65 + place % 26) if place > 25 else chr(65 + place)


@lru_cache(maxsize=8192)
def _inside(text: str) -> str:
    """Text between tags: printable, not longer than a cell holds, and read back as it is."""
    text = LOOKS_ESCAPED.sub(r"_x005F_\1", harmless(text))
    if len(text) > LONGEST // 2:
        text = text.encode("utf-16-le")[: 2 * LONGEST].decode("utf-16-le", "ignore")
    return escape(text)
