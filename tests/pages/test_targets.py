"""Regimes and targets on their pages."""

from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from trienkhai.indicators.actions import load_catalogue
from trienkhai.indicators.models import Indicator, Target

AT = "/indicators/targets/"
PLAN = "Nghị quyết 12/NQ-HĐND"


@pytest.fixture
def officer(cast: Cast, client: Client) -> Client:
    load_catalogue()
    return cast.sign_in(client, "officer")


def pk(code: str) -> int:
    return Indicator.objects.get(code=code).pk


def typed(unit: str = "xa_an", **more: Any) -> dict[str, Any]:
    return {"unit": unit, "period": "2026", "form": "community_services", "basis": PLAN} | more


def test_regimes_tell_their_kinds_and_sources(officer: Client) -> None:
    page = officer.get("/indicators/regimes/").content.decode()
    assert "Nghị định 09/2019/NĐ-CP ngày 24/01/2019, Điều 12" in page and "Học kỳ" in page


def test_a_target_is_set_and_shown_with_its_basis(officer: Client, django_assert_max_num_queries: Any) -> None:
    answer = officer.post(AT, typed(**{f"t-{pk('classes')}": "1.040", f"seen-{pk('classes')}": "0"}))
    assert answer.url == f"{AT}?unit=xa_an&period=2026&form=community_services"
    with django_assert_max_num_queries(20):
        page = officer.get(answer.url).content.decode()
    assert "Đã ghi 1 số kế hoạch." in page and PLAN in page and 'value="1.040"' in page


WRONG = [
    ({"t": "1.5"}, "có thể hiểu là"),
    ({"t": "nhiều"}, "nhiều"),
    ({"t": "40", "basis": " "}, "Hãy ghi căn cứ"),
    ({"t": "40", "seen": "3"}, "vừa được người khác sửa"),
]


@pytest.mark.parametrize(("changed", "says"), WRONG)
def test_what_cannot_be_kept_comes_back_as_typed(officer: Client, changed: dict[str, str], says: str) -> None:
    boxes = {f"t-{pk('classes')}": changed["t"], f"seen-{pk('classes')}": changed.get("seen", "0")}
    answer = officer.post(AT, typed(**boxes, basis=changed.get("basis", PLAN)))
    page = answer.content.decode()
    assert answer.status_code == 422 and says in page and f'value="{changed["t"]}"' in page
    assert not Target.objects.exists()


def test_a_second_click_and_untouched_boxes_change_nothing(officer: Client) -> None:
    boxes = {f"t-{pk('classes')}": "40", f"seen-{pk('classes')}": "0"}
    assert officer.post(AT, typed(**boxes)).status_code == 302
    assert officer.post(AT, typed(**boxes)).status_code == 302  # what is typed holds already
    untouched = {f"t-{pk('classes')}": "40", f"seen-{pk('classes')}": "1", "basis": ""}
    assert officer.post(AT, typed(**untouched)).status_code == 302
    assert Target.objects.count() == 1


WHO = [
    ("officer", "tinh", True),
    ("officer", "xa_an", True),
    ("leader", "xa_an", False),
    ("officer_an", "xa_an", False),
]


@pytest.mark.parametrize(("who", "unit", "may"), WHO)
def test_the_level_above_sets_and_the_top_sets_its_own(
    cast: Cast, client: Client, who: str, unit: str, may: bool
) -> None:
    load_catalogue()
    cast.sign_in(client, who)
    page = client.get(AT, {"unit": unit}).content.decode()
    assert ("Lưu kế hoạch" in page) is may
    assert client.post(AT, typed(unit)).status_code == (302 if may else 403)


@pytest.mark.parametrize("query", [{"unit": "xa_la"}, {"period": "2026-Q9"}, {"form": "none"}, {"unit": "none"}])
def test_what_is_not_there_is_not_found(officer: Client, query: dict[str, str]) -> None:
    assert officer.get(AT, query).status_code == 404
    assert officer.post(AT, typed() | query).status_code == 404
