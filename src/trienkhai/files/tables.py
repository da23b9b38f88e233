"""Rows of an uploaded spreadsheet, as text. Imports no Django."""

import csv
import io
import re
import unicodedata
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from trienkhai.files.errors import DAMAGED, NotTaken, TooLarge, Unreadable
from trienkhai.vietnamese import N_

CELL = re.compile(  # a cell with something in it, whatever its namespace is called
    rb"<(?:\w+:)?c\s[^<>]{0,120}?\br=[\"'](?P<column>[A-Z]{1,4})(?P<row>[0-9]{1,9})[\"'][^<>]{0,60}(?<!/)>"
)
MOST_ROWS, MOST_COLUMNS, MOST_CELL = 20_000, 300, 5_000


def of_workbook(path: Path, sheet: str | None = None) -> dict[str, Any]:
    """{"sheet": name, "sheets": [names], "rows": [[text]]}; row 1, column A comes first even when empty."""
    import python_calamine

    _check_places(path)
    try:
        with python_calamine.load_workbook(path) as workbook:
            names = list(workbook.sheet_names)
            if not names:
                raise Unreadable(DAMAGED)
            if sheet is not None and sheet not in names:
                raise NotTaken(
                    N_("Tệp không có trang tính «{sheet}»; có: {sheets}."),
                    code="no_sheet",
                    sheet=sheet,
                    sheets=", ".join(names),
                )
            chosen = workbook.get_sheet_by_name(sheet or names[0])
            _check_size(chosen.total_height, chosen.total_width)
            rows = [[as_text(cell) for cell in row] for row in chosen.to_python(skip_empty_area=False)]
    except python_calamine.CalamineError as error:
        raise Unreadable(DAMAGED) from error
    return {"sheet": sheet or names[0], "sheets": names, "rows": rows}


def of_text(path: Path) -> dict[str, Any]:
    """The same for a .csv parted by commas, semicolons (Vietnamese Excel) or tabs."""
    text = decode(path.read_bytes())
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = [
            [cell.strip() for cell in row]
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        ]
    except csv.Error as error:
        raise Unreadable(DAMAGED) from error
    _check_size(len(rows), max(map(len, rows), default=0))
    return {"sheet": "", "sheets": [], "rows": rows}


def decode(content: bytes) -> str:
    """Text of a .csv: UTF-8 with or without mark, UTF-16 as Excel writes it, else the Windows code page 1258."""
    encodings: tuple[str, ...] = ("utf-8-sig", "cp1258")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ("utf-16",)
    elif content[:64].count(0) > len(content[:64]) // 4:
        encodings = ("utf-16-le" if content[1:2] == b"\x00" else "utf-16-be",)
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return unicodedata.normalize("NFC", text)  # code page 1258 writes tones as marks of their own
    raise Unreadable(N_("Không đọc được bảng mã của tệp. Hãy lưu lại thành «CSV UTF-8» hoặc .xlsx rồi nộp lại."))


def as_text(cell: object) -> str:
    """A cell as a person would type it: numbers with a comma and never doubtful, days as 2026-02-05."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date | time | timedelta):
        return str(cell)
    return str(cell).strip()[:MOST_CELL]


def _number(cell: float) -> str:
    """Whole numbers arrive as floats; 15 digits are all that a spreadsheet keeps, the rest is noise of its sums."""
    text = format(Decimal(format(cell, ".15g")), "f")
    whole, point, part = text.partition(".")
    return f"{whole},{part}{'0' if len(part) == 3 else ''}" if point else whole  # 30,125 could be thousands


def _check_places(path: Path) -> None:
    """Refuse a value far off before calamine makes room for every cell between: two cells would need gigabytes."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                with archive.open(name) as sheet:
                    _check_cells(sheet)


def _check_cells(sheet: IO[bytes]) -> None:
    rest = b""
    while block := sheet.read(1 << 20):
        text = rest + block
        for cell in CELL.finditer(text):
            if int(cell["row"]) > MOST_ROWS or _column(cell["column"]) > MOST_COLUMNS:
                raise TooLarge(
                    N_("Ô {cell} nằm quá xa; nhận nhiều nhất {most_rows} dòng, {most_columns} cột. Hãy xóa ô đó."),
                    cell=(cell["column"] + cell["row"]).decode(),
                    most_rows=MOST_ROWS,
                    most_columns=MOST_COLUMNS,
                )
        rest = text[-200:]  # a cell that is cut in two is seen again, whole


def _column(letters: bytes) -> int:
    """`A` → 1, `AA` → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _check_size(rows: int, columns: int) -> None:
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise TooLarge(
            N_("Bảng có {rows} dòng, {columns} cột; nhận nhiều nhất {most_rows} dòng, {most_columns} cột."),
            rows=rows,
            columns=columns,
            most_rows=MOST_ROWS,
            most_columns=MOST_COLUMNS,
        )
