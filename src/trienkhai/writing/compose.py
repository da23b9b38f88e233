"""From an outline and a layout to paper: head, titles, body, signature, notes."""

from __future__ import annotations

from collections.abc import Mapping

from trienkhai.vietnamese import date_in_words

from .layouts import Layout
from .marks import mark_clauses
from .measure import width_mm
from .notes import number_notes
from .numbering import Numbering
from .outline import Block, Chart, Head, Heading, Outline, Paragraph, Recipients, Run, Signature, Table
from .paper import Line, Paper, PaperBlock, PaperHeading, PaperParagraph, Piece, pieces
from .tables import compose_table
from .text import capitals, hold_percent

BLANK = "\u00a0" * 6  # room for a number or a day that is written by hand


def compose(outline: Outline, layout: Layout) -> Paper:
    """Settle everything the writers print."""
    notes = number_notes(outline)
    numbers = {ref: note.number for note in notes for ref in note.refs}
    numbering = Numbering(layout)
    return Paper(
        title=" ".join(part for part in (outline.type_name, outline.summary) if part),
        left=_left(outline.head, layout),
        right=_right(layout),
        number=Line(pieces(_number(outline.head, layout)), layout.head["number_size"]),
        place_date=Line(pieces(_place_date(outline.head), italic=True), layout.head["date_size"]),
        titles=_titles(outline, layout),
        addressees=_addressees(outline, layout),
        blocks=tuple(_block(block, numbering, numbers, layout) for block in outline.blocks),
        recipients=_recipients(outline.recipients, layout),
        signature=_signature(outline.signature, layout),
        notes=notes,
        imprint=outline.imprint,
    )


def run_pieces(runs: tuple[Run, ...], numbers: Mapping[str, int]) -> tuple[Piece, ...]:
    """The pieces of runs, each figure with the number of its note."""
    made: list[Piece] = []
    for before, run in zip(("", *(run.text for run in runs)), runs, strict=False):
        text = hold_percent(before[-1:] + run.text)[len(before[-1:]) :]  # 97,8 and % may stand in two runs
        made += pieces(text, bold=run.bold, italic=run.italic, ref=run.ref, note=numbers.get(run.ref, 0))
    return tuple(made)


def _block(block: Block, numbering: Numbering, numbers: Mapping[str, int], layout: Layout) -> PaperBlock:
    if isinstance(block, Heading):
        style = layout.headings[block.level - 1]
        text = capitals(block.text) if style["capitals"] else block.text
        text = numbering.of(block) + text
        return PaperHeading(block.level, pieces(text, bold=style["bold"], italic=style["italic"]))
    if isinstance(block, Paragraph):
        marker = (Piece(block.marker + " "),) if block.marker else ()
        return PaperParagraph(marker + mark_clauses(run_pieces(block.runs, numbers)), block.align)
    if isinstance(block, Table):
        return compose_table(block, numbers, layout)
    assert isinstance(block, Chart)
    return block


def _left(head: Head, layout: Layout) -> tuple[Line, ...]:
    rules, issuer = layout.head, capitals(head.issuer)
    width = min(width_mm(issuer, rules["issuer_size"], bold=True), rules["columns"][0])
    lines = [Line(pieces(capitals(head.parent)), rules["parent_size"])] if head.parent else []
    lines.append(Line(pieces(issuer, bold=True), rules["issuer_size"], rule=width * rules["issuer_rule"]))
    if rules["star"]:
        lines.append(Line(pieces(rules["star"]), rules["issuer_size"]))
    return tuple(lines)


def _right(layout: Layout) -> tuple[Line, ...]:
    rules = layout.head
    country = Line(pieces(rules["country"], bold=True), rules["country_size"])
    if not rules["motto"]:
        width = width_mm(rules["country"], rules["country_size"], bold=True) * rules["motto_rule"]
        return (Line(country.pieces, country.size, rule=width),)
    width = width_mm(rules["motto"], rules["motto_size"], bold=True) * rules["motto_rule"]
    return country, Line(pieces(rules["motto"], bold=True), rules["motto_size"], rule=width)


def _number(head: Head, layout: Layout) -> str:
    number = head.number.zfill(2) if head.number.isdigit() else head.number
    text: str = layout.head["number"].format(number=number or BLANK, symbol=head.symbol)
    return text if head.symbol else text.rstrip("/-")


def _place_date(head: Head) -> str:
    day = date_in_words(head.date) if head.date else f"ngày {BLANK} tháng {BLANK} năm {BLANK}"
    return f"{head.place}, {day}" if head.place else day


def _titles(outline: Outline, layout: Layout) -> tuple[Line, ...]:
    rules = layout.titles
    lines = [Line(pieces(capitals(outline.type_name), bold=True), rules["size"])]
    if outline.summary:
        width = min(width_mm(outline.summary, rules["summary_size"], bold=True), layout.text_width)
        rule = width * rules["summary_rule"]
        lines.append(Line(pieces(outline.summary, bold=True), rules["summary_size"], rule=min(rule, 60)))
    if rules["dashes"]:
        lines.append(Line(pieces(rules["dashes"], bold=True), rules["summary_size"]))
    return tuple(lines)


def _addressees(outline: Outline, layout: Layout) -> tuple[Line, ...]:
    label, size = layout.titles["addressee_label"], layout.body["size"]
    if len(outline.addressees) == 1:
        return (Line(pieces(f"{label} {outline.addressees[0]}."), size),)
    if not outline.addressees:
        return ()
    first, then = layout.titles["addressee_indents"]
    items = (Line(pieces(text), size, indent=then) for text in _listed(outline.addressees))
    return Line(pieces(label), size, indent=first), *items


def _listed(texts: tuple[str, ...]) -> tuple[str, ...]:
    bare = [text.rstrip(" ;.") for text in texts]
    return tuple(f"- {text}{'.' if place == len(bare) else ';'}" for place, text in enumerate(bare, 1))


def _recipients(recipients: Recipients | None, layout: Layout) -> tuple[Line, ...]:
    if recipients is None:
        return ()
    rules = layout.recipients
    label = pieces(rules["label"], bold=rules["label_bold"], italic=rules["label_italic"])
    archive = (rules["archive"].format(archive=recipients.archive),) if recipients.archive else ()
    return (
        Line(label, rules["label_size"], underline=rules["label_underline"]),
        *(Line(pieces(text), rules["size"]) for text in _listed(recipients.lines + archive)),
    )


def _signature(signature: Signature | None, layout: Layout) -> tuple[Line, ...]:
    if signature is None:
        return ()
    rules = layout.signature
    authorities = [f"{rules['forms'][authority.form]} {capitals(authority.of)}" for authority in signature.authorities]
    return (
        *(Line(pieces(text, bold=rules["authority_bold"]), rules["size"]) for text in authorities),
        Line(pieces(capitals(signature.post), bold=rules["post_bold"]), rules["size"]),
        Line(pieces(signature.name, bold=True), rules["size"], room=rules["room"]),
    )
