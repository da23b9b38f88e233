"""What an approved edition keeps: its outline as JSON and the figures it rests on as Parquet, named by their hash."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq

from trienkhai.collection.models import Figure
from trienkhai.writing import Outline, from_json, to_json

COLUMNS = (
    ("figure", pa.int64()),
    ("unit", pa.string()),
    ("indicator", pa.string()),
    ("period", pa.string()),
    ("breakdown", pa.string()),
    ("scope", pa.string()),
    ("value", pa.decimal128(15, 4)),
    ("qualifier", pa.string()),
    ("source", pa.string()),
    ("source_sha256", pa.string()),
    ("start", pa.int64()),
    ("end", pa.int64()),
)


def figures_content(figures: Sequence[Figure]) -> bytes:
    """The figures in force at approval, sorted: the columns that consolidation takes, and where each came from."""
    rows = sorted((_row(figure) for figure in figures), key=lambda row: row[1:6])
    arrays = [pa.array([row[place] for row in rows], kind) for place, (_name, kind) in enumerate(COLUMNS)]
    file = io.BytesIO()
    pq.write_table(pa.table(arrays, names=[name for name, _kind in COLUMNS]), file, compression="zstd")
    return file.getvalue()


def _row(figure: Figure) -> tuple[object, ...]:
    source = figure.source
    return (
        figure.pk,
        figure.unit.code,
        figure.indicator.code,
        figure.period,
        figure.breakdown,
        figure.scope,
        figure.value,
        figure.qualifier or None,
        source.kind,
        source.narrative.file.sha256 if source.narrative else None,
        source.start,
        source.end,
    )


def outline_content(outline: Outline) -> bytes:
    """Canonical JSON."""
    return to_json(outline).encode()


def issued_outline(content: bytes, *, number: int, symbol: str, day: date, seal: str) -> Outline:
    """The frozen outline with its number, date, and the seal of the journal at that moment."""
    outline = from_json(content)
    head = replace(outline.head, number=f"{number:02d}", symbol=symbol, date=day)
    sealed = f"Con dấu nhật ký khi ban hành: {seal}. Đối chiếu: trienkhai verify --since {seal}"
    return replace(outline, head=head, imprint=(*outline.imprint, sealed))
