"""A report whose words cannot be had: the file is kept and shown, the page says why, and the figures are typed."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.pages.test_collection import as_ as as_  # fixtures
from tests.pages.test_collection import at
from tests.pages.test_collection import draft as draft
from tests.unit.collection.conftest import asking as asking
from tests.unit.files import made
from trienkhai.collection.models import Submission
from trienkhai.files import outside

UNREAD = [
    ("bao-cao.pdf", made.pdf(), "chưa cài Tesseract: apt install tesseract-ocr-vie"),
    ("bao-cao.png", made.PNG, "chưa cài Tesseract: apt install tesseract-ocr-vie"),
    ("bao-cao.doc", made.ole("WordDocument"), "apt install libreoffice-writer-nogui"),
]


@pytest.mark.parametrize(("name", "content", "reason"), UNREAD, ids=[name for name, _, _ in UNREAD])
def test_the_file_is_kept_and_the_page_says_why(
    as_: Any, draft: Submission, name: str, content: bytes, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "office", lambda: None)
    monkeypatch.setattr(outside, "tesseract", lambda: None)
    client = as_("officer_an")
    answer = client.post(at("upload", draft), {"file": SimpleUploadedFile(name, content)}, follow=True)
    assert answer.status_code == 200
    assert reason in answer.content.decode()
    narrative = draft.narratives.get()
    assert b"".join(client.get(at("narrative_file", narrative)).streaming_content) == content
    again = client.post(at("upload", draft), {"file": SimpleUploadedFile(name, content)}, follow=True)
    assert again.status_code == 200
    assert draft.narratives.count() == 1


def test_in_english_too(as_: Any, draft: Submission, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "tesseract", lambda: None)
    client = as_("officer_an")
    file = SimpleUploadedFile("bao-cao.pdf", made.pdf())
    client.post(at("upload", draft), {"file": file})
    client.cookies["django_language"] = "en"
    page = client.get(at("narrative", draft.narratives.get())).content.decode()
    assert "scanned; Tesseract not installed: apt install tesseract-ocr-vie" in page
