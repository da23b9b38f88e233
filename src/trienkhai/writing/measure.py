"""How wide a text is in Tinos, which has the widths of Times New Roman. For rules under lines and for columns."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
MM_PER_POINT = 25.4 / 72


def width_mm(text: str, size: float, bold: bool = False) -> float:
    """Width of `text` in millimetres on one line at `size` points, without kerning. Unknown letters count as "n"."""
    advances = _advances("Tinos-Bold.ttf" if bold else "Tinos-Regular.ttf")
    return sum(advances.get(ord(letter), advances[110]) for letter in text) * size * MM_PER_POINT


@cache
def _advances(file: str) -> dict[int, float]:
    """Code point → advance in em, from the tables head, hhea, hmtx and cmap (format 4) of the TrueType file."""
    font = (FONTS / file).read_bytes()
    tables = {}
    for index in range(struct.unpack_from(">H", font, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        tables[tag] = offset
    units = struct.unpack_from(">H", font, tables[b"head"] + 18)[0]
    count = struct.unpack_from(">H", font, tables[b"hhea"] + 34)[0]
    widths = [struct.unpack_from(">H", font, tables[b"hmtx"] + 4 * glyph)[0] / units for glyph in range(count)]
    return {code: widths[min(glyph, count - 1)] for code, glyph in _characters(font, tables[b"cmap"]).items()}


def _characters(font: bytes, cmap: int) -> dict[int, int]:
    glyphs: dict[int, int] = {}
    for index in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        table = cmap + struct.unpack_from(">HHI", font, cmap + 4 + 8 * index)[2]
        if struct.unpack_from(">H", font, table)[0] == 4:
            glyphs.update(_segments(font, table))
    return glyphs


def _segments(font: bytes, table: int) -> dict[int, int]:
    count = struct.unpack_from(">H", font, table + 6)[0] // 2
    ends, starts, deltas, ranges = (table + 14 + place for place in (0, 2 * count + 2, 4 * count + 2, 6 * count + 2))
    glyphs: dict[int, int] = {}
    for segment in range(count):
        end, start, delta, offset = (
            struct.unpack_from(">H", font, base + 2 * segment)[0] for base in (ends, starts, deltas, ranges)
        )
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offset:
                glyph = struct.unpack_from(">H", font, ranges + 2 * segment + offset + 2 * (code - start))[0]
            glyphs[code] = (glyph + delta) & 0xFFFF if glyph or not offset else 0
    return glyphs
