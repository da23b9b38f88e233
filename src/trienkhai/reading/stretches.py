"""Where a text may state something of a figure: the sentences with figures, and the lines with a colon above lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Span = tuple[int, int]

_NUMBERED = re.compile(r"[ ]?(?:\d|[ivx]{1,4}[.-]|[a-zđ][.)])")
_ITEMS = re.compile(r"(?:[ ]?[-+*•][^\n]*(?:\n|$))+")
_LONGEST = 300


def lists(small: str) -> Iterator[tuple[Span, Span]]:
    """A line that ends with a colon, but no numbered heading, and the list of dashes right under it."""
    at = small.find(":")
    while at >= 0:
        line_end = at + 2 if small.startswith(" \n", at + 1) else at + 1
        items = _ITEMS.match(small, line_end + 1) if small.startswith("\n", line_end) else None
        if items:
            begin = small.rfind("\n", max(0, at - _LONGEST), at) + 1
            if at - begin < _LONGEST and not _NUMBERED.match(small, begin):
                yield (begin, at), items.span()
        at = small.find(":", at + 1)


def stretches(small: str, sentences: Sequence[Span]) -> list[Span]:
    """The parts of a text worth a look, in order and apart; a text with tables is looked at as a whole."""
    if "\t" in small:
        return [(0, len(small))]
    out: list[Span] = []
    for begin, end in sorted({*sentences, *(line for line, _ in lists(small))}):
        if out and begin <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((begin, end))
    return out
