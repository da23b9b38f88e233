"""What stands in a list of parts: its figures at the list's own level, their labels, what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from trienkhai.reading.figures import Quantity
from trienkhai.reading.lexicon import any_of, table
from trienkhai.reading.wholes.openings import Opening

MOST = 40


@dataclass(frozen=True, slots=True)
class Part:
    """A figure of a list with the words that belong to it."""

    index: int
    quantity: Quantity
    head: str  # first word of what it counts, empty where its label alone says it
    label: str  # the words before it, back to the part before
    after: str  # the words behind it, up to the mark that parts it from the next
    first: bool  # the first figure of its item


def family(quantity: Quantity) -> str:
    """Ratios count by their value, so they add up with counts; a measure only with its like."""
    return "count" if quantity.kind in ("count", "ratio") else quantity.kind


def head(text: str, quantity: Quantity) -> str:
    """The first word of the noun behind the number; of money nothing (`đồng` is part of the figure)."""
    if quantity.kind == "money" or not quantity.unit or quantity.unit[0] < quantity.start:
        return ""
    return text[quantity.unit[0] : quantity.unit[1]].lower().split()[0].strip(",;")


@cache
def _beside() -> re.Pattern[str]:
    words = any_of(table("wholes")["beside"])
    return re.compile(
        rf"(?<![^\W_])(?:{words})(?:[ ](?:thêm|được|có|là|lên|xuống|hơn|trên|gần|khoảng|người|lớp|xã))?[ ]?$", re.I
    )


@cache
def _inner() -> re.Pattern[str]:
    words = any_of([*table("wholes")["complete"], *table("wholes")["open"]])
    return re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])", re.I)


def alike(text: str, one: Quantity, other: Quantity) -> bool:
    """Whether two figures can be added up: of one kind, measures in the same words (`thùng` may be read either way)."""
    if "measure" in (one.kind, other.kind) and {one.kind, other.kind} <= {"measure", "count"}:
        return head(text, one) == head(text, other)
    return family(one) == family(other)


_BREAK = re.compile(r";|\n")
_ITEM = re.compile(r"[;,\n]|[ ]và[ ]|[ ]còn[ ]lại[ ]", re.I)


def parts_of(text: str, found: Sequence[Quantity], opening: Opening) -> list[Part]:
    """The figures of the list itself, without those of brackets and of lists inside its items."""
    parts: list[Part] = []
    position, depth, skipping = opening.start, 0, False
    for index in range(opening.index + 1, min(len(found), opening.index + 1 + MOST * 3)):
        quantity = found[index]
        if quantity.start >= opening.end or len(parts) >= MOST:
            break
        gap = text[position : quantity.start]
        depth += gap.count("(") - gap.count(")")
        if not depth and _inner().search(gap) and parts:
            skipping = True
        if skipping and _BREAK.search(gap) and not _inner().search(_last_piece(gap)):
            skipping = False
        position = quantity.end
        if depth > 0 or skipping or _is_beside(text, quantity):
            continue
        parts.append(_part(text, index, quantity, parts, opening))
    return parts


def _last_piece(gap: str) -> str:
    return _BREAK.split(gap)[-1]


def _part(text: str, index: int, quantity: Quantity, before: Sequence[Part], opening: Opening) -> Part:
    begin = _behind(before[-1].quantity) if before else opening.start
    label = text[begin : quantity.start]
    mark = _ITEM.search(text, _behind(quantity), opening.end)
    after = text[quantity.end : mark.start() if mark else opening.end]
    return Part(index, quantity, head(text, quantity), label, after[:80], not before or bool(_ITEM.search(label)))


def _behind(quantity: Quantity) -> int:
    return quantity.unit[1] if quantity.unit and quantity.unit[0] >= quantity.end else quantity.end


def _is_beside(text: str, quantity: Quantity) -> bool:
    """`tăng 12 lớp`, `mỗi lớp 30 học viên`: no part of anything. A range is none either."""
    if quantity.to is not None:
        return True
    found = _beside().search(text[max(0, quantity.start - 26) : quantity.start])
    return found is not None and (bool(head(text, quantity)) or found.group().strip().lower() not in _labels())


@cache
def _labels() -> frozenset[str]:
    """`kế hoạch 241` in a list of papers: a label where the number stands bare."""
    return frozenset(("kế hoạch",))


def wholes_before(text: str, found: Sequence[Quantity], opening: Opening) -> Iterator[int]:
    """The figures that the list may break up, nearest first: those of its sentence outside closed brackets."""
    depth, position = 0, opening.at
    for index in range(opening.index, max(-1, opening.index - 6), -1):
        quantity = found[index]
        gap = text[quantity.end : position]
        if position - quantity.end > 260 or _parted(gap, opening, index):
            return
        depth += gap.count(")") - gap.count("(")
        position = quantity.start
        if depth <= 0 and (index == opening.index or not _is_beside(text, quantity)):
            yield index
        depth = max(0, depth)


_SENTENCE = re.compile(r"\n|[.!?](?=[ ]|$)")


def _parted(gap: str, opening: Opening, index: int) -> bool:
    """Whether a sentence ends between a figure and its list; `Có 45 lớp. Trong đó …` goes on."""
    ends = len(_SENTENCE.findall(gap))
    if index == opening.index and opening.new_sentence:
        return ends > 1
    return ends > 0
