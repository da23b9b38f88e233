"""Days of periods: by the calendar for the forms that say so, else from the table; and which make up a longer one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache

from .model import Period

FORM = re.compile(
    r"""(?P<year>\d{4})                                    # 2026
        (?: -H(?P<half>[12])                               # 2026-H1
          | -Q(?P<quarter>[1-4])                           # 2026-Q3
          | -(?P<month>\d\d) (?: -(?P<day>\d\d) )?         # 2026-07, 2026-07-31
        )?
    """,
    re.VERBOSE | re.ASCII,
)
Days = tuple[date, date]


class NoPeriod(ValueError):
    """The code is none of the forms; str() says why, in Vietnamese."""


@lru_cache(maxsize=4096)
def period_days(code: str) -> Days:
    """(since, until), half-open, of `YYYY`, `YYYY-H1`, `YYYY-Q1`, `YYYY-MM`, `YYYY-MM-DD` or `DAY/DAY` (both included).

    Raises NoPeriod for anything else.
    """
    first, slash, last = code.partition("/")
    try:
        if slash:
            since, until = _one_day(first)[0], _one_day(last)[1]
        else:
            since, until = _calendar(code)
    except (ValueError, OverflowError):
        raise NoPeriod(f"kỳ “{code}” không có trong bảng periods và không đúng dạng nào") from None
    if since >= until:
        raise NoPeriod(f"kỳ “{code}” kết thúc trước khi bắt đầu")
    return since, until


def _one_day(code: str) -> Days:
    if len(code) != 10:
        raise ValueError(code)
    return _calendar(code)


def _calendar(code: str) -> Days:
    found = FORM.fullmatch(code)
    if not found:
        raise ValueError(code)
    year = int(found["year"])
    if found["day"]:
        since = date(year, int(found["month"]), int(found["day"]))
        return since, since + timedelta(days=1)
    if found["month"]:
        return _months(year, int(found["month"]), 1)
    if found["quarter"]:
        return _months(year, 3 * int(found["quarter"]) - 2, 3)
    if found["half"]:
        return _months(year, 6 * int(found["half"]) - 5, 6)
    return _months(year, 1, 12)


def _months(year: int, month: int, count: int) -> Days:
    after = year * 12 + month - 1 + count
    return date(year, month, 1), date(after // 12, after % 12 + 1, 1)


class Calendar:
    """The periods of one consolidation: the table where it speaks, the calendar elsewhere."""

    def __init__(self, table: Sequence[Period]) -> None:
        self._days: dict[str, Days] = {}
        parts: dict[str, dict[str, tuple[bool, int, date, str]]] = {}
        for row in table:
            if row.since and row.until:
                self._days[row.period] = row.since, row.until
        for row in table:
            if row.part_of is not None:
                order = (row.position is None, row.position or 0, self.days(row.period)[0], row.period)
                parts.setdefault(row.part_of, {})[row.period] = order
        self._parts = {longer: tuple(sorted(rows, key=rows.__getitem__)) for longer, rows in parts.items()}
        self._longer: dict[str, list[str]] = {}
        for longer, codes in self._parts.items():
            for code in codes:
                self._longer.setdefault(code, []).append(longer)

    def days(self, code: str) -> Days:
        """(since, until), half-open. Raises NoPeriod."""
        return self._days.get(code) or period_days(code)

    def last_day(self, code: str) -> date:
        """The last day that belongs to the period."""
        return self.days(code)[1] - timedelta(days=1)

    def parts(self, code: str) -> tuple[str, ...]:
        """The direct parts of a longer period, in order; none for a short one."""
        return self._parts.get(code, ())

    def with_longer(self, codes: Iterable[str]) -> set[str]:
        """The periods named, and every longer one that has one of them as part, again and again."""
        found: set[str] = set()
        waiting = list(codes)
        while waiting:
            code = waiting.pop()
            if code not in found:
                found.add(code)
                waiting += self._longer.get(code, ())
        return found

    def with_parts(self, code: str) -> tuple[str, ...]:
        """The period, its parts, and theirs, each once."""
        found: dict[str, None] = {code: None}
        for part in self.parts(code):
            found.update(dict.fromkeys(self.with_parts(part)))
        return tuple(found)
