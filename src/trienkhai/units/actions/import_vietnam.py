"""A province of Viet Nam with its former districts and communes, written in one go: thousands of rows, no loops of
queries. What it writes is what `create_unit`, `place`, `rename` and `end_unit` would have, one day after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from trienkhai.journal.actions import record
from trienkhai.people.models import Person
from trienkhai.vietnamese import N_, format_date

from ..errors import WrongCode, WrongDay, WrongParent
from ..models import DEEPEST, ID_WIDTH, Designation, Line, Placement, Post, Succession, Unit, UnitKind, path_piece
from ..vietnam import BEGINNING, REFORM, Province, State, VietnamUnit
from .catalogue import load_kinds
from .naming import _keys
from .tree import begin_earlier, change_tree


@dataclass(frozen=True)
class Above:
    """Where the parent of the province stood, from a day to a day; empty path: the province stands at the top."""

    since: date
    until: date | None
    path: str


@transaction.atomic
def import_vietnam(
    *,
    province: Province,
    parent: str = "",
    by: Post | Person | None,
    now: datetime | None = None,
) -> bool:
    """Add the province, the former provinces in it, districts and communes of both days. False where it is there.

    `parent`: code of the unit above, empty for none; former units begin on vietnam.BEGINNING, or with its first day.
    Raises WrongCode where a code or the province itself was entered before, WrongDay and WrongParent where it cannot
    stand below `parent`.
    """
    load_kinds()
    now, line = now or timezone.now(), Line.objects.select_for_update().get(code="admin")
    if _is_there(province):
        return False
    over = _parent(parent)
    above = _above(over, line, by, now)
    units = _add_units(province, now)
    kinds = {kind.code: kind for kind in UnitKind.objects.all()}
    begin = above[0].since
    Designation.objects.bulk_create(
        Designation(unit=units[row.code], name=state.name, kind=kinds[state.kind], official_code=state.official, **days)
        for row in province.units
        for state, days in _designations(row, begin)
    )
    change_tree(line)
    Placement.objects.bulk_create(_placements(province, units, over, line, above))
    Succession.objects.bulk_create(
        Succession(old=units[heir.old], new=units[heir.new], line=line, date=REFORM, share=heir.share)
        for heir in province.heirs
    )
    _tell(province, units, by, now)
    return True


def _is_there(province: Province) -> bool:
    """Whether it was loaded before. Raises WrongCode where only some of it is there, or it has another code."""
    codes = {unit.code for unit in province.units}
    taken = set(Unit.objects.filter(code__in=codes).values_list("code", flat=True))
    if taken == codes:
        return True
    if taken:
        raise WrongCode(
            N_("{number} mã của «{province}» đã dùng cho đơn vị khác, chẳng hạn «{example}». Chưa nạp gì."),
            number=len(taken),
            province=province.name,
            example=min(taken),
        )
    states = (state for unit in province.units for state in (unit.was, unit.now))
    names = {_keys(state.name)["folded"] for state in states if state and state.kind == "province"}
    other = Unit.objects.filter(kind__code="province", folded__in=names).first()
    if other is not None:
        raise WrongCode(
            N_("Đã có «{unit}» với mã «{given}»; nạp thêm thì thành hai đơn vị. Chưa nạp gì."),
            unit=other.name,
            given=other.code,
        )
    return False


def _parent(code: str) -> Unit | None:
    if not code:
        return None
    parent = Unit.objects.filter(code=code.strip().lower()).first()
    if parent is None:
        raise WrongParent(N_("Không có đơn vị cấp trên có mã «{parent}»."), parent=code)
    return parent


def _above(parent: Unit | None, line: Line, by: Post | Person | None, now: datetime) -> list[Above]:
    """Every place of the parent up to today's, without a gap. One that begins after the reform (the first unit of an
    installation begins on the day of that) is let begin before it, or nothing could have stood below it then."""
    if parent is None:
        return [Above(BEGINNING, None, "")]
    places = _places(parent, line)
    if places and places[0].since >= REFORM:
        begin_earlier(unit=parent, line=line, since=BEGINNING, by=by, now=now)
        places = _places(parent, line)
    if not places or places[-1].until is not None or places[0].since >= REFORM:
        raise WrongDay(
            N_("«{parent}» phải có chỗ trong hệ thống từ trước ngày {day} đến nay thì mới có tỉnh cũ dưới nó."),
            parent=parent.name,
            day=format_date(REFORM),
        )
    if max(len(place.path) for place in places) // ID_WIDTH + 3 > DEEPEST:
        raise WrongParent(N_("Hệ thống chỉ có tối đa {most} cấp."), most=DEEPEST)
    return [Above(max(places[0].since, BEGINNING), places[0].until, places[0].path), *places[1:]]


def _places(parent: Unit, line: Line) -> list[Above]:
    """The newest ones between which there is no gap; two that only follow each other are one."""
    places: list[Above] = []
    for row in Placement.objects.filter(unit=parent, line=line).order_by("since"):
        since = row.since
        if places and places[-1].until != row.since:
            places = []
        elif places and places[-1].path == row.path:
            since = places.pop().since
        places.append(Above(since, row.until, row.path))
    return places


def _add_units(province: Province, now: datetime) -> dict[str, Unit]:
    kinds = {kind.code: kind for kind in UnitKind.objects.all()}
    rows = []
    for unit in province.units:
        state = unit.now or unit.was
        assert state is not None
        rows.append(Unit(code=unit.code, name=state.name, kind=kinds[state.kind], created_at=now, **_keys(state.name)))
    return {unit.code: unit for unit in Unit.objects.bulk_create(rows)}


def _designations(unit: VietnamUnit, begin: date) -> Iterator[tuple[State, dict[str, date | None]]]:
    if unit.was and unit.was == unit.now:
        yield unit.was, {"since": begin, "until": None}
        return
    if unit.was:
        yield unit.was, {"since": begin, "until": REFORM}
    if unit.now:
        yield unit.now, {"since": REFORM, "until": None}


def _placements(
    province: Province, units: dict[str, Unit], parent: Unit | None, line: Line, above: list[Above]
) -> Iterator[Placement]:
    """A row for each place of each unit, cut where a unit above the province moved."""
    top = province.itself.code
    pieces = {code: path_piece(unit.pk) for code, unit in units.items()}
    paths = {"": ""}  # before the reform, from the province down; a parent's row comes before those below it
    for unit in province.units:
        own = pieces[unit.code]
        paths[unit.code] = paths[unit.parent] + own
        under = "" if unit.code == top else top
        stays = unit.was is not None and unit.now is not None and unit.parent == under
        places = []
        if unit.was:
            places.append((unit.parent, paths[unit.code], above[0].since, None if stays else REFORM))
        if unit.now and not stays:
            places.append((under, pieces[top] + own if under else own, REFORM, None))
        for code, path, since, until in places:
            over = units[code] if code else parent
            for start, end, prefix in _cut(above, since, until):
                yield Placement(
                    unit=units[unit.code], line=line, parent=over, since=start, until=end, path=prefix + path
                )


def _cut(above: Iterable[Above], since: date, until: date | None) -> Iterator[tuple[date, date | None, str]]:
    for place in above:
        start = max(since, place.since)
        end = min((day for day in (until, place.until) if day is not None), default=None)
        if end is None or start < end:
            yield start, end, place.path


def _tell(province: Province, units: dict[str, Unit], by: Post | Person | None, now: datetime) -> None:
    """What happened to each, as if it had been done on its page."""
    for unit in province.units:
        record("unit.created", units[unit.code], by=by, at=now)
        if unit.now is None:
            record("unit.ended", units[unit.code], by=by, at=now)
