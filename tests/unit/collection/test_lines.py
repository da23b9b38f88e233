"""A second line (song trùng trực thuộc): it asks, adds up and is reached along its own tree; nothing leaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.http import Http404

from tests.cast import BEGINNING, Cast
from tests.unit.collection.asking import DEADLINE, PERIOD, Asking
from trienkhai.collection import gates
from trienkhai.collection.totals import totals_of
from trienkhai.units.actions import give_post, place
from trienkhai.units.models import Line, Post, Unit
from trienkhai.units.queries import reach


@pytest.fixture
def party(cast: Cast) -> Line:
    """tinh ─┬─ xa_an
    └─ xa_bo ── thon_1      (which in the administration stands under xa_an)"""
    line = Line.objects.create(code="second", name="Đảng")
    for unit, parent in (
        (cast.tinh, None),
        (cast.xa_an, cast.tinh),
        (cast.xa_bo, cast.tinh),
        (cast.thon_1, cast.xa_bo),
    ):
        place(unit=unit, line=line, parent=parent, since=BEGINNING, by=None)
    return line


def post_in(line: Line, like: Post) -> Post:
    """The same person with the same roles in the same unit, in the other line."""
    return give_post(
        person=like.person, unit=like.unit, line=line, roles=like.roles.all(), since=date(2021, 1, 1), by=None
    )


def total(asking: Asking, line: Line, unit: Unit, **more: Any) -> tuple[Decimal | None, int, int]:
    found = totals_of(unit=unit, line=line, period=PERIOD, indicators=[asking.indicators["classes"]], **more)
    row = found.at(unit, asking.indicators["classes"])
    return (row.value, row.reported, row.expected) if row else (None, 0, 0)


def test_reach_goes_by_the_line_of_the_post(cast: Cast, party: Line) -> None:
    at_bo, at_an = post_in(party, cast.officer_bo), post_in(party, cast.officer_an)
    assert set(reach(at_bo).units().values_list("code", flat=True)) == {"xa_bo", "thon_1"}
    assert set(reach(at_an).units().values_list("code", flat=True)) == {"xa_an"}
    assert "thon_1" in set(reach(cast.officer_an).units().values_list("code", flat=True))


def test_a_round_asks_and_adds_up_along_its_line_only(asking: Asking, party: Line) -> None:
    cast = asking.cast
    secretary = post_in(party, cast.officer_thon)
    second = replace(cast, line=party)
    in_party = Asking(second, asking.form, clock=asking.clock, indicators=asking.indicators)
    round = in_party.round("dang", units=["thon_1", "xa_an"], deadline=DEADLINE)
    submission = in_party.begin(round, secretary)
    in_party.enter(submission, secretary, classes=5)
    in_party.send(submission, secretary)
    assert total(asking, party, cast.xa_bo) == (5, 1, 1)
    assert total(asking, party, cast.tinh) == (5, 1, 2)
    assert total(asking, cast.line, cast.xa_an) == (None, 0, 0)
    assert total(asking, cast.line, cast.tinh) == (None, 0, 0)
    assert gates.submission_for(post_in(party, cast.officer_bo), submission.pk) == submission
    for other in (cast.officer, cast.officer_an, cast.officer_thon):
        with pytest.raises(Http404):
            gates.submission_for(other, submission.pk)
        with pytest.raises(Http404):
            gates.round_for(other, "dang")


def test_the_same_cell_asked_in_both_lines_counts_in_both(asking: Asking, party: Line) -> None:
    cast = asking.cast
    own = asking.begin(asking.round("chinh", units=["thon_1"]), cast.officer_thon)
    asking.enter(own, cast.officer_thon, classes=3)
    asking.send(own, cast.officer_thon)
    in_party = Asking(replace(cast, line=party), asking.form, clock=asking.clock, indicators=asking.indicators)
    secretary = post_in(party, cast.officer_thon)
    again = in_party.begin(in_party.round("dang", units=["thon_1"]), secretary)
    in_party.send(again, secretary)  # as it stood there, filled in
    assert total(asking, party, cast.xa_bo) == (3, 1, 1)
    assert total(asking, cast.line, cast.xa_an) == (3, 1, 1)
    in_party.send_back(again)
    assert total(asking, party, cast.xa_bo) == (None, 0, 1), "silent again in the line that returned it"
    assert total(asking, cast.line, cast.xa_an) == (3, 1, 1)
