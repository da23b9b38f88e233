"""HTML of a report for preview pages: semantic, escaped, classes only; the page's own style gives the looks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from .charts import caption, data_table, make_spec, to_svg
from .compose import compose
from .layouts import Layout, find_layout
from .outline import Chart, Outline
from .paper import Line, Note, Paper, PaperBlock, PaperCell, PaperHeading, PaperParagraph, PaperTable, Piece
from .tables import compose_table


def write_html(
    outline: Outline, layout: str = "state", *, links: Mapping[str, str] | None = None, top_level: int = 2
) -> str:
    """Return the report as one <article>. `links` gives the address where a figure's ref explains itself.

    Only addresses that begin with /, #, ? or http(s) become links; other figures lead to their note at the end.
    `top_level` is the level of the report's own title among the page's headings.
    """
    form = find_layout(layout, outline.head.date)
    paper = compose(outline, form)
    page = _Page(form, links or {}, top_level)
    inner = [
        page.head(paper),
        *(page.block(block) for block in paper.blocks),
        page.foot(paper),
        page.notes(paper.notes),
        page.imprint(paper),
    ]
    return f'<article class="paper paper-{form.name}" lang="vi">\n' + "\n".join(filter(None, inner)) + "\n</article>"


class _Page:
    def __init__(self, layout: Layout, links: Mapping[str, str], top_level: int) -> None:
        self._layout = layout
        self._links = links
        self._top = top_level

    def head(self, paper: Paper) -> str:
        title, *rest = paper.titles
        level = min(self._top, 6)
        return (
            '<header class="paper-head"><div class="paper-issuer">'
            + self._lines((*paper.left, paper.number))
            + '</div><div class="paper-country">'
            + self._lines((*paper.right, paper.place_date))
            + f'</div></header>\n<h{level} class="paper-title">{self._pieces(title.pieces)}</h{level}>'
            + self._lines(rest, "paper-summary")
            + self._lines(paper.addressees, "paper-addressee")
        )

    def _lines(self, lines: Iterable[Line], name: str = "paper-line") -> str:
        return "".join(
            f'<p class="{name}{" ruled" if line.rule else ""}">{self._pieces(line.pieces)}</p>' for line in lines
        )

    def _pieces(self, pieces: Iterable[Piece]) -> str:
        return "".join(self._piece(piece) for piece in pieces)

    def _piece(self, piece: Piece) -> str:
        text = escape(piece.text)
        if piece.mark:
            return f'<sup class="note"><a href="#nguon-{piece.note}">{text}</a></sup>'
        if piece.sign:
            text = f'<span class="sign">{text}</span>'
        for wanted, tag in ((piece.italic, "em"), (piece.bold, "strong")):
            text = f"<{tag}>{text}</{tag}>" if wanted else text
        href = self._links.get(piece.ref, "") if piece.ref else ""
        return f'<a class="figure" href="{escape(href)}">{text}</a>' if is_safe(href) else text

    def block(self, block: PaperBlock) -> str:
        if isinstance(block, PaperHeading):
            level = min(self._top + block.level, 6)
            return f'<h{level} class="paper-heading level-{block.level}">{self._pieces(block.pieces)}</h{level}>'
        if isinstance(block, PaperParagraph):
            return f'<p class="paper-text {block.align}">{self._pieces(block.pieces)}</p>'
        return self._table(block) if isinstance(block, PaperTable) else self._chart(block)

    def _table(self, table: PaperTable) -> str:
        title = f"<caption>{self._pieces(table.title)}</caption>" if table.title else ""
        unit = f'<p class="paper-unit">{escape(table.unit)}</p>' if table.unit else ""
        note = f'<p class="paper-note">{self._pieces(table.note)}</p>' if table.note else ""
        head = "".join(f"<tr>{''.join(self._cell(cell, 'col') for cell in row)}</tr>" for row in table.head)
        body = "".join(
            f"<tr>{''.join(self._cell(cell, 'row' if cell.column < table.row_heads else '') for cell in row)}</tr>"
            for row in table.rows
        )
        grid = f'<table class="paper-table">{title}<thead>{head}</thead><tbody>{body}</tbody></table>'
        name = escape("".join(piece.text for piece in table.title) or "Bảng")
        return f'{unit}<div class="paper-scroll" role="region" aria-label="{name}" tabindex="0">{grid}</div>{note}'

    def _cell(self, cell: PaperCell, scope: str) -> str:
        tag = "th" if scope else "td"
        wide = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        high = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        many = {"col": cell.columns > 1, "row": cell.rows > 1}
        named = f' scope="{scope}{"group" if many[scope] else ""}"' if scope else ""
        return f'<{tag} class="{cell.align}"{named}{wide}{high}>{self._pieces(cell.pieces)}</{tag}>'

    def _chart(self, chart: Chart) -> str:
        table = self._table(compose_table(data_table(chart), {}, self._layout))
        source = f'<p class="paper-note">Nguồn: {escape(chart.source)}</p>' if chart.source else ""
        return (
            f'<figure class="paper-chart"><figcaption>{escape(caption(chart))}</figcaption>'
            f"{to_svg(make_spec(chart, titled=False))}{source}"
            f"<details><summary>Số liệu của biểu đồ</summary>{table}</details></figure>"
        )

    def foot(self, paper: Paper) -> str:
        if not (paper.recipients or paper.signature):
            return ""
        return (
            f'<footer class="paper-foot"><div class="paper-recipients">{self._lines(paper.recipients)}</div>'
            f'<div class="paper-signature">{self._lines(paper.signature)}</div></footer>'
        )

    def imprint(self, paper: Paper) -> str:
        return "".join(f'<p class="paper-imprint">{escape(line)}</p>' for line in paper.imprint)

    def notes(self, notes: tuple[Note, ...]) -> str:
        if not notes:
            return ""
        level = min(self._top + 1, 6)
        items = "".join(
            f'<li id="nguon-{note.number}" value="{note.number}">{escape(note.text)}</li>' for note in notes
        )
        return f'<section class="paper-notes"><h{level}>Nguồn số liệu</h{level}><ol>{items}</ol></section>'


def is_safe(href: str) -> bool:
    """Whether an address may become a link: no javascript:, no data:."""
    return href.startswith(("/", "#", "?", "https://", "http://"))
