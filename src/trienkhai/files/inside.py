"""What is done with a file inside the child process: (path, **options) -> a dict that fits JSON. No Django."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any

from trienkhai.files import kinds, pictures, tables
from trienkhai.files.errors import NotTaken
from trienkhai.files.kinds import Kind
from trienkhai.vietnamese import N_, Refusal

OFFICE = (Kind.DOC, Kind.ODT, Kind.RTF)
READABLE = (Kind.DOCX, Kind.PDF, Kind.HTML, Kind.TXT, Kind.PNG, Kind.JPG)
NOT_READABLE = N_("Đây là bảng tính, không phải báo cáo tường thuật. Hãy nộp tệp Word, PDF, HTML hoặc văn bản thuần.")
LONGEST_NAME = 255  # bytes, on every file system we know


def kind(path: Path, *, name: str) -> dict[str, Any]:
    """{"kind": "docx"}; refuses what is not kept."""
    return {"kind": kinds.check(path, name).value}


def read(path: Path, *, name: str, converted: str = "", recognised: str = "") -> dict[str, Any]:
    """{"kind", "text": what offsets count in, "reading": the form of reading/GUIDE.md, "unread": pages without text}.

    `converted`: the file is a .docx made from one of this kind. `recognised`: a folder with what Tesseract saw, a file
    for each page.
    """
    from trienkhai import reading
    from trienkhai.reading.opening.refusals import refuse

    found = kinds.check(path, "" if converted else name)
    if found in OFFICE:
        raise refuse("no_office", name, kind=found.value)
    if found not in READABLE:
        raise NotTaken(NOT_READABLE, code="not_readable")
    seen = _seen(Path(recognised)) if recognised else None
    with _called(path, f"{name}.docx" if converted else name) as called:
        try:
            document = reading.read_file(called, recognised=seen)
        except Refusal as refusal:
            called_there = str(refusal.values.get("name", ""))
            values = {**refusal.values, "name": called_there.removesuffix(".docx") if converted else called_there}
            raise type(refusal)(refusal.template, code=refusal.code, **values) from refusal
    return {
        "kind": converted or found.value,
        "text": document.text,
        "reading": reading.to_json(name, document),
        "unread": list(document.unread),
    }


def _seen(folder: Path) -> dict[int, str]:
    """Number of a page → what Tesseract wrote about it."""
    return {int(path.stem): path.read_text("utf-8", "replace") for path in folder.glob("*.tsv")}


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


def picture(path: Path, *, page: int, folder: str) -> dict[str, Any]:
    """{"picture": name of a file in `folder`}: a page as Tesseract takes it."""
    return {"picture": pictures.of_page(path, page, Path(folder))}


def table(path: Path, *, name: str, sheet: str | None = None) -> dict[str, Any]:
    """{"kind", "sheet", "sheets": [names], "rows": [[text]]} of a .csv or .xlsx; the first sheet when none is named."""
    found = kinds.check(path, name)
    if found not in (Kind.XLSX, Kind.TXT):
        raise NotTaken(
            N_("Ở đây cần bảng tính .xlsx hoặc .csv, tệp này là .{found}."), found=found.value, code="no_table"
        )
    rows = tables.of_workbook(path, sheet) if found is Kind.XLSX else tables.of_text(path)
    return {"kind": found.value, **rows}


JOBS: dict[str, Callable[..., dict[str, Any]]] = {"kind": kind, "picture": picture, "read": read, "table": table}
