"""Source notes: which number stands behind which figure."""

from __future__ import annotations

from collections.abc import Iterator

from .outline import Outline, Paragraph, Table
from .paper import Note


def refs_in_order(outline: Outline) -> Iterator[str]:
    """The ref of every figure printed in text and tables, in reading order, repeated as often as printed."""
    for block in outline.blocks:
        if isinstance(block, Paragraph):
            yield from (run.ref for run in block.runs if run.ref)
        elif isinstance(block, Table):
            yield from (cell.ref for row in block.rows for cell in row.cells if cell.ref)


def number_notes(outline: Outline) -> tuple[Note, ...]:
    """The notes in order of first use. Figures with one and the same source text share a note.

    Sources that no figure uses follow at the end: what the author listed is not lost.
    """
    texts = {source.ref: source.text for source in outline.sources}
    used = [ref for ref in dict.fromkeys(refs_in_order(outline)) if ref in texts]
    groups: dict[str, list[str]] = {}
    for ref in dict.fromkeys((*used, *texts)):
        groups.setdefault(texts[ref], []).append(ref)
    return tuple(Note(number, text, tuple(refs)) for number, (text, refs) in enumerate(groups.items(), 1))


def unsourced(outline: Outline) -> tuple[str, ...]:
    """Refs of printed figures that lead to no source: a report should not be issued with any."""
    known = {source.ref for source in outline.sources}
    return tuple(dict.fromkeys(ref for ref in refs_in_order(outline) if ref not in known))
