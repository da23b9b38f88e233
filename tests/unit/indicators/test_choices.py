"""Periods to choose from."""

from datetime import date

from trienkhai.indicators import periods
from trienkhai.indicators.choices import period_groups, regime_name

DAY = date(2026, 11, 22)


def test_each_regime_offers_its_kinds_around_the_day() -> None:
    groups = dict(period_groups(DAY))
    assert groups["Theo dương lịch · Quý"][:2] == [("2027-Q1", "Quý I năm 2027"), ("2026-Q4", "Quý IV năm 2026")]
    assert groups["Theo dương lịch · 9 tháng"][0] == ("2026-01-01/2026-09-30", "9 tháng đầu năm 2026")
    assert groups["Nghị định 09/2019/NĐ-CP · Tháng"][1][0] == "2026-11-15/2026-12-14"
    assert "Năm học" in groups and "Năm học · Học kỳ" in groups


def test_no_period_is_offered_twice_and_a_wanted_one_is_there() -> None:
    groups = period_groups(DAY, also="2019-Q1", first="decree_09")
    codes = [code for _, options in groups for code, _ in options]
    assert len(codes) == len(set(codes)) and codes[0] == "2019-Q1"
    assert groups[1][0].startswith("Nghị định 09")
    assert all(periods.canonical(code) == code for code in codes)


def test_names_of_regimes() -> None:
    assert regime_name("decree_09", "en") == "Decree 09/2019/NĐ-CP"
    assert regime_name("nowhere") == ""
