"""A text cut where its marks begin and end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any


@dataclass(frozen=True)
class Segment:
    """A piece of the text with the mark that covers it, if any; `first` where that mark shows for the first time."""

    text: str
    mark: Any = None
    first: bool = False


def get(thing: Any, name: str, default: Any = None) -> Any:
    """`name` of a dict or an object, as templates look it up."""
    return thing.get(name, default) if isinstance(thing, dict) else getattr(thing, name, default)


def segments(text: str, marks: Iterable[Any]) -> list[Segment]:
    """Pieces that joined give the text again. Marks have `start` and `end`; where they overlap the shortest shows.

    Marks that are empty or reach beyond the text are cut to it; an empty one is dropped.
    """
    spans = []
    for mark in marks:
        start, end = max(0, get(mark, "start")), min(len(text), get(mark, "end"))
        if start < end:
            spans.append((start, end, mark))
    cuts = sorted({0, len(text)} | {cut for start, end, _ in spans for cut in (start, end)})
    spans.sort(key=lambda span: span[:2])
    return _cut(text, cuts, spans)


def _cut(text: str, cuts: list[int], spans: list[tuple[int, int, Any]]) -> list[Segment]:
    pieces: list[Segment] = []
    shown: set[int] = set()
    open_spans: list[tuple[int, int, Any]] = []
    waiting = iter(spans)
    coming = next(waiting, None)
    for here, there in pairwise(cuts):
        open_spans = [span for span in open_spans if span[1] > here]
        while coming and coming[0] <= here:
            open_spans.append(coming)
            coming = next(waiting, None)
        mark = min(open_spans, key=lambda span: span[1] - span[0])[2] if open_spans else None
        pieces.append(Segment(text[here:there], mark, mark is not None and id(mark) not in shown))
        shown.add(id(mark))
    return pieces
