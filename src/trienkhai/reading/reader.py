"""`read(text)`: one pass over a text, everything it states, each mark with its place in the text as handed in."""

from __future__ import annotations

from collections.abc import Sequence

from trienkhai.reading.citations import Mention, mentions
from trienkhai.reading.contexts import excluded, merged
from trienkhai.reading.figures import Quantity, quantities
from trienkhai.reading.findings import findings
from trienkhai.reading.keys import resolved
from trienkhai.reading.marks import Citation, Figure, Reading, Section, Total
from trienkhai.reading.sections import Sentences, sections
from trienkhai.reading.totals import totals
from trienkhai.reading.view import View, view_of


def read(text: str) -> Reading:
    """Read a report. Offsets count code points of `text` as it is: `text[m.start:m.end] == m.text` for every mark."""
    view = view_of(text)
    cited = resolved(view.text, mentions(view.text))
    counted = quantities(view.text, merged([*excluded(view.text), *((m.start, m.end) for m in cited)]))
    citations = tuple(_citation(view, m) for m in cited)
    figures = _figures(view, counted)
    sums = tuple(Total(total, parts, holds) for total, parts, holds in totals(view.text, counted))
    heads = tuple(_section(view, *s) for s in sections(view.text))
    return Reading(heads, citations, figures, sums, tuple(findings(text, citations, figures, sums)))


def _citation(view: View, m: Mention) -> Citation:
    start, end = view.span(m.start, m.end)
    issuer = view.phrase(*m.issuer) if m.issuer else None
    return Citation(start, end, view.source[start:end], m.type, m.number, m.symbol, m.date, issuer, m.form, m.key)


def _figures(view: View, counted: Sequence[Quantity]) -> tuple[Figure, ...]:
    sentences = Sentences(view.text)
    out = []
    for q in counted:
        start, end = view.span(q.start, q.end)
        unit = view.phrase(*q.unit) if q.unit else None
        around = view.span(*sentences.around(q.start, q.end))
        out.append(Figure(start, end, view.source[start:end], q.value, q.kind, unit, q.qualifier, q.of, q.to, around))
    return tuple(out)


def _section(view: View, start: int, end: int, heading: tuple[int, int], level: int) -> Section:
    first, last = view.span(start, end)
    return Section(first, last, view.phrase(*heading), level)
