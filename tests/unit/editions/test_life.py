"""An edition: written, approved, issued, corrected; what stands does not change."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.unit.collection.asking import Asking
from tests.unit.editions.conftest import WORDS, approve, begin, issue
from trienkhai.collection import queries as collected
from trienkhai.collection.models import Round
from trienkhai.editions import actions, queries
from trienkhai.editions.errors import AlreadyDone, CannotEdit, CannotIssue, ChangedMeanwhile
from trienkhai.editions.models import Edition
from trienkhai.editions.signs import sign_of
from trienkhai.files.queries import content_of
from trienkhai.journal.models import Entry
from trienkhai.vietnamese import Refusal
from trienkhai.writing import to_json


def write(asking: Asking, edition: Edition, seen: int, **words: str) -> None:
    actions.write(
        edition=edition, words=replace(WORDS, **words), layout="party", accepted_only=True, seen=seen,
        by=asking.cast.officer,
    )  # fmt: skip


def test_a_draft_is_live(asking: Asking, draft: Edition, round: Round) -> None:
    before = to_json(queries.outline_shown(draft))
    asking.answer(round, asking.cast.officer_ca, classes=100)
    after = to_json(queries.outline_shown(draft))
    assert before != after and "trên 117" in after


def test_of_two_who_write_the_second_is_told_and_nothing_is_lost(asking: Asking, draft: Edition) -> None:
    write(asking, draft, 1, results="Lời của người thứ nhất.")
    with pytest.raises(ChangedMeanwhile):
        write(asking, draft, 1, results="Lời của người thứ hai.")
    draft.refresh_from_db()
    assert (draft.words["results"], draft.words_version) == ("Lời của người thứ nhất.", 2)
    assert (draft.layout, draft.accepted_only) == ("party", True)
    write(asking, draft, 2, results="Lời của cả hai.")
    assert Edition.objects.get().words["results"] == "Lời của cả hai."


@pytest.mark.parametrize("missing", ["summary", "signer_name"])
def test_without_summary_or_signer_nothing_is_approved(asking: Asking, round: Round, missing: str) -> None:
    edition = begin(asking, round, words=replace(WORDS, **{missing: " "}))
    with pytest.raises(CannotEdit):
        approve(asking, edition)
    assert Edition.objects.get().state == "draft" and not edition.files.exists()


def test_approved_is_frozen_whatever_happens_to_the_figures(asking: Asking, draft: Edition, round: Round) -> None:
    shown = to_json(queries.outline_shown(approve(asking, draft)))
    kept = {row.kind: row.file.sha256 for row in queries.files_of(draft)}
    sent = collected.answers(round, asking.cast.officer)[0].submission
    assert sent is not None
    asking.send_back(sent)
    asking.enter(sent, classes=99)
    asking.send(sent)
    assert to_json(queries.outline_shown(draft)) == shown
    assert {row.kind: row.file.sha256 for row in queries.files_of(draft)} == kept
    assert kept.keys() == {"outline", "figures"}
    assert Entry.objects.get(verb="edition.approved").digest == kept["outline"]
    issue(asking, draft)
    assert "trên 17" in shown and "trên 104" not in shown


def test_approved_words_stand(asking: Asking, draft: Edition) -> None:
    approve(asking, draft)
    with pytest.raises(CannotEdit):
        write(asking, draft, 1, results="Sửa sau khi duyệt.")
    with pytest.raises(AlreadyDone):
        approve(asking, draft)
    assert Edition.objects.get().words["results"] == ""


def test_what_changed_while_approving_is_not_approved(asking: Asking, draft: Edition) -> None:
    page = Edition.objects.get(pk=draft.pk)
    write(asking, draft, 1, results="Thêm một câu.")
    with pytest.raises(ChangedMeanwhile):
        approve(asking, page)
    assert Edition.objects.get().state == "draft"


BAD = [
    ({"number": 0}, "từ 1 đến"),
    ({"number": 100_000}, "từ 1 đến"),
    ({"day": date(2026, 2, 1)}, "trước ngày duyệt"),
]


@pytest.mark.parametrize(("given", "says"), BAD)
def test_a_number_or_date_that_cannot_be_is_refused(
    asking: Asking, draft: Edition, given: dict[str, Any], says: str
) -> None:
    approve(asking, draft)
    with pytest.raises(CannotIssue, match=says):
        issue(asking, draft, **given)
    draft.refresh_from_db()
    assert draft.state == "approved" and draft.files.count() == 2


def test_a_draft_is_not_issued(asking: Asking, draft: Edition) -> None:
    with pytest.raises(CannotIssue):
        issue(asking, draft)


def test_issued_once_with_its_files_and_digest(asking: Asking, draft: Edition) -> None:
    issue(asking, approve(asking, draft))
    assert (draft.state, draft.number, draft.symbol, sign_of(draft)) == ("issued", 7, "BC-UBND", "07/BC-UBND")
    kept = {row.kind: row for row in queries.files_of(draft)}
    assert kept.keys() == {"outline", "figures", "docx", "pdf"}
    assert kept["docx"].name == "bao-cao-07-2026.docx"
    assert content_of(kept["docx"].file)[:2] == b"PK" and content_of(kept["pdf"].file)[:5] == b"%PDF-"
    assert Entry.objects.get(verb="edition.issued").digest == kept["docx"].file.sha256
    stale = Edition.objects.get(pk=draft.pk)
    stale.state = "approved"
    with pytest.raises(AlreadyDone):  # the page was open in another tab
        issue(asking, stale, 8)
    assert Entry.objects.filter(verb="edition.issued").count() == 1


def test_a_number_is_given_once_a_year_and_symbol(asking: Asking, draft: Edition, round: Round) -> None:
    issue(asking, approve(asking, draft), 7)
    other = approve(asking, begin(asking, round))
    with pytest.raises(CannotIssue, match="Số 7 đã dùng trong năm 2026"):
        issue(asking, other, 7)
    other.refresh_from_db()
    assert other.state == "approved" and other.files.count() == 2
    issue(asking, other, 7, symbol="TB-UBND")
    third = approve(asking, begin(asking, round))
    issue(asking, third, 7, day=asking.clock.date() + timedelta(days=366))
    assert Edition.objects.filter(state="issued", number=7).count() == 3


def test_a_correction_names_the_old_which_stays(asking: Asking, draft: Edition, round: Round) -> None:
    with pytest.raises(CannotEdit):
        actions.correct(edition=draft, by=asking.cast.officer)
    write(asking, draft, 1)
    draft.refresh_from_db()
    issue(asking, approve(asking, draft))
    files = {row.kind: row.file.sha256 for row in queries.files_of(draft)}
    new = actions.correct(edition=draft, by=asking.cast.officer)
    assert (new.corrects, new.state, new.layout, new.accepted_only) == (draft, "draft", "party", True)
    said = to_json(queries.outline_shown(new))
    assert f"thay thế Báo cáo số 07-BC/ĐU ngày {draft.issued_on:%d/%m/%Y}" in said
    issue(asking, approve(asking, new), 8)
    assert {row.kind: row.file.sha256 for row in queries.files_of(draft)} == files
    assert Edition.objects.get(pk=draft.pk).number == 7


def test_one_signed_paper_is_attached_to_what_was_issued(asking: Asking, draft: Edition) -> None:
    given: dict[str, Any] = {"edition": draft, "by": asking.cast.leader}
    with pytest.raises(CannotIssue):
        actions.attach_scan(content=b"%PDF-1.7", name="ky.pdf", **given)
    issue(asking, approve(asking, draft))
    with pytest.raises(Refusal):
        actions.attach_scan(content=b"not a picture", name="ky.txt", **given)
    paper = content_of(draft.files.get(kind="pdf").file)
    actions.attach_scan(content=paper, name="ky.pdf", **given)
    with pytest.raises(CannotIssue):
        actions.attach_scan(content=paper, name="ky.pdf", **given)
    assert draft.files.filter(kind="scan").count() == 1
