"""Which totals to show, read from the address so that every view has a link."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse

from trienkhai.collection.gates import rounds_seen
from trienkhai.indicators import periods
from trienkhai.indicators.models import Form, Indicator
from trienkhai.indicators.queries import forms, indicators, indicators_of
from trienkhai.units.gates import unit_for
from trienkhai.units.models import Post, Unit


@dataclass(frozen=True)
class Asked:
    """A unit, a period, a form, and whether only accepted figures count."""

    unit: Unit
    period: str
    form: Form
    accepted_only: bool

    def address(self, page: str = "desk:totals", **changed: object) -> str:
        """The link to these totals with some parts changed."""
        query = {"unit": self.unit.code, "period": self.period, "form": self.form.code}
        query |= {"accepted": "1"} if self.accepted_only else {}
        query |= {key: str(value) for key, value in changed.items()}
        return f"{reverse(page)}?{urlencode({key: value for key, value in query.items() if value})}"

    def indicators(self) -> list[Indicator]:
        return indicators_of(self.form)


def choices(post: Post) -> list[tuple[str, int]]:
    """(period, form) pairs that rounds in reach asked for, newest first, each once."""
    rows = rounds_seen(post).exclude(state="draft").values_list("period", "form_id").distinct().order_by()
    return sorted(rows, key=lambda row: periods.days(row[0])[1], reverse=True)


def read(request: HttpRequest, post: Post) -> Asked | None:
    """What the address asks for, else the newest round; None where nothing was ever asked."""
    known = choices(post)
    every = {form.pk: form for form in forms()}
    by_code = {form.code: form for form in every.values()}
    unit = unit_for(post, request.GET.get("unit") or post.unit.code)
    period, code = request.GET.get("period", ""), request.GET.get("form", "")
    if (period and not periods.is_valid(period)) or (code and code not in by_code):
        raise Http404
    if not known and not (period and code):
        return None
    period = period or next((p for p, form in known if not code or every[form].code == code), known[0][0])
    form = by_code.get(code) or every[next((form for p, form in known if p == period), known[0][1])]
    return Asked(unit, period, form, request.GET.get("accepted") == "1")


def indicator_of(request: HttpRequest) -> Indicator:
    """The indicator that the address names."""
    found = indicators().filter(code=request.GET.get("indicator", "")).first()
    if found is None:
        raise Http404
    return found
