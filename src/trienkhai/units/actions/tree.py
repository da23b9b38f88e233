"""The tree of a line in time. What lies before the day of a change is never touched; from that day on the places of the
unit and of all below it are written anew, so that each row's path holds for the whole time of the row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from trienkhai.journal.actions import record
from trienkhai.people.models import Person
from trienkhai.vietnamese import N_, format_date

from ..errors import CannotPlace, WrongDay, WrongHeirs, WrongParent
from ..models import DEEPEST, ID_WIDTH, Designation, Line, Placement, Post, Succession, Unit, path_piece
from ..queries import place_of


class Edge(NamedTuple):
    """Under which parent, from a day to a day, however often the parent itself moved meanwhile."""

    parent_id: int | None
    since: date
    until: date | None


@transaction.atomic
def place(
    *, unit: Unit, line: Line, parent: Unit | None, since: date, by: Post | Person | None, now: datetime | None = None
) -> bool:
    """Put the unit under the parent from the day on, with all that stands below it.

    On the first day of its last recorded place it corrects that place. False where it stands there already.
    """
    change_tree(line)
    edges = _edges(unit.pk, line)
    if not edges:
        plant(unit=unit, line=line, parent=parent, since=since)
        record("unit.placed", unit, by=by, at=now or timezone.now())
        return True
    last = edges[-1]
    parent_id = parent.pk if parent else None
    if parent_id == unit.pk:
        raise WrongParent(N_("«{unit}» không thể đứng dưới chính mình."), unit=unit.name)
    if last.until is None and last.parent_id == parent_id and last.since <= since:
        return False
    if since < last.since:
        raise WrongDay(
            N_("«{unit}» đã có chỗ được ghi từ ngày {day}; hãy chọn ngày đó hoặc muộn hơn."),
            unit=unit.name,
            day=format_date(last.since),
        )
    if last.until is not None and last.until > since:
        raise WrongDay(N_("«{unit}» đã được ghi là thôi từ ngày {day}."), unit=unit.name, day=format_date(last.until))
    kept = [*edges[:-1], last._replace(until=min(last.until or since, since))]
    _replant(unit.pk, line, since, [*(e for e in kept if e.since != e.until), Edge(parent_id, since, None)])
    record("unit.moved", unit, by=by, at=now or timezone.now())
    return True


@transaction.atomic
def place_in_line(
    *, unit: Unit, line: Line, parent: Unit | None, since: date, by: Post, now: datetime | None = None
) -> bool:
    """A first place in a further line (song trùng trực thuộc). Where the unit stands there already it is for those who
    act in that line to move it."""
    change_tree(line)
    edges = _edges(unit.pk, line)
    if edges and edges[-1] == Edge(parent.pk if parent else None, since, None):
        return False  # perhaps a moment ago, in another tab
    if edges:
        raise WrongDay(
            N_("«{unit}» đã có chỗ trong hệ thống này từ ngày {day}; người quản lý của hệ thống đó mới chuyển được."),
            unit=unit.name,
            day=format_date(edges[-1].since),
        )
    return place(unit=unit, line=line, parent=parent, since=since, by=by, now=now)


def plant(*, unit: Unit, line: Line, parent: Unit | None, since: date) -> None:
    """The first place of a unit that has none."""
    change_tree(line)
    _write(unit.pk, line, Edge(parent.pk if parent else None, since, None), since)


@transaction.atomic
def begin_earlier(
    *, unit: Unit, line: Line, since: date, by: Post | Person | None, now: datetime | None = None
) -> bool:
    """Let the first name and the first place of the unit hold from an earlier day. False where they do already."""
    change_tree(line)
    changed = False
    name = unit.designations.order_by("since").first()
    if name is not None and since < name.since:
        changed = bool(Designation.objects.filter(pk=name.pk).update(since=since))
    edges = _edges(unit.pk, line)
    if edges and since < edges[0].since:
        _write(unit.pk, line, Edge(edges[0].parent_id, since, edges[0].since), since)
        changed = True
    if changed:
        record("unit.begun_earlier", unit, by=by, at=now or timezone.now())
    return changed


def change_tree(*lines: Line) -> None:
    """One change of a tree at a time: two moves side by side could make a circle. The number of the tree grows, so that
    totals made in it before are made again."""
    for line in sorted(lines, key=lambda one: one.pk):
        Line.objects.filter(pk=line.pk).update(tree=F("tree") + 1)


def _edges(unit_id: int, line: Line) -> list[Edge]:
    """The unit's own changes of parent, oldest first: rows that only follow a moving ancestor are put together."""
    edges: list[Edge] = []
    rows = Placement.objects.filter(unit=unit_id, line=line).order_by("since")
    for row in rows.values_list("parent_id", "since", "until"):
        edge = Edge(*row)
        if edges and edges[-1].parent_id == edge.parent_id and edges[-1].until == edge.since:
            edges[-1] = edges[-1]._replace(until=edge.until)
        else:
            edges.append(edge)
    return edges


def _replant(unit_id: int, line: Line, since: date, edges: list[Edge]) -> None:
    """Write the rows of the unit from the day on, then those of the units below it."""
    own = Placement.objects.filter(unit=unit_id, line=line)
    own.filter(since__gte=since).delete()
    own.filter(Q(until=None) | Q(until__gt=since)).update(until=since)
    for edge in edges:
        _write(unit_id, line, edge, since)
    below = Placement.objects.filter(line=line, parent=unit_id).filter(Q(until=None) | Q(until__gt=since))
    for child_id in sorted(set(below.values_list("unit_id", flat=True))):
        _replant(child_id, line, since, _edges(child_id, line))


def _write(unit_id: int, line: Line, edge: Edge, since: date) -> None:
    """The part of the edge that lies on or after the day, a row for each place of the parent in that time."""
    if edge.until is not None and edge.until <= since:
        return
    edge = edge._replace(since=max(edge.since, since))
    Placement.objects.bulk_create(
        Placement(unit_id=unit_id, line=line, parent_id=edge.parent_id, since=start, until=end, path=path)
        for start, end, path in _spans(unit_id, line, edge)
    )


def _spans(unit_id: int, line: Line, edge: Edge) -> Iterator[tuple[date, date | None, str]]:
    """(since, until, path) along the parent's places, which must cover the whole edge without meeting the unit."""
    piece = path_piece(unit_id)
    if edge.parent_id is None:
        yield edge.since, edge.until, piece
        return
    reached: date | None = edge.since
    above = Placement.objects.filter(unit=edge.parent_id, line=line).filter(Q(until=None) | Q(until__gt=edge.since))
    if edge.until is not None:
        above = above.filter(since__lt=edge.until)
    for row in above.order_by("since"):
        if reached is None or row.since > reached:
            break
        pieces = {row.path[i : i + ID_WIDTH] for i in range(0, len(row.path), ID_WIDTH)}
        if piece in pieces:
            raise WrongParent(N_("«{unit}» không thể đứng dưới chính mình."), unit=Unit.objects.get(pk=unit_id).name)
        if len(pieces) >= DEEPEST:
            raise WrongParent(N_("Hệ thống chỉ có tối đa {most} cấp."), most=DEEPEST)
        end = min((day for day in (row.until, edge.until) if day is not None), default=None)
        yield max(row.since, edge.since), end, row.path + piece
        reached = end
    if reached != edge.until:
        raise WrongDay(
            N_("«{parent}» không có chỗ trong hệ thống vào ngày {day}, nên không thể có đơn vị dưới nó từ ngày đó."),
            parent=Unit.objects.get(pk=edge.parent_id).name,
            day=format_date(reached),
        )


@transaction.atomic
def end_unit(
    *,
    unit: Unit,
    line: Line,
    day: date,
    heirs: dict[Unit, Decimal],
    by: Post | Person | None,
    now: datetime | None = None,
) -> bool:
    """From the day on the unit is no more; each heir takes its share. Without heirs its parent succeeds it.

    `heirs`: shares above 0 that sum to 1. False where just this was recorded already.
    """
    change_tree(line)
    last = _last_edge(unit, line, day)
    if not heirs and last.parent_id is not None:
        heirs = {Unit.objects.get(pk=last.parent_id): Decimal(1)}
    if last.until is not None:
        return _ended_before(unit, line, day, last.until, heirs)
    _nothing_below(unit, line, day)
    _check_heirs(unit, line, day, heirs)
    own = Placement.objects.filter(unit=unit, line=line)
    own.filter(since__gte=day).delete()
    own.filter(Q(until=None) | Q(until__gt=day)).update(until=day)
    Succession.objects.bulk_create(
        Succession(old=unit, new=heir, line=line, date=day, share=share) for heir, share in heirs.items()
    )
    record("unit.ended", unit, by=by, at=now or timezone.now())
    return True


def _last_edge(unit: Unit, line: Line, day: date) -> Edge:
    edges = _edges(unit.pk, line)
    if not edges or edges[-1].since >= day:
        raise WrongDay(
            N_("«{unit}» không có chỗ trong hệ thống ngay trước ngày {day}."), unit=unit.name, day=format_date(day)
        )
    return edges[-1]


def _ended_before(unit: Unit, line: Line, day: date, until: date, heirs: dict[Unit, Decimal]) -> bool:
    """A second click is harmless; anything else would leave two ends."""
    kept = Succession.objects.filter(old=unit, line=line, date=until).values_list("new_id", "share")
    if until == day and dict(kept) == {heir.pk: share for heir, share in heirs.items()}:
        return False
    raise WrongDay(N_("«{unit}» đã được ghi là thôi từ ngày {day}."), unit=unit.name, day=format_date(until))


def _nothing_below(unit: Unit, line: Line, day: date) -> None:
    below = Placement.objects.filter(line=line, parent=unit).filter(Q(until=None) | Q(until__gt=day))
    if first := below.select_related("unit").order_by("unit__sort").first():
        raise CannotPlace(
            N_("Dưới «{unit}» còn «{below}». Hãy chuyển các đơn vị dưới trước khi cho đơn vị này thôi."),
            unit=unit.name,
            below=first.unit.name,
        )


def _check_heirs(unit: Unit, line: Line, day: date, heirs: dict[Unit, Decimal]) -> None:
    if not heirs:
        raise WrongHeirs(N_("«{unit}» không có đơn vị trên; hãy chọn đơn vị kế tục."), unit=unit.name)
    if unit in heirs:
        raise WrongHeirs(N_("«{unit}» không thể kế tục chính mình."), unit=unit.name)
    if min(heirs.values()) <= 0 or sum(heirs.values()) != 1:
        raise WrongHeirs(
            N_("Mỗi phần để lại phải lớn hơn 0 và tổng các phần phải là 100 %, hiện là {total} %."),
            total=f"{sum(heirs.values()) * 100:f}".rstrip("0").rstrip(".").replace(".", ","),
        )
    for heir in heirs:
        if place_of(heir, line, day) is None:
            raise WrongHeirs(
                N_("«{heir}» không có chỗ trong hệ thống vào ngày {day}."), heir=heir.name, day=format_date(day)
            )
