"""A report is read in the child process, and kept only when it could be read."""

from pathlib import Path

import pytest
import typst

from tests.unit.files import made
from trienkhai.files import actions, sandbox
from trienkhai.files.errors import RefusedInside
from trienkhai.files.models import StoredFile

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


REFUSED = [
    ("classified", "Văn bản.docx", made.word("TỐI MẬT", "BÁO CÁO", REPORT)),
    ("scanned", "Bản chụp.pdf", made.pdf()),
    ("empty", "Trống.docx", made.word(" ")),
    ("empty", "Trống.txt", b" \n\n"),
    ("not_readable", "Ảnh.png", made.PNG),
    ("not_readable", "Biểu.xlsx", made.workbook()),
    ("encrypted", "Khóa.docx", made.ole("EncryptedPackage")),
    ("external_entities", "Thực thể.docx", made.with_parts(made.word(), {"word/document.xml": made.ENTITY})),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "name", "content"), REFUSED, ids=[f"{code} {name}" for code, name, _ in REFUSED])
def test_what_cannot_be_read_is_not_kept(root: Path, code: str, name: str, content: bytes) -> None:
    with pytest.raises(RefusedInside) as refused:
        actions.store_opened(content, name=name)
    assert refused.value.code == code
    assert not [path for path in root.rglob("*") if path.is_file()]
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
