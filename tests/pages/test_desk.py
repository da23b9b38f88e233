"""My desk and the totals: what they show, how many queries they take, what odd addresses get; the doors of the demo."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import BEGINNING, Cast
from tests.unit.collection.asking import PERIOD, Asking
from tests.unit.collection.conftest import asking as asking  # a fixture
from tests.unit.editions.conftest import begin
from trienkhai.units.actions import create_unit
from trienkhai.units.models import UnitKind

FRAME = 6  # session, person, posts and their roles, seal
REACH = 6  # place of the post, units that ended and their heirs, whether it stands
TOTALS, PART = "/totals/", "/totals/part/"


@pytest.fixture
def as_(asking: Asking) -> Callable[[str], Client]:
    """`as_("officer")`: a browser of that person."""
    return lambda who: asking.cast.sign_in(Client(), who)


def test_the_desk_shows_each_what_waits_for_them(asking: Asking, as_: Any) -> None:
    round = asking.round()
    asking.answer(round, classes=12)
    begin(asking, round)
    officer, commune = as_("officer").get("/").content.decode(), as_("officer_bo").get("/").content.decode()
    assert "Xã An Đường" in officer and round.title in officer
    assert round.title in commune and "Xã An Đường" not in commune
    assert round.title not in as_("reader").get("/").content.decode()


@pytest.mark.parametrize("rounds", [2, 20])
def test_the_desk_takes_as_many_queries_with_twenty_rounds_as_with_two(
    asking: Asking, as_: Any, rounds: int, django_assert_max_num_queries: Any
) -> None:
    for place in range(rounds):
        round = asking.round(f"ky-{place}")
        asking.answer(round, classes=(place, "", "đếm lại"))
        begin(asking, round)
    for who in ("officer", "officer_an", "officer_bo"):
        client = as_(who)
        with django_assert_max_num_queries(FRAME + REACH + 8):
            assert client.get("/").status_code == 200


@pytest.mark.parametrize("units", [3, 40])
def test_totals_take_as_many_queries_with_forty_units_as_with_three(
    asking: Asking, as_: Any, units: int, django_assert_max_num_queries: Any
) -> None:
    cast = asking.cast
    given = {"kind": UnitKind.objects.get(code="commune"), "line": cast.line, "parent": cast.tinh, "since": BEGINNING}
    asked = [create_unit(code=f"xa_{place}", name=f"Xã Thứ {place}", by=None, **given) for place in range(units)]
    round = asking.round(units=asked)
    for unit in asked[:-1]:
        submission = asking.begin(round, cast.officer, unit)
        asking.enter(submission, cast.officer, classes=2)
        asking.send(submission, cast.officer)
    client = as_("officer")
    with django_assert_max_num_queries(FRAME + REACH + 26):
        page = client.get(TOTALS).content.decode()
    assert f"Xã Thứ {units - 2}" in page and f"{2 * (units - 1)}" in page
    with django_assert_max_num_queries(FRAME + REACH + 30):
        page = client.get(PART, {"indicator": "classes"}).content.decode()
    assert f"Xã Thứ {units - 1}" in page


def test_from_a_total_to_its_parts_to_the_figure(asking: Asking, as_: Any) -> None:
    round = asking.round()
    sent = asking.answer(round, classes=12)
    asking.answer(round, asking.cast.officer_bo, classes=5)
    client = as_("officer")
    page = client.get(TOTALS).content.decode()
    link = f"{PART}?unit=tinh&amp;period={PERIOD}&amp;form=small&amp;indicator=classes"
    assert link in page
    part = client.get(link.replace("&amp;", "&")).content.decode()
    assert "Xã Cà Ná Thượng" in part, "who is silent is named"
    down = link.replace("unit=tinh", "unit=xa_an")
    assert down in part or down + "&amp;breakdown=" in part
    leaf = client.get(down.replace("&amp;", "&")).content.decode()
    figure = reverse("collection:figure", args=[asking.standing(sent).pk])
    assert figure in leaf and client.get(figure).status_code == 200


def test_accepted_only_is_a_switch_that_stays_in_the_links(asking: Asking, as_: Any) -> None:
    round = asking.round()
    asking.accept(asking.answer(round, classes=12))
    asking.answer(round, asking.cast.officer_bo, classes=500)
    client = as_("officer")
    every, only = (client.get(TOTALS, query).content.decode() for query in ({}, {"accepted": "1"}))
    assert "512" in every and 'name="accepted"' in every
    assert "512" not in only and "&amp;accepted=1&amp;indicator=classes" in only


def test_a_unit_sees_its_own_totals_and_no_neighbours(asking: Asking, as_: Any) -> None:
    asking.answer(asking.round(), asking.cast.officer_bo, classes=5)
    page = as_("officer_an").get(TOTALS).content.decode()
    assert "Xã Bồ" not in page and "Xã An Đường" in page


ODD: list[tuple[str, dict[str, str]]] = [
    (TOTALS, {"unit": "khong-co"}), (TOTALS, {"unit": "xa_la"}), (TOTALS, {"period": "2026-Q9"}),
    (TOTALS, {"period": "x"}), (TOTALS, {"form": "khong-co"}), (PART, {}), (PART, {"indicator": "khong-co"}),
    (PART, {"indicator": "classes", "breakdown": "x=y"}), (PART, {"indicator": "classes", "period": "1999"}),
    (PART, {"indicator": "classes", "unit": "xa_la"}), (TOTALS, {"period": "9999-99"}), (TOTALS, {"period": "0000"}),
]  # fmt: skip


@pytest.mark.parametrize(("address", "query"), ODD)
def test_odd_addresses_are_not_found(asking: Asking, as_: Any, address: str, query: dict[str, str]) -> None:
    asking.answer(asking.round(), classes=12)
    assert as_("officer").get(address, query).status_code == 404


def test_odd_addresses_that_say_something_are_answered(asking: Asking, as_: Any) -> None:
    asking.answer(asking.round(), classes=12)
    client = as_("officer")
    for query in ({"period": "2026-01-01/2026-02-28"}, {"period": "1900"}, {"unit": "xa_cu"}, {"accepted": "x"}):
        assert client.get(TOTALS, query).status_code == 200


def test_without_any_round_the_totals_say_so(as_: Any) -> None:
    assert as_("officer").get(TOTALS).status_code == 200


# --- the demo ---------------------------------------------------------------------------------------------------------

FOREIGN: list[dict[str, Any]] = [
    {"headers": {"X-Forwarded-For": "10.0.0.1"}}, {"headers": {"X-Forwarded-Host": "a.example"}},
    {"headers": {"Forwarded": "for=10.0.0.1"}}, {"REMOTE_ADDR": "10.0.0.1"},
]  # fmt: skip


def test_in_the_demo_one_click_signs_in(cast: Cast, settings: Any, client: Client) -> None:
    settings.DEMO = True
    assert client.get("/demo/").status_code == 200
    assert client.post("/demo/play/", {"login": "officer_an"}).url == "/"
    assert "Xã An Đường" in client.get("/").content.decode()
    for login in ("", "khong-co", "ended", "nobody"):
        assert client.post("/demo/play/", {"login": login}).status_code == 404
    assert Client().get("/demo/start/", {"ticket": "x"}).url == "/demo/"
    assert client.get("/demo/play/").status_code == 405


@pytest.mark.parametrize("foreign", FOREIGN)
def test_the_demo_is_closed_to_other_machines(cast: Cast, settings: Any, foreign: dict[str, Any]) -> None:
    settings.DEMO = True
    client = Client(**foreign)
    assert client.get("/demo/").status_code == client.get("/demo/start/").status_code == 404
    assert client.post("/demo/play/", {"login": "officer_an"}).status_code == 404
