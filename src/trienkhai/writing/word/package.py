"""The .docx around the text: styles, paper, page numbers, properties, and bytes that do not vary."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Mm

from ..layouts import Layout
from .xml import dxa, el, fonts, run_style

LANGUAGE = "vi-VN"
APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties'
    ' xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Triển Khai</Application></Properties>"
)
ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def set_styles(document: Any, layout: Layout) -> None:
    """Normal, Body Text and Heading 1–4 as the layout says; every other style of the template inherits the font."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    size = round(layout.body["size"] * 2)
    language = el("lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA")
    character = el("rPr", fonts(), el("sz", val=size), el("szCs", val=size), language)
    defaults.getparent().replace(defaults, el("docDefaults", el("rPrDefault", character), el("pPrDefault", el("pPr"))))
    _restyle(document, "Normal", el("pPr", el("spacing", before=0, after=0)), el("rPr", fonts()))
    spacing = _body_spacing(layout)
    first = el("ind", firstLine=dxa(layout.body["first_line"]))
    _restyle(document, "Body Text", el("pPr", spacing, first, el("jc", val="both")), el("rPr"))
    for level, style in enumerate(layout.headings, 1):
        paragraph = el(
            "pPr", el("keepNext"), el("keepLines"), _body_spacing(layout),
            el("ind", firstLine=dxa(layout.body["first_line"])), el("jc", val="both"), el("outlineLvl", val=level - 1),
        )  # fmt: skip
        character = run_style(layout.body["size"], bold=style["bold"], italic=style["italic"])
        character.insert(0, fonts())
        _restyle(document, f"Heading {level}", paragraph, character)


def _body_spacing(layout: Layout) -> Any:
    after = round(layout.body["after"] * 20)
    if layout.body["exact"]:
        return el("spacing", before=0, after=after, line=round(layout.body["exact"] * 20), lineRule="exact")
    return el("spacing", before=0, after=after, line=round(layout.body["line"] * 240), lineRule="auto")


def _restyle(document: Any, name: str, paragraph: Any, character: Any) -> None:
    element = document.styles[name].element
    for tag in ("w:pPr", "w:rPr"):
        for old in element.findall(qn(tag)):
            element.remove(old)
    element.append(paragraph)
    element.append(character)


def set_page(document: Any, layout: Layout) -> None:
    """Paper, margins, and the page number in the top margin from page 2 on."""
    section, page = document.sections[0], layout.page
    section.page_width, section.page_height = Mm(page["width"]), Mm(page["height"])
    section.top_margin, section.bottom_margin = Mm(page["top"]), Mm(page["bottom"])
    section.left_margin, section.right_margin = Mm(page["left"]), Mm(page["right"])
    section.header_distance, section.footer_distance = Mm(page["number_from_top"]), Mm(10)
    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = False
    section.header.is_linked_to_previous = False
    number = section.header.paragraphs[0]._p
    number.get_or_add_pPr().append(el("jc", val="center"))
    sized = run_style(page["number_size"])
    number.append(el("fldSimple", el("r", sized, _text("2")), instr=" PAGE "))


def _text(text: str) -> Any:
    element = el("t")
    element.text = text
    return element


def set_properties(document: Any, *, title: str, author: str, day: date | None) -> None:
    """Fixed properties: no clock, no user name of the machine."""
    moment = datetime(day.year, day.month, day.day) if day else datetime(2000, 1, 1)  # noqa: DTZ001 - the format has none
    core = document.core_properties
    core.title, core.author, core.last_modified_by = title[:255], author[:255], author[:255]
    core.comments, core.keywords, core.subject, core.category = "", "", "", ""
    core.created = core.modified = moment
    core.revision, core.language = 1, LANGUAGE


def clean_template(document: Any) -> None:
    """Take out what python-docx's template brings along: a picture of another page, another language and program."""
    package = document.part.package
    for key in [key for key, rel in package.rels.items() if rel.reltype.endswith("/thumbnail")]:
        del package.rels[key]
    for part in package.iter_parts():
        if part.partname == "/docProps/app.xml":
            part._blob = APP.encode()
    settings = document.settings.element
    settings.find(qn("w:themeFontLang")).attrib.clear()
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), LANGUAGE)
    settings.find(qn("w:decimalSymbol")).set(qn("w:val"), ",")
    settings.find(qn("w:listSeparator")).set(qn("w:val"), ";")
    compat = el("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    settings.replace(settings.find(qn("w:compat")), el("compat", compat))


def turn(section: Any, layout: Layout) -> None:
    """Turn the paper of a section (w:sectPr) to landscape; its pages are bound at the top."""
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    size.set(qn("w:w"), str(dxa(layout.page["height"])))
    size.set(qn("w:h"), str(dxa(layout.page["width"])))
    size.set(qn("w:orient"), "landscape")
    for side, length in zip(("top", "right", "bottom", "left"), layout.page["wide_margins"], strict=True):
        margins.set(qn(f"w:{side}"), str(dxa(length)))


def to_bytes(document: Any) -> bytes:
    """Save with fixed times inside the zip, so that the same document gives the same bytes."""
    first = io.BytesIO()
    document.save(first)
    last = io.BytesIO()
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(last, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            entry = zipfile.ZipInfo(item.filename, ZIP_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            target.writestr(entry, source.read(item))
    return last.getvalue()
