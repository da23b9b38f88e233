"""The one function that answers with a file."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from django.http import FileResponse

from tests.unit.files import made
from trienkhai.files import actions, pages
from trienkhai.files.errors import Missing

pytestmark = pytest.mark.django_db


def body(response: FileResponse) -> bytes:
    content = b"".join(response.streaming_content)
    response.close()
    return content


def test_a_file_is_sent_with_every_precaution(root: Path) -> None:
    content = made.word()
    response = pages.answer(actions.store(content, name="a.docx"), name="Báo cáo số 15.docx")
    assert response["Content-Type"].endswith("wordprocessingml.document")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert "private" in response["Cache-Control"]
    assert response["Content-Length"] == str(len(content))
    kind, name = response["Content-Disposition"].split("; filename*=utf-8''")
    assert (kind, unquote(name)) == ("attachment", "Báo cáo số 15.docx")
    assert body(response) == content


@pytest.mark.parametrize(
    ("name", "content", "shown"),
    [
        ("a.pdf", made.pdf(), "inline"),
        ("a.png", made.PNG, "inline"),
        ("a.jpg", made.JPG, "inline"),
        ("a.txt", b"85 lop", "inline"),
        ("a.html", b"<html><script>alert(1)</script></html>", "attachment"),
        ("a.docx", made.word(), "attachment"),
        ("a.xlsx", made.workbook(), "attachment"),
    ],
)
def test_only_what_is_harmless_is_shown_in_the_browser(root: Path, name: str, content: bytes, shown: str) -> None:
    response = pages.answer(actions.store(content, name=name), name=name, inline=True)
    assert response["Content-Disposition"].split(";")[0] == shown
    response.close()


@pytest.mark.parametrize(
    ("name", "kind", "given"),
    [
        ("bao cao.docx", "docx", "bao cao.docx"),
        ("bao cao", "docx", "bao cao.docx"),
        ("bao cao 1.2026", "docx", "bao cao 1.2026.docx"),
        ("bieu.csv", "txt", "bieu.csv"),
        ("anh.JPEG", "jpg", "anh.JPEG"),
        ("hai.html.txt", "html", "hai.html.txt.html"),
        ("../../etc/passwd", "txt", "etc passwd.txt"),
        ("a\r\nSet-Cookie: b=1", "pdf", "a Set-Cookie b=1.pdf"),
        ("fdp.\u202eexe", "pdf", "fdp. exe.pdf"),
        ("...", "pdf", "tep.pdf"),
        ("a" * 300, "pdf", "a" * 150 + ".pdf"),
    ],
)
def test_a_name_can_be_saved_anywhere_and_tells_the_kind(name: str, kind: str, given: str) -> None:
    assert pages.file_name(name, kind) == given


def test_a_content_that_is_gone_is_told(root: Path) -> None:
    stored = actions.store(b"85 lop", name="a.txt")
    stored.path.unlink()
    with pytest.raises(Missing, match="trienkhai verify"):
        pages.answer(stored, name="a.txt")


def test_what_was_made_this_moment_is_sent_with_the_same_precautions() -> None:
    response = pages.answer_made(b"PK", name="Dự thảo", kind="docx")
    for header in ("X-Content-Type-Options", "Content-Security-Policy", "Cache-Control"):
        assert response[header]
    assert response["Content-Disposition"].startswith("attachment")
    assert unquote(response["Content-Disposition"]).endswith("Dự thảo.docx")
    assert body(response) == b"PK"
