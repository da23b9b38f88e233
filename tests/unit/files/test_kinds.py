"""A file is what its content is; its name only has to agree."""

from pathlib import Path

import pytest

from tests.unit.files import made
from trienkhai.files import kinds
from trienkhai.files.advice import ADVICE
from trienkhai.files.errors import Empty, NotTaken, NotWhatItClaims, Unreadable
from trienkhai.files.kinds import Kind


def check(folder: Path, content: bytes, name: str) -> Kind:
    path = folder / "content"
    path.write_bytes(content)
    return kinds.check(path, name)


TAKEN = [
    ("baocao.docx", made.word(), Kind.DOCX),
    ("BAO CAO.DOCX", made.word(), Kind.DOCX),
    ("Báo cáo quý 1.2026", made.word(), Kind.DOCX),  # an end that claims nothing
    ("baocao", made.word(), Kind.DOCX),
    ("cu.doc", made.ole("WordDocument"), Kind.DOC),
    ("tu-do.odt", made.open_text(), Kind.ODT),
    ("cu.rtf", b"{\\rtf1 xin}", Kind.RTF),
    ("bieu.xlsx", made.workbook(), Kind.XLSX),
    ("congvan.pdf", made.pdf(), Kind.PDF),
    ("cam-in.pdf", made.pdf(made.encryption(b"")), Kind.PDF),  # printing forbidden, reading not
    ("trang.html", "<!-- lưu -->\n<!DOCTYPE html><html><body>Đã mở 85 lớp</body></html>".encode(), Kind.HTML),
    ("trang.htm", b'\xef\xbb\xbf<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', Kind.HTML),
    ("baocao.txt", "Đã mở 85 lớp".encode(), Kind.TXT),
    ("baocao.md", "# Báo cáo\n\n- 85 lớp".encode(), Kind.TXT),
    ("bieu.csv", "don_vi;so_lop\nxa_an;85\n".encode("utf-16"), Kind.TXT),
    ("cu.txt", "Đã mở 85 lớp".encode("cp1258", "replace"), Kind.TXT),
    ("utf16.txt", "Đã mở 85 lớp cho 5.771 học viên".encode("utf-16-le"), Kind.TXT),
    ("utf16.md", "Đã mở 85 lớp cho 5.771 học viên".encode("utf-16-be"), Kind.TXT),
    ("anh.png", made.PNG, Kind.PNG),
    ("anh.jpeg", made.JPG, Kind.JPG),
]


@pytest.mark.parametrize(("name", "content", "kind"), TAKEN, ids=[name for name, _, _ in TAKEN])
def test_what_is_taken(tmp_path: Path, name: str, content: bytes, kind: Kind) -> None:
    assert check(tmp_path, content, name) is kind


MACRO_TYPES = made.CONTENT_TYPES.replace(
    "openxmlformats-officedocument.spreadsheetml.sheet", "ms-excel.sheet.macroEnabled"
)
REMOTE = (
    f'<Relationships xmlns="{made.PACKAGE}"><Relationship Id="rId1" Type="{made.OFFICE}/attachedTemplate" '
    'Target="http://example.org/a.dotm" TargetMode="External"/></Relationships>'
)
REFUSED = [
    ("encrypted", "mat-khau.docx", made.ole("EncryptionInfo", "EncryptedPackage")),
    ("encrypted", "mat-khau.pdf", made.pdf(made.encryption(b"bi mat"))),
    ("encrypted", "la.pdf", made.pdf("/Encrypt << /Filter /Nobody >> /ID [<00> <00>]")),
    ("macros", "cu.doc", made.ole("WordDocument", "Macros", "VBA", "_VBA_PROJECT")),
    ("macros", "tu-do.odt", made.open_text({"Basic/Standard/Module1.xml": "<a/>"})),
    ("encrypted", "cu.doc", made.locked_doc()),
    ("encrypted", "tu-do.odt", made.open_text({"META-INF/manifest.xml": "<manifest:encryption-data/>"})),
    ("external_entities", "tu-do.odt", made.open_text({"content.xml": made.ENTITY})),
    ("old_format", "cu.xls", made.ole("Workbook")),
    ("old_format", "tu-do.ods", made.zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"})),
    ("macros", "macro.docx", made.with_parts(made.word(), {"word/vbaProject.bin": b"\0"})),
    ("macros", "macro.docm", made.with_parts(made.word(), {"word/vbaProject.bin": b"\0"})),
    ("macros", "macro.xlsx", made.with_parts(made.workbook(), {"[Content_Types].xml": MACRO_TYPES})),
    ("expands_too_far", "bom.docx", made.with_parts(made.word(), {"word/document.xml": b" " * (40 << 20)})),
    ("expands_too_far", "bom.xlsx", made.with_parts(made.workbook(), {f"a{n}": "" for n in range(5000)})),
    ("external_entities", "thuc-the.docx", made.with_parts(made.word(), {"word/document.xml": made.ENTITY})),
    ("external_entities", "an.docx", made.with_parts(made.word(), {"word/header9.xml": made.ENTITY.encode("utf-16")})),
    ("external_template", "mau.docx", made.with_parts(made.word(), {"word/_rels/settings.xml.rels": REMOTE})),
    ("archive", "nen.zip", made.zipped({"baocao.docx": made.word()})),
    ("archive", "nen.rar", b"Rar!\x1a\x07\x01\x00" + b"\0" * 20),
    ("archive", "nen.docx", b"7z\xbc\xaf\x27\x1c" + b"\0" * 20),
    ("program", "baocao.docx.exe", b"MZ" + b"\0" * 100),
    ("program", "baocao.docx", b"\x7fELF" + b"\0" * 100),
    ("program", "chay.txt", b"#!/bin/sh\nls\n"),
    ("not_taken", "chieu.pptx", made.zipped({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": ""})),
    ("not_taken", "la.bin", bytes(range(256))),
    ("not_taken", "hinh.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
    ("not_taken", "ole.docx", made.ole("Something")),
]  # fmt: skip


@pytest.mark.parametrize(("code", "name", "content"), REFUSED, ids=[f"{code} {name}" for code, name, _ in REFUSED])
def test_what_is_not_taken_and_why(tmp_path: Path, code: str, name: str, content: bytes) -> None:
    with pytest.raises(NotTaken) as refused:
        check(tmp_path, content, name)
    assert refused.value.code == code
    assert str(refused.value) in [sentence for _, sentence in ADVICE.values()]


CONTRADICTIONS = [
    ("baocao.docx", made.pdf(), ".docx", ".pdf"),
    ("baocao.pdf", made.word(), ".pdf", ".docx"),
    ("bieu.docx", made.workbook(), ".docx", ".xlsx"),
    ("trang.txt", b"<html><script>1</script></html>", ".txt", ".html"),
    ("trang.doc", b"<html>Word</html>", ".doc", ".html"),
    ("baocao.doc", made.word(), ".doc", ".docx"),
    ("baocao.docx", made.open_text(), ".docx", ".odt"),
    ("baocao.odt", made.ole("WordDocument"), ".odt", ".doc"),
    ("baocao.docx", "Đã mở 85 lớp".encode(), ".docx", ".txt"),
    ("anh.pdf", made.JPG, ".pdf", ".jpg"),
    ("baocao.exe", made.word(), ".exe", ".docx"),
    ("chay.js", b"alert(1)", ".js", ".txt"),
]


@pytest.mark.parametrize(("name", "content", "claimed", "found"), CONTRADICTIONS)
def test_a_name_that_contradicts_the_content_is_told_with_both(
    tmp_path: Path, name: str, content: bytes, claimed: str, found: str
) -> None:
    with pytest.raises(NotWhatItClaims) as refused:
        check(tmp_path, content, name)
    assert f"ghi {claimed} " in str(refused.value)
    assert f"là {found}." in str(refused.value)


def test_an_empty_file(tmp_path: Path) -> None:
    with pytest.raises(Empty):
        check(tmp_path, b"", "baocao.docx")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("dut.docx", made.word()[:3000]),
        ("dut.pdf", b"%PDF-1.7\nnothing more"),
        ("dut.xlsx", b"PK\x03\x04" + b"\0" * 50),
    ],
)
def test_a_damaged_file(tmp_path: Path, name: str, content: bytes) -> None:
    with pytest.raises(Unreadable):
        check(tmp_path, content, name)


def test_a_locked_zip_is_encrypted(tmp_path: Path) -> None:
    content = bytearray(made.word())
    content[content.rfind(b"PK\x01\x02") + 8] |= 1  # the flag of the last part
    with pytest.raises(NotTaken) as refused:
        check(tmp_path, bytes(content), "baocao.docx")
    assert refused.value.code == "encrypted"
