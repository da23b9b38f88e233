"""Invented maps, histories and figures: the engines agree with the rules read slowly, and keep their promises."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from tests.generative.files import write_inputs
from tests.spec.dice import examples
from tests.spec.generated import Case, drawn_cases
from tests.spec.histories import LATER, History, drawn_histories
from tests.spec.oracle import Oracle, as_decimal
from trienkhai.consolidation import (
    ENGINES,
    Figure,
    Indicator,
    Inputs,
    Result,
    consolidate,
    explain,
    read_tables,
)

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
Row = tuple[Any, ...]


@pytest.fixture(params=sorted(ENGINES), scope="module")
def engine(request: pytest.FixtureRequest) -> str:
    """Every engine."""
    return str(request.param)


def expected(case: Case) -> tuple[dict[Row, Row], set[Row]]:
    """All rows and findings by the slow reading."""
    oracle, rows, findings = Oracle(case.inputs, case.restate), {}, set()
    for cell, is_ratio in cells_of(oracle):
        row = row_of(oracle, cell, is_ratio) or {}
        for claimed, computed in filter(None, (row.get("finding"), row.get("unused"))):
            findings.add((*cell, as_decimal(claimed), as_decimal(computed)))
        if "expected" in row:
            value, qualifier, estimate = row["got"]
            counts = row["reported"], row["expected"], row["not_applicable"]
            rows[cell] = (as_decimal(value), qualifier, *counts, row["basis"], estimate)
    return rows, findings


def cells_of(oracle: Oracle) -> Iterator[tuple[tuple[str, str, str, str | None], bool]]:
    """Every (unit, indicator, period, breakdown) that may have a row, and whether it is a ratio."""
    units = {row.unit for row in oracle.inputs.units}
    for period in oracle.periods():
        for kind in oracle.inputs.indicators:
            parts = {kind.indicator, kind.numerator, kind.denominator} - {None}
            for b in set().union(*(oracle.occurring(part, period) or {None} for part in parts if part)):
                if kind.over_units == "ratio" or b in (oracle.occurring(kind.indicator, period) or {None}):
                    yield from (((unit, kind.indicator, period, b), kind.over_units == "ratio") for unit in units)


def row_of(oracle: Oracle, cell: tuple[str, str, str, str | None], is_ratio: bool) -> dict[str, Any] | None:
    """Of a unit that stands nowhere only a claim is left to speak of."""
    unit, indicator, period, breakdown = cell
    if oracle.placement(unit, oracle.day(period)):
        return (oracle.ratio if is_ratio else oracle.total)(*cell)
    claim = oracle.claim(*cell)
    if is_ratio:
        rows = [oracle.rows(indicator, period, breakdown, scope).get(unit) for scope in ("whole", "own")]
        given = next((row for row in rows if row), None)
        return {"finding": (Fraction(given.value), None)} if given and given.value is not None else None
    return {"finding": (claim[0][0], None)} if claim else None


def rows_in(result: Result) -> dict[Row, Row]:
    """Totals by cell and unit."""
    return {
        (row.unit, row.indicator, row.period, row.breakdown): (
            row.value,
            row.qualifier,
            row.reported,
            row.expected,
            row.not_applicable,
            row.basis,
            row.estimate,
        )
        for row in result.totals
    }


@settings(max_examples=examples(60), suppress_health_check=SLOW)
@given(case=drawn_cases())
def test_engines_agree_with_the_rules_read_slowly(engine: str, case: Case) -> None:
    result = consolidate(case.inputs, restate=case.restate, leaves=True, engine=engine)
    rows, findings = expected(case)
    event(f"rows: {min(len(rows) // 50 * 50, 200)}, findings: {bool(findings)}")
    assert rows_in(result) == rows
    assert sorted(map(repr, map(row_of_finding, result.findings))) == sorted(map(repr, findings))


def row_of_finding(finding: Any) -> Row:
    """As the slow reading writes it."""
    cell = finding.unit, finding.indicator, finding.period, finding.breakdown
    return (*cell, six(finding.claimed), six(finding.computed))


def six(value: Decimal | None) -> Decimal | None:
    """With as many places as the slow reading has."""
    return None if value is None else value.quantize(Decimal("0.000001"))


@settings(max_examples=examples(60), suppress_health_check=SLOW)
@given(case=drawn_cases(), data=st.data())
def test_the_order_of_rows_does_not_matter(engine: str, case: Case, data: st.DataObject) -> None:
    inputs = case.inputs
    shuffled = Inputs(
        figures=data.draw(st.permutations(inputs.figures)),
        units=data.draw(st.permutations(inputs.units)),
        indicators=data.draw(st.permutations(inputs.indicators)),
        successions=data.draw(st.permutations(inputs.successions)),
        asked=None if inputs.asked is None else data.draw(st.permutations(inputs.asked)),
        periods=data.draw(st.permutations(inputs.periods)),
    )
    arguments: dict[str, Any] = {"restate": case.restate, "leaves": True, "engine": engine}
    assert consolidate(shuffled, **arguments) == consolidate(inputs, **arguments)


@settings(max_examples=examples(60), suppress_health_check=SLOW)
@given(case=drawn_cases())
def test_without_leaves_only_units_with_units_below(engine: str, case: Case) -> None:
    few, all_ = (
        consolidate(case.inputs, restate=case.restate, leaves=leaves, engine=engine) for leaves in (False, True)
    )
    oracle = Oracle(case.inputs, case.restate)
    assert few.findings == all_.findings
    assert list(few.totals) == [row for row in all_.totals if oracle.children(row.unit, oracle.day(row.period))]


@settings(max_examples=examples(60), suppress_health_check=SLOW)
@given(case=drawn_cases(), data=st.data())
def test_one_period_asked_for_is_that_period_of_all(engine: str, case: Case, data: st.DataObject) -> None:
    whole = consolidate(case.inputs, restate=case.restate, engine=engine)
    assume(whole.totals)
    period = data.draw(st.sampled_from([row.period for row in whole.totals]))
    one = consolidate(case.inputs, restate=case.restate, engine=engine, only_periods=[period])
    assert one.totals == tuple(row for row in whole.totals if row.period == period)
    assert one.findings == tuple(row for row in whole.findings if row.period == period)


@settings(max_examples=examples(60), suppress_health_check=SLOW)
@given(history=drawn_histories(), data=st.data())
def test_a_reform_loses_nothing_and_adds_nothing(engine: str, history: History, data: st.DataObject) -> None:
    """Own figures given before any reform come to the same in all roots together, as reported and restated."""
    units = sorted({row.unit for row in history.placements() if row.since is None})
    figures = [Figure(unit, "flow", "2025", None, "own", data.draw(st.decimals(0, 1000, places=2))) for unit in units]
    inputs = Inputs(figures, history.placements(), [Indicator("flow", "sum", "sum")], history.successions)
    (then, asked_then, _), (now, asked_now, estimate) = (
        in_all_roots(inputs, day, engine) for day in (date(2025, 12, 31), LATER)
    )
    assert asked_then == asked_now
    assert abs(then - now) <= Decimal("0.000001") * len(figures) * 8
    assert estimate or then == now


def in_all_roots(inputs: Inputs, day: date, engine: str) -> tuple[Decimal, list[int], bool]:
    """Value, reported and expected, whether anything is an estimate."""
    oracle = Oracle(inputs)
    rows = [
        row
        for row in consolidate(inputs, restate=day, leaves=True, engine=engine).totals
        if oracle.placement(row.unit, day).parent is None
    ]
    value = sum((row.value for row in rows if row.value is not None), Decimal(0))
    counts = [sum(row.reported for row in rows), sum(row.expected for row in rows)]
    return value, counts, any(row.estimate for row in rows)


@settings(max_examples=examples(60), suppress_health_check=SLOW)
@given(case=drawn_cases())
def test_restated_to_its_own_last_day_nothing_changes(engine: str, case: Case) -> None:
    day = date(2026, 1, 31)
    begun = {row.unit for row in case.inputs.units if row.since is None or row.since <= day}
    figures = [row for row in case.inputs.figures if row.period == "2026-01" and row.unit in begun]
    asked = case.inputs.asked and [row for row in case.inputs.asked if row.period == "2026-01" and row.unit in begun]
    inputs = replace(case.inputs, figures=figures, asked=asked, periods=())
    reported = consolidate(inputs, leaves=True, engine=engine)
    assert consolidate(inputs, restate=day, leaves=True, engine=engine) == reported


@settings(max_examples=examples(30), suppress_health_check=SLOW)
@given(case=drawn_cases(), ending=st.sampled_from([".csv", ".parquet"]))
def test_tables_come_back_from_files_as_they_were(case: Case, ending: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = write_inputs(Path(folder), case.inputs, ending)
        inputs = read_tables(**paths)  # type: ignore[arg-type]
    for name in paths:
        assert getattr(inputs, name) == list(getattr(case.inputs, name))
    assert (inputs.asked is None) == (case.inputs.asked is None)


@settings(max_examples=examples(60), suppress_health_check=SLOW)
@given(case=drawn_cases(), data=st.data())
def test_an_explanation_agrees_with_the_total(case: Case, data: st.DataObject) -> None:
    result = consolidate(case.inputs, restate=case.restate, leaves=True)
    assume(result.totals)
    rows = {(row.unit, row.indicator, row.period, row.breakdown): row for row in result.totals}
    cell = data.draw(st.sampled_from(sorted(rows, key=repr)))
    found = explain(case.inputs, *cell, restate=case.restate)
    assert found.total == rows[cell]
    assert all(rows[child.unit, child.indicator, child.period, child.breakdown] == child for child in found.children)
    mine = [row for row in result.findings if (row.unit, row.indicator, row.period, row.breakdown) == cell]
    assert list(found.findings) == mine
    if cell[1].startswith("ratio"):
        return
    answers = [entry.entry.status for entry in found.entries]
    assert len(answers) == found.total.expected
    assert answers.count("spoken") == found.total.reported
    assert answers.count("not_applicable") == found.total.not_applicable
    if cell[1] == "sum_sum":
        own = [piece.value for piece in found.pieces if piece.value is not None]
        parts = [child.value for child in found.children if child.value is not None]
        assert (sum(own + parts) if own or parts else None) == found.computed
