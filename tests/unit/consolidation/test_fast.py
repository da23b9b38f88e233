"""The fast engine where its columns are unusual: other types of files, wide numbers, rows twice, grids that grow."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.generative.files import write_inputs
from tests.spec.generated import Size, seeded_case
from trienkhai.consolidation import (
    ConsolidationError,
    Figure,
    Indicator,
    Inputs,
    Succession,
    UnitPlacement,
    consolidate,
)
from trienkhai.consolidation.fast import arrow, out, sheet
from trienkhai.consolidation.fast.engine import slabs, totals_in
from trienkhai.consolidation.fast.files import read_books

UNITS = {"unit": ["t", "a", "b", "c"], "parent": [None, "t", "t", "t"]}
INDICATORS = {"indicator": ["n", "7"], "over_units": ["sum", "max"], "over_time": ["sum", "max"]}
ROWS = [
    ("a", "n", "2026-01", None, "own", Decimal("12.5"), None),
    ("b", "n", "2026-01", None, "own", Decimal("-0.0001"), "about"),
    ("c", "n", "2026-01", None, "own", None, None),
    ("t", "n", "2026-01", None, "whole", Decimal("99"), None),
    ("a", "n", "2026-01", "sex=f", "own", Decimal("4294967294"), None),
    ("b", "7", "2026-02", None, "own", Decimal("429496.7295"), "at_least"),
    ("c", "7", "2026-02", None, "own", Decimal("429496.7296"), None),
]
COLUMNS = ["unit", "indicator", "period", "breakdown", "scope", "value", "qualifier"]
Table = dict[str, Any]


def plain_table() -> Table:
    """Text as text, values as decimals."""
    return {name: [row[place] for row in ROWS] for place, name in enumerate(COLUMNS)}


def typed(**kinds: Any) -> Callable[[], pa.Table]:
    """The table with some columns of other types."""
    return lambda: pa.table({n: pa.array(v, kinds.get(n)) if n in kinds else v for n, v in plain_table().items()})


def coded() -> pa.Table:
    """Codes that are whole numbers, in an indicator's place."""
    only = [row for row in ROWS if row[1] == "7"]
    table = {name: [row[place] for row in only] for place, name in enumerate(COLUMNS)}
    return pa.table(table | {"indicator": pa.array([7] * len(only))})


def floats() -> pa.Table:
    """Values as a program that knows only floats would write them."""
    values = [None if row[5] is None else float(row[5]) for row in ROWS]
    return pa.table(plain_table() | {"value": pa.array(values, pa.float64())})


def texts() -> pa.Table:
    """Values as text."""
    return pa.table(plain_table() | {"value": [None if row[5] is None else format(row[5], "f") for row in ROWS]})


FORMS = {
    "text and decimals": typed(value=pa.decimal128(15, 4)),
    "decimals with six places": typed(value=pa.decimal128(38, 6)),
    "decimals with more than 64 bits can hold": typed(value=pa.decimal128(38, 25)),
    "wide decimals": typed(value=pa.decimal256(40, 4)),
    "places in lists of names": typed(unit=pa.dictionary(pa.int8(), pa.string()), value=pa.decimal128(15, 4)),
    "long text": typed(unit=pa.large_string(), scope=pa.large_string(), value=pa.decimal128(20, 4)),
    "codes that are numbers": coded,
    "floats": floats,
    "values as text": texts,
}


def written(folder: Path, figures: pa.Table, rows_in_group: int = 2) -> dict[str, Path | None]:
    """The files of one consolidation."""
    tables = {"figures": figures, "units": pa.table(UNITS), "indicators": pa.table(INDICATORS)}
    for name, table in tables.items():
        pq.write_table(table, folder / f"{name}.parquet", row_group_size=rows_in_group)
    return {name: folder / f"{name}.parquet" for name in tables}


def by_fast(paths: dict[str, Path | None]) -> list[Any]:
    """All rows, as the command makes them."""
    return [row for slab, _ in slabs(read_books(paths), leaves=True) for row in totals_in(slab)]


def by_plain(rows: list[tuple[Any, ...]]) -> list[Any]:
    """All rows of the same figures, from objects."""
    units = [UnitPlacement(unit, parent) for unit, parent in zip(*UNITS.values(), strict=True)]
    kinds = [Indicator(*kind) for kind in zip(*INDICATORS.values(), strict=True)]
    inputs = Inputs([Figure(*row) for row in rows], units, kinds)
    return list(consolidate(inputs, leaves=True, engine="plain").totals)


@pytest.mark.parametrize("form", FORMS)
def test_any_type_of_column_is_read_alike(form: str, tmp_path: Path) -> None:
    rows = [row for row in ROWS if row[1] == "7"] if FORMS[form] is coded else ROWS
    assert by_fast(written(tmp_path, FORMS[form]())) == by_plain(rows)


def test_a_large_group_of_rows_is_read_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrow, "LARGE_GROUP", 3)
    monkeypatch.setattr(arrow, "ROWS_AT_ONCE", 2)
    figures = FORMS["text and decimals"]()
    assert by_fast(written(tmp_path, figures, rows_in_group=100)) == by_plain(ROWS)


def test_a_grid_grows_where_no_room_can_be_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "_room_for", lambda *_: None)
    monkeypatch.setattr(sheet, "FIRST_ROWS", 1)
    assert by_fast(written(tmp_path, FORMS["text and decimals"]())) == by_plain(ROWS)


def test_a_row_twice_in_different_groups_is_named_with_both_rows(tmp_path: Path) -> None:
    figures = pa.concat_tables([FORMS["text and decimals"](), FORMS["text and decimals"]().slice(3, 1)])
    with pytest.raises(ConsolidationError) as caught:
        read_books(written(tmp_path, figures))
    assert [(problem.table, problem.row) for problem in caught.value.problems] == [("figures", 8)]
    assert "trùng với dòng 4" in caught.value.problems[0].reason


@pytest.mark.parametrize("value", [1e15, float("nan"), 0.00001])
def test_a_float_that_is_no_value_is_named_with_its_row(value: float, tmp_path: Path) -> None:
    figures = floats()
    values = [*figures["value"].to_pylist()[:-1], value]
    figures = figures.set_column(5, "value", pa.array(values, pa.float64()))
    with pytest.raises(ConsolidationError) as caught:
        read_books(written(tmp_path, figures))
    assert [(problem.table, problem.row) for problem in caught.value.problems] == [("figures", 7)]


def test_sums_beyond_64_bits_stay_exact() -> None:
    """More units of the largest value than 64 bits can hold in ten-thousandths, shares among them."""
    most = Decimal("99999999999.9999")
    names = [f"x{number:05}" for number in range(9300)]
    units = [UnitPlacement("t", None), *(UnitPlacement(name, "t") for name in names)]
    figures = [Figure(name, "n", "2026-01", None, "own", most) for name in names]
    inputs = Inputs(figures, units, [Indicator("n", "sum"), Indicator("top", "max", "max")])
    total = consolidate(inputs, engine="fast").totals
    assert [row.value for row in total if row.indicator == "n"] == [most * 9300]


def test_a_share_of_the_largest_value_is_rounded_half_to_even() -> None:
    from datetime import date

    day = date(2026, 2, 1)
    units = [UnitPlacement("t", None), UnitPlacement("o", "t", None, day)]
    units += [UnitPlacement(new, "t", day) for new in ("p", "q")]
    shares = [Succession("o", "p", day, Decimal("0.333333")), Succession("o", "q", day, Decimal("0.666667"))]
    figures = [Figure("o", "n", "2026-01", None, "own", Decimal("99999999999.9999"))]
    inputs = Inputs(figures, units, [Indicator("n", "sum")], shares)
    results = [consolidate(inputs, restate=day, leaves=True, engine=engine) for engine in ("plain", "fast")]
    assert results[0] == results[1]


def test_stored_integers_come_back() -> None:
    """Values around the edges of the two grids."""
    edges = [0, 1, -1, -2, 2**32 - 3, 2**32 - 2, 2**32 - 1, 2**32, -(2**32), 10**15 - 1, 1 - 10**15]
    kept = sheet.Sheet(len(edges))
    places = np.arange(len(edges))
    one = sheet.Column(np.zeros(len(edges), np.int32), np.array([0]))
    kept.indicators.of("n")
    kept.periods.of("2026")
    kept.add(sheet.Chunk(sheet.Column(places, places), one, one, one, np.array(edges)))
    stored = kept.stored(np.array([1]))[0]
    assert [value - (2 if value > 0 else -2) for value in stored.tolist()] == edges
    assert not kept.twice()
    kept.add(
        sheet.Chunk(
            sheet.Column(places[:1], places), one.where(places[:1]), *[one.where(places[:1])] * 2, np.array([5])
        )
    )
    assert kept.twice()


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
@pytest.mark.parametrize("seed", range(4))
def test_in_parts_comes_to_the_same(seed: int, ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = seeded_case(seed, Size(units=20, indicators=8, periods=6, giving=20, figures=300))
    paths: dict[str, Path | None] = {**write_inputs(tmp_path, case.inputs, ".parquet")}
    target = tmp_path / f"totals{ending}"
    whole = out.totals_of_files(paths, target, case.restate, leaves=True)
    monkeypatch.setattr(out, "MOST_PLACES", 1)
    monkeypatch.setattr(out, "PARTS", (1, 3))
    parts = out.totals_of_files(paths, target, case.restate, leaves=True)
    assert parts[1] == whole[1]
    if ending == ".csv":
        assert parts[0] == whole[0]
    else:
        tables = [pq.read_table(pa.BufferReader(content)) for content, _ in (whole, parts)]
        assert tables[0].equals(tables[1])
