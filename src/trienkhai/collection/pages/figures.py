"""One figure: what it is, where it comes from, who confirmed it, what stood there before."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from trienkhai.indicators.queries import breakdown_label, breakdown_names
from trienkhai.units.gates import acting_post

from .. import gates, queries
from ..wording import SCOPE_WORDS, SOURCE_WORDS, period_in_words

AROUND = 400  # characters of the report shown on either side of the figure


@require_GET
def figure(request: HttpRequest, pk: int) -> HttpResponse:
    """From the number to the cell, record or sentence."""
    post = acting_post(request)
    found = gates.figure_for(post, pk)
    return render(
        request,
        "collection/figure.html",
        {
            "figure": found,
            "period": period_in_words(found.period),
            "breakdown": breakdown_label(found.breakdown),
            "scope": SCOPE_WORDS[found.scope],
            "source": SOURCE_WORDS[found.source.kind],
            "passage": _passage(found),
            "entered_for": found.source.through_id != found.unit_id,
            "versions": [(version, SOURCE_WORDS[version.source.kind]) for version in queries.versions_of(found)],
            "parts": _parts(found),
        },
    )


def _parts(found: Any) -> list[tuple[Any, str]]:
    """The categories that were added up, each with its name."""
    parts = queries.parts_of(found)
    names = breakdown_names() if parts else {}
    return [(part, breakdown_label(part.breakdown, names)) for part in parts]


def _passage(found: Any) -> dict[str, Any] | None:
    """The sentence in its surroundings, the figure marked."""
    source = found.source
    if source.kind != "span":
        return None
    text = source.narrative.text
    begin, end = max(0, source.start - AROUND), min(len(text), source.end + AROUND)
    return {
        "text": text[begin:end],
        "marks": [{"start": source.start - begin, "end": source.end - begin, "kind": "figure", "id": "here"}],
        "cut_before": begin > 0,
        "cut_after": end < len(text),
        "narrative": source.narrative,
    }
