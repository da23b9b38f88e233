"""A round: prepared, opened, closed; a draft begun in it."""

from dataclasses import replace

import pytest

from tests.unit.collection.asking import Asking
from trienkhai.collection import actions, queries
from trienkhai.collection.errors import CannotAnswer, CannotAsk
from trienkhai.collection.models import Asked, Figure, Round, Submission
from trienkhai.indicators.errors import NotAPeriod
from trienkhai.journal.models import Entry


def verbs() -> list[str]:
    """What the journal tells of this room, oldest first."""
    told = Entry.objects.filter(kind__startswith="collection.").order_by("id")
    return list(told.values_list("verb", flat=True))


def test_a_round_is_prepared_opened_closed_and_opened_again(asking: Asking) -> None:
    round = asking.round(opened=False)
    assert (round.state, [row.unit.code for row in round.asked.order_by("pk")]) == (
        "draft",
        ["xa_an", "xa_bo", "xa_ca"],
    )
    with pytest.raises(CannotAsk):
        actions.close_round(round=round, by=asking.cast.officer)
    actions.open_round(round=round, by=asking.cast.officer)
    with pytest.raises(CannotAsk):  # the second click
        actions.open_round(round=round, by=asking.cast.officer)
    actions.close_round(round=round, by=asking.cast.officer)
    with pytest.raises(CannotAsk):
        actions.close_round(round=round, by=asking.cast.officer)
    actions.open_round(round=round, by=asking.cast.officer)
    assert Round.objects.get().state == "open"
    assert verbs() == ["round.prepared", "round.opened", "round.closed", "round.opened"]


def test_a_round_that_cannot_be_is_refused_and_leaves_nothing(asking: Asking) -> None:
    asking.round("mot")
    before = Round.objects.count(), Asked.objects.count(), len(verbs())
    with pytest.raises(CannotAsk, match="mot"):
        asking.round("mot")
    with pytest.raises(CannotAsk):
        asking.round("hai", units=())
    with pytest.raises(NotAPeriod):
        asking.round("hai", period="2026-Q5")
    assert (Round.objects.count(), Asked.objects.count(), len(verbs())) == before


def test_only_who_was_asked_begins_and_only_while_the_round_is_open(asking: Asking) -> None:
    round = asking.round(units=["xa_an"], opened=False)
    with pytest.raises(CannotAnswer):
        asking.begin(round)
    actions.open_round(round=round, by=asking.cast.officer)
    round.refresh_from_db()
    with pytest.raises(CannotAnswer):
        asking.begin(round, asking.cast.officer_bo)
    begun = asking.begin(round)
    actions.close_round(round=round, by=asking.cast.officer)
    round.refresh_from_db()
    assert asking.begin(round) == begun  # the draft stays with its unit
    assert Submission.objects.count() == 1


def test_a_second_click_finds_the_draft_of_the_first(asking: Asking) -> None:
    round = asking.round()
    assert asking.begin(round) == asking.begin(round, asking.cast.officer, asking.cast.xa_an)
    assert Submission.objects.get().begun_through == asking.cast.xa_an
    assert verbs().count("submission.begun") == 1


def test_who_is_asked_is_late_or_silent_or_has_answered(asking: Asking) -> None:
    round = asking.round()
    asking.answer(round, classes=12)
    asking.clock = round.deadline
    asking.answer(round, asking.cast.officer_bo, classes=3)
    rows = queries.answers(round, asking.cast.officer, now=asking.clock)
    told = {row.unit.code: (row.state, row.late) for row in rows}
    assert told == {"xa_an": ("sent", False), "xa_bo": ("sent", True), "xa_ca": ("silent", True)}
    counts = queries.tally(rows)
    assert (counts["sent"], counts["silent"]) == (2, 1)
    own = queries.answers(round, asking.cast.officer_an)
    assert [row.unit.code for row in own] == ["xa_an"], "nobody sees how the neighbours stand"


def test_a_second_round_shows_what_was_sent_to_the_first(asking: Asking) -> None:
    one, two = asking.round("mot"), asking.round("hai")
    asking.answer(one, classes=(12, "at_least", ""), learners__sex_f=200, models="x")
    known = {figure.place: figure for figure in Figure.objects.filter(counts=True)}
    draft = asking.begin(two)
    carried = {figure.place: figure for figure in queries.latest_of(draft)}
    assert carried.keys() == known.keys() and len(carried) == 3
    for place, figure in carried.items():
        old = known[place]
        assert (figure.value, figure.qualifier, figure.source) == (old.value, old.qualifier, old.source)
        assert not figure.counts and figure.sent_at is None
    assert asking.counting() == [12], "a draft changes nothing"


def test_what_differs_from_another_round_needs_a_reason(asking: Asking) -> None:
    one, two = asking.round("mot"), asking.round("hai")
    asking.answer(one, classes=12)
    draft = asking.begin(two)
    refused = asking.enter(draft, classes=13)
    assert refused.written == 0 and "ghi lý do" in next(iter(refused.refused.values()))
    assert asking.enter(draft, classes=(13, "", "thêm lớp ở thôn 2")).written == 1
    assert asking.counting() == [12]
    asking.send(draft)
    assert asking.counting() == [13]
    assert asking.standing(draft).reason == "thêm lớp ở thôn 2"


def test_another_form_of_the_same_period_does_not_carry_what_it_does_not_ask(asking: Asking) -> None:
    asking.answer(asking.round("mot"), classes=12)
    asking.form.lines.filter(indicator__code="classes").delete()
    assert queries.latest_of(asking.begin(asking.round("hai"))) == []


def test_another_period_is_another_cell(asking: Asking) -> None:
    asking.answer(asking.round("mot"), classes=12)
    later = asking.begin(asking.round("hai", period="2026-Q2"))
    assert queries.latest_of(later) == []
    assert [figure.value for figure in queries.figures_before(later).values()] == [12]
    assert replace(queries.answers(later.round, asking.cast.officer)[0], late=False).state == "draft"
