"""Word files (.docx) by python-docx: the same paper as the PDF, for those who must sign, stamp and send it."""

from __future__ import annotations

import io
from copy import deepcopy
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from ..charts import caption, describe, make_spec, to_png
from ..compose import compose
from ..layouts import Layout, find_layout
from ..outline import Chart, Outline
from ..paper import Paper, PaperBlock, PaperHeading, PaperParagraph, PaperTable, pieces
from .grid import table_elements
from .package import clean_template, set_page, set_properties, set_styles, to_bytes, turn
from .xml import bare_table, el, lines, paragraph, runs

NOTES_TITLE = "NGUỒN SỐ LIỆU"
IMPRINT_SIZE = 9
GAP = 14  # points between the parts of page 1


def write_docx(outline: Outline, layout: str = "state") -> bytes:
    """Return the report as a .docx in the layout "state" or "party". Same outline and version, same bytes."""
    form = find_layout(layout, outline.head.date)
    paper = compose(outline, form)
    document = Document()
    clean_template(document)
    set_styles(document, form)
    set_page(document, form)
    set_properties(document, title=paper.title, author=outline.head.issuer, day=outline.head.date)
    body = _Body(document, form)
    body.head(paper)
    body.blocks(paper)
    body.foot(paper)
    body.notes(paper)
    return to_bytes(document)


class _Body:
    """Appends to the document in reading order."""

    def __init__(self, document: Any, layout: Layout) -> None:
        self._document = document
        self._layout = layout
        self._end = document.element.body.sectPr
        self._wide = False

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
        self._add(paragraph(exact=GAP))
        self._add(*lines(paper.titles, self._layout.text_width))
        self._add(paragraph(exact=GAP))
        if paper.addressees:
            self._add(*lines(paper.addressees, self._layout.text_width, after=2), paragraph(exact=GAP))

    def blocks(self, paper: Paper) -> None:
        for place, block in enumerate(paper.blocks, 1):
            self._turn(isinstance(block, PaperTable) and block.wide)
            # The signature must not stand alone on a page: the last paragraph goes with it.
            self._block(block, before_foot=place == len(paper.blocks) and bool(paper.signature))

    def _block(self, block: PaperBlock, *, before_foot: bool) -> None:
        size = self._layout.body["size"]
        if isinstance(block, PaperHeading):
            self._add(paragraph(*runs(block.pieces, size), style=f"Heading{block.level}"))
        elif isinstance(block, PaperParagraph):
            align = "" if block.align == "justify" else block.align
            self._add(paragraph(*runs(block.pieces, size), style="BodyText", align=align, keep_next=before_foot))
        elif isinstance(block, PaperTable):
            self._add(*table_elements(block, self._layout))
        else:
            self._chart(block)

    def _turn(self, wide: bool) -> None:
        """End the section where the paper turns; the first section alone has a first page without number."""
        if wide == self._wide:
            return
        ended = deepcopy(self._end)
        if self._wide:
            turn(ended, self._layout)
        rules = paragraph(exact=1)
        rules.find(qn("w:pPr")).append(ended)
        self._add(rules)
        for tag in ("w:headerReference", "w:titlePg"):  # later sections inherit the header
            for element in self._end.findall(qn(tag)):
                self._end.remove(element)
        self._wide = wide

    def _chart(self, chart: Chart) -> None:
        size = self._layout.body["table_size"]
        title = pieces(caption(chart), bold=True)
        self._add(paragraph(*runs(title, size + 1), align="center", before=6, after=3, keep_next=True))
        picture = self._document.add_paragraph()
        shape = picture.add_run().add_picture(io.BytesIO(to_png(make_spec(chart, titled=False))))
        shape.height, shape.width = _fit(shape, self._layout)
        shape._inline.docPr.set("descr", describe(chart))
        self._add(picture._p)
        picture._p.insert(0, el("pPr", el("keepNext"), el("jc", val="center")))
        source = pieces(f"Nguồn: {chart.source}" if chart.source else "", italic=True)
        self._add(paragraph(*runs(source, size), align="center", after=6))

    def foot(self, paper: Paper) -> None:
        if not (paper.recipients or paper.signature):
            return
        self._turn(False)
        half = self._layout.text_width / 2
        recipients = lines(paper.recipients, half, align="left", keep=True)
        self._add(paragraph(exact=GAP, keep_next=True))
        self._add(bare_table((half, half), [recipients, lines(paper.signature, half, keep=True)], rows=1))

    def notes(self, paper: Paper) -> None:
        if paper.notes:
            self._turn(False)
            title = runs(pieces(NOTES_TITLE, bold=True), self._layout.body["size"])
            self._add(paragraph(*title, align="center", new_page=True, after=8))
        for note in paper.notes:
            start = el("bookmarkStart", id=note.number, name=f"nguon_{note.number}")
            text = runs(pieces(f"[{note.number}] {note.text}"), self._layout.body["size"] - 2)
            self._add(paragraph(start, *text, el("bookmarkEnd", id=note.number), align="justify", after=3))
        for place, text in enumerate(paper.imprint):
            self._add(paragraph(*runs(pieces(text), IMPRINT_SIZE), align="left", before=0 if place else 18))
        if self._wide:
            turn(self._end, self._layout)


def _fit(shape: Any, layout: Layout) -> tuple[int, int]:
    """Height and width that keep the picture's shape within the page, with room for caption and source."""
    share = min(1.0, Mm(layout.text_width) / shape.width, Mm(layout.text_height - 35) / shape.height)
    return round(shape.height * share), round(shape.width * share)
