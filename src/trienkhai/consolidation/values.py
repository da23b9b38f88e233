"""Decimals as the rules want them: at most 15 digits, 4 of them after the mark; rounded once, half to even."""

from __future__ import annotations

import re
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation
from fractions import Fraction

LIMIT = Decimal(10) ** 11  # 15 digits less 4
DIFFERS = Decimal("0.000001")
PLAIN = re.compile(r"-?[0-9]{1,60}(\.[0-9]{1,60})?", re.ASCII)  # 12, -3.5; no exponent, no blanks
# Sums of values never need rounding; should one ever, it must not pass unseen.
EXACT = Context(prec=120, traps=[Inexact, InvalidOperation, DivisionByZero])


def is_value(value: object) -> bool:
    """Whether it is a decimal of at most 15 digits, 4 of them after the mark; trailing zeros do not count."""
    if not isinstance(value, Decimal) or not value.is_finite() or abs(value) >= LIMIT:
        return False
    _, digits, exponent = value.as_tuple()
    return isinstance(exponent, int) and (exponent >= -4 or not any(digits[exponent + 4 :]))


def decimal_of(text: str) -> Decimal | None:
    """`-12.5` → Decimal; None where the text is no plain decimal."""
    return Decimal(text) if PLAIN.fullmatch(text) else None


def rounded(exact: Fraction) -> Decimal:
    """Six places, half to even."""
    return Decimal(round(exact * 1_000_000)).scaleb(-6, EXACT)


def differ(one: Decimal, other: Decimal) -> bool:
    """By more than 0.000001."""
    return abs(one - other) > DIFFERS


def plain(value: Decimal | None) -> str:
    """Without exponent and trailing zeros: `1200`, `-0.5`; empty for None."""
    if value is None:
        return ""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
