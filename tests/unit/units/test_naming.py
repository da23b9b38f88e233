"""Names, kinds and official codes hold from a day on; the code never changes."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.cast import Cast
from trienkhai.units.actions import add_unit, create_unit, load_kinds, load_roles, refresh_names, rename
from trienkhai.units.errors import WrongCode, WrongDay, WrongName
from trienkhai.units.models import Designation, Role, Unit, UnitKind
from trienkhai.units.queries import search_units

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def make(cast: Cast, **changed: Any) -> Unit:
    given: dict[str, Any] = {
        "code": "xa_moi", "name": "Xã Mới", "kind": cast.xa_an.kind, "line": cast.line, "parent": cast.tinh,
        "since": date(2026, 1, 1), "by": cast.administrator,
    }  # fmt: skip
    return create_unit(**given | changed)


@pytest.mark.parametrize("code", ["", "xã", "xa an", "-/people", "a" * 61, "xa/an"])
def test_a_code_is_short_ascii(cast: Cast, code: str) -> None:
    with pytest.raises(WrongCode):
        make(cast, code=code)


def test_a_code_is_never_used_again(cast: Cast) -> None:
    with pytest.raises(WrongCode, match="xa_cu"):
        make(cast, code=" XA_CU ")


@pytest.mark.parametrize("name", ["  ", "x" * 201, "Xã\x07 Mới"])
def test_a_name_is_text_of_some_length(cast: Cast, name: str) -> None:
    with pytest.raises(WrongName):
        make(cast, name=name)


def test_a_name_is_kept_in_composed_letters(cast: Cast) -> None:
    assert make(cast, name="  Xa\u0303   Mo\u031b\u0301i ").name == "Xã Mới"


def test_a_new_name_leaves_the_old_one_to_its_time(cast: Cast) -> None:
    ward = UnitKind.objects.get(code="ward")
    asked: dict[str, Any] = {"unit": cast.xa_an, "name": "Phường An", "kind": ward, "official_code": "00123"}
    assert rename(since=date(2026, 1, 1), by=cast.administrator, **asked)
    assert not rename(since=date(2026, 1, 1), by=cast.administrator, **asked), "a second click"
    names = cast.xa_an.designations.order_by("since").values_list("name", "since", "until")
    assert list(names) == [
        ("Xã An Đường", date(2020, 1, 1), date(2026, 1, 1)),
        ("Phường An", date(2026, 1, 1), None),
    ]
    assert (cast.xa_an.name, cast.xa_an.kind) == ("Phường An", ward)


def test_on_its_first_day_a_name_is_corrected(cast: Cast) -> None:
    rename(
        unit=cast.xa_an, name="Xã An Đương", kind=cast.xa_an.kind, official_code="", since=date(2020, 1, 1),
        by=cast.administrator,
    )  # fmt: skip
    assert cast.xa_an.designations.get().name == "Xã An Đương"
    with pytest.raises(WrongDay, match="01/01/2020"):
        rename(
            unit=cast.xa_an, name="Xã Khác", kind=cast.xa_an.kind, official_code="", since=date(2019, 1, 1),
            by=cast.administrator,
        )  # fmt: skip


def test_a_name_of_the_future_is_shown_from_its_day(cast: Cast) -> None:
    rename(
        unit=cast.xa_an, name="Xã An Mai", kind=cast.xa_an.kind, official_code="", since=date(2026, 7, 1),
        by=cast.administrator, now=NOW,
    )  # fmt: skip
    assert Unit.objects.get(code="xa_an").name == "Xã An Đường"
    assert refresh_names(day=date(2026, 6, 30)) == 0
    assert refresh_names(day=date(2026, 7, 1)) == 1
    assert Unit.objects.get(code="xa_an").name == "Xã An Mai"
    assert [unit.code for unit in search_units(Unit.objects.all(), "an mai")] == ["xa_an"]


def test_the_same_form_sent_twice_makes_one_unit(cast: Cast) -> None:
    given: dict[str, Any] = {
        "code": "xa_moi", "name": "Xã Mới", "kind": cast.xa_an.kind, "line": cast.line, "parent": cast.tinh,
        "since": date(2026, 1, 1),
    }  # fmt: skip
    first = add_unit(by=cast.administrator, **given)
    assert add_unit(by=cast.administrator, **given) == first
    with pytest.raises(WrongCode):
        add_unit(by=cast.officer, **given)
    with pytest.raises(WrongCode):
        add_unit(by=cast.administrator, **given | {"name": "Xã Khác"})


@pytest.mark.parametrize("words", ["an duong", "ĐƯỜNG", "xa_an", "duong xa"])
def test_search_ignores_marks_case_and_order(cast: Cast, words: str) -> None:
    assert [unit.code for unit in search_units(Unit.objects.all(), words)] == ["xa_an"]


def test_loading_the_catalogue_twice_changes_nothing(cast: Cast) -> None:
    before = (list(UnitKind.objects.values_list()), list(Role.objects.values_list()), Designation.objects.count())
    load_kinds()
    load_roles()
    after = (list(UnitKind.objects.values_list()), list(Role.objects.values_list()), Designation.objects.count())
    assert before == after
