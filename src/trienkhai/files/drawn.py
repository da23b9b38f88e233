"""Lines that are drawn on a grey picture: found, and wiped out, since letters beside them are seen badly.

Called in the child process. Bytes are compared by the library's own loops: a page takes a fifth of a second.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

DARK = bytes(1 if grey < 150 else 0 for grey in range(256))
THICK = 10  # dots; thicker ones are areas
MOST = 4000  # more are no table
FLAT = re.compile(rb"\x01{150,}")  # half an inch
UPRIGHT = re.compile(rb"\x01{110,}")  # higher than any letter


@dataclass(frozen=True, slots=True)
class Drawn:
    """Both ends of a line, in dots from above and left."""

    left: int
    top: int
    right: int
    bottom: int


def wipe(picture: bytearray, width: int, height: int) -> list[Drawn]:
    """Wipe the lines out of the picture and tell where they were; nothing is done where there are too many."""
    dark = bytes(picture).translate(DARK).replace(b"\1\0\1", b"\1\1\1")
    found: list[Drawn] = []
    for line in (*_flat(dark, width, height), *_upright(dark, width, height)):
        found.append(line)
        if len(found) > MOST:
            return []
    for line in found:
        if line.top == line.bottom:
            at = line.top * width
            picture[at + line.left : at + line.right] = b"\xff" * (line.right - line.left)
        else:
            rows = line.bottom - line.top
            picture[line.top * width + line.left : (line.bottom - 1) * width + line.left + 1 : width] = b"\xff" * rows
    return found


def _flat(dark: bytes, width: int, height: int) -> Iterator[Drawn]:
    rows = [dark[n * width : (n + 1) * width] for n in range(height)]
    for n, row in enumerate(rows):
        for run in FLAT.finditer(row) if row.count(1) >= 150 else ():
            start, end = run.span()
            beside = (rows[m][start:end].count(1) for m in (n - THICK, n + THICK) if 0 <= m < height)
            if max(beside, default=0) < (end - start) // 2:
                yield Drawn(start, n, end, n)


def _upright(dark: bytes, width: int, height: int) -> Iterator[Drawn]:
    columns = [dark[n::width] for n in range(width)]
    for n, column in enumerate(columns):
        for run in UPRIGHT.finditer(column) if column.count(1) >= 110 else ():
            start, end = run.span()
            beside = (columns[m][start:end].count(1) for m in (n - THICK, n + THICK) if 0 <= m < width)
            if max(beside, default=0) < (end - start) // 2:
                yield Drawn(n, start, n, end)
