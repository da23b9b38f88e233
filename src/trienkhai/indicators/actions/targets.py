"""What a unit is to reach: set by whoever stands above it, one after the other or from a table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from trienkhai.journal.actions import record
from trienkhai.people.models import Person
from trienkhai.units.actions.tables import Progress, Row, Taken, need, rows_of, take_rows
from trienkhai.units.errors import WrongRow
from trienkhai.units.models import Post, Unit
from trienkhai.vietnamese import N_, parse_number

from .. import periods
from ..errors import TargetChanged, TargetLacksBasis
from ..models import Indicator, Target

COLUMNS = {
    "unit": ["don_vi", "ma_don_vi"],
    "indicator": ["chi_tieu", "ma_chi_tieu"],
    "period": ["ky", "ky_so_lieu", "nam"],
    "value": ["gia_tri", "so_ke_hoach", "ke_hoach"],
    "basis": ["can_cu", "van_ban", "ly_do"],
}


@transaction.atomic
def set_target(
    *,
    unit: Unit,
    indicator: Indicator,
    period: str,
    value: Decimal | None,
    basis: str,
    by: Post | Person | None,
    seen: int | None = None,
    now: datetime | None = None,
) -> Target | None:
    """A new version; None where just this holds already. `value` None takes the target back.

    `seen`: the version that stood on the page (0: none); another one since then raises TargetChanged.
    """
    period, basis = periods.canonical(period), " ".join(basis.split())[:300]
    Unit.objects.select_for_update().get(pk=unit.pk)  # one at a time for a unit's targets
    versions = Target.objects.filter(unit=unit, indicator=indicator, period=period)
    last = versions.order_by("-version").first()
    if (last.value if last else None) == value and (value is None or (last and basis in ("", last.basis))):
        return None
    if seen is not None and seen != (last.version if last else 0):
        raise TargetChanged(
            N_("Kế hoạch «{indicator}» vừa được người khác sửa. Hãy xem số mới rồi sửa lại nếu cần."),
            indicator=indicator.name,
        )
    if not basis:
        raise TargetLacksBasis(N_("Hãy ghi căn cứ: văn bản giao kế hoạch, hoặc lý do sửa."))
    through, person = (by.unit, by.person) if isinstance(by, Post) else (None, by)
    made = Target.objects.create(
        unit=unit,
        indicator=indicator,
        period=period,
        version=last.version + 1 if last else 1,
        value=value,
        basis=basis,
        by=person,
        through=through,
        at=now or timezone.now(),
    )
    record("target.set" if value is not None else "target.taken_back", made, by=by, at=made.at)
    return made


@transaction.atomic
def set_targets(
    *,
    unit: Unit,
    period: str,
    values: Mapping[Indicator, tuple[Decimal | None, int]],
    basis: str,
    by: Post | Person | None,
    now: datetime | None = None,
) -> int:
    """Several of a unit at once, all or none: {indicator: (value, version seen)}. How many were new."""
    now = now or timezone.now()
    made = [
        set_target(unit=unit, indicator=one, period=period, value=value, basis=basis, by=by, seen=seen, now=now)
        for one, (value, seen) in values.items()
    ]
    return sum(one is not None for one in made)


@transaction.atomic
def import_targets(
    *,
    table: list[list[str]],
    by: Post | Person | None,
    now: datetime | None = None,
    progress: Progress | None = None,
) -> Taken:
    """Targets from a table, all or none; a row that says what already holds changes nothing. Raises BadTable with every
    wrong row."""
    now = now or timezone.now()
    rows = rows_of(table, COLUMNS, ["unit", "indicator", "period", "value"])
    taker = _Taker(by, now)
    take_rows(rows.items(), taker.take, progress)
    return taker.taken


class _Taker:
    """Takes rows one after the other and remembers which cells it met."""

    def __init__(self, by: Post | Person | None, now: datetime) -> None:
        self.by, self.now, self.taken = by, now, Taken()
        self.units = Unit.objects.in_bulk(field_name="code")
        self.indicators = Indicator.objects.in_bulk(field_name="code")
        self.met: set[tuple[int, int, str]] = set()

    def take(self, row: Row) -> None:
        unit = _known(self.units, need(row, "unit").lower(), N_("Không có đơn vị nào có mã «{given}»."))
        indicator = _known(self.indicators, need(row, "indicator"), N_("Không có chỉ tiêu nào có mã «{given}»."))
        period = periods.canonical(need(row, "period").upper())
        cell = unit.pk, indicator.pk, period
        if cell in self.met:
            raise WrongRow(N_("Kế hoạch này đã có ở một dòng trên."))
        self.met.add(cell)
        made = set_target(
            unit=unit,
            indicator=indicator,
            period=period,
            value=parse_number(need(row, "value")),
            basis=row["basis"],
            by=self.by,
            now=self.now,
        )
        done = self.taken.same if made is None else self.taken.added if made.version == 1 else self.taken.changed
        done.append(f"{unit.code} {indicator.code} {period}")


def _known(found: Mapping[str, Model], code: str, otherwise: str) -> Any:
    if code not in found:
        raise WrongRow(otherwise, given=code)
    return found[code]
