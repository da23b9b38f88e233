"""Pages of reports: written, approved, issued, fetched; how many queries they take, what bad input gets."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import BEGINNING
from tests.unit.collection.asking import Asking
from tests.unit.editions.conftest import WORDS, approve, begin, draft, issue, round
from tests.unit.editions.conftest import asking as asking  # a fixture, as are draft and round
from trienkhai.collection.models import Round
from trienkhai.editions.models import Edition
from trienkhai.units.actions import create_unit
from trienkhai.units.models import UnitKind

__all__ = ["draft", "round"]
FRAME = 6  # session, person, posts and their roles, seal
REACH = 6  # place of the post, units that ended and their heirs, whether it stands


@pytest.fixture
def as_(asking: Asking) -> Callable[[str], Client]:
    """`as_("officer")`: a browser of that person."""
    return lambda who: asking.cast.sign_in(Client(), who)


def at(door: str, edition: Edition, *more: str) -> str:
    return reverse(f"editions:{door}", args=[edition.pk, *more])


def typed(edition: Edition, **changed: str) -> dict[str, str]:
    return WORDS.stored() | {"layout": "state", "seen": str(edition.words_version)} | changed


def number(**changed: str) -> dict[str, str]:
    return {"number": "7", "symbol": "BC-UBND", "day": f"{timezone.localdate():%d/%m/%Y}"} | changed


def body(answer: Any) -> bytes:
    """Of a file; closing the answer itself would close the database of the test."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    for close in answer._resource_closers if answer.streaming else ():
        close()
    return content


def test_a_report_goes_its_whole_way_on_the_pages(asking: Asking, as_: Any, round: Round) -> None:
    officer, leader = as_("officer"), as_("leader")
    made = officer.post(reverse("editions:begin"), {"round": round.code})
    edition = Edition.objects.get()
    assert made.url == at("edition", edition)
    assert officer.post(at("write", edition), typed(edition)).url == at("edition", edition)
    page = officer.get(at("edition", edition)).content.decode()
    assert "Kết quả học tập cộng đồng quý I năm 2026" in page and "trên 17" in page
    assert leader.post(at("approve", edition)).status_code == 302
    assert leader.post(at("issue", edition), number()).status_code == 302
    edition.refresh_from_db()
    assert (edition.state, edition.number) == ("issued", 7)
    for kind, start in (("docx", b"PK"), ("pdf", b"%PDF-"), ("figures", b"PAR1"), ("outline", b"{")):
        answer = as_("reader").get(at("file", edition, kind))
        assert body(answer).startswith(start) and "attachment" in answer.headers["Content-Disposition"]
    again = officer.post(at("correct", edition))
    page = officer.get(again.url).content.decode()
    assert "thay thế Báo cáo số 07/BC-UBND" in page


def test_a_second_click_lands_on_the_finished_page(asking: Asking, as_: Any, draft: Edition) -> None:
    leader = as_("leader")
    statuses = [leader.post(at("approve", draft)).status_code for _click in range(2)]
    statuses += [leader.post(at("issue", draft), number()).status_code for _click in range(2)]
    assert statuses == [302] * 4
    assert draft.files.count() == 4


def test_of_two_who_write_the_second_keeps_what_they_typed(as_: Any, draft: Edition) -> None:
    officer = as_("officer")
    assert officer.post(at("write", draft), typed(draft, results="Lời thứ nhất.")).status_code == 302
    answer = officer.post(at("write", draft), typed(draft, results="Lời thứ hai."))
    page = answer.content.decode()
    assert answer.status_code == 409 and "Lời thứ hai." in page and 'value="2"' in page
    draft.refresh_from_db()
    assert draft.words["results"] == "Lời thứ nhất."
    assert officer.post(at("write", draft), typed(draft, results="Lời thứ hai.", seen="2")).status_code == 302


BAD_WORDS = [
    {"summary": ""},
    {"layout": "x"},
    {"authority_form": "x"},
    {"seen": "x"},
    {"seen": ""},
    {"issuer": "a" * 999},
]


@pytest.mark.parametrize("changed", BAD_WORDS)
def test_words_that_cannot_be_come_back(as_: Any, draft: Edition, changed: dict[str, str]) -> None:
    answer = as_("officer").post(at("write", draft), typed(draft, results="Giữ lời này.", **changed))
    assert answer.status_code in (409, 422) and "Giữ lời này." in answer.content.decode()
    assert Edition.objects.get().words_version == 1


def test_words_are_printed_as_they_are_and_never_as_markup(as_: Any, draft: Edition) -> None:
    officer = as_("officer")
    hostile = '<script>alert(1)</script> #import "x" {{ seen }} =1+1'
    assert officer.post(at("write", draft), typed(draft, results=hostile)).status_code == 302
    page = officer.get(at("edition", draft)).content.decode()
    assert "<script>alert(1)" not in page and "&lt;script&gt;alert(1)" in page
    for kind in ("docx", "pdf"):
        assert officer.get(at("file", draft, kind)).status_code == 200


BAD_NUMBERS: list[dict[str, str]] = [
    {"number": ""}, {"number": "0"}, {"number": "1.5"}, {"number": "9" * 30}, {"symbol": ""}, {"symbol": "a" * 99},
    {"day": "31/02/2026"}, {"day": ""}, {"day": "x"}, {"day": "1/1/0001"}, {"day": "01/01/2020"},
]  # fmt: skip


@pytest.mark.parametrize("changed", BAD_NUMBERS)
def test_a_number_or_date_that_cannot_be_is_refused(
    asking: Asking, as_: Any, draft: Edition, changed: dict[str, str]
) -> None:
    approve(asking, draft)
    assert as_("leader").post(at("issue", draft), number(**changed)).status_code in (409, 422)
    draft.refresh_from_db()
    assert draft.state == "approved" and draft.files.count() == 2


def test_a_taken_number_is_told(asking: Asking, as_: Any, draft: Edition, round: Round) -> None:
    day = timezone.localdate()
    issue(asking, approve(asking, draft), 7, day=day)
    other = approve(asking, begin(asking, round))
    answer = as_("leader").post(at("issue", other), number())
    assert answer.status_code in (409, 422) and f"Số 7 đã dùng trong năm {day.year}" in answer.content.decode()


def test_a_signed_paper_is_attached(asking: Asking, as_: Any, draft: Edition) -> None:
    issue(asking, approve(asking, draft), day=timezone.localdate() + timedelta(days=1))
    leader, address = as_("leader"), at("scan", draft)
    leader.post(address)
    leader.post(address, {"file": SimpleUploadedFile("ky.pdf", b"MZ")})
    assert not draft.files.filter(kind="scan").exists()
    paper = body(leader.get(at("file", draft, "pdf")))
    assert leader.post(address, {"file": SimpleUploadedFile("ky.pdf", paper)}).status_code == 302
    assert body(leader.get(at("file", draft, "scan"))) == paper


def test_unknown_things_are_not_found(as_: Any, draft: Edition) -> None:
    officer = as_("officer")
    for address in ("/editions/999/", f"/editions/{'9' * 30}/", at("file", draft, "scan"), at("file", draft, "exe")):
        assert officer.get(address).status_code == 404
    for code in ("", "khong-co", "x" * 500):
        assert officer.post(reverse("editions:begin"), {"round": code}).status_code == 404


@pytest.mark.parametrize("units", [3, 30])
def test_a_report_takes_as_many_queries_with_thirty_units_as_with_three(
    asking: Asking, as_: Any, units: int, django_assert_max_num_queries: Any
) -> None:
    cast = asking.cast
    given = {"kind": UnitKind.objects.get(code="commune"), "line": cast.line, "parent": cast.tinh, "since": BEGINNING}
    asked = [create_unit(code=f"xa_{place}", name=f"Xã Thứ {place}", by=None, **given) for place in range(units)]
    round = asking.round("nhieu", units=asked)
    for place, unit in enumerate(asked[:-1]):
        submission = asking.begin(round, cast.officer, unit)
        asking.enter(submission, cast.officer, classes=place, attended=90, invited=100)
        asking.send(submission, cast.officer)
    edition, officer = begin(asking, round), as_("officer")
    with django_assert_max_num_queries(FRAME + REACH + 48):
        page = officer.get(at("edition", edition)).content.decode()
    assert f"Chưa có báo cáo của 1 đơn vị: Xã Thứ {units - 1}" in page
    with django_assert_max_num_queries(FRAME + REACH + 8):
        assert officer.get(reverse("editions:editions")).status_code == 200
