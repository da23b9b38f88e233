"""Two communes become one: prepared, seen before it happens, applied for a day to come, taken back, applied for today;
40 and 60 show 100 before and after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.cast import Cast, make_cast
from tests.functional.conftest import Visit
from tests.functional.steps import follow, go, press, said
from tests.functional.test_looks import fits
from tests.unit.collection.asking import Asking, make_form
from trienkhai.collection.totals import totals_of
from trienkhai.units.models import Unit
from trienkhai.vietnamese import format_date

TITLE = "Sắp xếp xã theo Nghị quyết 12"


@pytest.fixture(scope="module")
def cast(db: None) -> Cast:
    """Everybody, without the catalogue of indicators: `asking` makes a small form of its own."""
    return make_cast()


@pytest.fixture(scope="module")
def asking(cast: Cast) -> Asking:
    """Xã Bồ said 40 classes, xã Cà 60."""
    asking = Asking(cast, make_form())
    round = asking.round()
    for by, classes in ((cast.officer_bo, 40), (cast.officer_ca, 60)):
        submission = asking.begin(round, by)
        asking.enter(submission, by, classes=classes)
        asking.send(submission, by)
    return asking


def prepare(page: Page, day: date, accessible: Callable[[Any], None]) -> None:
    """A draft with one merger."""
    go(page, "Quản trị")
    follow(page, "Sắp xếp đơn vị")
    follow(page.get_by_role("main"), "Lập đợt sắp xếp")
    page.get_by_label("Tên đợt sắp xếp").fill(TITLE)
    page.get_by_label("Căn cứ").fill("Nghị quyết 12/NQ-HĐND")
    page.get_by_label("Có hiệu lực từ ngày").fill(format_date(day))
    press(page, "Lập bản nháp")
    follow(page, "Sáp nhập")
    accessible(page)
    fits(page)
    page.get_by_label("Xã Bồ Đề Hạ (xa_bo)").check()
    page.get_by_label("Xã Cà Ná Thượng (xa_ca)").check()
    page.get_by_label("Mã đơn vị mới").fill("xa_moi")
    page.get_by_label("Tên đơn vị mới").fill("Xã Bồ Cà")
    page.get_by_label("Loại của đơn vị mới").select_option("commune")
    press(page, "Ghi bước này")


def apply(page: Page) -> None:
    follow(page, "Áp dụng")
    press(page, "Áp dụng")
    said(page, "Đã áp dụng đợt sắp xếp")


def row_of(page: Page, name: str) -> Any:
    return page.get_by_role("table").get_by_role("row").filter(has_text=name)


def test_two_communes_become_one(visit: Visit, asking: Asking, accessible: Callable[[Any], None]) -> None:
    cast, today = asking.cast, timezone.localdate()
    page = visit("administrator")
    page.goto("/")
    prepare(page, today + timedelta(days=30), accessible)
    said(page, "Các bước không vướng gì")
    expect(row_of(page, "Trần Văn Bồ")).to_contain_text("đơn vị mới, có sau khi áp dụng")
    accessible(page)
    fits(page)
    follow(page, "Ảnh hưởng đến kỳ báo cáo, số liệu")
    page.get_by_label("Số liệu của").select_option(label="Biểu nhỏ: Quý I năm 2026")
    press(page, "Xem")
    expect(row_of(page, "Xã Bồ Cà")).to_contain_text("100cộng các đơn vị cũ")
    expect(row_of(page, "Xã Bồ Cà").get_by_role("cell").nth(2)).to_have_text("100")
    expect(row_of(page, "Xã Bồ Đề Hạ").get_by_role("cell").nth(0)).to_have_text("40")
    accessible(page)
    fits(page)
    page.go_back()
    page.go_back()
    apply(page)
    said(page, "chờ đến ngày")
    follow(page, "Rút lại")
    accessible(page)
    press(page, "Rút lại")
    said(page, "Đợt sắp xếp lại là bản nháp")
    assert not Unit.objects.filter(code="xa_moi").exists()
    follow(page, "Sửa tên, căn cứ, ngày")
    page.get_by_label("Có hiệu lực từ ngày").fill(format_date(today))
    press(page, "Lưu")
    apply(page)
    said(page, "Đã có hiệu lực")
    expect(page.get_by_role("link", name="Rút lại")).to_have_count(0)
    page.goto(f"/totals/?unit=tinh&period=2026-Q1&form=small&restate={today}")
    expect(row_of(page, "Xã Bồ Cà").get_by_role("cell").first).to_contain_text("100")
    found = totals_of(
        unit=cast.tinh, line=cast.line, period="2026-Q1", indicators=[asking.indicators["classes"]], restate=today
    )
    row = found.at(Unit.objects.get(code="xa_moi"), asking.indicators["classes"])
    assert row is not None and (row.value, row.reported) == (100, 2)


def test_somebody_else_was_quicker(visit: Visit, asking: Asking) -> None:
    one, other = visit("administrator"), visit("administrator")
    one.goto("/units/-/reorganisations/add/")
    one.get_by_label("Tên đợt sắp xếp").fill("Hai người cùng sửa")
    one.get_by_label("Có hiệu lực từ ngày").fill("1/1/2031")
    press(one, "Lập bản nháp")
    other.goto(one.url)
    for page in (one, other):
        follow(page, "Đổi tên")
        page.get_by_label("Đơn vị", exact=True).select_option("thon_1")
        page.get_by_label("Tên mới").fill("Thôn Một" if page is one else "Thôn Nhất")
    press(one, "Ghi bước này")
    said(one, "Đã thêm một bước")
    press(other, "Ghi bước này")
    said(other, "Người khác vừa sửa")
    expect(other.get_by_label("Tên mới")).to_have_value("Thôn Nhất")
