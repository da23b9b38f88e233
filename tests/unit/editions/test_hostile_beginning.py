"""Two clicks, one report."""

import pytest

from tests.unit.collection.asking import Asking
from trienkhai.editions import actions
from trienkhai.editions.models import Edition
from trienkhai.editions.words import Words


@pytest.mark.django_db
def test_a_second_click_on_begin_opens_the_same_draft(asking: Asking) -> None:
    made, by = asking.round(), asking.cast.officer
    first = actions.begin(unit=by.unit, round=made, by=by)
    assert actions.begin(unit=by.unit, round=made, by=by) == first
    actions.write(edition=first, words=Words(), layout="state", accepted_only=False, seen=1, by=by)
    assert actions.begin(unit=by.unit, round=made, by=by) != first
    assert Edition.objects.count() == 2
