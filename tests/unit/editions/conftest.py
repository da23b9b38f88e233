"""A round that was answered, and the province's report on it."""

from typing import Any

import pytest

from tests.unit.collection.asking import Asking
from tests.unit.collection.conftest import asking as asking  # a fixture
from trienkhai.collection.models import Round
from trienkhai.editions import actions
from trienkhai.editions.models import Edition
from trienkhai.editions.words import Words

WORDS = Words(
    summary="Kết quả học tập cộng đồng quý I năm 2026",
    opening="Ủy ban nhân dân tỉnh báo cáo như sau:",
    issuer="ỦY BAN NHÂN DÂN TỈNH ĐÔNG GIANG",
    place="Đông Giang",
    authority="ỦY BAN NHÂN DÂN",
    signer_post="PHÓ CHỦ TỊCH",
    signer_name="Lê Văn Lãnh",
    recipients="Bộ Minh họa",
    archive="VT",
)


@pytest.fixture
def round(asking: Asking) -> Round:
    """xã An was accepted, xã Bồ has only sent, xã Cà is silent."""
    round = asking.round()
    both = {"models__kind_collective": 3, "models__kind_individual": 5}
    asking.accept(asking.answer(round, classes=12, attended=90, invited=100, share="97.8", **both))
    asking.answer(round, asking.cast.officer_bo, classes=(5, "at_least", ""), learners="x")
    return round


@pytest.fixture
def draft(asking: Asking, round: Round) -> Edition:
    return begin(asking, round)


def begin(asking: Asking, round: Round, **more: Any) -> Edition:
    given = {"unit": asking.cast.tinh, "words": WORDS, "by": asking.cast.officer, "now": asking.tick()}
    return actions.begin(round=round, **given | more)


def approve(asking: Asking, edition: Edition) -> Edition:
    actions.approve(edition=edition, by=asking.cast.leader, now=asking.tick())
    edition.refresh_from_db()
    return edition


def issue(asking: Asking, edition: Edition, number: int = 7, **more: Any) -> Edition:
    day = asking.clock.date()
    actions.issue(edition=edition, by=asking.cast.leader, now=asking.tick(), **{"number": number, "day": day} | more)
    edition.refresh_from_db()
    return edition
