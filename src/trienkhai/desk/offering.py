"""What the filters above the totals offer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from trienkhai.collection.totals import stood_then
from trienkhai.collection.wording import period_in_words
from trienkhai.indicators import periods
from trienkhai.kit import formats
from trienkhai.units.models import Post
from trienkhai.units.queries import today

from . import queries
from .forms import ANOTHER_DAY, Asked
from .gathering import comparison_of
from .showing import BEFORE, LAST_YEAR, TARGET


def filters(
    asked: Asked, post: Post, known: Iterable[tuple[str, int]], units: Iterable[queries.InReach]
) -> dict[str, Any]:
    """The choices of each select, with what is chosen. `known`: from forms.choices; `units`: from queries.in_reach."""
    now = today()
    return {
        "units": [(unit.code, unit.name) for unit in units],
        "periods": [
            (code, period_in_words(code)) for code in offered({period for period, _form in known}, asked.period)
        ],
        "forms": list(asked.forms),
        "trees": _trees(asked, [now, *queries.days_of_change(post.line)]),
        "tree": ANOTHER_DAY if asked.day_problem else asked.restate.isoformat() if asked.restate else "",
        "day": asked.typed_day or asked.restate,
        "comparisons": _comparisons(asked),
        "more_open": bool(
            asked.restate or asked.day_problem or asked.accepted_only or asked.turned or asked.groups or asked.compare
        ),
    }


def only_restated(asked: Asked, post: Post) -> bool:
    """Whether the unit stands today but did not on the day of the period: its figures are those handed on to it."""
    if asked.restate or stood_then(asked.unit, post.line, asked.period, None):
        return False
    return stood_then(asked.unit, post.line, asked.period, today())


def offered(asked_for: set[str], chosen: str) -> list[str]:
    """Periods that were asked, the longer ones of the same regime around them, from the beginning of the year to each;
    the latest first, of those that end together the shortest first."""
    found = {chosen, *asked_for}.union(*map(_around, asked_for))

    def place(code: str) -> tuple[int, int]:
        first, last = periods.days(code)
        return -last.toordinal(), (last - first).days

    return sorted(found, key=place)


@lru_cache(maxsize=2_000)
def _around(code: str) -> frozenset[str]:
    """The longer ones around a period, and the year up to its end."""
    return frozenset([*periods.longer(code), periods.year_to_date(code) or code])


def _trees(asked: Asked, offered: Iterable[date]) -> list[tuple[str, str]]:
    """As reported, in the tree of today, of days on which units changed, of the day chosen, of another one."""
    days = dict.fromkeys([*offered, *([asked.restate] if asked.restate else [])])
    again = _("tính lại theo đơn vị ngày {day}")
    return [
        ("", _("như đã báo cáo")),
        *((day.isoformat(), again.format(day=formats.day(day))) for day in days),
        (ANOTHER_DAY, _("tính lại theo đơn vị ngày khác…")),
    ]


def _comparisons(asked: Asked) -> list[tuple[str, str]]:
    """None, and what the period has to compare with."""
    found = [("", _("không so sánh"))]
    for kind, words in ((BEFORE, _("kỳ trước: {period}")), (LAST_YEAR, _("cùng kỳ năm trước: {period}"))):
        if there := comparison_of(asked, kind):
            found.append((kind, words.format(period=there.label)))
    return [*found, (TARGET, _("kế hoạch được giao"))]
