"""A part above what it is a part of: `45 thôn, trong đó 48 thôn có nhà văn hóa`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trienkhai.reading.findings.quantities.words import amount, before, between, family, head, named, says
from trienkhai.reading.lexicon import table
from trienkhai.reading.marks import Figure, Finding, Total, finding

_AMONG = re.compile(r"(?:trong[ ]đó|trong[ ]số[ ]đó|trong[ ]số[ ]này)[^.;()\d]{0,60}$", re.X)
_OUT_OF = re.compile(r"(?:^|[ ])trong(?:[ ]tổng)?(?:[ ]số)?[ ]$")
_HAS = re.compile(r"^[^,;.():\d]{0,60},?[ ](?:đã[ ])?có[ ]$")
_MOST = 12


def subsets(text: str, figures: Sequence[Figure], totals: Sequence[Total]) -> Iterator[Finding]:
    """A figure said to be among another one, and larger; the parts of a total are added up elsewhere."""
    summed = {part for t in totals for part in t.parts}
    for i in range(1, len(figures)):
        part = figures[i]
        if i in summed or part.kind in ("percent", "ratio") or part.to is not None or part.basis is not None:
            continue
        whole = _whole(text, figures, i)
        if whole and part.value > whole.value and not _rounded(whole, part):
            yield finding(part, "subset_larger", whole, part=part.text, whole=whole.text)


def _whole(text: str, figures: Sequence[Figure], i: int) -> Figure | None:
    """What the figure is said to be among; of several that count the same the largest."""
    nearest, part = figures[i - 1], figures[i]
    gap = between(text, nearest, part)
    if gap is None or not ("trong" in gap or gap.endswith("có ")) or says("otherwise", gap):
        return None
    if _AMONG.search(gap):
        candidates = [f for f in _sentence_before(figures, i) if _same(text, f, part)]
        return max(candidates, key=lambda f: f.value, default=None)
    if nearest.kind == "ratio" or nearest.to is not None or not _HAS.match(gap):
        return None
    out_of = _OUT_OF.search(before(text, nearest)) and head(nearest) == head(part)
    return nearest if out_of or _narrower(nearest, part) else None


def _sentence_before(figures: Sequence[Figure], i: int) -> Iterator[Figure]:
    for f in figures[max(0, i - _MOST) : i]:
        if f.sentence == figures[i].sentence and f.kind not in ("percent", "ratio") and f.to is None:
            yield f


def _same(text: str, whole: Figure, part: Figure) -> bool:
    """Whether both count the same: one noun, or a label of people under people (`học viên, trong đó nữ`)."""
    if family(whole) != family(part):
        return False
    if whole.kind == "money" or head(whole) == head(part):
        return True
    return named(part.unit) in table("checks")["labels"]


def _narrower(whole: Figure, part: Figure) -> bool:
    """`hội viên, có … hội viên nữ`: the same noun with more words, or a known group within the other."""
    one, other = named(whole.unit), named(part.unit)
    if family(whole) != family(part) or not one:
        return False
    return other.startswith(one + " ") or any(
        one.startswith(a) and other.startswith(b) for a, b in table("checks")["groups"]
    )


def _rounded(whole: Figure, part: Figure) -> bool:
    """`trên 2.000 hội viên, trong đó có 2.100 …`: the whole is not known that exactly."""
    return whole.qualifier in ("at_least", "about") and amount(part) * 10 <= amount(whole) * 11
