"""Findings as they are shown beside a text: numbered, the number behind every place that a finding speaks of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A finding with its number, its sentence, and its places: spans, and for each (id of the note there, words)."""

    number: int
    name: str  # id in the list
    message: str
    spans: tuple[Span, ...]
    places: tuple[tuple[str, str], ...]


def doubts(
    findings: Iterable[Mapping[str, Any]], text: str, say: Callable[[Mapping[str, Any]], str], prefix: str = ""
) -> list[Doubt]:
    """Every finding of a reading (as JSON) in order; its own place first, then those it contradicts; of the whole
    text none.

    `say` gives its sentence; `prefix` keeps ids of several texts on one page apart.
    """
    found = []
    for number, one in enumerate(findings, 1):
        others = dict.fromkeys((start, end) for start, end in one.get("others", ()))
        own = (one["start"], one["end"])
        spans = tuple(span for span in (own, *(span for span in others if span != own)) if span[0] < span[1])
        ids = [f"{prefix}n{number}" if not place else f"{prefix}n{number}-{place}" for place in range(len(spans))]
        places = tuple((name, text[slice(*span)]) for name, span in zip(ids, spans, strict=True))
        found.append(Doubt(number, f"{prefix}f{number}", say(one), spans, places))
    return found


def at_places(found: Iterable[Doubt]) -> dict[Span, list[Doubt]]:
    """The findings that speak of each place."""
    there: dict[Span, list[Doubt]] = {}
    for one in found:
        for span in one.spans:
            there.setdefault(span, []).append(one)
    return there


def notes(found: Iterable[Doubt]) -> list[dict[str, Any]]:
    """For `marking.marked`: the number of each finding behind every place that it speaks of."""
    return [
        {"at": span[1], "number": one.number, "id": name, "href": f"#{one.name}", "label": one.message}
        for one in found
        for span, (name, _words) in zip(one.spans, one.places, strict=True)
    ]


def bare_marks(there: Mapping[Span, Any], marks: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Marks for places of findings at which nothing else is marked."""
    known = {(mark["start"], mark["end"]) for mark in marks}
    return [{"start": start, "end": end, "kind": "finding"} for start, end in there if (start, end) not in known]
