"""The one function of the product that answers with a file. Whoever calls it has passed the gate of what owns it."""

import io
import re
from pathlib import Path, PurePath
from typing import IO, Protocol

from django.http import FileResponse

from trienkhai.files.errors import Missing
from trienkhai.vietnamese import N_

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
    "odt": "application/vnd.oasis.opendocument.text",
    "rtf": "application/rtf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "png": "image/png",
    "jpg": "image/jpeg",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
}
SHOWN = {"pdf", "png", "jpg", "txt"}  # the others are only ever saved: a page of theirs would speak in our name
ENDS = {"txt": {".txt", ".md", ".csv"}, "html": {".html", ".htm"}, "jpg": {".jpg", ".jpeg"}}
# Without an origin, scripts and frames; the styles are those of the browser's own viewer of pictures.
POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
UNFIT = re.compile(r'[\s\x00-\x1f\x7f/\\:*?"<>|\u202a-\u202e\u2066-\u2069]+')  # not in names of files


class Stored(Protocol):
    """What is sent: a row of this room."""

    sha256: str
    size: int
    kind: str

    @property
    def path(self) -> Path:
        """Where the content lies."""


def answer(stored: Stored, *, name: str, inline: bool = False) -> FileResponse:
    """Send a kept file under `name`; `inline` shows it in the browser where that is harmless. Raises Missing."""
    try:
        content = stored.path.open("rb")
    except FileNotFoundError as error:
        raise Missing(
            N_("Tệp {name} không còn trên đĩa. Hãy báo người quản trị chạy `trienkhai verify`."), name=name
        ) from error
    response = _response(content, name, stored.kind, inline=inline)
    response["Content-Length"] = str(stored.size)
    response["ETag"] = f'"{stored.sha256}"'
    return response


def answer_made(content: bytes, *, name: str, kind: str) -> FileResponse:
    """Send what was made this moment and is kept nowhere: a draft as Word or PDF."""
    return _response(io.BytesIO(content), name, kind, inline=False)


def answer_open(content: IO[bytes], *, name: str, kind: str) -> FileResponse:
    """Send what was made this moment and is too large to be held: an open file, read from its beginning and closed."""
    content.seek(0)
    return _response(content, name, kind, inline=False)


def _response(content: IO[bytes], name: str, kind: str, *, inline: bool) -> FileResponse:
    response = FileResponse(
        content,
        as_attachment=not (inline and kind in SHOWN),
        filename=file_name(name, kind),
        content_type=TYPES[kind],
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "private, no-cache"  # kept by the browser, asked for again: access may have ended
    return response


def file_name(name: str, kind: str) -> str:
    """A name that every system can save, and whose end says what the content is."""
    name = UNFIT.sub(" ", name).strip(" .")[:150] or "tep"
    return name if PurePath(name).suffix.lower() in ENDS.get(kind, {f".{kind}"}) else f"{name}.{kind}"
