"""LibreOffice opens our spreadsheets, keeps numbers and texts, and prints A4 landscape pages with repeated heads."""

import re
import shutil
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from trienkhai.writing.spreadsheets import Entry, Sheet, write_xlsx
from trienkhai.writing.spreadsheets_long import NUMBER, WORDS, LongColumn, LongTable, write_long

COMMUNES = 60


def book() -> bytes:
    """A province with sixty communes, five indicators; a wider table; and nothing at all."""
    names = ("Lớp học đã mở", "Lượt người học", "Tỷ lệ dự", "Kinh phí (triệu đồng)", "Mô hình")
    rows = [("Tỉnh Đông Giang", Entry(Decimal(30850), 0, "trên ", bold=True), *([Entry(Decimal("97.833333"), 1)] * 4))]
    for place in range(COMMUNES):
        said = Entry("chưa báo cáo", muted=True) if place == 7 else Entry(Decimal("1234.5"), 0, "≈ ")
        rows.append((f"Xã Thứ {place} có tên rất dài để xuống dòng", said, place, Decimal("0.5"), -place, None))
    heads = (("Đơn vị", *names), ("", "lớp", "lượt người", "%", "triệu đồng", "mô hình"))
    titles = ("Tổng hợp: Tỉnh Đông Giang", "Quý I năm 2026 · như đã báo cáo · tính lúc 08:00 05/04/2026")
    first = Sheet("Tổng", titles, heads, rows, (34, 16, 16, 16, 16, 16), frozen=1, notes=("≈ là số ước tính. " * 20,))
    wide = Sheet("Rộng", titles, (tuple("ABCDEFGHIJKLMNOPQRST"),), [tuple(range(20))] * 3, (34, *[16] * 19), frozen=1)
    empty = Sheet("Không khớp", titles, (("Đơn vị", "Báo gộp"),), (), (34, 18), notes=("Không có.",))
    return write_xlsx([first, wide, empty], title="Tổng hợp")


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our files as PDF, and read and written again by LibreOffice; without it a failure, never a silent skip."""
    soffice = shutil.which("soffice")
    if soffice is None or not (Path(soffice).resolve().parent / "libsclo.so").exists():  # Writer alone is no Calc
        pytest.fail("LibreOffice Calc is missing: apt install --no-install-recommends libreoffice-calc-nogui")
    folder = tmp_path_factory.mktemp("spreadsheets")
    (folder / "book.xlsx").write_bytes(book())
    with (folder / "long.xlsx").open("wb") as file:
        columns = (LongColumn("unit_name", WORDS, width=30), LongColumn("value", NUMBER))
        rows = [("=1+1", Decimal("999999999999.999")), ("Xã Ỷ La & <con>", Decimal("-0.0001"))]
        write_long(file, LongTable("Số liệu", columns, rows), ".xlsx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for kind in ("pdf", "ods"):
        files = [str(folder / name) for name in ("book.xlsx", "long.xlsx")]
        command = [soffice, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *files]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder


def pages(path: Path) -> list[str]:
    return [re.sub(r"\s+", " ", page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(path)]


def test_pages_are_landscape_with_heads_and_numbers(converted: Path) -> None:
    document = pypdfium2.PdfDocument(converted / "book.pdf")
    assert {tuple(round(side) for side in page.get_size()) for page in document} == {(842, 595)}
    found = pages(converted / "book.pdf")
    first = [text for text in found if "Xã Thứ" in text]
    assert len(first) > 1 and all("Lượt người học" in text for text in first), "heads stand on every page"
    assert all(f"Trang {place}/{len(found)}" in text for place, text in enumerate(found, 1))
    assert "chưa báo cáo" in " ".join(first) and re.search(r"trên 30[.,]850", first[0])
    assert re.search(r"97[.,]8\b", first[0]) and re.search(r"≈ 1[.,]235", first[0])


def test_what_was_read_and_written_again_is_the_same(converted: Path) -> None:
    again = CalamineWorkbook.from_path(converted / "book.ods")
    assert again.sheet_names == ["Tổng", "Rộng", "Không khớp"]
    row = next(row for row in again.get_sheet_by_name("Tổng").to_python() if row[0] == "Tỉnh Đông Giang")
    assert row[1:3] == [30850.0, 97.833333]
    long = CalamineWorkbook.from_path(converted / "long.ods").get_sheet_by_index(0).to_python()
    assert long[1:] == [["=1+1", 999999999999.999], ["Xã Ỷ La & <con>", -0.0001]]
    with zipfile.ZipFile(converted / "long.ods") as archive:
        assert "table:formula" not in archive.read("content.xml").decode()
