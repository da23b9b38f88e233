"""Word files: the parts that hold text, opened with limits."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from lxml import etree

from trienkhai.reading.opening.fonts import Fonts, W
from trienkhai.reading.opening.refusals import refuse
from trienkhai.reading.opening.wordtext import Body, Walker

MOST_PARTS = 5000
MOST_PART = 150 << 20  # bytes of one XML part, expanded
MOST_TOGETHER = 400 << 20
MOST_RATIO = 150  # of a part larger than 8 MB
_HEADER = re.compile(r"word/header\d*\.xml")


def text_of(content: bytes, name: str) -> tuple[Body, str]:
    """The body with its notes after the paragraphs that refer to them, and the text of all running heads."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check(archive, name)
            names = set(archive.namelist())

            def parsed(part: str) -> Any:
                return _parsed(_part(archive, part, name), part, name) if part in names else None

            document = _parsed(_part(archive, "word/document.xml", name), "word/document.xml", name)
            fonts = Fonts(parsed("word/styles.xml"))
            notes = {kind: _notes(parsed(f"word/{kind}s.xml"), kind) for kind in ("footnote", "endnote")}
            heads = [Walker(fonts, {}).walk(parsed(h)) for h in sorted(filter(_HEADER.fullmatch, names))[:20]]
            root = document.find(f"{W}body")
            body = Walker(fonts, notes).walk(document if root is None else root)
            return body, "\n".join(line for head in heads for line in head.lines)
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


def _notes(root: Any, kind: str) -> dict[str, Any]:
    """The notes of a part by their number, without the lines that part them from the text."""
    notes = root.iterchildren(f"{W}{kind}") if root is not None else ()
    return {note.get(f"{W}id", ""): note for note in notes if note.get(f"{W}type", "normal") == "normal"}


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
