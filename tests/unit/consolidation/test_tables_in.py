"""Tables read from files: liberal in types, strict in content, every problem at once."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from trienkhai.consolidation import ConsolidationError, Figure, Inputs, UnitPlacement, consolidate, read_tables

Province = Callable[..., dict[str, Any]]


def problems_of(paths: dict[str, Any]) -> list[tuple[str, int | None, str]]:
    """What reading refuses."""
    with pytest.raises(ConsolidationError) as caught:
        read_tables(**paths)
    return [(problem.table, problem.row, problem.reason) for problem in caught.value.problems]


def parquet(paths: dict[str, Any], table: str, columns: dict[str, Any]) -> dict[str, Any]:
    """The same tables with one of them as Parquet."""
    path = paths[table].with_suffix(".parquet")
    pq.write_table(pa.table(columns), path)
    return {**paths, table: path}


def test_rows_know_where_they_stood(province: Province) -> None:
    inputs = read_tables(**province())
    assert inputs.figures == [
        Figure("xa_an", "lop", "2026-01", None, "own", Decimal("120.5"), "at_least"),
        Figure("xa_bo", "lop", "2026-01", None, "own", Decimal("0.25"), None),
    ]
    assert [row.row for row in inputs.figures] == [2, 3]
    assert inputs.units[1] == UnitPlacement("xa_an", "tinh", date(2020, 1, 1), None)
    assert inputs.asked is None


def test_an_empty_asked_table_asks_nobody(province: Province) -> None:
    result = consolidate(read_tables(**province(asked="unit,indicator,period\n")))
    assert [(row.value, row.expected) for row in result.totals] == [(Decimal("120.75"), 0)]


def test_byte_order_mark_line_ends_extra_and_missing_columns(province: Province) -> None:
    text = "\ufeffnote,unit,period,indicator,scope,value\r\n\r\nhay,xa_an,2026-01,lop,own,5\r\n"
    inputs = read_tables(**province(figures=text))
    assert inputs.figures == [Figure("xa_an", "lop", "2026-01", None, "own", Decimal(5), None)]
    assert inputs.figures[0].row == 3


@pytest.mark.parametrize(
    "values",
    [
        pa.array(["120.5", "0.25"]),
        pa.array([120.5, 0.25], pa.float64()),
        pa.array([Decimal("120.5"), Decimal("0.25")], pa.decimal128(15, 4)),
        pa.array([Decimal("120.500000"), Decimal("0.250000")], pa.decimal128(38, 6)),
        pa.array(["120.5", "0.25"]).dictionary_encode(),
    ],
    ids=["text", "float", "decimal", "long decimal", "dictionary"],
)
def test_parquet_values_of_any_type(province: Province, values: pa.Array) -> None:
    columns = {
        "unit": ["xa_an", "xa_bo"],
        "indicator": ["lop", "lop"],
        "period": ["2026-01", "2026-01"],
        "breakdown": pa.nulls(2),
        "scope": ["own", "own"],
        "value": values,
        "qualifier": pa.array(["at_least", None]),
    }
    paths = province()
    assert read_tables(**parquet(paths, "figures", columns)).figures == read_tables(**paths).figures


def test_parquet_whole_numbers_and_dates(province: Province) -> None:
    columns = {"unit": ["tinh", "xa_an"], "parent": [None, "tinh"], "since": [None, datetime(2020, 1, 1)]}  # noqa: DTZ001
    units = read_tables(**parquet(province(), "units", columns)).units
    assert units == [UnitPlacement("tinh", None), UnitPlacement("xa_an", "tinh", date(2020, 1, 1))]
    columns = {"unit": ["xa_an"], "indicator": ["lop"], "period": [2026], "scope": ["own"], "value": [7]}
    assert read_tables(**parquet(province(), "figures", columns)).figures[0].value == Decimal(7)


def test_a_float_that_is_no_such_decimal_is_a_problem(province: Province) -> None:
    columns = {
        "unit": ["xa_an", "xa_bo", "tinh"],
        "indicator": ["lop"] * 3,
        "period": ["2026-01"] * 3,
        "scope": ["own"] * 3,
        "value": [0.1 + 0.2, float("nan"), 1e300],
    }
    found = problems_of(parquet(province(), "figures", columns))
    assert [(table, row) for table, row, _ in found] == [("figures", 1), ("figures", 2), ("figures", 3)]


def test_all_that_is_wrong_is_said_at_once(province: Province) -> None:
    figures = "unit,indicator,period,scope,value\nxa_an,lop,2026-01,own,x\nxa_la,lop,2026-01,own,1\nxa_an,lop\n"
    units = "unit,parent,since\ntinh,,\nxa_an,tinh,01/02/2026\nxa_bo,tinh,\n"
    found = problems_of(province(figures=figures, units=units))
    assert [(table, row) for table, row, _ in found] == [("units", 3), ("figures", 2), ("figures", 3), ("figures", 4)]
    assert "xa_la" in found[2][2]


@pytest.mark.parametrize(
    ("content", "row", "words"),
    [
        (b"", None, "trống"),
        (b"unit,indicator,period,scope\n", 1, "value"),
        (b"unit,unit,indicator,period,scope,value\n", 1, "hai lần"),
        ("unit,indicator,period,scope,value\nxã,lop,2026,own,1\n".encode("utf-16"), None, "UTF-8"),
        (b'unit,indicator,period,scope,value\n"xa_an"x,lop,2026,own,1\n', None, "CSV"),
        (b"unit,indicator,period,scope,value\n,lop,2026,own,1\n", 2, "unit"),
    ],
    ids=["empty", "no column", "column twice", "not UTF-8", "broken quotes", "no unit"],
)
def test_tables_that_are_none(province: Province, content: bytes, row: int | None, words: str) -> None:
    paths = province()
    paths["figures"].write_bytes(content)
    [(table, found, reason)] = problems_of(paths)
    assert (table, found) == ("figures", row)
    assert words in reason


def test_one_broken_table_does_not_hide_what_is_wrong_in_others(province: Province) -> None:
    units = "unit,parent,since,until\ntinh,,,\nxa_an,xa_bo,,\nxa_bo,xa_an,,\nxa_ca,tinh,2027-01-01,\n"
    periods = "period,since,until,part_of,position\nky_1,,,,\n2026-01,x,,,\n"
    figures = "unit,indicator,period,scope,value\nxa_ca,lop,2026-02,own,1\nxa_an,lop,2026-13,own,1\n"
    figures += "xa_an,lop,ky_1,own,1\nxa_an,lop,2026-01,own,1\n"
    found = problems_of(province(units=units, periods=periods, figures=figures))
    assert [(table, row) for table, row, _ in found] == [
        ("units", 3),
        ("periods", 2),
        ("periods", 3),
        ("figures", 2),
        ("figures", 3),
    ]


def test_a_file_that_is_not_parquet(province: Province) -> None:
    paths = province()
    path = paths["figures"].rename(paths["figures"].with_suffix(".parquet"))
    [(table, row, reason)] = problems_of({**paths, "figures": path})
    assert (table, row) == ("figures", None)
    assert "Parquet" in reason


def test_a_file_that_is_not_there(province: Province) -> None:
    paths = province()
    paths["units"].unlink()
    [(table, row, _)] = problems_of(paths)
    assert (table, row) == ("units", None)


def test_values_given_by_a_program_are_checked_too() -> None:
    inputs = Inputs(
        [Figure("a", "lop", "2026", None, "own", Decimal("1.23456"))],
        [UnitPlacement("a", None)],
        [],
    )
    with pytest.raises(ConsolidationError) as caught:
        consolidate(inputs)
    assert [problem.row for problem in caught.value.problems] == [1, 1]
