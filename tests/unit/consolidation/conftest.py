"""A small province in files."""

from collections.abc import Callable
from pathlib import Path

import pytest

FIGURES = """\
unit,indicator,period,breakdown,scope,value,qualifier
xa_an,lop,2026-01,,own,120.5,at_least
xa_bo,lop,2026-01,,own,0.25,
"""
UNITS = """\
unit,parent,since,until
tinh,,,
xa_an,tinh,2020-01-01,
xa_bo,tinh,2020-01-01,
"""
INDICATORS = """\
indicator,over_units,over_time,numerator,denominator,factor
lop,sum,sum,,,
"""


@pytest.fixture
def province(tmp_path: Path) -> Callable[..., dict[str, Path]]:
    """`province(figures=…)` writes the tables, the usual ones where none is given, and says where they are."""

    def write(**tables: str) -> dict[str, Path]:
        paths = {}
        for name, text in {"figures": FIGURES, "units": UNITS, "indicators": INDICATORS, **tables}.items():
            paths[name] = tmp_path / f"{name}.csv"
            paths[name].write_text(text, encoding="utf-8")
        return paths

    return write
