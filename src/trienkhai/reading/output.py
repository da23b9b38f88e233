"""One document's reading as the JSON object that scorers and other programs take."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from trienkhai.reading.marks import Citation, Figure, Finding, Reading, Section
from trienkhai.reading.opening import FileReading

Place = dict[str, int]
Mark = Citation | Figure | Finding | Section


def to_json(
    name: str, reading: Reading | FileReading, *, text: str | None = None, places: Callable[[Mark], Place] | None = None
) -> dict[str, Any]:
    """`{"document", "citations", "figures", "totals", "sections", "findings"}` in the form that scorers take.

    Of a text file offsets count in the file; of any other file the object has `text`, and each mark a `place`.
    """
    if isinstance(reading, FileReading):
        if reading.kind != "txt":
            text, places = reading.text, reading.place_of
        reading = reading.reading
    place: Callable[[Mark], dict[str, Any]]
    place = (lambda mark: {"place": places(mark)}) if places else (lambda mark: {})
    out: dict[str, Any] = {"document": name}
    if text is not None:
        out["text"] = text
    out["citations"] = [_citation(c) | place(c) for c in reading.citations]
    out["figures"] = [_figure(f) | place(f) for f in reading.figures]
    out["totals"] = [{"total": t.total, "parts": list(t.parts), "holds": t.holds} for t in reading.totals]
    out["sections"] = [
        {"start": s.start, "end": s.end, "heading": s.heading, "level": s.level} | place(s) for s in reading.sections
    ]
    out["findings"] = [_finding(f) | place(f) for f in reading.findings]
    return out


def _citation(c: Citation) -> dict[str, Any]:
    return {
        "start": c.start,
        "end": c.end,
        "text": c.text,
        "type": c.type,
        "number": c.number,
        "symbol": c.symbol,
        "date": c.date,
        "issuer": c.issuer,
        "form": c.form,
        "key": c.key,
    }


def _figure(f: Figure) -> dict[str, Any]:
    out: dict[str, Any] = {"start": f.start, "end": f.end, "text": f.text, "value": f.value, "kind": f.kind}
    if f.of is not None:
        out["of"] = f.of
    if f.to is not None:
        out["to"] = f.to
    period = f.period
    return out | {
        "unit": f.unit,
        "qualifier": f.qualifier,
        "period": period.text if period else None,
        "period_from": period.first if period else None,
        "period_to": period.last if period else None,
        "scope": f.scope,
        "basis": f.basis,
        "sentence": list(f.sentence),
    }


def _finding(f: Finding) -> dict[str, Any]:
    """`others`: [start, end] of the places it contradicts; `values` fill the sentence of the code in any language."""
    out: dict[str, Any] = {"start": f.start, "end": f.end, "text": f.text, "code": f.code, "message": f.message}
    return out | {"values": dict(f.values), "others": [list(span) for span in f.others]}
