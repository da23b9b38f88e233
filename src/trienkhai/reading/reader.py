"""`read(text)`: one pass over a text, everything it states, each mark with its place in the text as handed in."""

from __future__ import annotations

from collections.abc import Sequence

from trienkhai.reading.citations import Mention, mentions
from trienkhai.reading.contexts import excluded, merged
from trienkhai.reading.figures import Quantity, quantities
from trienkhai.reading.findings import findings
from trienkhai.reading.keys import resolved
from trienkhai.reading.marks import Citation, Figure, Period, Reading, Section, Span, Total
from trienkhai.reading.sections import Sentences, sections
from trienkhai.reading.stated import Stated, stated
from trienkhai.reading.totals import totals
from trienkhai.reading.view import View, view_of


def read(text: str) -> Reading:
    """Read a report. Offsets count code points of `text` as it is: `text[m.start:m.end] == m.text` for every mark."""
    view = view_of(text)
    cited = resolved(view.text, mentions(view.text))
    counted = quantities(view.text, merged([*excluded(view.text), *((m.start, m.end) for m in cited)]))
    citations = tuple(_citation(view, m) for m in cited)
    figures = _figures(view, counted, [(m.start, m.end) for m in cited])
    sums = tuple(Total(total, parts, holds) for total, parts, holds in totals(view.text, counted))
    heads = tuple(_section(view, *s) for s in sections(view.text))
    return Reading(heads, citations, figures, sums, tuple(findings(text, citations, figures, sums)))


def _citation(view: View, m: Mention) -> Citation:
    start, end = view.span(m.start, m.end)
    issuer = view.phrase(*m.issuer) if m.issuer else None
    return Citation(start, end, view.source[start:end], m.type, m.number, m.symbol, m.date, issuer, m.form, m.key)


def _figures(view: View, counted: Sequence[Quantity], cited: Sequence[Span]) -> tuple[Figure, ...]:
    places = Sentences(view.text)
    around = [places.around(q.start, q.end) for q in counted]
    said = stated(view.text, counted, around, cited)
    return tuple(_figure(view, *one) for one in zip(counted, around, said, strict=True))


def _figure(view: View, q: Quantity, around: Span, said: Stated) -> Figure:
    start, end = view.span(q.start, q.end)
    unit = view.phrase(*q.unit) if q.unit else None
    time = said.time
    period = Period(view.phrase(time.start, time.end), time.first, time.last) if time and time.role != "sum" else None
    scope = view.phrase(*said.scope) if said.scope else None
    return Figure(
        start,
        end,
        view.source[start:end],
        q.value,
        q.kind,
        unit,
        q.qualifier,
        q.of,
        q.to,
        view.span(*around),
        period,
        scope,
        said.basis,
    )


def _section(view: View, start: int, end: int, heading: tuple[int, int], level: int) -> Section:
    first, last = view.span(start, end)
    return Section(first, last, view.phrase(*heading), level)
