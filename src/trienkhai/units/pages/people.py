"""People in reach: found, added, changed, given a new slip, shut out and let in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables

from trienkhai.people import actions as people_actions
from trienkhai.people.forming import did, done, shown
from trienkhai.people.forms import ProfileForm
from trienkhai.people.queries import search_people

from .. import actions, forms, gates, queries
from .telling import Crumb, story_rows, tabs_for

PER_PAGE = 50


def people(request: HttpRequest) -> HttpResponse:
    """Everybody with a post in reach, and people without any post; searched by name, login or telephone."""
    post = gates.manager_of_people(request)
    found = queries.people_seen_from(queries.reach(post))
    if request.GET.get("shut_out"):
        found = found.filter(is_active=False)
    page = Paginator(search_people(found, request.GET.get("q", "")), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": queries.with_posts(list(page)),
        "asked": request.GET,
        "tabs": tabs_for(post, "people"),
    }
    return render(request, "units/people.html", context)


def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: the account, the posts, what was done."""
    post = gates.manager_of_people(request)
    person = gates.person_for(post, pk)
    held = queries.posts_held_by(person)
    here = [one for one in held if gates.in_reach(post, one)]
    context = {
        "person": person,
        "crumbs": _crumbs(person, None),
        "posts_held": [(one, one.holds_on(queries.today()), gates.may_end(post, one)) for one in here],
        "elsewhere": len(held) - len(here),
        "may_change": gates.may_change_person(post, person, held),
        "is_self": person.pk == post.person_id,
        "story": story_rows([person, *here], {("units.post", one.pk): one.unit.name for one in here}),
    }
    return render(request, "units/person.html", context)


@never_cache
@sensitive_variables("slip")
def add_person(request: HttpRequest) -> HttpResponse:
    """Somebody new with a first post. The answer is the slip, which is shown once and kept nowhere."""
    post = gates.manager_of_people(request)
    seen = queries.reach(post)
    form = forms.AddPersonForm(
        request.POST or None,
        units=queries.units_to_staff(seen),
        roles=gates.roles_to_give(post),
        initial={"since": seen.day, "unit": request.GET.get("unit", "")},
    )
    slip: list[Any] = []
    if did(form, lambda: slip.extend(actions.add_person_with_post(line=post.line, by=post, **form.cleaned_data))):
        return _slip(request, *slip)
    crumbs = [(_("Người dùng"), reverse("units:people")), (_("Thêm người dùng"), None)]
    return shown(request, "units/add_person.html", form, back=reverse("units:people"), crumbs=crumbs)


def change_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Name, telephone, e-mail."""
    post = gates.manager_of_people(request)
    person = gates.person_to_change(post, pk)
    given = {"name": person.name, "telephone": person.telephone, "email": person.email}
    form = ProfileForm(request.POST or None, initial=given)
    if did(form, lambda: people_actions.change_person(person=person, by=post, **form.cleaned_data)):
        return done(request, _("Đã lưu."), "units:person", pk)
    return shown(request, "units/change_person.html", form, person=person, crumbs=_crumbs(person, _("Sửa thông tin")))


@never_cache
def reset_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask first; then the new slip, shown once."""
    post = gates.manager_of_people(request)
    person = gates.person_to_change(post, pk)
    if request.method == "POST":
        return _slip(request, person, people_actions.reset_password(person=person, by=post))
    return render(request, "units/reset_password.html", {"person": person, "crumbs": _crumbs(person, _("Phiếu mới"))})


def set_active(request: HttpRequest, pk: int) -> HttpResponse:
    """Shut out, or let in again. Asks first; a second click changes nothing."""
    post = gates.manager_of_people(request)
    person = gates.person_to_change(post, pk)
    if request.method == "POST":
        active = request.POST.get("active") == "1"
        people_actions.set_active(person=person, active=active, by=post)
        messages.success(request, _("Đã mở lại tài khoản.") if active else _("Đã khóa tài khoản."))
        return redirect("units:person", pk)
    return render(request, "units/set_active.html", {"person": person, "crumbs": _crumbs(person, _("Khóa, mở"))})


def _slip(request: HttpRequest, person: Any, password: str) -> HttpResponse:
    context = {"person": person, "password": password, "address": request.build_absolute_uri("/")}
    return render(request, "units/slip.html", context)


def _crumbs(person: Any, here: str | None) -> list[Crumb]:
    """From the list of people to the person, and to what is done there."""
    top: list[Crumb] = [(_("Người dùng"), reverse("units:people"))]
    if here is None:
        return [*top, (person.name, None)]
    return [*top, (person.name, reverse("units:person", args=[person.pk])), (here, None)]
