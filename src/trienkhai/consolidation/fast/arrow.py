"""Batches of Parquet as columns of numbers; whatever is not plainly right is left to the reader of single rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from ..columns import Column as InTable
from ..tables_in import Broken, check_header
from .kinds import Array
from .sheet import DECIMALS, Column, Nothing
from .turns import THREADS, in_turns

ROWS_AT_ONCE = 1 << 18  # few enough for the columns made of them to stay in the processor's cache
LARGE_GROUP = 1 << 22  # rows of a group that is not decoded at once
LIMIT = 10**15  # 15 digits, in ten-thousandths


T = TypeVar("T")


class Batch(NamedTuple):
    """Some rows of a file; `first` is the number of the first one, counted from 1."""

    first: int
    table: Any  # pyarrow.Table of one chunk


def each_batch(path: Path, columns: tuple[InTable, ...], work: Callable[[Batch], T]) -> Iterator[T]:
    """What `work` makes of every batch of the file, in order; threads decode and work. Raises Broken.

    Text comes to `work` as places in short lists.
    """
    with explained():
        source = pq.ParquetFile(path)
        schema = source.schema_arrow
        check_header(schema.names, columns)
        names = [column.name for column in columns if column.name in schema.names]
        texts = [name for name in names if pa.types.is_string(schema.field(name).type)]
        sizes = [source.metadata.row_group(group).num_rows for group in range(source.num_row_groups)]
        if max(sizes, default=0) > LARGE_GROUP:
            first = 1
            for piece in pq.ParquetFile(path, read_dictionary=texts).iter_batches(ROWS_AT_ONCE, columns=names):
                yield work(Batch(first, pa.Table.from_batches([piece])))
                first += len(piece)
            return
        files = [pq.ParquetFile(path, read_dictionary=texts) for _ in range(THREADS)]
        starts = list(accumulate(sizes, initial=1))

        def job(group: int) -> list[T]:
            file = files[group % THREADS]
            table = file.read_row_group(group, columns=names, use_threads=False).combine_chunks()
            places = range(0, len(table), ROWS_AT_ONCE)
            return [work(Batch(starts[group] + place, table.slice(place, ROWS_AT_ONCE))) for place in places]

        for found in in_turns(job, len(sizes)):
            yield from found


@contextmanager
def explained() -> Iterator[None]:
    """What a file refuses, in the words of `tables_in`."""
    try:
        yield
    except FileNotFoundError as error:
        raise Broken("không tìm thấy tệp") from error
    except pa.lib.ArrowException as error:
        raise Broken(f"không mở được tệp (không phải Parquet: {error})") from error
    except OSError as error:
        raise Broken(f"không mở được tệp ({error.strerror or error})") from error


def single(column: Any) -> Any:
    """The one array of a column of a batch."""
    if column.num_chunks == 1:
        return column.chunk(0)
    return pa.array([], column.type) if column.num_chunks == 0 else column.combine_chunks()


def names_of(column: Any, number: Callable[[str], int], none: int) -> Column | None:
    """Text as places in a list of numbers. `number` gives -1 for a name that needs looking at, as `none` is for an
    empty cell where there must be none. None: the column holds no text."""
    array = single(column)
    if pa.types.is_null(array.type):
        return Column(np.zeros(len(array), np.int32), np.array([none], np.int64))
    if _is_text(array.type):
        array = array.dictionary_encode()
    if not (pa.types.is_dictionary(array.type) and _is_text(array.type.value_type)):
        return None
    known = [number(name) if name else none for name in array.dictionary.to_pylist()]
    if array.null_count == len(array) or array.indices.type != pa.int32():
        if array.null_count < len(array):
            return None
        return Column(np.zeros(len(array), np.int32), np.array([none], np.int64))
    places = numbers_in(array.indices, np.int32)
    if array.null_count:
        places = places.copy()
        places[missing_in(array)] = len(known)
        known.append(none)
    return Column(places, np.array(known, np.int64))


# Arrow's own ways to numpy load pandas where it is installed, which takes half a second.


def numbers_in(array: Any, kind: type) -> Array:
    """The numbers of an array, with anything in the places of those that are missing."""
    numbers: Array = np.frombuffer(array.buffers()[1], kind)
    return numbers[array.offset : array.offset + len(array)]


def missing_in(array: Any) -> Array:
    """The places without a value, ascending."""
    valid = array.buffers()[0]
    if not array.null_count or valid is None:
        return Nothing
    bits = np.unpackbits(np.frombuffer(valid, np.uint8), bitorder="little")
    return np.flatnonzero(bits[array.offset : array.offset + len(array)] == 0)


def _is_text(kind: Any) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


class Values(NamedTuple):
    """In ten-thousandths. `missing`: rows without one; `bad` None: all of them can be read here."""

    value: Array
    missing: Array
    bad: Array | None


def values_of(column: Any) -> Values | None:
    """None: the column holds something that must be looked at row by row."""
    array = single(column)
    kind = array.type
    missing = missing_in(array)
    bad: Array | None
    if pa.types.is_null(kind):
        return Values(np.zeros(len(array), np.int64), missing, None)
    if pa.types.is_decimal128(kind):
        found, bad = _decimals(array, kind.scale)
    elif pa.types.is_signed_integer(kind):
        whole = numbers_in(array, kind.to_pandas_dtype()).astype(np.int64)
        whole[missing] = 0
        bad = _too_large(whole, LIMIT // 10**DECIMALS)
        found = np.where(bad, 0, whole) * 10**DECIMALS
    elif pa.types.is_float64(kind):
        numbers = numbers_in(array, np.float64).copy()
        numbers[missing] = 0
        found, bad = _floats(numbers)
    else:
        return None
    found[missing] = 0
    if found.size and max(int(found.max()), -int(found.min())) >= LIMIT:
        bad = _too_large(found) if bad is None else bad | _too_large(found)
    if bad is not None:
        bad[missing] = False
    return Values(found, missing, bad if bad is not None and bad.any() else None)


def _too_large(numbers: Array, limit: int = LIMIT) -> Array:
    return (numbers >= limit) | (numbers <= -limit)


def _decimals(array: Any, scale: int) -> tuple[Array, Array | None]:
    halves = np.frombuffer(array.buffers()[1], np.int64, 2 * len(array), 16 * array.offset)  # lower and upper bits
    low, high = halves[0::2].copy(), halves[1::2]
    wide = high != low >> 63
    bad = wide if wide.any() else None
    if scale == DECIMALS:
        return low, bad
    if scale < DECIMALS:
        bad = _too_large(low) if bad is None else bad | _too_large(low)
        return np.where(bad, 0, low) * 10 ** (DECIMALS - scale), bad
    divisor = 10 ** (scale - DECIMALS)
    if divisor >= 2**63:
        return np.zeros(len(array), np.int64), np.ones(len(array), bool)
    found = low // divisor
    inexact = found * divisor != low
    return found, inexact if bad is None else bad | inexact


def _floats(numbers: Array) -> tuple[Array, Array]:
    """A float is what it prints as: right where a decimal of four places is the nearest one to it."""
    near = np.abs(numbers) < LIMIT // 10**DECIMALS
    found = np.rint(np.where(near, numbers, 0) * 10**DECIMALS)
    return found.astype(np.int64), ~near | (found / 10**DECIMALS != numbers)
