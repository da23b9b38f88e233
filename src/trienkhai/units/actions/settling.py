"""A whole line rewritten from a day on, in a handful of queries: thousands of units move on one day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from trienkhai.vietnamese import N_, format_date

from ..errors import WrongDay, WrongParent
from ..models import DEEPEST, ID_WIDTH, Line, Placement, Unit, path_piece

AT_ONCE = 2_000


@dataclass
class _Rows:
    """What is to be written."""

    close: list[int] = field(default_factory=list)  # end on the day
    reopen: list[int] = field(default_factory=list)  # have no end any more
    drop: list[int] = field(default_factory=list)
    make: list[Placement] = field(default_factory=list)
    correct: list[Placement] = field(default_factory=list)


def settle(*, line: Line, day: date, parents: Mapping[int, int | None], gone: Collection[int] = ()) -> None:
    """From the day on each of these units stands under its parent, and those gone nowhere; all others where they did.

    A row that began before the day is ended and begun anew; one that holds from that very day is corrected; where the
    row before says just what is wanted, it goes on. Raises WrongDay where something later is recorded already.
    """
    standing = {row.unit_id: row for row in Placement.objects.filter(line=line).on(day).order_by()}
    wanted = {unit: row.parent_id for unit, row in standing.items()} | dict(parents)
    for unit in gone:
        wanted.pop(unit, None)
    paths = _paths(wanted)
    before = {row.unit_id: row for row in Placement.objects.filter(line=line, until=day).order_by()}
    rows = _Rows()
    for unit, path in paths.items():
        _want(rows, unit, line, day, wanted[unit], path, standing.get(unit), before.get(unit))
    for unit in gone:
        if unit in standing:
            (rows.drop if standing[unit].since == day else rows.close).append(standing[unit].pk)
    _write(rows, day)


def _want(
    rows: _Rows,
    unit: int,
    line: Line,
    day: date,
    parent: int | None,
    path: str,
    now: Placement | None,
    before: Placement | None,
) -> None:
    if now is not None and (now.parent_id, now.path) == (parent, path):
        return
    if now is not None and now.until is not None:
        raise WrongDay(
            N_("«{unit}» đã có thay đổi chỗ được ghi từ ngày {day}. Hãy chọn ngày hiệu lực khác."),
            unit=Unit.objects.get(pk=unit).name,
            day=format_date(now.until),
        )
    goes_on = before is not None and (before.parent_id, before.path) == (parent, path)
    if now is not None and now.since == day and not goes_on:
        now.parent_id, now.path = parent, path
        rows.correct.append(now)
        return
    if now is not None:
        (rows.drop if now.since == day else rows.close).append(now.pk)
    if goes_on and before is not None:
        rows.reopen.append(before.pk)
    else:
        rows.make.append(Placement(unit_id=unit, line=line, parent_id=parent, since=day, path=path))


def _paths(parents: Mapping[int, int | None]) -> dict[int, str]:
    """The path of everybody; raises where somebody would stand below themselves or nowhere."""
    paths: dict[int, str] = {}
    for start in parents:
        chain: list[int] = []
        unit: int | None = start
        while unit is not None and unit not in paths:
            if unit in chain or unit not in parents:
                raise WrongParent(
                    N_("«{unit}» không thể đứng dưới chính mình hoặc dưới đơn vị không còn."),
                    unit=Unit.objects.get(pk=start).name,
                )
            chain.append(unit)
            unit = parents[unit]
        path = paths[unit] if unit is not None else ""
        for below in reversed(chain):
            path += path_piece(below)
            if len(path) > ID_WIDTH * DEEPEST:
                raise WrongParent(N_("Hệ thống chỉ có tối đa {most} cấp."), most=DEEPEST)
            paths[below] = path
    return paths


def _write(rows: _Rows, day: date) -> None:
    """Ends first: a unit has one open place."""
    for part in _parts(rows.drop):
        Placement.objects.filter(pk__in=part).delete()
    for part in _parts(rows.close):
        Placement.objects.filter(pk__in=part).update(until=day)
    for part in _parts(rows.reopen):
        Placement.objects.filter(pk__in=part).update(until=None)
    Placement.objects.bulk_create(rows.make, batch_size=AT_ONCE)
    Placement.objects.bulk_update(rows.correct, ["parent", "path"], batch_size=200)


def _parts(ids: list[int]) -> list[list[int]]:
    return [ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE)]
