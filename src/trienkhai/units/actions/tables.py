"""Tables that are taken whole or not at all: rows as dicts with their number, every wrong row with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from django.db import transaction

from trienkhai.vietnamese import N_, Refusal, fold, parse_date

from ..errors import BadTable, WrongRow
from ..models import TRACE

Row = dict[str, str]
Progress = Callable[[int, int], None]


@dataclass
class Taken:
    """What a table did, by the code or login of each row."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)


def rows_of(table: list[list[str]], columns: Mapping[str, Iterable[str]], required: Iterable[str]) -> dict[int, Row]:
    """The rows below the header by their number in the file (the header is 1), empty ones left out.

    `columns`: each column's name and what else its heading may be, folded. Raises BadTable for a heading not known.
    """
    if not table:
        raise BadTable({1: N_("Tệp không có dòng nào. Dòng đầu phải là tên các cột.")})
    names = {alias: name for name, aliases in columns.items() for alias in (name, *aliases)}
    heads = [names.get(fold(cell).replace(" ", "_"), "?" + cell) for cell in table[0]]
    while heads and heads[-1] == "?":
        heads.pop()
    unknown = [head[1:] for head in heads if head.startswith("?")]
    lacking = [name for name in required if name not in heads]
    twice = [head for head in set(heads) if heads.count(head) > 1]
    if unknown or lacking or twice:
        raise BadTable({1: _about_heads(unknown, lacking, twice, columns)})
    cells = {number: [cell.strip() for cell in row] for number, row in enumerate(table[1:], 2)}
    return {
        number: dict.fromkeys(columns, "") | dict(zip(heads, row, strict=False))
        for number, row in cells.items()
        if any(row)
    }


def _about_heads(unknown: list[str], lacking: list[str], twice: list[str], columns: Iterable[str]) -> str:
    parts = [
        f"{words} {', '.join(f'«{name}»' for name in names)}"
        for words, names in [("cột không biết", unknown), ("thiếu cột", lacking), ("cột có hai lần", twice)]
        if names
    ]
    return f"Dòng tên cột: {'; '.join(parts)}. Các cột nhận được: {', '.join(columns)}."


def take_rows(rows: Iterable[tuple[int, Row]], take: Callable[[Row], None], progress: Progress | None = None) -> None:
    """Do `take` for every row; at the end raise BadTable with every reason, so that the caller's transaction is undone.

    A row that fails does not hide the others: each has a savepoint of its own.
    """
    rows = list(rows)
    wrong: dict[int, str] = {}
    for done, (number, row) in enumerate(rows, 1):
        try:
            with transaction.atomic():
                take(row)
        except Refusal as refusal:
            if str(refusal):
                wrong[number] = str(refusal)
        if progress:
            progress(done, len(rows))
    if wrong:
        raise BadTable(dict(sorted(wrong.items())))


def day_of(row: Row, column: str) -> date | None:
    """The day in a cell; None for an empty one."""
    return parse_date(row[column]) if row[column] else None


def share_of(cell: str) -> Decimal:
    """The share in a cell: `0,6`, `0.6` or `60 %`."""
    text = cell.replace(",", ".")
    try:
        share = Decimal(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
        if TRACE <= share <= 1 and share == share.quantize(TRACE):
            return share
    except InvalidOperation:
        pass
    raise WrongRow(
        N_("«{share}» không phải một phần lớn hơn 0, đến 1 hoặc 100 %, tối đa 6 chữ số thập phân."), share=cell
    )


def words_of(cell: str) -> Iterator[str]:
    """Several codes in one cell, parted by spaces, commas, semicolons or bars."""
    for mark in ",;|":
        cell = cell.replace(mark, " ")
    yield from cell.split()


def need(row: Row, column: str) -> str:
    """The cell, which may not be empty."""
    if not row[column]:
        raise WrongRow(N_("Thiếu «{column}»."), column=column)
    return row[column]
