"""Text files: decoded as they are, no line end changed, so that offsets count in the file."""

from __future__ import annotations

import re

from trienkhai.reading.opening.legacy import plausible_share, restored
from trienkhai.reading.opening.notices import Notice
from trienkhai.reading.opening.refusals import refuse

_CONTROLS = re.compile("[\x00\x01\x03-\x08\x0e-\x1a\x1c-\x1f]")
_TYPOGRAPHY = {  # what Windows has where Latin-1 has controls
    code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0) if code not in b"\x81\x8d\x8f\x90\x9d"
}


def decoded(content: bytes, name: str) -> tuple[str, list[Notice]]:
    """UTF-8, UTF-16, else an old font's letters or Windows-1258; a byte order mark stays as one character.

    Letters of an old font are restored one for one: offsets count in the file's characters either way.
    """
    for encoding in _unicodes(content):
        text = _as(content, encoding)
        if text is not None:
            return with_old_fonts(text)
    text, notices = with_old_fonts(content.decode("latin-1").translate(_TYPOGRAPHY))
    page = _as(content, "cp1258")
    if page is not None and (not notices or plausible_share(page) > plausible_share(text)):
        text, notices = page, [Notice("converted_cp1258")]
    if not notices or _CONTROLS.search(text):
        raise refuse("unreadable", name, where="không phải văn bản hoặc dùng bảng mã lạ (hãy lưu theo UTF-8)")
    return text, notices


def with_old_fonts(text: str) -> tuple[str, list[Notice]]:
    """The text with the letters of TCVN3 or VNI fonts restored, and the notice that says so."""
    found = restored(text)
    return found.text, [Notice(f"converted_{found.scheme}", found.first[0])] if found.scheme else []


def _as(content: bytes, encoding: str) -> str | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if _CONTROLS.search(text) else text


def _unicodes(content: bytes) -> list[str]:
    if content.startswith(b"\xff\xfe"):
        return ["utf-16-le"]
    if content.startswith(b"\xfe\xff"):
        return ["utf-16-be"]
    head = content[:4000]
    if head.count(b"\x00") > len(head) // 5:
        return ["utf-16-le"] if head[1::2].count(b"\x00") > head[::2].count(b"\x00") else ["utf-16-be"]
    return ["utf-8"]
