"""What is done with a file inside the child process: (path, **options) -> a dict that fits JSON. No Django."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from trienkhai.files import kinds, tables
from trienkhai.files.errors import NotTaken
from trienkhai.files.kinds import Kind
from trienkhai.vietnamese import N_


def kind(path: Path, *, name: str) -> dict[str, Any]:
    """{"kind": "docx"}; refuses what is not kept."""
    return {"kind": kinds.check(path, name).value}


def read(path: Path, *, name: str) -> dict[str, Any]:
    """{"kind": …, "reading": the form of reading/GUIDE.md}. A picture cannot be read here and is refused there."""
    found = kinds.check(path, name).value
    from trienkhai import reading

    return {"kind": found, "reading": reading.to_json(name, reading.read_file(path))}


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
