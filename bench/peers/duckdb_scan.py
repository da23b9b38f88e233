"""The floor: one DuckDB query over the figures, the sum per parent of the unit that gave them, indicator and period.

python duckdb_scan.py FOLDER FIGURES OUT
"""

import sys
from pathlib import Path

import duckdb

QUERY = """
COPY (
    WITH standing AS (  -- the last place of each unit before the reform
        SELECT unit, arg_max(parent, coalesce(since, DATE '0001-01-01')) AS parent
        FROM '{units}' WHERE since IS NULL OR since < DATE '2025-01-01' GROUP BY unit
    )
    SELECT parent AS unit, indicator, period, sum(value) AS value
    FROM '{figures}' JOIN standing USING (unit) GROUP BY ALL
) TO '{out}' (FORMAT parquet)
"""


def main(folder: Path, figures: Path, out: Path) -> None:
    """Write the sums."""
    with duckdb.connect() as database:
        database.execute(QUERY.format(units=folder / "units.parquet", figures=figures, out=out))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
