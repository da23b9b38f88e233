"""The elements and the text blocks of a web page, in two flat lists: no recursion, however deep a page is nested."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from trienkhai.reading.lexicon import table

_BLOCKS = frozenset({
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "table", "caption", "thead", "tbody",
    "tfoot", "tr", "td", "th", "section", "article", "main", "header", "footer", "nav", "aside", "blockquote",
    "pre", "figure", "figcaption", "dl", "dt", "dd", "center", "form", "fieldset", "legend", "hr", "address",
    "details", "summary", "body",
})  # fmt: skip
_SILENT = frozenset({
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "select", "option",
    "button", "input", "textarea", "nav", "footer", "aside", "audio", "video", "canvas", "map", "dialog",
    "head", "title",
})  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
MOST_ELEMENTS = 2_000_000


@dataclass(slots=True)
class Element:
    """`parent`, `cell`, `row` and `table` are indices (-1: none), `end` the one after its last descendant."""

    tag: str
    parent: int
    names: str = ""
    silent: bool = False
    across: int = 1  # columns and rows that a cell covers
    down: int = 1
    cell: int = -1
    row: int = -1
    table: int = -1
    end: int = 0
    letters: int = 0
    plain: int = 0  # letters outside of links
    has_tables: bool = False


@dataclass(slots=True)
class Block:
    """Text without a block element or a line end inside; `element` is the nearest block element."""

    element: int
    text: str
    links: int  # letters in links


@dataclass(slots=True)
class Tree:
    """A page."""

    elements: list[Element] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    title: str = ""


class _Builder:
    def __init__(self) -> None:
        self.tree = Tree()
        self.open: list[tuple[int, int]] = []  # (identity of the node, index of the element)
        self.pieces: list[str] = []
        self.linked = 0
        self.at = -1  # the block element whose text is gathered

    def enter(self, node: Any) -> None:
        """An element begins."""
        elements, parent = self.tree.elements, self.open[-1][1] if self.open else -1
        above = elements[parent] if parent >= 0 else Element("", -1)
        attributes = node.attributes
        names = " ".join(attributes.get(name) or "" for name in ("class", "id", "role"))
        hidden = "hidden" in attributes or _HIDDEN.search(attributes.get("style") or "") is not None
        element = Element(node.tag, parent, names.strip(), above.silent or hidden or node.tag in _SILENT)
        element.across, element.down = _covered(attributes.get("colspan")), _covered(attributes.get("rowspan"))
        element.cell, element.row, element.table = above.cell, above.row, above.table
        index = len(elements)
        if node.tag in ("td", "th"):
            element.cell = index
        elif node.tag == "tr":
            element.row = index
        elif node.tag == "table":
            if above.table >= 0:
                elements[above.table].has_tables = True
            element.table = index
        elements.append(element)
        self.open.append((node.mem_id, index))
        if node.tag in _BLOCKS or node.tag == "br":
            self.flush()

    def leave_to(self, identity: int) -> None:
        """Close what is open below the node."""
        while self.open and self.open[-1][0] != identity:
            _, index = self.open.pop()
            self.tree.elements[index].end = len(self.tree.elements)
            if self.tree.elements[index].tag in _BLOCKS:
                self.flush()

    def say(self, text: str) -> None:
        """A piece of text inside of what is open."""
        index = self.open[-1][1] if self.open else -1
        if index < 0 or self.tree.elements[index].silent:
            return
        self.at = self._block()
        self.pieces.append(text)
        if any(self.tree.elements[i].tag == "a" for _, i in self.open[-4:]):
            self.linked += len(text.strip())

    def flush(self) -> None:
        """What was gathered is a block."""
        text = " ".join("".join(self.pieces).split())
        if text and self.at >= 0:
            self.tree.blocks.append(Block(self.at, text, min(self.linked, len(text))))
        self.pieces, self.linked = [], 0

    def _block(self) -> int:
        return next((i for _, i in reversed(self.open) if self.tree.elements[i].tag in _BLOCKS), -1)


def tree_of(page: str) -> Tree:
    """Everything a reader could see, in order."""
    from selectolax.lexbor import LexborHTMLParser

    parsed = LexborHTMLParser(page)
    builder = _Builder()
    root = parsed.body or parsed.root
    if root is None:
        return builder.tree
    for node in root.traverse(include_text=True):
        parent, tag = node.parent, node.tag or ""
        if node.mem_id != root.mem_id and parent is not None:
            builder.leave_to(parent.mem_id)
        if tag == "-text":
            builder.say(node.text_content or "")
        elif not tag.startswith("-") and len(builder.tree.elements) < MOST_ELEMENTS:
            builder.enter(node)
    builder.leave_to(-1)
    builder.flush()
    title = parsed.css_first("title")
    builder.tree.title = " ".join(title.text().split()) if title else ""
    _count(builder.tree)
    return builder.tree


def _covered(said: str | None) -> int:
    return max(1, int(said)) if said and said.isascii() and said.isdigit() and len(said) < 3 else 1


def _count(tree: Tree) -> None:
    """Letters of every element, those below it included."""
    for block in tree.blocks:
        element = tree.elements[block.element]
        element.letters += len(block.text)
        element.plain += len(block.text) - block.links
    for element in reversed(tree.elements):
        if element.parent >= 0:
            tree.elements[element.parent].letters += element.letters
            tree.elements[element.parent].plain += element.plain


@cache
def _parts() -> frozenset[str]:
    return frozenset(table("web")["parts"])


@cache
def is_part(names: str) -> bool:
    """Whether class and id call an element a menu, a footer, a counter …"""
    words = {word.lower() for word in _WORDS.findall(names)}
    whole = {name.lower() for name in re.split(r"[\s_-]+", names)}
    return not _parts().isdisjoint(words | whole)
