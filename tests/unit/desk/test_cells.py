"""What a cell of a table of totals says, and how a number is set beside another."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from trienkhai.consolidation import Total
from trienkhai.desk.cells import Writer, state_of
from trienkhai.desk.showing import IndicatorHead, Table, UnitHead
from trienkhai.indicators.models import Indicator


def total(value: str | None, reported: int = 1, expected: int = 1, without: int = 0, **more: Any) -> Total:
    given: dict[str, Any] = {"qualifier": None, "basis": "computed" if value else None, "estimate": False} | more
    number = None if value is None else Decimal(value)
    return Total(
        "xa", "so", "2026", None, number, reported=reported, expected=expected, not_applicable=without, **given
    )


def writer(measure: str = "lớp", decimals: int = 0, over_units: str = "sum") -> Writer:
    return Writer(Indicator(measure=measure, decimals=decimals, over_units=over_units))


@pytest.mark.parametrize(
    ("row", "state", "text"),
    [
        (total("0"), "value", "0"),
        (total("30850"), "value", "30.850"),
        (total(None, 0, 3), "silent", "chưa báo cáo"),
        (total(None, 0, 3, 3), "not_applicable", "không áp dụng"),
        (total(None, 0, 3, 2), "silent", "chưa báo cáo"),
        (total(None, 0, 0, 1), "not_applicable", "không áp dụng"),
        (total(None, 0, 0), "not_asked", "không hỏi"),
        (total(None, 2, 3), "nothing", "chưa có số"),
        (total("12.5", qualifier="at_least"), "value", "trên 13"),
        (total("12", qualifier="about", estimate=True), "value", "≈ khoảng 12"),
    ],
)
def test_zero_silence_not_applicable_and_not_asked_are_four_answers(row: Total, state: str, text: str) -> None:
    cell = writer().cell(row)
    assert (state_of(row), cell.state, cell.text) == (state, state, text)
    assert cell.value == row.value, "the exact number stays"


def test_without_a_number_the_words_say_why() -> None:
    assert writer(over_units="none").cell(total(None, 2, 3)).text == "không cộng"
    assert writer(over_units="ratio").cell(total(None, 2, 3)).text == "không tính được"
    assert writer().cell(None).text == "không hỏi"


COMPARED = [  # this, the other, difference, percent
    (total("120"), total("100"), "+20", "+20,0\u00a0%"),
    (total("90"), total("120"), "−30", "−25,0\u00a0%"),
    (total("5"), total("5"), "không đổi", ""),
    (total("5"), total("0"), "+5", ""),
    (total("0"), total("5"), "−5", "−100,0\u00a0%"),
    (total("120", qualifier="at_least"), total("100"), "≈ +20", "+20,0\u00a0%"),
    (total(None, 0), total("100"), "", ""),
    (None, total("100"), "", ""),
    (total("5"), total(None, 0), "", ""),
    (total("5"), None, "", ""),
]


@pytest.mark.parametrize(("this", "other", "difference", "percent"), COMPARED)
def test_a_number_beside_another(this: Total | None, other: Total | None, difference: str, percent: str) -> None:
    beside = writer().compared(this, other).compared
    assert beside is not None
    assert (beside.difference_text, beside.percent_text) == (difference, percent)
    if other is None or other.value is None:
        assert beside.text == "không có số để so"


def test_a_percentage_differs_by_points() -> None:
    beside = writer("%", 1).beside(total("97.8"), total("94.25"))
    assert (beside.difference_text, beside.percent, beside.percent_text) == ("+3,6 điểm %", None, "")
    assert beside.difference == Decimal("3.55")


def test_in_english() -> None:
    with translation.override("en"):
        assert writer("km", 1).beside(total("1234.5"), total("1000")).percent_text == "+23.5%"


def test_a_table_is_walked_either_way() -> None:
    write = writer()
    units = tuple(UnitHead(code, code, code == "tinh", True) for code in ("tinh", "xa"))
    heads = tuple(IndicatorHead(code, "", code, "lớp", 0) for code in ("a", "b", "c"))
    cells = tuple(tuple(write.cell(total(str(10 * u + i))) for i in range(3)) for u in range(2))
    given: dict[str, Any] = {
        "title": "", "subtitle": (), "unit": units[0], "period": "2026", "period_label": "", "restate": None,
        "accepted_only": False, "at": datetime(2026, 1, 1, tzinfo=UTC), "units": units, "indicators": heads,
        "cells": cells,
    }  # fmt: skip
    straight, turned = Table(turned=False, **given), Table(turned=True, **given)
    assert [[cell.number for cell in row] for _, row in straight.lines()] == [["0", "1", "2"], ["10", "11", "12"]]
    assert [[cell.number for cell in row] for _, row in turned.lines()] == [["0", "10"], ["1", "11"], ["2", "12"]]
    assert (straight.columns, turned.columns) == (heads, units)
    assert list(straight.each()) == list(turned.each())
