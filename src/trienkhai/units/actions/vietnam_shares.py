"""Shares of divided communes of Viet Nam, from somebody who knows them, in place of what the data only mark."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from trienkhai.journal.actions import record
from trienkhai.people.models import Person
from trienkhai.vietnamese import N_

from ..errors import WrongCode, WrongRow
from ..models import Line, Post, Succession, Unit
from ..vietnam import REFORM, Province
from .tables import Row, Taken, need, rows_of, share_of, take_rows
from .tree import change_tree

COLUMNS = {
    "old": ["ma_cu", "don_vi_cu"],
    "new": ["ma_moi", "don_vi_moi"],
    "share": ["ty_le", "phan"],
}


@transaction.atomic
def settle_shares(
    *, province: Province, table: list[list[str]], by: Post | Person | None, now: datetime | None = None
) -> Taken:
    """Let each `old` of the table go on in its `new` ones by the shares given; an heir that is not named gets nothing.

    Only divided communes, and only among their heirs; the shares of one `old` sum to 1 (or 100 %). Figures stay as
    they are. Raises BadTable with every wrong row, WrongCode where the province is not loaded; then nothing is taken.
    """
    line = Line.objects.select_for_update().filter(code="admin").first()
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=[unit.code for unit in province.units])}
    if line is None or len(units) < len(province.units):
        raise WrongCode(N_("«{province}» chưa được nạp."), province=province.name)
    rows = rows_of(table, COLUMNS, list(COLUMNS))
    heirs = _heirs(province)
    given: dict[str, dict[str, Decimal]] = defaultdict(dict)
    last = {row["old"].lower(): row for row in rows.values()}
    taken = Taken()

    def take(row: Row) -> None:
        old, new, share = _row(row, heirs)
        given[old][new] = given[old].get(new, Decimal(0)) + share
        if row is last[old]:  # all rows of the unit are read
            changed = _settle(units, old, given[old], line, by, now or timezone.now())
            (taken.changed if changed else taken.same).append(old)

    take_rows(rows.items(), take)
    return taken


def _heirs(province: Province) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for heir in province.heirs:
        found[heir.old].add(heir.new)
    return {old: new for old, new in found.items() if len(new) > 1}


def _row(row: Row, heirs: dict[str, set[str]]) -> tuple[str, str, Decimal]:
    old, new = need(row, "old").lower(), need(row, "new").lower()
    if old not in heirs:
        raise WrongRow(N_("«{old}» không phải mã của một xã, phường cũ bị chia trong tỉnh này."), old=row["old"])
    if new not in heirs[old]:
        known = ", ".join(sorted(heirs[old]))
        raise WrongRow(
            N_("«{new}» không nhận phần nào của «{old}»; các đơn vị nhận: {known}."), **row | {"known": known}
        )
    return old, new, share_of(need(row, "share"))


def _settle(
    units: dict[str, Unit], old: str, shares: dict[str, Decimal], line: Line, by: Post | Person | None, now: datetime
) -> bool:
    if sum(shares.values()) != 1:
        total = f"{sum(shares.values()) * 100:f}".rstrip("0").rstrip(".").replace(".", ",")
        raise WrongRow(N_("Các phần của «{old}» phải cộng thành 100 %, hiện là {total} %."), old=old, total=total)
    stored = Succession.objects.filter(old=units[old], line=line, date=REFORM)
    if dict(stored.values_list("new__code", "share")) == shares:
        return False
    change_tree(line)
    stored.delete()
    Succession.objects.bulk_create(
        Succession(old=units[old], new=units[new], line=line, date=REFORM, share=share) for new, share in shares.items()
    )
    record("unit.heirs_settled", units[old], by=by, at=now)
    return True
