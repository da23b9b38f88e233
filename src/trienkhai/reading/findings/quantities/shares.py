"""Percentages beside the numbers they come from: `35.599/35.900 hội viên, đạt 99,16%`; shares above a hundred."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from trienkhai.reading.findings.quantities.words import after, amount, before, between, family, head, named, says
from trienkhai.reading.marks import Figure, Finding, Total, finding
from trienkhai.vietnamese import format_number

_QUALIFIED = r"(?:[ ](?:trên|hơn|gần|khoảng|xấp[ ]xỉ|ít[ ]nhất))?[ ]?$"
_ACHIEVED = re.compile(
    rf"""
    ^[^,;.():]{{0,80}}?                                                          # hội viên tham gia
    (?:
        [,(]?[ ]?(?:đạt|chiếm|bằng|tương[ ]đương|tương[ ]ứng|tỷ[ ]lệ|tỉ[ ]lệ|=)   # , đạt
        (?:[ ](?:là|với|tỷ[ ]lệ|tỉ[ ]lệ|khoảng))*                                 # tỷ lệ
      | \(                                                                       # (
    )
    {_QUALIFIED}
    """,
    re.X,
)
_OF_THE_PART = re.compile(
    rf"""
    ^(?:[ ][^\W\d_]+){{0,6}}                                        # người
    (?:[ ]?\((?:chiếm|tỷ[ ]lệ)? | ,?[ ](?:chiếm|đạt)(?:[ ]tỷ[ ]lệ)?)   # (chiếm
    {_QUALIFIED}
    """,
    re.X,
)


def shares(text: str, figures: Sequence[Figure], totals: Sequence[Total]) -> Iterator[Finding]:
    """A percentage that is not what its part makes of its whole."""
    wholes = {part: t for t in totals for part in t.parts}
    for i, percent in enumerate(figures):
        if i and percent.kind == "percent" and percent.to is None and percent.basis is None:
            yield from _of_ratio(text, figures, i)
            yield from _of_part(text, figures, i, wholes)


def _of_ratio(text: str, figures: Sequence[Figure], i: int) -> Iterator[Finding]:
    ratio, percent = figures[i - 1], figures[i]
    gap = between(text, ratio, percent)
    if ratio.kind != "ratio" or not ratio.of or gap is None or not _ACHIEVED.search(gap) or says("otherwise", gap):
        return
    if _another_base(text, percent, ratio) or _agrees(amount(ratio), Decimal(str(ratio.of)), percent, ratio):
        return
    if i > 1 and figures[i - 2].kind == "ratio" and figures[i - 2].sentence == ratio.sentence:
        return  # 8/10 xã và 3/4 phường, đạt 78,6%
    yield _differs(percent, amount(ratio), Decimal(str(ratio.of)), ratio, ratio=ratio.text)


def _of_part(text: str, figures: Sequence[Figure], i: int, wholes: dict[int, Total]) -> Iterator[Finding]:
    part, percent = figures[i - 1], figures[i]
    gap = between(text, part, percent)
    if part.kind in ("percent", "ratio") or gap is None or not _OF_THE_PART.search(gap):
        return
    if percent.unit or not re.match(r"[ ]?(?:[.,;)]|$)", after(text, percent)):
        return
    total = wholes.get(i - 1)
    whole = figures[total.total] if total else _whole_in_words(text, figures, i - 1)
    if whole is None or not whole.value or _agrees(amount(part), amount(whole), percent, part, whole):
        return
    if (total and _all_of_another_base(figures, total)) or _another_whole(figures, i, percent, whole):
        return
    yield _differs(percent, amount(part), amount(whole), part, whole, ratio=f"{part.text}/{whole.text}")


def _whole_in_words(text: str, figures: Sequence[Figure], i: int) -> Figure | None:
    """`350 học viên, trong đó nữ 120 người`: the figure before `trong đó`."""
    gap = between(text, figures[i - 1], figures[i]) if i else None
    alike = gap is not None and family(figures[i - 1]) == family(figures[i])
    return figures[i - 1] if alike and gap and says("among", gap) and "," not in gap.rpartition("trong")[2] else None


def _all_of_another_base(figures: Sequence[Figure], total: Total) -> bool:
    """Where no part of a list agrees with its percentage, these are shares of something else."""
    shares = [
        (figures[p], figures[p + 1]) for p in total.parts if p + 1 < len(figures) and figures[p + 1].kind == "percent"
    ]
    whole = figures[total.total]
    return len(shares) > 1 and not any(_agrees(amount(a), amount(whole), b, a, whole) for a, b in shares)


def _another_whole(figures: Sequence[Figure], i: int, percent: Figure, whole: Figure) -> bool:
    """Whether the percentage is right of another figure of the lines before."""
    part = figures[i - 1]
    others = (f for f in figures[max(0, i - 9) : i - 1] if f is not whole and f.value and f.kind != "percent")
    return any(_agrees(amount(part), amount(f), percent, part, f) for f in others)


def _another_base(text: str, percent: Figure, ratio: Figure) -> bool:
    """`đạt 100% kế hoạch`, `chiếm 12% số hộ nghèo toàn huyện`: of what the percentage is, its own words say."""
    behind = after(text, percent, 50)
    if says("planned", behind) or says("compared", behind):
        return True
    unit = named(percent.unit)
    return bool(unit) and not unit.startswith(("tổng", "số ")) and head(percent) != head(ratio)


def _agrees(part: Decimal, whole: Decimal, percent: Figure, *counted: Figure) -> bool:
    """Whether rounding or cutting off at the decimals as written gives the percentage; `trên 99%` of 99,16 is right."""
    exact, stated = part * 100 / whole, amount(percent)
    decimals = re.search(r"[.,](\d+)", percent.text)
    step = Decimal(1).scaleb(-len(decimals[1])) if decimals else Decimal(1)
    step += 2 * sum(c.qualifier is not None for c in counted)
    if percent.qualifier == "at_least":
        return exact > stated - step
    if percent.qualifier == "at_most":
        return exact < stated + step
    return abs(exact - stated) < (step + 4 if percent.qualifier else step)


def _differs(percent: Figure, part: Decimal, whole: Decimal, *others: Figure, ratio: str) -> Finding:
    decimals = re.search(r"[.,](\d+)", percent.text)
    right = format_number(part * 100 / whole, max(1, len(decimals[1]) if decimals else 1))
    return finding(percent, "percent_differs", *others, ratio=ratio, right=f"{right}%", percent=percent.text)


def over_a_hundred(text: str, figures: Sequence[Figure]) -> Iterator[Finding]:
    """A share above 100 %: of a number of things, `chiếm`, `tỷ lệ`; but not of a plan, nor growth, nor capacity."""
    for f in figures:
        if f.kind != "percent" or max(f.value, f.to or 0) <= 100 or f.basis is not None:
            continue
        lead, behind = before(text, f), after(text, f)
        clause = re.split(r"[;.(]|, (?=\D)", lead)[-1] + f.text + re.split(r"[;.)]|, (?=\D)", behind)[0]
        if says("planned", clause) or says("compared", clause) or says("capacity", clause):
            continue
        unit = named(f.unit)
        if says("share", clause) or unit.startswith(("số ", "tổng số")):
            yield finding(f, "percent_over_100", percent=f.text)
