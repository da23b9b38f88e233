"""A province of Viet Nam is loaded whole, once, with both its maps, below whatever unit stands above it."""

from argparse import Namespace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from tests.cast import BEGINNING as CAST_BEGINS
from tests.cast import NOW, Cast
from trienkhai.consolidation import Figure, Indicator, Inputs, consolidate
from trienkhai.consolidation import Succession as Handed
from trienkhai.consolidation import UnitPlacement as Placed
from trienkhai.journal.models import Entry
from trienkhai.units import vietnam_command
from trienkhai.units.actions import create_unit, import_vietnam, place, settle_shares
from trienkhai.units.errors import BadTable, WrongCode, WrongDay, WrongParent
from trienkhai.units.models import Designation, Placement, Succession, Unit, path_piece
from trienkhai.units.queries import ancestors, children, place_of, today
from trienkhai.units.vietnam import BEGINNING, REFORM, find_province

BEFORE = REFORM - timedelta(days=1)
CA_MAU, LAI_CHAU = find_province("Cà Mau"), find_province("Lai Châu")  # merged and with divided communes; small


def load(province: Any = CA_MAU, parent: str = "") -> bool:
    return import_vietnam(province=province, parent=parent, by=None, now=NOW)


def unit(code: str) -> Unit:
    return Unit.objects.get(code=code)


def every_place_lies_in_its_parents() -> bool:
    """Each path is that of the parent, wherever the parent stood meanwhile, and the unit's own piece."""
    rows = list(Placement.objects.all())
    forever = date.max
    for row in rows:
        until = row.until or forever
        above = [
            other
            for other in rows
            if other.unit_id == row.parent_id and other.since < until and row.since < (other.until or forever)
        ]
        paths = {other.path for other in above} if row.parent_id else {""}
        first, last = (
            (min(other.since for other in above), max(other.until or forever for other in above))
            if above
            else (row.since, until)
        )
        if {path + path_piece(row.unit_id) for path in paths} != {row.path} or row.since < first or last < until:
            return False
    return True


def test_a_province_is_loaded_as_it_was_and_as_it_is(cast: Cast) -> None:
    assert load()
    top, gone = unit("tinh-ca-mau-96"), unit("tinh-bac-lieu-95-cu")
    assert children(top, cast.line, today()).count() == 64
    assert {one.kind.code for one in children(top, cast.line, BEFORE)} == {"district"}
    assert ancestors(unit("phuong-an-xuyen-32002"), cast.line, today()) == [top]
    assert [one.name for one in ancestors(unit("phuong-an-xuyen-32002"), cast.line, BEFORE)] == [
        "Tỉnh Cà Mau", "Thành phố Cà Mau",
    ]  # fmt: skip
    names = Designation.objects.filter(unit=unit("phuong-an-xuyen-32002")).order_by("since")
    assert [(row.name, row.official_code, row.since) for row in names] == [
        ("Phường 2", "32002", BEGINNING),
        ("Phường An Xuyên", "32002", REFORM),
    ]
    assert place_of(gone, cast.line, BEFORE) and not place_of(gone, cast.line, REFORM)
    assert list(gone.successions.values_list("new__code", "date", "share")) == [("tinh-ca-mau-96", REFORM, 1)]
    assert every_place_lies_in_its_parents()


def test_loading_again_says_so_and_changes_nothing(cast: Cast) -> None:
    load(LAI_CHAU)
    told = Entry.objects.count()
    assert told > len(LAI_CHAU.units)
    assert not load(LAI_CHAU)
    assert Entry.objects.count() == told


def test_figures_of_former_communes_are_restated_from_the_database(cast: Cast) -> None:
    load()
    lowest = Placement.objects.on(BEFORE).filter(line=cast.line, unit__code__endswith="-cu").exclude(
        unit__in=Placement.objects.on(BEFORE).exclude(parent=None).values("parent")
    )  # fmt: skip
    figures = [Figure(row.unit.code, "trees", "2024", None, "own", Decimal(40)) for row in lowest]
    rows = Placement.objects.values_list("unit__code", "parent__code", "since", "until")
    ends = Succession.objects.values_list("old__code", "new__code", "date", "share")
    result = consolidate(
        Inputs(figures, [Placed(*row) for row in rows], [Indicator("trees", "sum")], [Handed(*row) for row in ends]),
        restate=date(2025, 12, 31),
    )
    total = next(total for total in result.totals if total.unit == "tinh-ca-mau-96")
    assert total.value == 40 * len(figures)
    assert total.estimate, "some of them were divided, and nobody has published how"


def test_a_province_stands_below_a_unit_and_follows_its_moves(cast: Cast) -> None:
    moved = date(2022, 1, 1)
    place(unit=cast.ban_a, line=cast.line, parent=cast.tinh_la, since=moved, by=None, now=NOW)
    assert load(LAI_CHAU, parent="BAN_A")
    top = unit("tinh-lai-chau-12")
    assert place_of(top, cast.line, CAST_BEGINS) and not place_of(top, cast.line, CAST_BEGINS - timedelta(days=1))
    assert ancestors(top, cast.line, today())[0].code == "tinh_la"
    assert ancestors(top, cast.line, moved - timedelta(days=1))[0].code == "tinh"
    assert every_place_lies_in_its_parents()


def test_a_unit_made_after_the_reform_is_let_begin_before_it(cast: Cast) -> None:
    made = {"kind": cast.tinh.kind, "line": cast.line, "parent": None, "by": None, "now": NOW}
    create_unit(code="root", name="Trung ương", since=date(2026, 1, 1), **made)
    assert load(LAI_CHAU, parent="root")
    assert place_of(unit("root"), cast.line, BEFORE)
    assert Placement.objects.filter(unit=unit("tinh-lai-chau-12")).count() == 1, "no row for what did not change"
    assert every_place_lies_in_its_parents()


def test_what_cannot_be_loaded_is_refused_whole(cast: Cast) -> None:
    before = Unit.objects.count(), Entry.objects.count()
    made = {"line": cast.line, "parent": None, "since": CAST_BEGINS, "by": None, "now": NOW}
    with pytest.raises(WrongParent, match="khong-co"), transaction.atomic():
        load(parent="khong-co")
    with pytest.raises(WrongDay, match="Xã Cù Bị"), transaction.atomic():
        load(parent="xa_cu")
    with transaction.atomic():
        create_unit(code=CA_MAU.units[7].code, name="Xã khác", kind=cast.xa_an.kind, **made)
        with pytest.raises(WrongCode, match=CA_MAU.units[7].code):
            load()
        transaction.set_rollback(True)
    with transaction.atomic():
        create_unit(code="tinh-nha", name="Tỉnh  Bạc Liêu", kind=cast.tinh.kind, **made)
        with pytest.raises(WrongCode, match="tinh-nha"):
            load()
        transaction.set_rollback(True)
    assert (Unit.objects.count(), Entry.objects.count()) == before


def test_the_command_tells_what_it_did_and_what_stays_open(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    asked = {
        "province": "bac lieu",
        "list": False,
        "doubts": False,
        "parent": None,
        "by": "administrator",
        "shares": None,
    }
    assert vietnam_command.run(Namespace(**asked)) == 0
    said = capsys.readouterr().out
    assert "Tỉnh Cà Mau" in said and "64 xã, phường, đặc khu" in said and "--doubts" in said
    doer = cast.administrator.person_id
    assert set(Entry.objects.filter(verb="unit.ended", at__gt=NOW).values_list("person_id", flat=True)) == {doer}
    assert vietnam_command.run(Namespace(**asked)) == 0
    assert "đã nạp từ trước" in capsys.readouterr().out
    assert vietnam_command.run(Namespace(**{**asked, "doubts": True})) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(CA_MAU.doubts)
    assert vietnam_command.run(Namespace(**{**asked, "list": True})) == 0
    assert len(capsys.readouterr().out.splitlines()) == 34


def divided() -> tuple[str, list[str]]:
    """A commune of the province that was divided in two, with its heirs by code, the main one first."""
    heirs: dict[str, list[str]] = {}
    for heir in CA_MAU.heirs:
        heirs.setdefault(heir.old, []).append(heir.new)
    return next((old, new) for old, new in heirs.items() if len(new) == 2)


def settle(*rows: tuple[str, str, str]) -> Any:
    return settle_shares(province=CA_MAU, table=[["old", "new", "share"], *map(list, rows)], by=None, now=NOW)


def test_who_knows_the_shares_of_a_divided_commune_writes_them(cast: Cast) -> None:
    old, (main, other) = divided()
    with pytest.raises(WrongCode, match="chưa được nạp"), transaction.atomic():
        settle((old, main, "0,6"))
    load()
    unsure = unit(old).successions.get(new__code=other)
    assert unsure.unpublished == "part"
    taken = settle((old, main, "60 %"), (old, other, "0,4"))
    assert taken.changed == [old]
    assert dict(unit(old).successions.values_list("new__code", "share")) == {
        main: Decimal("0.6"),
        other: Decimal("0.4"),
    }
    assert Entry.objects.filter(verb="unit.heirs_settled", object_id=unit(old).pk).count() == 1
    assert settle((old, other, "40%"), (old, main, "0.6")).same == [old]


def test_shares_that_do_not_fit_are_refused_by_row(cast: Cast) -> None:
    load()
    old, (main, other) = divided()
    whole = next(heir for heir in CA_MAU.heirs if heir.share == 1)
    with pytest.raises(BadTable) as bad, transaction.atomic():
        settle((old, main, "0,6"), (old, other, "0,3"), (whole.old, whole.new, "1"), (old, whole.new, "x"))
    assert sorted(bad.value.reasons) == [4, 5]
    with pytest.raises(BadTable, match="90 %"), transaction.atomic():
        settle((old, main, "0,6"), (old, other, "0,3"))
    with pytest.raises(BadTable, match="lớn hơn 0"), transaction.atomic():
        settle((old, main, "NaN"))
    assert unit(old).successions.get(new__code=other).unpublished == "part"
