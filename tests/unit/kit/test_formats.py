"""Numbers, days and moments as pages write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from trienkhai.kit import formats
from trienkhai.vietnamese import N_, DoubtfulNumber, Refusal

VALUES = st.decimals(min_value=-(10**11), max_value=10**11, places=4, allow_nan=False)


@pytest.mark.parametrize(
    ("value", "decimals", "vi", "en"),
    [
        (Decimal("30850"), None, "30.850", "30,850"),
        (Decimal("97.84"), 1, "97,8", "97.8"),
        (Decimal("97.80"), None, "97,8", "97.8"),
        (12, 0, "12", "12"),
        (0, None, "0", "0"),
        (1.5, None, "1,5", "1.5"),
        (Decimal(5), "", "5", "5"),
        (None, 2, "", ""),
        ("", None, "", ""),
    ],
)
def test_a_number_is_written_in_the_language_of_the_page(value, decimals, vi, en):
    with translation.override("vi"):
        assert formats.number(value, decimals) == vi
    with translation.override("en"):
        assert formats.number(value, decimals) == en


def test_a_percentage_keeps_its_sign_on_the_line():
    with translation.override("vi"):
        assert formats.percent(Decimal("97.84"), 1) == "97,8\u00a0%"
        assert formats.percent(None) == ""
    with translation.override("en"):
        assert formats.percent(Decimal("97.84"), 1) == "97.8%"


def test_a_moment_is_shown_in_the_local_time_zone():
    late = datetime(2026, 2, 4, 18, 30, tzinfo=UTC)
    assert formats.moment(late) == "01:30 05/02/2026"
    assert formats.day(late) == "05/02/2026"
    assert formats.day(date(2026, 2, 5)) == formats.moment(date(2026, 2, 5)) == "05/02/2026"
    assert formats.day(None) == formats.moment(None) == ""


def test_an_input_shows_what_was_typed():
    assert formats.typed("30,850") == "30,850"
    assert formats.typed(None) == formats.typed("") == ""
    assert formats.typed_day("32/13/2026") == "32/13/2026"
    assert formats.typed_day(date(2026, 2, 5)) == "05/02/2026"
    assert formats.typed_day(None) == ""


@pytest.mark.parametrize("language", ["vi", "en"])
@given(value=VALUES)
def test_what_an_input_shows_is_read_back_exactly(language, value):
    with translation.override(language):
        assert formats.read_number(formats.typed(value)) == value


def test_a_doubtful_number_is_refused_in_both_languages():
    for language in ("vi", "en"):
        with translation.override(language), pytest.raises(DoubtfulNumber):
            formats.read_number("1.50" if language == "vi" else "1,50")


@pytest.mark.parametrize(("code", "word"), [("at_least", "trên"), ("at_most", "dưới"), ("about", "khoảng"), (None, "")])
def test_a_qualifier_is_a_word(code, word):
    assert formats.qualifier(code) == word


def test_a_refusal_speaks_with_its_values():
    assert formats.in_words(Refusal(N_("«{given}» không phải là một con số."), given="x")) == (
        "«x» không phải là một con số."
    )
    assert formats.in_words(Refusal("Đã gửi rồi {không phải chỗ trống}.")) == "Đã gửi rồi {không phải chỗ trống}."
