"""Figures that the text itself breaks into parts: `72 trang (cấp tỉnh 01; cấp huyện 07; cấp xã 64)`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trienkhai.reading.figures import Quantity
from trienkhai.reading.wholes.behind import Sum, summed_up
from trienkhai.reading.wholes.claims import claims, names_some_only
from trienkhai.reading.wholes.counted import Counted
from trienkhai.reading.wholes.openings import Opening, openings
from trienkhai.reading.wholes.parts import Group, Part, by_head, parts_of, selections, wholes_before
from trienkhai.reading.wholes.tables import in_tables


def totals(text: str, found: Sequence[Quantity]) -> list[Sum]:
    """(index of the total, indices of its parts, whether they add up) for every breakdown, in the order of the text."""
    counted = Counted(text, found)
    out: dict[int, Sum] = {}
    taken: set[int] = set()
    for group in (*_opened(counted), *summed_up(counted), *in_tables(counted)):
        whole, parts, _ = group
        if whole not in out and not taken.intersection(parts):
            out[whole] = group
            taken.update(parts)
    return [out[whole] for whole in sorted(out)]


def _opened(counted: Counted) -> Iterator[Sum]:
    for opening in openings(counted):
        parts = parts_of(counted, opening)
        if parts and not names_some_only(counted, opening, parts):
            yield from _sums(counted, opening, parts)


def _sums(counted: Counted, opening: Opening, parts: Sequence[Part]) -> list[Sum]:
    """One list may break up two figures at once: `12 lớp, 360 học viên, gồm 5 lớp, 150 học viên và 7 lớp, …`."""
    is_bare = opening.form == "comma"  # no word tells that it is a list: only the figure right before it, and all of it
    wholes = list(wholes_before(counted, opening))[: 1 if is_bare else None]
    same = by_head(parts)
    exact = [found for group in same if (found := _exact(counted, wholes, group, is_bare))]
    if exact:
        return exact
    mixed = [group for group in selections(parts) if group not in same]
    for group in [*mixed, *same] if not is_bare else ():
        for whole in wholes:
            if group.total == counted.value(whole) and group.fits(counted, whole):
                return [_sum(whole, group.parts, True)]
    return _claimed(counted, opening, wholes, same) or _claimed(counted, opening, wholes, mixed)


def _sum(whole: int, parts: Sequence[Part], holds: bool) -> Sum:
    return whole, tuple(p.index for p in parts), holds


def _exact(counted: Counted, wholes: Sequence[int], group: Group, all_of_it: bool) -> Sum | None:
    """The nearest whole counted in the same words (bare parts: any) that the parts, or the first of them, make up."""
    for whole in wholes:
        count = group.sums.get(counted.value(whole), 0)
        same = group.head in ("", counted.head(whole))
        if count and same and (count == len(group.parts) or not all_of_it) and group.fits(counted, whole):
            return _sum(whole, group.parts[:count], True)
    return None


def _claimed(counted: Counted, opening: Opening, wholes: Sequence[int], groups: Sequence[Group]) -> list[Sum]:
    """A list that says it is complete and is not; of several wholes the one in the same words, or the closest."""
    out: dict[int, Sum] = {}
    for group in groups:
        fitting = [w for w in wholes if counted.found[w].kind != "percent" and group.fits(counted, w)]
        same = [w for w in fitting if counted.head(w) == group.head]
        best = min(same or fitting[:2], key=lambda w: abs(group.total - counted.value(w)), default=None)
        if best is not None and best not in out and claims(counted, opening, best, group):
            out[best] = _sum(best, group.parts, False)
    return list(out.values())
