"""Invented tables as files, and the command that reads them, without a process of its own."""

import contextlib
import csv
import io
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tests.spec.broken import TextTables
from trienkhai.cli import main
from trienkhai.consolidation import Inputs
from trienkhai.consolidation.columns import COLUMNS


def write(path: Path, columns: list[str], rows: list[list[Any]]) -> None:
    """A table as another program would write it."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([columns, *([plain_text(cell) for cell in row] for row in rows)])
    else:
        table = {column: [row[place] for row in rows] for place, column in enumerate(columns)}
        pq.write_table(pa.table(table), path)


def plain_text(cell: Any) -> str:
    """Of a cell of a CSV file."""
    return format(cell, "f") if isinstance(cell, Decimal) else "" if cell is None else str(cell)


def write_inputs(folder: Path, inputs: Inputs, ending: str) -> dict[str, Path]:
    """Each table that there is, with the types that its columns have."""
    paths = {}
    for name in COLUMNS:
        rows = getattr(inputs, name)
        if rows is not None:
            paths[name] = folder / (name + ending)
            columns = [column.name for column in COLUMNS[name]]
            write(paths[name], columns, [[getattr(row, column) for column in columns] for row in rows])
    return paths


def as_text(inputs: Inputs) -> TextTables:
    """Every cell as CSV has it; no table of who was asked is one without rows."""
    return {
        name: [
            {column.name: plain_text(getattr(row, column.name)) for column in COLUMNS[name]}
            for row in getattr(inputs, name) or ()
        ]
        for name in COLUMNS
    }


def write_text(folder: Path, tables: TextTables, ending: str) -> dict[str, Path]:
    """Text in Parquet, too; an empty cell is null there."""
    paths = {}
    for name, rows in tables.items():
        columns = [column.name for column in COLUMNS[name]]
        paths[name] = folder / (name + ending)
        if ending == ".csv":
            write(paths[name], columns, [[row[column] for column in columns] for row in rows])
        else:
            arrays = [pa.array([row[column] or None for row in rows], pa.string()) for column in columns]
            pq.write_table(pa.table(arrays, names=columns), paths[name])
    return paths


@dataclass
class Ran:
    """What the command did."""

    code: int
    complaints: list[str]
    written: dict[str, bytes]


def run(folder: Path, paths: dict[str, Path], engine: str, ending: str, *options: str) -> Ran:
    """`trienkhai consolidate` with these tables; what it writes has the same ending or another."""
    out = folder / "out"
    out.mkdir()
    arguments = [part for name, path in paths.items() for part in (f"--{name}", str(path))]
    arguments += ["--totals", str(out / f"totals{ending}"), "--findings", str(out / f"findings{ending}")]
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        code = main(["consolidate", *arguments, "--engine", engine, *options])
    written = {path.name: path.read_bytes() for path in sorted(out.iterdir())}
    for path in out.iterdir():
        path.unlink()
    out.rmdir()
    return Ran(code, said.getvalue().replace(f"{folder}/", "").splitlines(), written)
