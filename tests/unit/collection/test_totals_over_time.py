"""Totals of longer periods, restated totals, and what is said when nothing can be added up."""

from datetime import date
from decimal import Decimal

import pytest

from tests.cast import MERGED
from tests.unit.collection.asking import Asking
from trienkhai.collection import totals
from trienkhai.collection.errors import CannotTotal
from trienkhai.units.models import Succession


def totals_of(asking: Asking, period: str, restate: date | None = None, unit: str = "tinh") -> totals.Totals:
    cast = asking.cast
    return totals.totals_of(
        unit=getattr(cast, unit), line=cast.line, period=period, indicators=[asking.indicators["classes"]],
        restate=restate,
    )  # fmt: skip


def value(asking: Asking, period: str, unit: str = "tinh", restate: date | None = None) -> Decimal | None:
    row = totals_of(asking, period, restate).at(getattr(asking.cast, unit), asking.indicators["classes"])
    return row.value if row else None


def answer_quarters(asking: Asking) -> None:
    """xã An answers months of the first quarter and the second quarter, xã Bồ only the half year."""
    for number, count in ((1, 3), (2, 4), (3, 5)):
        asking.answer(asking.round(f"thang-{number}", period=f"2026-0{number}", units=["xa_an"]), classes=count)
    asking.answer(asking.round("quy", period="2026-Q2", units=["xa_an"]), classes=8)
    asking.answer(asking.round("nua", period="2026-H1", units=["xa_bo"]), asking.cast.officer_bo, classes=100)


def test_a_longer_period_is_made_of_its_parts_and_of_what_was_given_for_it(asking: Asking) -> None:
    answer_quarters(asking)
    assert [value(asking, code, "xa_an") for code in ("2026-Q1", "2026-H1", "2026")] == [12, 20, 20]
    assert [value(asking, code) for code in ("2026-Q1", "2026-H1", "2026", "2026-01-01/2026-09-30")] == [
        12, 120, 120, 120,
    ]  # fmt: skip
    row = totals_of(asking, "2026").at(asking.cast.tinh, asking.indicators["classes"])
    assert row is not None and (row.reported, row.expected) == (5, 5)


def test_a_figure_of_a_part_is_found_behind_the_total(asking: Asking) -> None:
    answer_quarters(asking)
    cast = asking.cast
    laid = totals.lay_open(
        unit=cast.xa_an, line=cast.line, period="2026-H1", indicator=asking.indicators["classes"]
    )  # fmt: skip
    figures = [origin.figure for origin in laid.own]
    assert [(one.period, one.value) for one in figures if one] == [
        ("2026-01", 3), ("2026-02", 4), ("2026-03", 5), ("2026-Q2", 8),
    ]  # fmt: skip


def answer_before_the_merger(asking: Asking) -> None:
    cast = asking.cast
    round = asking.round("truoc", period="2025-Q1", units=["xa_cu", "xa_an", "xa_bo"])
    asking.answer(round, cast.former, classes=40)
    asking.answer(round, classes=60)


def test_communes_merged_show_their_sum_before_and_after(asking: Asking) -> None:
    answer_before_the_merger(asking)
    assert (value(asking, "2025-Q1"), value(asking, "2025-Q1", restate=MERGED)) == (100, 100)
    assert value(asking, "2025-Q1", "xa_an") == 60
    assert value(asking, "2025-Q1", "xa_an", restate=MERGED) == 100
    shown = {unit.code for unit in totals_of(asking, "2025-Q1").units}
    restated = {unit.code for unit in totals_of(asking, "2025-Q1", MERGED).units}
    assert shown - restated == {"xa_cu"}
    cast = asking.cast
    laid = totals.lay_open(
        unit=cast.xa_an, line=cast.line, period="2025-Q1", indicator=asking.indicators["classes"], restate=MERGED
    )
    assert {origin.figure.unit.code for origin in laid.own if origin.figure} == {"xa_an", "xa_cu"}


def test_a_day_before_the_units_began_is_refused_with_the_day_to_choose(asking: Asking) -> None:
    answer_before_the_merger(asking)
    with pytest.raises(CannotTotal, match=r"«Xã An Đường», .*«Xã Cù Bị» chỉ có từ ngày 01/01/2020"):
        totals_of(asking, "2025-Q1", date(2019, 5, 1))
    assert not totals.stood_then(asking.cast.tinh, asking.cast.line, "2025-Q1", date(2019, 5, 1))


def test_a_unit_without_heir_is_named_with_what_to_do(asking: Asking) -> None:
    answer_before_the_merger(asking)
    Succession.objects.all().delete()
    assert value(asking, "2025-Q1") == 100  # on the day of the period it stood
    for period, restate in (("2025-Q1", MERGED), ("2025", None)):
        with pytest.raises(CannotTotal, match="«Xã Cù Bị» không còn hoạt động mà chưa ghi đơn vị kế tục"):
            totals_of(asking, period, restate)
    with pytest.raises(CannotTotal, match="Cù Bị"):
        cast = asking.cast
        totals.lay_open(unit=cast.xa_an, line=cast.line, period="2025", indicator=asking.indicators["classes"])
