"""Durations as figures, where a round asks for days or hours: reading rightly takes `05 ngày` for no quantity."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from trienkhai.vietnamese import NotANumber, Refusal, clean, parse_number

from .places import MOST
from .targets import Target, holds
from .words import content

TIMES = ("phút", "giờ", "ngày", "tuần", "tháng", "năm")
_SENTENCE_END = re.compile(r"\n|[.!?…]+(?=\s|$)")
_MOST = 2_000  # of one report
LONGEST = 600  # characters of a sentence that are looked at


def more_figures(reading: Mapping[str, Any], text: str, targets: Iterable[Target]) -> list[dict[str, Any]]:
    """Numbers before the unit of an asked duration (`21 ngày`), in sentences that name the indicator; in the form of
    reading's figures, which they follow."""
    asked = [target for target in targets if not target.breakdown and target.measure in TIMES]
    if not asked:
        return []
    taken = sorted((mark["start"], mark["end"]) for mark in (*reading["figures"], *reading.get("citations", ())))
    ends = [0, *(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]
    found: list[dict[str, Any]] = []
    measures = "|".join(dict.fromkeys(target.measure for target in asked))
    number = re.compile(rf"(?<![\w.,/:-])(?P<number>\d{{1,6}}(?:[.,]\d{{1,4}})?)\s(?P<unit>{measures})(?!\w)", re.I)
    for match in number.finditer(text):
        n = bisect_right(ends, match.start()) - 1
        sentence = (ends[n], ends[n + 1] if n + 1 < len(ends) else len(text))
        value = _value(match["number"])
        if value is None or _overlaps(taken, match.span("number")):
            continue
        if _is_asked(text[slice(*sentence)][:LONGEST], match["unit"], asked):
            found.append(_figure(match, value, text, sentence))
        if len(found) == _MOST:
            break
    return found


def _is_asked(sentence: str, unit: str, asked: Sequence[Target]) -> bool:
    said = content(sentence)
    return any(
        holds(said, content(word)) or (MOST in content(word) and MOST in said)
        for target in asked
        if target.measure == unit.lower()
        for word in (*target.words, target.name)
    )


def _overlaps(taken: Sequence[tuple[int, int]], span: tuple[int, int]) -> bool:
    i = bisect_right(taken, (span[1], 0))
    return any(start < span[1] and span[0] < end for start, end in taken[max(0, i - 4) : i])


def _value(digits: str) -> int | float | None:
    try:
        value = parse_number(clean(digits))
    except (NotANumber, Refusal):
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _figure(match: re.Match[str], value: int | float, text: str, sentence: tuple[int, int]) -> dict[str, Any]:
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
        "unit": match["unit"],
        "qualifier": None,
        "sentence": [start, end],
    }
