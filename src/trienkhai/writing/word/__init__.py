"""Word files (.docx) by python-docx: the same paper as the PDF, for those who must sign, stamp and send it."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.shared import Mm

from ..charts import caption, describe, make_spec, to_png
from ..compose import compose
from ..layouts import Layout, find_layout
from ..outline import Chart, Outline
from ..paper import Paper, PaperBlock, PaperHeading, PaperParagraph, PaperTable, pieces
from .grid import table_elements
from .package import set_page, set_properties, set_styles, to_bytes
from .xml import bare_table, el, lines, paragraph, runs

NOTES_TITLE = "NGUỒN SỐ LIỆU"


def write_docx(outline: Outline, layout: str = "state") -> bytes:
    """Return the report as a .docx in the layout "state" or "party". Same outline and version, same bytes."""
    form = find_layout(layout, outline.head.date)
    paper = compose(outline, form)
    document = Document()
    set_styles(document, form)
    set_page(document, form)
    set_properties(document, title=paper.title, author=outline.head.issuer, day=outline.head.date)
    body = _Body(document, form)
    body.head(paper)
    body.blocks(paper.blocks)
    body.foot(paper)
    body.notes(paper)
    return to_bytes(document)


class _Body:
    """Appends to the document in reading order."""

    def __init__(self, document: Any, layout: Layout) -> None:
        self._document = document
        self._layout = layout
        self._end = document.element.body.sectPr

    def _add(self, *elements: Any) -> None:
        for element in elements:
            self._end.addprevious(element)

    def head(self, paper: Paper) -> None:
        left, right = self._layout.head["columns"]
        cells = [
            lines(paper.left, left),
            lines(paper.right, right),
            lines([paper.number], left),
            lines([paper.place_date], right),
        ]
        self._add(bare_table((left, right), cells, rows=2))
        self._add(paragraph(after=6))
        self._add(*lines(paper.titles, self._layout.text_width))
        self._add(paragraph(after=6))
        if paper.addressees:
            self._add(*lines(paper.addressees, self._layout.text_width, after=3), paragraph(after=3))

    def blocks(self, blocks: tuple[PaperBlock, ...]) -> None:
        for block in blocks:
            if isinstance(block, PaperHeading):
                self._add(paragraph(*self._runs(block), style=f"Heading{block.level}"))
            elif isinstance(block, PaperParagraph):
                align = "" if block.align == "justify" else block.align
                self._add(paragraph(*self._runs(block), style="BodyText", align=align))
            elif isinstance(block, PaperTable):
                self._add(*table_elements(block, self._layout))
            else:
                self._chart(block)

    def _runs(self, block: PaperHeading | PaperParagraph) -> Any:
        return runs(block.pieces, self._layout.body["size"])

    def _chart(self, chart: Chart) -> None:
        size = self._layout.body["table_size"]
        title = pieces(caption(chart), bold=True)
        self._add(paragraph(*runs(title, size + 1), align="center", before=6, after=3, keep_next=True))
        picture = self._document.add_paragraph()
        shape = picture.add_run().add_picture(io.BytesIO(to_png(make_spec(chart, titled=False))))
        shape.height, shape.width = _fit(shape, self._layout.text_width)
        shape._inline.docPr.set("descr", describe(chart))
        self._add(picture._p)
        picture._p.insert(0, el("pPr", el("keepNext"), el("jc", val="center")))
        source = pieces(f"Nguồn: {chart.source}" if chart.source else "", italic=True)
        self._add(paragraph(*runs(source, size), align="center", after=6))

    def foot(self, paper: Paper) -> None:
        if not (paper.recipients or paper.signature):
            return
        half = self._layout.text_width / 2
        recipients = lines(paper.recipients, half, align="left", keep=True)
        self._add(paragraph(after=6, keep_next=True))
        self._add(bare_table((half, half), [recipients, lines(paper.signature, half, keep=True)], rows=1))

    def notes(self, paper: Paper) -> None:
        if not paper.notes:
            return
        size = self._layout.body["size"]
        title = runs(pieces(NOTES_TITLE, bold=True), size)
        self._add(paragraph(*title, align="center", new_page=True, after=8))
        for note in paper.notes:
            start = el("bookmarkStart", id=note.number, name=f"nguon_{note.number}")
            text = runs(pieces(f"[{note.number}] {note.text}"), size - 2)
            self._add(paragraph(start, *text, el("bookmarkEnd", id=note.number), align="justify", after=3))


def _fit(shape: Any, width: float) -> tuple[int, int]:
    """Height and width that keep the picture's shape within the text's width (mm)."""
    share = min(1.0, Mm(width) / shape.width)
    return round(shape.height * share), round(shape.width * share)
