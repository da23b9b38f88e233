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
}
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|main|div|p|h[1-6]|table)[\s>/]", re.I)
_OTHERS = [
    (b"\xd0\xcf\x11\xe0", "tệp Office đời cũ (.doc, .xls)"),
    (b"{\\rtf", "tệp RTF"),
    (b"\x89PNG", "ảnh PNG"),
    (b"\xff\xd8\xff", "ảnh JPEG"),
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


def kind_of(content: bytes, path: Path) -> str:
    """`docx`, `pdf`, `html` or `txt`; anything else, and a name that claims another kind, is refused."""
    claim = _CLAIMS.get(path.suffix.lower())
    found = _sniff(content, path, claim)
    if claim and claim != found and not (claim in ("txt", "html") and found in ("txt", "html")):
        raise refuse("not_what_it_claims", path.name, claim=path.suffix, found=_spoken(found))
    return "txt" if claim == "txt" else found


def _spoken(kind: str) -> str:
    return {"txt": "văn bản thường", "html": "trang web", "pdf": "tệp PDF", "docx": "tệp Word"}[kind]


def _sniff(content: bytes, path: Path, claim: str | None) -> str:
    head = content[:4096]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"\xd0\xcf\x11\xe0") and "EncryptedPackage".encode("utf-16-le") in content:
        raise refuse("encrypted", path.name)
    for sign, what in _OTHERS:
        if head.startswith(sign):
            raise refuse("not_what_it_claims", path.name, claim=path.suffix or "?", found=what)
    if _MARKUP.search(content[:65536]) and (claim == "html" or head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")):
        return "html"
    return "txt"
