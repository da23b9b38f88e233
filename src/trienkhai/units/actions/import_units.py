"""Units from a table: the same actions as the pages, the whole table or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction

from trienkhai.people.models import Person
from trienkhai.vietnamese import N_, fold

from ..errors import WrongRow
from ..models import Line, Post, Unit, UnitKind, on_day
from ..queries import place_of, today
from .catalogue import load_kinds
from .naming import create_unit, rename, tidy
from .tables import Progress, Row, Taken, day_of, need, rows_of, take_rows
from .tree import begin_earlier, place

COLUMNS = {
    "code": ["ma"],
    "name": ["ten", "ten_don_vi"],
    "kind": ["loai", "loai_don_vi"],
    "parent": ["truc_thuoc", "cap_tren"],
    "since": ["tu_ngay"],
    "official_code": ["ma_chinh_thuc"],
    "line": ["he_thong"],
}


@transaction.atomic
def import_units(
    *,
    table: list[list[str]],
    by: Post | Person | None,
    now: datetime | None = None,
    progress: Progress | None = None,
) -> Taken:
    """Add units, and change those whose code is known: name, kind, official code or parent, from `since` on.

    A row that says what already held on its day changes nothing, so the same table may come again. Rows may stand in
    any order. Raises BadTable with every wrong row; then nothing was taken.
    """
    load_kinds()
    rows = rows_of(table, COLUMNS, ["code", "name", "kind"])
    taker = _Taker(by, now)
    take_rows(_parents_first(rows), taker.take, progress)
    return taker.taken


def _parents_first(rows: dict[int, Row]) -> Iterator[tuple[int, Row]]:
    """A row after that of its parent; rows in a circle come as they stand, and fail."""
    number_of = {row["code"].lower(): number for number, row in reversed(rows.items())}
    done: set[int] = set()
    for start in rows:
        chain: list[int] = []
        number: int | None = start
        while number is not None and number not in done and number not in chain:
            chain.append(number)
            number = number_of.get(rows[number]["parent"].lower())
        for number in reversed(chain):
            done.add(number)
            yield number, rows[number]


class _Taker:
    """Takes rows one after the other and remembers what it saw."""

    def __init__(self, by: Post | Person | None, now: datetime | None) -> None:
        self.by, self.now, self.taken = by, now, Taken()
        self.failed: set[str] = set()
        self.seen: set[tuple[str, str]] = set()  # a unit has a row for each line
        self.lines = {line.code: line for line in Line.objects.all()}
        self.kinds = {word: kind for kind in UnitKind.objects.all() for word in (kind.code, fold(kind.name))}

    def take(self, row: Row) -> None:
        code = row["code"].lower()
        if row["parent"].lower() in self.failed:
            self.failed.add(code)
            raise WrongRow("")  # the parent's row says why
        try:
            self._take(code, row)
        except Exception:
            self.failed.add(code)
            raise

    def _take(self, code: str, row: Row) -> None:
        need(row, "code")
        place = (code, row["line"].lower() or "admin")
        if place in self.seen:
            raise WrongRow(N_("Mã «{given}» có ở hai dòng của tệp."), given=code)
        self.seen.add(place)
        kind = self.kinds.get(fold(need(row, "kind")))
        if kind is None:
            known = ", ".join(sorted({kind.code for kind in self.kinds.values()}))
            raise WrongRow(N_("Không có loại đơn vị «{kind}». Các loại: {known}."), kind=row["kind"], known=known)
        line = self.lines.get(row["line"].lower() or "admin")
        if line is None:
            raise WrongRow(N_("Không có hệ thống «{line}»."), line=row["line"])
        given: dict[str, Any] = {"name": tidy(row["name"]), "kind": kind, "official_code": row["official_code"]}
        unit, parent, since = Unit.objects.filter(code=code).first(), self._parent(row), day_of(row, "since")
        if unit is None:
            if since is None:
                raise WrongRow(N_("Thiếu «{column}»."), column="since")
            create_unit(code=code, line=line, parent=parent, since=since, by=self.by, now=self.now, **given)
            self.taken.added.append(code)
        else:
            self._change(unit, line, parent, since or today(), given)

    def _parent(self, row: Row) -> Unit | None:
        if not row["parent"]:
            return None
        parent = Unit.objects.filter(code=row["parent"].lower()).first()
        if parent is None:
            raise WrongRow(N_("Không có đơn vị cấp trên có mã «{parent}»."), parent=row["parent"])
        return parent

    def _change(self, unit: Unit, line: Line, parent: Unit | None, since: date, given: dict[str, Any]) -> None:
        """What held on the day is left; the rest is done by the actions of the pages."""
        asked = (given["name"], given["kind"].pk, given["official_code"])
        parent_id = parent.pk if parent else None
        changed = self._begins_so(unit, line, since, asked, parent_id) and begin_earlier(
            unit=unit, line=line, since=since, by=self.by, now=self.now
        )
        then, stood = unit.designations.filter(on_day(since)).first(), place_of(unit, line, since)
        if then is None or (then.name, then.kind_id, then.official_code) != asked:
            changed |= rename(unit=unit, since=since, by=self.by, now=self.now, **given)
        if stood is None or stood.parent_id != parent_id:
            changed |= place(unit=unit, line=line, parent=parent, since=since, by=self.by, now=self.now)
        (self.taken.changed if changed else self.taken.same).append(unit.code)

    def _begins_so(self, unit: Unit, line: Line, since: date, asked: tuple[Any, ...], parent_id: int | None) -> bool:
        """Whether the row tells what is known of the unit's beginning, but from an earlier day."""
        name = unit.designations.order_by("since").first()
        stood = unit.placements.filter(line=line).order_by("since").first()
        return (
            name is not None
            and stood is not None
            and since < min(name.since, stood.since)
            and asked == (name.name, name.kind_id, name.official_code)
            and stood.parent_id == parent_id
        )
