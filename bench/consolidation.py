"""Consolidation of an invented province: the plain engine, beside DuckDB adding up the same tree level by level.

DuckDB does far less (plain sums, no coverage, no claims); it gives the scale and checks the sums.
"""

import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import duckdb
import pyarrow as pa

from bench.timing import least
from trienkhai.consolidation import Figure, Indicator, Inputs, UnitPlacement, consolidate

COMMUNES, VILLAGES, INDICATORS, PERIODS = 120, 8, 12, 4


def measure() -> Iterator[tuple[str, str, str]]:
    """(name, figure, remark)."""
    inputs = province()
    size = f"{len(inputs.figures):,} figures, {len(inputs.units):,} units"
    seconds = least(lambda: consolidate(inputs, leaves=True))
    yield "plain engine, all levels", f"{seconds:.2f} s", f"{size}, {len(inputs.figures) / seconds:,.0f} figures/s"
    tables = duck(inputs)
    yield "DuckDB, sums only", f"{least(lambda: sums(tables)):.2f} s", "the same figures"
    ours = {(t.unit, t.indicator, t.period): t.value for t in consolidate(inputs).totals if t.value is not None}
    theirs = {
        (unit, indicator, period): value for unit, indicator, period, value in sums(tables) if unit in parents(inputs)
    }
    yield (
        "totals that differ",
        str(sum(ours.get(cell) != value for cell, value in theirs.items())),
        f"of {len(theirs):,}",
    )


def province() -> Inputs:
    """One province, its communes and their villages; every village and commune reports, a tenth stays silent."""
    dice = random.Random(20250701)
    since = date(2020, 1, 1)
    units = [UnitPlacement("p", None, since)]
    for commune in range(COMMUNES):
        units.append(UnitPlacement(f"c{commune}", "p", since))
        units += [UnitPlacement(f"c{commune}v{village}", f"c{commune}", since) for village in range(VILLAGES)]
    indicators = [Indicator(f"i{number}", "sum", "sum") for number in range(INDICATORS)]
    figures = [
        Figure(
            unit.unit, indicator.indicator, f"2025-Q{quarter + 1}", None, "own", Decimal(dice.randrange(100_000)) / 100
        )
        for quarter in range(PERIODS)
        for indicator in indicators
        for unit in units
        if dice.random() < 0.9
    ]
    return Inputs(figures=figures, units=units, indicators=indicators)


def parents(inputs: Inputs) -> set[str]:
    """Units that have a child."""
    return {unit.parent for unit in inputs.units if unit.parent}


def duck(inputs: Inputs) -> duckdb.DuckDBPyConnection:
    """The same tables in DuckDB."""
    figures = pa.table(
        {
            "unit": [figure.unit for figure in inputs.figures],
            "indicator": [figure.indicator for figure in inputs.figures],
            "period": [figure.period for figure in inputs.figures],
            "value": pa.array([figure.value for figure in inputs.figures], pa.decimal128(15, 4)),
        }
    )
    units = pa.table({"unit": [unit.unit for unit in inputs.units], "parent": [unit.parent for unit in inputs.units]})
    connection = duckdb.connect()
    connection.register("figures", figures)
    connection.register("units", units)
    return connection


def sums(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str, Decimal]]:
    """(unit, indicator, period, sum over the subtree)."""
    return connection.execute(
        """
        WITH RECURSIVE above(unit, ancestor) AS (
            SELECT unit, unit FROM units
            UNION ALL
            SELECT above.unit, units.parent FROM above JOIN units ON units.unit = above.ancestor
            WHERE units.parent IS NOT NULL
        )
        SELECT ancestor, indicator, period, sum(value)
        FROM figures JOIN above USING (unit)
        GROUP BY ALL
        """
    ).fetchall()
