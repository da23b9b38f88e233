"""Spreadsheets out: read back by another program they say the same, and nothing in them is a formula or a link."""

from __future__ import annotations

import csv
import io
import random
import re
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from trienkhai.writing.spreadsheets import Entry, Sheet, number_format, sheet_name, write_xlsx
from trienkhai.writing.spreadsheets_long import (
    COUNT,
    DAY,
    ENDINGS,
    FLAG,
    MOMENT,
    NUMBER,
    WORDS,
    LongColumn,
    LongTable,
    TooManyRows,
    write_long,
)

HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("a")', "http://a.example", "mailto:a@b.example", "{=1}",
    "<r><t>x</t></r>", "</t></is></c>", "_x0041_", "a & b < c", "\x00\x07=1", "'x", " hai đầu ", "12", "TRUE", "#N/A",
]  # fmt: skip


def book(*rows: tuple[Any, ...], **more: Any) -> bytes:
    given: dict[str, Any] = {"name": "Tổng", "titles": (), "heads": (), "widths": (30, 20), "rows": rows}
    return write_xlsx([Sheet(**given | more)], title="Tổng hợp")


def read(content: bytes, name: str = "Tổng") -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(name).to_python()


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def long(rows: list[tuple[Any, ...]], ending: str, *columns: LongColumn, **more: Any) -> bytes:
    out = io.BytesIO()
    write_long(out, LongTable("Số liệu", columns or (LongColumn("text", WORDS),), rows), ending, **more)
    return out.getvalue()


def test_text_is_text_whatever_it_looks_like() -> None:
    content = book(*[(text, Entry(text, bold=True)) for text in HOSTILE], titles=("=1+1",), notes=("=2+2",))
    found = read(content)
    plain = ["".join(c for c in text if c.isprintable()) for text in HOSTILE]
    told = [row[0] for row in found][2:-2]
    assert [str(one).strip() for one in told] == [text.strip() for text in plain] and found[0][0] == "=1+1"
    sheet = parts(content)["xl/worksheets/sheet1.xml"]
    assert "<f>" not in sheet and "hyperlink" not in sheet.lower()


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_long_text_is_text_too(ending: str) -> None:
    content = long([(text,) for text in HOSTILE], ending)
    if ending == ".xlsx":
        found = [str(row[0]) for row in read(content, "Số liệu")][1:]
        assert [one.strip() for one in found] == ["".join(c for c in t if c.isprintable()).strip() for t in HOSTILE]
        assert "<f>" not in parts(content)["xl/worksheets/sheet1.xml"]
    else:
        found = [row[0] for row in csv.reader(io.StringIO(content.decode()))][1:]
        assert not any(re.match(r"[=+\-@\t\r]", text) for text in found)
        assert [text.removeprefix("'") for text in found] == [text.removeprefix("'") for text in HOSTILE]


def invented(count: int = 400) -> list[Decimal]:
    """Values of up to 15 digits with up to 4 places, from a fixed seed."""
    chance = random.Random(4)
    return [
        Decimal(chance.randrange(-(10**digits) + 1, 10**digits)).scaleb(-chance.randrange(5))
        for digits in range(1, 16)
        for _ in range(count // 15)
    ]


@pytest.mark.parametrize("writer", ["book", "long"])
def test_fifteen_digits_are_kept_exactly(writer: str) -> None:
    values = [*invented(), Decimal("999999999999999"), Decimal("99999999999.9999"), Decimal("-0.0001"), Decimal("1E+2")]
    if writer == "book":
        rows = read(book(*[(value, "x") for value in values]))
    else:
        rows = read(long([(value,) for value in values], ".xlsx", LongColumn("value", NUMBER)), "Số liệu")[1:]
    assert [Decimal(repr(row[0])) for row in rows] == values


def test_a_number_of_more_digits_is_written_out() -> None:
    many = Decimal("12345678901.123456")
    assert read(book((many, "x")))[0][0] == "12.345.678.901,123456"
    assert read(long([(many,)], ".xlsx", LongColumn("value", NUMBER)), "Số liệu")[1] == ["12345678901.123456"]


def test_numbers_show_their_places_and_keep_their_value() -> None:
    content = book(
        (Entry(Decimal("97.833333"), decimals=1, lead="≈ "), Entry(30850, lead="trên ")), (Decimal("1.50"), None)
    )
    assert read(content)[0] == [97.833333, 30850.0]
    styles = parts(content)["xl/styles.xml"]
    assert "&quot;≈ &quot;#,##0.0;&quot;≈ &quot;-#,##0.0" in styles and "&quot;trên &quot;#,##0;" in styles
    assert number_format(1) == "#,##0.0" and number_format(0, 'a"b') == '"ab"#,##0;"ab"-#,##0'


def test_the_same_book_gives_the_same_bytes_without_a_clock() -> None:
    content = book(("x", 1), titles=("Một",))
    assert content == book(("x", 1), titles=("Một",))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = parts(content)["docProps/core.xml"]
    assert set(re.findall(r"\d{4}-\d\d-\d\d", core)) == {"2000-01-01"} and "Triển Khai" in core
    for ending in ENDINGS:
        assert long([("x",)], ending) == long([("x",)], ending)


def test_heads_stand_still_and_are_repeated_on_paper() -> None:
    content = book(("x", 1), titles=("Một", "Hai"), heads=(("Đơn vị", "Số lớp"), ("", "lớp")), frozen=1)
    sheet, workbook = parts(content)["xl/worksheets/sheet1.xml"], parts(content)["xl/workbook.xml"]
    assert 'xSplit="1" ySplit="5" topLeftCell="B6"' in sheet
    assert 'orientation="landscape"' in sheet and 'paperSize="9"' in sheet
    assert "Tổng!$4:$5" in workbook


def test_names_of_sheets_are_taken_by_spreadsheets() -> None:
    names: list[str] = []
    for name in ["Tổng: I/2026", "tổng i 2026", "'x'", "", "History", "a" * 40, "A" * 40, "[]*?"]:
        names.append(sheet_name(name, names))
    assert names == ["Tổng I 2026", "tổng i 2026 2", "x", "Sheet", "History 2", "a" * 31, "A" * 29 + " 2", "Sheet 2"]


COLUMNS = (
    LongColumn("unit"), LongColumn("name", WORDS), LongColumn("value", NUMBER), LongColumn("count", COUNT),
    LongColumn("flag", FLAG), LongColumn("day", DAY), LongColumn("at", MOMENT),
)  # fmt: skip
ROWS = [
    ("xa_an", "Xã An, «Đường»", Decimal("-1200.50"), 3, True, date(2026, 2, 5), datetime(2026, 2, 5, 7, tzinfo=UTC)),
    ("xa_bo", None, None, None, False, None, None),
]


def test_csv_is_what_consolidation_reads() -> None:
    content = long(ROWS, ".csv", *COLUMNS)
    assert content.decode().splitlines() == [
        "unit,name,value,count,flag,day,at",
        'xa_an,"Xã An, «Đường»",-1200.5,3,true,2026-02-05,2026-02-05T07:00:00+00:00',
        "xa_bo,,,,false,,",
    ]
    assert long(ROWS, ".csv", *COLUMNS, marked=True) == b"\xef\xbb\xbf" + content


def test_parquet_has_exact_kinds() -> None:
    import pyarrow.parquet as pq

    table = pq.read_table(io.BytesIO(long(ROWS, ".parquet", *COLUMNS)))
    assert [str(kind) for kind in table.schema.types] == [
        "string", "string", "decimal128(38, 6)", "int64", "bool", "date32[day]", "timestamp[us, tz=UTC]",
    ]  # fmt: skip
    assert table.to_pylist()[0]["value"] == Decimal("-1200.5") and table.to_pylist()[1]["at"] is None
    assert pq.read_table(io.BytesIO(long([], ".parquet", *COLUMNS))).num_rows == 0


def test_a_spreadsheet_of_too_many_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trienkhai.writing.spreadsheets_long.MOST_ROWS", 3)
    assert len(read(long([("x",)] * 2, ".xlsx"), "Số liệu")) == 3
    with pytest.raises(TooManyRows, match="CSV"):
        long([("x",)] * 3, ".xlsx")


def test_very_long_text_is_cut_where_a_cell_ends() -> None:
    assert len(read(book(("ạ" * 40_000, 1)))[0][0]) == 32_767
    assert len(read(long([("😀" * 20_000,)], ".xlsx"), "Số liệu")[1][0]) == 16_383
