"""Correcting a round, and accepting only what was looked at."""

from datetime import timedelta

import pytest

from tests.unit.collection.asking import DEADLINE, PERIOD, Asking
from trienkhai.collection import actions
from trienkhai.collection.errors import AlreadyDecided, CannotAsk
from trienkhai.collection.models import Round, Submission

pytestmark = pytest.mark.django_db


def change(asking: Asking, round: Round, **changed) -> Round:
    """The round as it is, with some of it changed."""
    asked = list(round.asked.select_related("unit"))
    given = {
        "title": round.title, "form": round.form, "period": round.period, "deadline": round.deadline,
        "units": [row.unit for row in asked],
    }  # fmt: skip
    actions.change_round(round=round, by=asking.cast.officer, **{**given, **changed})
    return Round.objects.get(pk=round.pk)


def test_deadline_and_units_of_an_open_round_can_be_corrected(asking: Asking) -> None:
    later = DEADLINE + timedelta(days=5)
    changed = change(asking, asking.round("mot"), deadline=later, units=[asking.cast.xa_an, asking.cast.xa_ca])
    assert changed.deadline == later
    assert {row.unit.code for row in changed.asked.all()} == {"xa_an", "xa_ca"}


def test_form_and_period_of_an_open_round_stand(asking: Asking) -> None:
    opened = asking.round("mot")
    with pytest.raises(CannotAsk, match="không đổi được"):
        change(asking, opened, period="2026-Q2")
    assert Round.objects.get(pk=opened.pk).period == PERIOD


def test_a_unit_that_has_begun_stays_asked(asking: Asking) -> None:
    opened = asking.round("mot")
    asking.begin(opened)
    with pytest.raises(CannotAsk, match="đã bắt đầu báo cáo"):
        change(asking, opened, units=[asking.cast.xa_bo])
    with pytest.raises(CannotAsk, match="ít nhất một đơn vị"):
        change(asking, opened, units=[])


def test_a_revision_that_nobody_has_looked_at_is_not_accepted(asking: Asking) -> None:
    sent = asking.answer(asking.round("mot"), classes=12)
    actions.send_back(submission=sent, text="Xem lại.", by=asking.cast.officer)
    sent.refresh_from_db()
    asking.send(sent)
    with pytest.raises(AlreadyDecided):
        actions.accept(submission=sent, seen=1, by=asking.cast.officer)
    actions.accept(submission=sent, seen=2, by=asking.cast.officer)
    assert Submission.objects.get(pk=sent.pk).state == "accepted"
