"""Whether a country's totals are right to the last digit: against their own parts, against DuckDB's sums, run by run.

    python -m bench.country_checks parts TOTALS FOLDER FIGURES
    python -m bench.country_checks peer TOTALS FOLDER THEIRS
    python -m bench.country_checks same TOTALS TOTALS…
    python -m bench.country_checks restated TOTALS TOTALS-WITH-LEAVES FOLDER FIGURES

Each prints one line: how many are wrong, a tab, and of how many.
"""

import hashlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import duckdb

Wrong = tuple[int, str]

# In a tree of the period's last day: own figures and the totals of the units below, for sums that were put together.
PARTS = """
    WITH days AS (
        SELECT DISTINCT period, last_day((period || '-01')::DATE) AS day FROM '{totals}'
    ), placed AS (
        SELECT period, unit, parent FROM days JOIN '{folder}/units.parquet'
        ON (since IS NULL OR since <= day) AND (until IS NULL OR day < until)
    ), inner_units AS (
        SELECT DISTINCT period, parent AS unit FROM placed WHERE parent IS NOT NULL
    ), owned AS (
        SELECT period, unit AS giver, CASE WHEN (period, unit) IN (FROM inner_units) THEN unit ELSE parent END AS unit
        FROM placed
    ), pieces AS (
        SELECT owned.unit, indicator, figures.period, breakdown, sum(value) AS value
        FROM '{figures}' figures JOIN owned ON giver = figures.unit AND owned.period = figures.period
        WHERE scope = 'own' GROUP BY ALL
        UNION ALL
        SELECT placed.parent, indicator, period, breakdown, value
        FROM '{totals}' JOIN placed USING (unit, period) WHERE placed.parent IS NOT NULL
    ), sums AS (
        SELECT unit, indicator, period, breakdown, sum(value)::DECIMAL(38, 6) AS value FROM pieces GROUP BY ALL
    )
    SELECT count(*) FILTER (totals.value IS DISTINCT FROM sums.value), count(*)
    FROM '{totals}' totals JOIN '{folder}/indicators.parquet' USING (indicator)
    LEFT JOIN sums ON sums.unit = totals.unit AND sums.indicator = totals.indicator
        AND sums.period = totals.period AND sums.breakdown IS NOT DISTINCT FROM totals.breakdown
    WHERE over_units = 'sum' AND basis IN ('computed', 'mixed')
"""

# Sums without rules, where no rule comes between: nothing claimed below, and no unit of another place that year.
PEER = """
    WITH moved AS (
        SELECT unit FROM '{folder}/units.parquet' WHERE since IS NULL OR since < DATE '2025-01-01'
        GROUP BY unit HAVING count(*) > 1
    ), touched AS (
        SELECT DISTINCT parent FROM '{folder}/units.parquet' WHERE unit IN (FROM moved)
    )
    SELECT count(*) FILTER (ours.value IS DISTINCT FROM theirs.value::{kind}), count(*), count(theirs.unit),
        max(abs(ours.value::{kind} - theirs.value))
    FROM '{totals}' ours JOIN '{folder}/indicators.parquet' USING (indicator)
    LEFT JOIN '{theirs}' theirs ON ours.unit = theirs.unit AND ours.indicator = theirs.indicator
        AND ours.period = theirs.period AND ours.breakdown IS NOT DISTINCT FROM theirs.breakdown
    WHERE over_units = 'sum' AND basis = 'computed' AND ours.unit NOT IN (FROM touched)
"""
ROWS = """
    SELECT (SELECT count(*) FROM '{theirs}'), (SELECT count(*) FROM '{theirs}' theirs ANTI JOIN '{totals}' ours
        ON ours.unit = theirs.unit AND ours.indicator = theirs.indicator AND ours.period = theirs.period
        AND ours.breakdown IS NOT DISTINCT FROM theirs.breakdown)
"""

# After the reform: the totals of those that stand under a unit then, and what districts and provinces of before handed
# on to it, whole.
RESTATED = """
    WITH placed AS (
        SELECT unit, parent FROM '{folder}/units.parquet'
        WHERE (since IS NULL OR since <= DATE '2025-07-01') AND (until IS NULL OR until > DATE '2025-07-01')
    ), middle AS (
        SELECT old AS unit, new FROM '{folder}/successions.parquet'
        WHERE date = DATE '2025-07-01' AND old IN (SELECT parent FROM '{folder}/units.parquet')
        UNION ALL
        SELECT unit, unit FROM placed WHERE unit IN (SELECT parent FROM placed)
    ), pieces AS (
        SELECT parent AS unit, indicator, period, breakdown, value
        FROM '{leaves}' JOIN placed USING (unit) WHERE parent IS NOT NULL
        UNION ALL
        SELECT new, indicator, period, breakdown, value
        FROM '{figures}' JOIN middle USING (unit) WHERE scope = 'own'
    ), sums AS (
        SELECT unit, indicator, period, breakdown, sum(value) AS value FROM pieces GROUP BY ALL
    )
    SELECT count(*) FILTER (totals.value IS DISTINCT FROM sums.value), count(*)
    FROM '{totals}' totals JOIN '{folder}/indicators.parquet' USING (indicator)
    LEFT JOIN sums ON sums.unit = totals.unit AND sums.indicator = totals.indicator
        AND sums.period = totals.period AND sums.breakdown IS NOT DISTINCT FROM totals.breakdown
    WHERE over_units = 'sum' AND basis IN ('computed', 'mixed')
"""


def parts(totals: str, folder: str, figures: str) -> Wrong:
    """Every sum is own figures and the totals of the units below it."""
    wrong, count = answer(PARTS, totals=totals, folder=folder, figures=figures)
    return wrong, f"of {count:,} sums, each compared with its parts"


def peer(totals: str, folder: str, theirs: str) -> Wrong:
    """The same sums as a peer where no rule comes between; a peer that counts in floats is compared in floats."""
    kind = answer("SELECT typeof(value) FROM '{theirs}' LIMIT 1", theirs=theirs)[0]
    wrong, count, _, most = answer(PEER, totals=totals, folder=folder, theirs=theirs, kind=kind)
    rows, lacking = answer(ROWS, totals=totals, theirs=theirs)
    remark = f"of {count:,} without claims or moves; {rows:,} rows of theirs, {lacking:,} of them lacking in ours"
    if kind == "DOUBLE":
        remark += f"; they count in floats, farthest off {most:.1e}"
    return wrong, remark


def same(*totals: str) -> Wrong:
    """Files with the same bytes, and where they differ, how many rows."""
    digests = [hashlib.sha256(Path(path).read_bytes()).digest() for path in totals]
    others = [path for path, digest in zip(totals, digests, strict=True) if digest != digests[0]]
    wrong = 0
    for path in others:
        both = {"one": totals[0], "two": path}
        for one, two in (("one", "two"), ("two", "one")):
            wrong += answer("SELECT count(*) FROM (FROM '{a}' EXCEPT ALL FROM '{b}')", a=both[one], b=both[two])[0]
    return wrong, f"rows in {len(totals)} runs, {len(others)} with other bytes"


def restated(totals: str, leaves: str, folder: str, figures: str) -> Wrong:
    """Every province after the reform is the sum of its communes, the country of its provinces."""
    wrong, count = answer(RESTATED, totals=totals, leaves=leaves, folder=folder, figures=figures)
    return wrong, f"of {count:,} restated sums, each compared with its parts"


def answer(query: str, **words: str) -> tuple[Any, ...]:
    """The one row of the answer."""
    with duckdb.connect() as database:
        return database.execute(query.format(**words)).fetchall()[0]


CHECKS: dict[str, Callable[..., Wrong]] = {"parts": parts, "peer": peer, "same": same, "restated": restated}


def main(words: Sequence[str]) -> None:
    name, *paths = words
    wrong, remark = CHECKS[name](*paths)
    print(f"{wrong}\t{remark}")


if __name__ == "__main__":
    main(sys.argv[1:])
