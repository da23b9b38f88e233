"""Parquet, read with pyarrow; imported only where a file asks for it."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def parquet_records(path: Path) -> tuple[list[str], Iterator[tuple[int, list[Any]]]]:
    """Column names, and rows numbered from 1 with cells as Python values."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(path).read()
    except pa.lib.ArrowException as error:
        raise OSError(errno.EINVAL, f"không phải Parquet: {error}") from error
    columns = [column.to_pylist() for column in table.columns]
    rows = (list(cells) for cells in zip(*columns, strict=True))
    return table.column_names, enumerate(rows, 1)
