"""Text files: decoded as they are, no line end changed, so that offsets count in the file."""

from __future__ import annotations

import re

from trienkhai.reading.opening.refusals import refuse

_CONTROLS = re.compile("[\x00\x01\x03-\x08\x0e-\x1a\x1c-\x1f]")


def decoded(content: bytes, name: str) -> str:
    """UTF-8, UTF-16 or, where the bytes are neither, Windows-1258; a byte order mark stays as one character."""
    for encoding in _guesses(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROLS.search(text):
            return text
    raise refuse("unreadable", name, where="không phải văn bản hoặc dùng bảng mã lạ (hãy lưu theo UTF-8)")


def _guesses(content: bytes) -> list[str]:
    if content.startswith(b"\xff\xfe"):
        return ["utf-16-le"]
    if content.startswith(b"\xfe\xff"):
        return ["utf-16-be"]
    head = content[:4000]
    if head.count(b"\x00") > len(head) // 5:
        return ["utf-16-le"] if head[1:2] == b"\x00" else ["utf-16-be"]
    return ["utf-8", "cp1258"]
