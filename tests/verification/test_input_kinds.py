"""One invented report in every kind of file gives the same figures; LibreOffice and Tesseract are the real ones."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
import typst

from tests.unit.reading.test_opening_text import in_cp1258, in_tcvn3, in_vni
from trienkhai.files import outside, sandbox
from trienkhai.files.errors import RefusedInside, TimedOut

HEAD = [
    ("UBND XÃ HOA SEN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("Số: 15/BC-UBND", "Hoa Sen, ngày 05 tháng 01 năm 2027"),
]
TITLE = "BÁO CÁO"
SUBJECT = "Kết quả học tập cộng đồng và dịch vụ năm 2026"
PARAGRAPHS = [
    "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/02/2026 của Ủy ban nhân dân tỉnh, Ủy ban nhân dân xã báo cáo như sau:",
    "Trong năm 2026, toàn xã đã mở 85 lớp cho hơn 5.771 học viên, đạt 97,8% kế hoạch; giúp 12 hộ nghèo và 7 hợp tác xã"
    " ở các thôn xa trung tâm sửa lại chuồng trại trước mùa mưa.",
    "Xã đã sửa 34 căn nhà, trồng khoảng 1.250 cây xanh ở các tuyến đường; kinh phí 1,2 tỷ đồng do nhân dân đóng góp.",
    "Bộ phận một cửa tiếp nhận 2.346 hồ sơ, giải quyết đúng hạn 2.301 hồ sơ; mở 15 buổi tiêm chủng cho 615 trẻ em.",
]
TABLE = [("Thôn", "Số lớp", "Số học viên"), ("Đồi Sim", "30", "2.100"), ("Rừng Cọ", "55", "3.671")]
LAST = "Trong năm tới, xã phấn đấu mở thêm 20 lớp và trồng thêm ít nhất 400 cây."
FIGURES = [
    (85, "count", "lớp", None), (5771, "count", "học viên", "at_least"), (97.8, "percent", "kế hoạch", None),
    (12, "count", "hộ nghèo", None), (7, "count", "hợp tác xã", None), (34, "count", "căn nhà", None),
    (1250, "count", "cây xanh", "about"), (1_200_000_000, "money", "kinh phí", None), (2346, "count", "hồ sơ", None),
    (2301, "count", "hồ sơ", None), (15, "count", "buổi", None), (615, "count", "trẻ em", None),
    (30, "count", "lớp", None), (2100, "count", "học viên", None), (55, "count", "lớp", None),
    (3671, "count", "học viên", None), (20, "count", "lớp", None), (400, "count", "cây", "at_least"),
]  # fmt: skip


def need(program: str | None, package: str) -> str:
    """The path of a program; a machine without it fails with the line that installs it, never a silent skip."""
    if program is None:
        pytest.fail(f"it is missing: apt install --no-install-recommends {package}")
    return program


def word(path: Path, typed: Callable[[str], str] = str, font: str | None = None) -> Path:
    """The report as .docx; `typed`: as the letters of `font` are stored."""
    document = docx.Document()
    usual = document.styles["Normal"].font
    usual.name, usual.size = font or "Times New Roman", docx.shared.Pt(13)  # as Decree 30 has it
    document.sections[0].bottom_margin = docx.shared.Cm(1)  # one page is one picture
    head = document.add_table(len(HEAD), 2)
    for row, texts in zip(head.rows, HEAD, strict=True):
        row.cells[0].text, row.cells[1].text = map(typed, texts)
    for text in (TITLE, SUBJECT, *PARAGRAPHS):
        document.add_paragraph(typed(text))
    table = document.add_table(0, 3, "Table Grid")
    for texts in TABLE:
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = typed(text)
    document.add_paragraph(typed(LAST))
    document.save(str(path))
    return path


def plain() -> str:
    """The report as a text file, broken in the middle of phrases."""
    lines = [f"{left}    {right}" for left, right in HEAD] + ["", TITLE, SUBJECT, ""]
    for text in PARAGRAPHS:
        lines += [*wrapped(text), ""]
    return "\n".join([*lines, *("\t".join(row) for row in TABLE), "", *wrapped(LAST)]) + "\n"


def wrapped(text: str) -> list[str]:
    lines = [""]
    for part in text.split():
        if len(lines[-1]) + len(part) > 70:
            lines.append("")
        lines[-1] = f"{lines[-1]} {part}".strip()
    return lines


def page() -> str:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in TABLE)
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    return (
        f"<html><head><meta charset=utf-8><title>{SUBJECT}</title></head><body><nav><a href=/>Trang chủ 3</a></nav>"
        f"<h1>{SUBJECT}</h1><article>{body}<table>{rows}</table><p>{LAST}</p></article>"
        "<footer>Đang truy cập: 15</footer></body></html>"
    )


def convert(path: Path, kind: str) -> Path:
    soffice = need(outside.office(), "libreoffice-writer-nogui")
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", kind, "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return path.with_suffix(f".{kind}")


Picture = tuple[int, int, bytes]


def pictures(path: Path, dots: int = 200, turned: int = 0) -> list[Picture]:
    """Width, height and grey letters of each page."""
    out = []
    with pypdfium2.PdfDocument(path) as document:
        for sheet in document:
            drawn = sheet.render(scale=dots / 72, grayscale=True, rotation=turned)
            grey = bytes(drawn.buffer)
            rows = (grey[n * drawn.stride : n * drawn.stride + drawn.width] for n in range(drawn.height))
            out.append((drawn.width, drawn.height, b"".join(rows)))
    return out


def scanned(path: Path, pages: Iterable[Picture], dots: int = 200) -> Path:
    """A .pdf that holds nothing but pictures."""
    objects, kids = [b"<</Type/Catalog/Pages 2 0 R>>", b""], []
    for width, height, grey in pages:
        packed = zlib.compress(grey)
        objects.append(
            b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8"
            b"/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (width, height, len(packed), packed)
        )
        wide, high = width * 72 // dots, height * 72 // dots
        drawing = b"%d 0 0 %d 0 0 cm /I Do" % (wide, high)
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(drawing), drawing))
        count = len(objects)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Resources<</XObject<</I %d 0 R>>>>/Contents %d 0 R>>"
            % (wide, high, count - 1, count)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    path.write_bytes(out + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (len(objects) + 1, table, end))
    return path


def png(path: Path, picture: Picture) -> Path:
    width, height, grey = picture
    rows = b"".join(b"\0" + grey[n * width : (n + 1) * width] for n in range(height))

    def part(name: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 0, 0, 0, 0])
    parts = part(b"IHDR", head) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + parts)
    return path


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The report in every kind of file."""
    folder = tmp_path_factory.mktemp("kinds")
    need(outside.tesseract(), "tesseract-ocr tesseract-ocr-vie")
    files = {"docx": word(folder / "a.docx")}
    for kind in ("doc", "odt", "rtf", "pdf"):
        files[kind] = convert(files["docx"], kind)
    files["tcvn3 docx"] = word(folder / "tcvn3.docx", in_tcvn3, ".VnTime")
    files["tcvn3 doc"] = convert(files["tcvn3 docx"], "doc")
    whole = pictures(files["pdf"])
    files["scanned"] = scanned(folder / "scanned.pdf", whole)
    files["scanned on its side"] = scanned(folder / "turned.pdf", pictures(files["pdf"], turned=90))
    files["png"] = png(folder / "a.png", pictures(files["pdf"], 300)[0])
    texts = {
        "html": page().encode(),
        "txt": plain().encode(),
        "utf-16": b"\xff\xfe" + plain().encode("utf-16-le"),
        "cp1258": in_cp1258(plain()),
        "tcvn3": in_tcvn3(plain()).encode("latin-1"),
        "vni": in_vni(plain()).encode("latin-1", "replace"),
    }
    for name, content in texts.items():
        files[name] = folder / f"{name}.{'html' if name == 'html' else 'txt'}"
        files[name].write_bytes(content)
    return files


KINDS = [
    "docx", "doc", "odt", "rtf", "pdf", "html", "txt", "utf-16", "cp1258", "tcvn3", "vni", "tcvn3 docx", "tcvn3 doc",
    "scanned", "scanned on its side", "png",
]  # fmt: skip
SAID = {
    "scanned": ["recognised"], "scanned on its side": ["recognised"], "png": ["recognised"],
    "tcvn3 docx": ["converted_tcvn3"], "tcvn3 doc": ["converted_tcvn3"],
    "cp1258": ["converted_cp1258"], "tcvn3": ["converted_tcvn3"], "vni": ["converted_vni"],
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_report_gives_the_same_figures(reports: dict[str, Path], kind: str) -> None:
    found = sandbox.run("read", reports[kind], name=reports[kind].name)
    reading = found["reading"]
    assert [(f["value"], f["kind"], f["unit"], f["qualifier"]) for f in reading["figures"]] == FIGURES
    assert [c["key"] for c in reading["citations"]][-1] == "12/KH-UBND"
    codes = [f["code"] for f in reading["findings"] if f["code"].split("_")[0] in ("recognised", "converted", "pages")]
    assert codes == SAID.get(kind, [])
    assert found["kind"] == reports[kind].suffix[1:]
    for mark in (*reading["figures"], *reading["findings"]):
        assert found["text"][mark["start"] : mark["end"]] == mark["text"]


def test_the_command_reads_them_all_in_order(reports: dict[str, Path]) -> None:
    names = [str(reports[kind]) for kind in ("doc", "scanned", "tcvn3", "html")]
    done = subprocess.run(
        [sys.executable, "-m", "trienkhai.cli", "read", "--json", *names], capture_output=True, check=True
    )
    documents = [json.loads(line) for line in done.stdout.splitlines()]
    assert [document["document"] for document in documents] == names
    assert [[f["value"] for f in document["figures"]] for document in documents] == [[f[0] for f in FIGURES]] * 4


def test_pages_that_are_pictures_are_read_between_the_others(reports: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "mixed.pdf"
    parts = [
        typst.compile("Đã khám cho 9 hộ.".encode()),
        reports["scanned"],
        typst.compile("Còn 8 hộ chưa khám.".encode()),
    ]
    with pypdfium2.PdfDocument.new() as mixed:
        for part in parts:
            with pypdfium2.PdfDocument(part) as source:
                mixed.import_pages(source)
        mixed.save(path)
    found = sandbox.run("read", path, name="mixed.pdf")["reading"]
    assert [f["value"] for f in found["figures"]] == [9, *(f[0] for f in FIGURES), 8]
    assert [f["place"]["page"] for f in found["figures"]] == [1, *[2] * len(FIGURES), 3]
    said = next(f for f in found["findings"] if f["code"] == "recognised")
    assert (said["values"], said["place"]["page"]) == ({"pages": "2"}, 2)


def without(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    which = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name, *more: None if name == program else which(name, *more))


def test_without_tesseract_a_scan_says_what_to_install(
    reports: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    without(monkeypatch, "tesseract")
    with pytest.raises(RefusedInside, match="bản quét; chưa cài Tesseract: apt install tesseract-ocr-vie") as refused:
        sandbox.run("read", reports["scanned"], name="quét.pdf")
    assert refused.value.code == "scanned"


def test_a_long_scan_is_refused(reports: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "MOST_SCANNED", 0)
    with pytest.raises(RefusedInside, match="nhận dạng được 0 trang") as refused:
        sandbox.run("read", reports["scanned"], name="quét.pdf")
    assert refused.value.code == "scanned_long"


def test_when_time_runs_out_the_pages_that_are_missing_are_named(
    reports: dict[str, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = scanned(tmp_path / "two.pdf", pictures(reports["pdf"]) * 2)
    monkeypatch.setattr(outside, "OCR_TOGETHER", 0.5)  # the first page takes longer
    found = sandbox.run("read", path, name="hai.pdf")["reading"]
    assert {f["code"]: f["values"] for f in found["findings"] if "pages" in f["values"]} == {
        "recognised": {"pages": "1"},
        "pages_unread": {"pages": "2"},
    }


# --- hostile files ----------------------------------------------------------------------------------------------------


def linked(target: Path, folder: Path) -> Path:
    """An .odt that shows another file of this machine as a part of its own."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    path = folder / "moc.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
            'manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry '
            'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
        )
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{space}:office:1.0" xmlns:text="{space}:text:1.0" '
            'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body><office:text>'
            '<text:p>Đã mở 85 lớp.</text:p><text:section text:name="a"><text:section-source xlink:type="simple" '
            f'xlink:href="{target.as_uri()}"/><text:p>cũ</text:p></text:section></office:text></office:body>'
            "</office:document-content>",
        )
    return path


def test_libreoffice_shows_no_other_file_of_the_machine(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("mat khau la 123456")
    found = sandbox.run("read", linked(secret, tmp_path), name="moc.odt")
    assert "Đã mở 85 lớp." in found["text"]
    assert "123456" not in found["text"]


@pytest.fixture
def outcome(tmp_path: Path) -> Any:
    """What a shell script may do as an outside program: its words, or nothing where it could not even write them."""

    def run(script: str, **limits: Any) -> str:
        scratch = tmp_path / "scratch"
        scratch.mkdir(exist_ok=True)
        given = {"seconds": 10, "memory": 1 << 30} | limits
        outside._tool(["/bin/sh", "-c", script], scratch, **given)
        said = scratch / "said"
        return said.read_text() if said.exists() else ""

    return run


def test_an_outside_program_sees_and_changes_only_its_folder(outcome: Any, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("geheim")
    script = f"cat {tmp_path}/secret > said; echo x > {tmp_path}/new; echo ende >> said"
    assert outcome(script) == "ende\n"
    assert not (tmp_path / "new").exists()
    assert outcome("cat /etc/hostname /etc/shadow > said 2>/dev/null; env >> said").count("DATABASE") == 0


def test_an_outside_program_reaches_nobody(outcome: Any) -> None:
    assert (
        outcome("cat /sys/class/net/lo/operstate > said 2>&1; ls /sys/class/net >> said 2>&1; echo ende >> said")[-5:]
        == "ende\n"
    )


def test_what_an_outside_program_starts_dies_with_it(outcome: Any) -> None:
    marker = f"trienkhai-{os.getpid()}"
    outcome(f"setsid sh -c 'sleep 77 # {marker}' & sleep 0.2; echo ende > said")
    running = [p for p in Path("/proc").glob("[0-9]*/cmdline") if marker.encode() in _read(p)]
    assert running == []


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def test_an_outside_program_that_sleeps_or_eats_is_stopped(outcome: Any, tmp_path: Path) -> None:
    with pytest.raises(TimedOut):
        outcome("sleep 30", seconds=1)
    assert outcome("head -c 400000000 /dev/zero > big; echo ende > said") == "ende\n"
    (tmp_path / "scratch" / "said").unlink()
    eats = "awk 'BEGIN { x = \"a\"; while (length(x) < 1e9) x = x x }' && echo ende > said"
    assert outcome(eats, memory=200 << 20) == ""


@pytest.mark.parametrize(
    "content",
    [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0" * 99, b"{\\rtf1" + b"{" * 9999],
)
def test_broken_files_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "hong"
    path.write_bytes(content)
    with pytest.raises(Exception, match=r"LibreOffice|rỗng"):
        sandbox.run("read", path, name="hong")
