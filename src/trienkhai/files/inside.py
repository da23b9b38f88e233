"""What is done with a file inside the child process: (path, **options) -> a dict that fits JSON. No Django."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any

from trienkhai.files import kinds, tables
from trienkhai.files.errors import NotTaken
from trienkhai.files.kinds import Kind
from trienkhai.vietnamese import N_

READABLE = (Kind.DOCX, Kind.PDF, Kind.HTML, Kind.TXT)
NOT_READABLE = (
    N_("Ảnh không có chữ để đọc. Hãy nộp bản Word hoặc bản PDF có chữ; bản chụp có thể đính kèm riêng."),
    N_("Đây là bảng tính, không phải báo cáo tường thuật. Hãy nộp tệp Word, PDF, HTML hoặc văn bản thuần."),
)
LONGEST_NAME = 255  # bytes, on every file system we know


def kind(path: Path, *, name: str) -> dict[str, Any]:
    """{"kind": "docx"}; refuses what is not kept."""
    return {"kind": kinds.check(path, name).value}


def read(path: Path, *, name: str) -> dict[str, Any]:
    """{"kind", "text": what offsets count in, "reading": the form of reading/GUIDE.md, figures with their sentence}."""
    found = kinds.check(path, name)
    if found not in READABLE:
        raise NotTaken(NOT_READABLE[found is Kind.XLSX], code="not_readable")
    from trienkhai import reading

    with _called(path, name) as called:
        document = reading.read_file(called)
    return {"kind": found.value, "text": document.text, "reading": reading.to_json(name, document)}


@contextmanager
def _called(path: Path, name: str) -> Iterator[Path]:
    """The file under its owner's name, for what is said about it."""
    name = PurePath(name.replace("\0", "")).name
    if name in ("", ".."):
        name = path.name
    while len(name.encode()) > LONGEST_NAME:
        name = name[1:]
    with TemporaryDirectory() as folder:
        called = Path(folder, name)
        called.symlink_to(path)
        yield called


def table(path: Path, *, name: str, sheet: str | None = None) -> dict[str, Any]:
    """{"kind", "sheet", "sheets": [names], "rows": [[text]]} of a .csv or .xlsx; the first sheet when none is named."""
    found = kinds.check(path, name)
    if found not in (Kind.XLSX, Kind.TXT):
        raise NotTaken(
            N_("Ở đây cần bảng tính .xlsx hoặc .csv, tệp này là .{found}."), found=found.value, code="no_table"
        )
    rows = tables.of_workbook(path, sheet) if found is Kind.XLSX else tables.of_text(path)
    return {"kind": found.value, **rows}


JOBS: dict[str, Callable[..., dict[str, Any]]] = {"kind": kind, "read": read, "table": table}
