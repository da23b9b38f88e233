"""Which totals to show, read from the address so that every view has a link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from trienkhai.collection.gates import rounds_seen
from trienkhai.indicators import periods
from trienkhai.indicators.models import Form, Indicator
from trienkhai.indicators.queries import Cell, cells_of, forms, indicators
from trienkhai.kit.formats import in_words
from trienkhai.units.gates import unit_for
from trienkhai.units.models import Post, Unit
from trienkhai.vietnamese import Refusal, parse_date

from .showing import COMPARISONS

ANOTHER_DAY = "day"  # value of the choice that says: the day is typed beside it
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True)
class Asked:
    """A unit, a period, a form; which figures count, in which tree, and how the table is laid."""

    unit: Unit
    period: str
    form: Form
    accepted_only: bool = False
    restate: date | None = None  # the day whose tree the totals are made in; None: as reported
    turned: bool = False  # indicators down, units across
    groups: bool = False  # breakdowns too
    compare: str = ""  # one of COMPARISONS
    typed_day: str = ""  # as typed, where it is no day
    day_problem: str = ""  # what is wrong with it
    cells: tuple[Cell, ...] = ()
    forms: tuple[tuple[str, str], ...] = ()  # code and name of every form there is

    def address(self, page: str = "desk:totals", **changed: object) -> str:
        """The link to these totals with some parts changed; an empty part is left out."""
        query: dict[str, object] = {"unit": self.unit.code, "period": self.period, "form": self.form.code}
        query |= {"restate": self.restate.isoformat() if self.restate else "", "accepted": _mark(self.accepted_only)}
        query |= {"turned": _mark(self.turned), "groups": _mark(self.groups), "compare": self.compare} | changed
        return f"{reverse(page)}?{urlencode({key: str(value) for key, value in query.items() if value})}"

    def columns(self) -> list[Cell]:
        """What is counted, in the order of the form: indicators, and their breakdowns where wanted."""
        return [cell for cell in self.cells if self.groups or not cell.is_part]

    def indicators(self) -> list[Indicator]:
        """Of the form, each once, ratios too."""
        return [cell.indicator for cell in self.cells if not cell.is_part]


def _mark(on: bool) -> str:
    return "1" if on else ""


def choices(post: Post) -> list[tuple[str, int]]:
    """(period, form) pairs that rounds in reach asked for, newest first, each once."""
    rows = rounds_seen(post).exclude(state="draft").values_list("period", "form_id").distinct().order_by()
    return sorted(rows, key=lambda row: periods.days(row[0])[::-1], reverse=True)


def read(request: HttpRequest, post: Post, known: list[tuple[str, int]] | None = None) -> Asked | None:
    """What the address asks for, else the newest round; None where nothing was ever asked. `known`: from `choices`."""
    known = choices(post) if known is None else known
    given = request.GET
    every = {form.pk: form for form in forms().prefetch_related(None)}
    by_code = {form.code: form for form in every.values()}
    unit = unit_for(post, given.get("unit") or post.unit.code)
    period, code = given.get("period", ""), given.get("form", "")
    if (period and not periods.is_valid(period)) or (code and code not in by_code):
        raise Http404
    if not known and not (period and code):
        return None
    newest = next((p for p, form in known if not code or every[form].code == code), known[0][0] if known else "")
    period = periods.canonical(period or newest)
    form = by_code.get(code) or every[next((form for p, form in known if p == period), known[0][1])]
    restate, problem = _day(given.get("restate", ""), given.get("day", ""))
    compare = given.get("compare", "")
    return Asked(
        unit=unit,
        period=period,
        form=form,
        accepted_only=given.get("accepted") == "1",
        restate=restate,
        turned=given.get("turned") == "1",
        groups=given.get("groups") == "1",
        compare=compare if compare in COMPARISONS else "",
        typed_day=given.get("day", "") if problem else "",
        day_problem=problem,
        cells=tuple(cells_of(form)),
        forms=tuple((one.code, one.name) for one in every.values()),
    )


def _day(given: str, typed: str) -> tuple[date | None, str]:
    """(day, what is wrong with it). The address holds 2026-07-31; a person types 31/07/2026."""
    try:
        if given != ANOTHER_DAY:
            return (_within(date.fromisoformat(given)) if given else None), ""
    except ValueError:
        raise Http404 from None
    try:
        return _within(parse_date(typed)), ""
    except Refusal as refusal:
        return None, in_words(refusal)
    except ValueError:
        return None, _("Hãy chọn một ngày từ năm 1900 đến năm 2199.")


def _within(day: date) -> date:
    """A day in which units may stand."""
    if not EARLIEST <= day <= LATEST:
        raise ValueError
    return day


def indicator_of(request: HttpRequest) -> Indicator:
    """The indicator that the address names."""
    found = indicators().filter(code=request.GET.get("indicator", "")).first()
    if found is None:
        raise Http404
    return found
