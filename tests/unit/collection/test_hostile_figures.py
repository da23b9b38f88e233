"""Figures that no cell can hold, and text that no database keeps: refused or left out, never a failure."""

from typing import Any

import pytest

from tests.unit.collection.asking import Asking
from tests.unit.collection.test_narratives import keep
from trienkhai.collection import entering
from trienkhai.collection.entering import Entry
from trienkhai.collection.queries import latest_of


@pytest.mark.django_db
def test_a_report_with_an_endless_number_still_offers_the_others(asking: Asking) -> None:
    text = "Xã đã mở 12 lớp học. Vốn 12.345.678.901.234.567.890,12345 tỷ đồng."
    narrative = keep(asking.begin(asking.round()), text, asking.cast.officer_an)
    assert [proposal.text for proposal in narrative.proposals.all()] == ["12"]


@pytest.mark.django_db
def test_parts_whose_sum_is_too_large_make_no_total(asking: Asking) -> None:
    draft = asking.begin(asking.round())
    models = asking.indicators["models"].pk
    most = entering.MOST - 1
    parts = [Entry(models, f"kind={kind}", value=most) for kind in ("collective", "individual")]
    outcome = entering.enter(submission=draft, entries=parts, by=asking.cast.officer_an)
    assert (outcome.written, outcome.refused) == (2, {})
    assert {figure.breakdown for figure in latest_of(draft)} == {"kind=collective", "kind=individual"}


@pytest.mark.django_db
def test_a_nul_in_what_is_sent_is_a_bad_request(asking: Asking, client: Any) -> None:
    made = asking.round()
    asking.cast.sign_in(client, asking.cast.officer_an)
    draft = asking.begin(made)
    classes = asking.indicators["classes"].pk
    typed = {f"c-{classes}-own-": "7", f"r-c-{classes}-own-": "vì\0thế"}
    assert client.post(f"/submissions/{draft.pk}/enter/", typed).status_code == 400
    assert client.post(f"/rounds/{made.code}/begin/", {"unit": "\0"}).status_code == 400
    assert client.get("/documents/", {"q": "kế\0hoạch"}).status_code == 400
    assert not latest_of(draft)


@pytest.mark.django_db
def test_pages_are_not_kept_for_others(asking: Asking, client: Any) -> None:
    assert "private" in client.get("/sign-in/")["Cache-Control"]
    asking.cast.sign_in(client, asking.cast.officer_an)
    assert client.get("/")["Cache-Control"] == "private, no-cache"
