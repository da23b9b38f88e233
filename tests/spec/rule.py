"""A rule as the manual prints it: a title, a sentence or two, tables that are given, tables that are expected."""

import csv
import io
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from trienkhai.consolidation import Inputs, read_tables

# What a table may leave out, because most rules do not speak of it.
DEFAULTS = {
    "figures": {
        "unit": "",
        "indicator": "lop",
        "period": "2026-01",
        "breakdown": "",
        "scope": "own",
        "value": "",
        "qualifier": "",
    },
    "units": {"unit": "", "parent": "", "since": "", "until": ""},
    "indicators": {
        "indicator": "lop",
        "over_units": "sum",
        "over_time": "sum",
        "numerator": "",
        "denominator": "",
        "factor": "",
    },
    "successions": {"old": "", "new": "", "date": "", "share": "1"},
    "asked": {"unit": "", "indicator": "lop", "period": "2026-01"},
    "periods": {"period": "", "since": "", "until": "", "part_of": "", "position": ""},
}
PROVINCE = """
    unit  | parent
    tinh  |
    xa_an | tinh
    xa_bo | tinh
    xa_ca | tinh
"""
ONE_SUM = """
    indicator | over_units | over_time
    lop       | sum        | sum
"""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Tables are text, columns divided by `|`, an empty cell is null; `problems` stands instead of totals."""

    title: str
    says: str
    figures: str
    units: str = PROVINCE
    indicators: str = ONE_SUM
    successions: str = ""
    asked: str = ""
    periods: str = ""
    restate: date | None = None
    leaves: bool = False
    totals: str = ""
    findings: str = ""
    problems: str = ""

    def given(self) -> dict[str, str]:
        """The tables that go in, those that are there."""
        named = {name: getattr(self, name) for name in DEFAULTS}
        return {name: text for name, text in named.items() if text}

    def read(self, folder: Path) -> Inputs:
        """Write the tables as CSV files and read them back."""
        paths = {}
        for name, text in self.given().items():
            paths[name] = folder / f"{name}.csv"
            paths[name].write_text(as_csv(name, text), encoding="utf-8")
        return read_tables(**paths, restate=self.restate)


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """Rules that belong together, with what is to be said before them."""

    title: str
    says: str
    rules: list[Rule] = field(default_factory=list)


def rows_of(text: str) -> tuple[list[str], list[list[str]]]:
    """Header and rows of a table in text."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    header, rows = lines[0], lines[1:]
    assert all(len(row) == len(header) for row in rows), f"ragged table:\n{text}"
    return header, rows


def as_csv(name: str, text: str) -> str:
    """All columns of the table; those that the text leaves out with what is usual."""
    header, rows = rows_of(text)
    defaults = DEFAULTS[name]
    assert set(header) <= set(defaults), f"{name}: {header}"
    text_file = io.StringIO(newline="")
    writer = csv.writer(text_file)
    writer.writerow(defaults)
    writer.writerows({**defaults, **dict(zip(header, row, strict=True))}.values() for row in rows)
    return text_file.getvalue()
