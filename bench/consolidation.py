"""Consolidation of invented provinces: each engine beside DuckDB on the same figures, in one run.

DuckDB does far less: plain sums without coverage, claims, qualifiers, days or heirs. One level is the floor, what any
reading of the figures costs; all levels are the same sums as ours and check them. Ratios are of processor time, which
other work on the machine disturbs less than the clock.
"""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

import duckdb
import pyarrow as pa

from trienkhai.consolidation import Figure, Indicator, Inputs, Period, UnitPlacement, consolidate, explain
from trienkhai.consolidation.engine import ENGINES

ONE_LEVEL = """
    SELECT parent, indicator, period, sum(value) FROM figures JOIN units USING (unit) GROUP BY ALL
"""
ALL_LEVELS = """
    WITH RECURSIVE above(unit, ancestor) AS (
        SELECT unit, unit FROM units
        UNION ALL
        SELECT above.unit, units.parent FROM above JOIN units ON units.unit = above.ancestor
        WHERE units.parent IS NOT NULL
    )
    SELECT ancestor, indicator, period, sum(value) FROM figures JOIN above USING (unit) GROUP BY ALL
"""
MONTHS = [f"2026-{month:02}" for month in range(1, 13)]
Row = tuple[str, str, str]


def main() -> None:
    """One line for each measurement: name, figure, remark."""
    for name, figure, remark in measure():
        print(f"{name:<36} {figure:>12}  {remark}", flush=True)


def measure() -> Iterator[Row]:
    """(name, figure, remark)."""
    page = province(communes=160, villages=0, indicators=20)
    year = replace(page, periods=[Period(month, None, None, "2026", place) for place, month in enumerate(MONTHS)])
    yield from beside(page, "province, 12 months")
    for engine in ENGINES:
        wall, cpu = least(lambda engine=engine: consolidate(year, only_periods=["2026"], engine=engine))  # type: ignore[misc]
        said = f"{cpu:.2f} s processor; {size(year)}, the year only, as a page asks"
        yield f"province, year to date, {engine}", f"{wall:.2f} s", said
    wall, cpu = least(lambda: explain(year, "p", "i0", "2026"))
    yield "province, one total explained", f"{wall:.2f} s", f"{cpu:.2f} s processor; {size(year)}"
    yield from beside(province(communes=120, villages=8, indicators=12), "three levels, 12 months")


def beside(inputs: Inputs, name: str) -> Iterator[Row]:
    """Each engine, DuckDB at one level and at all, and whether they agree."""
    tables = duck(inputs)
    _, one = least(lambda: tables.execute(ONE_LEVEL).fetchall())
    _, all_levels = least(lambda: tables.execute(ALL_LEVELS).fetchall())
    for engine in ENGINES:
        wall, ours = least(lambda engine=engine: consolidate(inputs, engine=engine))  # type: ignore[misc]
        speed = f"{size(inputs)}, {len(inputs.figures) / ours:,.0f} figures/s"
        yield f"{name}, {engine}", f"{wall:.2f} s", f"{ours:.2f} s processor; {speed}"
        yield "  to one-level DuckDB scan", f"{ours / one:.1f} ×", f"{one:.4f} s processor"
        yield "  to DuckDB, all levels", f"{ours / all_levels:.1f} ×", f"{all_levels:.4f} s processor"
        yield "  totals that differ", *differing(inputs, tables, engine)


def least(work: Callable[[], object], runs: int = 3) -> tuple[float, float]:
    """Seconds by the clock and of the processor, the least of several runs."""
    walls, processors = [], []
    for _ in range(runs):
        wall, processor = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    return min(walls), min(processors)


def differing(inputs: Inputs, tables: duckdb.DuckDBPyConnection, engine: str) -> tuple[str, str]:
    """How many of the sums are not the same to the last digit, and of how many."""
    rows = tables.execute(ALL_LEVELS).fetchall()
    theirs = {(unit, indicator, period): value for unit, indicator, period, value in rows}
    totals = [row for row in consolidate(inputs, engine=engine).totals if row.value is not None]
    wrong = sum(theirs[row.unit, row.indicator, row.period] != row.value for row in totals)
    return str(wrong), f"of {len(totals):,}"


def size(inputs: Inputs) -> str:
    """For remarks."""
    return f"{len(inputs.figures):,} figures, {len(inputs.units):,} units"


def province(*, communes: int, villages: int, indicators: int) -> Inputs:
    """A province, its communes and their villages; every unit below the province reports, a tenth stays silent."""
    dice = random.Random(20250701)
    units = [UnitPlacement("p", None)]
    for commune in range(communes):
        units.append(UnitPlacement(f"c{commune}", "p"))
        units += [UnitPlacement(f"c{commune}v{village}", f"c{commune}") for village in range(villages)]
    names = [f"i{number}" for number in range(indicators)]
    figures = [
        Figure(unit.unit, name, month, None, "own", Decimal(dice.randrange(100_000)) / 100)
        for month in MONTHS
        for name in names
        for unit in units[1:]
        if dice.random() < 0.9
    ]
    return Inputs(figures=figures, units=units, indicators=[Indicator(name, "sum", "sum") for name in names])


def duck(inputs: Inputs) -> duckdb.DuckDBPyConnection:
    """The same tables in DuckDB, in memory."""
    columns = ("unit", "indicator", "period")
    figures = {column: [getattr(figure, column) for figure in inputs.figures] for column in columns}
    values = pa.array([figure.value for figure in inputs.figures], pa.decimal128(15, 4))
    units = {"unit": [unit.unit for unit in inputs.units], "parent": [unit.parent for unit in inputs.units]}
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    connection.register("arrow_figures", pa.table({**figures, "value": values}))
    connection.register("arrow_units", pa.table(units))
    connection.execute("CREATE TABLE figures AS FROM arrow_figures; CREATE TABLE units AS FROM arrow_units")
    return connection
