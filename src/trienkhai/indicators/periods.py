"""Periods by the calendar: their names, the one before, that of last year. Pure; days come from consolidation.

Codes: `2026`, `2026-H1`, `2026-Q3`, `2026-07`, `2026-07-31`, `2018-10-22/2023-06-30` for any span (both days in).
"""

from __future__ import annotations

from datetime import date, timedelta

from trienkhai.consolidation.periods import NoPeriod, period_days
from trienkhai.vietnamese import N_, format_date

from .errors import NotAPeriod

YEAR, HALF, QUARTER, MONTH, DAY, SPAN = "year", "half", "quarter", "month", "day", "span"
KINDS = (MONTH, QUARTER, HALF, YEAR)  # those that come again and again
MONTHS = {MONTH: 1, QUARTER: 3, HALF: 6, YEAR: 12}
ROMAN = ("", "I", "II", "III", "IV")
ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ENGLISH_ORDER = ("", "First", "Second", "Third", "Fourth")


def is_valid(code: str) -> bool:
    """Whether the code names days: `2026-Q3` does, `2026-Q5` and `2026-13` do not."""
    try:
        period_days(code)
    except NoPeriod:
        return False
    return True


def days(code: str) -> tuple[date, date]:
    """(first day, last day), both in the period. Raises NotAPeriod."""
    try:
        since, until = period_days(code)
    except NoPeriod:
        raise NotAPeriod(
            N_(
                "«{given}» không phải là mã kỳ. Hãy ghi như 2026, 2026-H1, 2026-Q3, 2026-07 hoặc 2026-01-15/2026-06-30."
            ),
            given=code,
        ) from None
    return since, until - timedelta(days=1)


def kind_of(code: str) -> str:
    """`2026-Q3` → `quarter`. Raises NotAPeriod."""
    days(code)
    if "/" in code:
        return SPAN
    return {4: YEAR, 10: DAY}.get(len(code)) or {"H": HALF, "Q": QUARTER}.get(code[5], MONTH)


def code_of(day: date, kind: str) -> str:
    """The period of that kind in which the day lies: (2026-08-09, quarter) → `2026-Q3`."""
    return {
        YEAR: f"{day.year:04d}",
        HALF: f"{day.year:04d}-H{(day.month + 5) // 6}",
        QUARTER: f"{day.year:04d}-Q{(day.month + 2) // 3}",
        MONTH: f"{day.year:04d}-{day.month:02d}",
        DAY: day.isoformat(),
    }[kind]


def previous(code: str) -> str | None:
    """The period of the same kind just before; None for a span, which has none, and before the year 1."""
    kind = kind_of(code)
    first = days(code)[0]
    return None if kind == SPAN or first == date.min else code_of(first - timedelta(days=1), kind)


def same_last_year(code: str) -> str | None:
    """The same months a year before: `2026-Q3` → `2025-Q3`; None for a span."""
    kind = kind_of(code)
    first = days(code)[0]
    return None if kind == SPAN or first.year == 1 else code_of(_a_year_before(first), kind)


def _a_year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


def recent(day: date, kind: str, count: int) -> list[str]:
    """The period of the day and those before it, the newest first: (2026-08-09, quarter, 2) → 2026-Q3, 2026-Q2."""
    found: list[str] = []
    code: str | None = code_of(day, kind)
    while code is not None and len(found) < count:
        found.append(code)
        code = previous(code)
    return found


def parts_of(code: str, kind: str) -> list[str]:
    """The shorter periods that make up a longer one, in order: (`2026`, quarter) → four; none where they do not."""
    longer = kind_of(code)
    if longer not in MONTHS or kind not in MONTHS or MONTHS[kind] >= MONTHS[longer]:
        return []
    found: list[str] = []
    day, last = days(code)
    while day <= last:
        found.append(code_of(day, kind))
        day = days(found[-1])[1] + timedelta(days=1)
    return found


def label(code: str, language: str = "vi") -> str:
    """`2026-Q3` → «Quý III năm 2026», in English «Third quarter of 2026». Raises NotAPeriod."""
    kind = kind_of(code)
    first, last = days(code)
    words = _vietnamese if language == "vi" else _english
    return words(kind, first, last)


def label_inside(code: str, language: str = "vi") -> str:
    """The label inside a sentence: «quý III năm 2026», «third quarter of 2026»; English months keep their capital."""
    words = label(code, language)
    return words if language != "vi" and kind_of(code) == MONTH else words[0].lower() + words[1:]


def _vietnamese(kind: str, first: date, last: date) -> str:
    if kind == HALF:
        return f"6 tháng {'đầu' if first.month == 1 else 'cuối'} năm {first.year}"
    return {
        YEAR: f"Năm {first.year}",
        QUARTER: f"Quý {ROMAN[(first.month + 2) // 3]} năm {first.year}",
        MONTH: f"Tháng {first.month} năm {first.year}",
        DAY: f"Ngày {format_date(first)}",
        SPAN: f"Từ {format_date(first)} đến {format_date(last)}",
    }[kind]


def _english(kind: str, first: date, last: date) -> str:
    return {
        YEAR: f"Year {first.year}",
        HALF: f"{ENGLISH_ORDER[(first.month + 5) // 6]} half of {first.year}",
        QUARTER: f"{ENGLISH_ORDER[(first.month + 2) // 3]} quarter of {first.year}",
        MONTH: f"{ENGLISH_MONTHS[first.month - 1]} {first.year}",
        DAY: format_date(first, language="en"),
        SPAN: f"{format_date(first, language='en')} to {format_date(last, language='en')}",
    }[kind]
