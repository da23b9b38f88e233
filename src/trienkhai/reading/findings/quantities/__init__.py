"""Figures that contradict each other or themselves; each check in its own module, all linear in the text."""

from __future__ import annotations

from collections.abc import Sequence

from trienkhai.reading.findings.quantities.cumulative import falls
from trienkhai.reading.findings.quantities.magnitudes import slips
from trienkhai.reading.findings.quantities.shares import over_a_hundred, shares
from trienkhai.reading.findings.quantities.subsets import subsets
from trienkhai.reading.findings.quantities.sums import ratios, sums
from trienkhai.reading.findings.quantities.twice import twice
from trienkhai.reading.marks import Figure, Finding, Total


def of_figures(text: str, figures: Sequence[Figure], totals: Sequence[Total]) -> list[Finding]:
    """All findings about figures, one of a code at a place, in no particular order."""
    found = [
        *sums(figures, totals),
        *ratios(text, figures),
        *shares(text, figures, totals),
        *over_a_hundred(text, figures),
        *subsets(text, figures, totals),
        *falls(text, figures),
        *twice(text, figures),
        *slips(text, figures, totals),
    ]
    return list({(f.start, f.code): f for f in reversed(found)}.values())
