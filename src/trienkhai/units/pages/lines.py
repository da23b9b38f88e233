"""Lines (song trùng trực thuộc): which there are, and a unit placed in a further one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from trienkhai.people.forming import did, done, shown

from .. import actions, forms, gates, queries
from ..permissions import MANAGE_UNITS
from .telling import crumbs_of, tabs_for


def lines(request: HttpRequest) -> HttpResponse:
    """Every line with its size and its tops; the own post's one is marked."""
    post = gates.acting_post(request)
    context = {
        "rows": queries.lines_today(queries.reach(post)),
        "post_line": post.line_id,
        "tabs": tabs_for(post, "lines"),
    }
    return render(request, "units/lines.html", context)


def place_in_line(request: HttpRequest, code: str) -> HttpResponse:
    """Let a unit in reach stand in a further line too."""
    post = gates.acting_post(request)
    unit = gates.unit_for(post, code, MANAGE_UNITS)
    seen = queries.reach(post)
    form = forms.JoinForm(
        request.POST or None,
        units=queries.parents_in_other_lines(seen, unit),
        lines=queries.lines().exclude(pk=post.line_id),
        initial={"since": seen.day},
    )
    if did(form, lambda: actions.place_in_line(unit=unit, by=post, **form.cleaned_data)):
        return done(request, _("Đã xếp đơn vị vào hệ thống."), "units:unit", code)
    back = reverse("units:unit", args=[code])
    above = crumbs_of(seen, unit, queries.place_of(unit, post.line, seen.day))
    crumbs = [*above[:-1], (unit.name, back), (_("Xếp vào hệ thống khác"), None)]
    return shown(request, "units/place_in_line.html", form, unit=unit, back=back, crumbs=crumbs)
