"""A narrative: read into proposals that a person takes, changes, rejects and reconsiders one by one."""

import hashlib
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from tests.unit.collection.asking import Asking
from trienkhai import reading
from trienkhai.collection import narratives, queries
from trienkhai.collection.checks import checks_of
from trienkhai.collection.errors import AlreadyDecided, CannotEnter, CellTaken
from trienkhai.collection.models import Figure, Narrative, Proposal, Source, Submission
from trienkhai.files.actions import keep_made
from trienkhai.journal.models import Entry
from trienkhai.vietnamese import Refusal

TEXT = (
    "Quý I năm 2026, xã đã mở 12 lớp học với trên 480 lượt người học. Có 8 mô hình, gồm 3 mô hình tập thể và "
    "6 mô hình cá nhân.\nSo với cùng kỳ năm 2024, xã mở 9 lớp học. Tỷ lệ hộ dùng nước sạch đạt 97,8%."
)


def keep(submission: Submission, text: str, by: Any, name: str = "bao-cao.txt") -> Narrative:
    """As `upload` does, without the child process: the reader itself is what reads."""
    stored = keep_made(text.encode(), kind="txt")
    found = {"kind": "txt", "text": text} | reading.to_json(name, reading.read(text))
    opened = SimpleNamespace(stored=stored, found=found)
    return narratives.keep(submission=submission, opened=opened, name=name, by=by)


@pytest.fixture
def draft(asking: Asking) -> Submission:
    return asking.begin(asking.round())


@pytest.fixture
def narrative(asking: Asking, draft: Submission) -> Narrative:
    return keep(draft, TEXT, asking.cast.officer_an)


def test_a_figure_from_a_scan_is_proposed_but_never_chosen(asking: Asking, draft: Submission) -> None:
    stored = keep_made(TEXT.encode(), kind="txt")
    found = {"kind": "pdf", "text": TEXT} | reading.to_json("quet.pdf", reading.read(TEXT))
    found["findings"].append({"start": 0, "end": 4, "text": TEXT[:4], "code": "recognised", "values": {"pages": "1"}})
    opened = SimpleNamespace(stored=stored, found=found)
    by = asking.cast.officer_an
    narrative = narratives.keep(submission=draft, opened=opened, name="quet.pdf", by=by)
    proposed = narrative.proposals.exclude(indicator=None)
    assert proposed.exists() and not proposed.filter(doubt="").exists()
    assert narrative.proposals.get(text="12").doubt == "recognised|"


def proposal(narrative: Narrative, text: str) -> Proposal:
    return narrative.proposals.select_related("narrative__submission__round", "figure").get(text=text)


def take(asking: Asking, one: Proposal, code: str = "classes", breakdown: str = "", **more: Any) -> Figure:
    indicator = asking.indicators[code]
    return narratives.take(proposal=one, indicator=indicator, breakdown=breakdown, by=asking.cast.officer_an, **more)


def test_every_proposal_points_at_its_text(narrative: Narrative) -> None:
    rows = list(narrative.proposals.all())
    assert [row.text for row in rows] == ["12", "480", "8", "3", "6", "9", "97,8%"]
    for row in rows:
        assert narrative.text[row.start : row.end] == row.text
        assert row.sentence_start <= row.start < row.end <= row.sentence_end
    assert {row.state for row in rows} == {"waiting"}
    assert checks_of(narrative.submission)[-1].message == "Còn 7 số trong báo cáo tường thuật chưa được xem."
    assert not Figure.objects.exists(), "nothing counts that nobody confirmed"


def test_figures_are_proposed_for_the_cells_that_the_round_asks(narrative: Narrative) -> None:
    told = {p.text: (p.indicator.code if p.indicator else "", p.breakdown, p.doubt) for p in narrative.proposals.all()}
    assert told["12"] == ("classes", "", "")
    assert told["480"] == ("learners", "", "")
    assert told["97,8%"] == ("share", "", "")
    assert told["9"][2] == "comparison|so với"
    assert told["8"][2] == told["3"][2] == told["6"][2] == "total|", "8 is not 3 + 6"


def test_a_taken_figure_leads_to_its_words(asking: Asking, narrative: Narrative) -> None:
    figure = take(asking, proposal(narrative, "480"), "learners")
    source = figure.source
    assert (source.kind, source.narrative, source.stated) == (Source.SPAN, narrative, "480")
    assert narrative.text[source.start : source.end] == source.stated
    assert (figure.value, figure.qualifier, source.person) == (480, "at_least", asking.cast.officer_an.person)
    decided = proposal(narrative, "480")
    assert (decided.state, decided.figure, decided.decided_by) == ("taken", figure, asking.cast.officer_an.person)
    asking.send(narrative.submission)
    assert asking.counting("learners") == [480]


def test_a_changed_figure_says_what_was_written_there(asking: Asking, narrative: Narrative) -> None:
    figure = take(asking, proposal(narrative, "480"), "learners", value=Decimal(485), qualifier="")
    assert (figure.value, figure.qualifier, figure.source.stated) == (485, "", "480")
    assert proposal(narrative, "480").state == "changed"


def test_categories_taken_one_by_one_make_the_total(asking: Asking, narrative: Narrative) -> None:
    take(asking, proposal(narrative, "3"), "models", "kind=collective")
    take(asking, proposal(narrative, "6"), "models", "kind=individual")
    assert asking.standing(narrative.submission, "models").value == 9
    take(asking, proposal(narrative, "8"), "models")  # what the report states stays, and the check says so
    assert asking.standing(narrative.submission, "models").value == 8
    assert "cộng các nhóm được 9" in checks_of(narrative.submission)[0].message


def test_a_cell_that_has_a_figure_is_replaced_only_when_asked(asking: Asking, narrative: Narrative) -> None:
    asking.enter(narrative.submission, classes=11)
    with pytest.raises(CellTaken):
        take(asking, proposal(narrative, "12"))
    assert proposal(narrative, "12").state == "waiting"
    assert take(asking, proposal(narrative, "12"), replacing=True).version == 2
    assert [row.value for row in Figure.objects.order_by("version")] == [11, 12]


def test_a_figure_that_cannot_stand_in_the_cell_is_refused(asking: Asking, narrative: Narrative) -> None:
    with pytest.raises(CannotEnter, match="số nguyên"):
        take(asking, proposal(narrative, "97,8%"))
    with pytest.raises(CannotEnter, match="số âm"):
        take(asking, proposal(narrative, "12"), value=Decimal(-1))
    assert not Figure.objects.exists() and not Source.objects.exists()


def test_a_proposal_is_decided_once(asking: Asking, narrative: Narrative) -> None:
    by = asking.cast.officer_an
    one, other = proposal(narrative, "12"), proposal(narrative, "12")
    take(asking, one)
    with pytest.raises(AlreadyDecided):  # in another tab
        take(asking, other, "learners")
    with pytest.raises(AlreadyDecided):
        narratives.reject(proposal=other, by=by)
    assert Figure.objects.count() == 1
    with pytest.raises(AlreadyDecided):
        narratives.reconsider(proposal=proposal(narrative, "9"), by=by)


def test_rejected_and_reconsidered(asking: Asking, narrative: Narrative) -> None:
    by = asking.cast.officer_an
    narratives.reject(proposal=proposal(narrative, "9"), by=by)
    assert proposal(narrative, "9").state == "rejected"
    narratives.reconsider(proposal=proposal(narrative, "9"), by=by)
    again = proposal(narrative, "9")
    assert (again.state, again.decided_by, again.decided_at) == ("waiting", None, None)
    assert take(asking, again).value == 9


def test_a_reconsidered_figure_is_emptied_unless_it_was_changed_since(asking: Asking, narrative: Narrative) -> None:
    by, submission = asking.cast.officer_an, narrative.submission
    take(asking, proposal(narrative, "12"))
    take(asking, proposal(narrative, "480"), "learners")
    asking.enter(submission, learners=500)
    for text in ("12", "480"):
        narratives.reconsider(proposal=proposal(narrative, text), by=by)
    assert asking.standing(submission).withdrawn
    assert asking.standing(submission, "learners").value == 500


def test_a_figure_is_reconsidered_after_the_answer_came_back(asking: Asking, narrative: Narrative) -> None:
    submission = narrative.submission
    take(asking, proposal(narrative, "12"))
    asking.send(submission)
    asking.send_back(submission)
    assert asking.standing(submission).value == 12
    narratives.reconsider(proposal=proposal(narrative, "12"), by=asking.cast.officer_an)
    assert asking.standing(submission).withdrawn
    assert Figure.objects.filter(value=12, revision=1).exists(), "what was sent stays as it was"


def test_nothing_is_decided_after_sending(asking: Asking, narrative: Narrative) -> None:
    by, one = asking.cast.officer_an, proposal(narrative, "9")
    take(asking, proposal(narrative, "12"))
    asking.send(narrative.submission)
    for deed in (narratives.reject, narratives.reconsider):
        with pytest.raises(CannotEnter):
            deed(proposal=one, by=by)
    with pytest.raises(CannotEnter):
        take(asking, one, "learners")
    with pytest.raises(CannotEnter):
        keep(narrative.submission, "Mở 5 lớp.", by)


def test_the_same_file_twice_is_the_same_narrative(asking: Asking, narrative: Narrative) -> None:
    take(asking, proposal(narrative, "12"))
    again = keep(narrative.submission, TEXT, asking.cast.officer_an, "ten-khac.txt")
    assert again == narrative and proposal(narrative, "12").state == "taken"
    assert Entry.objects.filter(verb="narrative.uploaded").count() == 1
    neighbour = asking.begin(narrative.submission.round, asking.cast.officer_bo)
    assert keep(neighbour, TEXT, asking.cast.officer_bo) != narrative


def test_a_figure_of_a_narrative_is_carried_into_another_round_with_its_source(
    asking: Asking, narrative: Narrative
) -> None:
    figure = take(asking, proposal(narrative, "12"))
    asking.send(narrative.submission)
    other = asking.begin(asking.round("hai"))
    assert asking.standing(other).source == figure.source


HOSTILE = [
    "Mở 99999999999999999999 lớp học.",
    "Mở 123.456.789.012.345.678 lớp học.",
    "Mở 12345678901234567890123 lớp học.",
    "Tỷ lệ hộ dùng nước sạch đạt 97,123456789%.",
    "Mở 0 lớp học. Mở -5 lớp học. Mở 1.5 lớp học.",
    "12 " * 400 + "lớp học " + "x" * 3000 + ".",
    "Mở 12 " + "lớp học bồi dưỡng kiến thức " * 40,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_odd_figures_are_proposed_or_left_out_and_break_nothing(asking: Asking, draft: Submission, text: str) -> None:
    narrative = keep(draft, text, asking.cast.officer_an)
    for one in narrative.proposals.select_related("narrative__submission__round"):
        assert narrative.text[one.start : one.end].startswith(one.text)
        try:
            take(asking, one, replacing=True)
        except CannotEnter:
            assert one.value >= 10**11 or one.value % 1


def test_a_real_file_is_uploaded_and_read(asking: Asking, draft: Submission) -> None:
    by = asking.cast.officer_an
    made = narratives.upload(submission=draft, content=TEXT.encode(), name="bao-cao.txt", by=by)
    assert (made.text, made.proposals.count()) == (TEXT, 7)
    assert Entry.objects.get(verb="narrative.uploaded").digest == hashlib.sha256(TEXT.encode()).hexdigest()
    assert [row.found for row in queries.narratives_of(draft)] == [7]
    with pytest.raises(Refusal):
        narratives.upload(submission=draft, content=b"", name="rong.txt", by=by)
    assert Narrative.objects.count() == 1
