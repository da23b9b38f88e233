"""Posts are given and ended; nobody hands out more than they hold."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.cast import Cast, make_person
from trienkhai.people.errors import WrongLogin
from trienkhai.units import gates
from trienkhai.units.actions import add_person_with_post, end_post, give_post
from trienkhai.units.errors import CannotHold, WrongBegin, WrongEnd
from trienkhai.units.models import Post, Role
from trienkhai.units.permissions import ALL, MANAGE_PEOPLE
from trienkhai.units.queries import people_seen_from, posts_of, reach, story_of

NOW = datetime(2026, 3, 1, 3, tzinfo=UTC)


def roles(*codes: str) -> list[Role]:
    return list(Role.objects.filter(code__in=codes))


def give(cast: Cast, **changed: Any) -> Post:
    given: dict[str, Any] = {
        "person": cast.nobody, "unit": cast.xa_an, "line": cast.line, "roles": roles("reader"),
        "since": date(2026, 1, 1), "by": cast.administrator,
    }  # fmt: skip
    return give_post(**given | changed)


def local_manager(cast: Cast) -> Post:
    """Manages people of xa_an, and may enter and send there."""
    role = Role.objects.create(code="local", name="Quản lý xã", permissions=["read", "enter", "send", MANAGE_PEOPLE])
    return give(cast, person=make_person("local", "Quản Lý Xã"), roles=[role])


def test_a_post_given_twice_is_one_post(cast: Cast) -> None:
    assert give(cast) == give(cast)
    with pytest.raises(WrongBegin):
        give(cast, roles=roles("reporter"))


def test_a_post_needs_a_role_a_time_and_a_unit_that_stands(cast: Cast) -> None:
    with pytest.raises(CannotHold):
        give(cast, roles=[])
    with pytest.raises(WrongEnd):
        give(cast, until=date(2026, 1, 1))
    with pytest.raises(WrongBegin):
        give(cast, unit=cast.xa_cu)


def test_a_post_holds_from_its_first_day_until_before_its_last(cast: Cast) -> None:
    give(cast, until=date(2026, 2, 1))
    held = [len(posts_of(cast.nobody, date(2026, 1, 1) + timedelta(days=n))) for n in (-1, 0, 30, 31)]
    assert held == [0, 1, 1, 0]


def test_an_ended_post_is_ended_once(cast: Cast) -> None:
    post = give(cast)
    end_post(post=post, until=date(2026, 3, 1), by=cast.administrator)
    end_post(post=post, until=date(2026, 3, 1), by=cast.administrator)
    with pytest.raises(CannotHold):
        end_post(post=post, until=date(2026, 4, 1), by=cast.administrator)


def test_the_same_form_sent_twice_makes_one_person_and_the_last_slip_holds(cast: Cast) -> None:
    given: dict[str, Any] = {
        "login": "moi", "name": "Bùi Thị Mới", "telephone": "", "email": "", "unit": cast.xa_an, "line": cast.line,
        "roles": roles("reporter"), "since": date(2026, 1, 1),
    }  # fmt: skip
    first, _ = add_person_with_post(by=cast.administrator, now=NOW, **given)
    second, slip = add_person_with_post(by=cast.administrator, now=NOW + timedelta(seconds=2), **given)
    assert first == second
    assert second.check_password(slip)
    assert Post.objects.filter(person=first).count() == 1
    with pytest.raises(WrongLogin):
        add_person_with_post(by=cast.officer, now=NOW, **given)
    with pytest.raises(WrongLogin):
        add_person_with_post(by=cast.administrator, now=NOW + timedelta(hours=1), **given)


def test_a_person_whose_post_is_refused_is_not_added(cast: Cast) -> None:
    with pytest.raises(WrongBegin):
        add_person_with_post(
            login="moi", name="Bùi Thị Mới", telephone="", email="", unit=cast.xa_cu, line=cast.line,
            roles=roles("reporter"), since=date(2026, 1, 1), by=cast.administrator,
        )  # fmt: skip
    assert not people_seen_from(reach(cast.administrator)).filter(login="moi").exists()


def test_roles_to_give_allow_no_more_than_the_own_post(cast: Cast) -> None:
    assert len(gates.roles_to_give(cast.administrator)) == 5
    assert {role.code for role in gates.roles_to_give(cast.officer)} == {"reader", "reporter", "consolidator"}
    assert set(ALL) == {p for role in Role.objects.all() for p in role.permissions}


def test_people_are_seen_who_hold_or_held_a_post_in_reach_or_none_at_all(cast: Cast) -> None:
    seen = set(people_seen_from(reach(local_manager(cast))).values_list("login", flat=True))
    assert seen == {"local", "officer_an", "officer_thon", "ended", "former", "nobody"}


def test_an_account_is_changed_only_by_who_commands_all_its_posts(cast: Cast) -> None:
    local = local_manager(cast)
    assert gates.person_to_change(local, cast.officer_an.person_id)
    assert gates.person_to_change(local, cast.ended.person_id), "what is over does not count"
    with pytest.raises(Http404):
        gates.person_to_change(local, cast.officer_bo.person_id)
    give(cast, person=cast.officer_an.person, unit=cast.xa_bo)
    with pytest.raises(PermissionDenied):
        gates.person_to_change(local, cast.officer_an.person_id)  # could then act in xa_bo
    give(cast, person=cast.officer_thon.person, roles=roles("approver"))
    with pytest.raises(PermissionDenied):
        gates.person_to_change(local, cast.officer_thon.person_id)  # could then approve


def test_nobody_changes_their_own_account_as_a_manager(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        gates.person_to_change(cast.administrator, cast.administrator.person_id)


def test_a_post_is_ended_by_who_commands_it(cast: Cast) -> None:
    local = local_manager(cast)
    assert gates.post_to_end(local, cast.officer_an.pk) == cast.officer_an
    with pytest.raises(Http404):
        gates.post_to_end(local, cast.officer_bo.pk)
    with pytest.raises(PermissionDenied):
        gates.post_to_end(local, give(cast, roles=roles("approver")).pk)
    with pytest.raises(PermissionDenied):
        gates.post_to_end(cast.officer, cast.officer_an.pk)


def test_the_journal_is_told_in_words(cast: Cast) -> None:
    post = give(cast)
    told = story_of([post], {("units.post", post.pk): "Mai"})
    assert [(one.msgid, one.who, one.note) for one in told] == [
        ("Giao chức danh", "Quách Thị Trị · Quản trị · Tỉnh Đông Giang", "Mai")
    ]
    assert story_of([cast.tinh], {})[0].who == ""
