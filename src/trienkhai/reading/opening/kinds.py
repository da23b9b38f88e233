"""What a file is, by its first bytes."""

from __future__ import annotations

import re
from pathlib import Path

from trienkhai.reading.opening.refusals import refuse

MOST_MEGABYTES = 50
_CLAIMS = {
    ".docx": "docx",
    ".docm": "docx",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".txt": "txt",
    ".md": "txt",
    ".text": "txt",
    ".png": "picture",
    ".jpg": "picture",
    ".jpeg": "picture",
    ".doc": "office",
    ".odt": "office",
    ".rtf": "office",
}
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|main|div|p|h[1-6]|table)[\s>/]", re.I)
_OLE, _RTF, _PICTURES = b"\xd0\xcf\x11\xe0", b"{\\rtf", (b"\x89PNG", b"\xff\xd8\xff")
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"  # the first part of the zip, not compressed
_OTHERS = [
    (b"GIF8", "ảnh GIF"),
    (b"II*\x00", "ảnh TIFF"),
    (b"MM\x00*", "ảnh TIFF"),
    (b"MZ", "chương trình"),
    (b"\x7fELF", "chương trình"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf", "tệp nén 7z"),
    (b"\x1f\x8b", "tệp nén gzip"),
]


def content_of(path: Path) -> bytes:
    """All bytes of a file that is neither empty nor too large."""
    size = path.stat().st_size
    if size > MOST_MEGABYTES << 20:
        raise refuse("too_large", path.name, limit=MOST_MEGABYTES)
    with path.open("rb") as file:
        content = file.read((MOST_MEGABYTES << 20) + 1)
    if len(content) > MOST_MEGABYTES << 20:
        raise refuse("too_large", path.name, limit=MOST_MEGABYTES)
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise refuse("empty", path.name)
    return content


def is_text(path: Path) -> bool:
    """Whether a file is text to its name and its first bytes: then nothing in it could do harm when it is opened."""
    if _CLAIMS.get(path.suffix.lower(), "txt") != "txt":
        return False
    with path.open("rb") as file:
        head = file.read(4096)
    return not head.startswith((b"PK", b"<", _OLE, _RTF, *_PICTURES)) and b"%PDF-" not in head[:1024]


def kind_of(content: bytes, path: Path, recognised: bool = False) -> str:
    """`docx`, `pdf`, `html` or `txt`; anything else, and a name that claims another kind, is refused.

    A picture is refused as `scanned` unless its text was `recognised`; files of other word processors as `no_office`.
    """
    claim = _CLAIMS.get(path.suffix.lower())
    found = _sniff(content, path, claim)
    if found == "office" and claim in ("office", None):
        raise refuse("no_office", path.name)
    if found == "picture" and claim in ("picture", None) and not recognised:
        raise refuse("scanned", path.name, pages=1)
    if claim and claim != found and not (claim in ("txt", "html") and found in ("txt", "html")):
        raise refuse("not_what_it_claims", path.name, claim=path.suffix, found=_spoken(found))
    return "txt" if claim == "txt" else found


def _spoken(kind: str) -> str:
    return {
        "txt": "văn bản thường",
        "html": "trang web",
        "pdf": "tệp PDF",
        "docx": "tệp Word",
        "picture": "ảnh",
        "office": "tệp .doc, .odt hoặc .rtf",
    }[kind]


def _sniff(content: bytes, path: Path, claim: str | None) -> str:
    head = content[:4096]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "office" if _ODT in head[:200] else "docx"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in content:
        raise refuse("encrypted", path.name)
    if head.startswith((_OLE, _RTF)):
        return "office"
    if head.startswith(_PICTURES):
        return "picture"
    for sign, what in _OTHERS:
        if head.startswith(sign):
            raise refuse("not_what_it_claims", path.name, claim=path.suffix or "?", found=what)
    if _MARKUP.search(content[:65536]) and (claim == "html" or head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")):
        return "html"
    return "txt"
