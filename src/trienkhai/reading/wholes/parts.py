"""What stands in a list of parts: its figures at the list's own level, their labels, what they count."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from trienkhai.reading.wholes.counted import ITEM, Counted
from trienkhai.reading.wholes.openings import Opening

_MOST, _MOST_BARE, _FEW = 120, 15, 24  # figures: a list with more than the most is none, nor a bare one
_AFTER = 80


@dataclass(frozen=True, slots=True)
class Part:
    """A figure of a list: `begin` is where the part before or the list's opening ends, `until` where the list does."""

    counted: Counted
    index: int
    begin: int
    until: int
    leads: bool  # the first of its list
    head: str  # first word of what it counts, empty where its label alone says it
    value: Decimal

    @property
    def label(self) -> str:
        """The words before it, back to the part before."""
        return self.counted.text[self.begin : self.counted.starts[self.index]]

    @property
    def after(self) -> str:
        """The words behind it, up to the mark that parts it from the next."""
        end = self.counted.found[self.index].end
        mark = ITEM.search(self.counted.low, self.counted.behind(self.index), min(self.until, end + 2 * _AFTER))
        return self.counted.text[end : min(mark.start() if mark else self.until, end + _AFTER)]

    @property
    def words(self) -> str:
        """All its words, before and behind it."""
        return f"{self.label} {self.after}"

    @property
    def first(self) -> bool:
        """Whether it is the first figure of its item."""
        return self.leads or self.counted.parted(self.begin, self.index)

    @property
    def is_bare(self) -> bool:
        """`44 bác sĩ, 26 bác sĩ tỉnh`, but not `nhận 318 hồ sơ, giải quyết 290 hồ sơ, đang giải quyết 28 hồ sơ`."""
        label = self.label.rstrip()
        return label[-1:] in ("", ",") or label.split()[-1] == "và"


@dataclass(frozen=True, slots=True)
class Group:
    """Parts of a list that may be added up; `sums`: how many of the first ones, two at least, make up each amount."""

    parts: tuple[Part, ...]
    total: Decimal
    sums: dict[Decimal, int]
    kinds: frozenset[tuple[str, str]]

    @property
    def head(self) -> str:
        """What the first part counts."""
        return self.parts[0].head

    def fits(self, counted: Counted, whole: int) -> bool:
        """Whether all can be added up to the whole: of one kind; percentages only under a percentage."""
        one, head = counted.found[whole], counted.head(whole)
        return one.to is None and all(_alike(one.kind, head, kind, other) for kind, other in self.kinds)


def _alike(one: str, head: str, other: str, other_head: str) -> bool:
    """Whether two kinds can be added up, measures in the same words (`thùng` may be read either way)."""
    if {one, other} == {"measure", "count"} or one == other == "measure":
        return head == other_head
    return one == other or {one, other} == {"count", "ratio"}


def grouped(parts: Sequence[Part]) -> Group:
    """The parts with their sums."""
    sums = list(accumulate(p.value for p in parts))
    lengths = {total: count for count, total in enumerate(sums, 1) if count > 1}
    kinds = frozenset((p.counted.found[p.index].kind, p.head) for p in parts)
    return Group(tuple(parts), sums[-1], lengths, kinds)


def by_head(parts: Sequence[Part]) -> list[Group]:
    """The parts that count the same, bare ones alone; two at least."""
    return _sorted_out(parts, [p.head for p in parts])


def selections(parts: Sequence[Part]) -> list[Group]:
    """What of a list may be its parts: all of one family, or the first figure of each item."""
    families = [p.counted.families[p.index] for p in parts]
    out = _sorted_out(parts, families)
    first = [p for p in parts if p.first]
    if 1 < len(first) < len(parts) and len({p.counted.families[p.index] for p in first}) == 1:
        out.append(grouped(first))
    return out


def _sorted_out(parts: Sequence[Part], keys: Sequence[str]) -> list[Group]:
    """The groups with the same key, two at least in each."""
    return [
        grouped([p for p, own in zip(parts, keys, strict=True) if own == key])
        for key in dict.fromkeys(keys)
        if keys.count(key) > 1
    ]


def parts_of(counted: Counted, opening: Opening) -> list[Part]:
    """The figures of the list itself, without those of brackets and of lists inside its items."""
    last = _last(counted, opening)
    if not 2 <= last - opening.index - 1 <= (_MOST_BARE if opening.form == "comma" else _MOST):
        return []
    parts: list[Part] = []
    for index in _at_own_level(counted, opening, last):
        begin = counted.behind(parts[-1].index) if parts else opening.start
        part = Part(counted, index, begin, opening.end, not parts, counted.head(index), counted.value(index))
        if opening.form == "comma" and not part.is_bare:
            return []  # nhận 318 hồ sơ, giải quyết 290 hồ sơ, đang giải quyết 28 hồ sơ
        parts.append(part)
    return parts if len(parts) > 1 else []


def _last(counted: Counted, opening: Opening) -> int:
    """One past the last figure; of very many a `;` ends the list where behind it the same word opens another one.

    `Xã A có 12 lớp, gồm 5 lớp may, 7 lớp mộc; xã B có 9 lớp, gồm …`
    """
    last = bisect_left(counted.starts, opening.end)
    stop = counted.low.find(";", opening.start, opening.end) if last - opening.index > _FEW else -1
    if stop < 0:
        return last
    word = counted.low[opening.at : opening.start].strip()
    again = counted.low.find(word, stop, stop + _FAR) >= 0
    item = bisect_left(counted.starts, stop)
    return item if again and item > opening.index + 2 else last


def _at_own_level(counted: Counted, opening: Opening, last: int) -> Iterator[int]:
    """The figures up to `last` in no bracket, behind no other word that opens a list in the same item."""
    lead = counted.text[opening.start : counted.starts[opening.index + 1]]
    depth, inside, some = lead.count("(") - lead.count(")"), False, False
    for index in range(opening.index + 1, last):
        if index > opening.index + 1:
            gap = counted.gap(index)
            depth += gap.depth
            inside = inside or (not depth and gap.opens and some)
            inside = inside and not (gap.breaks and not gap.opens_last)
        if depth <= 0 and not inside and not counted.stands_beside(index):
            some = True
            yield index


def wholes_before(counted: Counted, opening: Opening) -> Iterator[int]:
    """The figures that the list may break up, nearest first: those of its sentence outside closed brackets."""
    lead = counted.text[counted.found[opening.index].end : opening.at]
    depth, sentences = lead.count(")") - lead.count("("), len(_SENTENCE.findall(lead))
    if len(lead) > _FAR or sentences > int(opening.new_sentence):
        return
    for index in range(opening.index, max(-1, opening.index - 6), -1):
        if depth <= 0 and (index == opening.index or not counted.stands_beside(index)):
            yield index
        gap = counted.gap(index) if index else None
        if not gap or gap.sentences or counted.starts[index] - counted.found[index - 1].end > _FAR:
            return
        depth = max(0, depth) - gap.depth


_SENTENCE, _FAR = re.compile(r"\n|[.!?](?=[ ]|$)"), 260
