"""Who has no business here gets nothing: not a page, not a name, not a file."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.functional.conftest import Visit
from tests.functional.steps import said, sign_in
from tests.functional.world import TITLE, World, doors_of, make_world, pages_of

SECRETS = ("Đông Giang", "An Đường", "Bồ Đề Hạ", TITLE, "86/KH-UBND", "15/BC-UBND", "bao-cao", "Nguyễn Thị An")
LISTS = ("/", "/documents/", "/rounds/", "/totals/", "/editions/", "/units/", "/units/-/list/", "/units/-/people/")


@pytest.fixture(scope="module")
def world(cast: Cast) -> World:
    return make_world(cast)


def look(page: Page, address: str) -> tuple[int, str]:
    """(status, source) of the answer, where redirects lead; nothing of ours may be in it."""
    answer = page.request.get(address)
    source = answer.text()
    assert not [word for word in SECRETS if word in source], address
    return answer.status, source


def test_another_province_finds_no_such_page(visit: Visit, world: World) -> None:
    page = visit("stranger")
    for address in doors_of(world):
        assert look(page, address)[0] == 404, address
    page.goto(f"/submissions/{world.accepted.pk}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Không có trang này")


def test_another_provinces_lists_are_empty_of_ours(visit: Visit, world: World) -> None:
    page = visit("stranger")
    for address in LISTS:
        assert look(page, address)[0] == 200, address
    assert "Ông Người Lạ" in look(page, "/units/-/people/")[1]


@pytest.mark.parametrize("who", ["ended", "nobody"])
def test_without_a_post_every_page_says_what_to_do(visit: Visit, world: World, who: str) -> None:
    page = visit(who)
    for address in [*LISTS, *doors_of(world)]:
        assert look(page, address)[0] == 403, address
    page.goto("/")
    said(page, "hôm nay không giữ chức danh nào")


def test_signed_out_every_page_is_the_sign_in_page(visit: Visit, world: World) -> None:
    page = visit()
    for address in {*LISTS, *doors_of(world), *(address for _who, address in pages_of(world))}:
        status, source = look(page, address)
        assert status == 200 and "<title>Đăng nhập" in source, address


def test_signing_in_leads_on_to_where_one_wanted(visit: Visit, world: World) -> None:
    page = visit()
    page.goto(f"/rounds/{world.round.code}/")
    sign_in(page, "officer")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    page.get_by_role("button", name="Đăng xuất").click()
    page.goto(f"/rounds/{world.round.code}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")


def test_a_neighbour_reads_neither_draft_nor_answer(visit: Visit, world: World) -> None:
    page = visit("officer_ca")
    for address in (
        f"/submissions/{world.draft.pk}/",
        f"/submissions/{world.accepted.pk}/",
        f"/figures/{world.figure.pk}/",
    ):
        answer = page.goto(address)
        assert answer and answer.status == 404, address
    page.goto(f"/rounds/{world.round.code}/")
    for name in ("Xã An Đường", "Xã Bồ Đề Hạ"):
        assert name not in page.content()


def test_the_level_above_sees_that_a_draft_was_begun_and_no_more(visit: Visit, world: World) -> None:
    page = visit("officer")
    page.goto(f"/rounds/{world.round.code}/")
    row = page.get_by_role("row").filter(has_text="Xã Bồ Đề Hạ").filter(has_text="đang soạn")
    expect(row).to_be_visible()
    expect(row.get_by_role("link")).to_have_count(0)
    for address in (f"/submissions/{world.draft.pk}/", f"/narratives/{world.narrative.pk}/"):
        assert page.request.get(address).status == 403, address


def test_a_reader_reads_and_has_no_buttons(visit: Visit, world: World) -> None:
    page = visit("reader")
    page.goto(f"/submissions/{world.accepted.pk}/")
    said(page, "Số lớp học cộng đồng đã mở")
    for address in (
        f"/rounds/{world.round.code}/",
        f"/submissions/{world.accepted.pk}/",
        f"/editions/{world.issued.pk}/",
    ):
        page.goto(address)
        expect(page.get_by_role("main").get_by_role("button")).to_have_count(0)
    assert page.request.get("/rounds/prepare/").status == 403
