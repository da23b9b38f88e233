"""Periods by the calendar: named, and stepped back."""

from datetime import date

import pytest

from trienkhai.indicators import periods
from trienkhai.indicators.errors import NotAPeriod

# code, kind, Vietnamese, English, the one before, the same of last year
CASES = [
    ("2026", "year", "Năm 2026", "Year 2026", "2025", "2025"),
    ("2026-H1", "half", "6 tháng đầu năm 2026", "First half of 2026", "2025-H2", "2025-H1"),
    ("2026-H2", "half", "6 tháng cuối năm 2026", "Second half of 2026", "2026-H1", "2025-H2"),
    ("2026-Q1", "quarter", "Quý I năm 2026", "First quarter of 2026", "2025-Q4", "2025-Q1"),
    ("2026-Q3", "quarter", "Quý III năm 2026", "Third quarter of 2026", "2026-Q2", "2025-Q3"),
    ("2026-01", "month", "Tháng 1 năm 2026", "January 2026", "2025-12", "2025-01"),
    ("2024-02-29", "day", "Ngày 29/02/2024", "29/02/2024", "2024-02-28", "2023-02-28"),
    ("2018-10-22/2023-06-30", "span", "Từ 22/10/2018 đến 30/06/2023", "22/10/2018 to 30/06/2023", None, None),
]


@pytest.mark.parametrize(("code", "kind", "vietnamese", "english", "before", "last_year"), CASES)
def test_a_period_has_a_name_and_neighbours(
    code: str, kind: str, vietnamese: str, english: str, before: str | None, last_year: str | None
) -> None:
    assert periods.is_valid(code)
    assert periods.kind_of(code) == kind
    assert periods.label(code) == vietnamese
    assert periods.label(code, "en") == english
    assert periods.previous(code) == before
    assert periods.same_last_year(code) == last_year


@pytest.mark.parametrize(
    "code", ["", "2026-Q5", "2026-H3", "2026-13", "2026-02-30", "26", "2026-06-30/2026-01-01", "x"]
)
def test_what_is_no_period_is_refused_with_the_forms(code: str) -> None:
    assert not periods.is_valid(code)
    for ask in (periods.label, periods.previous, periods.days, periods.kind_of):
        with pytest.raises(NotAPeriod, match="2026-Q3"):
            ask(code)


def test_both_days_belong_to_the_period() -> None:
    assert periods.days("2026-Q1") == (date(2026, 1, 1), date(2026, 3, 31))
    assert periods.days("2026-01-15/2026-06-30") == (date(2026, 1, 15), date(2026, 6, 30))


def test_recent_periods_begin_with_that_of_the_day() -> None:
    assert periods.recent(date(2026, 2, 9), "quarter", 3) == ["2026-Q1", "2025-Q4", "2025-Q3"]
    assert periods.recent(date(2026, 2, 9), "month", 3) == ["2026-02", "2026-01", "2025-12"]
    assert periods.recent(date(2026, 12, 31), "half", 2) == ["2026-H2", "2026-H1"]


def test_a_longer_period_has_parts_in_order() -> None:
    assert periods.parts_of("2026", "quarter") == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]
    assert periods.parts_of("2026-H2", "month")[::5] == ["2026-07", "2026-12"]
    assert periods.parts_of("2026-07", "quarter") == []
    assert periods.parts_of("2026-01-01/2026-12-31", "month") == []


def test_the_first_year_has_none_before_it() -> None:
    assert periods.previous("0001") is None
    assert periods.same_last_year("0001-Q2") is None
