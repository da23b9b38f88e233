"""Steps of a draft: added, said otherwise, left out, taken from a table."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trienkhai.files.actions import store_opened
from trienkhai.people.forming import did, done, shown

from .. import actions, queries
from .. import reorganisation_forms as forms
from ..errors import BadTable
from .reorganisations import around, draft_for

MOST_REASONS = 50


def add_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """A step of one kind at the end of the draft."""
    post, found = draft_for(request, pk)
    form = _form(request, post, found, verb)

    def act() -> None:
        actions.add_steps(reorganisation=found, seen=form.cleaned_data["seen"], steps=[form.step()], by=post)

    if did(form, act):
        return done(request, _("Đã thêm một bước."), "units:reorganisation", pk)
    return shown(request, "units/step.html", form, verb=forms.WORDS[verb], **around(found, str(forms.WORDS[verb])))


def change_step(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """The step of that number, said otherwise."""
    post, found = draft_for(request, pk)
    step = next((one for one in queries.steps_of(found) if one.position == position), None)
    if step is None:
        raise Http404
    form = _form(request, post, found, step.verb, step)

    def act() -> None:
        said = form.step(position)
        actions.change_step(reorganisation=found, seen=form.cleaned_data["seen"], step=said, by=post)

    if did(form, act):
        return done(request, _("Đã sửa bước {number}.").format(number=position), "units:reorganisation", pk)
    here = _("Bước {number}").format(number=position)
    return shown(request, "units/step.html", form, verb=forms.WORDS[step.verb], **around(found, here))


@require_POST
def drop_step(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """Leave it out. A second click finds it gone."""
    post, found = draft_for(request, pk)
    form = forms.SeenForm(request.POST)
    if did(form, lambda: actions.drop_step(reorganisation=found, position=position, by=post, **form.cleaned_data)):
        messages.success(request, _("Đã bỏ bước {number}.").format(number=position))
    else:
        messages.error(
            request, " ".join(str(words) for words in form.non_field_errors()) or _("Hãy mở lại trang rồi làm lại.")
        )
    return redirect("units:reorganisation", pk)


def _form(request: HttpRequest, post: Any, found: Any, verb: str, step: Any = None) -> Any:
    if verb not in forms.WORDS:
        raise Http404
    world = queries.world_of(found.line, found.day, post)
    created = {one.code: one.name for one in queries.steps_of(found) if one.code and one != step}
    return forms.StepForm(
        request.POST or None,
        verb=verb,
        units=forms.units_to_choose(world, created),
        kinds=world.kinds,
        step=step,
        initial={"seen": found.version},
    )


def import_steps(request: HttpRequest, pk: int) -> HttpResponse:
    """Steps from a table of old and new units."""
    post, found = draft_for(request, pk)
    form = forms.ImportForm(request.POST or None, request.FILES or None, initial={"seen": found.version})
    taken: list[int] = []

    def act() -> None:
        upload = form.cleaned_data["file"]
        table = store_opened(upload, name=upload.name, job="table").found["rows"]
        seen = form.cleaned_data["seen"]
        try:
            taken.append(actions.import_steps(reorganisation=found, seen=seen, table=table, by=post))
        except BadTable as bad:
            for number, reason in list(bad.reasons.items())[:MOST_REASONS]:
                form.add_error("file", _("Dòng {number}: {reason}").format(number=number, reason=_(reason)))

    if did(form, act) and taken:
        words = _("Đã thêm {count} bước từ tệp.").format(count=taken[0])
        return done(request, words, "units:reorganisation", pk)
    return shown(request, "units/import_steps.html", form, **around(found, _("Nạp từ tệp")))
