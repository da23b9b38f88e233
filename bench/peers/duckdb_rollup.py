"""DuckDB without rules: sums to every inner unit, level by level.

    python duckdb_rollup.py FOLDER FIGURES OUT

One pass over the figures sums them at the inner unit they belong to (a commune's parent; an inner unit itself), then
each level is lifted to the one above. Text keys are the fastest: enums, codes packed into one number and grouping sets
were tried.
"""

import sys
from pathlib import Path

import duckdb

TREE = """
CREATE TABLE standing AS  -- the last place of each unit before the reform
    SELECT unit, arg_max(parent, coalesce(since, DATE '0001-01-01')) AS parent
    FROM '{units}' WHERE since IS NULL OR since < DATE '2025-01-01' GROUP BY unit;
CREATE TABLE holders AS
    SELECT unit, CASE WHEN unit IN (SELECT parent FROM standing) THEN unit ELSE parent END AS holder FROM standing;
CREATE TABLE depths AS
    WITH RECURSIVE below(unit, depth) AS (
        SELECT unit, 0 FROM standing WHERE parent IS NULL
        UNION ALL SELECT standing.unit, depth + 1 FROM below JOIN standing ON standing.parent = below.unit
    ) FROM below;
"""
BASE = """
CREATE TABLE base AS
    SELECT holder AS unit, indicator, period, breakdown, sum(value) AS value
    FROM '{figures}' JOIN holders USING (unit) WHERE scope = 'own' GROUP BY ALL;
"""
LEVEL = """
CREATE TABLE level{depth} AS
    SELECT unit, indicator, period, breakdown, sum(value) AS value FROM (
        SELECT base.* FROM base JOIN depths USING (unit) WHERE depth = {depth}
        UNION ALL
        SELECT parent, indicator, period, breakdown, value FROM {lower} JOIN standing USING (unit)
    ) GROUP BY ALL;
"""


def main(folder: Path, figures: Path, out: Path) -> None:
    """Write the sums."""
    with duckdb.connect() as database:
        database.execute(TREE.format(units=folder / "units.parquet"))
        database.execute(BASE.format(figures=figures))
        found = database.execute("SELECT max(depth) FROM depths WHERE unit IN (SELECT holder FROM holders)").fetchone()
        deepest = found[0] if found else 0
        database.execute(f"""
            CREATE VIEW level{deepest} AS
            SELECT base.* FROM base JOIN depths USING (unit) WHERE depth = {deepest}
        """)
        for depth in range(deepest - 1, -1, -1):
            database.execute(LEVEL.format(depth=depth, lower=f"level{depth + 1}"))
        levels = " UNION ALL ".join(f"FROM level{depth}" for depth in range(deepest + 1))
        database.execute(f"COPY ({levels}) TO '{out}' (FORMAT parquet)")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
