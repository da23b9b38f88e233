"""Sent, accepted, returned; what counts meanwhile."""

import pytest

from tests.unit.collection.asking import Asking
from trienkhai.collection import actions, queries
from trienkhai.collection.errors import AlreadyDecided, AlreadySent, CannotAnswer, NothingToSend
from trienkhai.collection.models import Figure, Remark, Submission
from trienkhai.journal.models import Entry


def test_an_empty_answer_is_not_sent(asking: Asking) -> None:
    draft = asking.begin(asking.round())
    with pytest.raises(NothingToSend):
        asking.send(draft)
    asking.enter(draft, classes=12)
    asking.enter(draft, classes=None)
    with pytest.raises(NothingToSend):
        asking.send(draft)
    draft.refresh_from_db()
    assert (draft.state, draft.sent_at, draft.sent_by) == ("draft", None, None)
    assert not Entry.objects.filter(verb="submission.sent").exists()


def test_not_applicable_alone_is_an_answer(asking: Asking) -> None:
    assert asking.answer(asking.round(), classes="x").state == "sent"


def test_sent_twice_is_said_and_changes_nothing(asking: Asking) -> None:
    sent = asking.answer(asking.round(), classes=12)
    moment = sent.sent_at
    with pytest.raises(AlreadySent):
        asking.send(sent)
    sent.refresh_from_db()
    assert sent.sent_at == moment
    assert Entry.objects.filter(verb="submission.sent").count() == 1


def test_into_a_closed_round_nothing_is_sent_and_the_draft_stays(asking: Asking) -> None:
    round = asking.round()
    draft = asking.begin(round)
    asking.enter(draft, classes=12)
    actions.close_round(round=round, by=asking.cast.officer)
    with pytest.raises(CannotAnswer, match="đã đóng"):
        asking.send(draft)
    draft.refresh_from_db()
    assert draft.state == "draft" and asking.standing(draft).value == 12 and asking.counting() == []
    actions.open_round(round=round, by=asking.cast.officer)
    assert asking.send(draft).state == "sent"


def test_only_the_newest_version_is_sent(asking: Asking) -> None:
    draft = asking.begin(asking.round())
    asking.enter(draft, classes=12)
    asking.enter(draft, classes=13)
    asking.send(draft)
    rows = {row.value: (row.counts, row.sent_at is not None) for row in Figure.objects.all()}
    assert rows == {12: (False, False), 13: (True, True)}


def test_accepted_once(asking: Asking) -> None:
    draft = asking.begin(asking.round())
    asking.enter(draft, classes=12)
    with pytest.raises(AlreadyDecided):
        asking.accept(draft)
    asking.send(draft)
    assert asking.accept(draft).decided_by == asking.cast.officer.person
    with pytest.raises(AlreadyDecided):
        asking.accept(draft)
    with pytest.raises(AlreadySent):
        asking.send(draft)
    assert asking.counting() == [12]


def test_returned_is_silent_again_and_a_draft_with_the_figures_in_it(asking: Asking) -> None:
    sent = asking.answer(asking.round(), classes=12, models="x")
    asking.send_back(sent, "Xem lại.", classes="Có tính lớp chưa mở không?")
    assert (sent.state, sent.revision, sent.editable) == ("returned", 2, True)
    assert asking.counting() == [] == asking.counting("models")
    first, second = Figure.objects.filter(indicator__code="classes").order_by("revision")
    assert (first.value, second.value, second.source, second.version) == (12, 12, first.source, 1)
    assert first.sent_at and second.sent_at is None
    assert asking.standing(sent, "models").not_applicable
    told = {(r.indicator.code if r.indicator else "", r.text, r.revision) for r in queries.remarks_on(sent)}
    assert told == {("", "Xem lại.", 1), ("classes", "Có tính lớp chưa mở không?", 1)}
    assert asking.enter(sent, classes=11).written == 1
    asking.send(sent)
    assert asking.counting() == [11] and sent.decided_by is None
    assert Figure.objects.get(pk=first.pk).value == 12, "what was sent first is kept as it was"


def test_an_accepted_answer_may_still_be_returned(asking: Asking) -> None:
    sent = asking.accept(asking.answer(asking.round(), classes=12))
    assert asking.send_back(sent).state == "returned" and asking.counting() == []


def test_returned_without_a_reason_or_twice_is_refused(asking: Asking) -> None:
    sent = asking.answer(asking.round(), classes=12)
    page = Submission.objects.get(pk=sent.pk)
    for text in ("", "  \n"):
        with pytest.raises(CannotAnswer):
            asking.send_back(sent, text)
    asking.send_back(sent)
    with pytest.raises(AlreadyDecided):
        asking.send_back(page)
    with pytest.raises(AlreadyDecided):
        asking.accept(page)
    assert Remark.objects.count() == 1 and Submission.objects.get().revision == 2


def test_an_earlier_answer_of_another_round_counts_again(asking: Asking) -> None:
    one, two = asking.round("mot"), asking.round("hai")
    asking.answer(one, classes=12, attended=90)
    later = asking.answer(two, classes=(13, "", "đếm lại"))
    assert asking.counting() == [13]
    asking.send_back(later)
    assert asking.counting() == [12] and asking.counting("attended") == [90]
    asking.send(later)
    assert asking.counting() == [13]


def test_what_only_the_returned_answer_said_falls_silent(asking: Asking) -> None:
    asking.answer(asking.round("mot"), classes=12)
    later = asking.answer(asking.round("hai"), share=97)
    asking.send_back(later)
    assert asking.counting("share") == [] and asking.counting() == [12]


def test_a_returned_answer_of_before_does_not_come_back(asking: Asking) -> None:
    first = asking.answer(asking.round("mot"), classes=12)
    later = asking.answer(asking.round("hai"), classes=(13, "", "đếm lại"))
    asking.send_back(first)
    assert asking.counting() == [13]
    asking.send_back(later)
    assert asking.counting() == []


def test_entered_in_the_place_of_a_unit_is_told_by_source_and_journal(asking: Asking) -> None:
    cast = asking.cast
    draft = asking.begin(asking.round(), cast.officer, cast.xa_an)
    asking.enter(draft, cast.officer, classes=12)
    asking.send(draft, cast.officer)
    figure = Figure.objects.get()
    assert (figure.unit, figure.source.through, figure.source.person) == (cast.xa_an, cast.tinh, cast.officer.person)
    assert Entry.objects.get(verb="submission.sent").post_id == cast.officer.pk
