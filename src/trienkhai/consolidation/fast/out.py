"""Slabs of totals as the bytes of a file, without an object for every row."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ..model import Finding, Total
from ..tables_out import TOTALS, csv_content, parquet_content, schema_of
from ..values import EXACT
from .block import SIX
from .engine import Slab, in_order, slabs, totals_in
from .files import read_books
from .kinds import BASES, QUALIFIER_OF, Array
from .sheet import TooLarge

MASK = 2**32 - 1
MOST_PLACES = 280_000_000  # 1.1 GB
PARTS = (1, 4, 16, 64)


def totals_of_files(
    paths: dict[str, Path | None], out: Path, restate: date | None = None, *, leaves: bool = False
) -> tuple[bytes, Sequence[Finding]]:
    """What the file `out` (.csv or .parquet) will hold, and the findings. Raises ConsolidationError."""
    for parts in PARTS:
        most = MOST_PLACES if parts < PARTS[-1] else None
        findings: list[Finding] = []
        books = (read_books(paths, restate, number, parts, most) for number in range(parts))
        made = (drained(slabs(one, leaves=leaves), findings) for one in books)
        with suppress(TooLarge):
            content = totals_content(out, next(made)) if parts == 1 else in_parts(out, made)
            return content, in_order(findings)
    raise AssertionError("the last try has no limit")


def totals_content(path: Path, slabs: Iterable[Slab]) -> bytes:
    """Ending .csv or .parquet, as the plain engine's totals would be written."""
    if path.suffix.lower() == ".parquet":
        return parquet_content(TOTALS, (_table(slab) for slab in slabs))
    return csv_content(TOTALS, (row for slab in slabs for row in totals_in(slab)))


def _table(slab: Slab) -> Any:
    count = len(slab.cell)
    none = np.zeros(count, np.int8)
    columns = {
        "unit": _named(slab.unit, slab.units),
        "indicator": _named(slab.cell, [name for name, _ in slab.cells]),
        "period": _named(none, [slab.period]),
        "breakdown": _named(slab.cell, [breakdown for _, breakdown in slab.cells]),
        "value": _decimals(slab.value, slab.decimals, slab.has),
        "qualifier": _named(slab.bits, QUALIFIER_OF),
        "reported": _numbers(slab.reported.astype(np.int64), pa.int64()),
        "expected": _numbers(slab.expected.astype(np.int64), pa.int64()),
        "not_applicable": _numbers(slab.not_applicable.astype(np.int64), pa.int64()),
        "basis": _named(slab.basis, BASES),
        "estimate": pa.Array.from_buffers(pa.bool_(), count, [None, _bits(slab.estimate)]),
    }
    return pa.table({name: columns[name] for name in TOTALS})


def _named(places: Array, names: Sequence[str | None]) -> Any:
    """Places in a list of names, of which some may be missing, others there twice."""
    known: dict[str, int] = {}
    for name in names:
        if name is not None:
            known.setdefault(name, len(known))
    numbers = np.array([-1 if name is None else known[name] for name in names], np.int32)[places]
    indices = _numbers(numbers, pa.int32(), numbers >= 0)
    return pa.DictionaryArray.from_arrays(indices, _texts(list(known)))


def _texts(names: list[str]) -> Any:
    pieces = [name.encode() for name in names]
    ends = np.cumsum([0, *map(len, pieces)]).astype(np.int32)
    return pa.StringArray.from_buffers(len(pieces), pa.py_buffer(ends), pa.py_buffer(b"".join(pieces)))


def _decimals(values: Array, decimals: Array, has: Array) -> Any:
    """Scaled integers as decimal(38, 6), which Arrow keeps in two halves of 64 bits."""
    if values.dtype == object:
        wide = [int(value) * 10 ** (SIX - places) for value, places in zip(values, decimals.tolist(), strict=True)]
        numbers = [Decimal(value).scaleb(-SIX, EXACT) for value in wide]
        return pa.array(numbers, pa.decimal128(38, SIX), mask=~has)
    factor = np.array([10 ** (SIX - places) for places in range(SIX + 1)], np.int64)[decimals]
    lower, upper = (values & MASK) * factor, (values >> 32) * factor  # neither can be too large
    upper += lower >> 32
    halves = np.empty((len(values), 2), np.int64)
    halves[:, 0] = (upper << 32) | (lower & MASK)
    halves[:, 1] = upper >> 32
    return _numbers(halves, pa.decimal128(38, SIX), has)


def _numbers(numbers: Array, kind: Any, valid: Array | None = None) -> Any:
    """As Arrow keeps them; made without `pa.array`, which loads pandas where it is installed."""
    bits = None if valid is None or valid.all() else _bits(valid)
    return pa.Array.from_buffers(kind, len(numbers), [bits, pa.py_buffer(np.ascontiguousarray(numbers))])


def _bits(marks: Array) -> Any:
    return pa.py_buffer(np.packbits(marks != 0, bitorder="little"))


def in_parts(path: Path, parts: Iterable[Iterable[Slab]]) -> bytes:
    """The same from several parts of the indicators, each kept in a file of its own until all are there."""
    with tempfile.TemporaryDirectory(prefix="trienkhai-") as folder:
        kept: list[tuple[pq.ParquetFile, list[str]]] = []
        for number, slabs in enumerate(parts):
            file, periods = Path(folder, f"{number}.parquet"), []
            with pq.ParquetWriter(file, schema_of(TOTALS), compression="zstd", store_schema=False) as writer:
                for slab in slabs:
                    table = _table(slab).cast(schema_of(TOTALS))
                    if len(table):
                        writer.write_table(table, row_group_size=len(table))
                        periods.append(slab.period)
            kept.append((pq.ParquetFile(file), periods))
        tables = (_merged(period, kept) for period in sorted({period for _, found in kept for period in found}))
        if path.suffix.lower() == ".parquet":
            return parquet_content(TOTALS, tables)
        return csv_content(TOTALS, (Total(**row) for table in tables for row in table.to_pylist()))


def _merged(period: str, kept: list[tuple[pq.ParquetFile, list[str]]]) -> Any:
    tables = [file.read_row_group(found.index(period)) for file, found in kept if period in found]
    whole = pa.concat_tables(tables)
    keys = whole.select(["indicator", "unit"]).append_column("breakdown", pc.fill_null(whole["breakdown"], ""))
    order = [(column, "ascending") for column in ("indicator", "breakdown", "unit")]
    return whole.take(pc.sort_indices(keys, order))


def drained(pairs: Iterable[tuple[Slab, list[Any]]], findings: list[Any]) -> Iterator[Slab]:
    """The slabs; their findings go to the list on the way."""
    for slab, found in pairs:
        findings += found
        yield slab
