"""Small makers of WordprocessingML elements. Order of children is the schema's; see ECMA-376 part 1, 17.3."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import oxml_parser

from ..paper import Line, Piece

FONT = "Times New Roman"
WORD = {"w": nsmap["w"]}


@cache
def _name(tag: str) -> str:
    return str(qn(f"w:{tag}"))


def el(tag: str, *children: Any, **attributes: object) -> Any:
    """`el("jc", val="center")` → <w:jc w:val="center"/>. None among the children is left out."""
    element = oxml_parser.makeelement(_name(tag), None, WORD)
    for name, value in attributes.items():
        element.set(_name(name), str(value))
    element.extend(child for child in children if child is not None)
    return element


def dxa(mm: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(mm * 1440 / 25.4)


def fonts() -> Any:
    """The font for every script: without eastAsia and cs Word takes another one for some letters."""
    return el("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)


def run(piece: Piece, size: float, underline: bool = False) -> Any:
    """A run of text; hyphens of signs do not break."""
    style = run_style(size, bold=piece.bold, italic=piece.italic, underline=underline)
    return el("r", style, *_texts(piece.text, piece.sign))


def run_style(
    size: float, *, bold: bool = False, italic: bool = False, underline: bool = False, up: bool = False
) -> Any:
    """Properties of a run; `up` for superscript."""
    return el(
        "rPr",
        *([el("b"), el("bCs")] if bold else []),
        *([el("i"), el("iCs")] if italic else []),
        el("sz", val=round(size * 2)),
        el("szCs", val=round(size * 2)),
        el("u", val="single") if underline else None,
        el("vertAlign", val="superscript") if up else None,
    )


def _texts(text: str, is_sign: bool) -> Iterable[Any]:
    for place, part in enumerate(text.split("-") if is_sign else [text]):
        if place:
            yield el("noBreakHyphen")
        if part:
            yield text_element(part)


def text_element(text: str) -> Any:
    """<w:t> that keeps its spaces."""
    element = el("t")
    element.text = text
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def runs(pieces: Iterable[Piece], size: float, underline: bool = False) -> Iterable[Any]:
    """Runs of the pieces. A figure is a link to its source, and so is the raised [number] that names it."""
    for piece in pieces:
        if piece.mark:
            made = el("r", run_style(size, up=True), text_element(piece.text))
        else:
            made = run(piece, size, underline)
        yield el("hyperlink", made, anchor=f"nguon_{piece.note}", history="1") if piece.note else made


def paragraph(*content: Any, **rules: Any) -> Any:
    """A paragraph; `rules` as in `paragraph_style`."""
    return el("p", paragraph_style(**rules), *content)


def paragraph_style(
    *,
    style: str = "",
    align: str = "",
    keep_next: bool = False,
    new_page: bool = False,
    border: bool = False,
    before: float = 0,
    after: float = 0,
    exact: float = 0,
    left: float = 0,
    right: float = 0,
) -> Any:
    """Properties of a paragraph: spacing in points, indents in millimetres."""
    spacing: dict[str, object] = {}
    if not style or before or after:
        spacing = {"before": round(before * 20), "after": round(after * 20)}
    if exact:
        spacing |= {"line": round(exact * 20), "lineRule": "exact"}
    return el(
        "pPr",
        el("pStyle", val=style) if style else None,
        el("keepNext") if keep_next else None,
        el("pageBreakBefore") if new_page else None,
        el("pBdr", el("bottom", val="single", sz=6, space=0, color="000000")) if border else None,
        el("spacing", **spacing) if spacing else None,
        el("ind", left=dxa(left), right=dxa(right)) if left or right else None,
        el("jc", val={"justify": "both"}.get(align, align)) if align else None,
    )


def lines(
    items: Iterable[Line], width: float, align: str = "center", keep: bool = False, after: float = 0
) -> list[Any]:
    """Paragraphs of head or signature lines within `width` mm, each with the rule that stands below it."""
    paragraphs = []
    for line in items:
        rules: dict[str, Any] = {"keep_next": keep, "after": after, "before": line.room * 72 / 25.4}
        where = {"align": "left", "left": line.indent} if line.indent else {"align": align}
        paragraphs.append(paragraph(*runs(line.pieces, line.size, line.underline), **where, **rules))
        if line.rule:
            side = max((width - line.rule) / 2, 0)
            tiny = el("r", run_style(1))
            paragraphs.append(paragraph(tiny, border=True, exact=3, left=side, right=side, after=3, keep_next=keep))
    return paragraphs


def bare_table(widths: tuple[float, ...], cells: list[list[Any]], rows: int) -> Any:
    """A table without borders and margins: `cells` row by row, each a list of paragraphs; its rows do not break."""
    columns = len(widths)
    grid = el("tblGrid", *(el("gridCol", w=dxa(width)) for width in widths))
    none = ("top", "left", "bottom", "right", "insideH", "insideV")
    style = el(
        "tblPr",
        el("tblW", w=dxa(sum(widths)), type="dxa"),
        el("jc", val="center"),
        el("tblBorders", *(el(side, val="nil") for side in none)),
        el("tblLayout", type="fixed"),
        el("tblCellMar", el("left", w=0, type="dxa"), el("right", w=0, type="dxa")),
    )
    table = el("tbl", style, grid)
    for row in range(rows):
        content = cells[row * columns : (row + 1) * columns]
        made = [cell(width, part) for width, part in zip(widths, content, strict=True)]
        table.append(el("tr", el("trPr", el("cantSplit")), *made))
    return table


def cell(width: float, content: list[Any]) -> Any:
    """A table cell of `width` mm; an empty one gets the paragraph that the schema demands."""
    return el("tc", el("tcPr", el("tcW", w=dxa(width), type="dxa")), *(content or [el("p")]))
