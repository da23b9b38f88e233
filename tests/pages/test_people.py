"""Sign-in, the own password, profile and language; the administration of people."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import PASSWORD, Cast
from trienkhai.people.actions import add_person, choose_password
from trienkhai.people.models import Person
from trienkhai.units.actions import give_post
from trienkhai.units.middleware import SESSION_KEY
from trienkhai.units.models import Post, Role

SIGN_IN = "/sign-in/"


def sign_in(client: Client, login: str, password: str, **more: str) -> Any:
    return client.post(SIGN_IN, {"username": login, "password": password, **more})


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


# --- signing in -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["officer", " OFFICER", "0912 345 678"])
def test_one_signs_in_and_goes_on_to_the_page_that_was_asked_for(client: Client, cast: Cast, typed: str) -> None:
    Person.objects.filter(login="officer").update(telephone="0912345678")
    assert client.get("/units/").url == f"{SIGN_IN}?next=/units/"
    answer = sign_in(client, typed, PASSWORD, next="/units/")
    assert answer.url == "/units/-/post/?next=%2Funits%2F"
    assert client.get(answer.url).url == "/units/"


@pytest.mark.parametrize("there", ["https://example.com/", "//example.com", "javascript:alert(1)"])
def test_sign_in_leads_to_no_other_place(client: Client, cast: Cast, there: str) -> None:
    answer = sign_in(client, "officer", PASSWORD, next=there)
    assert client.get(answer.url).url == "/"
    assert client.get("/units/-/post/", {"next": there}).url == "/"
    assert client.post("/language/", {"language": "en", "next": there}).url == "/"


def test_a_wrong_password_says_what_to_do_and_not_whether_the_name_exists(client: Client, cast: Cast) -> None:
    known, unknown = (text_of(sign_in(client, name, "sai")) for name in ("officer", "khong_co"))
    assert "không khớp" in known
    strip = "".join
    assert strip(known.split()).count("khôngkhớp") == strip(unknown.split()).count("khôngkhớp") == 1


def test_after_eight_wrong_passwords_the_name_waits(client: Client, cast: Cast) -> None:
    answers = [sign_in(client, name, "sai") for name in ["officer", "OFFICER "] * 4]
    assert [answer.status_code for answer in answers] == [200] * 7 + [429]
    assert "15 phút" in text_of(answers[-1])
    assert sign_in(client, "officer", PASSWORD).status_code == 429
    assert sign_in(client, "leader", PASSWORD).status_code == 302


def test_a_new_slip_ends_the_waiting(client: Client, cast: Cast) -> None:
    for _ in range(8):
        sign_in(client, "officer", "sai")
    manager = cast.sign_in(Client(), "administrator")
    slip = manager.post(reverse("units:reset_password", args=[cast.officer.person_id])).context["password"]
    assert sign_in(client, "officer", slip).status_code == 302


def test_somebody_signed_in_goes_past_the_sign_in_page(client: Client, cast: Cast) -> None:
    assert cast.sign_in(client, "officer").get(SIGN_IN).status_code == 302


def test_signing_out_is_a_post_and_harmless_twice(client: Client, cast: Cast) -> None:
    cast.sign_in(client, "officer")
    assert client.get("/sign-out/").status_code == 405
    assert [client.post("/sign-out/").url for _ in range(2)] == [SIGN_IN, SIGN_IN]
    assert client.get("/units/").url.startswith(SIGN_IN)


def test_somebody_shut_out_is_out_at_once(client: Client, cast: Cast) -> None:
    cast.sign_in(client, "officer")
    Person.objects.filter(login="officer").update(is_active=False)
    assert client.get("/units/").url.startswith(SIGN_IN)


# --- the first password -----------------------------------------------------------------------------------------------


def test_the_password_of_a_slip_opens_nothing_but_the_choice_of_an_own_one(client: Client, cast: Cast) -> None:
    person, slip = add_person(login="moi", name="Mới", by=None)
    give_post(
        person=person, unit=cast.xa_an, line=cast.line, roles=Role.objects.filter(code="reader"),
        since=timezone.localdate(), by=None,
    )  # fmt: skip
    sign_in(client, "moi", slip)
    page = "/profile/password/"
    for closed in ("/units/", "/profile/", "/units/-/post/"):
        assert client.get(closed).url.startswith(f"{page}?next=")
    assert client.get("/units/", headers={"HX-Request": "true"}).headers["HX-Redirect"].startswith(page)
    assert "mật khẩu dùng một lần" in text_of(client.get(page))
    for new, again in [("ngan", "ngan"), ("12345678901", "12345678901"), (slip, slip), ("mot cau dai", "hai cau dai")]:
        assert client.post(page, {"new": new, "again": again}).status_code == 422
    answer = client.post(page, {"new": "mot cau dai", "again": "mot cau dai", "next": "/units/"})
    assert answer.url == "/units/"
    assert client.get("/units/").status_code == 200


def test_changing_the_password_asks_for_the_old_one_and_ends_other_sessions(client: Client, cast: Cast) -> None:
    other = cast.sign_in(Client(), "officer")
    cast.sign_in(client, "officer")
    form = {"old": "sai", "new": "mot cau dai", "again": "mot cau dai"}
    assert client.post("/profile/password/", form).status_code == 422
    assert client.post("/profile/password/", form | {"old": PASSWORD}).status_code == 302
    assert client.get("/units/").status_code == 200
    assert other.get("/units/").url.startswith(SIGN_IN)


# --- profile and language ---------------------------------------------------------------------------------------------


def test_the_own_profile_is_changed(client: Client, cast: Cast) -> None:
    cast.sign_in(client, "officer")
    form = {"name": "Đỗ Thị Tổng Hợp", "telephone": "0912 345 678", "email": "tong@example.com", "language": "en"}
    answer = client.post("/profile/", form)
    assert answer.url == "/profile/"
    person = Person.objects.get(login="officer")
    assert (person.name, person.telephone, person.language) == ("Đỗ Thị Tổng Hợp", "0912345678", "en")
    assert client.get("/profile/").headers["Content-Language"] == "en"


def test_a_telephone_of_somebody_else_is_refused_beside_the_field(client: Client, cast: Cast) -> None:
    Person.objects.filter(login="leader").update(telephone="0912345678")
    cast.sign_in(client, "officer")
    form = {"name": "Đỗ Thị Tổng", "telephone": "0912 345 678", "email": "", "language": "vi"}
    answer = client.post("/profile/", form)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["telephone"]


def test_the_language_is_switched_signed_in_and_out(client: Client, cast: Cast) -> None:
    answer = client.post("/language/", {"language": "en", "next": SIGN_IN})
    assert answer.url == SIGN_IN
    assert client.get(SIGN_IN).headers["Content-Language"] == "en"
    cast.sign_in(client, "officer")
    client.post("/language/", {"language": "en"})
    assert Person.objects.get(login="officer").language == "en"
    client.post("/language/", {"language": "xx"})
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"


# --- the choice of post -----------------------------------------------------------------------------------------------


def second_post(cast: Cast) -> Post:
    roles = Role.objects.filter(code="reader")
    return give_post(
        person=cast.officer.person, unit=cast.xa_bo, line=cast.line, roles=roles, since=timezone.localdate(), by=None
    )


def test_only_own_present_posts_are_chosen(client: Client, cast: Cast) -> None:
    second = second_post(cast)
    cast.sign_in(client, cast.officer.person)
    page = client.get("/units/-/post/")
    assert page.status_code == 200
    assert client.post("/units/-/post/", {"post": second.pk, "next": "/units/"}).url == "/units/"
    assert client.session[SESSION_KEY] == second.pk
    for wrong in (str(cast.leader.pk), "x", ""):
        assert client.post("/units/-/post/", {"post": wrong}).status_code == 422
    assert client.session[SESSION_KEY] == second.pk


def test_a_post_that_has_ended_is_left_at_once(client: Client, cast: Cast) -> None:
    second = second_post(cast)
    cast.sign_in(client, second)
    assert client.get("/units/xa_an/").status_code == 404
    Post.objects.filter(pk=second.pk).update(since="2020-01-01", until="2021-01-01")
    assert client.get("/units/xa_an/").status_code == 200, "the other post is in use again"


# --- administration ---------------------------------------------------------------------------------------------------


def new_person(**changed: Any) -> dict[str, Any]:
    form: dict[str, Any] = {
        "login": "moi", "name": "Bùi <b>Thị</b> Mới", "telephone": "", "email": "", "unit": "xa_an",
        "roles": ["reporter"], "title": "", "since": "1/1/2026", "until": "",
    }  # fmt: skip
    return form | changed


def test_a_new_person_gets_a_slip_that_is_shown_once(client: Client, cast: Cast) -> None:
    cast.sign_in(client, "administrator")
    answer = client.post(reverse("units:add_person"), new_person())
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert "<b>Thị</b>" not in text_of(answer)
    slip = answer.context["password"]
    person = Person.objects.get(login="moi")
    assert person.check_password(slip)
    assert slip not in text_of(client.get(reverse("units:person", args=[person.pk])))
    again = client.post(reverse("units:add_person"), new_person())
    person.refresh_from_db()
    assert person.check_password(again.context["password"]), "after a second click the slip that is seen holds"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"login": "officer"}, "login"), ({"login": "0912"}, "login"), ({"name": ""}, "name"),
        ({"telephone": "1"}, "telephone"), ({"unit": "xa_la"}, "unit"), ({"unit": "xa_cu"}, "unit"),
        ({"roles": []}, "roles"), ({"roles": ["king"]}, "roles"), ({"since": "31/2/2026"}, "since"),
        ({"since": "1/1/2019"}, "since"), ({"until": "1/1/2026"}, "until"), ({"email": "x"}, "email"),
    ],
)  # fmt: skip
def test_what_is_wrong_stands_beside_its_field(client: Client, cast: Cast, changed: dict[str, Any], field: str) -> None:
    cast.sign_in(client, "administrator")
    answer = client.post(reverse("units:add_person"), new_person(**changed))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Person.objects.filter(login="moi").exists()


def test_roles_beyond_the_own_permissions_are_not_offered_and_not_taken(client: Client, cast: Cast) -> None:
    role = Role.objects.create(code="local", name="Quản lý xã", permissions=["read", "enter", "send", "manage_people"])
    local = give_post(
        person=cast.nobody, unit=cast.xa_an, line=cast.line, roles=[role], since=timezone.localdate(), by=None
    )
    cast.sign_in(client, local)
    assert client.post(reverse("units:add_person"), new_person(roles=["approver"])).status_code == 422
    assert client.post(reverse("units:add_person"), new_person(unit="tinh")).status_code == 422
    assert client.post(reverse("units:add_person"), new_person()).status_code == 200


PERSON_DOORS = ["person", "change_person", "reset_password", "set_active", "give_post"]


@pytest.mark.parametrize("name", PERSON_DOORS)
def test_people_are_managed_in_reach_only(client: Client, cast: Cast, name: str) -> None:
    door = reverse(f"units:{name}", args=[cast.officer_an.person_id])
    for who, status in [("administrator", 200), ("officer", 403), ("reader", 403), ("stranger", 404)]:
        assert cast.sign_in(client, who).get(door).status_code == status, who
    assert cast.sign_in(client, "administrator").get(reverse(f"units:{name}", args=[10**9])).status_code == 404


def test_posts_are_ended_in_reach_only(client: Client, cast: Cast) -> None:
    door = reverse("units:end_post", args=[cast.officer_an.pk])
    for who, status in [("administrator", 200), ("officer", 403), ("stranger", 404)]:
        assert cast.sign_in(client, who).get(door).status_code == status, who
    cast.sign_in(client, "administrator")
    for _ in range(2):  # a second click lands on the same page
        assert client.post(door, {"until": "1/2/2026"}).url == reverse("units:person", args=[cast.officer_an.person_id])
    assert str(Post.objects.get(pk=cast.officer_an.pk).until) == "2026-02-01"


def test_shutting_out_and_letting_in(client: Client, cast: Cast) -> None:
    door = reverse("units:set_active", args=[cast.nobody.pk])
    cast.sign_in(client, "administrator")
    for active in ("0", "0", "1"):
        assert client.post(door, {"active": active}).status_code == 302
        assert Person.objects.get(pk=cast.nobody.pk).is_active is (active == "1")
    own = reverse("units:set_active", args=[cast.administrator.person_id])
    assert client.post(own, {"active": "0"}).status_code == 403


def test_a_changed_person_and_a_further_post(client: Client, cast: Cast) -> None:
    cast.sign_in(client, "administrator")
    pk = cast.nobody.pk
    form = {"name": "Mai Có Việc", "telephone": "", "email": ""}
    assert client.post(reverse("units:change_person", args=[pk]), form).status_code == 302
    post = {"unit": "xa_bo", "roles": ["reader"], "title": "", "since": "1/1/2026", "until": ""}
    for _ in range(2):
        assert client.post(reverse("units:give_post", args=[pk]), post).status_code == 302
    page = text_of(client.get(reverse("units:person", args=[pk])))
    assert "Mai Có Việc" in page
    assert "Xã Bồ Đề Hạ" in page
    assert Post.objects.filter(person=pk).count() == 1


def test_the_list_of_people_is_searched_without_marks(client: Client, cast: Cast) -> None:
    cast.sign_in(client, "administrator")
    page = text_of(client.get(reverse("units:people"), {"q": "do thi"}))
    assert "Đỗ Thị Tổng" in page
    assert "Lê Văn Lãnh" not in page
    assert "Ông Người Lạ" not in text_of(client.get(reverse("units:people")))


def test_query_counts(client: Client, cast: Cast, django_assert_max_num_queries: Any) -> None:
    cast.sign_in(client, "administrator")
    pages = {
        reverse("units:people"): 15,
        reverse("units:person", args=[cast.officer_an.person_id]): 20,
        "/profile/": 6,
    }
    for door, most in pages.items():
        with django_assert_max_num_queries(most):
            client.get(door)


def test_a_password_that_was_chosen_is_kept_hashed(cast: Cast) -> None:
    choose_password(person=cast.nobody, password="mot cau dai")
    assert "mot cau" not in Person.objects.get(pk=cast.nobody.pk).password
