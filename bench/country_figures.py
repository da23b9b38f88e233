"""The figures of an invented country, each a pure function of its place, so that any order gives the same figures.

They are made a million at a time in whatever order is asked for; what is in memory does not grow with the country.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

Numbers = np.ndarray[Any, np.dtype[Any]]
CHUNK = 1_150_000  # places; what is filled of them makes a row group of about a million, pyarrow's own size
SILENT, MISSING = 0.06, 0.0425  # submissions that never came, cells left out of those that did: 90 % are filled
MIDDLE_SILENT, MIDDLE_MISSING = 0.3, 0.5  # of districts and provinces that give figures themselves
NOT_APPLICABLE = 0.005
ABOUT, AT_LEAST, AT_MOST = 0.001, 0.0015, 0.002  # upper ends: a tenth of a percent, and half of one tenth twice
ORDERS = ("unit", "arrival", "random")
SCHEMA = pa.schema(
    [
        ("unit", pa.string()),
        ("indicator", pa.string()),
        ("period", pa.string()),
        ("breakdown", pa.string()),
        ("scope", pa.string()),
        ("value", pa.decimal128(15, 4)),
        ("qualifier", pa.string()),
    ]
)


@dataclass(slots=True)
class Reporters:
    """Who gives figures: one place for a unit's own figures, one more for its claims. `until`: months it gives."""

    codes: list[str]
    whole: Numbers
    size: Numbers
    until: Numbers
    middle: Numbers


@dataclass(slots=True)
class Series:
    """What is given: an indicator, or one category of it. `step`: the smallest difference, in 1/10000."""

    indicators: list[str]
    breakdowns: list[str | None]
    scale: Numbers
    step: Numbers
    signed: Numbers


@dataclass(slots=True)
class Figures:
    """Reporters × months × series, of which some are filled."""

    reporters: Reporters
    months: list[str]
    series: Series

    def places(self) -> int:
        """How many figures there would be if all had been given."""
        return len(self.reporters.codes) * len(self.months) * len(self.series.indicators)

    def write(self, path: Path, order: str) -> None:
        """A Parquet file as pyarrow writes it by default."""
        with pq.ParquetWriter(path, SCHEMA) as writer:
            for batch in self.batches(order):
                writer.write_table(batch)

    def batches(self, order: str) -> Iterator[pa.Table]:
        """`unit`: unit by unit, each with its months; `arrival`: month by month, units as they come; `random`."""
        places = self.places()
        for start in range(0, places, CHUNK):
            numbers = np.arange(start, min(start + CHUNK, places), dtype=np.uint64)
            yield self._table(self._arranged(numbers, order))

    def _arranged(self, numbers: Numbers, order: str) -> Numbers:
        if order == "unit":
            return numbers
        if order == "random":
            return shuffled(numbers, self.places())
        units, series = np.uint64(len(self.reporters.codes)), np.uint64(len(self.series.indicators))
        month, rest = np.divmod(numbers, units * series)
        place, one = np.divmod(rest, series)
        unit = shuffled(place, int(units))
        return (unit * np.uint64(len(self.months)) + month) * series + one

    def _table(self, places: Numbers) -> pa.Table:
        submission, one = np.divmod(places, np.uint64(len(self.series.indicators)))
        reporter, month = (found.astype(np.int64) for found in np.divmod(submission, np.uint64(len(self.months))))
        filled = self._filled(places, submission, reporter, month)
        places, reporter, month, one = places[filled], reporter[filled], month[filled], one[filled].astype(np.int64)
        whole = self.reporters.whole[reporter]
        null = (chance(places, 3) < NOT_APPLICABLE) & ~whole
        columns = [
            spelled(self.reporters.codes, reporter),
            spelled(self.series.indicators, one),
            spelled(self.months, month),
            spelled(self.series.breakdowns, one),
            spelled(["own", "whole"], whole.astype(np.int64)),
            decimals(self._values(places, reporter, one), null),
            self._qualifiers(places, null),
        ]
        return pa.Table.from_arrays(columns, schema=SCHEMA)

    def _filled(self, places: Numbers, submission: Numbers, reporter: Numbers, month: Numbers) -> Numbers:
        middle = self.reporters.middle[reporter]
        came = chance(submission, 1) >= np.where(middle, MIDDLE_SILENT, SILENT)
        given = chance(places, 2) >= np.where(middle, MIDDLE_MISSING, MISSING)
        return came & given & (month < self.reporters.until[reporter])

    def _values(self, places: Numbers, reporter: Numbers, one: Numbers) -> Numbers:
        """Skewed as counts are; a claim lies near what its communes come to, sometimes below."""
        spread = np.where(
            self.reporters.whole[reporter], 1.1 + 0.4 * chance(places, 4), 0.3 - np.log(1 - chance(places, 4))
        )
        amount = self.series.scale[one] * self.reporters.size[reporter] * spread
        amount[self.series.signed[one] & (chance(places, 5) < 0.3)] *= -1
        step = self.series.step[one]
        return np.floor(amount * 10_000 / step).astype(np.int64) * step

    def _qualifiers(self, places: Numbers, null: Numbers) -> pa.Array:
        dice = chance(places, 6)
        kind = np.searchsorted([ABOUT, AT_LEAST, AT_MOST], dice, side="right")
        kind[null] = 3
        return spelled(["about", "at_least", "at_most", None], kind)


def spelled(words: list[Any], places: Numbers) -> pa.Array:
    """Plain text, which the writer makes a dictionary of, row group by row group."""
    return pa.array(words, pa.string()).take(pa.array(places))


def decimals(scaled: Numbers, null: Numbers) -> pa.Array:
    """Ten-thousandths → decimal128(15, 4)."""
    words = np.empty((len(scaled), 2), np.int64)
    words[:, 0], words[:, 1] = scaled, scaled >> 63
    known = pa.py_buffer(np.packbits(~null, bitorder="little").tobytes())
    return pa.Decimal128Array.from_buffers(pa.decimal128(15, 4), len(scaled), [known, pa.py_buffer(words)])


def mixed(numbers: Numbers, salt: int) -> Numbers:
    """64 bits that look like chance (splitmix64)."""
    with np.errstate(over="ignore"):
        found = (numbers + np.uint64(salt)) * np.uint64(0x9E3779B97F4A7C15)
        found ^= np.uint64((salt * 0x632BE59BD9B4E019) % 2**64)
        found = (found ^ (found >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        found = (found ^ (found >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return found ^ (found >> np.uint64(31))


def chance(numbers: Numbers, salt: int) -> Numbers:
    """From 0 up to, not including, 1."""
    return (mixed(numbers, salt) >> np.uint64(11)).astype(np.float64) / 2**53


def shuffled(numbers: Numbers, count: int) -> Numbers:
    """Each of 0 … count-1 goes to another of them, no two to the same: a Feistel network, walked until inside."""
    half = max(1, ((count - 1).bit_length() + 1) // 2)
    found = _feistel(numbers.astype(np.uint64), half)
    outside = np.flatnonzero(found >= count)
    while outside.size:
        found[outside] = _feistel(found[outside], half)
        outside = outside[found[outside] >= count]
    return found


def _feistel(numbers: Numbers, half: int) -> Numbers:
    mask = np.uint64((1 << half) - 1)
    left, right = numbers >> np.uint64(half), numbers & mask
    for salt in range(11, 15):
        left, right = right, left ^ (mixed(right, salt) & mask)
    return (left << np.uint64(half)) | right
