"""PDF files: the letters of every page with their boxes, put together to pieces, and the lines that are drawn."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from ctypes import addressof, byref, c_double, c_int, create_string_buffer
from dataclasses import dataclass, field
from math import hypot, pi
from typing import Any

from trienkhai.reading.opening.grids import MOST_LINES, Grid, Rule, grids_of, rules_of_box
from trienkhai.reading.opening.hyphens import MARK
from trienkhai.reading.opening.layout import WIDE_GAP, Line, Piece, lines_of
from trienkhai.reading.opening.legacy import restored_run, scheme_of_font
from trienkhai.reading.opening.refusals import refuse

MOST_PAGES = 5000
MOST_LETTERS = 30_000_000
MOST_ON_PAGE = 200_000
_LEAST_LETTERS = 8  # of a page, or a file, that has text
_STAMP = 300  # letters that a signature may print on a scanned page
_PICTURE = 0.6  # of a page: a scan
_RAISED = re.compile(r"[\d()\[\]*,]{1,6}")
_SQUARES = {"2": "²", "3": "³"}


@dataclass
class Pages:
    """`lines` of every page; `unread`: numbers of pages that are pictures."""

    lines: list[list[Line]] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    marks: list[set[str]] = field(default_factory=list)  # raised numbers of every page, which lead to notes
    fonts: set[str] = field(default_factory=set)  # schemes of old fonts that were converted


def pages_of(content: bytes, name: str) -> Pages:
    """Raises `encrypted`, `unreadable`, `expands_too_far`; a file without any text has all its pages in `unread`."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise refuse("encrypted", name) from error
        raise refuse("unreadable", name, where="tệp PDF bị hỏng") from error
    try:
        return _read(document, name)
    except pypdfium2.PdfiumError as error:
        raise refuse("unreadable", name, where="có trang PDF bị hỏng") from error
    finally:
        document.close()


def _read(document: Any, name: str) -> Pages:
    if len(document) > MOST_PAGES:
        raise refuse("expands_too_far", name, where=f"hơn {MOST_PAGES} trang")
    found, letters = Pages(), 0
    for number in range(1, len(document) + 1):
        page = document[number - 1]
        found.marks.append(set())
        lines = _lines(page, found)
        said = sum(len(re.sub(r"\W", "", line.text)) for line in lines)
        if said < _STAMP and _is_picture(page, said):
            found.unread.append(number)
            lines = []
        page.close()
        found.lines.append(lines)
        letters += said
        if letters > MOST_LETTERS:
            raise refuse("expands_too_far", name, where=f"trang {number}")
    if letters < _LEAST_LETTERS:
        found.unread = list(range(1, len(document) + 1))
    return found


def _is_picture(page: Any, said: int) -> bool:
    """Whether one picture covers most of the page, or any picture a page without text."""
    from pypdfium2 import raw

    width, height = page.get_size()
    least = width * height * (_PICTURE if said >= _LEAST_LETTERS else 0.1)
    for count, picture in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) >= least:
            return True
        if count > 200:
            break
    return False


def _lines(page: Any, found: Pages) -> list[Line]:
    textpage = page.get_textpage()
    try:
        count = min(textpage.count_chars(), MOST_ON_PAGE)
        if not count:
            return []
        turned = _Turned(page, textpage, count)
        rules = list(_rules(page, turned))
        pieces = list(_Pieces(textpage, count, turned, rules, found))
        return lines_of(pieces, _filled(grids_of(rules), pieces))
    finally:
        textpage.close()


def _filled(grids: list[Grid], pieces: list[Piece]) -> list[Grid]:
    """Grids in which text stands in two columns at least."""
    columns: list[set[int]] = [set() for _ in grids]
    for piece in pieces:
        for n, grid in enumerate(grids):
            if grid.holds(piece.left, piece.middle):
                columns[n].add(grid.column(piece.left))
                break
    return [grid for grid, filled in zip(grids, columns, strict=True) if len(filled) > 1]


class _Turned:
    """The page as it is looked at: upright as most of its letters, the origin above and left."""

    def __init__(self, page: Any, textpage: Any, count: int) -> None:
        self.textpage = textpage
        angles = Counter(self.angle_of(n) for n in range(0, count, max(1, count // 60)))
        usual = angles.most_common(1)[0][0]
        self.usual = usual if usual in (0, 1, 2, 3) else 0.0
        self.width, self.height = page.get_size()
        if page.get_rotation() in (90, 270):  # what get_size says is turned already
            self.width, self.height = self.height, self.width

    def angle_of(self, n: int) -> float:
        """Quarter turns of a letter."""
        from pypdfium2 import raw

        return round(float(raw.FPDFText_GetCharAngle(self.textpage, n)) / (pi / 2), 1) % 4

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """(left, top, right, bottom) with y counted from above."""
        if self.usual == 0:
            return left, self.height - top, right, self.height - bottom
        if self.usual == 1:  # written upwards or downwards: pdfium counts angles clockwise in its own space
            return self.height - top, self.width - right, self.height - bottom, self.width - left
        if self.usual == 2:
            return self.width - right, bottom, self.width - left, top
        return bottom, left, top, right


def _rules(page: Any, turned: _Turned) -> Iterator[Rule]:
    from pypdfium2 import raw

    for count, drawn in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if count > MOST_LINES:
            return
        yield from rules_of_box(*turned.box(*drawn.get_bounds()))


class _Pieces:
    """Runs of letters that follow each other on a line, in the order of the file."""

    def __init__(self, textpage: Any, count: int, turned: _Turned, rules: list[Rule], found: Pages) -> None:
        self.textpage, self.count, self.turned, self.found = textpage, count, turned, found
        self.walls = sorted((rule.at, rule.first, rule.last) for rule in rules if not rule.flat)
        self.text: list[str] = []
        self.space = self.capitals = False
        self.note = self.mark = ""
        self.drawn, self.size = 0, 1.0  # the text object of the last letter
        self.left = self.top = self.right = self.bottom = 0.0

    def __iter__(self) -> Iterator[Piece]:
        from pypdfium2 import raw

        box, x, y = raw.FS_RECTF(), c_double(), c_double()
        for n in range(self.count):
            code = raw.FPDFText_GetUnicode(self.textpage, n)
            letter = MARK if code in (2, 0xFFFE) else chr(code) if 0x20 <= code < 0x110000 else "\n"
            if letter.isspace() or 0xD800 <= code < 0xE000:
                self.space = True
                if letter == "\n" and raw.FPDFText_IsGenerated(self.textpage, n) == 1:
                    yield from self._flush()
                continue
            raw.FPDFText_GetLooseCharBox(self.textpage, n, byref(box))
            raw.FPDFText_GetCharOrigin(self.textpage, n, byref(x), byref(y))
            left, _, right, _ = self.turned.box(box.left, box.bottom, box.right, box.top)
            _, base, _, _ = self.turned.box(x.value, y.value, x.value, y.value)
            size = self._size(n)
            if letter.isdigit() and self._floats(n, base, size):  # a raised figure that is a letter of its own
                base, size = base - 0.35 * size, 0.6 * size
            yield from self._take(n, letter, left, base - 0.75 * size, right, base + 0.25 * size)
        yield from self._flush()

    def _floats(self, n: int, base: float, size: float) -> bool:
        """Whether the ink of a digit begins above the line."""
        from pypdfium2 import raw

        edges = [c_double() for _ in range(4)]  # left, right, bottom, top
        if not raw.FPDFText_GetCharBox(self.textpage, n, *map(byref, edges)):
            return False
        left, right, bottom, top = (edge.value for edge in edges)
        _, _, _, lowest = self.turned.box(left, bottom, right, top)
        return base - lowest > 0.15 * size

    def _size(self, n: int) -> float:
        """Points of the letter's font; letters of one text object share it."""
        from pypdfium2 import raw

        drawn = raw.FPDFText_GetTextObject(self.textpage, n)
        key = addressof(drawn.contents) if drawn else 0
        if key != self.drawn or not key:
            turn = raw.FS_MATRIX()
            raw.FPDFText_GetMatrix(self.textpage, n, byref(turn))
            scale = hypot(turn.c, turn.d) or 1.0
            self.drawn, self.size = key, max(1.0, raw.FPDFText_GetFontSize(self.textpage, n) * scale)
        return self.size

    def _take(self, n: int, letter: str, left: float, top: float, right: float, bottom: float) -> Iterator[Piece]:
        if self.text and self._goes_on(letter, left, top, right, bottom):
            height, before = bottom - top, self.bottom - self.top
            if height < 0.78 * before and self.bottom - bottom > 0.12 * before and _RAISED.fullmatch(letter):
                self._raise(letter, right)
                return
            raised = before < 0.78 * height and bottom - self.bottom > 0.12 * height
            if raised and _RAISED.fullmatch("".join(self.text)):
                self.note, self.text, self.space = "".join(self.text), [], False
        else:
            yield from self._flush()
            if self.turned.angle_of(n) != self.turned.usual:
                return  # a watermark, a stamp on the margin
        if not self.text:
            self.left, self.top, self.bottom = left, top, bottom
        elif self.space or left - self.right > 0.3 * (bottom - top):
            self.text.append(" ")
        self.space, self.mark = False, ""
        self.text.append(self._meant(n, letter))
        self.right = max(right, self.right) if unicodedata.combining(letter) else right

    def _goes_on(self, letter: str, left: float, top: float, right: float, bottom: float) -> bool:
        height = max(bottom - top, self.bottom - self.top)
        if min(bottom, self.bottom) - max(top, self.top) < 0.45 * min(bottom - top, self.bottom - self.top):
            return False
        if unicodedata.combining(letter):
            return True
        gap = left - self.right
        near = -0.35 * height <= gap < WIDE_GAP * height
        return near and not (gap > 0 and self._wall(self.right, left, (top + bottom) / 2))

    def _wall(self, left: float, right: float, y: float) -> bool:
        """Whether an upright line stands between two letters."""
        n = bisect_left(self.walls, (left - 1.0,))
        while n < len(self.walls) and self.walls[n][0] <= right + 1.0:
            if self.walls[n][1] <= y <= self.walls[n][2]:
                return True
            n += 1
        return False

    def _raise(self, letter: str, right: float) -> None:
        """A square metre keeps its raised number, the mark of a note goes."""
        if self.text[-1] == "m" and letter in _SQUARES and not self.space:
            self.text.append(_SQUARES[letter])
        elif letter.isdigit():
            self.mark += letter
            self.found.marks[-1].add(self.mark)
        self.right = right

    def _meant(self, n: int, letter: str) -> str:
        """A letter of an old font as it was meant."""
        if letter != MARK and not "\xa1" <= letter <= "\xff":
            return letter
        font = self._font(n)
        if scheme_of_font(font) != "tcvn3":
            return letter
        self.found.fonts.add("tcvn3")
        meant = restored_run("\u00ad" if letter == MARK else letter, font)  # where others have a soft hyphen
        self.capitals = self.capitals or (meant.isupper() and not letter.isupper())
        return meant

    def _font(self, n: int) -> str:
        from pypdfium2 import raw

        name = create_string_buffer(128)
        raw.FPDFText_GetFontInfo(self.textpage, n, name, 128, byref(c_int()))
        said = name.value.decode("utf-8", "replace")
        return said.partition("+")[2] or said

    def _flush(self) -> Iterator[Piece]:
        if self.text:
            text = "".join(self.text)
            text = text.upper() if self.capitals else text
            yield Piece(self.left, self.top, self.right, self.bottom, text, self.note)
        self.text, self.note, self.space, self.capitals = [], "", False, False
