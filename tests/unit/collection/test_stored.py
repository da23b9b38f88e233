"""Totals that are stored are those that the figures come to, whatever happened in between."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction

from tests.unit.collection.asking import DEADLINE, Asking
from tests.unit.collection.test_lines import party as party  # a fixture
from tests.unit.collection.test_lines import post_in
from trienkhai.collection import actions, stored, totals, verifying
from trienkhai.collection.models import ACCEPTED, DRAFT, RETURNED, SENT, Round, Stamp, StoredTotal, Submission
from trienkhai.indicators.models import FormLine, Indicator
from trienkhai.indicators.queries import indicators, with_parts
from trienkhai.units import actions as units
from trienkhai.units.models import Line
from trienkhai.units.planning import Step

PERIODS = ("2026-Q1", "2026-H1")
BEFORE = datetime(2025, 12, 1, tzinfo=UTC)


@pytest.fixture
def keeping(monkeypatch: pytest.MonkeyPatch) -> None:
    """Store within the transaction that a test is."""
    monkeypatch.setattr(stored, "may_keep", lambda: True)


def shown(asking: Asking, line: Line, period: str, accepted_only: bool) -> tuple[Any, ...]:
    found = totals.totals_of(
        unit=asking.cast.tinh, line=line, period=period, indicators=list(indicators()), accepted_only=accepted_only
    )
    return found.rows, found.findings


def fresh(line: Line, period: str, accepted_only: bool) -> tuple[dict[Any, Any], set[Any]]:
    kept = totals.computed(line, period, with_parts(indicators()), accepted_only, None)
    rows = {(row.unit, row.indicator, row.breakdown or ""): row for one in kept.values() for row in one.totals}
    return rows, {row for one in kept.values() for row in one.findings}


def check(asking: Asking, *lines: Line, what: str = "") -> None:
    """Every view of the province equals a new computation, the first time and from the store."""
    for line in lines or (asking.cast.line,):
        for period in PERIODS:
            for accepted_only in (False, True):
                rows, findings = fresh(line, period, accepted_only)
                for _ in range(2):
                    here, said = shown(asking, line, period, accepted_only)
                    assert here == rows, what
                    assert set(said) <= findings, what
    assert verifying.verify() == [], what


# --- every kind of change ---------------------------------------------------------------------------------------------


class Walk:
    """Somebody does something, again and again; what is possible depends on what was done."""

    def __init__(self, asking: Asking, party: Line, seed: int) -> None:
        self.asking, self.cast, self.party = asking, asking.cast, party
        self.dice = random.Random(seed)
        second = replace(self.cast, line=party)
        self.second = Asking(second, asking.form, clock=asking.clock, indicators=asking.indicators)
        self.secretary = post_in(party, self.cast.officer_thon)
        self.number = 0

    def steps(self) -> list[Callable[[], None]]:
        return [
            self.ask, self.ask, self.answer, self.answer, self.answer, self.answer, self.accept, self.accept,
            self.send_back, self.ask_more, self.move, self.redefine, self.change_form, self.answer_in_the_other_line,
        ]  # fmt: skip

    def ask(self) -> None:
        self.number += 1
        period = self.dice.choice(["2026-Q1", "2026-01", "2026-Q2"])
        self.asking.round(f"ky-{self.number}", period=period, opened=self.dice.random() < 0.8)

    def answer(self) -> None:
        rounds = list(Round.objects.filter(state="open", line=self.cast.line))
        if not rounds:
            return self.ask()
        round, by = self.dice.choice(rounds), self.dice.choice([self.cast.officer_an, self.cast.officer_bo])
        submission = self.asking.begin(round, by)
        if submission.state in (DRAFT, RETURNED):
            values = {"classes": (self.dice.randrange(50), self.dice.choice(["", "about"]), "đếm lại")}
            values["classes__whole"] = (self.dice.randrange(90), "", "đếm lại")
            values["attended"] = self.dice.choice(["x", (self.dice.randrange(9), "", "đếm lại")])
            values["invited"] = (10, "", "đếm lại")
            self.asking.enter(submission, by, **values)
            self.asking.send(submission, by)
        return None

    def _one(self, *states: str) -> Submission | None:
        found = list(Submission.objects.filter(state__in=states, round__line=self.cast.line))
        return self.dice.choice(found) if found else None

    def accept(self) -> None:
        if one := self._one(SENT):
            self.asking.accept(one)

    def send_back(self) -> None:
        if one := self._one(SENT, ACCEPTED):
            self.asking.send_back(one)

    def ask_more(self) -> None:
        found = Round.objects.filter(line=self.cast.line).order_by("?").first()
        if found is not None:
            told = {"title": found.title, "form": found.form, "period": found.period, "deadline": DEADLINE}
            asked = {*found.asked.all().values_list("unit", flat=True), self.cast.thon_1.pk}
            people = [one for one in self.cast.units().values() if one.pk in asked]
            actions.change_round(round=found, units=people, by=self.cast.officer, **told)

    def move(self) -> None:
        under = self.dice.choice([self.cast.xa_an, self.cast.xa_bo, self.cast.tinh])
        units.place(unit=self.cast.thon_1, line=self.cast.line, parent=under, since=date(2026, 2, 1), by=None)

    def redefine(self) -> None:
        Indicator.objects.filter(code="classes").update(over_units=self.dice.choice(["sum", "max", "min"]))

    def change_form(self) -> None:
        """As the catalogue does when it is loaded again."""
        line = FormLine.objects.filter(form=self.asking.form, indicator__code="models")
        if not line.delete()[0]:
            models = self.asking.indicators["models"]
            FormLine.objects.create(form=self.asking.form, position=99, section="I", indicator=models)

    def answer_in_the_other_line(self) -> None:
        self.number += 1
        round = self.second.round(f"dang-{self.number}", units=["thon_1"], period="2026-Q1")
        submission = self.second.begin(round, self.secretary)
        self.second.enter(submission, self.secretary, classes=(self.dice.randrange(50), "", "đếm lại"))
        self.second.send(submission, self.secretary)
        if self.dice.random() < 0.5:
            self.second.send_back(submission)


@pytest.mark.usefixtures("keeping")
@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_happens_stored_totals_are_computed_ones(asking: Asking, party: Line, seed: int) -> None:
    walk = Walk(asking, party, seed)
    check(asking)
    done = []
    for _ in range(14):
        step = walk.dice.choice(walk.steps())
        done.append(step.__name__)
        step()
        check(asking, asking.cast.line, party, what=" → ".join(done))


@pytest.mark.usefixtures("keeping")
def test_a_reorganisation_and_its_taking_back(asking: Asking) -> None:
    cast = asking.cast
    asking.answer(asking.round(), classes=40)
    asking.answer(asking.round("hai", period="2026-Q2"), cast.officer_bo, classes=60)
    check(asking)
    made = units.prepare_reorganisation(
        title="Nhập", basis="NQ", day=date(2026, 3, 1), unit=cast.tinh, line=cast.line, by=cast.administrator
    )
    one = Step(1, "merge", ("xa_bo",), heirs=(("xa_an", Decimal(1)),))
    units.add_steps(reorganisation=made, seen=1, steps=[one], by=cast.administrator)
    made.refresh_from_db()
    units.apply_reorganisation(reorganisation=made, seen=made.version, by=cast.administrator, now=BEFORE)
    check(asking)
    assert shown(asking, cast.line, "2026-H1", False)[0]["xa_an", "classes", ""].value == 100
    made.refresh_from_db()
    units.take_back_reorganisation(reorganisation=made, seen=made.version, by=cast.administrator, now=BEFORE)
    check(asking)
    assert shown(asking, cast.line, "2026-H1", False)[0]["xa_an", "classes", ""].value == 40
    units.end_unit(unit=cast.xa_bo, line=cast.line, day=date(2026, 2, 1), heirs={}, by=None)
    check(asking)


# --- what a look costs ------------------------------------------------------------------------------------------------


@pytest.fixture
def computations(monkeypatch: pytest.MonkeyPatch, keeping: None) -> list[list[str]]:
    """Which indicators were computed, look by look."""
    seen: list[list[str]] = []
    compute = totals.computed

    def computed(line: Line, period: str, wanted: Any, *rest: Any) -> Any:
        seen.append(sorted(one.code for one in wanted))
        return compute(line, period, wanted, *rest)

    monkeypatch.setattr(totals, "computed", computed)
    return seen


def look(asking: Asking, accepted_only: bool = False) -> None:
    shown(asking, asking.cast.line, "2026-H1", accepted_only)


def test_only_what_changed_is_computed_again(asking: Asking, computations: list[list[str]]) -> None:
    round = asking.round()
    asking.answer(round, classes=1, attended=2)
    look(asking)
    look(asking)
    assert len(computations) == 1, "the second look takes what the first one stored"
    draft = asking.begin(round, asking.cast.officer_bo)
    asking.enter(draft, asking.cast.officer_bo, classes=3)
    look(asking)
    assert len(computations) == 1, "a draft is nobody's business"
    asking.send(draft, asking.cast.officer_bo)
    look(asking)
    assert computations[1:] == [["classes"]]
    asking.accept(draft)
    look(asking)
    assert len(computations) == 2, "accepted or not, it was sent"
    look(asking, accepted_only=True)
    look(asking, accepted_only=True)
    assert len(computations) == 3


def test_all_rows_may_go_and_few_are_kept(
    asking: Asking, computations: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    asking.answer(asking.round(), classes=1)
    look(asking)
    StoredTotal.objects.all().delete()
    check(asking)
    totals.totals_of(unit=asking.cast.tinh, line=asking.cast.line, period="1999", indicators=list(indicators()))
    assert not StoredTotal.objects.filter(period="1999").exists(), "anybody may ask for any period"
    monkeypatch.setattr(stored, "MOST", 10)
    Stamp.objects.update(said=7)
    look(asking)
    assert 0 < StoredTotal.objects.count() <= 10


def test_within_a_transaction_nothing_is_stored(asking: Asking) -> None:
    asking.answer(asking.round(), classes=1)
    look(asking)
    assert not StoredTotal.objects.exists()


# --- two at once ------------------------------------------------------------------------------------------------------


@pytest.fixture
def elsewhere() -> Iterator[Callable[[Callable[[], object]], None]]:
    """Does something on a connection of its own, committed when it returns."""

    def run(deed: Callable[[], object]) -> None:
        failed: list[BaseException] = []

        def work() -> None:
            try:
                deed()
            except BaseException as error:
                failed.append(error)
            finally:
                connection.close()

        thread = threading.Thread(target=work)
        thread.start()
        thread.join(30)
        assert not thread.is_alive() and not failed, failed

    yield run


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("late", [False, True])
def test_what_is_sent_while_somebody_computes_is_not_hidden(
    asking: Asking, elsewhere: Any, monkeypatch: pytest.MonkeyPatch, late: bool
) -> None:
    """Before the figures are read, or after they were and before they are stored."""
    round, bo = asking.round(), asking.cast.officer_bo
    asking.answer(round, classes=1)
    draft = asking.begin(round, bo)
    asking.enter(draft, bo, classes=10)
    name = "keep" if late else "taken"
    original = getattr(stored, name)

    def meanwhile(*given: Any) -> Any:
        monkeypatch.setattr(stored, name, original)
        elsewhere(lambda: asking.send(draft, bo))
        return original(*given)

    monkeypatch.setattr(stored, name, meanwhile)
    look(asking)
    rows, _ = shown(asking, asking.cast.line, "2026-H1", False)
    assert rows["tinh", "classes", ""].value == 11
    assert StoredTotal.objects.filter(indicator__code="classes", period="2026-H1").count() == 1
    assert verifying.verify() == []


@pytest.mark.django_db(transaction=True)
def test_a_look_waits_for_nobody_who_writes(asking: Asking, elsewhere: Any) -> None:
    asking.answer(asking.round(), classes=1)
    with transaction.atomic():
        Line.objects.update(name="đang ghi")
        elsewhere(lambda: look(asking))
    look(asking)
    assert StoredTotal.objects.exists()


# --- verify -----------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("keeping")
def test_verify_names_what_differs_from_the_engine(asking: Asking) -> None:
    asking.answer(asking.round(), classes=12)
    look(asking)
    row = StoredTotal.objects.get(indicator__code="classes", period="2026-H1")
    assert '"12' in row.content
    StoredTotal.objects.filter(pk=row.pk).update(content=row.content.replace('"12', '"13', 1))
    (trouble,) = verifying.verify()
    assert "classes/2026-H1" in str(trouble)
    StoredTotal.objects.filter(pk=row.pk).update(content="[[")
    assert "không đọc được" in str(*verifying.verify())
    check_page_still_there = shown(asking, asking.cast.line, "2026-H1", False)[0]
    assert check_page_still_there["tinh", "classes", ""].value == 12
    assert verifying.verify() == [], "computed and stored again"
