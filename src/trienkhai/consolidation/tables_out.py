"""Totals and findings as files. Each is written beside its place and renamed, so that no half file is ever seen."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any

from .model import Finding, Total
from .values import plain

TOTALS = tuple(column.name for column in fields(Total))
FINDINGS = tuple(column.name for column in fields(Finding))
NUMBERS = {"value", "claimed", "computed"}
COUNTS = {"reported", "expected", "not_applicable"}


def write_totals(path: Path, totals: Sequence[Total]) -> None:
    """Ending .csv or .parquet; in Parquet values are decimal(38, 6)."""
    write_files([(path, totals_content(path, totals))])


def write_findings(path: Path, findings: Sequence[Finding]) -> None:
    """Ending .csv or .parquet; in Parquet values are decimal(38, 6)."""
    write_files([(path, findings_content(path, findings))])


def totals_content(path: Path, totals: Sequence[Total]) -> bytes:
    """The bytes of the file."""
    return _writer(path)(TOTALS, totals)


def findings_content(path: Path, findings: Sequence[Finding]) -> bytes:
    """The bytes of the file."""
    return _writer(path)(FINDINGS, findings)


def write_files(files: Iterable[tuple[Path, bytes]]) -> None:
    """All or none appear: every content is on the disk before the first is given its name."""
    ready: list[tuple[Path, Path]] = []
    try:
        for path, content in files:
            ready.append((_beside(path), path))
            with ready[-1][0].open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            ready[-1][0].chmod(0o666 & ~_umask())
        for temporary, path in ready:
            temporary.replace(path)
    finally:
        for temporary, _ in ready:
            with suppress(FileNotFoundError):
                temporary.unlink()


def _beside(path: Path) -> Path:
    """An empty file in the same folder; an error names the file that was meant."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(path)) from None
    os.close(handle)
    return Path(name)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _writer(path: Path) -> Callable[[tuple[str, ...], Sequence[Any]], bytes]:
    return _parquet if path.suffix.lower() == ".parquet" else csv_content


def csv_content(columns: tuple[str, ...], rows: Iterable[Any]) -> bytes:
    """UTF-8 with a header, an empty cell for None."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(getattr(row, column)) for column in columns])
    return text.getvalue().encode()


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, Decimal):
        return plain(value)
    return str(value)


def _parquet(columns: tuple[str, ...], rows: Sequence[Any]) -> bytes:
    import pyarrow as pa

    schema = schema_of(columns)
    arrays = [pa.array([getattr(row, column) for row in rows], schema.field(column).type) for column in columns]
    return parquet_content(columns, [pa.table(arrays, schema=schema)])


def schema_of(columns: tuple[str, ...]) -> Any:
    """Types of a Parquet file: text, decimal(38, 6), whole numbers, true or false."""
    import pyarrow as pa

    kinds = dict.fromkeys(columns, pa.string()) | dict.fromkeys(NUMBERS, pa.decimal128(38, 6))
    kinds |= dict.fromkeys(COUNTS, pa.int64()) | {"estimate": pa.bool_()}
    return pa.schema([(column, kinds[column]) for column in columns])


def parquet_content(columns: tuple[str, ...], tables: Iterable[Any]) -> bytes:
    """Tables of these columns one after the other; text may come as places in a list of names."""
    import pyarrow as pa

    sink = io.BytesIO()
    writer = None
    for table in tables:
        if writer is None:
            # Without the schema of this library in it a reader sees text, however the text was brought.
            writer = _parquet_writer(sink, table.schema)
        writer.write_table(table)
    if writer is None:
        writer = _parquet_writer(sink, schema_of(columns))
        writer.write_table(pa.Table.from_pylist([], schema_of(columns)))
    writer.close()
    return sink.getvalue()


def _parquet_writer(sink: io.BytesIO, schema: Any) -> Any:
    import pyarrow.parquet as pq

    texts = [name for name in schema.names if name not in NUMBERS | COUNTS | {"estimate"}]
    return pq.ParquetWriter(sink, schema, compression="zstd", use_dictionary=texts, store_schema=False)
