"""Tables read from CSV or Parquet; what cannot be read is a problem with its row, and the rest is still checked."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from .cells import CELLS, Unreadable
from .checks import find_problems
from .columns import COLUMNS, DAY, TEXT, Column
from .errors import ConsolidationError, Problem
from .model import Asked, Figure, Indicator, Inputs, Period, Succession, UnitPlacement
from .parquet_in import parquet_records

Record = tuple[int, list[Any] | str]  # its row, and the cells in the order of our columns, or why there are none
ROWS: dict[str, Callable[..., Any]] = {
    "figures": Figure,
    "units": UnitPlacement,
    "indicators": Indicator,
    "successions": Succession,
    "asked": Asked,
    "periods": Period,
}


AS_IT_IS = {TEXT: str, DAY: date}  # nothing to look at


class Broken(Exception):
    """The table as a whole, or from one row on, cannot be read."""

    def __init__(self, reason: str, row: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.row = row


def read_tables(
    figures: Path,
    units: Path,
    indicators: Path,
    successions: Path | None = None,
    asked: Path | None = None,
    periods: Path | None = None,
    *,
    restate: date | None = None,
) -> Inputs:
    """The inputs of `consolidate`, from files whose ending (.csv, .parquet) says their format.

    Raises ConsolidationError with all that could not be read together with all that is wrong in what could.
    """
    paths = {
        "figures": figures,
        "units": units,
        "indicators": indicators,
        "successions": successions,
        "asked": asked,
        "periods": periods,
    }
    problems: list[Problem] = []
    names: dict[str, frozenset[str]] = {}
    tables: dict[str, Any] = {}
    for table, path in paths.items():
        if path:
            tables[table], names[table] = read_table(table, path, problems)
    inputs = Inputs(**tables)
    if problems:
        if not any(problem.row is None for problem in problems):
            problems += find_problems(inputs, restate, names)
        raise ConsolidationError(problems)
    return inputs


def read_table(table: str, path: Path, problems: list[Problem]) -> tuple[list[Any], frozenset[str]]:
    """Rows that could be read, and the names in the first column of those that could not."""
    columns = COLUMNS[table]
    rows: list[Any] = []
    unread: set[str] = set()
    try:
        for number, record in records_of(path, columns):
            cells, reasons = cells_in(columns, record) if isinstance(record, list) else ({}, [record])
            problems += (Problem(table, number, reason) for reason in reasons)
            if not reasons:
                rows.append(ROWS[table](**cells, row=number))
            elif isinstance(record, list):
                unread.add("" if record[0] is None else str(record[0]))
    except Broken as broken:
        problems.append(Problem(table, broken.row, broken.reason))
    return rows, frozenset(unread)


def cells_in(columns: tuple[Column, ...], record: list[Any]) -> tuple[dict[str, Any], list[str]]:
    """The cells by column, and why any of them cannot be read."""
    cells: dict[str, Any] = {}
    reasons = []
    for column, raw in zip(columns, record, strict=True):
        if raw is None or raw == "":
            if not column.may_be_empty:
                reasons.append(f"thiếu {column.name}")
            cells[column.name] = None
            continue
        if type(raw) is AS_IT_IS.get(column.kind):
            cells[column.name] = raw
            continue
        try:
            cells[column.name] = CELLS[column.kind](raw)
        except Unreadable as error:
            reasons.append(f"{column.name} “{raw}” {error}")
    return cells, reasons


def records_of(path: Path, columns: tuple[Column, ...]) -> Iterator[Record]:
    """Rows with their numbers, cells in the order of the columns. Raises Broken."""
    try:
        if path.suffix.lower() == ".parquet":
            header, records = parquet_records(path)
            yield from _arranged(header, records, columns, None)
        else:
            yield from _csv_records(path, columns)
    except FileNotFoundError as error:
        raise Broken("không tìm thấy tệp") from error
    except OSError as error:
        raise Broken(f"không mở được tệp ({error.strerror or error})") from error


def _csv_records(path: Path, columns: tuple[Column, ...]) -> Iterator[Record]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Broken("tệp không phải UTF-8; hãy lưu lại dạng CSV UTF-8") from error
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(lines, None)
        if not header:
            raise Broken("tệp trống, thiếu dòng tiêu đề")
        numbered = ((number, line) for number, line in enumerate(lines, 2) if line)
        yield from _arranged(header, numbered, columns, len(header))
    except csv.Error as error:
        raise Broken(f"dòng {lines.line_num} không phải CSV ({error})") from error


def check_header(header: list[str], columns: tuple[Column, ...]) -> None:
    """Every column that must be there is, and none twice."""
    missing = [column.name for column in columns if column.required and column.name not in header]
    if missing:
        raise Broken(f"thiếu cột {', '.join(missing)}", 1)
    twice = sorted({name for name in header if header.count(name) > 1 and name in {c.name for c in columns}})
    if twice:
        raise Broken(f"cột {', '.join(twice)} có hai lần", 1)


def _arranged(
    header: list[str], records: Iterator[tuple[int, list[Any]]], columns: tuple[Column, ...], width: int | None
) -> Iterator[Record]:
    """Records in the order of our columns; a column that may be empty may also be missing."""
    check_header(header, columns)
    places = [header.index(column.name) if column.name in header else None for column in columns]
    for number, line in records:
        if width is not None and len(line) != width:
            yield number, f"dòng có {len(line)} ô, tiêu đề có {width} cột"
        else:
            yield number, [None if place is None else line[place] for place in places]
