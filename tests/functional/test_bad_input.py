"""What goes wrong in an office: clicked twice, opened twice, typed in another country's way, the wrong file."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.cast import BEGINNING, Cast
from tests.functional.conftest import Visit
from tests.functional.steps import cell, fill_cells, go, press, said, upload
from tests.functional.world import ask
from tests.functional.world import upload as upload_report
from tests.unit.files.made import ole, word
from trienkhai.collection import actions
from trienkhai.collection.models import Round, Submission

CLASSES, HOUSES = "Số lớp học cộng đồng đã mở", "Số căn nhà đã sửa"


@pytest.fixture
def draft(cast: Cast) -> Submission:
    """Of xã Bồ, in a round of its own for every test: each about another month, so that no cell was answered before."""
    asked = Round.objects.count()
    month = f"{BEGINNING.year + asked // 12}-{asked % 12 + 1:02}"
    return actions.begin(round=ask(cast, f"Kỳ thử {asked}", month), unit=cast.xa_bo, by=cast.officer_bo)


def open_draft(visit: Visit, draft: Submission, **more: bool) -> Page:
    page = visit("officer_bo", **more)
    page.goto(f"/submissions/{draft.pk}/")
    return page


def sent_how_often(draft: Submission) -> int:
    from trienkhai.journal.models import Entry

    return Entry.objects.filter(verb="submission.sent", object_id=draft.pk).count()


def test_a_double_click_sends_once(visit: Visit, draft: Submission) -> None:
    page = open_draft(visit, draft)
    fill_cells(page, {CLASSES: "3"})
    press(page, "Lưu và xem lại để gửi")
    page.get_by_role("button", name="Gửi báo cáo").dblclick()
    said(page, "Đã gửi báo cáo lên cấp trên.")
    expect(page.get_by_role("main")).to_contain_text("đã gửi")
    assert sent_how_often(draft) == 1


def test_sending_in_a_second_tab_leads_to_what_was_sent(visit: Visit, draft: Submission) -> None:
    page = open_draft(visit, draft)
    fill_cells(page, {CLASSES: "3"})
    press(page, "Lưu và xem lại để gửi")
    second = page.context.new_page()
    second.goto(page.url)
    press(page, "Gửi báo cáo")
    said(page, "Đã gửi báo cáo lên cấp trên.")
    press(second, "Gửi báo cáo")
    said(second, "Trần Văn Bồ gửi lúc")
    assert second.url == page.url
    assert sent_how_often(draft) == 1


def test_two_tabs_in_one_draft_show_both_figures(visit: Visit, draft: Submission) -> None:
    page = open_draft(visit, draft)
    second = page.context.new_page()
    second.goto(page.url)
    fill_cells(page, {CLASSES: "12"})
    press(page, "Lưu bản nháp")
    said(page, "Đã lưu bản nháp.")
    fill_cells(second, {CLASSES: "15", HOUSES: "4"})
    with second.expect_response(lambda answer: answer.request.method == "POST") as answer:
        press(second, "Lưu bản nháp")
    assert answer.value.status == 409
    said(second, "Người khác vừa sửa ô này")
    expect(cell(second, CLASSES)).to_have_value("15")
    expect(second.get_by_role("row").filter(has=cell(second, CLASSES))).to_contain_text("Số hiện có: 12 – Trần Văn Bồ")
    page.reload()
    expect(cell(page, CLASSES)).to_have_value("12")  # nothing was overwritten
    expect(cell(page, HOUSES)).to_have_value("4")  # and nothing was lost
    press(second, "Lưu bản nháp")
    said(second, "Đã lưu bản nháp.")
    expect(cell(second, CLASSES)).to_have_value("15")


@pytest.mark.parametrize(("doubtful", "meanings"), [("1.5", "1,5 hoặc 15"), ("30,850", "30,850 hoặc 30.850")])
def test_a_doubtful_number_is_asked_about(visit: Visit, draft: Submission, doubtful: str, meanings: str) -> None:
    page = open_draft(visit, draft)
    fill_cells(page, {CLASSES: doubtful, HOUSES: "4"})
    press(page, "Lưu bản nháp")
    box = cell(page, CLASSES)
    expect(box).to_have_value(doubtful)
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(page.locator(f"[id='{box.get_attribute('aria-describedby')}']")).to_contain_text(
        f"«{doubtful}» có thể hiểu là"
    )
    said(page, meanings)
    expect(cell(page, HOUSES)).to_have_value("4")
    fill_cells(page, {CLASSES: "15"})
    press(page, "Lưu bản nháp")
    said(page, "Đã lưu bản nháp.")
    expect(cell(page, HOUSES)).to_have_value("4")


HOSTILE = [  # name, content, what the page says
    ("bao-cao.docx", b"MZ\x90\0" + b"\0" * 400, "không phải"),
    ("bao-cao.doc", ole("EncryptionInfo", "EncryptedPackage"), "mật khẩu"),
    ("bao-cao.docx", b"", "rỗng"),
    ("bao-cao.docx", word("MẬT", "Đã mở 85 lớp cho 5.771 học viên."), "MẬT"),
]


@pytest.mark.parametrize(("name", "content", "reason"), HOSTILE, ids=["program", "encrypted", "empty", "classified"])
def test_a_hostile_file_is_refused_and_the_draft_stays(
    visit: Visit, draft: Submission, name: str, content: bytes, reason: str
) -> None:
    page = open_draft(visit, draft)
    fill_cells(page, {CLASSES: "3"})
    press(page, "Lưu bản nháp")
    upload(page, name, content)
    said(page, reason)
    assert page.url.endswith(f"/submissions/{draft.pk}/")
    assert draft.narratives.count() == 0
    expect(cell(page, CLASSES)).to_have_value("3")


def test_without_script_a_figure_is_taken_and_the_answer_sent(visit: Visit, cast: Cast, draft: Submission) -> None:
    narrative = upload_report(draft, cast.officer_bo)
    page = visit("officer_bo", java_script_enabled=False)
    page.goto(f"/narratives/{narrative.pk}/")
    button = page.get_by_role("button", name="Nhận 9 điểm cầu")
    taken = page.locator("[data-item]").filter(has=button).get_attribute("id")
    button.click()
    assert page.url.endswith(f"#{taken}") and f"/narratives/{narrative.pk}/" in page.url
    expect(page.locator(f"#{taken}")).to_contain_text("đã nhận")
    page.get_by_role("link", name="Về báo cáo").click()
    expect(cell(page, "Số điểm cầu")).to_have_value("9")
    press(page, "Lưu và xem lại để gửi")
    press(page, "Gửi báo cáo")
    said(page, "Đã gửi báo cáo lên cấp trên.")
    go(page, "Bàn làm việc")
