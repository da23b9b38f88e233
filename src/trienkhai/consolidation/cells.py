"""One cell of a table: text from CSV, or whatever type Parquet kept it in, into what the rules count with."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from .columns import DAY, NUMBER, SHARE, TEXT, VALUE, WHOLE_NUMBER
from .values import decimal_of, is_value

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Unreadable(Exception):
    """Why a cell is not what its column asks for; str() ends a sentence that begins with column and content."""


def text(raw: Any) -> str:
    """Codes are text; whole numbers are taken as they are written, anything else is refused."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, int) and not isinstance(raw, bool):
        return str(raw)
    raise Unreadable("không phải chữ")


def number(raw: Any) -> Decimal:
    """A plain decimal. A float is what it prints as, so that 0.1 is one tenth."""
    found: Decimal | None = None
    if isinstance(raw, str):
        found = decimal_of(raw)
    elif isinstance(raw, Decimal):
        found = raw
    elif isinstance(raw, int | float) and not isinstance(raw, bool):
        found = Decimal(repr(raw))
    if found is None or not found.is_finite():
        raise Unreadable("không phải số thập phân (dấu chấm trước phần lẻ, không có dấu ngăn nghìn)")
    return found


def value(raw: Any) -> Decimal:
    """A figure: at most 15 digits, 4 of them after the mark, whatever type it came in."""
    found = number(raw)
    if not is_value(found):
        raise Unreadable("không phải số thập phân có nhiều nhất 15 chữ số, 4 chữ số sau dấu phẩy")
    return found


def day(raw: Any) -> date:
    """A date, or text such as 2026-02-05."""
    if isinstance(raw, datetime):
        if raw.time().isoformat() != "00:00:00":
            raise Unreadable("không phải một ngày tròn")
        return raw.date()
    if isinstance(raw, date):
        return raw
    if isinstance(raw, str) and (found := iso_day(raw)):
        return found
    raise Unreadable("không phải ngày dạng 2026-02-05")


def iso_day(raw: str) -> date | None:
    """`2026-02-05`, and none of the other forms of ISO 8601."""
    with suppress(ValueError):
        return date.fromisoformat(raw) if ISO_DAY.fullmatch(raw) else None
    return None


def whole_number(raw: Any) -> int:
    """A position."""
    found = number(raw)
    if found != found.to_integral_value():
        raise Unreadable("không phải số nguyên")
    return int(found)


CELLS: dict[str, Callable[[Any], Any]] = {
    TEXT: text,
    VALUE: value,
    SHARE: number,
    NUMBER: number,
    DAY: day,
    WHOLE_NUMBER: whole_number,
}
