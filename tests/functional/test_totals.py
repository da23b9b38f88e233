"""From the table of totals to the sentence behind a number, by the choices and links of the pages, on a phone too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.functional.conftest import Visit
from tests.functional.steps import follow, go, press, said
from tests.functional.world import TITLE, World, make_world

PHONE = {"width": 320, "height": 700}


@pytest.fixture(scope="module")
def world(cast: Cast) -> World:
    return make_world(cast)


def choose(page: Page, **choices: str) -> None:
    """The labels of selects with the words of the choice."""
    for label, words in choices.items():
        page.get_by_label(label.replace("_", " "), exact=True).select_option(label=words)


def test_three_clicks_from_a_total_to_its_source(visit: Visit, world: World, accessible: Callable[[Any], None]) -> None:
    page = visit("officer")
    page.goto("/")
    go(page, "Tổng hợp")
    table = page.get_by_role("table").first
    expect(table.get_by_role("row", name="Xã Cà Ná Thượng")).to_contain_text("chưa báo cáo")
    said(page, "2 đơn vị chưa gửi báo cáo")
    table.get_by_role("row", name="Tỉnh Đông Giang").get_by_role("link", name="348", exact=True).click()
    said(page, "1/3 đơn vị")
    accessible(page)
    page.locator("#below").get_by_role("link", name="348", exact=True).click()
    said(page, "gõ tay: Nguyễn Thị An")
    page.locator("#own").get_by_role("link", name="348", exact=True).click()
    said(page, TITLE)


@pytest.mark.parametrize("size", [{"width": 1280, "height": 900}, PHONE], ids=["wide", "phone"])
def test_the_table_is_turned_restated_and_compared(
    visit: Visit, world: World, accessible: Callable[[Any], None], size: Any
) -> None:
    page = visit("officer")
    page.set_viewport_size(size)
    page.goto("/totals/")
    page.get_by_text("Cách cộng, so sánh và cách xem").click()
    choose(page, Cộng_theo="tính lại theo đơn vị ngày khác…", So_sánh_với="kỳ trước: Quý II năm 2026")
    page.get_by_label("Ngày khác").fill("31/02/2026")
    page.get_by_label("Chỉ tiêu theo hàng, đơn vị theo cột").check()
    press(page, "Xem")
    said(page, "không có trong lịch")
    page.get_by_label("Ngày khác").fill("30/09/2026")
    press(page, "Xem")
    said(page, "tính lại theo đơn vị ngày 30/09/2026")
    said(page, "Không có số nào để so sánh: Quý II năm 2026.")
    row = page.get_by_role("table").first.get_by_role("row", name="Số lượt người học")
    expect(row.get_by_role("cell").first).to_contain_text("1/3")
    accessible(page)
    region = page.get_by_role("region", name="Dưới mỗi số")
    region.focus()
    expect(region).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    own = page.get_by_role("link", name="http://")
    page.goto(own.get_attribute("href") or "")
    said(page, "tính lại theo đơn vị ngày 30/09/2026")
    follow(page, "Xã An Đường")
    said(page, "Tổng hợp: Xã An Đường")
