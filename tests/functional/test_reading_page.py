"""A report of twenty figures worked through by keyboard, one key a figure; and everything the page's keys promise."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.functional.conftest import Visit
from tests.functional.steps import press, upload
from tests.functional.test_looks import fits, speak
from tests.functional.world import ask
from trienkhai.collection import actions
from trienkhai.collection.models import Submission
from trienkhai.directives.actions import register

REPORT = """BÁO CÁO
Kết quả học tập cộng đồng quý III năm 2026

Thực hiện Kế hoạch số 86/KH-UBND ngày 20/01/2026 của Ủy ban nhân dân tỉnh Đông Giang và Kế hoạch số 12/KH-UBND, xã
báo cáo như sau.

1. Lớp học
Trong quý III năm 2026, xã đã mở 14 lớp học cộng đồng với 412 lượt người học. Ba thôn góp 5 giảng viên, in 300 tờ rơi
và mua 25 bộ bàn ghế. So với cùng kỳ năm 2025, xã mở 9 lớp học cộng đồng.
2. Dịch vụ
Bộ phận một cửa nhận 640 hồ sơ, trả đúng hạn 97,5% hồ sơ. Xã sửa 6 căn nhà, trồng 1.250 cây, tiêm 830 liều vắc xin.
Lũy kế từ đầu năm, xã trồng 4.100 cây.
3. Mô hình
Có 7 mô hình (tập thể 4; cá nhân 2). Trao 11 giải thưởng, mượn 3 máy chiếu, sửa 2 km đường và 18 bóng đèn.
"""


@pytest.fixture(scope="module")
def documents(cast: Cast) -> None:
    """Of each sign two documents, of two years."""
    for sign, day in itertools.product(("86", "12"), (date(2026, 1, 20), date(2025, 2, 3))):
        register(
            type="ke_hoach", sign=f"{sign}/KH-UBND", issuer="Ủy ban nhân dân tỉnh Đông Giang", issued_on=day,
            summary=f"Việc số {sign} năm {day.year}", by=cast.officer,
        )  # fmt: skip


@pytest.fixture
def draft(cast: Cast, documents: None) -> Submission:
    """An answer in which nothing stands yet."""
    return actions.begin(round=ask(cast), unit=cast.xa_bo, by=cast.officer_bo)


def open_report(page: Page, draft: Submission) -> Page:
    """Upload it; the answer is the page with the first figure in focus."""
    page.goto(f"/submissions/{draft.pk}/")
    upload(page, "bao-cao.txt", REPORT.encode())
    page.wait_for_load_state()
    expect(page.locator("[data-item]").first).to_be_focused()
    return page


def count(page: Page) -> int:
    """How many figures the report has, as far as the reader is concerned: about twenty."""
    found = page.locator("[data-item]").count()
    assert 18 <= found <= 22
    return found


def test_a_report_takes_one_key_a_figure(visit: Visit, draft: Submission) -> None:
    """Enter where something is proposed for sure, x where not: the focus goes on by itself, to the link back."""
    page = open_report(visit("officer_bo"), draft)
    figures, taken = count(page), 0
    for place in range(figures):
        item = page.locator("[data-item]").nth(place)
        expect(item).to_be_focused()
        sure = bool(item.locator("select[name=cell]").input_value())
        page.keyboard.press("Enter" if sure else "x")
        expect(item.locator("[data-key=u]")).to_be_attached()
        taken += sure
    assert taken >= 4
    expect(page.locator("mark.mark--accepted")).to_have_count(taken)
    expect(page.locator("mark.mark--rejected")).to_have_count(figures - taken)
    expect(page.locator("#progress")).to_contain_text(f"{figures}/{figures}")
    expect(page.locator("#done")).to_contain_text(f"Đã xem hết {figures} số")
    expect(page.locator("#done [data-done]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/submissions/{draft.pk}/$"))


def test_a_doubtful_proposal_takes_a_key_of_its_own(visit: Visit, draft: Submission) -> None:
    page = open_report(visit("officer_bo"), draft)
    doubted = page.locator("[data-item]").filter(has=page.locator("[data-key=t]")).last
    item = page.locator(f"#{doubted.get_attribute('id')}")
    item.focus()
    page.keyboard.press("Enter")
    expect(item.locator("select[name=cell]")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    expect(item.locator("[data-key=u]")).to_be_attached()


def test_keys_may_be_pressed_faster_than_answers_come(visit: Visit, draft: Submission) -> None:
    page = open_report(visit("officer_bo"), draft)
    for _ in range(10):
        page.keyboard.press("x")
    expect(page.locator("[data-item] [data-key=u]")).to_have_count(10)
    expect(page.locator("[data-item]").nth(10)).to_be_focused()
    page.reload()
    expect(page.locator("#progress")).to_contain_text(f"10/{count(page)}")


def test_the_last_decisions_are_taken_back_one_by_one(visit: Visit, draft: Submission) -> None:
    page = open_report(visit("officer_bo"), draft)
    items = page.locator("[data-item]")
    page.keyboard.press("x")
    page.keyboard.press("x")
    expect(items.nth(1).locator("[data-key=u]")).to_be_attached()
    page.keyboard.press("u")
    expect(items.nth(1).locator("[data-key=x]")).to_be_attached()
    expect(items.nth(1)).to_be_focused()
    page.keyboard.press("u")
    expect(items.nth(0)).to_be_focused()
    expect(page.locator("#progress")).to_contain_text(f"0/{count(page)}")


def test_an_indicator_is_chosen_by_a_few_letters_and_the_value_changed(visit: Visit, draft: Submission) -> None:
    page = open_report(visit("officer_bo"), draft)
    item = page.locator("[data-item]").filter(has_text="bóng đèn").last
    item.focus()
    page.keyboard.press("e")
    page.keyboard.type("17")
    page.keyboard.press("Escape")
    expect(item).to_be_focused()
    page.keyboard.press("Enter")  # nothing is proposed: so the list of indicators has the focus
    expect(item.locator("select[name=cell]")).to_be_focused()
    page.keyboard.type("can nha")
    expect(item.locator("select[name=cell] option:checked")).to_contain_text("căn nhà")
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    expect(item).to_contain_text("đã sửa và nhận")


def test_next_previous_filter_search_and_help(visit: Visit, draft: Submission) -> None:
    page = open_report(visit("officer_bo"), draft)
    items = page.locator("[data-item]")
    page.keyboard.press("j")
    page.keyboard.press("x")  # the second is decided, the third has the focus
    expect(items.nth(2)).to_be_focused()
    page.keyboard.press("p")
    expect(items.nth(0)).to_be_focused()
    page.keyboard.press("n")
    expect(items.nth(2)).to_be_focused()
    page.keyboard.press("k")
    expect(items.nth(1)).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_text("nhận đề xuất dù còn chỗ phải xem")).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("may chieu")
    page.keyboard.press("Enter")
    expect(items.first).to_contain_text("máy chiếu")
    page.get_by_role("link", name="Bỏ tìm").click()
    figures = count(page)
    page.get_by_role("link", name="Chờ xác nhận").click()
    expect(items).to_have_count(figures - 1)


def test_a_place_in_the_text_and_its_row_lead_to_each_other(visit: Visit, draft: Submission) -> None:
    page = open_report(visit("officer_bo"), draft)
    row = page.locator("[data-item]").filter(has_text="mô hình").first
    row.focus()
    mark = page.locator(f"#{row.get_attribute('data-shows')}")
    expect(mark).to_have_class(re.compile("mark--current"))
    expect(mark).to_be_in_viewport()
    page.locator("#progress a").focus()
    mark.locator("a").click()
    expect(row).to_be_focused()
    page.locator(".mark__note a").first.click()
    expect(page.locator("#f1")).to_be_visible()


def test_of_two_documents_one_is_chosen(visit: Visit, draft: Submission) -> None:
    page = open_report(visit("officer_bo"), draft)
    page.locator("#citations summary").click()
    expect(page.locator("#d1")).to_contain_text("Kế hoạch số 86/KH-UBND ngày 20/01/2026")
    page.locator("#d2").get_by_role("button", name="Là văn bản này").first.click()
    expect(page.locator("#d2")).to_contain_text("đã chọn")


@pytest.mark.parametrize(("language", "width"), [("vi", 1280), ("vi", 360), ("en", 1280), ("en", 360)])
def test_the_page_is_open_to_everybody(
    visit: Visit, draft: Submission, accessible: Callable[[Any], None], language: str, width: int
) -> None:
    page = visit("officer_bo")
    page.set_viewport_size({"width": width, "height": 800})
    open_report(page, draft)
    speak(page, language)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    if width < 960:
        page.locator(".source__switch input").check()
    accessible(page)
    fits(page)
    press(page, "Tiếng Việt")


def test_on_a_phone_the_text_opens_on_demand(visit: Visit, draft: Submission) -> None:
    page = visit("officer_bo")
    page.set_viewport_size({"width": 360, "height": 740})
    open_report(page, draft)
    text = page.get_by_role("region", name="Văn bản với các số đã tìm thấy")
    expect(text).to_be_hidden()
    page.locator("[data-item]").first.locator('a[href^="#m"]').click()
    expect(text).to_be_visible()
    page.get_by_label("Hiện văn bản").uncheck()
    expect(page.locator("[data-item]").first).to_contain_text("lớp học cộng đồng với")


def test_without_script_the_next_figure_is_a_link_away(visit: Visit, draft: Submission) -> None:
    page = visit("officer_bo", java_script_enabled=False)
    page.goto(f"/submissions/{draft.pk}/")
    upload(page, "bao-cao.txt", REPORT.encode())
    page.locator("[data-item] [data-key=x]").first.click()
    expect(page.locator("#progress")).to_contain_text(f"1/{count(page)}")
    page.get_by_role("link", name="Số chưa xem tiếp theo").click()
    assert "#p" in page.url
