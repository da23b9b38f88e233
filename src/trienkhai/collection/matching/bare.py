"""Numbers without a noun that a round asks for by name: `tại quầy 301, bưu chính 46`, `Đã giải quyết xong: 1.514.`"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from .grid import Grid
from .targets import Target, holds
from .words import content

Span = tuple[int, int]

_NUMBER = r"(?P<number>\d{1,3}(?:\.\d{3}){1,3}|\d{1,6})"
_END = r"(?=\s?(?:[,;)\n]|\.(?!\d)|(?:và|còn)\s|$))"
_LABELLED = re.compile(rf":[ ]?{_NUMBER}(?=\s?(?:[;)\n]|\.(?:\s|$)|$))")
_CELL = re.compile(rf"(?<=\t)[ ]?{_NUMBER}[ ]?(?=[\t\n]|$)")
LABEL = 80  # characters before a colon
_EDGE = re.compile(r"[.;:,(\n]\s?")


def of_categories(text: str, targets: Sequence[Target], sentence: Callable[[int], Span]) -> Iterator[re.Match[str]]:
    """Numbers beside a category, where a sentence names two categories of one dimension so."""
    codes = {word: target.breakdown for target in targets for word in target.category_words}
    if not codes:
        return
    named = "|".join(re.escape(word) for word in sorted(codes, key=len, reverse=True))
    joined = r"(?:\s(?:chỉ|còn|là|có|được|đạt|chiếm))"
    before = rf"(?<!\w)(?P<category>{named})(?:{joined}{{0,2}}:?)\s{_NUMBER}{_END}"
    behind = rf"(?<![\w.,/-]){_NUMBER}\s(?:là\s)?(?:của|do)\s(?P<category>{named})(?!\w)"
    found: dict[Span, list[re.Match[str]]] = defaultdict(list)
    for pattern in (before, behind):
        for match in re.compile(pattern, re.IGNORECASE).finditer(text):
            found[sentence(match.start())].append(match)
    for matches in found.values():
        said = {codes.get(match["category"].lower(), "") for match in matches}
        if max((len([c for c in said if c.startswith(d)]) for d in {c.partition("=")[0] for c in said}), default=0) > 1:
            yield from matches


def labelled(text: str, targets: Sequence[Target]) -> Iterator[re.Match[str]]:
    """Numbers behind a colon behind the words of an indicator."""
    phrases = _phrases(targets)
    for match in _LABELLED.finditer(text):
        label = _EDGE.split(text[max(0, match.start() - LABEL) : match.start()])[-1]
        said = content(label)
        if any(holds(said, phrase) for phrase in phrases):
            yield match


def in_tables(text: str, targets: Sequence[Target]) -> Iterator[re.Match[str]]:
    """Numbers alone in a cell, where the head of the column names an indicator or a category: `Trong đó nữ`."""
    if "\t" not in text:
        return
    phrases = _phrases(targets) | {content(word) for target in targets for word in target.category_words}
    grid, known = Grid(text), dict[str, bool]()
    for match in _CELL.finditer(text):
        head = grid.heads(*match.span("number"))[2]
        if head not in known:
            said = content(head)
            known[head] = any(holds(said, phrase) for phrase in phrases)
        if known[head]:
            yield match


def _phrases(targets: Sequence[Target]) -> set[tuple[str, ...]]:
    return {content(word) for target in targets if not target.percent for word in (*target.words, target.name)}
