"""Reorganisations: the list, a draft with everything that it would do, applied and taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from trienkhai.kit.formats import in_words
from trienkhai.people.forming import did, done, shown
from trienkhai.vietnamese import Refusal

from .. import actions, gates, planning, queries
from .. import reorganisation_forms as forms
from ..permissions import MANAGE_PEOPLE, MANAGE_UNITS
from . import saying
from .telling import Crumb, story_rows, tabs_for

PER_PAGE = 50


def reorganisations(request: HttpRequest) -> HttpResponse:
    """Those prepared by units in reach, the newest day first."""
    post = gates.acting_post(request)
    gates.allow(post, MANAGE_UNITS)
    page = Paginator(queries.reorganisations(queries.reach(post)), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "tabs": tabs_for(post, "reorganisations"), "today": queries.today()}
    return render(request, "units/reorganisations.html", context)


def prepare(request: HttpRequest) -> HttpResponse:
    """An empty draft."""
    post = gates.manager_of_units(request)
    form = forms.ReorganisationForm(request.POST or None)
    made: list[Any] = []

    def act() -> None:
        made.append(
            actions.prepare_reorganisation(unit=post.unit, line=post.line, by=post, **form.cleaned_data)
        )  # fmt: skip

    if did(form, act):
        return done(request, _("Đã lập bản nháp. Hãy thêm các bước."), "units:reorganisation", made[0].pk)
    back = reverse("units:reorganisations")
    crumbs = [*_top(), (_("Lập đợt sắp xếp"), None)]
    return shown(request, "units/prepare_reorganisation.html", form, back=back, crumbs=crumbs)


def reorganisation(request: HttpRequest, pk: int) -> HttpResponse:
    """Steps, problems, the tree before and after, and whom it concerns."""
    post = gates.acting_post(request)
    found = gates.reorganisation_for(post, pk)
    draft = found.state == "draft"
    world = queries.world_of(found.line, found.day, post)
    steps = queries.steps_of(found)
    plan = planning.plan(steps, world) if draft else None
    effects = plan.effects if plan else queries.effects_of(found)
    names = saying.names_of(effects, queries.names_on(found.day))
    rows, more = saying.changes(effects, found.line.code, names, world.kinds, queries.line_names())
    context = {
        "found": found,
        "crumbs": [*_top(), (found.title, None)],
        "steps": [(step, saying.verb_of(step), saying.sentence(step, names, world.kinds)) for step in steps],
        "verbs": list(forms.WORDS.items()),
        "plan": plan,
        "troubles": [(one.step, in_words(one.reason)) for one in plan.troubles] if plan and steps else [],
        "changes": rows,
        "more": more,
        "several_lines": len(effects.lines) > 1,
        "left": queries.left_behind(effects, found.day),
        "may_people": MANAGE_PEOPLE in post.permissions(),
        "today": queries.today(),
        "past": found.day <= queries.today(),
        "story": story_rows([found], {}),
    }
    return render(request, "units/reorganisation.html", context)


def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Name, basis and day of a draft."""
    post, found = draft_for(request, pk)
    given = {"title": found.title, "basis": found.basis, "day": found.day, "seen": found.version}
    form = forms.ChangeReorganisationForm(request.POST or None, initial=given)
    if did(form, lambda: actions.change_reorganisation(reorganisation=found, by=post, **form.cleaned_data)):
        return done(request, _("Đã lưu."), "units:reorganisation", pk)
    return shown(request, "units/change_reorganisation.html", form, **around(found, _("Sửa thông tin")))


def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away; asks first."""
    post, found = draft_for(request, pk)
    if request.method == "POST" and _acted(request, found, actions.discard_reorganisation, post):
        messages.success(request, _("Đã bỏ bản nháp."))
        return redirect("units:reorganisations")
    return _asked(request, found, "units/discard_reorganisation.html", _("Bỏ bản nháp"))


def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what the draft says; asks first, with what follows."""
    post = gates.acting_post(request)
    found = gates.reorganisation_for(post, pk)
    if request.method == "POST" and _acted(request, found, actions.apply_reorganisation, post):
        return done(request, _("Đã áp dụng đợt sắp xếp."), "units:reorganisation", pk)
    if request.method == "GET" and found.state != "draft":
        return redirect("units:reorganisation", pk)
    return _asked(request, found, "units/apply_reorganisation.html", _("Áp dụng"), past=found.day <= queries.today())


def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo the whole before its day; asks first."""
    post = gates.acting_post(request)
    found = gates.reorganisation_for(post, pk)
    if request.method == "POST" and _acted(request, found, actions.take_back_reorganisation, post):
        return done(request, _("Đã rút lại. Đợt sắp xếp lại là bản nháp."), "units:reorganisation", pk)
    if request.method == "GET" and found.state == "draft":
        return redirect("units:reorganisation", pk)
    return _asked(request, found, "units/take_back_reorganisation.html", _("Rút lại"))


def draft_for(request: HttpRequest, pk: int) -> tuple[Any, Any]:
    """The acting post and what it may look at; whether it is still a draft the action sees to."""
    post = gates.acting_post(request)
    return post, gates.reorganisation_for(post, pk)


def _acted(request: HttpRequest, found: Any, act: Any, post: Any) -> bool:
    """Whether it was done; else the reason stands on the page."""
    form = forms.SeenForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Thiếu thông tin của trang. Hãy mở lại trang rồi làm lại."))
        return False
    try:
        act(reorganisation=found, seen=form.cleaned_data["seen"], by=post)
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
        return False
    return True


def _asked(request: HttpRequest, found: Any, template: str, here: str, **more: Any) -> HttpResponse:
    """The page that asks; 422 when something stands in the way."""
    status = 422 if request.method == "POST" else 200
    return render(request, template, around(found, here) | more, status=status)


def around(found: Any, here: str) -> dict[str, Any]:
    """The reorganisation, the way to it and back."""
    back = reverse("units:reorganisation", args=[found.pk])
    return {"found": found, "back": back, "crumbs": [*_top(), (found.title, back), (here, None)]}


def _top() -> list[Crumb]:
    return [(_("Đơn vị"), reverse("units:units")), (_("Sắp xếp đơn vị"), reverse("units:reorganisations"))]
