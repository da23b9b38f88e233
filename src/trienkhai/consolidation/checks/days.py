"""What only shows on the day of a period: parents that are not there, units without heirs, units not yet begun."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..errors import Problem
from ..handing_on import HandingOn
from ..model import RATIO, Inputs
from ..periods import Calendar, NoPeriod
from ..tree import Placements
from .rows import numbered


class _Days:
    """Which day each period, and each longer one that it goes into, is consolidated on."""

    def __init__(self, calendar: Calendar, restate: date | None) -> None:
        self.calendar = calendar
        self.restate = restate
        self._of: dict[str, tuple[date, ...]] = {}

    def own(self, period: str) -> date:
        return self.restate or self.calendar.last_day(period)

    def all(self, period: str) -> tuple[date, ...]:
        """The period's own day first; none for a period that is no period (which has been said)."""
        if period not in self._of:
            try:
                self.calendar.last_day(period)  # is one, also where another day is taken
                longer = self.calendar.with_longer([period]) - {period}
                days = [self.own(code) for code in (period, *sorted(longer))]
            except NoPeriod:
                days = []
            self._of[period] = tuple(dict.fromkeys(days))
        return self._of[period]


def day_problems(inputs: Inputs, calendar: Calendar, restate: date | None, *, with_heirs: bool) -> Iterator[Problem]:
    """Heirs can only be looked for where placements and successions are without problems: no cycles."""
    placements = Placements(inputs.units)
    days = _Days(calendar, restate)
    holders: dict[tuple[str, date], tuple[str, int]] = {}
    too_early: dict[tuple[str, str], bool] = {}
    for number, row in numbered(inputs.figures):
        if row.unit not in placements:
            continue
        held = row.unit, row.period
        if held not in too_early:
            too_early[held] = _hold(held, number, placements, days, holders)
        if too_early[held]:
            reason = (
                f"“{row.unit}” bắt đầu sau ngày {days.own(row.period).isoformat()}, ngày tổng hợp kỳ “{row.period}”"
            )
            yield Problem("figures", number, reason + ": số liệu chỉ được chuyển về sau")
    for table, number, unit, period in _debtors(inputs, placements, days):
        for day in days.all(period):
            holders.setdefault((unit, day), (table, number))
    if with_heirs and holders:
        yield from _without_heir(holders, HandingOn(placements, inputs.successions), placements)
    yield from _under_nobody(inputs, placements, {day for _, day in holders})


def _hold(
    held: tuple[str, str],
    number: int,
    placements: Placements,
    days: _Days,
    holders: dict[tuple[str, date], tuple[str, int]],
) -> bool:
    """Note who must lie somewhere on which day; whether the unit begins only after the day of the period itself."""
    unit, period = held
    own, *longer = days.all(period) or (None,)
    too_early = own is not None and not placements.has_begun(unit, own)
    for day in longer if too_early or own is None else (own, *longer):
        holders.setdefault((unit, day), ("figures", number))
    return too_early


def _debtors(inputs: Inputs, placements: Placements, days: _Days) -> Iterator[tuple[str, int, str, str]]:
    """(table, row, unit, period) of everyone who owes an answer; where nobody listed them, the row of the unit."""
    if inputs.asked is not None:
        for number, asked in numbered(inputs.asked):
            if asked.unit in placements:
                yield "asked", number, asked.unit, asked.period
    elif any(row.over_units != RATIO for row in inputs.indicators):
        numbers = {row.unit: number for number, row in numbered(inputs.units)}
        for period in dict.fromkeys(row.period for row in inputs.figures):
            if days.all(period):
                for unit in placements.tree(days.calendar.last_day(period)).leaves():
                    yield "units", numbers[unit], unit, period


def _without_heir(
    holders: dict[tuple[str, date], tuple[str, int]], handing_on: HandingOn, placements: Placements
) -> Iterator[Problem]:
    for (unit, day), (table, number) in holders.items():
        for lost in handing_on.heirs(unit, day).lost:
            whose = f"“{unit}”" if lost == unit else f"“{unit}” (chuyển tới “{lost}”)"
            if lost in placements and not placements.has_begun(lost, day):
                yield Problem(table, number, f"{whose} bắt đầu sau ngày {day.isoformat()}: chỉ được chuyển về sau")
                continue
            reason = f"{whose} không hoạt động ngày {day.isoformat()} mà không có đơn vị kế tục"
            yield Problem(table, number, reason + "; hãy thêm một dòng vào bảng successions (thường là cấp trên cũ)")


def _under_nobody(inputs: Inputs, placements: Placements, days: set[date]) -> Iterator[Problem]:
    said: set[int] = set()
    for day in sorted(days):
        tree = placements.tree(day)
        for number, row in numbered(inputs.units):
            here = number not in said and placements.on(row.unit, day) is row
            if here and row.parent in placements and row.parent not in tree:
                said.add(number)
                reason = (
                    f"ngày {day.isoformat()} “{row.unit}” đứng dưới “{row.parent}”, mà “{row.parent}” không hoạt động"
                )
                yield Problem("units", number, reason)
