"""From a question to a report that can be checked: the whole chain, by the hands of three people."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.functional.conftest import Visit
from tests.functional.steps import (
    cell,
    download,
    fill_cells,
    follow,
    go,
    press,
    said,
    sign_in,
    upload,
    words_of_docx,
)  # fmt: skip
from trienkhai.demo.narrative import narrative
from trienkhai.vietnamese import format_date

TITLE = "Học tập cộng đồng quý III"
PERIOD = "2026-Q3"
FORM = "Biểu 01. Học tập cộng đồng và dịch vụ tại xã (Theo dương lịch)"
REPORTED = (
    "Số: 15/BC-UBND",
    "Chưa có báo cáo của 1 đơn vị: Xã Bồ Đề Hạ.",
    "Số lớp học cộng đồng đã mở: 12 lớp",
    "Tỷ lệ dự hội nghị: 94,2 %",  # 612 came, 650 were invited
    "người gửi Nguyễn Thị An; theo tệp «bao-cao.docx»: số lớp học cộng đồng đã mở «12»",
    "số căn nhà đã sửa «7»",  # as the report says; a person made it 8
    "Xã An Đường 8.",
)


def test_from_a_question_to_an_issued_report(visit: Visit, cast: Cast) -> None:
    officer, commune, leader = visit(), visit("officer_an"), visit("leader")
    ask(officer)
    read_narrative(commune)
    decide_by_keyboard(commune)
    type_the_rest(commune)
    send(commune)
    send_back(officer)
    correct(commune)
    send(commune)
    accept(officer)
    from_total_to_sentence(officer)
    write_report(officer)
    approve(leader)
    content = issue(officer, "15")
    for words in REPORTED:
        assert words in content
    correction(officer, leader)


def ask(page: Page) -> None:
    """The province's officer signs in, prepares a round and opens it."""
    page.goto("/rounds/")
    sign_in(page, "officer")
    follow(page, "Tạo kỳ báo cáo")
    page.get_by_label("Tên kỳ báo cáo").fill(TITLE)
    page.get_by_label("Biểu mẫu").select_option(FORM)
    page.get_by_label("Kỳ khác: từ ngày").fill("1/7/2026")  # the list offers the last quarters, some day not this one
    page.get_by_label("Kỳ khác: đến hết ngày").fill("30/9/2026")
    page.get_by_label("Hạn gửi").fill(format_date(timezone.localdate() + timedelta(days=9)))
    page.get_by_label("Hướng dẫn").fill("Chỉ tính việc đã xong.")
    for unit in ("Xã An Đường", "Xã Bồ Đề Hạ"):
        page.get_by_label(unit).check()
    press(page, "Lưu")
    said(page, "Đã lưu kỳ báo cáo.")
    press(page, "Mở kỳ báo cáo")
    said(page, "các đơn vị được hỏi nhìn thấy từ bây giờ")


def read_narrative(page: Page) -> None:
    """The commune finds the round on its desk and uploads the report that it would have sent anyway."""
    page.goto("/")
    follow(page, TITLE)
    said(page, "Chỉ tính việc đã xong.")
    press(page, "Bắt đầu báo cáo")
    upload(page, "bao-cao.docx", narrative(PERIOD, date(2026, 10, 2)))
    expect(page.get_by_role("heading", level=1)).to_have_text("bao-cao.docx")


def decide_by_keyboard(page: Page) -> None:
    """Without a mouse: Tab into the list, j and k to move, Enter to take, x to reject, and one figure changed."""
    items = page.locator("[data-item]")
    while not page.evaluate("Boolean(document.activeElement.closest('[data-keys]'))"):
        page.keyboard.press("Tab")
    page.keyboard.press("j")
    expect(items.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(items.nth(0)).to_be_focused()
    for place in range(items.count()):
        decide_one(page, place)
    expect(page.locator("#waiting")).to_contain_text("đã xem hết")
    expect(items.filter(has_text="đã sửa").first).to_contain_text("căn nhà")
    page.get_by_role("link", name="Về báo cáo").press("Enter")


def decide_one(page: Page, place: int) -> None:
    """The item that has the focus by itself, after the one before it was decided."""
    item = page.locator("[data-item]").nth(place)
    expect(item).to_be_focused()
    if item.inner_text().startswith("7 căn nhà"):
        value = item.get_by_label("Giá trị")
        value.focus()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type("8")
        page.keyboard.press("Enter")
    else:
        page.keyboard.press("Enter" if item.get_by_label("Chỉ tiêu cho số").input_value() else "x")
    expect(item.get_by_role("button", name=re.compile("^Xem lại"))).to_be_attached()


def type_the_rest(page: Page) -> None:
    """What the report does not say."""
    expect(cell(page, "Số lớp học cộng đồng đã mở")).to_have_value("12")
    expect(cell(page, "Số căn nhà đã sửa")).to_have_value("8")
    fill_cells(page, {"Số lượt người được mời dự hội nghị": "640", "nữ": "201"})
    row = page.get_by_role("row").filter(has=cell(page, "Số cây đã trồng"))
    cell(page, "Số cây đã trồng").fill("")
    row.get_by_label("không áp dụng").check()
    press(page, "Lưu bản nháp")
    said(page, "Đã lưu bản nháp.")


def send(page: Page) -> None:
    """Look once more, then send."""
    press(page, "Lưu và xem lại để gửi")
    expect(page.get_by_role("heading", level=1)).to_have_text("Xem lại rồi gửi: Xã An Đường")
    press(page, "Gửi báo cáo")
    said(page, "Đã gửi báo cáo lên cấp trên.")


def send_back(page: Page) -> None:
    """The officer asks about one figure."""
    go(page, "Bàn làm việc")
    follow(page, "Xã An Đường")
    page.get_by_label("Nhận xét chung").fill("Đề nghị xã xem lại số lớp.")
    page.get_by_text("Nhận xét về từng chỉ tiêu").click()
    page.get_by_label("Số lớp học cộng đồng đã mở").fill("Có tính lớp của quý trước không?")
    press(page, "Trả lại")
    said(page, "Đã trả lại «Xã An Đường» kèm nhận xét.")


def correct(page: Page) -> None:
    """The commune sees the remark where it works, and changes the figure."""
    go(page, "Bàn làm việc")
    said(page, "bị trả lại")
    follow(page, TITLE)
    said(page, "Có tính lớp của quý trước không?")
    cell(page, "Số lượt người được mời dự hội nghị").fill("650")


def accept(page: Page) -> None:
    go(page, "Bàn làm việc")
    follow(page, "Xã An Đường")
    press(page, "Chấp nhận báo cáo")
    said(page, "Đã chấp nhận báo cáo của «Xã An Đường».")


def from_total_to_sentence(page: Page) -> None:
    """Three clicks: the province's total, the commune's part, the figure and its sentence."""
    go(page, "Tổng hợp")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Tỉnh Đông Giang"))
    row.get_by_role("link", name="12", exact=True).click()
    said(page, "1/2 đơn vị")
    part = page.locator("#below").get_by_role("row").filter(has_text="Xã An Đường")
    part.get_by_role("link", name="12", exact=True).click()
    page.get_by_role("row").filter(has_text="của chính đơn vị").get_by_role("link", name="12").click()
    said(page, "Đang được tính vào tổng.")
    expect(page.locator("blockquote mark")).to_have_text("12")
    expect(page.locator("blockquote")).to_contain_text("đã mở 12 lớp với 348 lượt người học")


def write_report(page: Page) -> None:
    go(page, "Báo cáo")
    page.get_by_label("Cho kỳ báo cáo").select_option(TITLE)
    press(page, "Lập báo cáo")
    follow(page, "Soạn lời văn")
    page.get_by_label("Trích yếu").fill("Kết quả học tập cộng đồng quý III")
    page.get_by_label("Mở đầu").fill("Ủy ban nhân dân tỉnh báo cáo kết quả như sau:")
    page.get_by_label("Họ tên người ký").fill("Lê Văn Lãnh")
    page.get_by_label("Nơi nhận").fill("Các xã")
    press(page, "Lưu lời văn")
    said(page, "Đã lưu lời văn.")


def approve(page: Page) -> None:
    """The leader finds it on the desk; whoever may not approve has no button."""
    page.goto("/")
    follow(page.locator("section", has_text="Báo cáo tổng hợp đang làm"), TITLE)
    press(page, "Duyệt")
    said(page, "Đã duyệt")


def issue(page: Page, number: str) -> str:
    """Number and date, and the text of the Word file."""
    page.reload()
    page.get_by_label("Số", exact=False).first.fill(number)
    page.get_by_label("Ký hiệu").fill("BC-UBND")
    page.get_by_label("Ngày ban hành").fill(format_date(timezone.localdate()))
    press(page, "Ban hành")
    said(page, "Đã ban hành.")
    return words_of_docx(download(page, "Báo cáo (Word)"))


def correction(officer: Page, leader: Page) -> None:
    """A new edition that names the old, which stays."""
    press(officer, "Lập bản đính chính")
    said(officer, "Bản này thay thế Báo cáo số 15/BC-UBND.")
    leader.goto(officer.url)
    press(leader, "Duyệt")
    content = issue(officer, "16")
    assert "Số: 16/BC-UBND" in content
    assert "15/BC-UBND" in content
