"""The text of a Word file's body: paragraphs, rows, notes and text boxes as a reader sees them, changes accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from trienkhai.reading.opening.fonts import Fonts, W, is_on
from trienkhai.reading.opening.legacy import restored_run, scheme_of_font

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WITHOUT_TEXT = (
    "del", "moveFrom", "instrText", "delInstrText", "delText", "pPr", "rPr", "sectPr", "tblPr", "tblGrid",
    "trPr", "tcPr", "sdtPr", "sdtEndPr", "annotationRef", "rt",
)  # fmt: skip
_SKIPPED = {f"{W}{name}" for name in _WITHOUT_TEXT}
_SKIPPED.add("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
_TEXT = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_SYMBOLS = {  # of the fonts Symbol and Wingdings, what matters in a sentence
    0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB4: "×", 0xB0: "°", 0xFC: "✓", 0x2D: "-",
    0xB7: "•", 0xA7: "•", 0xD8: "•", 0x6F: "•",
}  # fmt: skip
SOFT_HYPHEN = "\u00ad"
_DIGITS = re.compile(r"\s*\(?\d{1,3}\)?\s*")
_SQUARES = {"2": "²", "3": "³"}
_MOST_IN_CELL = 600  # letters; longer cells are text that somebody laid out as a table
_MOST_COLUMNS = 63  # as Word


@dataclass
class Body:
    """Lines with the paragraph in which each stands, from 1; a line of a note also says which (`footnote`)."""

    lines: list[str] = field(default_factory=list)
    places: list[dict[str, int]] = field(default_factory=list)
    converted: dict[str, int] = field(default_factory=dict)  # scheme of an old font → first line with it

    def add(self, line: str, **note: int) -> None:
        """A line of the next paragraph, or of a note to the last one."""
        last = self.places[-1]["paragraph"] if self.places else 0
        self.places.append({"paragraph": last, **note} if note else {"paragraph": last + 1})
        self.lines.append(line)


class Walker:
    """Takes the text out of parsed parts; `notes` are the notes by kind and number."""

    def __init__(self, fonts: Fonts, notes: Mapping[str, Mapping[str, Any]]) -> None:
        self.fonts, self.notes = fonts, notes
        self.body = Body()
        self._boxes: list[Any] = []
        self._cited: list[tuple[str, str]] = []
        self._said: set[tuple[str, str]] = set()  # notes that were printed
        self._in_note = False

    def walk(self, root: Any) -> Body:
        """The lines of a body."""
        for block in self._blocks(root):
            self._print(block)
        return self.body

    def _print(self, block: str | None) -> None:
        """A line, or None at the end of a paragraph or table: what hangs on it follows."""
        if block is not None:
            self.body.add(block)
            return
        while self._boxes:
            self.walk(self._boxes.pop(0))
        if self._in_note:
            return
        self._in_note, cited, self._cited = True, self._cited, []
        for kind, number in cited:
            note = self.notes.get(kind, {}).get(number)
            if note is None or (kind, number) in self._said:
                continue
            self._said.add((kind, number))
            for line in filter(str.strip, self._lines_of(note)):
                self.body.add(line.strip(), **{kind: len(self._said)})
        self._in_note = False

    def _lines_of(self, parent: Any) -> list[str]:
        return [block for block in self._blocks(parent) if block is not None]

    def _blocks(self, parent: Any) -> Iterator[str | None]:
        """Lines of paragraphs and rows below an element, in order; content controls and insertions are looked into."""
        open_line = ""  # a paragraph whose end was struck out goes on in the next
        for child in parent:
            if child.tag == f"{W}p":
                open_line += self._paragraph(child)
                if not _end_is_deleted(child):
                    yield from (open_line, None)
                    open_line = ""
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
                yield None
            elif child.tag not in _SKIPPED and isinstance(child.tag, str):
                yield from self._blocks(child)
        if open_line:
            yield from (open_line, None)

    def _table(self, table: Any) -> Iterator[str]:
        rows = [row for row in _rows(table) if row.find(f"{W}trPr/{W}del") is None]
        wide = len(rows) > 2 or any(len(row.findall(f"{W}tc")) > 2 for row in rows)
        for row in rows:
            cells: list[list[str]] = [[] for _ in range(_number(row.find(f"{W}trPr/{W}gridBefore"), 0))]
            for cell in _below(row, f"{W}tc"):
                cells.append(self._lines_of(cell))
                cells += [[] for _ in range(_number(cell.find(f"{W}tcPr/{W}gridSpan"), 1) - 1)]
            yield from _row(cells, wide)

    def _paragraph(self, paragraph: Any) -> str:
        return "".join(self._inline(paragraph, self.fonts.of_paragraph(paragraph)))

    def _inline(self, parent: Any, font: str, capitals: bool = False) -> Iterator[str]:
        for child in parent:
            tag = child.tag
            if tag in _SKIPPED or not isinstance(tag, str):
                continue
            if tag == f"{W}t" or tag == f"{_MATH}t":
                yield self._said_in(child.text or "", font, capitals)
            elif tag in _TEXT:
                yield _TEXT[tag]
            elif tag == f"{W}softHyphen":  # fonts of TCVN3 showed a letter in its place
                yield self._said_in(SOFT_HYPHEN, font, capitals)
            elif tag == f"{W}sym":
                yield _symbol(child)
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self._cited.append((tag.removeprefix(W).removesuffix("Reference"), child.get(f"{W}id", "")))
            elif tag == f"{W}txbxContent":
                self._boxes.append(child)
            elif tag == f"{W}r":
                yield from self._run(child, font)
            else:
                yield from self._inline(child, font, capitals)

    def _run(self, run: Any, font: str) -> Iterator[str]:
        properties = run.find(f"{W}rPr")
        if is_on(properties, "vanish"):
            return
        said = "".join(self._inline(run, self.fonts.of_run(run, font), is_on(properties, "caps")))
        raised = properties.find(f"{W}vertAlign") if properties is not None else None
        if raised is not None and raised.get(f"{W}val") == "superscript":
            said = _SQUARES.get(said, "" if _DIGITS.fullmatch(said) else said)
        yield said

    def _said_in(self, text: str, font: str, capitals: bool) -> str:
        scheme = scheme_of_font(font)
        if scheme and not text.isascii():
            self.body.converted.setdefault(scheme, len(self.body.lines))
        text = restored_run(text, font) if scheme else text
        return text.upper() if capitals else text


def _below(parent: Any, tag: str) -> Iterator[Any]:
    """Children with the tag, also those in content controls and markers of changes."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"):
            yield from _below(child, tag)


def _rows(table: Any) -> Iterator[Any]:
    return _below(table, f"{W}tr")


def _row(cells: list[list[str]], wide: bool) -> Iterator[str]:
    """One line with tabs, where it is a row of a table; cells of a letterhead or a lay-out give lines of their own."""
    together = sum(len(line) for cell in cells for line in cell)
    simple = all(len(cell) <= 1 and "\n" not in "".join(cell) for cell in cells)
    if simple or (wide and len(cells) > 1 and together <= _MOST_IN_CELL * len(cells)):
        yield "\t".join(" ".join(" ".join(cell).split()) if wide else "".join(cell) for cell in cells[:_MOST_COLUMNS])
    else:
        for cell in cells:
            yield from cell


def _end_is_deleted(paragraph: Any) -> bool:
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _symbol(element: Any) -> str:
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    code = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if "ymbol" in element.get(f"{W}font", "") or "dings" in element.get(f"{W}font", ""):
        return _SYMBOLS.get(code, "")
    return chr(code) if 0x20 <= code < 0xD800 else ""


def _number(element: Any, otherwise: int) -> int:
    """What `w:val` counts, never more than a table has columns."""
    value = element.get(f"{W}val", "") if element is not None else ""
    return min(int(value), _MOST_COLUMNS) if value.isascii() and value.isdigit() and len(value) < 6 else otherwise
