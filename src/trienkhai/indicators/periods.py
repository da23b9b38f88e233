"""Periods by their codes: their names, the one before, that of last year, and of which shorter ones they are made.

Codes: `2026`, `2026-H1`, `2026-Q3`, `2026-07`, `2026-07-31`, `2018-10-22/2023-06-30` for any span (both days in).
A period is its days; regimes (`regimes`) name them. Pure; days come from consolidation.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from trienkhai import consolidation
from trienkhai.consolidation.periods import NoPeriod, period_days
from trienkhai.vietnamese import N_, format_date

from . import regimes
from .errors import NotAPeriod
from .regimes import CALENDAR, Named, Regime

YEAR, HALF, QUARTER, MONTH, DAY, SPAN = "year", "half", "quarter", "month", "day", "span"
KINDS = (MONTH, QUARTER, HALF, YEAR)  # those of the calendar that come again and again and have codes of their own
MOST_PARTS = 40  # of one period: a review of forty years
ONE_DAY = timedelta(days=1)


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
    return since, until - ONE_DAY


def code_between(first: date, last: date) -> str:
    """The one code of these days, so that the same days are the same cell: 01/07–30/09/2026 → `2026-Q3`."""
    for kind in (DAY, *KINDS):
        code = code_of(first, kind)
        if days(code) == (first, last):
            return code
    return f"{first.isoformat()}/{last.isoformat()}"


def canonical(code: str) -> str:
    """The one code of the days that a code names: `2026-07-01/2026-07-31` → `2026-07`. Raises NotAPeriod."""
    return code_between(*days(code))


def named(code: str) -> Named | None:
    """What a regime calls these days; None for a single day and for a span that none names. Raises NotAPeriod."""
    return regimes.named(*days(code))


def kind_of(code: str) -> str:
    """`2026-Q3` → `quarter`; days that no regime names are a `span`. Raises NotAPeriod."""
    found = named(code)
    if found is not None:
        return found.kind.code
    first, last = days(code)
    return DAY if first == last else SPAN


def code_of(day: date, kind: str) -> str:
    """The period of the calendar in which the day lies: (2026-08-09, quarter) → `2026-Q3`."""
    return {
        YEAR: f"{day.year:04d}",
        HALF: f"{day.year:04d}-H{(day.month + 5) // 6}",
        QUARTER: f"{day.year:04d}-Q{(day.month + 2) // 3}",
        MONTH: f"{day.year:04d}-{day.month:02d}",
        DAY: day.isoformat(),
    }[kind]


# --- neighbours in time -----------------------------------------------------------------------------------------------


def previous(code: str) -> str | None:
    """The period of the same kind just before; of one that adds up from the beginning of the year, that of the year
    before. None for a span without a name, and before the year 1."""
    found = named(code)
    if found is not None:
        return _code(found.years_on(-1) if found.kind.cumulative else found.step(-1))
    first, last = days(code)
    return (first - ONE_DAY).isoformat() if first == last and first != date.min else None


def same_last_year(code: str) -> str | None:
    """The same period a year before: `2026-Q3` → `2025-Q3`; a span of at most a year by its days; else None."""
    found = named(code)
    if found is not None:
        return _code(found.years_on(-1))
    first, last = days(code)
    if first.year == 1 or _a_year_before(last) >= first:
        return None
    return code_between(_a_year_before(first), _a_year_before(last))


def year_to_date(code: str) -> str | None:
    """From the first day of the regime's year to the last day of the period: `2026-07` → 7 tháng đầu năm 2026.

    The period itself where it begins with the year; None where it reaches over several years.
    """
    first, last = days(code)
    found = named(code)
    regime = found.regime if found else _calendar()
    year = regimes.containing(last, regime, _year(regime))
    if year is None or first < year.days[0]:
        return None
    return code_between(year.days[0], last)


def longer(code: str) -> list[str]:
    """Periods of the same regime in which it lies, the shortest first: `2026-07` → `2026-Q3`, `2026-H2`, `2026`."""
    found = named(code)
    if found is None:
        return []
    first, last = found.days
    kinds = [kind for kind in found.regime.kinds if not kind.cumulative]
    around = [around for kind in kinds if (around := regimes.containing(last, found.regime, kind))]
    spans = {one.days for one in around if one.days[0] <= first and one.days != (first, last)}
    return [code_between(*span) for span in sorted(spans, key=lambda span: span[1] - span[0])]


def recent(day: date, kind: str, count: int, regime: str = CALENDAR) -> list[str]:
    """The period of the day, or the last one that is over, and those before it, the newest first:
    (2026-08-09, quarter, 2) → `2026-Q3`, `2026-Q2`; none where the regime has no such kind."""
    within = regimes.regime(regime)
    of_kind = within.kind(kind) if within else None
    if within is None or of_kind is None:
        return []
    step = regimes.latest(day, within, of_kind)
    found: list[str] = []
    while step is not None and len(found) < count:
        found.append(code_between(*step.days))
        step = step.step(-1)
    return found


# --- longer ones made of shorter ones ---------------------------------------------------------------------------------


def parts(code: str) -> list[str]:
    """The periods that make up a longer one, in order, the longest that there are: `2026` → `2026-H1`, `2026-H2`;
    7 tháng → `2026-H1`, `2026-07`. All of one regime; none where its periods do not fit the days exactly. Another code
    for the same days (`2026-07-01/2026-07-31`) is made of theirs."""
    return list(_parts(code))


@lru_cache(maxsize=4096)
def _parts(code: str) -> tuple[str, ...]:
    first, last = days(code)
    if (same := code_between(first, last)) != code:
        return (same,)
    found = named(code)
    for regime in [found.regime] if found else regimes.regimes():
        tiles = _tiles(first, last, regime)
        if tiles:
            return tuple(code_between(*tile.days) for tile in tiles)
    return ()


def with_parts(codes: Iterable[str]) -> list[str]:
    """The periods, their parts and the parts of these, each once."""
    return list(dict.fromkeys([*codes, *(row.period for row in table_of(codes))]))


def table_of(codes: Iterable[str]) -> list[consolidation.Period]:
    """The table `periods` of a consolidation: which periods make up those named, again and again."""
    rows: list[consolidation.Period] = []
    waiting = list(dict.fromkeys(codes))
    known = set(waiting)
    while waiting:
        made = waiting.pop(0)
        for position, part in enumerate(parts(made), 1):
            rows.append(consolidation.Period(part, part_of=made, position=position))
            if part not in known:
                known.add(part)
                waiting.append(part)
    return rows


def _tiles(first: date, last: date, regime: Regime) -> list[Named]:
    found: list[Named] = []
    day = first
    while len(found) < MOST_PARTS:
        fitting = [one for one in regimes.beginning(day, regime) if one.days[1] <= last and one.days != (first, last)]
        if not fitting:
            return []
        found.append(fitting[0])
        if found[-1].days[1] == last:
            return found
        day = found[-1].days[1] + ONE_DAY
    return []


# --- in words ---------------------------------------------------------------------------------------------------------


def label(code: str, language: str = "vi") -> str:
    """`2026-Q3` → «Quý III năm 2026», in English «Third quarter of 2026»; of regimes other than the calendar with the
    days: «Tháng 7 năm 2026 (15/06/2026–14/07/2026, theo Nghị định 09)». Raises NotAPeriod."""
    found = named(code)
    suffix = "" if found is None else found.regime.suffix if language == "vi" else found.regime.suffix_en
    if not suffix:
        return short_label(code, language)
    first, last = (format_date(day, language=language) for day in days(code))
    return f"{short_label(code, language)} ({first}–{last}, {suffix})"


def short_label(code: str, language: str = "vi") -> str:
    """The label without the days and the regime, for where both are told already."""
    found = named(code)
    if found is not None:
        return found.label(language)
    first, last = days(code)
    begins, ends = format_date(first, language=language), format_date(last, language=language)
    if language == "vi":
        return f"Ngày {begins}" if first == last else f"Từ {begins} đến {ends}"
    return begins if first == last else f"{begins} to {ends}"


def label_inside(code: str, language: str = "vi") -> str:
    """The label inside a sentence: «quý III năm 2026», «third quarter of 2026»; English months keep their capital."""
    words = label(code, language)
    return words if language != "vi" and kind_of(code) == MONTH else words[0].lower() + words[1:]


def _code(found: Named | None) -> str | None:
    return None if found is None else code_between(*found.days)


def _a_year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


def _calendar() -> Regime:
    return next(one for one in regimes.regimes() if one.code == CALENDAR)


def _year(regime: Regime) -> regimes.Kind:
    return next(kind for kind in regime.kinds if kind.code == YEAR)
