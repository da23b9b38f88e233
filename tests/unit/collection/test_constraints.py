"""The database forbids the impossible."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.unit.collection.asking import ASKED_AT, Asking
from tests.unit.directives.test_keeping import registered
from trienkhai.collection.models import (
    Asked,
    CitationChoice,
    Figure,
    Lesson,
    Narrative,
    Proposal,
    Round,
    Source,
    Submission,
)
from trienkhai.files.models import StoredFile


@pytest.fixture
def rows(asking: Asking) -> dict[str, Any]:
    """One right row of each table."""
    round, cast = asking.round(), asking.cast
    submission = asking.begin(round)
    asking.enter(submission, classes=12)
    figure = Figure.objects.get()
    file = StoredFile.objects.create(sha256="ab" * 32, size=3, kind="txt", created_at=ASKED_AT)
    person = cast.officer_an.person
    narrative = Narrative.objects.create(
        submission=submission, file=file, name="a.txt", text="mở 12 lớp", reading={}, uploaded_by=person,
        uploaded_at=ASKED_AT,
    )  # fmt: skip
    proposal = Proposal.objects.create(
        narrative=narrative, start=3, end=5, text="12", value=12, kind="count", sentence_start=0, sentence_end=9
    )
    document = registered(cast.officer)
    choice = CitationChoice.objects.create(narrative=narrative, start=3, document=document, by=person, at=ASKED_AT)
    return {
        "round": round, "asked": Asked.objects.get(unit=cast.xa_an), "submission": submission, "figure": figure,
        "source": figure.source, "narrative": narrative, "proposal": proposal,
        "choice": choice,
        "lesson": Lesson.objects.create(unit=cast.xa_an, phrase="lop hoc", indicator=figure.indicator),
    }  # fmt: skip


def again(row: Any, **changed: Any) -> None:
    """The same row once more, with these differences."""
    row.pk = None
    row._state.adding = True
    for name, value in changed.items():
        setattr(row, name, value)
    row.save()


SENT = {"sent_at": ASKED_AT}
FORBIDDEN = [  # constraint, row, what the second row differs in
    ("asked_once", "asked", {}),
    ("submission_once", "submission", {}),
    ("submission_sent_has_moment", "submission", {"state": "sent", "round_id": "other"}),
    ("submission_sent_has_moment", "submission", {"state": "accepted", "round_id": "other"}),
    ("narrative_once", "narrative", {}),
    ("source_span_points_at_text", "source", {"kind": "span"}),
    ("source_span_points_at_text", "source", {"kind": "span", "narrative": "narrative"}),
    ("source_span_points_at_text", "source", {"kind": "span", "narrative": "narrative", "start": 5, "end": 5}),
    ("figure_version_once", "figure", {}),
    ("figure_counts_if_sent", "figure", {"version": 2, "counts": True}),
    ("figure_counts_if_sent", "figure", {"version": 2, "counts": True, "value": None, "withdrawn": True} | SENT),
    ("figure_null_is_bare", "figure", {"version": 2, "value": None, "qualifier": "about"}),
    ("figure_null_is_bare", "figure", {"version": 2, "value": None, "scope": "whole"}),
    ("figure_withdrawn_is_empty", "figure", {"version": 2, "withdrawn": True}),
    ("proposal_once", "proposal", {}),
    ("proposal_points_at_text", "proposal", {"start": 4, "end": 4}),
    ("proposal_decided_by_someone", "proposal", {"start": 4, "state": "taken"}),
    ("citation_chosen_once", "choice", {}),
    ("lesson_once", "lesson", {}),
    ("lesson_has_words", "lesson", {"phrase": ""}),
]


@pytest.mark.parametrize(("name", "row", "changed"), FORBIDDEN)
def test_the_database_forbids(rows: dict[str, Any], asking: Asking, name: str, row: str, changed: Any) -> None:
    changed = {key: rows.get(value, value) if isinstance(value, str) else value for key, value in changed.items()}
    if "round_id" in changed:
        changed["round_id"] = asking.round("hai").pk
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        again(rows[row], **changed)
    assert name in str(caught.value) or "UNIQUE" in str(caught.value)


def test_two_figures_of_one_cell_never_count_together(asking: Asking) -> None:
    one, two = asking.round("mot"), asking.round("hai")
    asking.answer(one, classes=12)
    asking.answer(two, classes=(13, "", "đếm lại"))
    assert asking.counting() == [13]
    with pytest.raises(IntegrityError), transaction.atomic():
        Figure.objects.update(counts=True)


def test_every_constraint_of_the_room_is_tested() -> None:
    models = (Round, Asked, Submission, Narrative, Source, Figure, Proposal, CitationChoice, Lesson)
    there = {constraint.name for model in models for constraint in model._meta.constraints}
    assert there == {name for name, *_ in FORBIDDEN} | {"figure_one_counts"}
