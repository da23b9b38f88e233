"""Which figure of a cell counts, whatever two rounds that ask the same cells are put through."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.unit.collection.asking import Asking
from trienkhai.collection.models import Figure, Submission
from trienkhai.collection.tables import figures_in

CELLS = ("classes", "attended", "share")
VALUES = st.sampled_from([None, "x", 0, 5, 7])
ROUNDS = st.sampled_from(["mot", "hai"])


class TwoRounds(RuleBasedStateMachine):
    """xã An answers two rounds that ask the same cells; `drafts`, `sent` are what we believe of the answers."""

    asking: Asking  # set by the test

    @initialize()
    def open_both(self) -> None:
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.submissions: dict[str, Submission] = {}
        self.drafts: dict[str, dict[str, Any]] = {}
        self.sent: list[tuple[str, dict[str, Any], bool]] = []  # (round, contents, accepted), oldest first
        self.rounds = {code: self.asking.round(code) for code in ("mot", "hai")}

    def in_force(self, *, accepted_only: bool = False) -> dict[str, Any]:
        """By cell: the newest sent value."""
        found: dict[str, Any] = {}
        for _round, contents, accepted in self.sent:
            if accepted or not accepted_only:
                found |= contents
        return found

    def is_sent(self, round: str) -> bool:
        return any(code == round for code, *_ in self.sent)

    @rule(round=ROUNDS)
    def begin(self, round: str) -> None:
        made = self.asking.begin(self.rounds[round])
        if round not in self.submissions:
            self.submissions[round], self.drafts[round] = made, self.in_force()

    @rule(round=ROUNDS, cell=st.sampled_from(CELLS), value=VALUES)
    def enter(self, round: str, cell: str, value: Any) -> None:
        if round not in self.submissions or self.is_sent(round):
            return
        self.asking.enter(self.submissions[round], **{cell: (value, "", "đếm lại")})
        self.drafts[round].pop(cell, None)
        if value is not None:
            self.drafts[round][cell] = None if value == "x" else Decimal(value)

    @rule(round=ROUNDS)
    def send(self, round: str) -> None:
        if not self.is_sent(round) and self.drafts.get(round):
            self.asking.send(self.submissions[round])
            self.sent.append((round, dict(self.drafts[round]), False))

    @rule(round=ROUNDS)
    def accept(self, round: str) -> None:
        for place, (code, contents, accepted) in enumerate(self.sent):
            if code == round and not accepted:
                self.asking.accept(self.submissions[round])
                self.sent[place] = (code, contents, True)

    @rule(round=ROUNDS)
    def send_back(self, round: str) -> None:
        if self.is_sent(round):
            self.asking.send_back(self.submissions[round])
            self.sent = [row for row in self.sent if row[0] != round]

    @invariant()
    def one_figure_counts_in_each_cell_and_it_is_the_newest_sent(self) -> None:
        if not hasattr(self, "rounds"):
            return
        rows = Figure.objects.filter(counts=True).values_list("indicator__code", "value", "sent_at", "withdrawn")
        assert len({code for code, *_ in rows}) == len(rows)
        assert {code: value for code, value, *_ in rows} == self.in_force()
        assert all(sent_at and not withdrawn for *_, sent_at, withdrawn in rows)

    @invariant()
    def drafts_hold_what_was_typed(self) -> None:
        for round, submission in getattr(self, "submissions", {}).items():
            held = {cell: self.asking.standing(submission, cell) for cell in CELLS}
            assert {c: f.value for c, f in held.items() if f and not f.withdrawn} == self.drafts[round]

    @invariant()
    def accepted_only_is_the_newest_accepted(self) -> None:
        if hasattr(self, "rounds"):
            pks = [one.pk for one in self.asking.indicators.values()]
            rows = figures_in(self.asking.cast.line, [self.rounds["mot"].period], pks, accepted_only=True)
            assert {row.indicator.code: row.value for row in rows} == self.in_force(accepted_only=True)

    def teardown(self) -> None:
        if hasattr(self, "transaction"):
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)


def test_whatever_happens_one_figure_counts_per_cell(asking: Asking) -> None:
    machine = type("Machine", (TwoRounds,), {"asking": asking})
    run_state_machine_as_test(machine, settings=settings(max_examples=12, stateful_step_count=14, deadline=None))
