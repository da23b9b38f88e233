"""Figures that reading rightly passes over but that the round asks for: durations, and numbers without a noun."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from trienkhai.vietnamese import NotANumber, Refusal, clean, parse_number

from .bare import in_tables, labelled, of_categories
from .durations import asked_durations, durations, speaks_of_duration
from .targets import Target

_SENTENCE_END = re.compile(r"\n|[.!?…]+(?=\s|$)")
_MOST = 2_000  # of one report

Span = tuple[int, int]


def more_figures(reading: Mapping[str, Any], text: str, targets: Sequence[Target]) -> list[dict[str, Any]]:
    """In the form of reading's figures, which they follow, and in the order of the text."""
    marks = (*reading["figures"], *reading.get("citations", ()))
    taken = sorted((mark["start"], mark["end"]) for mark in marks)
    found: dict[Span, dict[str, Any]] = {}
    for match, sentence in _found(text, targets):
        span = match.span("number")
        value = _value(match["number"])
        if value is not None and span not in found and not _overlaps(taken, span):
            found[span] = _figure(match, value, text, sentence)
        if len(found) == _MOST:
            break
    return [found[span] for span in sorted(found)]


def _found(text: str, targets: Sequence[Target]) -> Iterator[tuple[re.Match[str], Span]]:
    ends = [0, *(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]

    def sentence(place: int) -> Span:
        n = bisect_right(ends, place) - 1
        return ends[n], ends[n + 1] if n + 1 < len(ends) else len(text)

    asked = asked_durations(targets)
    for match in durations(text, targets):
        start, end = sentence(match.start())
        if speaks_of_duration(text[start:end], match["unit"], asked):
            yield match, (start, end)
    for match in chain(of_categories(text, targets, sentence), labelled(text, targets), in_tables(text, targets)):
        yield match, sentence(match.start())


def _overlaps(taken: Sequence[Span], span: Span) -> bool:
    i = bisect_right(taken, (span[1], 0))
    return any(start < span[1] and span[0] < end for start, end in taken[max(0, i - 4) : i])


def _value(digits: str) -> int | float | None:
    try:
        value = parse_number(clean(digits))
    except (NotANumber, Refusal):
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _figure(match: re.Match[str], value: int | float, text: str, sentence: Span) -> dict[str, Any]:
    start, end = sentence
    while start < match.start() and text[start].isspace():
        start += 1
    while end > match.end() and text[end - 1].isspace():
        end -= 1
    return {
        "start": match.start("number"),
        "end": match.end("number"),
        "text": match["number"],
        "value": value,
        "kind": "count",
        "unit": match.groupdict().get("unit"),
        "qualifier": None,
        "sentence": [start, end],
    }
