"""Decimals, rounding, and how they are written."""

from decimal import Decimal
from fractions import Fraction

import pytest

from trienkhai.consolidation.breakdowns import is_breakdown
from trienkhai.consolidation.values import differ, is_value, plain, rounded


@pytest.mark.parametrize("text", ["0", "-0.0001", "99999999999.9999", "1.50000000", "1200", "1E+3"])
def test_fifteen_digits_four_after_the_mark(text: str) -> None:
    assert is_value(Decimal(text))


@pytest.mark.parametrize("text", ["0.00001", "100000000000", "1.23456", "NaN", "Infinity", "-1E-5"])
def test_anything_else_is_no_value(text: str) -> None:
    assert not is_value(Decimal(text))


@pytest.mark.parametrize(
    ("exact", "text"),
    [
        (Fraction(1, 3), "0.333333"),
        (Fraction(2, 3), "0.666667"),
        (Fraction(5, 10**7), "0"),
        (Fraction(15, 10**7), "0.000002"),
        (Fraction(-15, 10**7), "-0.000002"),
        (Fraction(25, 10**7), "0.000002"),
    ],
)
def test_rounding_goes_half_to_even(exact: Fraction, text: str) -> None:
    assert plain(rounded(exact)) == text


def test_values_are_written_without_exponent_and_trailing_zeros() -> None:
    texts = {"1E+3": "1000", "120.5000": "120.5", "0.000000": "0", "-0.0": "0", "100": "100", "1E-6": "0.000001"}
    assert {text: plain(Decimal(text)) for text in texts} == texts
    assert plain(None) == ""


def test_to_differ_takes_more_than_a_millionth() -> None:
    assert not differ(Decimal("1"), Decimal("1.000001"))
    assert differ(Decimal("1"), Decimal("1.000002"))


@pytest.mark.parametrize("text", ["sex=f", "kind=collective;sex=f", "a=1;a-b=2", "giới=nữ"])
def test_breakdowns(text: str) -> None:
    assert is_breakdown(text)


@pytest.mark.parametrize("text", ["", "sex", "=f", "sex=", "sex=f;kind=x", "sex=f;sex=m", "a=b=c", "a=1;", "a=1; b=2"])
def test_other_texts_are_no_breakdowns(text: str) -> None:
    assert not is_breakdown(text)
