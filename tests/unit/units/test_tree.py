"""Units are placed, moved and ended; what lies before the day of a change is never touched."""

import random
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.cast import Cast
from trienkhai.journal.models import Entry
from trienkhai.units.actions import begin_earlier, create_unit, end_unit, place
from trienkhai.units.errors import CannotPlace, WrongDay, WrongHeirs, WrongParent
from trienkhai.units.models import Line, Placement, Succession, Unit, UnitKind, path_piece
from trienkhai.units.queries import ancestors, children, place_of, subtree


def day(text: str) -> date:
    return date.fromisoformat(text)


def codes_below(unit: Unit, line: Line, on: str) -> set[str]:
    return {row.unit.code for row in subtree(unit, line, day(on)).select_related("unit")}


def stands(cast: Cast, unit: Unit, on: str) -> str | None:
    found = place_of(unit, cast.line, day(on))
    return found.parent.code if found and found.parent else None


def check_tree(line: Line) -> None:
    """On every day on which something changes each row's path is its parent's path and its own piece."""
    rows = list(Placement.objects.filter(line=line))
    for on in {row.since for row in rows}:
        now = [row for row in rows if row.since <= on and (row.until is None or on < row.until)]
        paths = {row.unit_id: row.path for row in now}
        assert len(paths) == len(now), "a unit stands in two places"
        for row in now:
            above = "" if row.parent_id is None else paths[row.parent_id]
            assert row.path == above + path_piece(row.unit_id)


def test_a_unit_moves_with_all_that_stands_below_it(cast: Cast) -> None:
    place(unit=cast.xa_an, line=cast.line, parent=cast.ban_a, since=day("2026-01-01"), by=cast.administrator)
    assert codes_below(cast.ban_a, cast.line, "2026-01-01") == {"ban_a", "xa_an", "thon_1", "thon_2"}
    assert codes_below(cast.ban_a, cast.line, "2025-12-31") == {"ban_a"}
    assert [unit.code for unit in ancestors(cast.thon_1, cast.line, day("2026-06-01"))] == ["tinh", "ban_a", "xa_an"]
    assert [unit.code for unit in ancestors(cast.thon_1, cast.line, day("2025-06-01"))] == ["tinh", "xa_an"]
    check_tree(cast.line)


def test_a_unit_below_that_began_on_the_very_day_moves_too(cast: Cast) -> None:
    create_unit(
        code="thon_3", name="Thôn 3", kind=cast.thon_1.kind, line=cast.line, parent=cast.xa_an,
        since=day("2026-01-01"), by=cast.administrator,
    )  # fmt: skip
    place(unit=cast.xa_an, line=cast.line, parent=cast.ban_a, since=day("2026-01-01"), by=cast.administrator)
    assert "thon_3" in codes_below(cast.ban_a, cast.line, "2026-01-01")
    check_tree(cast.line)


def test_a_unit_below_that_begins_later_is_written_anew(cast: Cast) -> None:
    thon = create_unit(
        code="thon_3", name="Thôn 3", kind=cast.thon_1.kind, line=cast.line, parent=cast.xa_an,
        since=day("2027-01-01"), by=cast.administrator,
    )  # fmt: skip
    place(unit=cast.xa_an, line=cast.line, parent=cast.ban_a, since=day("2026-01-01"), by=cast.administrator)
    assert [unit.code for unit in ancestors(thon, cast.line, day("2027-06-01"))] == ["tinh", "ban_a", "xa_an"]
    check_tree(cast.line)


def test_below_a_unit_that_moved_since_a_unit_may_still_begin_in_the_past(cast: Cast) -> None:
    place(unit=cast.xa_an, line=cast.line, parent=cast.ban_a, since=day("2026-01-01"), by=cast.administrator)
    thon = create_unit(
        code="thon_3", name="Thôn 3", kind=cast.thon_1.kind, line=cast.line, parent=cast.xa_an,
        since=day("2024-01-01"), by=cast.administrator,
    )  # fmt: skip
    assert [unit.code for unit in ancestors(thon, cast.line, day("2025-01-01"))] == ["tinh", "xa_an"]
    assert [unit.code for unit in ancestors(thon, cast.line, day("2026-01-01"))] == ["tinh", "ban_a", "xa_an"]
    place(unit=thon, line=cast.line, parent=cast.xa_bo, since=day("2025-03-01"), by=cast.administrator)
    assert stands(cast, thon, "2026-02-01") == "xa_bo"
    check_tree(cast.line)


def test_on_the_day_of_the_last_move_the_move_is_corrected(cast: Cast) -> None:
    place(unit=cast.thon_1, line=cast.line, parent=cast.xa_bo, since=day("2026-01-01"), by=cast.administrator)
    place(unit=cast.thon_1, line=cast.line, parent=cast.xa_ca, since=day("2026-01-01"), by=cast.administrator)
    assert stands(cast, cast.thon_1, "2026-01-01") == "xa_ca"
    assert stands(cast, cast.thon_1, "2025-12-31") == "xa_an"
    check_tree(cast.line)


def test_a_move_back_on_the_same_day_leaves_one_place(cast: Cast) -> None:
    for parent in (cast.xa_bo, cast.xa_an):
        place(unit=cast.thon_1, line=cast.line, parent=parent, since=day("2026-01-01"), by=cast.administrator)
    assert {stands(cast, cast.thon_1, on) for on in ("2020-01-01", "2026-01-01", "2030-01-01")} == {"xa_an"}
    check_tree(cast.line)


def test_a_second_click_on_move_changes_nothing(cast: Cast) -> None:
    asked: dict[str, Any] = {
        "unit": cast.thon_1, "line": cast.line, "parent": cast.xa_bo, "since": day("2026-01-01"),
        "by": cast.administrator,
    }  # fmt: skip
    assert place(**asked)
    rows, told = Placement.objects.count(), Entry.objects.count()
    assert not place(**asked)
    assert (rows, told) == (Placement.objects.count(), Entry.objects.count())


def test_a_move_before_the_last_one_is_refused(cast: Cast) -> None:
    place(unit=cast.thon_1, line=cast.line, parent=cast.xa_bo, since=day("2026-01-01"), by=cast.administrator)
    with pytest.raises(WrongDay, match="01/01/2026"):
        place(unit=cast.thon_1, line=cast.line, parent=cast.xa_ca, since=day("2025-01-01"), by=cast.administrator)


def test_nothing_stands_below_itself(cast: Cast) -> None:
    for parent in (cast.thon_1, cast.xa_an):
        with pytest.raises(WrongParent):
            place(unit=cast.xa_an, line=cast.line, parent=parent, since=day("2026-01-01"), by=cast.administrator)
    check_tree(cast.line)


def test_two_moves_cannot_make_a_circle_through_the_future(cast: Cast) -> None:
    place(unit=cast.xa_bo, line=cast.line, parent=cast.xa_an, since=day("2027-01-01"), by=cast.administrator)
    with pytest.raises(CannotPlace):
        place(unit=cast.xa_an, line=cast.line, parent=cast.xa_bo, since=day("2026-01-01"), by=cast.administrator)
    check_tree(cast.line)


def test_below_a_unit_that_is_no_more_nothing_begins(cast: Cast) -> None:
    with pytest.raises(WrongDay, match="Xã Cù Bị"):
        place(unit=cast.thon_1, line=cast.line, parent=cast.xa_cu, since=day("2026-01-01"), by=cast.administrator)
    with pytest.raises(WrongDay, match="01/07/2025"):
        place(unit=cast.thon_1, line=cast.line, parent=cast.xa_cu, since=day("2025-01-01"), by=cast.administrator)
    assert stands(cast, cast.thon_1, "2026-01-01") == "xa_an"


def test_a_merged_unit_is_gone_from_its_day_on_and_succeeded(cast: Cast) -> None:
    assert stands(cast, cast.xa_cu, "2025-06-30") == "tinh"
    assert place_of(cast.xa_cu, cast.line, day("2025-07-01")) is None
    kept = Succession.objects.get(old=cast.xa_cu)
    assert (kept.new, kept.date, kept.share) == (cast.xa_an, day("2025-07-01"), Decimal(1))


def test_without_heirs_the_parent_succeeds(cast: Cast) -> None:
    end_unit(unit=cast.thon_1, line=cast.line, day=day("2026-01-01"), heirs={}, by=cast.administrator)
    assert Succession.objects.get(old=cast.thon_1).new == cast.xa_an


def test_a_split_needs_shares_that_sum_to_one(cast: Cast) -> None:
    halves = {cast.xa_bo: Decimal("0.6"), cast.xa_ca: Decimal("0.3")}
    with pytest.raises(WrongHeirs, match="90 %"):
        end_unit(unit=cast.ban_a, line=cast.line, day=day("2026-01-01"), heirs=halves, by=cast.administrator)
    halves[cast.xa_ca] = Decimal("0.4")
    end_unit(unit=cast.ban_a, line=cast.line, day=day("2026-01-01"), heirs=halves, by=cast.administrator)
    assert {row.new.code: row.share for row in Succession.objects.filter(old=cast.ban_a)} == {
        "xa_bo": Decimal("0.6"),
        "xa_ca": Decimal("0.4"),
    }


def test_a_second_click_on_end_changes_nothing_and_another_end_is_refused(cast: Cast) -> None:
    asked: dict[str, Any] = {"unit": cast.thon_1, "line": cast.line, "day": day("2026-01-01"), "by": cast.administrator}
    assert end_unit(heirs={cast.thon_2: Decimal(1)}, **asked)
    assert not end_unit(heirs={cast.thon_2: Decimal(1)}, **asked)
    with pytest.raises(WrongDay, match="01/01/2026"):
        end_unit(heirs={cast.xa_bo: Decimal(1)}, **asked)
    assert Succession.objects.filter(old=cast.thon_1).count() == 1


def test_units_below_stand_in_the_way_of_an_end(cast: Cast) -> None:
    with pytest.raises(CannotPlace, match="Thôn 1"):
        end_unit(
            unit=cast.xa_an, line=cast.line, day=day("2026-01-01"), heirs={cast.xa_bo: Decimal(1)},
            by=cast.administrator,
        )  # fmt: skip


@pytest.mark.parametrize("heir", ["xa_cu", "thon_1", None])
def test_heirs_stand_on_the_day_and_are_others(cast: Cast, heir: str | None) -> None:
    heirs = {getattr(cast, heir): Decimal(1)} if heir else {}
    unit = cast.thon_1 if heir else cast.tinh_la
    if heir is None:
        end_unit(unit=cast.xa_la, line=cast.line, day=day("2026-01-01"), heirs={}, by=cast.stranger)
    with pytest.raises(WrongHeirs):
        end_unit(unit=unit, line=cast.line, day=day("2026-01-02"), heirs=heirs, by=cast.administrator)


def test_a_unit_may_begin_earlier_than_was_recorded(cast: Cast) -> None:
    begin_earlier(unit=cast.tinh, line=cast.line, since=day("2010-01-01"), by=None)
    assert begin_earlier(unit=cast.xa_an, line=cast.line, since=day("2015-01-01"), by=None)
    assert not begin_earlier(unit=cast.xa_an, line=cast.line, since=day("2016-01-01"), by=None)
    assert codes_below(cast.tinh, cast.line, "2015-01-01") == {"tinh", "xa_an"}
    with pytest.raises(WrongDay):
        begin_earlier(unit=cast.xa_bo, line=cast.line, since=day("2009-01-01"), by=None)
    check_tree(cast.line)


def test_children_come_in_vietnamese_order(cast: Cast) -> None:
    found = [unit.code for unit in children(cast.tinh, cast.line, day("2026-01-01"))]
    assert found == ["ban_a", "van_phong", "xa_an", "xa_bo", "xa_ca"]


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_moved_the_tree_stays_a_tree(db: None, seed: int) -> None:
    """Invented moves, creations and ends, on days in any order: each is done or refused, and the paths hold."""
    chance = random.Random(seed)
    line, kind = Line.objects.create(code="line", name="Tuyến"), UnitKind.objects.create(code="kind", name="Loại")

    def some_day() -> date:
        return date(2020 + chance.randrange(6), chance.choice([1, 7]), 1)

    units = [create_unit(code="u0", name="U 0", kind=kind, line=line, parent=None, since=day("2019-01-01"), by=None)]
    for step in range(45):
        unit, other = chance.choice(units), chance.choice(units)
        try:
            if step < 12:
                made = create_unit(
                    code=f"u{step + 1}", name=f"U {step}", kind=kind, line=line, parent=other, since=some_day(), by=None
                )
                units.append(made)
            elif chance.random() < 0.15:
                end_unit(unit=unit, line=line, day=some_day(), heirs={other: Decimal(1)}, by=None)
            else:
                place(unit=unit, line=line, parent=other, since=some_day(), by=None)
        except CannotPlace:
            pass
        check_tree(line)
