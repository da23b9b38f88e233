"""Pandas without rules: sums to every inner unit, level by level.

    python pandas_rollup.py FOLDER FIGURES OUT

Text is read as categories and values as float64: pandas sums decimals as Python objects, many times slower. The sums
are therefore not exact.
"""

import sys
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

CELL = ["unit", "indicator", "period", "breakdown"]


def main(folder: Path, figures: Path, out: Path) -> None:
    """Write the sums."""
    standing = standing_units(folder / "units.parquet")
    frame = read(figures)
    frame["unit"] = held(frame["unit"], standing)
    base = sums_by_number(frame)
    levels: list[pd.DataFrame] = []
    for units in reversed(by_depth(standing)):
        here = base[base["unit"].isin(units)]
        if levels and len(levels[-1]):
            lifted = levels[-1].assign(unit=levels[-1]["unit"].map(standing))
            here = sums(pd.concat([here, lifted], ignore_index=True))
        levels.append(here)
    pd.concat(levels, ignore_index=True).to_parquet(out, index=False)


def read(figures: Path) -> pd.DataFrame:
    """Filtered by Arrow while it reads: with pandas' own filter the peak is twice as high."""
    columns = {name: pc.field(name) for name in CELL} | {"value": pc.field("value").cast(pa.float64())}
    text = ds.ParquetFileFormat(read_options={"dictionary_columns": CELL})
    table = ds.dataset(figures, format=text).to_table(columns=columns, filter=pc.field("scope") == "own")
    return table.unify_dictionaries().to_pandas(split_blocks=True, self_destruct=True)


def held(units: "pd.Series[str]", standing: "pd.Series[str]") -> pd.Categorical:
    """The inner unit each row belongs to: a commune's parent, an inner unit itself; on codes, not on text."""
    inner = set(standing.dropna())
    holders = [unit if unit in inner else standing[unit] for unit in units.cat.categories]
    codes, categories = pd.factorize(np.array(holders, dtype=object))
    return pd.Categorical.from_codes(codes[units.cat.codes], categories)


def sums_by_number(frame: pd.DataFrame) -> pd.DataFrame:
    """By one number made of all codes: a third of the time of a grouping by four columns."""
    key = pd.Series(0, frame.index, dtype="int64")
    for name in CELL:
        key = key * (len(frame[name].cat.categories) + 1) + (frame[name].cat.codes + 1)  # -1 is null
    found = frame["value"].groupby(key.to_numpy(), sort=False).sum()
    rest, columns = found.index.to_numpy(), {}
    for name in reversed(CELL):
        rest, code = np.divmod(rest, len(frame[name].cat.categories) + 1)
        columns[name] = pd.Categorical.from_codes(code - 1, dtype=frame[name].dtype)
    return pd.DataFrame({name: columns[name] for name in CELL} | {"value": found.to_numpy()})


def sums(frame: pd.DataFrame) -> pd.DataFrame:
    cells = frame.groupby(CELL, observed=True, sort=False, dropna=False)
    return cells["value"].sum().reset_index()


def standing_units(path: Path) -> "pd.Series[str]":
    """The parent of each unit in its last place before the reform."""
    table = pd.read_parquet(path)
    table = table[table["since"].isna() | (table["since"] < date(2025, 1, 1))]
    table = table.sort_values("since", na_position="first", kind="stable").drop_duplicates("unit", keep="last")
    return table.set_index("unit")["parent"]


def by_depth(standing: "pd.Series[str]") -> list[set[str]]:
    """The units of each depth, from the root down."""
    found = [set(standing.index[standing.isna()])]
    while found[-1]:
        found.append(set(standing.index[standing.isin(found[-1])]))
    return found[:-1]


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
