"""What decisions teach: counted with them, taken out with their undoing, heeded the next time."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.migrations.executor import MigrationExecutor

from tests.unit.collection.asking import Asking
from tests.unit.collection.test_narratives import keep, proposal, take
from trienkhai.collection import narratives
from trienkhai.collection.errors import AlreadyDecided, CellTaken
from trienkhai.collection.matching import SURE, Learnt, Memory, lesson
from trienkhai.collection.models import Lesson, Narrative, Submission
from trienkhai.collection.queries import memory_for, targets_of

ODD = "Xã tổ chức 14 nhóm dạy chữ buổi tối."  # a noun that the catalogue does not know
CELL, OTHER = (1, ""), (2, "")


@pytest.fixture
def draft(asking: Asking) -> Submission:
    return asking.begin(asking.round())


@pytest.fixture
def narrative(asking: Asking, draft: Submission) -> Narrative:
    return keep(draft, ODD, asking.cast.officer_an)


def counts() -> list[tuple[str, str, int, int]]:
    rows = Lesson.objects.order_by("phrase", "indicator")
    return [(row.phrase, row.indicator.code, row.taken, row.refused) for row in rows]


def another(asking: Asking, code: str, by: Any = None, text: str = ODD) -> Narrative:
    by = by or asking.cast.officer_an
    return keep(asking.begin(asking.round(code), by), text, by)


# --- counting ---------------------------------------------------------------------------------------------------------


def test_taking_teaches_and_reconsidering_takes_it_out(asking: Asking, narrative: Narrative) -> None:
    take(asking, proposal(narrative, "14"))
    ((phrase, code, taken, refused),) = counts()
    assert (code, taken, refused) == ("classes", 1, 0)
    assert phrase.split("|")[0] == "nhom" and phrase.isascii() and len(phrase) < 60, "a few folded words, no sentence"
    narratives.reconsider(proposal=proposal(narrative, "14"), by=asking.cast.officer_an)
    assert counts() == []


def test_a_second_decision_counts_on(asking: Asking, narrative: Narrative) -> None:
    take(asking, proposal(narrative, "14"))
    again = another(asking, "hai")
    take(asking, proposal(again, "14"), value=Decimal(15), replacing=True)
    assert [row[1:] for row in counts()] == [("classes", 2, 0)]
    narratives.reconsider(proposal=proposal(again, "14"), by=asking.cast.officer_an)
    assert [row[1:] for row in counts()] == [("classes", 1, 0)]


def test_throwing_away_teaches_unless_there_was_a_doubt(asking: Asking, draft: Submission) -> None:
    by = asking.cast.officer_an
    found = keep(draft, "Xã mở 12 lớp học.\nNăm 2024 xã đăng ký 9 mô hình.\nTrồng 700 cây.", by)
    for text in ("12", "9", "700"):
        narratives.reject(proposal=proposal(found, text), by=by)
    assert [row[1:] for row in counts()] == [("classes", 0, 1)]
    narratives.reconsider(proposal=proposal(found, "12"), by=by)
    narratives.reconsider(proposal=proposal(found, "9"), by=by)
    assert counts() == []


def test_what_is_refused_teaches_nothing(asking: Asking, narrative: Narrative) -> None:
    asking.enter(narrative.submission, classes=11)
    with pytest.raises(CellTaken):
        take(asking, proposal(narrative, "14"))
    assert counts() == []
    one, stale = proposal(narrative, "14"), proposal(narrative, "14")
    narratives.reject(proposal=one, by=asking.cast.officer_an)
    with pytest.raises(AlreadyDecided):
        take(asking, stale, "learners")
    assert counts() == []


def test_a_stale_page_takes_out_what_stands(asking: Asking, narrative: Narrative) -> None:
    by = asking.cast.officer_an
    narratives.reject(proposal=proposal(narrative, "14"), by=by)
    stale = proposal(narrative, "14")
    narratives.reconsider(proposal=proposal(narrative, "14"), by=by)
    take(asking, proposal(narrative, "14"))
    narratives.reconsider(proposal=stale, by=by)
    assert counts() == [] and asking.standing(narrative.submission).withdrawn


@pytest.mark.parametrize(
    ("proposed", "doubted", "taken", "learnt"),
    [
        (CELL, False, CELL, (CELL, "taken")),
        (CELL, True, OTHER, (OTHER, "taken")),
        (None, False, CELL, (CELL, "taken")),
        (CELL, False, None, (CELL, "refused")),
        (CELL, True, None, None),
        (None, False, None, None),
    ],
)
def test_what_a_decision_teaches(proposed: Any, doubted: bool, taken: Any, learnt: Any) -> None:
    assert lesson(proposed, doubted=doubted, taken=taken) == learnt


# --- heeding ----------------------------------------------------------------------------------------------------------


def test_what_the_office_took_before_is_proposed_the_next_time(asking: Asking, narrative: Narrative) -> None:
    first = proposal(narrative, "14")
    assert first.indicator is None
    take(asking, first)
    second = proposal(another(asking, "hai", text="Xã tổ chức 17 nhóm dạy chữ buổi tối."), "17")
    assert (second.indicator, second.doubt) == (asking.indicators["classes"], "")
    assert second.why.splitlines()[0] == "confirmed|1"
    take(asking, second, replacing=True)
    third = proposal(another(asking, "ba", text="Xã tổ chức 19 nhóm dạy chữ buổi tối."), "19")
    assert third.confidence > max(second.confidence, SURE)


def test_other_offices_count_less_and_are_never_enough(asking: Asking, narrative: Narrative) -> None:
    take(asking, proposal(narrative, "14"))
    neighbour = proposal(another(asking, "hai", asking.cast.officer_bo), "14")
    assert "confirmed" not in neighbour.why
    assert neighbour.indicator is None or neighbour.confidence < SURE


def test_what_was_thrown_away_is_less_sure_the_next_time(asking: Asking, draft: Submission) -> None:
    by, text = asking.cast.officer_an, "Xã mở 12 lớp học."
    first = proposal(keep(draft, text, by), "12")
    narratives.reject(proposal=first, by=by)
    assert proposal(another(asking, "hai", text=text), "12").confidence < first.confidence


def test_memory_is_one_query_and_tells_own_from_others(
    asking: Asking, narrative: Narrative, django_assert_num_queries: Any
) -> None:
    one = proposal(narrative, "14")
    take(asking, one)
    take(asking, proposal(another(asking, "hai", asking.cast.officer_bo), "14"))
    targets = targets_of(narrative.submission.round)
    cell = (asking.indicators["classes"].pk, "")
    with django_assert_num_queries(1):
        memory = memory_for(narrative.submission.unit, targets, [one.phrase])
    with_others, own, exact = memory.weight(one.phrase, cell)
    alone, *_ = Memory([Learnt(one.phrase, cell, 1, 0)]).weight(one.phrase, cell)
    assert (own, exact) == (1, True) and with_others > alone > 0


def test_words_said_of_two_cells_tell_nothing() -> None:
    rows = [Learnt("nguoi|||", CELL, 3, 0), Learnt("nguoi|||", OTHER, 2, 0)]
    assert Memory(rows).weight("nguoi|||", CELL) == (0.0, 0, False)
    clearer = Memory([*rows, Learnt("nguoi|tham du||", CELL, 2, 0)])
    assert clearer.weight("nguoi|tham du||", CELL)[0] > 0 > clearer.weight("nguoi|tham du||", OTHER)[0]


def test_a_noun_alone_says_little_and_a_kind_nothing() -> None:
    assert Memory([Learnt("nhom|day|||", CELL, 99, 0)]).weight("nhom|mo||", CELL)[0] == 1.0
    assert Memory([Learnt("percent|ho nghe|||", CELL, 99, 0)]).weight("percent|ho ngheo||", CELL)[0] == 0.0


def test_nothing_learnt_outweighs_everything() -> None:
    memory = Memory([Learnt("lop|mo||lop hoc", CELL, 10**6, 0), Learnt("cay|trong||", OTHER, 0, 10**6)])
    assert memory.weight("lop|mo||lop hoc", CELL)[0] == 3.5
    assert memory.weight("cay|trong||", OTHER)[0] == -3.5


# --- what the database forbids ----------------------------------------------------------------------------------------


def test_a_lesson_has_words_and_stands_once(asking: Asking, draft: Submission) -> None:
    row = {"unit": draft.unit, "indicator": asking.indicators["classes"], "phrase": "lop|||"}
    Lesson.objects.create(**row)
    for wrong in (row, row | {"phrase": ""}, row | {"phrase": "x", "taken": -1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Lesson.objects.create(**wrong)


@pytest.mark.django_db(transaction=True)
def test_what_was_read_before_lessons_goes_on(asking: Asking, narrative: Narrative, transactional_db: None) -> None:
    from django.db import connection

    number = proposal(narrative, "14").pk
    try:
        MigrationExecutor(connection).migrate([("collection", "0001_initial")])
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    old = narrative.proposals.select_related("narrative__submission__round", "figure").get(pk=number)
    assert old.phrase == ""
    take(asking, old)
    assert counts() == [], "without words there is nothing to remember"
    narratives.reconsider(proposal=proposal(narrative, "14"), by=asking.cast.officer_an)
