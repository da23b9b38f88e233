"""A figure sent while a report is approved is in all of it or in none."""

import threading
from typing import Any

import pytest
from django.db import connection

from tests.unit.collection.asking import Asking
from tests.unit.editions.conftest import approve
from trienkhai.collection.models import Round
from trienkhai.editions import material, queries
from trienkhai.editions.models import Edition
from trienkhai.writing import to_json


@pytest.mark.django_db(transaction=True)
def test_what_is_sent_while_reading_changes_nothing_half(
    asking: Asking, draft: Edition, round: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = asking.begin(round, asking.cast.officer_ca)
    asking.enter(late, asking.cast.officer_ca, classes=1000)

    def send() -> None:
        try:
            asking.send(late, asking.cast.officer_ca)
        finally:
            connection.close()

    sender = threading.Thread(target=send)
    read = material.totals_of

    def totals_of(**given: Any) -> Any:
        """The totals; then somebody sends, as far as the database lets them."""
        found = read(**given)
        if sender.ident is None:
            sender.start()
            sender.join(timeout=1)
        return found

    monkeypatch.setattr(material, "totals_of", totals_of)
    approve(asking, draft)
    sender.join(timeout=30)
    said = to_json(queries.outline_shown(draft))
    assert "trên 17" in said and "trên 1.017" not in said
    assert "Xã Cà Ná Thượng 1.000" not in said, "its figure was read after the totals"
    assert asking.counting(unit=asking.cast.xa_ca) == [1000]
