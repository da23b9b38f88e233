"""To keep the register: register, change, attach, link, unlink."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from trienkhai.kit.formats import in_words
from trienkhai.units.gates import acting_post
from trienkhai.vietnamese import Refusal

from .. import actions, gates, queries
from ..actions import Paper
from ..errors import AlreadyRegistered
from ..forms import DocumentForm, SignField, filled, values_of
from ..papers import paper_of, token_of
from .reading import about, crumbs

MOST_BASES = 60


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """A new document: its file may be read first to fill in the form."""
    post = acting_post(request)
    gates.allow_registering(post)
    bases = _bases(request, post)
    if request.method == "GET":
        named = {name: request.GET[name][:200] for name in DocumentForm.base_fields if name in request.GET}
        return _form(request, post, DocumentForm(initial=named), bases=bases)  # what another page knows of it
    paper, wrong = _paper(request, post)
    if wrong or "read" in request.POST:
        return _read(request, post, paper, wrong, bases)
    form = DocumentForm(request.POST)
    alike = _look_alikes(form, post) if form.is_valid() and "confirmed" not in request.POST else []
    if form.errors or alike:
        return _form(request, post, form, paper=paper, bases=bases, alike=alike)
    try:
        made = actions.register(
            **form.cleaned_data,
            rests_on=[one for one, chosen in bases if chosen],
            file=paper.stored if paper else None,
            file_name=paper.name if paper else "",
            by=post,
        )
    except AlreadyRegistered as refusal:  # also the second click on the button
        messages.info(request, in_words(refusal))
        return redirect("directives:document", refusal.document_id)
    except Refusal as refusal:
        form.refuse(refusal)
        return _form(request, post, form, paper=paper, bases=bases)
    messages.success(request, _("Đã vào sổ: {title}.").format(title=made.title))
    return redirect("directives:document", made.pk)


def _bases(request: HttpRequest, post: Any) -> list[tuple[Any, bool]]:
    """Documents offered as a basis, and whether each is chosen: named by the page that led here, or by the file."""
    asked = request.POST if request.method == "POST" else request.GET
    chosen = [number(text) for text in asked.getlist("rests_on")]
    offered = [number(text) for text in asked.getlist("offered")]
    every = dict.fromkeys([*chosen, *offered][:MOST_BASES])
    seen = gates.documents_seen(post)
    return [(gates.document_for(post, pk, seen), pk in chosen) for pk in every]


def number(text: str) -> int:
    """The number of a document in a form; 0, which none has, for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0


def _paper(request: HttpRequest, post: Any) -> tuple[Paper | None, str]:
    """The file sent now, or the one taken in before; and why it is refused."""
    sent = request.FILES.get("file")
    if sent is None or sent.file is None:
        return paper_of(request.POST.get("paper", ""), post), ""
    try:
        return actions.take_paper(content=sent.file, name=sent.name or ""), ""
    except Refusal as refusal:
        return None, in_words(refusal)


def _read(
    request: HttpRequest, post: Any, paper: Paper | None, wrong: str, bases: list[tuple[Any, bool]]
) -> HttpResponse:
    """The form again, its gaps filled with what the file says; nothing is registered yet."""
    if paper is None:
        form = DocumentForm(initial=request.POST.dict())
        return _form(request, post, form, bases=bases, wrong=wrong or _("Hãy chọn tệp để đọc thử."))
    values, different = filled(request.POST, paper.proposal)
    told = _("Đã đọc đầu văn bản và điền vào các ô còn trống. Hãy so với bản gốc trước khi vào sổ.")
    if not paper.proposal.found():
        told = _("Đã nhận tệp, nhưng không tìm thấy số, ký hiệu ở đầu văn bản. Hãy tự điền các ô dưới đây.")
    known = {one.pk for one, _chosen in bases}
    cited = queries.cited(gates.documents_seen(post), [s for s in paper.cited if s != paper.proposal.sign])
    bases = bases + [(one, False) for one in cited if one.pk not in known]
    form = DocumentForm(initial=values)
    return _form(request, post, form, paper=paper, bases=bases, told=told, different=different)


def _look_alikes(form: DocumentForm, post: Any, besides: Any = None) -> list[Any]:
    data = form.cleaned_data
    return queries.look_alikes(
        gates.documents_seen(post),
        sign=SignField.parsed(data["sign"]),
        type=data["type"],
        issuer=data["issuer"],
        issued_on=data["issued_on"],
        besides=besides,
    )


def _form(request: HttpRequest, post: Any, form: DocumentForm, **shown: Any) -> HttpResponse:
    paper = shown.get("paper")
    context = {
        "form": form,
        "unit": post.unit,
        "token": token_of(paper, post) if paper else "",
        "crumbs": crumbs((_("Vào sổ văn bản"), None)),
        **shown,
    }
    wrong = (form.is_bound and (form.errors or shown.get("alike"))) or shown.get("wrong")
    return render(request, "directives/register.html", context, status=422 if wrong else 200)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what the register says of a document."""
    post = acting_post(request)
    found = gates.document_to_change(post, pk)
    form = DocumentForm(request.POST or None, initial=values_of(found))
    alike: list[Any] = []
    if request.method == "POST" and form.is_valid():
        alike = [] if "confirmed" in request.POST else _look_alikes(form, post, besides=found)
        if not alike:
            try:
                actions.change(document=found, **form.cleaned_data, by=post)
            except Refusal as refusal:
                form.refuse(refusal)
            else:
                messages.success(request, _("Đã sửa nội dung trong sổ."))
                return redirect("directives:document", pk)
    kept = gates.document_for(post, pk)
    way = crumbs((kept.sign or kept.title, reverse("directives:document", args=[pk])), (_("Sửa"), None))
    context = {"form": form, "document": kept, "alike": alike, "crumbs": way}
    return render(request, "directives/change.html", context, status=422 if form.errors or alike else 200)


@require_POST
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a file beside a document, or another in its place."""
    post = acting_post(request)
    found = gates.document_to_change(post, pk)
    paper, wrong = _paper(request, post) if request.FILES else (None, _("Hãy chọn tệp."))
    if paper is None:
        context = about(request, post, found, gates.documents_seen(post)) | {"wrong": wrong}
        return render(request, "directives/document.html", context, status=422)
    actions.attach(document=found, file=paper.stored, file_name=paper.name, by=post)
    sign = paper.proposal.sign
    if sign and str(sign) != found.sign:
        messages.warning(
            request,
            _("Đã lưu tệp. Lưu ý: trong tệp ghi số {inside}, trong sổ ghi {here}.").format(
                inside=sign, here=found.sign or _("không có số")
            ),
        )
    else:
        messages.success(request, _("Đã lưu tệp của văn bản."))
    return redirect("directives:document", pk)


@require_POST
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Say on which document this one rests."""
    post = acting_post(request)
    found = gates.document_to_change(post, pk)
    basis = gates.document_for(post, number(request.POST.get("rests_on", "")))
    actions.link(document=found, rests_on=basis, by=post)
    messages.success(request, _("Đã ghi căn cứ: {title}.").format(title=basis.title))
    return redirect("directives:document", pk)


@require_POST
def unlink(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a basis back."""
    post = acting_post(request)
    found = gates.document_to_change(post, pk)
    basis = gates.document_for(post, number(request.POST.get("rests_on", "")))
    actions.unlink(document=found, rests_on=basis, by=post)
    messages.success(request, _("Đã bỏ căn cứ: {title}.").format(title=basis.title))
    return redirect("directives:document", pk)
