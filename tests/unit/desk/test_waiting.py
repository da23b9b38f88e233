"""What waits for whom on the desk."""

import pytest

from tests.unit.collection.asking import DEADLINE, Asking
from tests.unit.collection.conftest import asking as asking  # a fixture
from tests.unit.editions.conftest import approve, begin, issue
from trienkhai.desk import queries
from trienkhai.units.actions import give_post
from trienkhai.units.models import Post, Role


@pytest.fixture
def head_an(asking: Asking) -> Post:
    """Everything at xã An."""
    cast = asking.cast
    return give_post(
        person=cast.nobody, unit=cast.xa_an, line=cast.line, roles=[Role.objects.get(code="administrator")],
        since=cast.officer.since, title="Chủ tịch xã", by=None,
    )  # fmt: skip


def test_a_unit_answers_what_it_was_asked_until_it_has_sent(asking: Asking) -> None:
    cast = asking.cast
    round = asking.round(units=["xa_an"])
    asking.round("dong", units=["xa_an"], opened=False)
    waiting = queries.to_answer(cast.officer_an, now=asking.clock)
    assert [(row.round, row.submission, row.late) for row in waiting] == [(round, None, False)]
    draft = asking.begin(round)
    assert queries.to_answer(cast.officer_an, now=DEADLINE.replace(year=2027))[0].late
    assert queries.to_answer(cast.officer_an)[0].submission == draft
    asking.enter(draft, classes=1)
    asking.send(draft)
    assert queries.to_answer(cast.officer_an) == []
    asking.send_back(draft)
    assert [row.submission for row in queries.to_answer(cast.officer_an)] == [draft]


def test_who_reviews_sees_what_was_sent_from_below(asking: Asking, head_an: Post) -> None:
    cast = asking.cast
    sent = asking.answer(asking.round(), classes=1)
    assert queries.to_review(cast.officer) == [sent] == queries.to_review(cast.leader)
    assert queries.to_review(cast.reader) == queries.to_review(cast.officer_bo) == []
    assert queries.to_review(head_an) == [], "nobody reviews their own answer"
    asking.accept(sent)
    assert queries.to_review(cast.officer) == []


def test_rounds_are_followed_by_who_asked(asking: Asking) -> None:
    cast = asking.cast
    rounds = [asking.round("mot"), asking.round("hai", opened=False)]
    asking.answer(rounds[0], classes=1)
    followed = {row.code: (row.asked_count, row.sent_count) for row in queries.followed(cast.officer)}
    assert followed == {"mot": (3, 1), "hai": (3, 0)}
    assert queries.followed(cast.reader) == queries.followed(cast.officer_an) == []


def test_reports_wait_for_who_may_go_on_with_them(asking: Asking, head_an: Post) -> None:
    cast = asking.cast
    round = asking.round()
    asking.answer(round, classes=1)
    own = begin(asking, round, unit=cast.xa_an, by=head_an)
    edition = begin(asking, round)
    assert queries.editions_waiting(head_an) == [own]
    assert queries.editions_waiting(cast.officer) == queries.editions_waiting(cast.leader) == [edition]
    assert queries.editions_waiting(cast.reader) == []
    approve(asking, edition)
    assert queries.editions_waiting(cast.officer) == [edition]
    issue(asking, edition)
    assert queries.editions_waiting(cast.officer) == []
