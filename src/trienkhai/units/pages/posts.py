"""Posts: chosen by who holds them, given and ended by who manages people."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from trienkhai.people.forming import did, done, shown
from trienkhai.people.returning import next_page

from .. import actions, forms, gates, queries
from ..middleware import SESSION_KEY


def choose_post(request: HttpRequest) -> HttpResponse:
    """Through which of one's own present posts one acts. Sign-in leads here, and on at once with only one."""
    onward, own = next_page(request, "/"), gates.posts_to_choose(request)
    if request.method == "GET":
        if len(own) < 2:
            return HttpResponseRedirect(onward)
        return render(request, "units/choose_post.html", {"next": onward})
    chosen = request.POST.get("post", "")
    if chosen in {str(post.pk) for post in own}:
        request.session[SESSION_KEY] = int(chosen)
        return HttpResponseRedirect(onward)
    words = _("Anh chị không còn giữ chức danh đó. Hãy chọn chức danh khác.")
    return render(request, "units/choose_post.html", {"next": onward, "problem": words}, status=422)


def give_post(request: HttpRequest, pk: int) -> HttpResponse:
    """A further post for somebody in reach."""
    post = gates.manager_of_people(request)
    person = gates.person_for(post, pk)
    seen = queries.reach(post)
    form = forms.PostForm(
        request.POST or None,
        units=queries.units_to_staff(seen),
        roles=gates.roles_to_give(post),
        initial={"since": _day(request) or seen.day, "unit": request.GET.get("unit", "")},
    )
    if did(form, lambda: actions.give_post(person=person, line=post.line, by=post, **form.cleaned_data)):
        return done(request, _("Đã giao chức danh."), "units:person", pk)
    people, here = (_("Người dùng"), reverse("units:people")), reverse("units:person", args=[pk])
    crumbs = [people, (person.name, here), (_("Giao chức danh"), None)]
    return shown(request, "units/give_post.html", form, person=person, crumbs=crumbs)


def _day(request: HttpRequest) -> date | None:
    """The day that a link proposes."""
    try:
        return date.fromisoformat(request.GET.get("since", ""))
    except ValueError:
        return None


def end_post(request: HttpRequest, pk: int) -> HttpResponse:
    """From a day on the post is no longer held."""
    post = gates.manager_of_people(request)
    other = gates.post_to_end(post, pk)
    form = forms.EndPostForm(request.POST or None, initial={"until": queries.today()})
    if did(form, lambda: actions.end_post(post=other, by=post, **form.cleaned_data)):
        return done(request, _("Đã ghi ngày thôi chức danh."), "units:person", other.person_id)
    people, here = (_("Người dùng"), reverse("units:people")), reverse("units:person", args=[other.person_id])
    crumbs = [people, (other.person.name, here), (_("Cho thôi chức danh"), None)]
    return shown(request, "units/end_post.html", form, held=other, crumbs=crumbs, back=here)
