"""Targets: set by the level above, kept version by version, taken from tables whole or not at all."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.cast import NOW, Cast
from trienkhai.indicators.actions import import_targets, load_catalogue, set_target, set_targets
from trienkhai.indicators.errors import NotAPeriod, TargetChanged, TargetLacksBasis
from trienkhai.indicators.models import Indicator, Target
from trienkhai.indicators.queries import target_versions, targets_of
from trienkhai.journal.models import Entry
from trienkhai.units.errors import BadTable

PLAN = "Nghị quyết 12/NQ-HĐND ngày 10/12/2025"


@pytest.fixture
def classes(cast: Cast) -> Indicator:
    load_catalogue()
    return Indicator.objects.get(code="classes")


def give(cast: Cast, classes: Indicator, value: int | None, **more: Any) -> Target | None:
    given: dict[str, Any] = {"unit": cast.xa_an, "period": "2026", "basis": PLAN, "by": cast.officer}
    return set_target(indicator=classes, value=None if value is None else Decimal(value), **given | more)


def holding(cast: Cast, classes: Indicator, period: str = "2026") -> Decimal | None:
    found = targets_of([cast.xa_an, cast.xa_bo], [classes], period).get(("xa_an", "classes"))
    return found.value if found else None


def test_a_changed_target_is_a_new_version_and_the_old_one_stays(cast: Cast, classes: Indicator) -> None:
    give(cast, classes, 40)
    give(cast, classes, 45, basis="Điều chỉnh theo Quyết định 7/QĐ-UBND")
    assert holding(cast, classes) == 45
    kept = target_versions(cast.xa_an, "2026")[classes.pk]
    assert [(one.version, one.value, one.basis) for one in kept][1] == (1, 40, PLAN)
    assert (kept[0].by, kept[0].through) == (cast.officer.person, cast.tinh)
    assert list(Entry.objects.filter(verb="target.set").values_list("object_id", flat=True)) == [
        kept[1].pk, kept[0].pk,
    ]  # fmt: skip


def test_the_same_again_changes_nothing_and_the_same_days_are_one_period(cast: Cast, classes: Indicator) -> None:
    assert give(cast, classes, 40) is not None
    assert give(cast, classes, 40, period="2026-01-01/2026-12-31") is None
    assert give(cast, classes, 40, basis="") is None
    assert Target.objects.count() == 1
    assert (holding(cast, classes, "2026-Q1"), holding(cast, classes, "2025")) == (None, None)


def test_a_target_is_taken_back_with_a_reason(cast: Cast, classes: Indicator) -> None:
    assert give(cast, classes, None) is None  # there was none
    give(cast, classes, 40)
    with pytest.raises(TargetLacksBasis, match="căn cứ"):
        give(cast, classes, None, basis=" ")
    give(cast, classes, None, basis="Thôi giao")
    assert holding(cast, classes) is None
    give(cast, classes, 50)
    assert holding(cast, classes) == 50


def test_what_somebody_else_set_meanwhile_is_not_overwritten(cast: Cast, classes: Indicator) -> None:
    give(cast, classes, 40, seen=0)
    with pytest.raises(TargetChanged, match="vừa được người khác sửa"):
        give(cast, classes, 41, seen=0)
    other = Indicator.objects.get(code="learners")
    values = {other: (Decimal(900), 0), classes: (Decimal(42), 0)}
    with pytest.raises(TargetChanged):
        set_targets(unit=cast.xa_an, period="2026", values=values, basis=PLAN, by=cast.officer)
    assert Target.objects.count() == 1  # all or none


def test_wrong_periods_and_rows_without_basis_are_refused(cast: Cast, classes: Indicator) -> None:
    with pytest.raises(NotAPeriod):
        give(cast, classes, 40, period="2026-Q5")
    row = {"unit": cast.xa_an, "indicator": classes, "period": "2026", "at": NOW}
    for wrong in ({"value": 1, "basis": ""}, {"value": None, "basis": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Target.objects.create(**row, **wrong)
    Target.objects.create(**row, value=1, basis="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.create(**row, value=2, basis="x")


TABLE = [
    ["unit", "Chỉ tiêu", "period", "Kế hoạch", "Căn cứ"],
    ["xa_an", "classes", "2026", "40", PLAN],
    ["XA_BO", "clean_water_share", "2026-h1", "97,5", PLAN],
]


def test_a_table_is_taken_once(cast: Cast, classes: Indicator) -> None:
    assert len(import_targets(table=TABLE, by=None).added) == 2
    assert len(import_targets(table=TABLE, by=None).same) == 2
    changed = [TABLE[0], ["xa_an", "classes", "2026", "1.040", "Điều chỉnh"]]
    assert import_targets(table=changed, by=cast.officer).changed == ["xa_an classes 2026"]
    assert holding(cast, classes) == 1040
    assert Target.objects.get(unit=cast.xa_bo).value == Decimal("97.5")


def test_every_wrong_row_is_told_and_nothing_taken(cast: Cast, classes: Indicator) -> None:
    rows = [
        ["xa_an", "classes", "2026", "40", PLAN],
        ["xa_an", "classes", "2026-01-01/2026-12-31", "41", PLAN],
        ["khong_co", "classes", "2026", "1", PLAN],
        ["xa_an", "khong_co", "2026", "1", PLAN],
        ["xa_an", "classes", "2026-13", "1", PLAN],
        ["xa_an", "classes", "2027", "1.5", PLAN],
        ["xa_an", "classes", "2028", "1", ""],
        ["xa_an", "classes", "2029", "", PLAN],
    ]
    with pytest.raises(BadTable) as refused:
        import_targets(table=[TABLE[0], *rows], by=None)
    assert list(refused.value.reasons) == [3, 4, 5, 6, 7, 8, 9]
    assert not Target.objects.exists()
