"""Look into zip and OLE containers without expanding them. Imports no Django."""

import mmap
import re
import struct
import zipfile
import zlib
from pathlib import Path

from trienkhai.files.errors import DAMAGED, Unreadable

MOST_PARTS = 5_000
MOST_BYTES = 400 << 20  # all parts together, expanded
MOST_RATIO = 150  # of a part larger than 8 MB; Word's tables reach about 60
XML_HEAD = 1 << 16  # a document type stands before the first element

BROKEN = (  # what zipfile raises on zips that are none
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,  # a method of compression, a version
    EOFError,
    ValueError,
    OSError,
)
FIRST_ELEMENT = re.compile(rb"<[A-Za-z]")
REMOTE_TEMPLATE = re.compile(
    rb"""attachedTemplate"[^>]*TargetMode\s*=\s*["']External|TargetMode\s*=\s*["']External["'][^>]*attachedTemplate"""
)
MAIN_PARTS = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("xl/workbook.bin", "xls"))


def kind_of_zip(path: Path) -> str:
    """`docx`, `xlsx`, `odt`, or why not: a key of kinds.ADVICE."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _inside(archive)
    except BROKEN as error:
        raise Unreadable(DAMAGED) from error


def _inside(archive: zipfile.ZipFile) -> str:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        return "encrypted"
    if expands_too_far(parts):
        return "expands"
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return "macros"
    if "[Content_Types].xml" not in names:
        return _open_document(archive, names)
    if b"macroenabled" in _head(archive, "[Content_Types].xml", 1 << 20).lower():
        return "macros"
    found = next((kind for part, kind in MAIN_PARTS if part in names), "")
    if found in {"docx", "xlsx"}:
        return _trouble_in_xml(archive, names) or found
    return found or ("ppt" if any(name.startswith("ppt/") for name in names) else "archive")


def expands_too_far(parts: list[zipfile.ZipInfo]) -> bool:
    """Whether the parts claim to become larger than any real document."""
    return (
        len(parts) > MOST_PARTS
        or sum(part.file_size for part in parts) > MOST_BYTES
        or any(part.file_size > 8 << 20 and part.file_size > MOST_RATIO * max(part.compress_size, 1) for part in parts)
    )


def _open_document(archive: zipfile.ZipFile, names: set[str]) -> str:
    mimetype = _head(archive, "mimetype", 200) if "mimetype" in names else b""
    if b"opendocument.text" in mimetype:
        if "META-INF/manifest.xml" in names and b"encryption-data" in _head(archive, "META-INF/manifest.xml", 1 << 20):
            return "encrypted"
        if any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in names):
            return "macros"
        return _trouble_in_xml(archive, names) or "odt"
    if b"opendocument.spreadsheet" in mimetype:
        return "ods"
    return "ppt" if b"opendocument.presentation" in mimetype else "archive"


def _trouble_in_xml(archive: zipfile.ZipFile, names: set[str]) -> str:
    """Office Open XML forbids document types (ECMA-376 part 2, 8.2.5): one that has them was made to hurt."""
    for name in sorted(names):
        if not name.lower().endswith((".xml", ".rels", ".vml")):
            continue
        head = _head(archive, name, XML_HEAD).replace(b"\x00", b"")  # also when it is in UTF-16
        first = FIRST_ELEMENT.search(head)
        prologue = head[: first.start()] if first else head
        if b"<!DOCTYPE" in prologue or b"<!ENTITY" in prologue:
            return "entities"
        if name.endswith("settings.xml.rels") and REMOTE_TEMPLATE.search(head):
            return "template"
    return ""


def _head(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as part:
        return part.read(most)


def kind_of_ole(path: Path) -> str:
    """What an OLE container holds, by the names in its directory."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        for stream, kind in (
            ("EncryptedPackage", "encrypted"),
            ("WordDocument", "doc"),
            ("Workbook", "xls"),
            ("PowerPoint Document", "ppt"),
            ("Book", "xls"),
        ):
            if content.find(stream.encode("utf-16-le")) >= 0:
                return _trouble_in_doc(content) or kind if kind == "doc" else kind
    return "unknown"


def _trouble_in_doc(content: mmap.mmap) -> str:
    """A project of macros ([MS-OVBA] 2.2.1), or the flag of a password in the head of the text ([MS-DOC] 2.5.1)."""
    if content.find("_VBA_PROJECT".encode("utf-16-le")) >= 0:
        return "macros"
    for at in range(512, len(content) - 12, 512):
        if content[at : at + 2] == b"\xec\xa5":
            return "encrypted" if content[at + 11] & 1 else ""
    return ""
