"""Periods by the calendar: named, and stepped back."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from trienkhai import consolidation
from trienkhai.indicators import periods, regimes
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


PARTS = [
    ("2026", ["2026-H1", "2026-H2"]),
    ("2026-H2", ["2026-Q3", "2026-Q4"]),
    ("2026-Q1", ["2026-01", "2026-02", "2026-03"]),
    ("2026-07", []),
    ("2026-07-31", []),
    ("2026-01-01/2026-09-30", ["2026-H1", "2026-Q3"]),
    ("2026-01-01/2026-07-31", ["2026-H1", "2026-07"]),
    ("2021-01-01/2025-12-31", ["2021", "2022", "2023", "2024", "2025"]),
    ("2026-01-01/2026-06-30", ["2026-H1"]),  # asked in these words before there were regimes
    ("2018-10-22/2023-06-30", []),  # no regime has periods that fit these days
    ("2025-12-15/2026-12-14", ["2025-12-15/2026-06-14", "2026-06-15/2026-12-14"]),
    ("2025-12-15/2026-07-14", ["2025-12-15/2026-06-14", "2026-06-15/2026-07-14"]),
    ("2025-09-01/2026-05-31", ["2025-09-01/2026-01-15", "2026-01-16/2026-05-31"]),
    ("0001-01-01/9998-12-31", []),  # more parts than anybody reviews
]


@pytest.mark.parametrize(("code", "parts"), PARTS)
def test_a_longer_period_is_made_of_the_longest_that_fit(code: str, parts: list[str]) -> None:
    assert periods.parts(code) == parts


@pytest.mark.parametrize("code", ["2026", "2025-12-15/2026-12-14", "2025-09-01/2026-08-31", "2021-01-01/2026-10-31"])
def test_parts_cover_the_days_once(code: str) -> None:
    table = periods.table_of([code])
    assert {row.period for row in table} | {code} == set(periods.with_parts([code]))
    for longer in {row.part_of for row in table if row.part_of}:
        rows = sorted((row.position or 0, *periods.days(row.period)) for row in table if row.part_of == longer)
        assert (rows[0][1], rows[-1][2]) == periods.days(longer)
        assert all(later[1] - one[2] == timedelta(days=1) for one, later in pairwise(rows))


def test_the_engine_takes_the_table_of_all_regimes() -> None:
    every = [(one.code, kind.code) for one in regimes.regimes() for kind in one.kinds]
    codes = [code for regime, kind in every for code in periods.recent(date(2026, 7, 15), kind, 14, regime)]
    given = consolidation.Inputs(figures=[], units=[], indicators=[], periods=periods.table_of(codes))
    assert consolidation.consolidate(given).totals == ()


# code, the one before, the same of last year, the year to date, the longer ones
IN_REGIMES = [
    ("2026-07", "2026-06", "2025-07", "2026-01-01/2026-07-31", "2026-Q3 2026-H2 2026"),
    ("2026-06", "2026-05", "2025-06", "2026-H1", "2026-Q2 2026-H1 2026"),
    ("2026-01-01/2026-09-30", "2025-01-01/2025-09-30", "2025-01-01/2025-09-30", "2026-01-01/2026-09-30", "2026"),
    (
        "2025-12-15/2026-01-14",
        "2025-11-15/2025-12-14",
        "2024-12-15/2025-01-14",
        "2025-12-15/2026-01-14",
        "2025-12-15/2026-03-14 2025-12-15/2026-06-14 2025-12-15/2026-12-14",
    ),
    (
        "2026-01-16/2026-05-31",
        "2025-09-01/2026-01-15",
        "2025-01-16/2025-05-31",
        "2025-09-01/2026-05-31",
        "2025-09-01/2026-08-31",
    ),
    ("2026-01-15/2026-06-20", None, "2025-01-15/2025-06-20", "2026-01-01/2026-06-20", ""),
    (
        "2025-01-01/2025-02-28",
        "2024-01-01/2024-02-29",
        "2024-01-01/2024-02-29",
        "2025-01-01/2025-02-28",
        "2025-Q1 2025-H1 2025",
    ),
    ("2018-10-22/2023-06-30", None, None, None, ""),
]


@pytest.mark.parametrize(("code", "before", "last_year", "to_date", "longer"), IN_REGIMES)
def test_a_period_stays_in_its_regime(
    code: str, before: str | None, last_year: str | None, to_date: str | None, longer: str
) -> None:
    assert periods.previous(code) == before
    assert periods.same_last_year(code) == last_year
    assert periods.year_to_date(code) == to_date
    assert periods.longer(code) == longer.split()


def test_the_same_days_have_one_code() -> None:
    assert periods.canonical("2026-07-01/2026-07-31") == "2026-07"
    assert periods.canonical("2026-01-01/2026-12-31") == "2026"
    assert periods.canonical("2026-07-31/2026-07-31") == "2026-07-31"
    assert periods.canonical("2026-06-15/2026-07-14") == "2026-06-15/2026-07-14"


def test_recent_periods_of_a_regime() -> None:
    day = date(2026, 7, 15)
    assert periods.recent(day, "month", 2, "decree_09") == ["2026-07-15/2026-08-14", "2026-06-15/2026-07-14"]
    assert periods.recent(day, "term", 2, "school_year") == ["2026-06-01/2026-08-31", "2026-01-16/2026-05-31"]
    assert periods.recent(day, "term", 2, "calendar") == periods.recent(day, "term", 2, "nowhere") == []


def test_the_first_year_has_none_before_it() -> None:
    assert periods.previous("0001") is None
    assert periods.same_last_year("0001-Q2") is None
