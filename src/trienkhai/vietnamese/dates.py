"""Dates as Vietnamese documents write them: 05/02/2026, ngày 05 tháng 02 năm 2026 (Decree 30/2020/NĐ-CP, annex I)."""

from __future__ import annotations

import re
from datetime import date

from .refusal import N_, Refusal
from .text import clean


class NotADate(Refusal):
    """The text is no date of the calendar."""

    code = "not_a_date"


def format_date(day: date | None, language: str = "vi") -> str:
    """05/02/2026 in both languages: English pages keep the order of the papers they speak about."""
    return "" if day is None else f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def date_in_words(day: date) -> str:
    """`ngày 05 tháng 02 năm 2026`: days below 10 and the months 1 and 2 get a leading zero, other months none."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


_FORMS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),  # 2026-02-05
    re.compile(r"(?P<d>\d{1,2})([/.-])(?P<m>\d{1,2})\2(?P<y>\d{4})"),  # 5/2/2026  05-02-2026  5.2.2026
    re.compile(r"(?:ngày )?(?P<d>\d{1,2}) tháng (?P<m>\d{1,2}),? năm (?P<y>\d{4})", re.IGNORECASE),
)


def parse_date(text: str) -> date:
    """One day, written in any of the usual ways. Raises NotADate."""
    given = " ".join(clean(text).split())
    for form in _FORMS:
        if found := form.fullmatch(given):
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                raise NotADate(N_("«{given}» không có trong lịch. Hãy xem lại ngày và tháng."), given=given) from None
    raise NotADate(N_("«{given}» không phải là ngày tháng. Hãy ghi như 05/02/2026."), given=given)
