"""A report is read in the child process, and kept only when it could be read."""

import io
from pathlib import Path

import pytest
import typst

from tests.unit.files import made
from trienkhai.files import actions, outside, sandbox
from trienkhai.files.errors import RefusedInside
from trienkhai.files.models import StoredFile
from trienkhai.reading.messages import TEMPLATES

REPORT = "Trong quý đã mở 85 lớp cho 5.771 học viên."


def pdf(folder: Path) -> bytes:
    (folder / "report.typ").write_text(REPORT, encoding="utf-8")
    return typst.compile(folder / "report.typ")


def content_of(kind: str, folder: Path) -> bytes:
    match kind:
        case "docx":
            return made.word("BÁO CÁO", REPORT)
        case "pdf":
            return pdf(folder)
        case "html":
            return f"<!DOCTYPE html><html><body><article><p>{REPORT}</p></article></body></html>".encode()
    return f"BÁO CÁO\n\n{REPORT}\n".encode()


@pytest.mark.django_db
@pytest.mark.parametrize("end", ["docx", "pdf", "html", "txt", "md"])
def test_each_kind_of_report_is_read_with_the_place_of_each_figure(root: Path, tmp_path: Path, end: str) -> None:
    opened = actions.store_opened(content_of(end, tmp_path), name=f"Báo cáo.{end}")
    found = opened.found
    assert found["document"] == f"Báo cáo.{end}"
    assert [figure["value"] for figure in found["figures"]] == [85, 5771]
    for figure in found["figures"]:
        assert found["text"][figure["start"] : figure["end"]] == figure["text"]
        start, sentence_end = figure["sentence"]
        assert start <= figure["start"] < figure["end"] <= sentence_end
    assert opened.stored.kind == {"md": "txt"}.get(end, end)


@pytest.fixture
def no_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without LibreOffice and Tesseract."""
    monkeypatch.setattr(outside, "office", lambda: None)
    monkeypatch.setattr(outside, "tesseract", lambda: None)


REFUSED = [
    ("classified", "Văn bản.docx", made.word("TỐI MẬT", "BÁO CÁO", REPORT)),
    ("scanned", "Bản chụp.pdf", made.pdf()),
    ("empty", "Trống.docx", made.word(" ")),
    ("empty", "Trống.txt", b" \n\n"),
    ("scanned", "Ảnh.png", made.PNG),
    ("no_office", "Cũ.doc", made.ole("WordDocument")),
    ("no_office", "Tự do.odt", made.open_text()),
    ("not_readable", "Biểu.xlsx", made.workbook()),
    ("encrypted", "Khóa.docx", made.ole("EncryptedPackage")),
    ("external_entities", "Thực thể.docx", made.with_parts(made.word(), {"word/document.xml": made.ENTITY})),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "name", "content"), REFUSED, ids=[f"{code} {name}" for code, name, _ in REFUSED])
@pytest.mark.usefixtures("no_programs")
def test_what_cannot_be_read_is_not_kept(root: Path, code: str, name: str, content: bytes) -> None:
    with pytest.raises(RefusedInside) as refused:
        actions.store_opened(content, name=name)
    assert refused.value.code == code
    assert not [path for path in root.rglob("*") if path.is_file()]
    assert not StoredFile.objects.exists()


UNREAD = [
    ("scanned", "Bản chụp.pdf", made.pdf(), "apt install tesseract-ocr-vie"),
    ("scanned", "Ảnh.jpg", made.JPG, "apt install tesseract-ocr-vie"),
    ("no_office", "Cũ.doc", made.ole("WordDocument"), "apt install libreoffice-writer-nogui"),
]


@pytest.mark.django_db
@pytest.mark.usefixtures("no_programs")
@pytest.mark.parametrize(("code", "name", "content", "install"), UNREAD, ids=[name for _, name, _, _ in UNREAD])
def test_a_paper_without_words_is_kept_with_the_reason(
    root: Path, code: str, name: str, content: bytes, install: str
) -> None:
    opened = actions.read_or_keep(io.BytesIO(content), name=name)
    assert opened.stored.path.read_bytes() == content
    assert opened.stored.kind == name.rpartition(".")[2]
    assert (opened.found["text"], opened.found["figures"]) == ("", [])
    (finding,) = opened.found["findings"]
    assert finding["code"] == code
    assert install in finding["message"]
    assert TEMPLATES[code].format(**finding["values"])


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["empty", "classified", "encrypted"])
def test_other_refusals_keep_nothing(root: Path, code: str) -> None:
    name, content = next((name, content) for found, name, content in REFUSED if found == code)
    with pytest.raises(RefusedInside):
        actions.read_or_keep(content, name=name)
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Báo cáo.docx", "Báo cáo.docx"),
        ("../../etc/passwd", "passwd"),
        ("..", "passed"),
        ("ă" * 200 + ".docx", ".docx"),
    ],
)
def test_a_refusal_names_the_file_as_its_owner_does(tmp_path: Path, name: str, called: str) -> None:
    path = tmp_path / "passed"
    path.write_bytes(made.word(" "))
    with pytest.raises(RefusedInside, match="rỗng") as refused:
        sandbox.run("read", path, name=name)
    assert called in str(refused.value)


def test_real_reports_are_read_within_the_limits(samples: Path) -> None:
    for path in sorted((samples / "seeds").glob("*.txt")):
        found = sandbox.run("read", path, name=path.name, seconds=20)
        assert found["text"].encode() == path.read_bytes()
        assert found["reading"]["figures"]
