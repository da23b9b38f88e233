"""Indicators from a CSV file: one row each, columns named as the keys of the TOML files.

`words` and `dimensions` hold several values parted by `|`; a dimension is `kind` or, where its categories cover
everything, `kind:complete`. UTF-8, comma or semicolon between columns; columns may be left out or stand in any order.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from .definitions import Definitions, indicator
from .errors import Problem
from .fields import CODE, Fields

NEEDED = ("code", "name", "measure", "definition", "why")
WHOLE = ("decimals", "position")
COLUMNS = (
    *NEEDED, "over_units", "over_time", "numerator", "denominator", "factor", *WHOLE, "origin", "until",
    "words", "dimensions",
)  # fmt: skip


def read_csv(path: Path) -> Definitions:
    """The indicators of the file, and what is wrong with it by row (the header is row 1)."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        return Definitions(problems=(Problem(path.name, "", "không phải văn bản UTF-8"),))
    header = lines[0] if lines else ""
    rows = csv.DictReader(lines, delimiter=";" if header.count(";") > header.count(",") else ",", restkey="?")
    columns = rows.fieldnames or []
    problems = [Problem(path.name, name, "là cột lạ; hãy xem lại chính tả") for name in columns if name not in COLUMNS]
    problems += [Problem(path.name, name, "là cột bắt buộc còn thiếu") for name in NEEDED if name not in columns]
    if problems:
        return Definitions(problems=tuple(problems))
    read = []
    for row in rows:
        fields = _fields(path.name, rows.line_num, row)
        read.append(indicator(fields))
        problems += fields.problems
    if not read:
        problems.append(Problem(path.name, "", "không có dòng nào dưới dòng tiêu đề"))
    return Definitions(indicators=tuple(read), problems=tuple(problems))


def _fields(name: str, number: int, row: dict[str, Any]) -> Fields:
    """The row in the shape of a TOML table."""
    place = f"{name}, dòng {number}"
    cells: dict[str, Any] = {
        key: value.strip() for key, value in row.items() if isinstance(value, str) and value.strip()
    }
    code = cells.pop("code", "")
    for key in WHOLE:
        if str(cells.get(key, "")).isdecimal():
            cells[key] = int(cells[key])
    if "words" in cells:
        cells["words"] = [word.strip() for word in cells["words"].split("|") if word.strip()]
    if "dimensions" in cells:
        pieces = [piece.strip().partition(":") for piece in cells["dimensions"].split("|") if piece.strip()]
        cells["dimensions"] = [{"code": code, "complete": how == "complete"} for code, _, how in pieces]
    fields = Fields(place, cells)
    fields.code = code
    if not CODE.fullmatch(code):
        fields.wrong("code", "không phải là mã: chỉ dùng chữ thường không dấu, chữ số, dấu - hoặc _")
    if "?" in row:
        fields.wrong("", "có nhiều ô hơn dòng tiêu đề")
    return fields
