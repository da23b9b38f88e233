"""A narrative report beside what was read in it; each figure decided by a person."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_GET, require_POST

from trienkhai.directives.gates import may_register
from trienkhai.files.pages import answer
from trienkhai.kit.formats import in_words, read_number
from trienkhai.kit.formats import typed as as_typed
from trienkhai.reading.doubts import Doubt, at_places, notes
from trienkhai.units.gates import acting_post
from trienkhai.units.permissions import ENTER
from trienkhai.vietnamese import N_, Refusal

from .. import citing, gates, narratives, queries, worklist
from ..errors import AlreadyDecided
from ..forms import QUALIFIERS, grid
from ..wording import BASIS_WORDS, PROPOSAL_KINDS, PROPOSAL_WORDS, confidence_in_words, doubt_in_words, why_in_words


@require_GET
def narrative(request: HttpRequest, pk: int) -> HttpResponse:
    """The marked-up text, and a page of the proposals with their reasons. `?at=next`: to the first undecided one."""
    post = acting_post(request)
    found = gates.narrative_for(post, pk)
    asked = request.GET
    listed = worklist.worklist(found, show=asked.get("show", "all"), words=asked.get("q", "").strip()[:100])
    if asked.get("at") == "next":
        return redirect(_place_of(found, listed.first_waiting()))
    page = listed.page(asked.get("page", "1"), asked.get("at", ""))
    citations = citing.citations_of(found, post)
    doubts = worklist.doubts_of(found, citations.findings)
    context = {
        "narrative": found,
        "submission": found.submission,
        "round": found.submission.round,
        "marks": worklist.marks_of(found, listed, page.object_list, doubts, citations.number_of),
        "notes": notes(doubts),
        "doubts": doubts,
        "cited": citations.cited,
        "to_choose": sum(not one.document and bool(one.candidates) for one in citations.cited),
        "registers": bool(citations.cited) and may_register(post),
        "page": page,
        "listed": listed,
        **_table(found, [one.pk for one in page.object_list], doubts),
        **_progress(found, len(listed.items), listed.waiting),
        "writes": found.submission.editable and gates.writes_for(post, found.submission),
    }
    return render(request, "collection/narrative.html", context)


@require_POST
def cite(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which registered document a citation means, or take that back."""
    post = acting_post(request)
    found = gates.narrative_for(post, pk, ENTER)
    start, document = _number(request.POST.get("start", "")), _number(request.POST.get("document", ""))
    try:
        if document:
            citing.choose(narrative=found, start=start, document=document, by=post)
        else:
            citing.reconsider(narrative=found, start=start, by=post)
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
    number = citing.citations_of(found, post).number_of.get(start)
    return redirect(f"{reverse('collection:narrative', args=[pk])}#{f'd{number}' if number else 'citations'}")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0


def _place_of(found: Any, item: Any) -> str:
    address = reverse("collection:narrative", args=[found.pk])
    return f"{address}?at={item.pk}#p{item.pk}" if item else f"{address}#done"


def _progress(found: Any, figures: int, waiting: int) -> dict[str, Any]:
    """How far one is; when everything was looked at, what is still missing in the answer and where to go."""
    done: dict[str, Any] = {"figures": figures, "waiting": waiting, "decided": figures - waiting}
    if waiting:
        return done
    rows = grid(queries.cells_of_round(found.submission.round), queries.latest_of(found.submission))
    others: Any = queries.narratives_of(found.submission).exclude(pk=found.pk)
    return done | {
        "done_kind": "success" if figures else "warning",
        "silent": [box for row in rows for box in row.boxes if box.figure is None or box.figure.withdrawn],
        "following": [one for one in others if one.waiting],
    }


def _table(found: Any, shown: list[int], doubts: list[Doubt]) -> dict[str, Any]:
    """The rows of these proposals, and what may be chosen in them."""
    cells = queries.cells_of_round(found.submission.round)
    options = {
        f"{c.indicator.pk}:{c.breakdown}": f"{c.indicator.name}: {c.label}" if c.is_part else c.label for c in cells
    }
    made = format_html_join("", '<option value="{}">{}</option>', options.items())
    facts, at = worklist.facts_of(found), at_places(doubts)
    proposals = queries.proposals_of(found).filter(pk__in=shown)
    return {
        "rows": [_row(found, p, options, made) | _stated(p, facts, at) for p in proposals],
        "qualifiers": QUALIFIERS,
        "has_whole": queries.has_units_below(found.submission.unit, found.submission.round),
    }


def _row(found: Any, proposal: Any, options: dict[str, str], made: SafeString) -> dict[str, Any]:
    around = worklist.AROUND
    before = found.text[proposal.sentence_start : proposal.start]
    after = found.text[proposal.end : proposal.sentence_end]
    first = f"{proposal.indicator_id}:{proposal.breakdown}"
    figure = proposal.figure
    chosen = first if worklist.preselected(proposal) else ""
    return {
        "p": proposal,
        "before": before if len(before) <= around else before[-around:].partition(" ")[2],
        "after": after if len(after) <= around else after[:around].rpartition(" ")[0],
        "cut_before": len(before) > around,
        "cut_after": len(after) > around,
        "state": PROPOSAL_WORDS[proposal.state],
        "kind": PROPOSAL_KINDS[proposal.state],
        "mark": worklist.MARK_KINDS[proposal.state],
        "doubt": doubt_in_words(proposal),
        "why": why_in_words(proposal),
        "value": as_typed(proposal.value),  # every digit, since it may be sent
        "chosen": chosen,
        "options": _select(made, chosen),
        "first": options.get(first, ""),
        "doubtful": worklist.doubtful(proposal),
        "sure": confidence_in_words(proposal.confidence),
        "percent": round(proposal.confidence * 100),
        "figure": figure,
        "taken_for": options.get(f"{figure.indicator_id}:{figure.breakdown}", figure.indicator.name) if figure else "",
    }


def _select(made: SafeString, chosen: str) -> SafeString:
    """The same options for every row, made once; only which one is chosen differs."""
    value = format_html('value="{}"', chosen)
    return mark_safe(made.replace(value, f"{value} selected", 1)) if chosen else made


def _stated(proposal: Any, facts: dict[Any, Any], at: dict[Any, Any]) -> dict[str, Any]:
    """What the text states of the figure, and the findings about it."""
    span = proposal.start, proposal.end
    said = facts.get(span, {})
    basis = BASIS_WORDS.get(said.get("basis") or "", "")
    return {"period": said.get("period"), "scope": said.get("scope"), "basis": basis, "doubts": at.get(span, [])}


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
        return redirect(f"{reverse('collection:narrative', args=[found.pk])}?at={pk}#p{pk}")
    return _fresh_row(request, found, pk, error)


def _fresh_row(request: HttpRequest, found: Any, pk: int, error: str) -> HttpResponse:
    """The row as it stands now, with what was typed where it was refused, and how far one is."""
    context = _table(found, [pk], worklist.doubts_of(found))
    row = context["rows"][0]
    if error:
        row["options"] = _select(mark_safe(row["options"].replace(" selected", "")), request.POST.get("cell", ""))
    states = found.proposals.values_list("state", flat=True)
    context |= {"row": row, "error": error, "narrative": found, "submission": found.submission, "writes": True}
    context |= {"oob": True, "typed_value": request.POST.get("value") if error else None}
    context |= _progress(found, len(states), sum(state == "waiting" for state in states))
    return render(request, "collection/proposal_answer.html", context, status=422 if error else 200)


def _decide(request: HttpRequest, proposal: Any, post: Any) -> None:
    verb = request.POST.get("verb")
    if verb == "reject":
        narratives.reject(proposal=proposal, by=post)
    elif verb == "reconsider":
        narratives.reconsider(proposal=proposal, by=post)
    else:
        _take(request, proposal, post, as_proposed=verb == "take_proposed")


def _take(request: HttpRequest, proposal: Any, post: Any, *, as_proposed: bool) -> None:
    """For the cell chosen on the page, or for the one proposed though something speaks against it."""
    submission = proposal.narrative.submission
    cells = {f"{c.indicator.pk}:{c.breakdown}": c for c in queries.cells_of_round(submission.round)}
    proposed = f"{proposal.indicator_id}:{proposal.breakdown}"
    cell = cells.get(proposed if as_proposed else request.POST.get("cell", ""))
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
