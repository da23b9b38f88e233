"""A narrative report beside what was read in it; each figure decided by a person."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trienkhai.files.pages import answer
from trienkhai.kit.formats import in_words, read_number
from trienkhai.kit.formats import typed as as_typed
from trienkhai.units.gates import acting_post
from trienkhai.vietnamese import N_, Refusal

from .. import gates, narratives, queries
from ..errors import AlreadyDecided
from ..forms import QUALIFIERS
from ..matching import SURE
from ..wording import PROPOSAL_KINDS, PROPOSAL_WORDS, doubt_in_words


@require_GET
def narrative(request: HttpRequest, pk: int) -> HttpResponse:
    """The marked-up text, and the proposals with their reasons."""
    post = acting_post(request)
    found = gates.narrative_for(post, pk)
    proposals = list(queries.proposals_of(found))
    shown = request.GET.get("show", "all")
    context = {
        "narrative": found,
        "submission": found.submission,
        "round": found.submission.round,
        "marks": _marks(found, proposals),
        "rows": [_row(found, p) for p in proposals if _shown(p, shown)],
        "waiting": sum(p.state == "waiting" for p in proposals),
        "found": len(proposals),
        "tabs": _tabs(request, proposals, shown),
        "findings": found.reading.get("findings", []),
        "writes": found.submission.editable and gates.writes_for(post, found.submission),
        **_choices(found),
    }
    return render(request, "collection/narrative.html", context)


def _shown(proposal: Any, shown: str) -> bool:
    waiting = proposal.state == "waiting"
    return {
        "waiting": waiting,
        "sure": waiting and _preselected(proposal),
        "doubt": waiting and bool(proposal.doubt),
    }.get(shown, True)


def _tabs(request: HttpRequest, proposals: list[Any], shown: str) -> list[tuple[Any, ...]]:
    labels = {"all": _("Tất cả"), "waiting": _("Chờ xác nhận"), "sure": _("Có đề xuất"), "doubt": _("Cần xem kỹ")}
    return [
        (label, f"?show={key}", key == shown, sum(_shown(p, key) for p in proposals)) for key, label in labels.items()
    ]


def _preselected(proposal: Any) -> bool:
    """Only what nothing speaks against is chosen beforehand; the rest waits for a person's choice."""
    return bool(proposal.indicator_id and proposal.confidence >= SURE and not proposal.doubt)


def _marks(found: Any, proposals: list[Any]) -> list[dict[str, Any]]:
    kinds = {"rejected": "rejected", "taken": "accepted", "changed": "accepted", "waiting": "figure"}
    marks = [
        {"start": p.start, "end": p.end, "kind": kinds[p.state], "href": f"#p{p.pk}", "id": f"m{p.pk}"}
        for p in proposals
    ]
    marks += [{"start": c["start"], "end": c["end"], "kind": "citation"} for c in found.reading.get("citations", [])]
    return marks


def _choices(found: Any) -> dict[str, Any]:
    cells = queries.cells_of_round(found.submission.round)
    options = [
        (f"{c.indicator.pk}:{c.breakdown}", f"{c.indicator.name}: {c.label}" if c.is_part else c.label) for c in cells
    ]
    scopes = queries.has_units_below(found.submission.unit, found.submission.round)
    return {"options": options, "qualifiers": QUALIFIERS, "has_whole": scopes}


def _row(found: Any, proposal: Any) -> dict[str, Any]:
    before = found.text[proposal.sentence_start : proposal.start]
    after = found.text[proposal.end : proposal.sentence_end]
    chosen = proposal.figure
    cell = f"{proposal.indicator_id}:{proposal.breakdown}" if _preselected(proposal) else ""
    return {
        "p": proposal,
        "before": before[-160:],
        "after": after[:160],
        "state": PROPOSAL_WORDS[proposal.state],
        "kind": PROPOSAL_KINDS[proposal.state],
        "doubt": doubt_in_words(proposal),
        "value": as_typed(proposal.value),  # every digit, since it may be sent
        "chosen": f"{chosen.indicator_id}:{chosen.breakdown}" if chosen else cell,
        "figure": chosen,
    }


@require_GET
def file(request: HttpRequest, pk: int) -> FileResponse:
    """The file as it was uploaded."""
    found = gates.narrative_for(acting_post(request), pk)
    return answer(found.file, name=found.name)


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Take, change, reject or reconsider one proposal; answers with its row, or returns to the page."""
    post = acting_post(request)
    proposal = gates.proposal_for(post, pk)
    error = ""
    try:
        _decide(request, proposal, post)
    except AlreadyDecided as refusal:
        messages.info(request, in_words(refusal))
    except Refusal as refusal:
        error = in_words(refusal)
    found = proposal.narrative
    if not request.htmx:  # type: ignore[attr-defined]
        if error:
            messages.error(request, error)
        return redirect(f"{reverse('collection:narrative', args=[found.pk])}#p{pk}")
    fresh = queries.proposals_of(found).get(pk=pk)
    row = _row(found, fresh)
    if error:
        row["chosen"] = request.POST.get("cell", "")
    waiting = queries.proposals_of(found).filter(state="waiting").count()
    context = {"row": row, "error": error, "writes": True, "waiting": waiting, "oob": True, **_choices(found)}
    context |= {"typed_value": request.POST.get("value") if error else None}
    return render(request, "collection/proposal_answer.html", context, status=422 if error else 200)


def _decide(request: HttpRequest, proposal: Any, post: Any) -> None:
    verb = request.POST.get("verb")
    if verb == "reject":
        narratives.reject(proposal=proposal, by=post)
    elif verb == "reconsider":
        narratives.reconsider(proposal=proposal, by=post)
    else:
        _take(request, proposal, post)


def _take(request: HttpRequest, proposal: Any, post: Any) -> None:
    submission = proposal.narrative.submission
    cells = {f"{c.indicator.pk}:{c.breakdown}": c for c in queries.cells_of_round(submission.round)}
    cell = cells.get(request.POST.get("cell", ""))
    if cell is None:
        raise Refusal(N_("Hãy chọn chỉ tiêu cho số này, hoặc bấm «Bỏ»."))
    typed = request.POST.get("value", "").strip()
    value: Decimal | None = read_number(typed) if typed else None
    qualifier = request.POST.get("qualifier")
    whole = request.POST.get("scope") == "whole" and queries.has_units_below(submission.unit, submission.round)
    narratives.take(
        proposal=proposal,
        indicator=cell.indicator,
        breakdown=cell.breakdown,
        scope="whole" if whole else "own",
        value=value,
        qualifier=qualifier if qualifier in dict(QUALIFIERS) else None,
        replacing="replace" in request.POST,
        by=post,
    )
