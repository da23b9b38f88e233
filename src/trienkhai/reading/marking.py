"""A text cut where its marks begin and end, and the same as HTML: the pages and `read --html` mark alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any


@dataclass(frozen=True)
class Segment:
    """A piece of the text with the mark that covers it, if any; `first` where that mark shows for the first time."""

    text: str
    mark: Any = None
    first: bool = False
    end: int = 0


def get(thing: Any, name: str, default: Any = None) -> Any:
    """`name` of a dict or an object, as templates look it up."""
    return thing.get(name, default) if isinstance(thing, dict) else getattr(thing, name, default)


def segments(text: str, marks: Iterable[Any], points: Iterable[int] = ()) -> list[Segment]:
    """Pieces that joined give the text again. Marks have `start` and `end`; where they overlap the shortest shows.

    Marks that are empty or reach beyond the text are cut to it; an empty one is dropped. At `points` a piece ends.
    """
    spans = []
    for mark in marks:
        start, end = max(0, get(mark, "start")), min(len(text), get(mark, "end"))
        if start < end:
            spans.append((start, end, mark))
    cuts = {0, len(text)} | {cut for start, end, _ in spans for cut in (start, end)}
    cuts |= {point for point in points if 0 < point < len(text)}
    spans.sort(key=lambda span: span[:2])
    return _cut(text, sorted(cuts), spans)


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
        pieces.append(Segment(text[here:there], mark, mark is not None and id(mark) not in shown, there))
        shown.add(id(mark))
    return pieces


def marked(text: str, marks: Iterable[Any], notes: Iterable[Any] = ()) -> str:
    """HTML of the text, escaped, with <mark> around each span and the number of each note behind its place.

    A mark may have `kind`, `id`, `href`, `label`, `current`, `doubted`; a note has `at`, `number`, `id`, `href`,
    `label`.
    """
    behind: dict[int, list[Any]] = defaultdict(list)
    for note in notes:
        behind[min(get(note, "at"), len(text))].append(note)
    out = []
    for piece in segments(text, marks, behind):
        out.append(escape(piece.text) if piece.mark is None else _mark(piece))
        out += [_note(note) for note in behind.get(piece.end, ())]
    return "".join(out)


def _mark(piece: Segment) -> str:
    mark = piece.mark
    kind = get(mark, "kind") or "figure"
    classes = [f"mark--{kind}", *(f"mark--{state}" for state in ("doubted", "current") if get(mark, state))]
    name = get(mark, "id") if piece.first else None
    inner = escape(piece.text)
    if href := get(mark, "href"):
        inner = f"<a{_attributes(href=href)}>{inner}</a>"
    given = {"class": " ".join(classes), "id": name, "title": get(mark, "label")}
    return f"<mark{_attributes(**given)}>{inner}</mark>"


def _note(note: Any) -> str:
    label = get(note, "label")
    link = {"id": get(note, "id"), "href": get(note, "href"), "title": label, "aria-label": label}
    return f'<sup class="mark__note"><a{_attributes(**link)}>{get(note, "number")}</a></sup>'


def _attributes(**given: Any) -> str:
    return "".join(f' {name}="{escape(str(value))}"' for name, value in given.items() if value)
