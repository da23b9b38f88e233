"""Pages about units: who may read, who may change, what they show, how many queries they take."""

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
