"""Spreadsheets arrive as rows of text."""

from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from tests.unit.files import made
from trienkhai.files import inside, tables
from trienkhai.files.errors import NotTaken, TooLarge, Unreadable
from trienkhai.vietnamese import parse_number


def put(folder: Path, content: bytes) -> Path:
    path = folder / "content"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (85.0, "85"),
        (-3.0, "-3"),
        (0.0, "0"),
        (97.8, "97,8"),
        (0.1 + 0.2, "0,3"),
        (30.125, "30,1250"),
        (0.00001, "0,00001"),
        (1e20, "1" + "0" * 20),
        (30850.0, "30850"),
        (True, "TRUE"),
        ("  Xã An  ", "Xã An"),
        ("", ""),
        (date(2026, 2, 5), "2026-02-05"),
        (datetime(2026, 2, 5), "2026-02-05"),  # noqa: DTZ001 a cell knows no zone
        (datetime(2026, 2, 5, 7, 30), "2026-02-05 07:30:00"),  # noqa: DTZ001
        (time(7, 30), "07:30:00"),
    ],
)
def test_a_cell_is_text_as_a_person_would_type_it(cell: object, text: str) -> None:
    assert tables.as_text(cell) == text


@pytest.mark.parametrize("number", [85, 30850, 97.8, 1.5, 30.125, 30.85, 0.125, 1234.5678, -2.5])
def test_a_number_of_a_cell_is_read_back_without_doubt(number: float) -> None:
    assert parse_number(tables.as_text(float(number))) == Decimal(str(number))


ROWS = (
    '<row r="2"><c r="B2" t="inlineStr"><is><t>Xã An</t></is></c><c r="C2"><v>85</v></c><c r="D2"><v>97.8</v></c></row>'
)


def test_rows_of_a_workbook_keep_their_places(tmp_path: Path) -> None:
    found = inside.table(put(tmp_path, made.workbook(("Biểu 1", ROWS))), name="bieu.xlsx")
    assert found == {
        "kind": "xlsx",
        "sheet": "Biểu 1",
        "sheets": ["Biểu 1"],
        "rows": [["", "", "", ""], ["", "Xã An", "85", "97,8"]],
    }


def test_a_sheet_is_chosen_by_name(tmp_path: Path) -> None:
    path = put(tmp_path, made.workbook(("Huong dan", ""), ("Bieu 1", ROWS)))
    assert inside.table(path, name="bieu.xlsx")["rows"] == []
    assert inside.table(path, name="bieu.xlsx", sheet="Bieu 1")["rows"][1][2] == "85"
    with pytest.raises(NotTaken, match="Huong dan, Bieu 1"):
        inside.table(path, name="bieu.xlsx", sheet="Bieu 2")


def test_a_workbook_with_a_cell_far_away_is_too_large(tmp_path: Path) -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(TooLarge, match="XFD1048576"):
        inside.table(put(tmp_path, made.workbook(("Bieu", far))), name="bieu.xlsx")


TEXT = 'Đơn vị;Số lớp;Ghi chú\nXã An;85;"có; dấu"\nXã Bỏ;;\n'
ENCODED = [
    ("UTF-8", TEXT.encode()),
    ("UTF-8 with mark", TEXT.encode("utf-8-sig")),
    ("UTF-16", TEXT.encode("utf-16")),
    ("UTF-16 big-endian", b"\xfe\xff" + TEXT.encode("utf-16-be")),
]


@pytest.mark.parametrize(("encoding", "content"), ENCODED, ids=[name for name, _ in ENCODED])
def test_a_csv_is_read_in_each_encoding(tmp_path: Path, encoding: str, content: bytes) -> None:
    assert inside.table(put(tmp_path, content), name="bieu.csv")["rows"] == [
        ["Đơn vị", "Số lớp", "Ghi chú"],
        ["Xã An", "85", "có; dấu"],
        ["Xã Bỏ", "", ""],
    ]


def test_a_csv_of_the_windows_code_page_is_composed(tmp_path: Path) -> None:
    written = "Số lớp".replace("ố", "ô\u0301").replace("ớ", "ơ\u0301").encode("cp1258")
    assert inside.table(put(tmp_path, written + b",85\n"), name="bieu.csv")["rows"] == [["Số lớp", "85"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_parts_the_cells_is_found(tmp_path: Path, delimiter: str) -> None:
    content = delimiter.join(["ma", "gia_tri", "ghi_chu"]) + "\r\n" + delimiter.join(["xa_an", "85", ""]) + "\r\n"
    rows = inside.table(put(tmp_path, content.encode()), name="bieu.csv")["rows"]
    assert rows == [["ma", "gia_tri", "ghi_chu"], ["xa_an", "85", ""]]


def test_a_csv_that_never_ends_its_quote_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        inside.table(put(tmp_path, b'ma,ten\nxa_an,"An\n'), name="bieu.csv")


def test_too_many_rows_are_refused_with_both_numbers(tmp_path: Path) -> None:
    with pytest.raises(TooLarge, match=r"20001 dòng, 2 cột.*20000 dòng"):
        inside.table(put(tmp_path, b"a,1\n" * 20001), name="bieu.csv")


def test_a_document_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(NotTaken) as refused:
        inside.table(put(tmp_path, made.word()), name="baocao.docx")
    assert refused.value.code == "no_table"
