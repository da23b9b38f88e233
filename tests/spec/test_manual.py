"""The manual page says what the tests check."""

from tests.spec.manual import PAGE, page


def test_the_manual_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tests.spec.manual"
