"""Pages about units: who may read, who may change, what they show, how many queries they take."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from trienkhai.units.queries import children, place_of, today

READ = [("units:units", []), ("units:list", []), ("units:unit", ["xa_an"])]
CHANGE = [
    ("units:add", []),
    ("units:rename", ["xa_an"]),
    ("units:move", ["xa_an"]),
    ("units:end", ["xa_bo"]),
]
PEOPLE = [("units:people", []), ("units:add_person", [])]


@pytest.mark.parametrize(("name", "args"), READ + CHANGE + PEOPLE)
def test_pages_open_for_the_administrator(client: Client, cast: Cast, name: str, args: list[str]) -> None:
    answer = cast.sign_in(client, "administrator").get(reverse(name, args=args))
    assert answer.status_code == 200


@pytest.mark.parametrize(("name", "args"), CHANGE + PEOPLE)
@pytest.mark.parametrize("who", ["officer", "leader", "reader"])
def test_without_the_permission_is_403(client: Client, cast: Cast, who: str, name: str, args: list[str]) -> None:
    assert cast.sign_in(client, who).get(reverse(name, args=args)).status_code == 403


@pytest.mark.parametrize(("name", "args"), [entry for entry in READ + CHANGE if entry[1]])
@pytest.mark.parametrize("who", ["stranger", "officer_bo"])
def test_out_of_reach_is_404(client: Client, cast: Cast, who: str, name: str, args: list[str]) -> None:
    code = "xa_an" if args == ["xa_an"] else "xa_ca"
    assert cast.sign_in(client, who).get(reverse(name, args=[code])).status_code == 404


@pytest.mark.parametrize("who", ["ended", "nobody"])
@pytest.mark.parametrize(("name", "args"), READ + CHANGE + PEOPLE)
def test_without_a_post_a_page_says_what_to_do(
    client: Client, cast: Cast, who: str, name: str, args: list[str]
) -> None:
    answer = cast.sign_in(client, who).get(reverse(name, args=args))
    assert answer.status_code == 403
    assert "người quản trị của đơn vị" in answer.content.decode()


def test_the_own_profile_stays_open_without_a_post(client: Client, cast: Cast) -> None:
    assert cast.sign_in(client, "nobody").get(reverse("people:profile")).status_code == 200


# --- changes ----------------------------------------------------------------------------------------------------------


def new_unit(**changed: str) -> dict[str, str]:
    form = {
        "code": "thon_moi",
        "name": "Thôn <i>Mới</i>",
        "kind": "village",
        "official_code": "",
        "parent": "xa_an",
        "since": "1/1/2026",
    }
    return form | changed


def test_a_unit_is_added_and_a_second_click_lands_on_its_page(client: Client, cast: Cast) -> None:
    cast.sign_in(client, "administrator")
    for _ in range(2):
        answer = client.post(reverse("units:add"), new_unit())
        assert answer.url == "/units/thon_moi/"
    page = client.get(answer.url).content.decode()
    assert "Thôn &lt;i&gt;Mới&lt;/i&gt;" in page
    assert "<i>Mới" not in page
    assert [unit.code for unit in children(cast.xa_an, cast.line, today())] == ["thon_1", "thon_2", "thon_moi"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"code": "xa_cu"}, "code"),
        ({"code": "thôn"}, "code"),
        ({"name": " "}, "name"),
        ({"kind": "king"}, "kind"),
        ({"parent": ""}, "parent"),
        ({"parent": "xa_la"}, "parent"),
        ({"parent": "xa_cu"}, "parent"),
        ({"since": "hôm qua"}, "since"),
        ({"since": "1/1/2019"}, "since"),
        ({"since": "1/1/1"}, "since"),
    ],
)
def test_what_is_wrong_with_a_new_unit_stands_beside_its_field(
    client: Client, cast: Cast, changed: dict[str, str], field: str
) -> None:
    answer = cast.sign_in(client, "administrator").post(reverse("units:add"), new_unit(**changed))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_a_unit_is_renamed(client: Client, cast: Cast) -> None:
    cast.sign_in(client, "administrator")
    form = {"name": "Phường An", "kind": "ward", "official_code": "00123", "since": "1/1/2026"}
    for _ in range(2):
        assert client.post(reverse("units:rename", args=["xa_an"]), form).url == "/units/xa_an/"
    page = client.get("/units/xa_an/").content.decode()
    for words in ("Phường An", "Xã An Đường", "00123", "Đổi tên, loại hoặc mã chính thức"):
        assert words in page
    early = client.post(reverse("units:rename", args=["xa_an"]), form | {"name": "Khác", "since": "1/1/2025"})
    assert list(early.context["form"].errors) == ["since"]


def test_a_unit_is_moved_within_reach(client: Client, cast: Cast) -> None:
    cast.sign_in(client, "administrator")
    door = reverse("units:move", args=["thon_1"])
    assert client.post(door, {"parent": "xa_la", "since": "1/1/2026"}).status_code == 422
    for _ in range(2):
        assert client.post(door, {"parent": "xa_bo", "since": "1/1/2026"}).url == "/units/thon_1/"
    assert place_of(cast.thon_1, cast.line, today()).parent == cast.xa_bo


def test_a_unit_is_merged_and_a_second_click_lands_on_its_page(client: Client, cast: Cast) -> None:
    cast.sign_in(client, "administrator")
    door = reverse("units:end", args=["xa_bo"])
    form = {"since": "1/2/2026", "heir_1": "xa_ca"}
    for _ in range(2):
        assert client.post(door, form).url == "/units/xa_bo/"
    page = client.get("/units/xa_bo/").content.decode()
    assert "Không còn hoạt động" in page
    assert "Xã Cà Ná Thượng kế tục 100" in page
    assert client.get(reverse("units:rename", args=["xa_bo"])).status_code == 403


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({"share_1": "60"}, ["share_2"]),
        ({"share_1": "60", "share_2": "30"}, ["heir_1"]),
        ({"share_1": "60", "share_2": "1.500"}, ["share_2"]),
        ({"share_1": "60,00001", "share_2": "39,99999"}, ["share_1", "share_2"]),
        ({"share_1": "50", "share_2": "50", "heir_2": "xa_ca"}, ["heir_2"]),
        ({"share_1": "50", "share_2": "50", "share_3": "1"}, ["heir_3"]),
        ({"heir_1": "xa_bo", "share_2": "1"}, ["heir_1"]),
    ],
)
def test_shares_of_a_split_are_checked(client: Client, cast: Cast, changed: dict[str, str], fields: list[str]) -> None:
    form = {"since": "1/2/2026", "heir_1": "xa_ca", "heir_2": "xa_an"} | changed
    answer = cast.sign_in(client, "administrator").post(reverse("units:end", args=["xa_bo"]), form)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == fields


def test_a_split_by_decimals_as_people_write_them(client: Client, cast: Cast) -> None:
    form = {"since": "1/2/2026", "heir_1": "xa_ca", "share_1": "62,5", "heir_2": "xa_an", "share_2": "37,5 %"}
    cast.sign_in(client, "administrator").post(reverse("units:end", args=["xa_bo"]), form)
    assert {row.new.code: str(row.share) for row in cast.xa_bo.successions.all()} == {
        "xa_ca": "0.625000",
        "xa_an": "0.375000",
    }


@pytest.mark.parametrize("name", ["move", "end"])
def test_nobody_moves_or_ends_the_unit_through_which_they_act(client: Client, cast: Cast, name: str) -> None:
    cast.sign_in(client, "administrator")
    assert client.get(reverse(f"units:{name}", args=["tinh"])).status_code == 403
    assert client.post(reverse(f"units:{name}", args=["tinh"]), {"since": "1/1/2026"}).status_code == 403


# --- lists ------------------------------------------------------------------------------------------------------------


def test_the_list_is_searched_without_marks_and_by_kind(client: Client, cast: Cast) -> None:
    cast.sign_in(client, "reader")

    def found(**asked: str) -> list[str]:
        return [row.unit.code for row in client.get(reverse("units:list"), asked).context["rows"]]

    assert found(q="duong an") == ["xa_an"]
    assert found(kind="village") == ["thon_1", "thon_2"]
    assert found(q="cu bi") == []
    assert found(q="cu bi", former="1") == ["xa_cu"]
    assert found(q="la xanh", former="1") == []
    assert found(kind="'; drop", page="99") == found()


def test_a_large_reach_shows_two_levels_and_asks_for_codes(client: Client, cast: Cast, monkeypatch: Any) -> None:
    monkeypatch.setattr("trienkhai.units.queries.lists.MOST_SHOWN", 5)
    monkeypatch.setattr("trienkhai.units.forms.LONGEST_LIST", 5)
    cast.sign_in(client, "administrator")
    page = client.get("/units/").content.decode()
    assert "2 đơn vị bên dưới" in page
    assert "Thôn 1" not in page
    for parent in ("xa_bo", "Xã Bồ Đề Hạ", " xa bo de ha "):
        code = f"thon_{len(parent)}"
        assert client.post(reverse("units:add"), new_unit(parent=parent, code=code)).status_code == 302


def test_query_counts(client: Client, cast: Cast, django_assert_max_num_queries: Any) -> None:
    cast.sign_in(client, "administrator")
    for door, most in {"/units/": 12, "/units/-/list/": 14, "/units/xa_an/": 26, "/units/-/add/": 14}.items():
        with django_assert_max_num_queries(most):
            client.get(door)


def test_a_unit_is_placed_in_a_second_line(client: Client, cast: Cast) -> None:
    cast.sign_in(client, "administrator")

    def place(code: str, **form: str) -> Any:
        return client.post(reverse("units:place_in_line", args=[code]), {"line": "front", "since": "1/1/2026"} | form)

    for _click in range(2):
        assert place("tinh").url == "/units/tinh/"
        assert place("thon_1", parent="tinh").url == "/units/thon_1/"
    assert list(place("thon_1").context["form"].errors) == ["since"], "moving it there is for those of that line"
    assert list(place("thon_2", parent="xa_bo").context["form"].errors) == ["parent"], "it does not stand there"
    assert place_of(cast.thon_1, cast.line, today()).parent == cast.xa_an
    page = client.get(reverse("units:lines")).content.decode()
    assert "Mặt trận, đoàn thể" in page
    assert "Tỉnh Đông Giang" in page
