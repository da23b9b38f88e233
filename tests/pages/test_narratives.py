"""The page of a narrative: what it shows, filters and pages, how many queries it takes, where it leads."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.pages.test_collection import FRAME, REACH, at, box
from tests.pages.test_collection import as_ as as_  # a fixture
from tests.pages.test_collection import draft as draft
from tests.unit.collection.asking import Asking
from tests.unit.collection.conftest import asking as asking
from tests.unit.collection.test_narratives import TEXT, keep
from trienkhai.collection.models import Narrative, Submission
from trienkhai.collection.worklist import PER_PAGE

HTMX = {"HX-Request": "true"}


@pytest.fixture
def client(as_: Callable[[str], Client]) -> Client:
    """The commune's officer."""
    return as_("officer_an")


def page_of(client: Client, narrative: Narrative, **asked: Any) -> str:
    return str(client.get(at("narrative", narrative), asked).content.decode())


def row_of(page: str, proposal: Any) -> str:
    """The row of that proposal."""
    return page[page.index(f'<li class="proposal proposal--{proposal.state}" id="p{proposal.pk}"') :].split("</li>")[0]


@pytest.mark.parametrize("figures", [3, 120])
def test_a_narrative_takes_as_many_queries_however_long(
    asking: Asking, client: Client, draft: Submission, django_assert_max_num_queries: Any, figures: int
) -> None:
    long = "\n".join(f"Thôn {place} mở {place + 2} lớp học." for place in range(figures))
    narrative = keep(draft, long, asking.cast.officer_an)
    page_of(client, narrative)
    with django_assert_max_num_queries(FRAME + REACH + 11):
        page = page_of(client, narrative)
    assert page.count("<mark ") == figures and page.count("data-item") == min(figures, PER_PAGE)
    first = narrative.proposals.first()
    with django_assert_max_num_queries(FRAME + REACH + 19):
        answer = client.post(at("decide", first), {"verb": "reject"}, headers=HTMX).content.decode()
    assert f"1/{figures}" in answer and answer.count("data-item") == 1


def test_a_mark_leads_to_the_page_on_which_its_figure_stands(asking: Asking, client: Client, draft: Submission) -> None:
    long = "\n".join(f"Thôn {place} mở {place + 2} lớp học." for place in range(PER_PAGE + 10))
    narrative = keep(draft, long, asking.cast.officer_an)
    last = narrative.proposals.last()
    page = page_of(client, narrative)
    assert f'href="?at={last.pk}#p{last.pk}"' in page and f'id="p{last.pk}"' not in page
    assert f'id="p{last.pk}"' in page_of(client, narrative, at=last.pk)


def test_figures_are_filtered_by_state_and_by_words_without_marks(
    asking: Asking, client: Client, draft: Submission
) -> None:
    narrative = keep(draft, TEXT, asking.cast.officer_an)

    def shown(**asked: Any) -> int:
        return page_of(client, narrative, **asked).count("data-item")

    assert shown() == shown(show="waiting") == shown(show="<x>") == 7
    assert shown(show="sure") + shown(show="doubt") + shown(show="none") == 7
    assert shown(show="proposed") == 7 - shown(show="none")
    client.post(at("decide", narrative.proposals.get(text="480")), {"verb": "reject"})
    assert (shown(show="waiting"), shown()) == (6, 7)
    assert shown(q="LƯỢT nguoi HOC") == 2, "both figures of the sentence"
    assert shown(q="không có ở đâu") == 0
    for odd in ({"page": "9999"}, {"page": "x"}, {"at": "9" * 40}, {"at": "\x00"}, {"q": "\x00<b>"}, {"q": "a" * 999}):
        assert client.get(at("narrative", narrative), odd).status_code in (200, 400)


def test_what_speaks_for_and_against_a_proposal_stands_in_its_row(
    asking: Asking, client: Client, draft: Submission
) -> None:
    narrative = keep(draft, TEXT, asking.cast.officer_an)
    page = page_of(client, narrative)
    sure = row_of(page, narrative.proposals.get(text="480"))
    assert "Đề xuất:" in sure and "chắc (" in sure and " selected" in sure and "take_proposed" not in sure
    doubted = row_of(page, narrative.proposals.get(text="9"))
    assert "xem kỹ" in doubted and " selected" not in doubted and "take_proposed" in doubted


def test_a_doubtful_proposal_is_taken_by_its_own_button_only(asking: Asking, client: Client, draft: Submission) -> None:
    one = keep(draft, TEXT, asking.cast.officer_an).proposals.get(text="9")
    answer = client.post(at("decide", one), {"verb": "take"}, headers=HTMX)
    assert answer.status_code == 422
    client.post(at("decide", one), {"verb": "take_proposed", "value": "9"})
    assert asking.standing(draft).value == 9
    one.refresh_from_db()
    assert one.state == "taken"


def test_nothing_is_taken_as_proposed_where_nothing_is_proposed(
    asking: Asking, client: Client, draft: Submission
) -> None:
    one = keep(draft, "Đã phát 5 cuốn sổ tay.", asking.cast.officer_an).proposals.get(indicator=None)
    assert client.post(at("decide", one), {"verb": "take_proposed"}, headers=HTMX).status_code == 422


def test_findings_stand_in_a_list_and_at_each_of_their_places(
    asking: Asking, client: Client, draft: Submission
) -> None:
    text = "Đã mở 72 lớp (thôn Một 30; thôn Hai 41). Kế hoạch số 12/KH-UBND ngày 31/02/2026 đã xong."
    narrative = keep(draft, text, asking.cast.officer_an)
    page = page_of(client, narrative)
    codes = [one["code"] for one in narrative.reading["findings"]]
    total = codes.index("sum_differs") + 1
    for name in (f"n{total}", f"n{total}-1", f"n{total}-2"):
        assert f'id="{name}"' in page and f'href="#{name}"' in page
    assert page.count(f'href="#f{total}"') == 3 + 3, "behind three figures, and in their three rows"
    assert "Tổng ghi 72" in page


def test_findings_speak_the_language_of_the_page(asking: Asking, client: Client, draft: Submission) -> None:
    narrative = keep(draft, "Đã mở 72 lớp (thôn Một 30; thôn Hai 41).", asking.cast.officer_an)
    client.cookies["django_language"] = "en"
    assert "do not add up" in page_of(client, narrative)
    for old in narrative.reading["findings"]:
        del old["values"], old["others"]  # as narratives were kept before findings had them
    narrative.save()
    assert "Tổng ghi 72" in page_of(client, narrative)


def test_what_the_text_states_of_a_figure_stands_in_its_row(asking: Asking, client: Client, draft: Submission) -> None:
    narrative = keep(draft, TEXT, asking.cast.officer_an)
    one = narrative.reading["figures"][0]
    one |= {"period": "từ năm <2018>", "scope": "toàn xã", "basis": "cumulative"}
    narrative.save()
    row = row_of(page_of(client, narrative), narrative.proposals.get(start=one["start"]))
    assert "từ năm &lt;2018&gt;" in row and "toàn xã" in row and "lũy kế" in row


def test_when_all_is_decided_the_page_says_what_is_missing(asking: Asking, client: Client, draft: Submission) -> None:
    narrative = keep(draft, "Xã mở 12 lớp học.", asking.cast.officer_an)
    assert "Đã xem hết" not in page_of(client, narrative)
    answer = client.post(at("decide", narrative.proposals.get()), {"verb": "reject"}, headers=HTMX).content.decode()
    assert "Đã xem hết 1 số" in answer and f'href="{at("submission", draft)}#id_{box(asking)}"' in answer
    assert "Đã xem hết 1 số" in page_of(client, narrative)
    assert client.get(at("narrative", narrative), {"at": "next"}).url == at("narrative", narrative) + "#done"


def test_several_files_are_read_in_order_and_each_refusal_names_its_file(client: Client, draft: Submission) -> None:
    files = [
        SimpleUploadedFile("một.txt", TEXT.encode()), SimpleUploadedFile("hỏng.docx", b"PK\x03\x04"),
        SimpleUploadedFile("hai.txt", f"{TEXT} ".encode()), SimpleUploadedFile("rỗng.docx", b""),
    ]  # fmt: skip
    answer = client.post(at("upload", draft), {"file": files})
    first, second = Narrative.objects.all()
    assert (first.name, second.name) == ("một.txt", "hai.txt")
    assert answer.url == at("narrative", first) + "?at=next"
    page = page_of(client, first)
    assert "Đã đọc «một.txt»: 7 số." in page and "«hỏng.docx»: " in page and "«rỗng.docx»: " in page
    assert page.index("Đã đọc «một.txt»") < page.index("Đã đọc «hai.txt»"), "in the order in which they were chosen"
    for one in first.proposals.all():
        client.post(at("decide", one), {"verb": "reject"})
    page = page_of(client, first)
    assert f'href="{at("narrative", second)}?at=next"' in page and "còn 7 trong 7 số" in page


def test_every_id_stands_once(asking: Asking, client: Client, draft: Submission) -> None:
    text = (
        f"Thực hiện Kế hoạch số 12/KH-UBND và Kế hoạch số 13/KH-UBND. {TEXT} Đã mở 72 lớp (thôn Một 30; thôn Hai 41)."
    )
    page = page_of(client, keep(draft, text, asking.cast.officer_an))
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) > 40 and sorted(set(ids)) == sorted(ids)
    assert {link for link in re.findall(r'href="#([^"]+)"', page) if link != "content"} <= set(ids)


def test_a_file_without_words_says_why_and_has_nothing_to_decide(
    asking: Asking, client: Client, draft: Submission
) -> None:
    narrative = keep(draft, "Không có số nào.", asking.cast.officer_an)
    said = {"start": 0, "end": 0, "text": "", "code": "gone", "message": "Tệp là <bản quét>.", "others": []}
    narrative.reading["findings"] = [said | {"values": {}}]
    narrative.save()
    page = page_of(client, narrative)
    assert "Tệp là &lt;bản quét&gt;." in page and 'id="findings" open' in page and "mark__note" not in page
    assert "Không tìm thấy số nào trong văn bản" in page
