"""Tables in a text, cells parted by tabs: what a bare number counts is said by its column, its row or its unit cell.

A row has a tab between words; two rows at least that follow each other are a table. In the view only the tabs of tables
stay tabs, all others are blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from trienkhai.reading.lexicon import any_of, table
from trienkhai.reading.nouns import noun_phrase, starts_noun
from trienkhai.reading.numbers import currency_pattern, measure_pattern, multiplier_pattern, scaled, value_of

Span = tuple[int, int]
Row = list[Span]

_NUMBER_CELL = re.compile(r"[ ]*(?P<digits>\d{1,12}(?:[.,]\d{1,6}){0,4})(?P<percent>[ ]?%)?[ ]*")
_NUMBERING_CELL = re.compile(r"[ ]*(?:[-+*•–]|\(?(?:\d{1,2}|[IVXivx]{1,5}|[a-zđ])[.)/]?(?:\d+(?:\.\d+)*\.?)?)?[ ]*")
_COUNT_OF = re.compile(r"[ ]*(?:tổng[ ]số|số[ ]lượng|số)[ ](?!lượng|liệu)", re.I)
_IN_BRACKETS = re.compile(r"\([ ]?(?:ĐVT|đơn vị(?:[ ]tính)?)?[ ]?:?[ ]?(?P<unit>[^()]{1,24}?)[ ]?\)", re.I)
_SAYS_UNIT = re.compile(r"[ ]*(?:(?:tỷ|tỉ)[ ]lệ(?![^\W_])|%|[^()]*\([^()]{1,24}\)[ ]*$)", re.I)  # Tỷ lệ (%)
_SUM_ROW = re.compile(r"[ ]*(?:tổng[ ]cộng|tổng[ ]số|tổng|cộng|toàn[ ](?:tỉnh|huyện|xã|thành[ ]phố))[ :]*", re.I)


@dataclass(frozen=True, slots=True)
class Cell:
    """A bare number in a table; `unit` is a span of another cell, None for a percentage."""

    start: int
    end: int
    value: int | float
    kind: str
    unit: Span | None


def with_tabs_of_tables(text: str) -> str:
    """The text, as long as before, in which a tab stands only between the cells of a table."""
    if "\t" not in text:
        return text
    lines = text.split("\n")
    rows = [_is_row(line) for line in lines]
    for n, line in enumerate(lines):
        beside = (n > 0 and rows[n - 1]) or (n + 1 < len(rows) and rows[n + 1])
        if "\t" in line and not (rows[n] and beside):
            lines[n] = line.replace("\t", " ")
    return "\n".join(lines)


def _is_row(line: str) -> bool:
    """`An Hòa⇥5⇥150`, but not `1.⇥Mở lớp` or an indented line."""
    cells = line.rstrip("\r").split("\t")
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) > 1 and (len(filled) > 2 or not _NUMBERING_CELL.fullmatch(filled[0]))


def tables(text: str) -> Iterator[list[Row]]:
    """The tables of a view: rows of the spans of their cells."""
    if "\t" not in text:
        return
    rows: list[Row] = []
    at = 0
    for line in text.split("\n"):
        if "\t" in line:
            rows.append(_row(line, at))
        elif rows:
            yield rows
            rows = []
        at += len(line) + 1
    if rows:
        yield rows


def _row(line: str, at: int) -> Row:
    cells = []
    for cell in line.split("\t"):
        cells.append((at, at + len(cell)))
        at += len(cell) + 1
    return cells


def cells(text: str) -> dict[int, Cell | None]:
    """Where a bare number stands in a table (start of its digits): what it says, None for numbering, years, codes."""
    found: dict[int, Cell | None] = {}
    for rows in tables(text):
        head = None if _has_numbers(text, rows[0]) else rows[0]
        for row in rows:
            for column, (start, end) in enumerate(row):
                number = _NUMBER_CELL.fullmatch(text, start, end)
                if number:
                    found[number.start("digits")] = _cell(text, number, row, column, _same_width(head, row))
    return found


def sum_rows(text: str) -> Iterator[tuple[int, list[int]]]:
    """For each column of a table with one row of sums: start of the sum, starts of all that it sums up."""
    for rows in tables(text):
        last = [n for n, row in enumerate(rows) if any(_SUM_ROW.fullmatch(text, *cell) for cell in row[:2])]
        if len(last) != 1 or last[0] not in (1, len(rows) - 1) or len({len(row) for row in rows}) > 1:
            continue
        others = [row for n, row in enumerate(rows) if n != last[0] and _has_numbers(text, row)]
        if any(re.fullmatch(r"[ ]*(?:[IVX]+|[A-ZĐ])[.)]?[ ]*", text[slice(*row[0])]) for row in others):
            continue  # groups with sums of their own
        for column, cell in enumerate(rows[last[0]]):
            whole = _NUMBER_CELL.fullmatch(text, *cell)
            parts = [_NUMBER_CELL.fullmatch(text, *row[column]) for row in others]
            if whole and len(parts) > 1 and column:
                yield whole.start("digits"), [p.start("digits") for p in parts if p]


def _same_width(head: Row | None, row: Row) -> Row | None:
    return head if head and len(head) == len(row) else None


def _has_numbers(text: str, row: Row) -> bool:
    return any(_NUMBER_CELL.fullmatch(text, *cell) for cell in row)


def _cell(text: str, number: re.Match[str], row: Row, column: int, head: Row | None) -> Cell | None:
    title = text[slice(*head[column])] if head else ""
    if _is_no_quantity(number["digits"], title, column, head):
        return None
    value = value_of(number["digits"], percent=bool(number["percent"]))
    if value is None:
        return None
    own = [head[column]] if head else []
    units = _unit_cells(text, row, head)
    says = [*own, *units] if _SAYS_UNIT.match(title) else [*units, *own]
    if number["percent"]:
        return Cell(number.start("digits"), number.end("percent"), value, "percent", None)
    for span in [*says, *_labels(text, row, column)]:
        cell = _read_as(text, span, number, value)
        if cell:
            return cell
    if _PLACE.match(title) and head and not any(_NO_COUNT.search(text, *cell) for cell in (*head, *row)):
        return Cell(*number.span("digits"), value, "measure" if isinstance(value, float) else "count", None)
    return None


_PLACE = re.compile(
    r"[ ]*(?:(?:[Tt]hôn|[Xx]ã|[Pp]hường|[ẤấẢả]p|[Xx]óm|[Hh]uyện|[Tt]rường|[Kk]hối|[Tt]ổ)[ ](?:[A-ZĐÂÊÔƠƯÁÀẢÃẠ]|\d)"
    r"|[Tt]oàn[ ](?:xã|phường|huyện|tỉnh|thôn|trường|thành[ ]phố)(?![^\W_])"
    r"|(?:[Tt]ổng|[Cc]ộng)(?:[ ](?:số|cộng))?[ ]*$)"
)
_NO_COUNT = re.compile(r"%|(?:tỷ|tỉ)[ ]lệ|xếp[ ]hạng|(?<![^\W_])điểm(?![^\W_])", re.I)


@cache
def _no_quantities() -> re.Pattern[str]:
    return re.compile(rf"[ ]*(?:{any_of(table('contexts')['columns'])})(?![^\W_])", re.I)


def _is_no_quantity(digits: str, title: str, column: int, head: Row | None) -> bool:
    """Numbering, years, telephone numbers and codes."""
    if _no_quantities().match(title):
        return True
    if digits.startswith("0") and len(digits) > 2 and digits.isdigit():
        return True
    return column == 0 and (head is None or not title.strip() or not _COUNT_OF.match(title))


def _unit_cells(text: str, row: Row, head: Row | None) -> list[Span]:
    if head is None:
        return []
    names = re.compile(r"[ ]*(?:đơn[ ]vị[ ](?:tính|đo)|đvt)[ ]*", re.I)
    return [row[n] for n, cell in enumerate(head) if names.fullmatch(text, *cell)]


def _labels(text: str, row: Row, column: int) -> list[Span]:
    """The words of the row itself: the first cell before the number that is no number."""
    named = [c for c in row[:column] if text[slice(*c)].strip() and not _NUMBERING_CELL.fullmatch(text, *c)]
    return [c for c in named if not _NUMBER_CELL.fullmatch(text, *c)][:1]


def _read_as(text: str, span: Span, number: re.Match[str], value: int | float) -> Cell | None:
    """The number as `span` (`Số lớp`, `Diện tích (ha)`, `triệu đồng`, `%`) says it is to be taken, or None."""
    words = text[slice(*span)]
    start, end = number.span("digits")
    bracket = _IN_BRACKETS.search(text, *span)
    begin, until = bracket.span("unit") if bracket else span
    named = " " + text[begin:until].strip()
    if named.strip() == "%" or re.match(r"[ ]*(?:tỷ|tỉ)[ ]lệ(?![^\W_])", words, re.I):
        return Cell(start, end, value, "percent", None)
    factor = multiplier_pattern().match(named)
    money = currency_pattern().match(named, factor.end() if factor else 0)
    if (money or factor) and (money or factor).end() == len(named):  # type: ignore[union-attr]
        by = table("measures")["multipliers"][factor["word"].lower()] if factor else 1
        return Cell(start, end, scaled(value, by), "money" if money else "count", None if money else span)
    measured = measure_pattern().match(named)
    if measured and _PER_TIME.fullmatch(named, measured.end()):
        return Cell(start, end, value, "measure", _stripped(text, begin, until))
    unit = _counted(text, begin, until) or _counted(text, *span)
    kind = "measure" if isinstance(value, float) else "count"
    return Cell(start, end, value, kind, unit) if unit else None


_PER_TIME = re.compile(r"(?:[ ]?/[ ]?[^\W\d_]{1,8})?", re.I)  # tấn/ngày


def _stripped(text: str, start: int, end: int) -> Span:
    lead = len(text[start:end]) - len(text[start:end].lstrip())
    return start + lead, start + lead + len(text[start:end].strip())


def _counted(text: str, start: int, end: int) -> Span | None:
    start = _stripped(text, start, end)[0]
    count_of = _COUNT_OF.match(text, start, end)
    if count_of:
        return noun_phrase(text, count_of.end(), end)
    words = text[start:end].split()
    if any(word[0].isupper() for word in words[1:2]) or not starts_noun(" " + text[start:end].lower(), 0):
        return None  # Bình Minh is no bottle
    return noun_phrase(text, start, end)
