"""Placements and successions: unknown names, two places at once, cycles, shares, successors of the living."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ..errors import Problem
from ..model import Inputs, Succession, UnitPlacement
from ..tree import Placements
from ..values import DIFFERS, plain
from .rows import cycles, numbered

Numbered = list[tuple[int, UnitPlacement]]


def unit_problems(inputs: Inputs, known: set[str]) -> Iterator[Problem]:
    """Of the table `units`."""
    of: dict[str, Numbered] = {}
    for number, row in numbered(inputs.units):
        if row.parent is not None and row.parent not in known:
            yield Problem("units", number, f"đơn vị cấp trên “{row.parent}” không có trong bảng units")
        if row.since is not None and row.until is not None and row.since >= row.until:
            yield Problem("units", number, f"đơn vị “{row.unit}” kết thúc trước khi bắt đầu (since ≥ until)")
        else:
            of.setdefault(row.unit, []).append((number, row))
    for rows in of.values():
        if len(rows) > 1:
            yield from _overlaps(rows)
    yield from _unit_cycles(of)


def _begin(row: UnitPlacement) -> date:
    return row.since or date.min


def _overlap(one: UnitPlacement, other: UnitPlacement) -> bool:
    earlier, later = sorted((one, other), key=_begin)
    return earlier.until is None or _begin(later) < earlier.until


def _overlaps(rows: Numbered) -> Iterator[Problem]:
    rows = sorted(rows, key=lambda numbered_row: _begin(numbered_row[1]))
    longest = rows[0]
    for number, row in rows[1:]:
        if _overlap(longest[1], row):
            later, earlier = max(number, longest[0]), min(number, longest[0])
            yield Problem(
                "units", later, f"đơn vị “{row.unit}” đứng ở hai nơi trong cùng một ngày (xem dòng {earlier})"
            )
        if (row.until or date.max) > (longest[1].until or date.max):
            longest = number, row


def _unit_cycles(of: dict[str, Numbered]) -> Iterator[Problem]:
    """A cycle on any day. Only units that can reach each other at all need to be looked at day by day."""
    edges = {unit: {row.parent for _, row in rows if row.parent is not None} for unit, rows in of.items()}
    for group in cycles(edges):
        reported: set[frozenset[str]] = set()
        for day in sorted({_begin(row) for unit in group for _, row in of.get(unit, ())}):
            for cycle in _cycles_on(day, group, of):
                if frozenset(cycle) not in reported:
                    reported.add(frozenset(cycle))
                    number = min(number for number, row in cycle.values())
                    yield Problem("units", number, f"các đơn vị nằm dưới nhau thành vòng: {_chain(cycle)}")


def _cycles_on(day: date, group: list[str], of: dict[str, Numbered]) -> Iterator[dict[str, tuple[int, UnitPlacement]]]:
    standing = {
        unit: (number, row)
        for unit in group
        for number, row in of.get(unit, ())
        if _begin(row) <= day and (row.until is None or day < row.until)
    }
    seen: set[str] = set()
    for start in standing:
        path: list[str] = []
        unit: str | None = start
        while unit is not None and unit in standing and unit not in seen:
            seen.add(unit)
            path.append(unit)
            unit = standing[unit][1].parent
        if unit in path:
            yield {name: standing[name] for name in path[path.index(unit) :]}


def _chain(cycle: dict[str, tuple[int, UnitPlacement]]) -> str:
    names = list(cycle)
    return " → ".join([*names, names[0]])


def succession_problems(inputs: Inputs, known: set[str]) -> Iterator[Problem]:
    """Of the table `successions`."""
    placements = Placements(inputs.units)
    shares: dict[tuple[str, date], Decimal] = {}
    last_row: dict[tuple[str, date], int] = {}
    for number, row in numbered(inputs.successions):
        yield from _one_succession(number, row, known, placements)
        key = row.old, row.date
        shares[key] = shares.get(key, Decimal(0)) + row.share
        last_row[key] = number
    for (old, day), share in shares.items():
        if abs(share - 1) > DIFFERS:
            reason = f"các phần của “{old}” ngày {day.isoformat()} cộng lại bằng {plain(share)}, phải bằng 1"
            yield Problem("successions", last_row[old, day], reason)
    edges: dict[str, set[str]] = {}
    for row in inputs.successions:
        edges.setdefault(row.old, set()).add(row.new)
    for group in cycles(edges):
        number = min(n for n, row in numbered(inputs.successions) if row.old in group and row.new in group)
        yield Problem("successions", number, f"các đơn vị kế tục nhau thành vòng: {', '.join(group)}")


def _one_succession(number: int, row: Succession, known: set[str], placements: Placements) -> Iterator[Problem]:
    for unit in (row.old, row.new):
        if unit not in known:
            yield Problem("successions", number, f"đơn vị “{unit}” không có trong bảng units")
    if not (0 < row.share <= 1):
        yield Problem("successions", number, f"phần kế tục phải lớn hơn 0 và không quá 1, đây là {plain(row.share)}")
    if placements.on(row.old, row.date):
        reason = f"“{row.old}” vẫn còn hoạt động vào ngày {row.date.isoformat()} nên chưa thể có đơn vị kế tục"
        yield Problem("successions", number, reason)
