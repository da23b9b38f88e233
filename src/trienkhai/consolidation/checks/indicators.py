"""Indicators: how they add up, and what a ratio is made of."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import Problem
from ..model import OVER_TIME, OVER_UNITS, RATIO, Indicator, Inputs
from ..values import plain
from .rows import numbered

LARGEST_FACTOR = 10**9  # so that every ratio of two sums can be written


def indicator_problems(inputs: Inputs, known: set[str]) -> Iterator[Problem]:
    """Of the table `indicators`."""
    first: dict[str, int] = {}
    kinds = {row.indicator: row.over_units for row in inputs.indicators}
    for number, row in numbered(inputs.indicators):
        if row.indicator in first:
            earlier = first[row.indicator]
            yield Problem("indicators", number, f"chỉ tiêu “{row.indicator}” đã có ở dòng {earlier}")
        first.setdefault(row.indicator, number)
        if row.over_units not in OVER_UNITS:
            yield Problem(
                "indicators", number, f"over_units “{row.over_units}” phải là một trong: {', '.join(OVER_UNITS)}"
            )
        elif row.over_units == RATIO:
            yield from _ratio(number, row, known, kinds)
        else:
            yield from _other(number, row)


def _ratio(number: int, row: Indicator, known: set[str], kinds: dict[str, str]) -> Iterator[Problem]:
    for column, part in (("numerator", row.numerator), ("denominator", row.denominator)):
        if part is None:
            yield Problem("indicators", number, f"tỷ lệ “{row.indicator}” thiếu {column}")
        elif part not in known:
            yield Problem("indicators", number, f"{column} “{part}” không có trong bảng indicators")
        elif kinds.get(part) == RATIO:
            yield Problem("indicators", number, f"{column} “{part}” lại là một tỷ lệ")
    if row.factor is not None and abs(row.factor) > LARGEST_FACTOR:
        yield Problem("indicators", number, f"factor “{plain(row.factor)}” lớn quá; nhiều nhất là {LARGEST_FACTOR}")


def _other(number: int, row: Indicator) -> Iterator[Problem]:
    if row.over_time not in OVER_TIME:
        yield Problem(
            "indicators", number, f"over_time “{row.over_time or ''}” phải là một trong: {', '.join(OVER_TIME)}"
        )
    for column, part in (("numerator", row.numerator), ("denominator", row.denominator)):
        if part is not None:
            yield Problem("indicators", number, f"chỉ tỷ lệ mới có {column}; “{row.indicator}” là {row.over_units}")
