"""Files: what is taken out of each kind, where it stood, and every refusal with a file made here."""

import codecs
import io
import zipfile
from pathlib import Path

import docx
import pytest
import typst

from trienkhai.reading import read_file, to_json
from trienkhai.reading.opening import hyphens, kinds
from trienkhai.vietnamese import Refusal

SENTENCE = "Đã mở 85 lớp cho 5.771 học viên theo Kế hoạch số 12/KH-UBND ngày 05/02/2026 của UBND tỉnh."


def word(path: Path, *, extra: dict[str, bytes] | None = None, text: str = SENTENCE) -> Path:
    document = docx.Document()
    head = document.add_table(1, 2)
    head.cell(0, 0).text = "SỞ NỘI VỤ"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    document.add_paragraph("BÁO CÁO")
    document.add_paragraph(text)
    table = document.add_table(2, 2)
    for row, (name, number) in enumerate([("Lớp may", "3"), ("Lớp mộc", "5")]):
        table.cell(row, 0).text, table.cell(row, 1).text = name, number
    document.save(str(path))
    if extra:
        repacked(path, extra)
    return path


def repacked(path: Path, extra: dict[str, bytes], drop: str = "") -> None:
    """Put parts into a zip, in place of those of the same name."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist() if name != drop} | extra
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)


def portable(path: Path, source: str) -> Path:
    path.write_bytes(typst.compile(source.encode()))
    return path


def code_of(path: Path) -> str:
    with pytest.raises(Refusal) as refused:
        read_file(path)
    assert path.name in str(refused.value)
    return refused.value.code


# --- what is read -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_text_is_decoded_without_touching_line_ends(tmp_path: Path, encoding: str) -> None:
    text = "Mo 3 lop.\r\nĐ 5 hồ sơ.\r" if encoding != "cp1258" else "Đa\u0303 mơ\u0309 3 lop.\r\n"
    path = tmp_path / "bao-cao.txt"
    path.write_bytes(text.encode(encoding))
    found = read_file(path)
    assert found.text.removeprefix("\ufeff") == text
    assert "text" not in to_json("bao-cao.txt", found)


def test_a_byte_order_mark_is_one_character(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.txt"
    path.write_bytes(codecs.BOM_UTF8 + "3 lớp".encode())
    assert [(f.start, f.end) for f in read_file(path).reading.figures] == [(1, 2)]


def test_word_paragraphs_and_tables_come_in_order(tmp_path: Path) -> None:
    found = read_file(word(tmp_path / "bao-cao.docx"))
    lines = found.text.split("\n")
    assert lines[:3] == ["SỞ NỘI VỤ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BÁO CÁO", SENTENCE]
    assert "Lớp may\t3" in lines
    assert [found.place_of(f)["paragraph"] for f in found.reading.figures][:2] == [3, 3]
    object_ = to_json("bao-cao.docx", found)
    assert object_["text"] == found.text
    assert object_["citations"][0]["place"] == {"paragraph": 3}


def test_pdf_loses_page_numbers_and_running_heads(tmp_path: Path) -> None:
    places = ["Hoa Sen", "Hoa Ban", "Hoa Mai"]
    pages = "#pagebreak()".join(f"Xã {p} báo cáo. {SENTENCE} Người dân xã {p} đã nhận lớp.\n" for p in places)
    found = read_file(portable(tmp_path / "bao-cao.pdf", f'#set page(numbering: "1", header: [SỞ NỘI VỤ])\n{pages}'))
    assert "SỞ NỘI VỤ" not in found.text
    assert [f.value for f in found.reading.figures] == [85, 5771] * 3
    assert [found.place_of(c)["page"] for c in found.reading.citations] == [1, 2, 3]


def test_pdf_hyphens_at_line_ends_are_mended() -> None:
    assert hyphens.mended("số 35\ufffe\r\nNQ/TU") == "số 35-NQ/TU"
    assert hyphens.mended("infor\x02\nmation") == "information"


def test_web_pages_lose_their_menus(tmp_path: Path) -> None:
    path = tmp_path / "trang.html"
    path.write_text(
        f"<html><body><nav>Trang chủ 99</nav><article><p>{SENTENCE}</p></article><script>7 lớp</script></body></html>"
    )
    found = read_file(path)
    assert [f.value for f in found.reading.figures] == [85, 5771]
    assert "Trang chủ" not in found.text


def test_the_kind_is_decided_by_content(tmp_path: Path) -> None:
    assert read_file(word(tmp_path / "stored")).kind == "docx"


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b" \r\n\t", codecs.BOM_UTF8])
def test_empty(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "trong.txt"
    path.write_bytes(content)
    assert code_of(path) == "empty"


def test_encrypted_word(tmp_path: Path) -> None:
    path = tmp_path / "khoa.docx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    )
    assert code_of(path) == "encrypted"


ENCRYPTED = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj
4 0 obj<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>endobj
trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>
%%%%EOF""" % (b"00" * 32, b"11" * 32)


def test_encrypted_pdf(tmp_path: Path) -> None:
    path = tmp_path / "khoa.pdf"
    path.write_bytes(ENCRYPTED)
    assert code_of(path) == "encrypted"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", SENTENCE.encode()),
        ("a.pdf", SENTENCE.encode()),
        ("a.docx", b"MZ" + bytes(99)),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(99)),
        ("a.doc", b"%PDF-1.7"),
        ("a.pdf", b"{\\rtf1 xin}"),
    ],
)
def test_not_what_it_claims(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert code_of(path) == "not_what_it_claims"


def test_a_spreadsheet_is_no_report(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx")
    repacked(path, {"xl/workbook.xml": b"<workbook/>"}, drop="word/document.xml")
    assert code_of(path) == "not_what_it_claims"


@pytest.mark.parametrize("name", ["a.docx", "a.docm"])
def test_macros(tmp_path: Path, name: str) -> None:
    assert code_of(word(tmp_path / name, extra={"word/vbaProject.bin": b"x"})) == "macros"


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "MOST_MEGABYTES", 0)
    path = tmp_path / "lon.txt"
    path.write_text(SENTENCE)
    assert code_of(path) == "too_large"


def test_more_than_fifty_megabytes_are_too_large(tmp_path: Path) -> None:
    path = tmp_path / "lon.txt"
    with path.open("wb") as file:
        file.truncate((50 << 20) + 1)
    assert code_of(path) == "too_large"


def test_expands_too_far(tmp_path: Path) -> None:
    assert code_of(word(tmp_path / "bom.docx", extra={"word/media/x.xml": bytes(9 << 20)})) == "expands_too_far"


def test_a_directory_that_lies_about_sizes_expands_too_far(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from trienkhai.reading.opening import word as reader

    monkeypatch.setattr(reader, "MOST_PART", 2000)
    assert code_of(word(tmp_path / "bom.docx")) == "expands_too_far"


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = f"<w:document {space}><w:body>{'<w:sdt>' * 5000}{'</w:sdt>' * 5000}</w:body></w:document>"
    assert code_of(word(tmp_path / "sau.docx", extra={"word/document.xml": body.encode()})) in (
        "expands_too_far",
        "unreadable",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_external_entities(tmp_path: Path, encoding: str) -> None:
    xml = '<!DOCTYPE a [<!ENTITY x SYSTEM "/etc/hostname">]><a>&x;</a>'
    assert code_of(word(tmp_path / "a.docx", extra={"word/document.xml": xml.encode(encoding)})) == "external_entities"


def test_scanned(tmp_path: Path) -> None:
    path = portable(tmp_path / "quet.pdf", "#rect(width: 5cm, height: 5cm)")
    told = "là bản quét; chưa cài Tesseract: apt install tesseract-ocr-vie"
    with pytest.raises(Refusal, match=told) as refused:
        read_file(path)
    assert refused.value.code == "scanned"


@pytest.mark.parametrize("name", ["anh.png", "anh"])
def test_a_picture_is_a_scan(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    assert code_of(path) == "scanned"


@pytest.mark.parametrize(("name", "content"), [("a.doc", b"\xd0\xcf\x11\xe0" + bytes(99)), ("a", b"{\\rtf1 xin}")])
def test_files_of_other_word_processors_need_libreoffice(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Refusal, match="apt install libreoffice-writer-nogui") as refused:
        read_file(path)
    assert refused.value.code == "no_office"


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_classified(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"SỞ NỘI VỤ\n{mark}\n{SENTENCE}")
    assert code_of(path) == "classified"


def test_classified_in_a_cell_of_a_word_file(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    document = docx.Document()
    document.add_table(1, 2).cell(0, 1).text = "TỐI MẬT"
    document.save(str(path))
    assert code_of(path) == "classified"


def test_a_word_in_a_sentence_is_no_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"Bảo mật thông tin: MẬT khẩu.\n{SENTENCE}")
    assert len(read_file(path).reading.figures) == 2


@pytest.mark.parametrize("content", [b"PK\x03\x04" + bytes(50), b"%PDF-1.7\nnothing", b"abc\x00\x01\x02def"])
def test_unreadable(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "hong"
    path.write_bytes(content)
    assert code_of(path) == "unreadable"


def test_a_zip_that_is_cut_off_is_unreadable(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx")
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    assert code_of(path) == "unreadable"


def test_a_damaged_part_is_unreadable(tmp_path: Path) -> None:
    assert code_of(word(tmp_path / "a.docx", extra={"word/document.xml": b"<a><b></a>"})) == "unreadable"


def test_an_encrypted_zip_is_encrypted(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "x")
    content = bytearray(buffer.getvalue())
    content[6] |= 1
    content[content.find(b"PK\x01\x02") + 8] |= 1
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    assert code_of(path) == "encrypted"
