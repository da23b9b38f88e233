"""PDF by typst: the template is ours, the text is data and never markup, the only font is Tinos."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from .charts import caption, describe, make_spec, to_svg
from .compose import compose
from .layouts import Layout, find_layout
from .measure import FONTS, MM_PER_POINT
from .notes import refs_in_order
from .outline import Chart, Outline
from .paper import Paper, PaperBlock, PaperHeading, PaperParagraph, PaperTable

FOLDER = Path(__file__).parent / "template"
LINKS = 2000  # a report with more figures names their sources without links: each link is half a kilobyte
LONG_WORD = 30  # a longer word gets places where its line may break


def write_pdf(outline: Outline, layout: str = "state") -> bytes:
    """Return the report as PDF in the layout "state" or "party". Same outline and version, same bytes."""
    form = find_layout(layout, outline.head.date)
    data = json.dumps(_data(compose(outline, form), form, outline), ensure_ascii=False)
    day = outline.head.date
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else datetime(2000, 1, 1, tzinfo=UTC)
    compiler = typst.Compiler(
        input=str(FOLDER / "report.typ"), root=str(FOLDER), font_paths=_fonts(), sys_inputs={"data": data}
    )
    pdf = compiler.compile(format="pdf", timestamp=moment)
    assert isinstance(pdf, bytes)
    return pdf


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _data(paper: Paper, layout: Layout, outline: Outline) -> dict[str, Any]:
    data = asdict(paper)
    data["blocks"] = [_block(block) for block in paper.blocks]
    data["layout"] = {"page": layout.page, "head": layout.head, "body": layout.body}
    data["layout"] |= {"text_height": layout.text_height, "pitch": layout.line_pitch}
    data["linked"] = sum(1 for _ in refs_in_order(outline)) <= LINKS
    data["author"] = outline.head.issuer
    return _breakable(data)  # type: ignore[no-any-return]


def _block(block: PaperBlock) -> dict[str, Any]:
    if isinstance(block, Chart):
        picture = {"svg": to_svg(make_spec(block, titled=False)), "alt": describe(block)}
        height = float(re.findall(r' height="([\d.]+)"', picture["svg"])[0]) * MM_PER_POINT
        return {"kind": "chart", "caption": caption(block), "source": block.source, "height": height, **picture}
    names = {PaperHeading: "heading", PaperParagraph: "paragraph", PaperTable: "table"}
    return {"kind": names[type(block)], **asdict(block)}


def _breakable(value: Any) -> Any:
    """Put zero-width spaces into over-long words: typst would let them run out of the page."""
    if isinstance(value, dict):
        return {key: item if key in ("svg", "alt", "title") else _breakable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_breakable(item) for item in value]
    if isinstance(value, str) and len(value) > LONG_WORD:
        return " ".join(_cut(word) for word in value.split(" "))
    return value


def _cut(word: str) -> str:
    if len(word) <= LONG_WORD:
        return word
    return "\u200b".join(word[place : place + LONG_WORD // 2] for place in range(0, len(word), LONG_WORD // 2))
