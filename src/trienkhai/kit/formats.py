"""Numbers, days and moments in the language of the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext

from trienkhai.vietnamese import DoubtfulNumber, Refusal, format_date, format_number, number_writer, parse_number

NO_BREAK_SPACE = "\u00a0"


def language() -> str:
    """`vi` or `en`: the two ways in which numbers are written here."""
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def number(value: Decimal | int | float | None, decimals: int | str | None = None) -> str:
    """30.850 · 97,8 (en 30,850 · 97.8). None and empty text → empty text; empty decimals: as many as it has."""
    if value is None or value == "":
        return ""
    if isinstance(value, float):
        value = Decimal(repr(value))
    return format_number(value, None if decimals in (None, "") else int(decimals), language())


def writer(decimals: int) -> Callable[[Decimal], str]:
    """`number` for a long column: language and rounding are settled once, which halves the time of a number."""
    return number_writer(decimals, language())


def percent(value: Decimal | int | float | None, decimals: int | str | None = None) -> str:
    """97,8 % with a space that does not break (en 97.8%)."""
    text = number(value, decimals)
    return text and text + ("%" if language() == "en" else NO_BREAK_SPACE + "%")


def typed(value: Decimal | int | str | None) -> str:
    """What stands in an input: text as it was typed, a number exact (never rounded) and so that it is read back.

    1.234 (one and a bit) becomes `1,2340`, because `1,234` may be read in two ways and would be refused.
    """
    if value is None or isinstance(value, (str, Promise)):
        return str(value or "")
    text = number(value)
    try:
        parse_number(text, language())
    except DoubtfulNumber:
        return text + "0"
    return text


def read_number(text: str) -> Decimal:
    """The number that a person typed on a page in the language of the page. Raises as parse_number does."""
    return parse_number(text, language())


def day(value: date | datetime | None) -> str:
    """05/02/2026; of a moment the day in the local time zone."""
    if isinstance(value, datetime):
        value = _local(value).date()
    return format_date(value, language()) if value else ""


def typed_day(value: date | datetime | str | None) -> str:
    """What stands in an input for a day: text as it was typed, a date as 05/02/2026."""
    return str(value) if isinstance(value, (str, Promise)) else day(value)


def moment(value: datetime | date | None) -> str:
    """14:05 05/02/2026 in the local time zone; of a day only the day."""
    if not isinstance(value, datetime):
        return day(value)
    return f"{_local(value):%H:%M} {day(value)}"


def qualifier(value: str | None) -> str:
    """`at_least` → trên, `at_most` → dưới, `about` → khoảng; None → empty text."""
    words = {
        "at_least": pgettext("qualifier", "trên"),
        "at_most": pgettext("qualifier", "dưới"),
        "about": pgettext("qualifier", "khoảng"),
    }
    return words.get(value or "", "")


def in_words(refusal: Refusal) -> str:
    """A refusal in the language of the page; its own Vietnamese sentence where no translation is known."""
    template = gettext(refusal.template)
    return template.format(**refusal.values) if refusal.values else template


def _local(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value
