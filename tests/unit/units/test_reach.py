"""Who sees which units: those below today, and read only the former ones that lead there."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.cast import Cast
from trienkhai.units import gates
from trienkhai.units.actions import end_unit, place
from trienkhai.units.models import Post
from trienkhai.units.permissions import ENTER, MANAGE_UNITS, READ
from trienkhai.units.queries import reach, tree


def fresh(post: Post) -> Post:
    """As the next request would load it."""
    return Post.objects.get(pk=post.pk)


def seen(post: Post, on: date | None = None) -> set[str]:
    return set(reach(fresh(post), on).units().values_list("code", flat=True))


HERE = {"tinh", "van_phong", "ban_a", "xa_an", "xa_bo", "xa_ca", "xa_cu", "thon_1", "thon_2"}


@pytest.mark.parametrize(
    ("who", "units"),
    [
        ("officer", HERE),
        ("officer_an", {"xa_an", "thon_1", "thon_2", "xa_cu"}),
        ("officer_bo", {"xa_bo"}),
        ("officer_thon", {"thon_1"}),
        ("former", {"xa_cu"}),
        ("stranger", {"tinh_la", "xa_la"}),
    ],
)
def test_a_post_sees_its_subtree_and_what_was_merged_into_it(cast: Cast, who: str, units: set[str]) -> None:
    assert seen(getattr(cast, who)) == units


def test_before_the_merger_the_successor_did_not_see_the_other_commune(cast: Cast) -> None:
    assert seen(cast.officer_an, date(2025, 6, 30)) == {"xa_an", "thon_1", "thon_2"}
    assert "xa_cu" in seen(cast.officer, date(2025, 6, 30))


def test_a_moved_unit_is_seen_from_its_new_place_only(cast: Cast) -> None:
    place(unit=cast.thon_1, line=cast.line, parent=cast.xa_bo, since=date(2026, 1, 1), by=cast.administrator)
    assert seen(cast.officer_bo) == {"xa_bo", "thon_1"}
    assert "thon_1" not in seen(cast.officer_an)


def test_successions_are_followed_again_and_again(cast: Cast) -> None:
    for unit in (cast.thon_1, cast.thon_2):
        end_unit(unit=unit, line=cast.line, day=date(2026, 1, 1), heirs={}, by=cast.administrator)
    end_unit(
        unit=cast.xa_an, line=cast.line, day=date(2026, 2, 1), heirs={cast.xa_bo: Decimal(1)}, by=cast.administrator
    )
    assert seen(cast.officer_bo) == {"xa_bo", "xa_an", "xa_cu", "thon_1", "thon_2"}


def test_a_unit_dissolved_into_another_province_is_seen_from_both_sides(cast: Cast) -> None:
    end_unit(
        unit=cast.xa_ca, line=cast.line, day=date(2026, 1, 1), heirs={cast.xa_la: Decimal(1)}, by=cast.administrator
    )
    assert "xa_ca" in seen(cast.stranger)
    assert "xa_ca" in seen(cast.officer), "its last parent lies there"
    assert "xa_ca" not in seen(cast.officer_an)


@pytest.mark.parametrize(
    ("who", "code", "permission", "answer"),
    [
        ("officer", "xa_an", READ, None),
        ("officer", "xa_an", ENTER, None),
        ("officer", "xa_an", MANAGE_UNITS, PermissionDenied),
        ("reader", "xa_an", ENTER, PermissionDenied),
        ("officer_an", "xa_cu", READ, None),
        ("officer_an", "xa_cu", ENTER, PermissionDenied),
        ("former", "xa_cu", ENTER, PermissionDenied),
        ("officer_bo", "xa_an", READ, Http404),
        ("stranger", "xa_an", READ, Http404),
        ("stranger", "khong_co", READ, Http404),
    ],
)
def test_the_gate_answers_404_out_of_reach_and_403_without_permission(
    cast: Cast, who: str, code: str, permission: str, answer: type[Exception] | None
) -> None:
    post = fresh(getattr(cast, who))
    if answer is None:
        assert gates.unit_for(post, code, permission).code == code
    else:
        with pytest.raises(answer):
            gates.unit_for(post, code, permission)


def test_the_tree_is_drawn_in_vietnamese_order(cast: Cast) -> None:
    top = tree(reach(fresh(cast.officer)))
    assert top is not None
    assert [branch.unit.code for branch in top.branches] == ["ban_a", "van_phong", "xa_an", "xa_bo", "xa_ca"]
    assert [branch.unit.code for branch in top.branches[2].branches] == ["thon_1", "thon_2"]
    assert tree(reach(fresh(cast.former))) is None
