"""People are added with a slip, choose their own password, and are shut out and let in."""

from typing import Any

import pytest
from django.test import RequestFactory

from tests.cast import PASSWORD, Cast
from trienkhai.journal.models import Entry
from trienkhai.people.actions import (
    add_person,
    change_person,
    choose_password,
    one_time_password,
    reset_password,
    set_active,
)
from trienkhai.people.backends import LoginOrTelephone, counted_name
from trienkhai.people.errors import CannotAdd, CannotChange, WrongLogin, WrongPersonName, WrongTelephone
from trienkhai.people.models import Person, login_from, telephone_from
from trienkhai.people.queries import search_people


def add(**changed: Any) -> tuple[Person, str]:
    given: dict[str, Any] = {"login": "moi", "name": "Bùi Thị Mới", "by": None}
    return add_person(**given | changed)


def signs_in(typed: str, password: str) -> bool:
    return LoginOrTelephone().authenticate(RequestFactory().post("/"), typed, password) is not None


def test_a_slip_is_easy_to_read_and_hard_to_guess() -> None:
    slips = {one_time_password() for _ in range(50)}
    assert len(slips) == 50
    assert all(len(slip) == 19 and not set(slip) & set("ilo01") for slip in slips)


@pytest.mark.parametrize(
    ("typed", "login"), [(" Án.Nguyễn ", "an.nguyen"), ("Đỗ Lến", "dolen"), ("TINH-01", "tinh-01")]
)
def test_a_login_is_kept_without_marks_and_case(typed: str, login: str) -> None:
    assert login_from(typed) == login


@pytest.mark.parametrize("typed", ["0912345678", "0912 345 678", "0912.345.678", "+84 912 345 678"])
def test_a_telephone_number_is_one_however_it_is_typed(typed: str) -> None:
    assert telephone_from(typed) == "0912345678"


def test_somebody_new_waits_for_a_password_of_their_own(db: None) -> None:
    person, slip = add()
    assert person.must_change_password
    assert signs_in("moi", slip)
    choose_password(person=person, password="mot cau dai de nho")
    assert not person.must_change_password
    assert not signs_in("moi", slip)


@pytest.mark.parametrize("login", ["", "-", "a/b", "0912345678", "x" * 41])
def test_a_login_has_letters_that_can_be_typed(db: None, login: str) -> None:
    with pytest.raises(WrongLogin):
        add(login=login)


@pytest.mark.parametrize("name", ["", "   ", "x" * 121, "Bùi\x00Mới"])
def test_a_name_is_text(db: None, name: str) -> None:
    with pytest.raises(WrongPersonName):
        add(name=name)


def test_login_and_telephone_belong_to_one_person(db: None) -> None:
    person, _ = add(telephone="0912 000 111")
    for wrong in (
        {"login": "MỚI"},
        {"login": "khac", "telephone": "+84912000111"},
        {"login": "khac", "telephone": "12"},
    ):
        with pytest.raises(CannotAdd):
            add(**wrong)
    assert change_person(person=person, name="Bùi Mới", telephone="0912 000 111", email="", by=None)
    assert not change_person(person=person, name="Bùi Mới", telephone="0912.000.111", email="", by=None)
    with pytest.raises(WrongTelephone):
        change_person(person=person, name="Bùi Mới", telephone="77", email="", by=None)


@pytest.mark.parametrize("typed", ["moi", "MỚI ", "0912000111", "+84 912 000 111"])
def test_one_signs_in_by_login_or_telephone(db: None, typed: str) -> None:
    _, slip = add(telephone="0912000111")
    assert signs_in(typed, slip)
    assert not signs_in(typed, slip + "x")
    assert not signs_in("", slip)


@pytest.mark.parametrize(
    ("one", "other"), [("An.Nguyen", "án.nguyễn"), ("0912 345 678", "+84912345678"), ("tinh-01", "TINH-01")]
)
def test_all_spellings_are_counted_as_one_name(one: str, other: str) -> None:
    assert counted_name(None, {"username": one}) == counted_name(None, {"username": other}) != ""


def test_a_new_slip_ends_the_old_password(cast: Cast) -> None:
    slip = reset_password(person=cast.nobody, by=cast.administrator)
    assert signs_in("nobody", slip)
    assert not signs_in("nobody", PASSWORD)
    assert cast.nobody.must_change_password


def test_somebody_shut_out_does_not_sign_in_until_let_in(cast: Cast) -> None:
    told = Entry.objects.count()
    for active in (False, False, True):
        set_active(person=cast.nobody, active=active, by=cast.administrator)
        assert signs_in("nobody", PASSWORD) is active
    assert Entry.objects.count() == told + 2, "the second click told nothing"


def test_nobody_shuts_out_themselves(cast: Cast) -> None:
    with pytest.raises(CannotChange):
        set_active(person=cast.administrator.person, active=False, by=cast.administrator)


@pytest.mark.parametrize("words", ["do thi tong", "TỔNG đỗ", "officer tong"])
def test_search_ignores_marks_and_order(cast: Cast, words: str) -> None:
    assert [person.login for person in search_people(Person.objects.all(), words)] == ["officer"]


def test_the_journal_holds_no_names_and_no_passwords(cast: Cast) -> None:
    reset_password(person=cast.nobody, by=cast.administrator)
    entry = Entry.objects.order_by("-id").first()
    assert entry is not None
    assert (entry.verb, entry.object_id, entry.post_id) == (
        "person.password_reset",
        cast.nobody.pk,
        cast.administrator.pk,
    )
    assert entry.digest == ""
