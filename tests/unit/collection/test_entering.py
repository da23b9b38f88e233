"""Figures in a draft: every change is a version, nobody overwrites anybody, a wrong cell alone is refused."""

from decimal import Decimal
from typing import Any

import pytest

from tests.unit.collection.asking import Asking
from trienkhai.collection import entering, queries
from trienkhai.collection.checks import checks_of
from trienkhai.collection.errors import CannotEnter
from trienkhai.collection.models import Figure, Source, Submission
from trienkhai.journal.models import Entry


@pytest.fixture
def draft(asking: Asking) -> Submission:
    return asking.begin(asking.round())


def test_versions_are_added_and_never_overwritten(asking: Asking, draft: Submission) -> None:
    for value in (12, 15, 15, None, 16):
        asking.enter(draft, classes=value)
    rows = [(row.version, row.value, row.withdrawn) for row in Figure.objects.order_by("version")]
    assert rows == [(1, 12, False), (2, 15, False), (3, None, True), (4, 16, False)]
    assert asking.standing(draft).value == 16
    assert {(row.source.kind, row.source.person, row.source.through) for row in Figure.objects.all()} == {
        ("typed", asking.cast.officer_an.person, asking.cast.xa_an)
    }


def test_two_people_in_one_draft_lose_nothing(asking: Asking, draft: Submission) -> None:
    asking.enter(draft, classes=12)
    seen = asking.standing(draft).pk
    indicators = asking.indicators
    asking.enter(draft, classes=14)  # the second person, meanwhile
    mine = [
        entering.Entry(indicators["classes"].pk, value=Decimal(13), seen=seen),
        entering.Entry(indicators["attended"].pk, value=Decimal(90)),
    ]
    outcome = entering.enter(submission=draft, entries=mine, by=asking.cast.officer_an)
    assert [figure.value for figure in outcome.conflicts.values()] == [14]
    assert outcome.written == 1
    assert (asking.standing(draft).value, asking.standing(draft, "attended").value) == (14, 90)
    again = entering.Entry(indicators["classes"].pk, value=Decimal(13), seen=asking.standing(draft).pk)
    assert entering.enter(submission=draft, entries=[again], by=asking.cast.officer_an).written == 1
    assert asking.standing(draft).value == 13


def test_the_same_figure_typed_by_two_people_is_no_conflict(asking: Asking, draft: Submission) -> None:
    asking.enter(draft, classes=12)
    same = entering.Entry(asking.indicators["classes"].pk, value=Decimal("12.0"), seen=0)
    outcome = entering.enter(submission=draft, entries=[same], by=asking.cast.officer_an)
    assert (outcome.written, outcome.conflicts, outcome.refused) == (0, {}, {})


REFUSED = [
    ({"classes": -1}, "số âm"),
    ({"classes": "12.5"}, "số nguyên"),
    ({"classes": 10**11}, "quá lớn"),
    ({"share": "97.12345"}, "4 chữ số"),
    ({"classes__whole": "x"}, "phải có giá trị"),
]


@pytest.mark.parametrize(("typed", "says"), REFUSED)
def test_a_wrong_cell_comes_back_and_the_others_are_kept(
    asking: Asking, draft: Submission, typed: dict[str, Any], says: str
) -> None:
    outcome = asking.enter(draft, **typed, invited=100)
    assert outcome.written == 1 and says in next(iter(outcome.refused.values()))
    assert [figure.indicator.code for figure in Figure.objects.all()] == ["invited"]


def test_the_largest_and_the_finest_value_are_kept_exactly(asking: Asking, draft: Submission) -> None:
    asking.enter(draft, classes=10**11 - 1, share="97.1234")
    assert asking.standing(draft).value == 10**11 - 1
    assert asking.standing(draft, "share").value == Decimal("97.1234")


def test_not_applicable_zero_and_silent_are_three_things(asking: Asking, draft: Submission) -> None:
    asking.enter(draft, classes="x", attended=0, invited=5)
    asking.enter(draft, invited=None)
    said = {code: asking.standing(draft, code) for code in ("classes", "attended", "invited", "share")}
    assert said["classes"].not_applicable and said["classes"].value is None
    assert not said["attended"].not_applicable and said["attended"].value == 0
    assert said["invited"].withdrawn and not said["invited"].not_applicable
    assert said["share"] is None
    asking.send(draft)
    assert (asking.counting("classes"), asking.counting("attended"), asking.counting("invited")) == ([None], [0], [])


def test_a_qualifier_without_a_value_is_dropped_and_alone_is_a_change(asking: Asking, draft: Submission) -> None:
    asking.enter(draft, classes=("x", "about", ""), attended=50)
    assert asking.standing(draft).qualifier == ""
    assert asking.enter(draft, attended=(50, "at_least", "")).written == 1
    assert asking.standing(draft, "attended").version == 2


# --- sums of categories -----------------------------------------------------------------------------------------------


def test_the_sum_of_a_complete_dimension_is_written(asking: Asking, draft: Submission) -> None:
    asking.enter(draft, models__kind_collective=3)
    assert asking.standing(draft, "models") is None, "one category is silent"
    asking.enter(draft, models__kind_individual=(5, "at_least", ""))
    total = asking.standing(draft, "models")
    assert (total.value, total.qualifier, total.source.kind) == (8, "at_least", Source.CATEGORIES)
    assert {part.value for part in queries.parts_of(total)} == {3, 5}
    asking.enter(draft, models__kind_individual=6)
    assert (asking.standing(draft, "models").value, asking.standing(draft, "models").qualifier) == (9, "")
    asking.enter(draft, models__kind_individual=None)
    assert asking.standing(draft, "models").withdrawn


def test_different_qualifiers_of_categories_make_about(asking: Asking, draft: Submission) -> None:
    asking.enter(draft, models__kind_collective=(3, "at_most", ""), models__kind_individual=(5, "at_least", ""))
    assert asking.standing(draft, "models").qualifier == "about"


def test_not_applicable_categories_count_nothing(asking: Asking, draft: Submission) -> None:
    asking.enter(draft, models__kind_collective="x", models__kind_individual=5)
    assert asking.standing(draft, "models").value == 5


def test_an_incomplete_dimension_makes_no_total(asking: Asking, draft: Submission) -> None:
    asking.enter(draft, learners__sex_f=200)
    assert asking.standing(draft, "learners") is None


def test_claims_are_summed_apart_from_own_figures(asking: Asking, draft: Submission) -> None:
    asking.enter(draft, models__kind_collective__whole=30, models__kind_individual__whole=50)
    assert asking.standing(draft, "models__whole").value == 80
    assert asking.standing(draft, "models") is None


def test_a_stated_total_stays_and_the_check_says_so(asking: Asking, draft: Submission) -> None:
    asking.enter(draft, models=10, models__kind_collective=3, models__kind_individual=5)
    total = asking.standing(draft, "models")
    assert (total.value, total.source.kind) == (10, Source.TYPED)
    assert ["ghi 10, nhưng cộng các nhóm được 8" in check.message for check in checks_of(draft)] == [True]
    asking.enter(draft, models=8)
    assert checks_of(draft) == []


def test_a_total_emptied_by_hand_is_summed_again(asking: Asking, draft: Submission) -> None:
    asking.enter(draft, models=10, models__kind_collective=3, models__kind_individual=5)
    asking.enter(draft, models=None)
    assert (asking.standing(draft, "models").value, asking.standing(draft, "models").withdrawn) == (8, False)


# --- checks -----------------------------------------------------------------------------------------------------------


def test_a_part_larger_than_its_whole_is_doubted(asking: Asking, draft: Submission) -> None:
    asking.enter(draft, attended=120, invited=100)
    assert ["lớn hơn" in str(check) for check in checks_of(draft)] == [True]
    asking.enter(draft, invited=120)
    assert checks_of(draft) == []


JUMPS = [(1200, True), (1199, False), (12, True), (13, False), (0, False), ("x", False)]


@pytest.mark.parametrize(("value", "doubted"), JUMPS)
def test_ten_times_more_or_less_than_before_is_doubted(asking: Asking, value: Any, doubted: bool) -> None:
    asking.answer(asking.round("truoc", period="2025-Q4"), classes=120)
    now = asking.begin(asking.round("nay"))
    asking.enter(now, classes=value)
    assert bool(checks_of(now)) == doubted


# --- after sending ----------------------------------------------------------------------------------------------------


def test_nothing_is_entered_into_what_was_sent(asking: Asking, draft: Submission) -> None:
    asking.enter(draft, classes=12)
    page = Submission.objects.get(pk=draft.pk)  # opened before it was sent
    asking.send(draft)
    with pytest.raises(CannotEnter):
        asking.enter(page, classes=13)
    assert [row.value for row in Figure.objects.all()] == [12]


def test_the_journal_holds_neither_names_nor_figures(asking: Asking, draft: Submission) -> None:
    asking.enter(draft, classes=987654)
    told = Entry.objects.latest("id")
    assert (told.verb, told.kind, told.object_id) == ("submission.entered", "collection.submission", draft.pk)
    assert (told.person_id, told.post_id) == (asking.cast.officer_an.person_id, asking.cast.officer_an.pk)
    assert "987654" not in "".join(str(getattr(told, field.name)) for field in told._meta.concrete_fields)
