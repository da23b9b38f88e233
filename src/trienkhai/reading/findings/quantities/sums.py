"""Parts that do not make up their whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from trienkhai.reading.findings.quantities.words import after, amount, says
from trienkhai.reading.marks import Figure, Finding, Total, finding


def sums(figures: Sequence[Figure], totals: Sequence[Total]) -> list[Finding]:
    """A total that its parts do not add up to, unless its own words excuse it (`gần 1.000` of 990)."""
    found = []
    for t in totals:
        whole, parts = figures[t.total], [figures[i] for i in t.parts]
        if not t.holds and not _excused(whole, parts):
            shown = " + ".join(part.text for part in parts)
            found.append(finding(whole, "sum_differs", *parts, total=whole.text, parts=shown))
    return found


def _excused(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the words of the figures excuse it: within a tenth, and on the side that `trên` or `gần` names."""
    over = sum((amount(p) for p in parts), Decimal(0)) - amount(whole)
    if abs(over) * 10 > amount(whole):
        return False
    least = whole.qualifier == "at_least" and over > 0
    most = whole.qualifier == "at_most" and over < 0
    of_parts = any(p.qualifier == "at_least" for p in parts) and over < 0
    about = whole.qualifier == "about" or any(p.qualifier == "about" for p in parts)
    return least or most or of_parts or about or abs(over) <= _coarse([whole, *parts])


def _coarse(figures: Sequence[Figure]) -> Decimal:
    """How far `8,98 ngàn` beside plain counts may be off by rounding alone."""
    steps = [_step(f) for f in figures]
    return sum(steps, Decimal(0)) / 2 if min(steps) == 0 else Decimal(0)


def _step(figure: Figure) -> Decimal:
    number = re.match(r"\d+(?:,(?P<decimals>\d{1,3}))?", figure.text)
    if not number or figure.kind != "count" or not number["decimals"] or isinstance(figure.value, float):
        return Decimal(0)
    written = Decimal(number.group().replace(",", "."))
    return amount(figure) / written / 10 ** len(number["decimals"]) if written else Decimal(0)


_DAY = re.compile(r"\d{1,2} ?/ ?(?:0?[1-9]|1[0-2])")


def ratios(text: str, figures: Sequence[Figure]) -> list[Finding]:
    """A part above its whole in one ratio; of a plan there may be more than all."""
    return [
        finding(f, "ratio_over_whole", ratio=f.text)
        for f in figures
        if f.kind == "ratio"
        and f.of is not None
        and f.value > f.of
        and not (_DAY.fullmatch(f.text) and not f.unit)
        and not says("planned", after(text, f, 90))
    ]
