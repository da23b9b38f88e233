"""The table of periods: days that can be known, parts that do not overlap, no period inside itself."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import Problem
from ..model import Inputs, Period
from ..periods import Calendar, Days, NoPeriod, period_days
from .rows import cycles, numbered


def period_problems(inputs: Inputs) -> tuple[Calendar, list[Problem]]:
    """The calendar of those rows that are sound, and what is wrong."""
    found = list(_row_problems(inputs))
    unsound = {problem.row for problem in found}
    rows = [row for number, row in numbered(inputs.periods) if number not in unsound]
    dated = {row.period for row in rows if row.since is not None}
    calendar = Calendar([row for row in rows if row.period in dated or not _why_no_form(row.period)])
    return calendar, [*found, *_part_problems(inputs, calendar)]


def _row_problems(inputs: Inputs) -> Iterator[Problem]:
    days: dict[str, tuple[int, Days]] = {}
    first: dict[tuple[str, str | None], int] = {}
    dated = {row.period for row in inputs.periods if row.since is not None and row.until is not None}
    for number, row in numbered(inputs.periods):
        key = row.period, row.part_of
        if key in first:
            yield Problem("periods", number, f"kỳ “{row.period}” đã có ở dòng {first[key]}")
        first.setdefault(key, number)
        yield from _days(number, row, days, dated)
        if row.part_of is not None and row.part_of not in dated:
            yield from _form(number, row.part_of)
    edges: dict[str, set[str]] = {}
    for row in inputs.periods:
        if row.part_of is not None:
            edges.setdefault(row.period, set()).add(row.part_of)
    for group in cycles(edges):
        number = min(n for n, row in numbered(inputs.periods) if row.period in group and row.part_of in group)
        yield Problem("periods", number, f"các kỳ nằm trong nhau thành vòng: {', '.join(group)}")


def _days(number: int, row: Period, days: dict[str, tuple[int, Days]], dated: set[str]) -> Iterator[Problem]:
    if row.since is None or row.until is None:
        if row.since is not None or row.until is not None:
            yield Problem("periods", number, f"kỳ “{row.period}” phải có cả since và until")
        elif row.period not in dated:
            yield from _form(number, row.period)
        return
    if row.since >= row.until:
        yield Problem("periods", number, f"kỳ “{row.period}” kết thúc trước khi bắt đầu (since ≥ until)")
    earlier, known = days.setdefault(row.period, (number, (row.since, row.until)))
    if known != (row.since, row.until):
        yield Problem("periods", number, f"kỳ “{row.period}” có những ngày khác với dòng {earlier}")


def _form(number: int, code: str) -> Iterator[Problem]:
    if reason := _why_no_form(code):
        yield Problem("periods", number, reason)


def _why_no_form(code: str) -> str:
    """Why the code is no period of the calendar; nothing where it is one."""
    try:
        period_days(code)
    except NoPeriod as error:
        return str(error)
    return ""


def _part_problems(inputs: Inputs, calendar: Calendar) -> Iterator[Problem]:
    numbers = {(row.period, row.part_of): number for number, row in numbered(inputs.periods)}
    for longer in dict.fromkeys(row.part_of for row in inputs.periods if row.part_of is not None):
        parts = sorted(calendar.parts(longer), key=calendar.days)
        for place, other in enumerate(parts[1:], 1):
            one = max(parts[:place], key=lambda code: calendar.days(code)[1])
            if calendar.days(other)[0] < calendar.days(one)[1]:
                number = max(numbers[one, longer], numbers[other, longer])
                yield Problem("periods", number, f"“{one}” và “{other}” trong kỳ “{longer}” trùng ngày nhau")
