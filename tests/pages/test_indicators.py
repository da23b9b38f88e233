"""What is counted, for everybody who holds a post."""

from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from trienkhai.indicators.actions import load_catalogue


@pytest.fixture
def reader(cast: Cast, client: Client) -> Client:
    load_catalogue()
    return cast.sign_in(client, "reader")


DOORS = [  # address, queries besides those of the frame, what it says
    ("/indicators/", 1, "Số căn nhà đã sửa"),
    ("/indicators/models/", 6, "Chia hết: tổng của đơn vị là tổng các nhóm."),
    ("/indicators/attendance_rate/", 6, "100 × Số lượt người dự hội nghị / Số lượt người được mời dự hội nghị"),
    ("/indicators/forms/", 2, "Biểu 02. Tiếp nhận và giải quyết hồ sơ"),
    ("/indicators/forms/community_services/", 5, "tự cộng từ các nhóm dưới đây"),
]
FRAME = 6  # session, person, posts and their roles, seal


@pytest.mark.parametrize(("address", "queries", "says"), DOORS)
def test_a_page_speaks_in_few_queries(
    reader: Client, address: str, queries: int, says: str, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(FRAME + queries):
        answer = reader.get(address)
    assert answer.status_code == 200
    assert says in answer.content.decode()


@pytest.mark.parametrize("who", ["stranger", "officer_thon", "former"])
def test_every_post_reads_indicators(cast: Cast, client: Client, who: str) -> None:
    load_catalogue()
    cast.sign_in(client, who)
    assert {client.get(address).status_code for address, _, _ in DOORS} == {200}


def test_without_a_post_nothing_opens(cast: Cast, client: Client) -> None:
    load_catalogue()
    assert client.get("/indicators/").status_code == 302  # to the sign-in page
    cast.sign_in(client, "nobody")
    assert {client.get(address).status_code for address, _, _ in DOORS} == {403}
    cast.sign_in(client, cast.ended.person)
    assert client.get("/indicators/").status_code == 403


def test_what_is_not_there_is_not_found(reader: Client) -> None:
    for address in ("/indicators/none/", "/indicators/forms/none/", "/indicators/%C4%91/"):
        assert reader.get(address).status_code == 404


def test_indicators_are_found_without_marks(reader: Client) -> None:
    page = reader.get("/indicators/", {"q": "dung han"}).content.decode()
    assert "Số hồ sơ giải quyết đúng hạn" in page and "Số cây đã trồng" not in page
    assert "Không có chỉ tiêu nào khớp" in reader.get("/indicators/", {"q": "zzz"}).content.decode()


def test_pages_without_a_catalogue_say_what_to_do(cast: Cast, client: Client) -> None:
    cast.sign_in(client, "reader")
    for address in ("/indicators/", "/indicators/forms/"):
        assert "trienkhai import indicators" in client.get(address).content.decode()


def test_only_reading_is_offered(reader: Client) -> None:
    assert {reader.post(address).status_code for address, _, _ in DOORS} == {405}
