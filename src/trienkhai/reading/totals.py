"""Figures that the text itself breaks into parts: `72 trang (cấp tỉnh 01; cấp huyện 07; cấp xã 64)`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trienkhai.reading.figures import Quantity
from trienkhai.reading.wholes.behind import Sum, longest_sum, summed_up
from trienkhai.reading.wholes.claims import claims, names_some_only, total_of, value
from trienkhai.reading.wholes.openings import Opening, openings
from trienkhai.reading.wholes.parts import Part, alike, family, head, parts_of, wholes_before
from trienkhai.reading.wholes.tables import in_tables


def totals(text: str, found: Sequence[Quantity]) -> list[Sum]:
    """(index of the total, indices of its parts, whether they add up) for every breakdown, in the order of the text."""
    out: dict[int, Sum] = {}
    taken: set[int] = set()
    for group in (*_opened(text, found), *summed_up(text, found), *in_tables(text, found)):
        whole, parts, _ = group
        if whole not in out and not taken.intersection(parts):
            out[whole] = group
            taken.update(parts)
    return [out[whole] for whole in sorted(out)]


def _opened(text: str, found: Sequence[Quantity]) -> Iterator[Sum]:
    for opening in openings(text, found):
        parts = parts_of(text, found, opening)
        if len(parts) > 1 and not names_some_only(text, opening, parts):
            yield from _sums(text, found, opening, parts)


def _sums(text: str, found: Sequence[Quantity], opening: Opening, parts: Sequence[Part]) -> list[Sum]:
    """One list may break up two figures at once: `12 lớp, 360 học viên, gồm 5 lớp, 150 học viên và 7 lớp, …`."""
    if opening.form == "comma" and any(
        p.label.split()[-1:] not in ([], ["và"]) and p.label.rstrip()[-1] != "," for p in parts
    ):
        return []  # nhận 318 hồ sơ, giải quyết 290 hồ sơ, đang giải quyết 28 hồ sơ
    wholes = list(wholes_before(text, found, opening))[: 1 if opening.form == "comma" else None]
    exact = [s for same in _by_head(parts) if (s := _exact(text, found, wholes, opening, same))]
    if exact:
        return exact
    for some in [*_selections(parts), *_by_head(parts)] if opening.form != "comma" else ():
        for whole in wholes:
            if _fits(text, found[whole], some) and total_of(some) == value(found[whole]):
                return [(whole, tuple(p.index for p in some), True)]
    return _claimed(text, found, opening, wholes, parts)


def _bare(label: str) -> bool:
    """`44 bác sĩ, 26 bác sĩ tỉnh`, but not `nhận 318 hồ sơ, giải quyết 290 hồ sơ, đang giải quyết 28 hồ sơ`."""
    return label.rstrip()[-1:] in ("", ",") or label.split()[-1] == "và"


def _by_head(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """The parts that count the same, bare ones alone; two at least."""
    for word in dict.fromkeys(p.head for p in parts):
        same = [p for p in parts if p.head == word]
        if len(same) > 1:
            yield same


def _exact(
    text: str, found: Sequence[Quantity], wholes: Sequence[int], opening: Opening, parts: Sequence[Part]
) -> Sum | None:
    """The nearest whole counted in the same words (bare parts: any) that the parts, or the first of them, make up."""
    for whole in wholes:
        same = not parts[0].head or parts[0].head == head(text, found[whole])
        if not same or not _fits(text, found[whole], parts):
            continue
        longest = longest_sum(value(found[whole]), [value(p.quantity) for p in parts])
        if longest == len(parts) or (longest and opening.form != "comma"):
            return whole, tuple(p.index for p in parts[:longest]), True
    return None


def _fits(text: str, whole: Quantity, parts: Sequence[Part]) -> bool:
    """Whether all can be added up to the whole: of one kind; percentages only under a percentage."""
    return whole.to is None and all(alike(text, p.quantity, whole) for p in parts)


def _selections(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """What of a list may be its parts: all of one family, or the first figure of each item."""
    for kind in dict.fromkeys(family(p.quantity) for p in parts):
        same = [p for p in parts if family(p.quantity) == kind]
        if len(same) > 1:
            yield same
    first = [p for p in parts if p.first]
    if 1 < len(first) < len(parts) and len({family(p.quantity) for p in first}) == 1:
        yield first


def _claimed(
    text: str, found: Sequence[Quantity], opening: Opening, wholes: Sequence[int], parts: Sequence[Part]
) -> list[Sum]:
    """A list that says it is complete and is not; of several wholes the one in the same words, or the closest."""
    for choices in (_by_head(parts), _selections(parts)):
        out: dict[int, Sum] = {}
        for some in choices:
            fitting = [w for w in wholes if _fits(text, found[w], some) and found[w].kind != "percent"]
            same = [w for w in fitting if head(text, found[w]) == some[0].head]
            best = min(same or fitting[:2], key=lambda w: abs(total_of(some) - value(found[w])), default=None)
            if best is not None and best not in out and claims(text, opening, found, best, some):
                out[best] = (best, tuple(p.index for p in some), False)
        if out:
            return list(out.values())
    return []
