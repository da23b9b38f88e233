"""Figures that contradict each other or themselves."""

from __future__ import annotations

from collections.abc import Sequence

from trienkhai.reading.marks import Figure, Finding, Total, finding


def of_figures(text: str, figures: Sequence[Figure], totals: Sequence[Total]) -> list[Finding]:
    """All findings about figures, in no particular order."""
    return [*_sums(figures, totals), *_ratios(figures)]


def _sums(figures: Sequence[Figure], totals: Sequence[Total]) -> list[Finding]:
    found = []
    for t in totals:
        if not t.holds:
            parts = [figures[i] for i in t.parts]
            shown = " + ".join(part.text for part in parts)
            found.append(finding(figures[t.total], "sum_differs", *parts, total=figures[t.total].text, parts=shown))
    return found


def _ratios(figures: Sequence[Figure]) -> list[Finding]:
    return [
        finding(f, "ratio_over_whole", ratio=f.text)
        for f in figures
        if f.kind == "ratio" and f.of is not None and f.value > f.of
    ]
