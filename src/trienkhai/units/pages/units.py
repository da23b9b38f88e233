"""Units: the tree, the list, one unit, and what may be changed about it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from trienkhai.people.forming import did, done, shown

from .. import actions, forms, gates, queries
from ..permissions import MANAGE_PEOPLE, MANAGE_UNITS
from .telling import crumbs_of, story_rows, tabs_for

PER_PAGE = 50


def tree(request: HttpRequest) -> HttpResponse:
    """The post's own unit and all below it, as a tree."""
    post = gates.acting_post(request)
    seen = queries.reach(post)
    context = {"top": queries.tree(seen), "tabs": tabs_for(post, "tree"), "may_add": _may(post, MANAGE_UNITS)}
    return render(request, "units/tree.html", context)


def units(request: HttpRequest) -> HttpResponse:
    """All units in reach, searched by name or code and by kind; those that are no more on request."""
    post = gates.acting_post(request)
    seen, asked = queries.reach(post), request.GET
    found = seen.units() if asked.get("former") else queries.current_units(seen)
    found = queries.search_units(found.select_related("kind"), asked.get("q", ""))
    kinds = list(queries.kinds())
    if asked.get("kind") in {kind.code for kind in kinds}:
        found = found.filter(kind__code=asked["kind"])
    page = Paginator(found, PER_PAGE).get_page(asked.get("page"))
    context = {
        "page": page,
        "rows": queries.standings(list(page), post.line),
        "kinds": [(kind.code, kind.name) for kind in kinds],
        "asked": asked,
        "tabs": tabs_for(post, "list"),
        "may_add": _may(post, MANAGE_UNITS),
    }
    return render(request, "units/units.html", context)


def unit(request: HttpRequest, code: str) -> HttpResponse:
    """One unit: its place today, names and places over time, successions, people, units below, what was done."""
    post = gates.acting_post(request)
    unit = gates.unit_for(post, code)
    seen = queries.reach(post)
    place = queries.place_of(unit, post.line, seen.day)
    posts = queries.posts_in(unit)
    context = {
        "unit": unit,
        "crumbs": crumbs_of(seen, unit, place),
        "place": place,
        "coming": None if place else queries.first_place(unit, post.line, seen.day),
        "ends": queries.ends_on(unit, post.line, seen.day) if place else None,
        "names": queries.designations(unit),
        "places": queries.placements(unit),
        "successions": queries.successions(unit),
        "posts_here": [(held, held.holds_on(seen.day)) for held in posts],
        "below": queries.children(unit, post.line, seen.day),
        "story": story_rows([unit, *posts], {("units.post", held.pk): held.person.name for held in posts}),
        "may_change": place is not None and _may(post, MANAGE_UNITS),
        "may_move": place is not None and _may(post, MANAGE_UNITS) and unit.pk != post.unit_id,
        "may_join": place is not None and _may(post, MANAGE_UNITS) and queries.lines_to_join(unit).exists(),
        "may_people": _may(post, MANAGE_PEOPLE),
    }
    return render(request, "units/unit.html", context)


def add(request: HttpRequest) -> HttpResponse:
    """A new unit below one in reach."""
    post = gates.acting_post(request)
    gates.allow(post, MANAGE_UNITS)
    seen = queries.reach(post)
    form = forms.AddUnitForm(
        request.POST or None,
        kinds=queries.kinds(),
        units=queries.current_units(seen),
        initial={"since": seen.day, "parent": request.GET.get("parent", "")},
    )
    if did(form, lambda: actions.add_unit(line=post.line, by=post, **form.cleaned_data)):
        words = _("Đã thêm «{unit}».").format(unit=form.cleaned_data["name"])
        return done(request, words, "units:unit", form.cleaned_data["code"].strip().lower())
    crumbs = [(_("Đơn vị"), reverse("units:units")), (_("Thêm đơn vị"), None)]
    return shown(request, "units/add.html", form, back=reverse("units:units"), crumbs=crumbs)


def rename(request: HttpRequest, code: str) -> HttpResponse:
    """Another name, kind or official code from a day on."""
    post, unit = _to_change(request, code)
    last = queries.designations(unit).first()
    given = {"name": unit.name, "kind": unit.kind.code, "official_code": ""}
    if last is not None:  # perhaps of a day to come
        given = {"name": last.name, "kind": last.kind.code, "official_code": last.official_code}
    form = forms.NameForm(request.POST or None, kinds=queries.kinds(), initial=given)
    if did(form, lambda: actions.rename(unit=unit, by=post, **form.cleaned_data)):
        return done(request, _("Đã ghi tên, loại và mã mới."), "units:unit", code)
    return shown(request, "units/rename.html", form, **_around(post, unit, _("Đổi tên, loại, mã")), last=last)


def move(request: HttpRequest, code: str) -> HttpResponse:
    """Under another parent from a day on, with all that stands below."""
    post, unit = _to_change(request, code, below_only=True)
    others = queries.current_units(queries.reach(post)).exclude(pk=unit.pk)
    form = forms.MoveForm(request.POST or None, units=others)
    if did(form, lambda: actions.place(unit=unit, line=post.line, by=post, **form.cleaned_data)):
        return done(request, _("Đã ghi chỗ mới của đơn vị."), "units:unit", code)
    return shown(request, "units/move.html", form, **_around(post, unit, _("Chuyển trực thuộc")))


def end(request: HttpRequest, code: str) -> HttpResponse:
    """No more from a day on: merged, split or dissolved, with successors and their shares."""
    post = gates.acting_post(request)
    unit = gates.unit_for(post, code)
    gates.allow(post, MANAGE_UNITS)
    gates.not_own_unit(post, unit)
    if not queries.reach(post).is_current(unit):
        return redirect("units:unit", code)  # perhaps ended a moment ago, in another tab
    others = queries.current_units(queries.reach(post)).exclude(pk=unit.pk)
    form = forms.EndForm(request.POST or None, units=others)
    if did(form, lambda: _end(form.cleaned_data, unit, post)):
        return done(request, _("Đã ghi đơn vị kết thúc hoạt động."), "units:unit", code)
    return shown(request, "units/end.html", form, **_around(post, unit, _("Kết thúc hoạt động")))


def _end(given: dict[str, Any], unit: Any, post: Any) -> None:
    actions.end_unit(unit=unit, line=post.line, day=given["since"], heirs=given["heirs"], by=post)


def _to_change(request: HttpRequest, code: str, *, below_only: bool = False) -> tuple[Any, Any]:
    post = gates.acting_post(request)
    unit = gates.unit_for(post, code, MANAGE_UNITS)
    if below_only:
        gates.not_own_unit(post, unit)
    return post, unit


def _may(post: Any, permission: str) -> bool:
    return permission in post.permissions()


def _around(post: Any, unit: Any, here: str) -> dict[str, Any]:
    """The unit, where its page is, and the way down to this page."""
    seen = queries.reach(post)
    above = crumbs_of(seen, unit, queries.place_of(unit, post.line, seen.day))
    back = reverse("units:unit", args=[unit.code])
    return {"unit": unit, "back": back, "crumbs": [*above[:-1], (unit.name, back), (here, None)]}
