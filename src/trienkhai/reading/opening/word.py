"""Word files: paragraphs and tables in the order of the document, read part by part with limits."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from trienkhai.reading.opening.refusals import refuse

MOST_PARTS = 5000
MOST_PART = 150 << 20  # bytes of one XML part, expanded
MOST_TOGETHER = 400 << 20
MOST_RATIO = 150  # of a part larger than 8 MB
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = {
    f"{_W}del",
    f"{_W}moveFrom",
    f"{_W}instrText",
    f"{_W}pPr",
    f"{_W}rPr",
    f"{_W}sectPr",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_TEXT = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": ""}


def paragraphs_of(content: bytes, name: str) -> tuple[list[str], str]:
    """Lines (a table row of one-line cells is one, joined by tabs), and the text of all running heads."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check(archive, name)
            body = _parsed(_part(archive, "word/document.xml", name), "word/document.xml", name)
            heads = [n for n in archive.namelist() if re.fullmatch(r"word/header\d*\.xml", n)]
            running = "\n".join("\n".join(_blocks(_parsed(_part(archive, h, name), h, name))) for h in heads[:20])
            root = body.find(f"{_W}body")
            return list(_blocks(body if root is None else root)), running
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
        KeyError,
    ) as error:
        raise refuse("unreadable", name, where="tệp nén bị hỏng hoặc thiếu phần") from error
    except RecursionError as error:
        raise refuse("expands_too_far", name, where="cấu trúc lồng nhau quá sâu") from error


def _check(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.infolist()
    names = {p.filename for p in parts}
    if any(p.flag_bits & 1 for p in parts) or "EncryptedPackage" in names:
        raise refuse("encrypted", name)
    if any(n.lower().endswith("vbaproject.bin") for n in names):
        raise refuse("macros", name)
    far = [p for p in parts if p.file_size > 8 << 20 and p.file_size > MOST_RATIO * max(p.compress_size, 1)]
    if far or len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > MOST_TOGETHER:
        raise refuse("expands_too_far", name, where=far[0].filename if far else "tổng các phần")
    if "[Content_Types].xml" in names and b"macroenabled" in _part(archive, "[Content_Types].xml", name).lower():
        raise refuse("macros", name)
    if "word/document.xml" not in names:
        found = (
            "bảng tính Excel"
            if "xl/workbook.xml" in names
            else "tệp trình chiếu"
            if "ppt/presentation.xml" in names
            else "tệp nén"
        )
        raise refuse("not_what_it_claims", name, claim="Word (.docx)", found=found)


def _part(archive: zipfile.ZipFile, part: str, name: str) -> bytes:
    """The bytes of a part, never more than allowed, whatever its directory claims."""
    with archive.open(part) as file:
        content = file.read(MOST_PART + 1)
    if len(content) > MOST_PART:
        raise refuse("expands_too_far", name, where=part)
    return content


def _parsed(content: bytes, part: str, name: str) -> Any:
    flat = content[:4000].replace(b"\x00", b"") + (content.replace(b"\x00", b"") if b"\x00" in content[:200] else b"")
    if b"<!DOCTYPE" in flat or b"<!ENTITY" in flat or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise refuse("external_entities", name, where=part)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise refuse("unreadable", name, where=f"phần {part} không đúng cú pháp XML") from error
    if root is None or root.getroottree().docinfo.doctype:
        raise refuse("external_entities", name, where=part)
    return root


def _blocks(parent: Any) -> Iterator[str]:
    """Paragraphs and rows below an element, in order; content controls and insertions are looked into."""
    for child in parent:
        if child.tag == f"{_W}p":
            yield "".join(_inline(child))
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                if _nearest_table(row) is child:
                    yield from _row(row)
        elif child.tag not in _SKIPPED:
            yield from _blocks(child)


def _nearest_table(row: Any) -> Any:
    above = row.getparent()
    while above is not None and above.tag != f"{_W}tbl":
        above = above.getparent()
    return above


def _row(row: Any) -> Iterator[str]:
    cells = [list(_blocks(cell)) for cell in row if cell.tag == f"{_W}tc"]
    if all(len(cell) <= 1 and "\n" not in "".join(cell) for cell in cells):
        yield "\t".join("".join(cell) for cell in cells)
    else:
        for cell in cells:
            yield from cell


def _inline(paragraph: Any) -> Iterator[str]:
    for child in paragraph:
        if child.tag in _SKIPPED or not isinstance(child.tag, str):
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _TEXT:
            yield _TEXT[child.tag]
        elif child.tag == f"{_W}txbxContent":
            yield "\n" + "\n".join(_blocks(child)) + "\n"
        else:
            yield from _inline(child)
