"""What goes to consolidation: figures in force, who was asked, placements and successions; and what comes back."""

from decimal import Decimal

import pytest

from tests.cast import BEGINNING, MERGED
from tests.unit.collection.asking import PERIOD, Asking
from trienkhai import consolidation as c
from trienkhai.collection import actions, tables, totals
from trienkhai.collection.models import Figure


def inputs(asking: Asking, *codes: str, accepted_only: bool = False) -> c.Inputs:
    wanted = [asking.indicators[code] for code in codes]
    return tables.inputs_for(
        line=asking.cast.line, periods=[PERIOD], indicators=wanted, accepted_only=accepted_only
    )  # fmt: skip


def values(asking: Asking, *, accepted_only: bool = False) -> dict[str, Decimal | None]:
    return {row.unit: row.value for row in inputs(asking, "classes", accepted_only=accepted_only).figures}


def test_only_sent_figures_go_in_and_returned_ones_go_out(asking: Asking) -> None:
    round = asking.round()
    sent = asking.answer(round, classes=12)
    asking.answer(round, asking.cast.officer_bo, classes="x")
    asking.enter(asking.begin(round, asking.cast.officer_ca), asking.cast.officer_ca, classes=5)
    assert values(asking) == {"xa_an": 12, "xa_bo": None}
    asking.send_back(sent)
    assert values(asking) == {"xa_bo": None}


def test_accepted_only_takes_the_newest_accepted(asking: Asking) -> None:
    one, two = asking.round("mot"), asking.round("hai")
    asking.accept(asking.answer(one, classes=12))
    asking.answer(two, classes=(13, "", "đếm lại"))
    asking.answer(one, asking.cast.officer_bo, classes=4)
    assert values(asking) == {"xa_an": 13, "xa_bo": 4}
    assert values(asking, accepted_only=True) == {"xa_an": 12}


def test_a_figure_has_all_its_columns(asking: Asking) -> None:
    asking.answer(asking.round(), classes=(12, "about", ""), classes__whole=80, models__kind_collective=3)
    rows = {(f.indicator, f.breakdown, f.scope): f for f in inputs(asking, "classes", "models").figures}
    assert rows["classes", None, "own"] == c.Figure("xa_an", "classes", PERIOD, None, "own", Decimal(12), "about")
    assert rows["classes", None, "whole"].value == 80
    assert rows["models", "kind=collective", "own"].value == 3


def test_a_ratio_brings_its_parts_and_is_itself_not_asked(asking: Asking) -> None:
    asking.answer(asking.round(units=["xa_an"]), attended=90, invited=100)
    given = inputs(asking, "rate")
    assert {figure.indicator for figure in given.figures} == {"attended", "invited"}
    assert {one.indicator for one in given.indicators} == {"rate", "attended", "invited"}
    assert given.asked == [c.Asked("xa_an", code, PERIOD) for code in ("attended", "invited")]


def test_asked_are_those_of_opened_rounds_each_once(asking: Asking) -> None:
    asking.round("mot", units=["xa_an", "xa_bo"])
    asking.round("hai", units=["xa_an"])
    asking.round("ba", units=["xa_ca"], opened=False)
    asking.round("bon", units=["xa_ca"], period="2026-Q2")
    closed = asking.round("nam", units=["van_phong"])
    actions.close_round(round=closed, by=asking.cast.officer)
    asked = [row.unit for row in inputs(asking, "classes").asked]
    assert asked == ["van_phong", "xa_an", "xa_bo"]


def test_placements_and_successions_are_those_of_the_line(asking: Asking) -> None:
    given = inputs(asking, "classes")
    places = {row.unit: row for row in given.units}
    assert places["xa_an"] == c.UnitPlacement("xa_an", "tinh", BEGINNING, None)
    assert places["xa_cu"] == c.UnitPlacement("xa_cu", "tinh", BEGINNING, MERGED)
    assert given.successions == [c.Succession("xa_cu", "xa_an", MERGED, Decimal(1))]


def total(asking: Asking, code: str, unit: str = "tinh", **more: bool) -> c.Total:
    cast = asking.cast
    found = totals.totals_of(
        unit=getattr(cast, unit), line=cast.line, period=PERIOD, indicators=list(asking.indicators.values()), **more
    )
    row = found.at(getattr(cast, unit), asking.indicators[code])
    assert row is not None
    return row


def test_totals_say_how_many_have_reported(asking: Asking) -> None:
    round = asking.round()
    asking.accept(asking.answer(round, classes=12, attended=90, invited=100))
    asking.answer(round, asking.cast.officer_bo, classes=5)
    row = total(asking, "classes")
    assert (row.value, row.reported, row.expected) == (17, 2, 3)
    assert total(asking, "rate").value == 90
    only = total(asking, "classes", accepted_only=True)
    assert (only.value, only.reported, only.expected) == (12, 1, 3)


def test_a_claim_that_differs_from_its_parts_is_found(asking: Asking) -> None:
    cast = asking.cast
    round = asking.round(units=["xa_an", "thon_1"])
    asking.answer(round, classes=12, classes__whole=20)
    asking.answer(round, cast.officer_thon, classes=5)
    found = totals.totals_of(
        unit=cast.tinh, line=cast.line, period=PERIOD, indicators=[asking.indicators["classes"]]
    )  # fmt: skip
    assert [(one.unit, one.claimed, one.computed) for one in found.findings] == [("xa_an", 20, 17)]
    assert total(asking, "classes").value == 17


def test_a_total_laid_open_leads_to_its_figures(asking: Asking) -> None:
    cast = asking.cast
    round = asking.round()
    asking.answer(round, classes=12)
    asking.answer(round, cast.officer_bo, classes="x")
    given = {"line": cast.line, "period": PERIOD, "indicator": asking.indicators["classes"]}
    top = totals.lay_open(unit=cast.tinh, **given)
    assert [(unit.code, row.value) for unit, row in top.below if row.value is not None] == [("xa_an", 12)]
    assert [unit.code for unit in top.silent] == ["xa_ca"]
    assert [unit.code for unit in top.not_applicable] == ["xa_bo"]
    leaf = totals.lay_open(unit=cast.xa_an, **given)
    assert [origin.figure for origin in leaf.own] == [Figure.objects.get(unit=cast.xa_an, counts=True)]
    with pytest.raises(c.NothingThere):
        totals.lay_open(unit=cast.tinh_la, **given)


def test_what_a_merged_unit_sent_is_found_at_its_heir(asking: Asking) -> None:
    cast = asking.cast
    before = {"period": "2025", "units": ["xa_cu", "xa_an"]}
    asking.answer(asking.round("nam", **before), cast.former, classes=7)
    laid = totals.lay_open(
        unit=cast.xa_an, line=cast.line, period="2025", indicator=asking.indicators["classes"]
    )  # fmt: skip
    assert laid.said.total.value == 7
    assert [origin.figure.unit.code for origin in laid.own if origin.figure] == ["xa_cu"]
