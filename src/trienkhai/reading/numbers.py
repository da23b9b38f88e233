"""Numbers as Vietnamese reports write them: `.` groups thousands, `,` marks decimals, unless the sense differs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from trienkhai.reading.lexicon import any_of, table
from trienkhai.reading.scanning import digits

NUMBER = re.compile(
    r"""
    (?=\d)(?<![^\W_x])(?<!\Dx)(?<![^\W\d_]-)(?<!\d[.,/:])   # not glued to a letter or another number, but 6x8
    (?P<digits>\d{1,18}(?:[.,]\d{1,18}){0,8})         # 5, 30.850, 97,8
    (?P<spaced>(?:[ ]\d{3}){2,4}(?![\d.,]))?          # 1 000 000
    """,
    re.X,
)


def numbers(text: str) -> Iterator[re.Match[str]]:
    """All numbers of a view, left to right."""
    end = 0
    for start, _ in digits(text):
        found = NUMBER.match(text, start) if start >= end else None
        if found:
            end = found.end()
            yield found


_GROUPS = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_MIXED = re.compile(r"(\d{1,3}(?:\.\d{3})+),(\d+)|(\d{1,3}(?:,\d{3})+)\.(\d+)")


def value_of(digits: str, whole: bool = False, percent: bool = False) -> int | float | None:
    """What `30.850`, `97,8`, `1.234,5` mean; `whole`: it counts things, so `30,850` is 30850; None for no number."""
    mixed = _MIXED.fullmatch(digits)
    if mixed:
        big = (mixed[1] or mixed[3]).replace(".", "").replace(",", "")
        return _plain(f"{big}.{mixed[2] or mixed[4]}")
    groups = _GROUPS.fullmatch(digits)
    if groups and not digits.startswith("0"):
        mark = groups[1]
        several = digits.count(mark) > 1
        number = int(digits.replace(mark, ""))
        if several or (mark == "." and not (percent and number > 9999)) or (mark == "," and whole):
            return number
    if digits.count(".") + digits.count(",") > 1:
        return None
    return _plain(digits.replace(",", "."))


def _plain(text: str) -> int | float:
    number = float(text) if "." in text else int(text)
    return int(number) if isinstance(number, float) and number.is_integer() and abs(number) < 1e15 else number


@cache
def multiplier_pattern() -> re.Pattern[str]:
    """`triệu`, `nghìn tỷ` right after a number."""
    return re.compile(rf"[ ]?(?P<word>{any_of(table('measures')['multipliers'])})(?![^\W_]|[ ](?:lệ|trọng|suất))", re.I)


@cache
def currency_pattern() -> re.Pattern[str]:
    """`đồng`, `USD` right after a number or its multiplier."""
    words = table("measures")["currencies"]
    return re.compile(
        rf"[ ]?(?:{any_of(words)})(?![^\W_])(?!/c(?![^\W_])|[ ](?:chí|bào|hương|thuận|loạt|ruộng)(?![^\W_]))", re.I
    )


@cache
def measure_pattern() -> re.Pattern[str]:
    """`ha`, `km`, `m²` right after a number."""
    return re.compile(rf"[ ]?(?P<word>{any_of(table('measures')['measures'])})(?![^\W_])")


def scaled(value: int | float, by: int) -> int | float:
    """The product without the dust of binary fractions (33,8 triệu is 33 800 000)."""
    if by == 1:
        return value
    product = Decimal(str(value)) * by
    return int(product) if product == product.to_integral_value() else float(product)
