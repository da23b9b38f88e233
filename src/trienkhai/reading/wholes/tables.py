"""Sums in tables: rows and columns named `Tổng`, sums of groups, groups of numbered rows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from trienkhai.reading.lexicon import EDGE_LEFT, EDGE_RIGHT, any_of, table
from trienkhai.reading.tables import Row, tables
from trienkhai.reading.wholes.behind import Sum
from trienkhai.reading.wholes.counted import Counted

_GROUP, _PLAIN, _BELOW, _SUM, _WIDE = 0, 1, 2, 3, 4
_NUMBERING = re.compile(
    r"""
    [ ]*(?:
        (?P<group>[IVX]{1,5}|[A-ZĐ])[.)/]?          # II, A.
      | \d{1,2}(?P<below>\.\d{1,2})+\.?            # 1.2
      | \d{1,2}[.)]?                               # 3.
      | (?P<dash>[-+*•])
    )(?=[ ]|$)[ ]*
    """,
    re.X,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table with numbers: its level, and the figures by column."""

    level: int
    figures: dict[int, int]


@dataclass(frozen=True, slots=True)
class Shape:
    """The rows of a table by what they are: of sums, of groups, plain ones; `others`: all but the sums."""

    sums: Sequence[int]
    others: Sequence[int]
    groups: Sequence[int]
    plain: Sequence[int]


@cache
def _sums(name: str) -> re.Pattern[str]:
    words = any_of(table("wholes")[name])
    return re.compile(rf"[ ]*(?:{words})(?:[ ]*\([^()]{{0,40}}\)|[ ][^\t\n]{{0,30}})?[ ]*:?[ ]*", re.I)


@cache
def _means() -> re.Pattern[str]:
    return re.compile(rf"{EDGE_LEFT}(?:{any_of(table('wholes')['means'])}){EDGE_RIGHT}|%", re.I)


def in_tables(counted: Counted) -> Iterator[Sum]:
    """(whole, its parts, whether they add up) of every table; shares in percent are not added up."""
    text = counted.text
    at = {q.start: i for i, q in enumerate(counted.found) if q.kind != "percent"} if "\t" in text else {}
    for rows in tables(text) if at else ():
        width = Counter(len(row) for row in rows).most_common(1)[0][0]
        square = [row for row in rows if len(row) == width]
        found = [_figures(text, row, at) for row in square]
        lines = [Line(_level(text, row, in_row), in_row) for row, in_row in zip(square, found, strict=True) if in_row]
        titles = [text[slice(*cell)] for cell in square[0]] if not found[0] else []
        seen: set[int] = set()
        for whole, parts, holds in [*_down(counted, lines, titles), *_across(counted, lines, titles)]:
            if whole not in seen:
                seen.add(whole)
                yield whole, parts, holds


def _figures(text: str, row: Row, at: dict[int, int]) -> dict[int, int]:
    """The figures of a row by column."""
    figures = {}
    for column, (start, end) in enumerate(row):
        cell = text[start:end]
        place = start + len(cell) - len(cell.lstrip())
        if place in at:
            figures[column] = at[place]
    return figures


def _level(text: str, row: Row, figures: dict[int, int]) -> int:
    words = [word for cell in row[: min(figures) + 1] if (word := text[slice(*cell)]).strip()][:2]
    if any(_sums("sums").fullmatch(word) for word in words):
        return _SUM
    if any(_sums("wide_sums").fullmatch(word) for word in words):
        return _WIDE
    numbered = _NUMBERING.match(words[0]) if words else None
    if not numbered:
        return _BELOW if words and re.match(r"[ ]*trong[ ]đó", words[0], re.I) else _PLAIN
    return _GROUP if numbered["group"] else _BELOW if numbered["below"] or numbered["dash"] else _PLAIN


def _down(counted: Counted, lines: Sequence[Line], titles: Sequence[str]) -> list[Sum]:
    """Column by column: rows of sums, then groups whose rows follow them."""
    out: list[Sum] = []
    shape = _shape(lines)
    for at in shape.sums:
        choices = list(_summed(shape, len(lines), at))
        sums = [s for column in lines[at].figures if (s := _column(counted, lines, at, column, choices))]
        sums = [s for s in sums if s[2] or not _is_mean(titles, lines[at], s[0])]
        if lines[at].level == _SUM or any(holds for _, _, holds in sums):
            out += sums
    groups = [s for at, line in enumerate(lines) if line.level in (_GROUP, _PLAIN) for s in _group(counted, lines, at)]
    some_hold = any(holds for _, _, holds in groups)
    return [*out, *(s for s in groups if s[2] or some_hold)]


def _is_mean(titles: Sequence[str], line: Line, figure: int) -> bool:
    column = next(c for c, i in line.figures.items() if i == figure)
    return column < len(titles) and bool(_means().search(titles[column]))


def _column(counted: Counted, lines: Sequence[Line], at: int, column: int, rows: Sequence[Sequence[int]]) -> Sum | None:
    """What the row of sums `at` sums up in a column: the first choice of rows that adds up, else the first choice."""
    whole = lines[at].figures[column]
    choices = []
    for some in rows:
        parts = tuple(lines[n].figures[column] for n in some if column in lines[n].figures)
        if len(parts) > 1 and all(counted.families[p] == counted.families[whole] for p in parts):
            choices.append(parts)
    for parts in choices:
        if _adds_up(counted, whole, parts):
            return whole, parts, True
    return (whole, choices[0], False) if choices else None


def _shape(lines: Sequence[Line]) -> Shape:
    sums = [n for n, line in enumerate(lines) if line.level in (_SUM, _WIDE)]
    others = [n for n, line in enumerate(lines) if line.level not in (_SUM, _WIDE)]
    groups = [n for n in others if lines[n].level == _GROUP]
    return Shape(sums, others, groups, [n for n in others if lines[n].level != _BELOW])


def _summed(shape: Shape, count: int, at: int) -> Iterator[Sequence[int]]:
    """The rows that a row of sums may sum up, the likeliest first."""
    if len(shape.sums) == 1:
        if len(shape.groups) > 1:
            yield shape.groups
        yield shape.plain
        yield shape.others
        return
    rank = bisect_left(shape.sums, at)
    last = shape.sums[rank - 1] if rank else 0
    since = shape.plain[bisect_left(shape.plain, last) : bisect_left(shape.plain, at)]
    if at == count - 1:
        yield [*shape.sums[:rank], *since]
        yield shape.plain
    elif at == 0:
        yield shape.plain
        yield shape.sums[1:]
    else:
        yield since


def _group(counted: Counted, lines: Sequence[Line], at: int) -> Iterator[Sum]:
    """The rows below a numbered one, where they count the same."""
    level = lines[at].level
    below = []
    for n in range(at + 1, len(lines)):
        if lines[n].level <= level or lines[n].level in (_SUM, _WIDE):
            break
        below.append(n)
    nearest = min((lines[n].level for n in below), default=level)
    direct = [n for n in below if lines[n].level == nearest]
    for column, whole in lines[at].figures.items():
        parts = tuple(lines[n].figures[column] for n in direct if column in lines[n].figures)
        if len(parts) > 1 and all(counted.found[p].kind == counted.found[whole].kind for p in parts):
            yield whole, parts, _adds_up(counted, whole, parts)


def _across(counted: Counted, lines: Sequence[Line], titles: Sequence[str]) -> list[Sum]:
    """Row by row: a column named `Tổng số` at either end of others that count the same; half of the rows add up."""
    named = [
        c for c, title in enumerate(titles) if _sums("sums").fullmatch(title) or _sums("wide_sums").fullmatch(title)
    ]
    out: list[Sum] = []
    for column in named[:1]:
        sums: list[Sum] = []
        for line in lines:
            whole = line.figures.get(column)
            others = [c for c in line.figures if c != column]
            if whole is None or not (column < min(others, default=0) or column > max(others, default=column)):
                continue
            parts = tuple(
                line.figures[c] for c in others if counted.found[line.figures[c]].kind == counted.found[whole].kind
            )
            heads = {counted.head(p) for p in parts}
            if len(parts) == len(others) > 1 and len(heads) == 1:
                sums.append((whole, parts, _adds_up(counted, whole, parts)))
        if 2 * sum(holds for _, _, holds in sums) >= max(1, len(sums)):
            out += sums
    return out


def _adds_up(counted: Counted, whole: int, parts: Sequence[int]) -> bool:
    return sum((counted.value(p) for p in parts), Decimal(0)) == counted.value(whole)
