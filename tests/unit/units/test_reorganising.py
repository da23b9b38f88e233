"""A reorganisation is prepared as a draft, seen before it happens, applied as a whole and taken back as a whole."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.cast import Cast
from tests.unit.units.test_tree import check_tree, codes_below, stands
from trienkhai.journal.models import Entry
from trienkhai.units import actions
from trienkhai.units.errors import CannotReorganise, ChangedMeanwhile
from trienkhai.units.models import (
    Designation,
    Line,
    Placement,
    Post,
    Reorganisation,
    ReorganisationStep,
    Succession,
    Unit,
)
from trienkhai.units.planning import Effects, Step, plan
from trienkhai.units.queries import left_behind, plan_of, reach, world_of

DAY = date(2030, 7, 1)
BEFORE = datetime(2030, 6, 1, tzinfo=UTC)
HALF = Decimal("0.5")


def draft(cast: Cast, *steps: Step, day: date = DAY, by: Post | None = None) -> Reorganisation:
    """Prepared by the province's administrator."""
    by = by or cast.administrator
    made = actions.prepare_reorganisation(
        title="Sắp xếp xã", basis="Nghị quyết 12/NQ-HĐND", day=day, unit=by.unit, line=cast.line, by=by
    )
    if steps:
        actions.add_steps(reorganisation=made, seen=1, steps=list(steps), by=by)
        made.refresh_from_db()
    return made


def problems(cast: Cast, *steps: Step, by: Post | None = None) -> list[tuple[int, str]]:
    made = draft(cast, *steps, by=by)
    return [(one.step, str(one.reason)) for one in plan_of(made, by or cast.administrator).troubles]


def apply(cast: Cast, made: Reorganisation) -> bool:
    made.refresh_from_db()
    done = actions.apply_reorganisation(reorganisation=made, seen=made.version, by=cast.administrator, now=BEFORE)
    made.refresh_from_db()
    return done


def take_back(cast: Cast, made: Reorganisation, now: datetime = BEFORE) -> bool:
    made.refresh_from_db()
    return actions.take_back_reorganisation(reorganisation=made, seen=made.version, by=cast.administrator, now=now)


def everything() -> list[Any]:
    """All that is kept about the map of units, without numbers of rows."""
    places = Placement.objects.values_list("unit", "line", "parent", "since", "until", "path")
    names = Designation.objects.values_list("unit", "name", "kind", "official_code", "since", "until")
    heirs = Succession.objects.values_list("old", "new", "line", "date", "share")
    units = Unit.objects.values_list("code", "name", "kind")
    return [sorted(rows.order_by(), key=str) for rows in (places, names, heirs, units)]


MERGE = Step(1, "merge", units=("xa_bo", "xa_ca"), code="xa_moi", name="Xã Mới", kind="commune")
STEPS = [
    MERGE,
    Step(2, "merge", units=("xa_an",), heirs=(("ban_a", Decimal(1)),)),
    Step(3, "split", units=("van_phong",), heirs=(("ban_a", HALF), ("phong_1", HALF))),
    Step(4, "new", code="phong_1", name="Phòng 1", kind="office", parent="tinh"),
    Step(5, "move", units=("thon_2",), parent="xa_moi"),
    Step(6, "rename", units=("ban_a",), name="Ban Mới", official_code="77"),
    Step(7, "kind", units=("ban_a", "thon_1"), kind="department"),
]


def test_all_steps_hold_on_the_day_and_nothing_before_it(cast: Cast) -> None:
    before = codes_below(cast.tinh, cast.line, "2030-06-30")
    assert apply(cast, draft(cast, *STEPS))
    assert codes_below(cast.tinh, cast.line, "2030-06-30") == before
    assert codes_below(cast.tinh, cast.line, "2030-07-01") == {
        "tinh", "ban_a", "xa_moi", "phong_1", "thon_1", "thon_2",
    }  # fmt: skip
    assert stands(cast, cast.thon_1, "2030-07-01") == "ban_a", "what stood below goes to the heir"
    assert stands(cast, cast.thon_2, "2030-07-01") == "xa_moi", "but for what is said otherwise"
    shares = Succession.objects.filter(date=DAY).values_list("old__code", "new__code", "share")
    assert set(shares) == {
        ("xa_bo", "xa_moi", 1),
        ("xa_ca", "xa_moi", 1),
        ("xa_an", "ban_a", 1),
        ("van_phong", "ban_a", HALF),
        ("van_phong", "phong_1", HALF),
    }
    name = cast.ban_a.designations.get(until=None)
    assert (name.name, name.kind.code, name.official_code, name.since) == ("Ban Mới", "department", "77", DAY)
    check_tree(cast.line)


def test_before_its_day_it_is_taken_back_without_a_trace_in_the_tree(cast: Cast) -> None:
    untouched = everything()
    made = draft(cast, *STEPS)
    for _twice in range(2):
        assert apply(cast, made)
        assert everything() != untouched
        assert take_back(cast, made)
        assert everything() == untouched
    verbs = set(Entry.objects.filter(object_id=made.pk).values_list("verb", flat=True))
    assert {"reorganisation.prepared", "reorganisation.applied", "reorganisation.taken_back"} <= verbs


def test_a_second_click_changes_nothing(cast: Cast) -> None:
    made = draft(cast, MERGE)
    asked: dict[str, Any] = {"reorganisation": made, "seen": made.version, "by": cast.administrator, "now": BEFORE}
    assert actions.apply_reorganisation(**asked)
    assert not actions.apply_reorganisation(**asked)
    asked["seen"] += 1
    assert actions.take_back_reorganisation(**asked)
    assert not actions.take_back_reorganisation(**asked)


def test_from_its_day_on_it_stands(cast: Cast) -> None:
    made = draft(cast, MERGE)
    apply(cast, made)
    with pytest.raises(CannotReorganise, match="01/07/2030"):
        take_back(cast, made, now=datetime(2030, 7, 1, tzinfo=UTC))


def test_a_past_day_may_be_recorded_late(cast: Cast) -> None:
    made = draft(cast, MERGE, day=date(2025, 1, 1))
    assert apply(cast, made)
    assert "xa_moi" in codes_below(cast.tinh, cast.line, "2025-01-01")
    with pytest.raises(CannotReorganise):
        take_back(cast, made)


def test_a_level_is_abolished_and_those_below_come_under_the_one_above(cast: Cast) -> None:
    apply(cast, draft(cast, Step(1, "abolish", kind="commune", parent="tinh")))
    assert codes_below(cast.tinh, cast.line, "2030-07-01") == {"tinh", "van_phong", "ban_a", "thon_1", "thon_2"}
    assert stands(cast, cast.thon_1, "2030-07-01") == "tinh"
    assert set(Succession.objects.filter(date=DAY).values_list("old__code", "new__code")) == {
        ("xa_an", "tinh"), ("xa_bo", "tinh"), ("xa_ca", "tinh"),
    }  # fmt: skip


def test_a_unit_may_go_on_in_one_that_stood_below_it(cast: Cast) -> None:
    apply(cast, draft(cast, Step(1, "end", units=("xa_an",), heirs=(("thon_1", Decimal(1)),))))
    assert stands(cast, cast.thon_1, "2030-07-01") == "tinh"
    assert stands(cast, cast.thon_2, "2030-07-01") == "thon_1"
    check_tree(cast.line)


def test_two_units_change_places_at_once(cast: Cast) -> None:
    """One after the other it would be a circle."""
    steps = [Step(1, "move", units=("xa_an",), parent="thon_1"), Step(2, "move", units=("thon_1",), parent="tinh")]
    apply(cast, draft(cast, *steps))
    assert stands(cast, cast.xa_an, "2030-07-01") == "thon_1"
    check_tree(cast.line)


def test_of_two_on_one_day_the_later_one_rests_on_the_first(cast: Cast) -> None:
    first = draft(cast, MERGE)
    apply(cast, first)
    above = Step(1, "move", units=("xa_bo",), parent="xa_an")
    assert plan_of(draft(cast, above), cast.administrator).troubles, "it ends that day"
    second = draft(cast, Step(1, "move", units=("thon_1",), parent="xa_moi"))
    apply(cast, second)
    with pytest.raises(CannotReorganise, match="«Thôn 1» đã được đặt dưới «Xã Mới»"):
        take_back(cast, first)
    untouched = everything()
    take_back(cast, second)
    apply(cast, second)
    assert everything() == untouched


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([], [(0, "Chưa có bước nào")]),
        ([Step(1, "merge", units=("xa_bo", "xa_cu"), heirs=(("xa_ca", Decimal(1)),))], [(1, "không có chỗ")]),
        ([Step(1, "move", units=("khong_co",), parent="tinh")], [(1, "Không có đơn vị có mã «khong_co»")]),
        ([Step(1, "move", units=("xa_la",), parent="tinh")], [(1, "Tỉnh|Xã Lá Xanh.*phạm vi")]),
        ([Step(1, "end", units=("xa_bo",), heirs=(("xa_la", Decimal(1)),))], [(1, "phạm vi")]),
        ([Step(1, "split", units=("xa_bo",), heirs=(("xa_an", HALF), ("xa_ca", Decimal("0.3"))))], [(1, "80 %")]),
        ([Step(1, "split", units=("xa_bo",), heirs=(("xa_an", Decimal(1)),))], [(1, "ít nhất hai")]),
        ([Step(1, "split", units=("xa_an",), heirs=(("xa_bo", HALF), ("xa_ca", HALF)))],
         [(1, "Thôn 1"), (1, "Thôn 2")]),
        ([Step(1, "move", units=("xa_an",), parent="thon_1")], [(1, "chính mình")]),
        ([Step(1, "end", units=("xa_bo",), heirs=(("xa_ca", Decimal(1)),)), Step(2, "end", units=("xa_ca",))],
         [(1, "cũng kết thúc")]),
        ([Step(1, "new", code="xa_cu", name="Xã", kind="commune", parent="tinh")], [(1, "đã dùng")]),
        ([Step(1, "new", code="Xã", name="Xã", kind="commune", parent="tinh")], [(1, "không dùng được")]),
        ([Step(1, "new", code="moi", name="Xã", kind="king", parent="tinh")], [(1, "loại")]),
        ([Step(1, "move", units=("thon_1",), parent="xa_bo"), Step(2, "move", units=("thon_1",), parent="xa_ca")],
         [(2, "Trái với bước 1")]),
        ([Step(1, "end", units=("thon_1",)), Step(2, "rename", units=("thon_1",), name="Tên")],
         [(2, "Trái với bước 1")]),
        ([Step(1, "move", units=("thon_1",), parent="xa_bo"), Step(2, "end", units=("xa_bo",))],
         [(1, "kết thúc cùng ngày")]),
        ([Step(1, "end", units=("tinh",), heirs=(("xa_an", Decimal(1)),))], [(1, "Chỉ cấp trên")]),
        ([Step(1, "move", units=("tinh",), parent="xa_an")], [(1, "Chỉ cấp trên")]),
    ],
)  # fmt: skip
def test_every_problem_is_told_at_once_with_its_step(
    cast: Cast, steps: list[Step], expected: list[tuple[int, str]]
) -> None:
    found = problems(cast, *steps)
    assert len(found) == len(expected), found
    for (step, words), (wanted, pattern) in zip(found, expected, strict=True):
        assert step == wanted
        assert re.search(pattern, words), words
    made = Reorganisation.objects.get()
    with pytest.raises(CannotReorganise):
        actions.apply_reorganisation(reorganisation=made, seen=made.version, by=cast.administrator)
    assert Reorganisation.objects.get().state == "draft"


def test_what_is_recorded_for_a_later_day_stands_in_the_way(cast: Cast) -> None:
    actions.place(unit=cast.thon_1, line=cast.line, parent=cast.xa_bo, since=date(2031, 1, 1), by=None)
    move = Step(1, "move", units=("thon_1",), parent="xa_ca")
    above = Step(2, "move", units=("xa_an",), parent="ban_a")
    assert [step for step, words in problems(cast, move) if "01/01/2031" in words] == [1]
    Reorganisation.objects.all().delete()
    assert problems(cast, Step(1, "merge", units=("xa_ca",), heirs=(("xa_bo", Decimal(1)),))) == []
    Reorganisation.objects.all().delete()
    assert [step for step, words in problems(cast, above) if "01/01/2031" in words] == [1]


def test_taking_back_waits_for_what_rests_on_the_new_unit(cast: Cast) -> None:
    made = draft(cast, MERGE)
    apply(cast, made)
    new = Unit.objects.get(code="xa_moi")
    actions.give_post(
        person=cast.nobody, unit=new, line=cast.line, roles=cast.officer_bo.roles.all(), since=DAY, by=None
    )
    below = actions.prepare_reorganisation(title="Dưới", basis="", day=DAY, unit=new, line=cast.line, by=None)
    with pytest.raises(CannotReorganise, match="«Xã Mới» đã có 1 đợt sắp xếp"):
        take_back(cast, made)
    assert Reorganisation.objects.get(pk=made.pk).state == "applied"
    assert cast.nobody.posts.exists()
    below.delete()
    assert take_back(cast, made)
    assert not cast.nobody.posts.exists(), "a post that was given in advance and never held goes with its unit"


def test_taking_back_waits_for_what_was_changed_since(cast: Cast) -> None:
    made = draft(cast, Step(1, "move", units=("thon_1",), parent="xa_bo"))
    apply(cast, made)
    actions.place(unit=cast.thon_1, line=cast.line, parent=cast.xa_ca, since=date(2030, 9, 1), by=None)
    with pytest.raises(CannotReorganise, match="Thôn 1"):
        take_back(cast, made)


def test_two_people_at_once_get_a_clear_conflict(cast: Cast) -> None:
    made = draft(cast, MERGE)
    other = Step(0, "move", units=("thon_1",), parent="xa_an")
    for _click in range(2):
        actions.add_steps(reorganisation=made, seen=made.version, steps=[other], by=cast.administrator)
    assert made.steps.count() == 2, "a second click adds no second step"
    late: dict[str, Any] = {"reorganisation": made, "seen": made.version, "by": cast.administrator}
    for act in (
        lambda: actions.drop_step(position=1, **late),
        lambda: actions.change_step(step=Step(1, "end", units=("xa_ca",)), **late),
        lambda: actions.add_steps(steps=[MERGE], **late),
        lambda: actions.discard_reorganisation(**late),
        lambda: actions.apply_reorganisation(**late),
    ):
        with pytest.raises(ChangedMeanwhile, match="Người khác"):
            act()
    assert made.steps.count() == 2


def test_a_draft_is_changed_step_by_step_and_thrown_away(cast: Cast) -> None:
    made = draft(cast, MERGE, Step(2, "end", units=("thon_1",)))
    by = cast.administrator
    actions.change_step(reorganisation=made, seen=2, step=Step(2, "end", units=("thon_2",)), by=by)
    actions.drop_step(reorganisation=made, seen=3, position=1, by=by)
    actions.change_reorganisation(reorganisation=made, seen=4, title="Khác", basis="", day=date(2031, 1, 1), by=by)
    made.refresh_from_db()
    assert [(row.position, row.units) for row in made.steps.all()] == [(2, ["thon_2"])]
    assert (made.title, made.version) == ("Khác", 5)
    actions.discard_reorganisation(reorganisation=made, seen=5, by=by)
    assert not ReorganisationStep.objects.exists()


def test_whoever_would_lose_their_unit_is_named_with_the_heirs(cast: Cast) -> None:
    steps = [MERGE, Step(2, "end", units=("xa_an",), heirs=(("ban_a", Decimal(1)),))]
    planned = plan_of(draft(cast, *steps), cast.administrator)
    found = left_behind(planned.effects, DAY)
    assert [(one.post.unit.code, [unit.code for unit in one.heirs]) for one in found] == [
        ("xa_an", ["ban_a"]), ("xa_bo", []), ("xa_ca", []),
    ]  # fmt: skip
    assert planned.effects == Effects.from_json(planned.effects.to_json())


def test_in_another_line_a_unit_ends_too_and_its_heir_takes_its_place(cast: Cast) -> None:
    party = Line.objects.create(code="test_party", name="Đảng")
    for unit, parent in (
        (cast.tinh, None),
        (cast.xa_an, cast.tinh),
        (cast.xa_bo, cast.tinh),
        (cast.thon_1, cast.xa_bo),
    ):
        actions.place(unit=unit, line=party, parent=parent, since=date(2021, 1, 1), by=None)
    untouched = everything()
    made = draft(cast, MERGE)
    apply(cast, made)
    assert codes_below(cast.tinh, party, "2030-07-01") == {"tinh", "xa_an", "xa_moi", "thon_1"}
    below = codes_below(Unit.objects.get(code="xa_moi"), party, "2030-07-01")
    assert below == {"xa_moi", "thon_1"}
    assert Succession.objects.filter(line=party).count() == 1, "xã Cà did not stand in it"
    check_tree(party)
    take_back(cast, made)
    assert everything() == untouched


def test_reach_is_right_on_the_day_before_and_on_the_day_itself(cast: Cast) -> None:
    apply(cast, draft(cast, Step(1, "merge", units=("xa_bo",), heirs=(("xa_ca", Decimal(1)),))))

    def seen(post: Post, on: date) -> set[str]:
        return set(reach(Post.objects.get(pk=post.pk), on).units().values_list("code", flat=True))

    assert seen(cast.officer_ca, date(2030, 6, 30)) == {"xa_ca"}
    assert seen(cast.officer_ca, DAY) == {"xa_ca", "xa_bo"}
    assert seen(cast.officer_bo, date(2030, 6, 30)) == {"xa_bo"}
    assert not reach(Post.objects.get(pk=cast.officer_bo.pk), DAY).is_current(cast.xa_bo)


def test_a_reorganisation_moves_in_its_own_line_only(cast: Cast) -> None:
    second = Line.objects.create(code="second", name="Đảng")
    for unit, parent in ((cast.tinh, None), (cast.xa_an, cast.tinh), (cast.thon_1, cast.tinh)):
        actions.place(unit=unit, line=second, parent=parent, since=date(2021, 1, 1), by=None)
    by = actions.give_post(
        person=cast.administrator.person, unit=cast.tinh, line=second, roles=cast.administrator.roles.all(),
        since=date(2021, 1, 1), by=None,
    )  # fmt: skip
    made = actions.prepare_reorganisation(title="Đảng", basis="", day=DAY, unit=cast.tinh, line=second, by=by)
    steps = [Step(1, "move", ("thon_1",), parent="xa_an"), Step(2, "rename", ("thon_1",), name="Thôn Một")]
    actions.add_steps(reorganisation=made, seen=1, steps=steps, by=by)
    actions.apply_reorganisation(reorganisation=made, seen=2, by=by, now=BEFORE)
    assert codes_below(cast.xa_an, second, "2030-07-01") == {"xa_an", "thon_1"}
    assert cast.thon_1.placements.get(line=cast.line, until=None).since == date(2020, 1, 1)
    assert cast.thon_1.designations.get(until=None).name == "Thôn Một", "a name is the unit's, in every line"
    bo = plan([Step(1, "move", ("xa_bo",), parent="xa_an")], world_of(second, DAY, by))
    assert [str(one.reason) for one in bo.troubles] == ["«xa_bo» không có chỗ trong hệ thống vào ngày 01/07/2030."]
