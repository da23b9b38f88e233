"""Days of periods."""

from datetime import date

import pytest

from trienkhai.consolidation import NoPeriod, Period, period_days
from trienkhai.consolidation.periods import Calendar


@pytest.mark.parametrize(
    ("code", "since", "until"),
    [
        ("2026", date(2026, 1, 1), date(2027, 1, 1)),
        ("2026-H1", date(2026, 1, 1), date(2026, 7, 1)),
        ("2026-H2", date(2026, 7, 1), date(2027, 1, 1)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 4, 1)),
        ("2026-Q4", date(2026, 10, 1), date(2027, 1, 1)),
        ("2024-02", date(2024, 2, 1), date(2024, 3, 1)),
        ("2026-12", date(2026, 12, 1), date(2027, 1, 1)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 3, 1)),
        ("2018-10-22/2023-06-30", date(2018, 10, 22), date(2023, 7, 1)),
        ("2026-01-01/2026-01-01", date(2026, 1, 1), date(2026, 1, 2)),
    ],
)
def test_calendar_forms(code: str, since: date, until: date) -> None:
    assert period_days(code) == (since, until)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "26",
        "2026-H3",
        "2026-Q5",
        "2026-00",
        "2026-13",
        "2026-1",
        "2026-02-30",
        "2026-01/2026-02",
        "2026-02-01/2026-01-01",
        "2026-01-01/",
        "2026-01-01/2026-01-02/2026-01-03",
        "２０２６",
        "2026 ",
        "0000",
        "9999",
    ],
)
def test_other_codes_are_no_periods(code: str) -> None:
    with pytest.raises(NoPeriod):
        period_days(code)


def test_the_table_goes_before_the_calendar() -> None:
    calendar = Calendar([Period("2026-01", date(2025, 12, 15), date(2026, 1, 15))])
    assert calendar.last_day("2026-01") == date(2026, 1, 14)
    assert calendar.last_day("2026-02") == date(2026, 2, 28)


def test_parts_stand_by_position_then_by_day() -> None:
    rows = [Period("2026-Q1", None, None, "2026", 2), Period("2026-Q2", None, None, "2026", 1)]
    assert Calendar(rows).parts("2026") == ("2026-Q2", "2026-Q1")
    rows = [Period("2026-Q2", None, None, "2026"), Period("2026-Q1", None, None, "2026")]
    assert Calendar(rows).parts("2026") == ("2026-Q1", "2026-Q2")


def test_a_period_may_be_part_of_several() -> None:
    rows = [Period("2026-01", None, None, "2026-Q1"), Period("2026-01", None, None, "2026")]
    assert Calendar(rows).with_longer(["2026-01"]) == {"2026-01", "2026-Q1", "2026"}
