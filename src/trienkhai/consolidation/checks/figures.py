"""Figures and questions, row by row: names, forms, values, nothing twice."""

from __future__ import annotations

from collections.abc import Iterator

from ..breakdowns import is_breakdown
from ..errors import Problem
from ..model import OWN, QUALIFIERS, WHOLE, Figure, Inputs
from ..periods import Calendar, NoPeriod
from ..values import is_value
from .rows import numbered


class Known:
    """Which units, indicators and periods there are; each unknown period is looked at once."""

    def __init__(self, units: set[str], indicators: set[str], periods: set[str], calendar: Calendar) -> None:
        self.units = units
        self.indicators = indicators
        self.calendar = calendar
        self._periods = dict.fromkeys(periods, "")  # what is wrong with those of the table has been said there

    def reasons(self, unit: str, indicator: str, period: str) -> Iterator[str]:
        """What is unknown."""
        if unit not in self.units:
            yield f"đơn vị “{unit}” không có trong bảng units"
        if indicator not in self.indicators:
            yield f"chỉ tiêu “{indicator}” không có trong bảng indicators"
        if reason := self.about_period(period):
            yield reason

    def about_period(self, period: str) -> str:
        """Why it is none; empty where it is one."""
        if period not in self._periods:
            try:
                self.calendar.days(period)
                self._periods[period] = ""
            except NoPeriod as error:
                self._periods[period] = str(error)
        return self._periods[period]


def figure_problems(inputs: Inputs, known: Known) -> Iterator[Problem]:
    """Of the table `figures`."""
    first: dict[tuple[str, str, str, str | None, str], int] = {}
    for number, row in numbered(inputs.figures):
        key = row.unit, row.indicator, row.period, row.breakdown, row.scope
        earlier = first.setdefault(key, number)
        if earlier != number:
            reason = f"trùng với dòng {earlier}: cùng đơn vị, chỉ tiêu, kỳ, phân tổ và phạm vi"
            yield Problem("figures", number, reason)
        for reason in (*known.reasons(row.unit, row.indicator, row.period), *_content(row)):
            yield Problem("figures", number, reason)


def _content(row: Figure) -> Iterator[str]:
    if row.breakdown is not None and not is_breakdown(row.breakdown):
        yield f"phân tổ “{row.breakdown}” không đúng dạng chiều=loại, nối bằng “;” theo thứ tự chữ cái"
    if row.scope not in (OWN, WHOLE):
        yield f"phạm vi “{row.scope}” phải là own hoặc whole"
    if row.qualifier is not None and row.qualifier not in QUALIFIERS:
        yield f"từ chỉ mức “{row.qualifier}” phải là một trong: {', '.join(QUALIFIERS)}"
    if row.value is None:
        if row.scope == WHOLE:
            yield "số toàn bộ (whole) phải có giá trị"
        if row.qualifier is not None:
            yield f"có từ chỉ mức “{row.qualifier}” mà không có giá trị"
    elif not is_value(row.value):
        yield f"giá trị “{row.value}” không phải số thập phân có nhiều nhất 15 chữ số, 4 chữ số sau dấu phẩy"


def asked_problems(inputs: Inputs, known: Known) -> Iterator[Problem]:
    """Of the table `asked`. The same question twice is one question."""
    for number, row in numbered(inputs.asked or ()):
        for reason in known.reasons(row.unit, row.indicator, row.period):
            yield Problem("asked", number, reason)
