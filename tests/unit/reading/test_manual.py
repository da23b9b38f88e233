"""The page of accepted forms says what the reader reads."""

import pytest

from tests.unit.reading.manual import PAGE, page
from trienkhai.reading import read
from trienkhai.reading.lexicon import table

READ = [text for group in table("variants")["group"] if not group.get("none") for text in group["texts"]]
NOT_READ = [text for group in table("variants")["group"] if group.get("none") for text in group["texts"]]


def test_the_manual_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tests.unit.reading.manual"


@pytest.mark.parametrize("text", READ)
def test_each_form_is_read_whole(text: str) -> None:
    found = read(text).citations
    assert found
    left = text
    for citation in found:
        left = left.replace(citation.text, "", 1)
    assert left.strip(" ,") in ("", "và", "về", "theo  và"), left


@pytest.mark.parametrize("text", NOT_READ)
def test_what_is_no_citation_is_left_alone(text: str) -> None:
    assert read(text).citations == ()
