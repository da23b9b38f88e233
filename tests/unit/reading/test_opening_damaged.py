"""Files that were damaged or made to hurt: a refusal or a reading whose marks point at its text, and soon."""

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
import typst

from tests.effort import not_for_ever
from tests.unit.reading import portals
from trienkhai.reading import read_file
from trienkhai.reading.opening.recognised import page_of
from trienkhai.vietnamese import Refusal

HARM = (
    b"<w:tbl>", b"</w:tbl>", b"<w:p>", b"</w:p>", b"<w:tc>", b"<w:txbxContent>", b'<w:gridSpan w:val="60000"/>',
    b"<table>", b"</table>", b"<td colspan=99 rowspan=99>", b"<a>", b"<br>", b"\x00", b"\xff", b"&#0;", b"9" * 40,
)  # fmt: skip
TIMES = 100
PAGES = typst.compile(" ".join(portals.BODY).encode())


def damaged(content: bytes, dice: random.Random, most: int) -> bytes:
    """Some bytes changed, dropped, repeated; some harm put between."""
    out = bytearray(content)
    for _ in range(dice.randint(1, most)):
        at = dice.randrange(len(out) + 1)
        match dice.randrange(4):
            case 0:
                out[at : at + 1] = bytes([dice.randrange(256)])
            case 1:
                del out[at : at + dice.randint(1, 60)]
            case 2:
                start = dice.randrange(len(out) + 1)
                out[at:at] = out[start : start + dice.randint(1, 200)]
            case _:
                out[at:at] = dice.choice(HARM)
    return bytes(out) or b"x"


def word(dice: random.Random) -> bytes:
    made, out = io.BytesIO(), io.BytesIO()
    document = docx.Document()
    for text in portals.BODY:
        document.add_paragraph(text)
    for row in (table := document.add_table(3, 3)).rows:
        for cell, text in zip(row.cells, portals.ROWS[len(table.rows) - 3], strict=True):
            cell.text = text
    document.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            hurt = name in ("word/document.xml", "word/styles.xml")
            new.writestr(name, damaged(part, dice, 3) if hurt else part)
    return out.getvalue()


def pages(dice: random.Random) -> bytes:
    return damaged(PAGES, dice, 8)


def web(dice: random.Random) -> bytes:
    return damaged(dice.choice(list(portals.PAGES.values())).encode(), dice, 20)


def text(dice: random.Random) -> bytes:
    encoded = (
        portals.BODY[1].encode(),
        portals.BODY[1].encode("utf-16"),
        "®· më 85 líp, söa 34 c¨n nhµ".encode("latin-1"),
    )
    return damaged(dice.choice(encoded), dice, 6)


@pytest.mark.parametrize(("end", "make"), [("docx", word), ("pdf", pages), ("html", web), ("txt", text)])
def test_damaged_files_are_read_or_refused(tmp_path: Path, end: str, make: Callable[[random.Random], bytes]) -> None:
    dice = random.Random(7)
    path = tmp_path / f"hong.{end}"
    for _ in range(TIMES):
        path.write_bytes(make(dice))
        try:
            with not_for_ever():
                found = read_file(path)
        except Refusal:
            continue
        for mark in (*found.reading.figures, *found.reading.citations, *found.reading.findings):
            assert found.text[mark.start : mark.end] == mark.text
            assert found.place_of(mark)


def test_a_damaged_table_of_words_is_read() -> None:
    dice = random.Random(7)
    rows = [f"5\t1\t1\t1\t{n}\t{m}\t{m * 90}\t{n * 60}\t80\t40\t95\t{m * n}" for n in range(9) for m in range(9)]
    whole = "\n".join([*rows, "rule\t0\t0\t900\t0", "rule\t0\t0\t0\t600"]).encode()
    for _ in range(TIMES):
        page_of(damaged(whole, dice, 20).decode("utf-8", "replace"))
