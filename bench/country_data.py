"""An invented country's year, kept in a folder of its own and made again only when its description changes.

63 provinces, 705 districts, 10,600 communes, 300 indicators, 12 months, nine figures of ten given: 34 million. Order of
rows, months and indicators can be chosen; the same description gives the same files.
"""

import hashlib
import json
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from bench.country_figures import ORDERS, Figures, Reporters, Series, spelled
from bench.country_units import CHANGES, Units, invent

VERSION = 2  # another country for the same numbers: count up
LAST_MONTH = 2024 * 12 + 11
OVER_UNITS = {7: "max", 13: "min", 19: "none"}  # of 25 indicators one each; the others are sums
OVER_TIME = {3: "last", 6: "last", 8: "none", 9: "max"}  # of 10
Indicator = tuple[str, str, str | None, str | None, str | None, Decimal | None]


@dataclass(frozen=True)
class Country:
    """What makes one country different from another. `series`: indicators, of which a few are ratios instead, and as
    many categories of some of them, so that reporters × months × series is what could be given."""

    provinces: int = 63
    districts: int = 705
    communes: int = 10_600
    series: int = 300
    months: int = 12

    def key(self) -> str:
        """Names the folder."""
        described = json.dumps({"version": VERSION, **asdict(self)}, sort_keys=True)
        return hashlib.sha256(described.encode()).hexdigest()[:12]

    def month_codes(self) -> list[str]:
        """The months up to December 2024."""
        return [f"{n // 12}-{n % 12 + 1:02}" for n in range(LAST_MONTH - self.months + 1, LAST_MONTH + 1)]


def country_of(scale: float) -> Country:
    """1: a year with 300 indicators. More are more months, less are fewer indicators, below 0.02 all is less."""
    if scale < 0.02:
        return Country(provinces=5, districts=24, communes=300, series=40, months=max(1, round(3000 * scale)))
    if scale < 1:
        return Country(series=max(20, round(300 * scale)))
    return Country(months=round(12 * scale))


def cache() -> Path:
    """`$TRIENKHAI_BENCH`, or a folder among the system's temporary ones."""
    return Path(os.environ.get("TRIENKHAI_BENCH") or Path(tempfile.gettempdir()) / "trienkhai-bench")


def folder_of(country: Country, orders: Sequence[str] = ORDERS[:1], *, asked: bool = False) -> Path:
    """The country's folder, with figures in the orders wanted; what is there already is not made again.

    `asked`: with a table of who was asked; without it every commune is, for everything.
    """
    folder = cache() / f"country-{country.key()}"
    units = invent(provinces=country.provinces, districts=country.districts, communes=country.communes)
    if not (folder / "country.json").is_file():
        _write_tables(country, units, folder)
    for order in orders:
        _once(folder / f"figures-{order}.parquet", partial(_write_figures, country, units, order))
    if asked:
        _once(folder / "asked.parquet", partial(_write_asked, country, units))
    return folder


def _once(path: Path, write: Callable[[Path], None]) -> None:
    """Under another name first, so that what was broken off is not taken for whole."""
    if not path.is_file():
        print(f"making {path}", file=sys.stderr)
        unfinished = path.with_suffix(".part")
        write(unfinished)
        unfinished.replace(path)


def _write_tables(country: Country, units: Units, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    text, day = pa.string(), pa.date32()
    keep = [("unit", text), ("parent", text), ("since", day), ("until", day)]
    _write(folder / "units.parquet", keep, units.placements)
    keep = [("old", text), ("new", text), ("date", day), ("share", pa.decimal128(7, 6))]
    _write(folder / "successions.parquet", keep, units.successions)
    keep = [(name, text) for name in ("indicator", "over_units", "over_time", "numerator", "denominator")]
    _write(folder / "indicators.parquet", [*keep, ("factor", pa.decimal128(10, 4))], indicators(country))
    keep = [("period", text), ("since", day), ("until", day), ("part_of", text), ("position", pa.int32())]
    _write(folder / "periods.parquet", keep, _longer(country.month_codes()))
    (folder / "country.json").write_text(json.dumps(asdict(country)) + "\n")


def _write(path: Path, columns: list[tuple[str, pa.DataType]], rows: Sequence[Sequence[Any]]) -> None:
    arrays = [pa.array(cells, kind) for cells, (_, kind) in zip(zip(*rows, strict=True), columns, strict=True)]
    pq.write_table(pa.table(arrays, names=[name for name, _ in columns]), path)


def indicators(country: Country) -> list[Indicator]:
    """Mostly sums; some are the largest or smallest, some cannot be put together; the last ones are ratios."""
    names = _given(country)
    sums = [name for place, name in enumerate(names) if place % 25 not in OVER_UNITS]
    rows: list[Indicator] = [
        (name, OVER_UNITS.get(place % 25, "sum"), OVER_TIME.get(place % 10, "sum"), None, None, None)
        for place, name in enumerate(names)
    ]
    for place in range(_ratios(country)):
        above, below = sums[3 * place % len(sums)], sums[(3 * place + 1) % len(sums)]
        rows.append((f"tyle_{place + 1:02}", "ratio", None, above, below, Decimal(100)))
    return rows


def _ratios(country: Country) -> int:
    """Even, since as many categories are given in their place."""
    return 2 * max(1, country.series // 75)


def _given(country: Country) -> list[str]:
    return [f"ct_{place:03}" for place in range(1, country.series - _ratios(country) + 1)]


def _longer(months: list[str]) -> list[tuple[str, date | None, date | None, str | None, int | None]]:
    """Quarters of months, years of quarters."""
    quarters: dict[str, str] = {}
    rows: list[tuple[str, date | None, date | None, str | None, int | None]] = []
    for month in months:
        year, number = month.split("-")
        quarter = f"{year}-Q{(int(number) + 2) // 3}"
        quarters[quarter] = year
        rows.append((month, None, None, quarter, (int(number) - 1) % 3 + 1))
    return rows + [(quarter, None, None, year, int(quarter[-1])) for quarter, year in quarters.items()]


def _write_asked(country: Country, units: Units, path: Path) -> None:
    """Communes in turn are not asked for every seventh indicator; some districts are asked for every third."""
    names, months = _given(country), country.month_codes()
    schema = pa.schema([(name, pa.string()) for name in ("unit", "indicator", "period")])
    with pq.ParquetWriter(path, schema) as writer:
        for place, district in enumerate(units.districts):
            asked = [*district.communes, *([district.code] if place % 17 == 0 else [])]
            unit, name, month = np.indices((len(asked), len(names), len(months))).reshape(3, -1)
            until = np.array([_months_of(code, units, months) for code in asked])
            middle = unit == len(district.communes)
            chosen = np.where(middle, name % 3 == 0, (unit + name) % 7 > 0) & (month < until[unit])
            keys = [(asked, unit), (names, name), (months, month)]
            arrays = [spelled(words, places[chosen]) for words, places in keys]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _months_of(unit: str, units: Units, months: list[str]) -> int:
    """How many months a commune gives figures for."""
    return sum(month < f"{CHANGES:%Y-%m}" for month in months) if unit in units.ended else len(months)


def _write_figures(country: Country, units: Units, order: str, path: Path) -> None:
    Figures(_reporters(country, units), country.month_codes(), _series(country)).write(path, order)


def _reporters(country: Country, units: Units) -> Reporters:
    """Every commune; one district in 17 and one province in 20 own figures, one in 11 and one in 10 claims."""
    dice = random.Random(country.communes)
    months = country.month_codes()
    rows: list[tuple[str, bool, float, int, bool]] = []
    sizes: dict[str, float] = dict.fromkeys(units.provinces, 0.0)
    for place, district in enumerate(units.districts):
        weights = [round(dice.uniform(0.2, 2), 3) for _ in district.communes]
        for unit, weight in zip(district.communes, weights, strict=True):
            rows.append((unit, False, weight, _months_of(unit, units, months), False))
        sizes[district.province] += sum(weights)
        if place % 17 == 0:
            rows.append((district.code, False, 0.5, len(months), True))
        if place % 11 == 0:
            rows.append((district.code, True, sum(weights), len(months), True))
        if place + 1 == len(units.districts) or units.districts[place + 1].province != district.province:
            number = units.provinces.index(district.province)
            if number % 20 == 0:
                rows.append((district.province, False, 1.0, len(months), True))
            if number % 10 == 0:
                rows.append((district.province, True, sizes[district.province], len(months), True))
    codes, whole, size, until, middle = zip(*rows, strict=True)
    return Reporters(list(codes), np.array(whole), np.array(size), np.array(until), np.array(middle))


def _series(country: Country) -> Series:
    dice = random.Random(country.series)
    names = _given(country)
    rows: list[tuple[str, str | None, float, int, bool]] = []
    for place, name in enumerate(names):
        scale, step = 10 ** dice.uniform(-0.3, 4), dice.choice([10_000] * 6 + [1_000, 100, 1])
        rows.append((name, None, scale, step, place % 40 == 11))
        if place < _ratios(country) // 2:
            rows += [(name, f"gioi_tinh={sex}", scale / 2, step, False) for sex in ("nam", "nu")]
    found, breakdowns, scales, steps, signed = zip(*rows, strict=True)
    return Series(list(found), list(breakdowns), np.array(scales), np.array(steps), np.array(signed))


def main(words: Sequence[str]) -> None:
    """SCALE [ORDER…] [asked] → the folder on standard output."""
    scale, *orders = words
    wanted = [order for order in ORDERS if order in orders]
    print(folder_of(country_of(float(scale)), wanted or ORDERS[:1], asked="asked" in orders))


if __name__ == "__main__":
    main(sys.argv[1:])
