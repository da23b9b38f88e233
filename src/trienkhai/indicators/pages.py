"""Doors for people: what is counted, how, and which forms ask for it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from trienkhai.units.gates import acting_post

from . import gates, queries, rules


def _tabs(current: str) -> list[tuple[str, str, bool]]:
    return [
        (_("Chỉ tiêu"), reverse("indicators:list"), current == "list"),
        (_("Biểu mẫu"), reverse("indicators:forms"), current == "forms"),
    ]


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Every indicator in the order of the catalogue, found by the words that reports use."""
    acting_post(request)
    words = request.GET.get("q", "").strip()[:200]
    found = queries.search_indicators(queries.indicators(), words)
    rows = [(one, *rules.in_short(one)) for one in found]
    return render(request, "indicators/list.html", {"rows": rows, "words": words, "tabs": _tabs("list")})


@require_GET
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """What one indicator means, why it is asked, how it adds up, and where it is asked."""
    found = gates.indicator_for(acting_post(request), code)
    context = {
        "indicator": found,
        "over_units": rules.over_units(found),
        "over_time": rules.over_time(found),
        "formula": rules.formula(found),
        "breakdowns": queries.breakdowns_of(found),
        "forms": queries.forms_asking(found),
        "ratios": queries.ratios_of(found),
        "crumbs": [(_("Chỉ tiêu"), reverse("indicators:list")), (found.name, None)],
    }
    return render(request, "indicators/indicator.html", context)


@require_GET
def forms(request: HttpRequest) -> HttpResponse:
    """The forms, and whom they usually ask."""
    acting_post(request)
    return render(request, "indicators/forms.html", {"forms": queries.forms_counted(), "tabs": _tabs("forms")})


@require_GET
def form(request: HttpRequest, code: str) -> HttpResponse:
    """A form as units see it: sections, indicators, breakdowns."""
    found = gates.form_for(acting_post(request), code)
    context = {
        "form": found,
        "cells": queries.cells_of(found),
        "crumbs": [(_("Biểu mẫu"), reverse("indicators:forms")), (found.name, None)],
    }
    return render(request, "indicators/form.html", context)
