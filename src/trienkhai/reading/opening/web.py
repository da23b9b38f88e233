"""Saved web pages: headline, lead, text, captions and tables of the article, without what the portal puts around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby

from trienkhai.reading.lexicon import any_of, table
from trienkhai.reading.opening.webtree import Block, Tree, is_part, tree_of

_NAMED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]{3,20})""", re.I)
_DATE = re.compile(r"(?:thứ \w+|chủ nhật)?[,\d/:. gh-]{8,40}")  # thứ bảy, 12/12/2026 08:30
_CELLS = ("td", "th")
_HEADINGS = ("h1", "h2", "h3")
_MOST_OF = 0.75  # of the words: the article
_INNER = ("p", "thead", "tr", "li", "ul", "ol", "h1", "h2", "h3", "blockquote", "span", "b", "strong", "em", "a")
_MOST_COLUMNS = 63
_LONGEST_IMPRINT = 200
_SENTENCE = 60  # letters; shorter lines without a full stop may be labels


def text_of(content: bytes) -> str:
    """The text of a page: paragraphs are parted by an empty line, a row of a table is a line with tabs."""
    tree = tree_of(_decoded(content))
    kept = _without_furniture(tree)
    main = _article(tree, kept)
    chosen = [n for n in kept if _is_in(tree, n, main)]
    chosen = _without_related(tree, chosen)
    return _printed(tree, _headline(tree, kept, chosen) + chosen)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if content[:200].count(b"\x00") > len(content[:200]) // 5:
        return content.decode("utf-16-le" if content[1:2] == b"\x00" else "utf-16-be", "replace")
    named = _NAMED.search(content[:4096])
    for encoding in ("utf-8-sig", named[1].decode("ascii") if named else "cp1258"):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("utf-8", "replace")


def _without_furniture(tree: Tree) -> list[int]:
    """Indices of the blocks that may belong to an article."""
    total = max(1, tree.elements[0].plain) if tree.elements else 1
    away: list[bool] = []
    for element in tree.elements:
        inherited = away[element.parent] if element.parent >= 0 else False
        small = element.plain < 0.4 * total  # a wrapper of everything may be called anything
        away.append(inherited or (small and element.tag not in ("html", "body") and is_part(element.names)))
    return [
        n
        for n, block in enumerate(tree.blocks)
        if not away[block.element] and not is_furniture(block.text) and not _is_menu(tree, block)
    ]


def is_furniture(text: str) -> bool:
    """Whether a line is a counter, a button or an imprint of the portal, or some of these side by side with a date."""
    if len(text) >= _LONGEST_IMPRINT:
        return False
    parts = [part.strip(" .»›•-–[]()").lower() for part in text.split("|")]
    said = [part for part in parts if part and not _DATE.fullmatch(part)]
    return bool(said) and all(_imprint().match(part) for part in said)


@cache
def _imprint() -> re.Pattern[str]:
    words = table("web")
    return re.compile(
        rf"""
        (?:{any_of(words["starts"])})                                                   # Lượt xem: 1.520
        | [\d.,/() ]*(?:{any_of(words["alone"])})(?![^\W_])[ ]?(?:[:(-][ ]?)?[\d.,/() ]*$   # Đang truy cập 15
        """,
        re.X,
    )


def _is_menu(tree: Tree, block: Block) -> bool:
    """A short line that is nothing but a link, in a list or a block of links."""
    if block.links < 0.8 * len(block.text):
        return False
    element = tree.elements[block.element]
    for _ in range(3):
        if element.parent < 0 or element.letters > 3 * len(block.text) + 40:
            break
        element = tree.elements[element.parent]
    return len(block.text) < _SENTENCE or element.plain < 0.4 * element.letters


def _article(tree: Tree, kept: list[int]) -> int:
    """The innermost element that holds most of the plain words."""
    if not tree.elements:
        return -1
    words = [0] * len(tree.elements)
    for n in kept:
        block = tree.blocks[n]
        plain = len(block.text) - block.links
        words[block.element] += plain if len(block.text) >= 25 or tree.elements[block.element].cell >= 0 else plain // 3
    for index in range(len(words) - 1, 0, -1):
        if tree.elements[index].parent >= 0:
            words[tree.elements[index].parent] += words[index]
    best: dict[int, int] = {}  # of every element the child with most words
    for index, element in enumerate(tree.elements):
        if element.parent not in best or words[index] > words[best[element.parent]]:
            best[element.parent] = index
    at = 0
    while at in best and words[best[at]] >= _MOST_OF * words[at] and tree.elements[best[at]].tag not in _INNER:
        at = best[at]
    return at


def _is_in(tree: Tree, block: int, main: int) -> bool:
    return 0 <= main <= tree.blocks[block].element < tree.elements[main].end


def _data_tables(tree: Tree) -> frozenset[int]:
    """Tables of rows of short cells; those with tables inside, or with one column, lay out a page."""
    cells: Counter[int] = Counter()
    rows: Counter[int] = Counter()
    letters: Counter[int] = Counter()
    for element in tree.elements:
        if element.tag in _CELLS:
            cells[element.table] += 1
            letters[element.table] += element.letters
        rows[element.table] += element.tag == "tr"
    return frozenset(
        index
        for index, count in cells.items()
        if index >= 0 and not tree.elements[index].has_tables
        and rows[index] > 1 and count > 1.5 * rows[index] and letters[index] <= 160 * count
    )  # fmt: skip


def _without_related(tree: Tree, blocks: list[int]) -> list[int]:
    """Drop lists of other articles: from their heading to the next paragraph that is no link."""
    related = frozenset(table("web")["related"])
    out: list[int] = []
    dropping = False
    total = sum(len(tree.blocks[n].text) for n in blocks)
    past = 0
    for n in blocks:
        block = tree.blocks[n]
        past += len(block.text)
        if block.text.lower().strip(" .:|»›•-–") in related:
            if past > 0.6 * total:
                break
            dropping = True
        elif dropping and len(block.text) >= _SENTENCE and block.links < 0.3 * len(block.text):
            dropping = False
        if not dropping:
            out.append(n)
    return out


def _headline(tree: Tree, kept: list[int], chosen: list[int]) -> list[int]:
    """The headline and the lead where they stand outside of the article's element."""
    if not chosen:
        return []
    before = [n for n in kept if n < chosen[0]]
    heads = [n for n in before if _is_headline(tree, tree.blocks[n])]
    if not heads or any(_is_headline(tree, tree.blocks[n]) for n in chosen[:6]):
        return []
    lead = [n for n in before if n > heads[-1] and len(tree.blocks[n].text) >= _SENTENCE and not tree.blocks[n].links]
    return [heads[-1], *lead]


def _is_headline(tree: Tree, block: Block) -> bool:
    element = tree.elements[block.element]
    named = any(word in element.names.lower() for word in ("title", "tieude", "headline"))
    if element.tag not in _HEADINGS and not named and not tree.title:
        return False
    said, title = block.text.lower(), tree.title.lower()
    return element.tag == "h1" or (len(said) > 12 and (said in title or title in said)) or (named and len(said) > 20)


def _printed(tree: Tree, blocks: list[int]) -> str:
    """Paragraphs with empty lines between, and tables row by row."""
    data = _data_tables(tree)

    def row_of(n: int) -> tuple[int, int]:
        element = tree.elements[tree.blocks[n].element]
        return (element.table, element.row) if element.table in data and element.cell >= 0 else (-1, -1)

    lines: list[str] = []
    last, covered = -1, _Covered()
    for (whole, row), group in groupby(blocks, row_of):
        if whole < 0:
            lines += [part for n in group for part in ("", tree.blocks[n].text)]
        else:
            if whole != last:
                lines.append("")
                covered = _Covered()
            lines.append("\t".join(covered.row(_cells(tree, row, list(group)))))
        last = whole
    return "\n".join(lines).strip()


def _cells(tree: Tree, row: int, blocks: list[int]) -> Iterator[tuple[str, int, int]]:
    """(text, columns, rows) of each cell of a row."""
    said: dict[int, list[str]] = {}
    for n in blocks:
        said.setdefault(tree.elements[tree.blocks[n].element].cell, []).append(tree.blocks[n].text)
    for index in range(row + 1, tree.elements[row].end):
        element = tree.elements[index]
        if element.tag in _CELLS:
            yield " ".join(said.get(index, [])), element.across, element.down


class _Covered:
    """Fills in empty cells where one of an earlier row reaches down."""

    def __init__(self) -> None:
        self._left: dict[int, int] = {}  # column → rows that are still covered

    def row(self, cells: Iterable[tuple[str, int, int]]) -> list[str]:
        """The texts of a row, one for each column."""
        out: list[str] = []
        for text, across, down in cells:
            self._skip(out)
            for column in range(len(out), min(len(out) + across, _MOST_COLUMNS)):
                self._left[column] = down - 1
            out += [text, *[""] * (across - 1)]
        self._skip(out)
        return out[:_MOST_COLUMNS]

    def _skip(self, out: list[str]) -> None:
        while self._left.get(len(out), 0) > 0:
            self._left[len(out)] -= 1
            out.append("")
