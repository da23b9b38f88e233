"""The invented province, as somebody who tries the product meets it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.functional.steps import said
from tests.serving import free_port, serving

COMMAND = [str(Path(sys.executable).with_name("trienkhai")), "demo"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Made in an empty folder and served."""
    folder = tmp_path_factory.mktemp("demo")
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("TRIENKHAI", "DATABASE", "DJANGO"))
    }
    environment = kept | {"TRIENKHAI_STATE": str(folder)}
    with serving([*COMMAND, "--no-browser", "--port", str(free_port())], folder, environment) as served:
        at = served.address(120)
        assert "Đã dựng tỉnh hư cấu Hạc Giang" in "".join(served.lines)
        yield at


@pytest.fixture
def page(new_context: object, address: str) -> Page:
    context: BrowserContext = new_context(base_url=address)  # type: ignore[operator]
    return context.new_page()


def test_one_click_and_one_is_somebody_else(page: Page) -> None:
    page.goto("/demo/")
    said(page, "đều là hư cấu")
    page.get_by_role("main").get_by_role("button", name="Đỗ Thị Minh Khuê").click()
    said(page, "Chuyên viên tổng hợp")
    said(page, "8/14 đơn vị")
    page.get_by_role("button", name="Tạ Phương Thảo").click()
    said(page, "Xã Cầu Mây")
    page.get_by_role("main").get_by_role("link").first.click()
    page.get_by_role("link", name="bao-cao-xa-cau-may.docx").click()
    expect(page.locator("[data-item]").first).to_contain_text("chờ xác nhận")


def test_its_report_was_issued(page: Page) -> None:
    page.goto("/demo/")
    page.get_by_role("main").get_by_role("button", name="Lâm Quang Vịnh").click()
    page.get_by_role("link", name="Báo cáo", exact=True).click()
    said(page, "128/BC-UBND")
    said(page, "đã ban hành")
