"""Text, numbers and dates as Vietnamese offices write them."""

from datetime import date
from decimal import Decimal

import pytest

from trienkhai.vietnamese import (
    DoubtfulNumber,
    NotADate,
    NotANumber,
    date_in_words,
    fold,
    format_number,
    number_writer,
    parse_date,
    parse_number,
    sort_key,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [("30.850", "30850"), ("97,8", "97.8"), ("30850", "30850"), ("1.234,5", "1234.5"), ("0,125", "0.125"), ("-5", "-5"),
     ("1 234", "1234"), (" 12 ", "12"), ("1.234.567", "1234567"), ("0", "0"), ("1234,567", "1234.567")],
)  # fmt: skip
def test_numbers_are_read_as_they_are_written_here(text, value):
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["1.5", "30,850", "1.50", "1,234.5", "1.23.4", "12.3456", "01.234"])
def test_a_number_that_may_mean_two_things_is_refused_with_its_meanings(text):
    with pytest.raises(DoubtfulNumber) as refused:
        parse_number(text)
    assert text in str(refused.value)


def test_the_doubt_names_both_meanings():
    with pytest.raises(DoubtfulNumber, match="1,5 hoặc 15"):
        parse_number("1.5")
    with pytest.raises(DoubtfulNumber, match=r"30,850 hoặc 30\.850"):
        parse_number("30,850")


@pytest.mark.parametrize(
    "text", ["", "mười", "12a", "=1+1", "1e5", "--3", ",5", "5,", "1234567890123456", "1,23456", "NaN", "∞", "½", "٣"]
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(NotANumber):
        parse_number(text)


@pytest.mark.parametrize(
    ("value", "decimals", "language", "text"),
    [("30850", None, "vi", "30.850"), ("97.80", None, "vi", "97,8"), ("97.8", 2, "vi", "97,80"), ("-0.4", 0, "vi", "0"),
     ("30850.5", None, "en", "30,850.5"), ("2.5", 0, "vi", "3"), ("1000000", None, "vi", "1.000.000")],
)  # fmt: skip
def test_numbers_are_written_by_language(value, decimals, language, text):
    assert format_number(Decimal(value), decimals, language) == text


@pytest.mark.parametrize("decimals", [0, 1, 4])
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("value", ["0", "-0.4", "-0.00004", "999.5", "-1234567.89125", "30850", "0.05"])
def test_a_column_of_numbers_is_written_as_each_alone(value, language, decimals):
    assert number_writer(decimals, language)(Decimal(value)) == format_number(Decimal(value), decimals, language)


def test_folding_knows_the_barred_d_in_every_dress():
    assert fold("Đường  Ổ\u00a0Gà") == fold("duong o ga") == fold("ÐƯỜNG o\u0302\u0309 GA\u0300") == "duong o ga"


def test_names_are_ordered_as_in_a_vietnamese_dictionary():
    expected = [
        "ba",
        "bà",
        "bả",
        "bã",
        "bá",
        "bạ",
        "bà_con",
        "băng",
        "bâng",
        "da",
        "đa",
        "Đà_Nẵng",
        "ê",
        "o",
        "ô",
        "ơ",
        "phường_2",
        "phường_10",
        "u",
        "ư",
    ]
    assert sorted(expected, key=lambda name: sort_key(name.replace("_", " "))) == expected
    assert sort_key("Đà Nẵng").isascii()


@pytest.mark.parametrize("text", ["5/2/2026", "2026-02-05", "05-02-2026", "ngày 5 tháng 2 năm 2026", "05.02.2026"])
def test_dates_are_read_in_every_usual_form(text):
    assert parse_date(text) == date(2026, 2, 5)


@pytest.mark.parametrize("text", ["31/2/2026", "2026", "hôm qua", "5/2/26"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(NotADate):
        parse_date(text)


def test_dates_in_words_follow_the_decree():
    assert date_in_words(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert date_in_words(date(2026, 11, 22)) == "ngày 22 tháng 11 năm 2026"
