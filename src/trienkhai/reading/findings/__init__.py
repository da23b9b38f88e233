"""What an officer should look at before trusting a text; every finding points at its place, and at the other one."""

from __future__ import annotations

from collections.abc import Sequence

from trienkhai.reading.findings.documents import of_citations
from trienkhai.reading.findings.quantities import of_figures
from trienkhai.reading.marks import Citation, Figure, Finding, Total


def findings(
    text: str, citations: Sequence[Citation], figures: Sequence[Figure], totals: Sequence[Total]
) -> list[Finding]:
    """All findings in the order of the text; `text` is the source that the marks point into."""
    found = [*of_citations(citations), *of_figures(text, figures, totals)]
    return sorted(found, key=lambda f: (f.start, f.end, f.code))
