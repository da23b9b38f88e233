"""An outline in; Word, PDF and HTML out. Pure: no clock, no network, the same bytes every time.

The paper's looks are dated data in layouts/*.toml: "state" (Decree 30/2020/NĐ-CP) and "party" (05-HD/VPTW).
"""

from .frozen import BadOutline, from_json, to_json
from .html import write_html
from .layouts import UnknownLayout, find_layout
from .notes import unsourced
from .outline import (
    Authority,
    Block,
    Cell,
    Chart,
    Head,
    Heading,
    Outline,
    Paragraph,
    Recipients,
    Row,
    Run,
    Series,
    Signature,
    Source,
    Table,
)
from .pdf import write_pdf
from .word import write_docx

__all__ = [
    "Authority",
    "BadOutline",
    "Block",
    "Cell",
    "Chart",
    "Head",
    "Heading",
    "Outline",
    "Paragraph",
    "Recipients",
    "Row",
    "Run",
    "Series",
    "Signature",
    "Source",
    "Table",
    "UnknownLayout",
    "find_layout",
    "from_json",
    "to_json",
    "unsourced",
    "write_docx",
    "write_html",
    "write_pdf",
]
