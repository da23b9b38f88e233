"""Doors to editions."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trienkhai.collection.gates import round_for
from trienkhai.collection.wording import period_in_words
from trienkhai.files.pages import answer, answer_made
from trienkhai.kit.formats import in_words
from trienkhai.units.gates import acting_post
from trienkhai.units.permissions import APPROVE, CONSOLIDATE, PUBLISH
from trienkhai.writing import Outline, unsourced, write_docx, write_html, write_pdf

from . import actions, gates, queries
from .errors import AlreadyDone, ChangedMeanwhile
from .forms import IssueForm, WordsForm, form_for
from .signs import default_symbol, sign_of

STATE_WORDS = {
    "draft": gettext_lazy("đang soạn"),
    "approved": gettext_lazy("đã duyệt"),
    "issued": gettext_lazy("đã ban hành"),
}
STATE_KINDS = {"draft": "info", "approved": "warning", "issued": "good"}
FILE_WORDS = {
    "docx": gettext_lazy("Báo cáo (Word)"),
    "pdf": gettext_lazy("Báo cáo (PDF)"),
    "scan": gettext_lazy("Bản ký"),
    "figures": gettext_lazy("Số liệu đã dùng (Parquet)"),
    "outline": gettext_lazy("Dàn bài đã duyệt (JSON)"),
}


@require_GET
def editions(request: HttpRequest) -> HttpResponse:
    """Reports of the units in reach, and the rounds that one may report on."""
    post = acting_post(request)
    page = Paginator(gates.editions_seen(post), 25).get_page(request.GET.get("page"))
    rows = [_heading(edition) | {"edition": edition} for edition in page]
    rounds = queries.rounds_to_report(post) if CONSOLIDATE in post.permissions() else []
    return render(request, "editions/editions.html", {"page": page, "rows": rows, "rounds": rounds})


def _heading(edition: Any) -> dict[str, Any]:
    return {
        "sign": sign_of(edition),
        "state": STATE_WORDS[edition.state],
        "kind": STATE_KINDS[edition.state],
        "period": period_in_words(edition.round.period),
    }


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    post = acting_post(request)
    gates.allow_beginning(post)
    found = round_for(post, request.POST.get("round", ""))
    if not queries.rounds_to_report(post).filter(pk=found.pk).exists():
        raise Http404
    words = queries.first_words(post.unit, found, post)
    made = actions.begin(unit=post.unit, round=found, words=words, by=post)
    return redirect("editions:edition", made.pk)


@require_GET
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as it reads now or as it was frozen, and what to do next."""
    post = acting_post(request)
    found = gates.edition_for(post, pk)
    outline = queries.outline_shown(found)
    own = post.unit_id == found.unit_id
    context = _heading(found) | {
        "edition": found,
        # Written by us from escaped texts only (writing.html).
        "preview": mark_safe(write_html(outline, found.layout, links=_links(found, outline))),
        "unsourced": unsourced(outline),
        "files": [(row, FILE_WORDS[row.kind]) for row in queries.files_of(found)],
        "has_scan": queries.file_of(found, "scan") is not None,
        "may_write": own and found.state == "draft" and CONSOLIDATE in post.permissions(),
        "may_approve": own and found.state == "draft" and APPROVE in post.permissions(),
        "may_issue": own and found.state == "approved" and PUBLISH in post.permissions(),
        "may_correct": own and found.state == "issued" and CONSOLIDATE in post.permissions(),
        "may_scan": own and found.state == "issued" and PUBLISH in post.permissions(),
        "corrects": found.corrects and sign_of(found.corrects),
        "issue_form": IssueForm(initial={"symbol": default_symbol(found)}),
    }
    return render(request, "editions/edition.html", context)


def _links(edition: Any, outline: Outline) -> dict[str, str]:
    """From each total of the report to the page that lays it open (by name: that room stands below this one)."""
    query = {"unit": edition.unit.code, "period": edition.round.period, "form": edition.round.form.code}
    query |= {"accepted": "1"} if edition.accepted_only else {}
    links = {}
    for source in outline.sources:
        indicator, _bar, breakdown = source.ref.partition(";")
        if ":" not in source.ref:  # those of units name no indicator
            part = query | {"indicator": indicator, "breakdown": breakdown}
            links[source.ref] = f"{reverse('desk:part')}?{urlencode(part)}"
    return links


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """The words. Two people at once: the second is told, and keeps what they typed."""
    post = acting_post(request)
    found = gates.edition_for(post, pk, CONSOLIDATE)
    if request.method == "GET":
        return render(request, "editions/write.html", _heading(found) | {"edition": found, "form": form_for(found)})
    form = WordsForm(request.POST)
    status = 422
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.write(
                edition=found,
                words=form.words(),
                layout=data["layout"],
                accepted_only=data["accepted_only"],
                seen=data["seen"],
                by=post,
            )
        except ChangedMeanwhile as refusal:
            form.add_error(None, in_words(refusal))
            form.data = request.POST.copy() | {"seen": str(found.words_version)}
            status = 409
        else:
            messages.success(request, _("Đã lưu lời văn."))
            return redirect("editions:edition", pk)
    context = _heading(found) | {"edition": found, "form": form}
    return render(request, "editions/write.html", context, status=status)


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """A second click lands on the approved edition."""
    post = acting_post(request)
    found = gates.edition_for(post, pk, APPROVE)
    seen = request.POST.get("seen", "")
    try:
        actions.approve(edition=found, seen=int(seen) if seen.isdecimal() and len(seen) < 9 else None, by=post)
        messages.success(request, _("Đã duyệt: số liệu, lời văn và người ký được giữ nguyên từ bây giờ."))
    except AlreadyDone as refusal:
        messages.info(request, in_words(refusal))
    return redirect("editions:edition", pk)


@require_POST
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """A second click lands on the issued edition."""
    post = acting_post(request)
    found = gates.edition_for(post, pk, PUBLISH)
    form = IssueForm(request.POST)
    if not form.is_valid():
        return render(request, "editions/issue.html", _heading(found) | {"edition": found, "form": form}, status=422)
    data = form.cleaned_data
    try:
        actions.issue(edition=found, number=data["number"], symbol=data["symbol"], day=data["day"], by=post)
        messages.success(request, _("Đã ban hành. Tệp Word và PDF được giữ kèm con dấu nhật ký."))
    except AlreadyDone as refusal:
        messages.info(request, in_words(refusal))
    return redirect("editions:edition", pk)


@require_POST
def attach_scan(request: HttpRequest, pk: int) -> HttpResponse:
    post = acting_post(request)
    found = gates.edition_for(post, pk, PUBLISH)
    file = request.FILES.get("file")
    if file is None:
        messages.error(request, _("Hãy chọn tệp bản ký (.pdf, .png, .jpg)."))
    else:
        actions.attach_scan(edition=found, content=file, name=file.name or "", by=post)
        messages.success(request, _("Đã kèm bản ký."))
    return redirect("editions:edition", pk)


@require_POST
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    post = acting_post(request)
    found = gates.edition_for(post, pk, CONSOLIDATE)
    made = actions.correct(edition=found, by=post)
    messages.info(request, _("Bản đính chính lấy số liệu hiện nay và nêu tên bản cũ."))
    return redirect(reverse("editions:edition", args=[made.pk]))


@require_GET
def file(request: HttpRequest, pk: int, kind: str) -> FileResponse:
    """A kept file; for a draft, the .docx or .pdf as it would be now."""
    found = gates.edition_for(acting_post(request), pk)
    kept = queries.file_of(found, kind)
    if kept is not None:
        return answer(kept.file, name=kept.name)
    if kind not in ("docx", "pdf"):
        raise Http404
    writer = write_docx if kind == "docx" else write_pdf
    return answer_made(writer(queries.outline_shown(found), found.layout), name=f"du-thao-bao-cao.{kind}", kind=kind)
