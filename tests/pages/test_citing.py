"""Documents cited in a narrative: found in the register, chosen by a person, or entered there."""

from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tests.pages.test_collection import as_ as as_  # a fixture
from tests.pages.test_collection import at
from tests.pages.test_collection import draft as draft
from tests.pages.test_narratives import page_of
from tests.unit.collection.asking import Asking
from tests.unit.collection.conftest import asking as asking
from tests.unit.collection.test_narratives import keep
from tests.unit.directives.test_keeping import registered
from trienkhai.collection.models import CitationChoice, Narrative, Submission
from trienkhai.journal.models import Entry

SIGN = "86/KH-UBND"
TEXT = f"Thực hiện Kế hoạch số {SIGN}, xã mở 12 lớp học. Theo Kế hoạch số {SIGN}, các thôn trồng 40 cây."


@pytest.fixture
def narrative(asking: Asking, draft: Submission) -> Narrative:
    return keep(draft, TEXT, asking.cast.officer_an)


def item_of(page: str, number: int = 1) -> str:
    """The entry of a cited document."""
    return page[page.index(f'<li id="d{number}"') :].split("</li>")[0]


def two(asking: Asking) -> list[Any]:
    """Two documents with one sign, in registers that the commune sees."""
    days, issuers = (date(2026, 1, 20), date(2025, 3, 2)), ("Ủy ban nhân dân tỉnh Đông Giang",) * 2
    return [
        registered(asking.cast.officer, sign=SIGN, issuer=i, issued_on=day)
        for day, i in zip(days, issuers, strict=True)
    ]


def test_a_document_that_fits_is_linked_and_its_mentions_stand_together(
    asking: Asking, as_: Any, narrative: Narrative
) -> None:
    document = registered(asking.cast.officer, sign=SIGN)
    entry = item_of(page_of(as_("officer_an"), narrative))
    assert f'href="/documents/{document.pk}/"' in entry and 'href="#cite0"' in entry and 'href="#cite1"' in entry
    assert "Cùng số, ký hiệu." in entry and "<button" not in entry


def test_of_two_that_fit_a_person_chooses_and_may_choose_again(asking: Asking, as_: Any, narrative: Narrative) -> None:
    first, second = two(asking)
    client = as_("officer_an")
    page = page_of(client, narrative)
    entry = item_of(page)
    assert "1 văn bản cần chọn" in page and entry.count("Là văn bản này") == 2
    start = narrative.reading["citations"][0]["start"]
    answer = client.post(at("cite", narrative), {"start": start, "document": second.pk})
    assert answer.url == at("narrative", narrative) + "#d1"
    chosen = CitationChoice.objects.all()
    assert {(one.document, one.by) for one in chosen} == {(second, asking.cast.officer_an.person)}
    assert len(chosen) == 2, "both mentions"
    assert Entry.objects.filter(verb="citation.chosen", object_id=narrative.pk).count() == 1
    entry = item_of(page_of(client, narrative))
    assert "đã chọn" in entry and f'href="/documents/{second.pk}/"' in entry and f"/documents/{first.pk}/" not in entry
    client.post(at("cite", narrative), {"start": start})
    assert not CitationChoice.objects.exists()
    assert Entry.objects.filter(verb="citation.reconsidered").count() == 1
    assert item_of(page_of(client, narrative)).count("Là văn bản này") == 2


BAD = [
    {},
    {"start": "x"},
    {"document": "x"},
    {"start": "9" * 30, "document": "1"},
    {"document": "999999"},
    {"document": "0"},
]


@pytest.mark.parametrize("data", BAD)
def test_only_what_fits_can_be_chosen(asking: Asking, as_: Any, narrative: Narrative, data: dict[str, str]) -> None:
    two(asking)
    start = str(narrative.reading["citations"][0]["start"])
    assert as_("officer_an").post(at("cite", narrative), {"start": start} | data).status_code == 302
    assert not CitationChoice.objects.exists()


def test_a_document_of_another_sign_or_of_strangers_cannot_be_chosen(
    asking: Asking, as_: Any, narrative: Narrative
) -> None:
    two(asking)
    start = narrative.reading["citations"][0]["start"]
    for other in (registered(asking.cast.officer, sign="87/KH-UBND"), registered(asking.cast.stranger, sign=SIGN)):
        as_("officer_an").post(at("cite", narrative), {"start": start, "document": other.pk})
    assert not CitationChoice.objects.exists()


def test_after_sending_nothing_is_chosen(asking: Asking, as_: Any, draft: Submission, narrative: Narrative) -> None:
    first, _second = two(asking)
    asking.enter(draft, classes=12)
    asking.send(draft)
    client = as_("officer_an")
    assert "<button" not in item_of(page_of(client, narrative))
    start = narrative.reading["citations"][0]["start"]
    client.post(at("cite", narrative), {"start": start, "document": first.pk})
    assert not CitationChoice.objects.exists()


def test_what_is_not_registered_leads_to_a_form_that_knows_it(as_: Any, narrative: Narrative) -> None:
    client = as_("officer_an")
    entry = item_of(page_of(client, narrative))
    assert "Sổ văn bản không có số này." in entry
    address = entry.split('href="/documents/register/')[1].split('"')[0].replace("&amp;", "&")
    asked = parse_qs(urlsplit(address).query)
    assert asked == {"sign": [SIGN], "type": ["ke_hoach"]}
    form = client.get(f"/documents/register/{address}").content.decode()
    assert f'value="{SIGN}"' in form and 'value="ke_hoach" selected' in form


def test_readers_see_candidates_without_buttons(
    asking: Asking, as_: Any, draft: Submission, narrative: Narrative
) -> None:
    two(asking)
    asking.enter(draft, classes=12)
    asking.send(draft)
    entry = item_of(page_of(as_("officer"), narrative))
    assert "cần chọn" in entry and "<button" not in entry and entry.count('href="/documents/') == 2


def test_another_day_than_the_register_says_is_a_finding(asking: Asking, draft: Submission, as_: Any) -> None:
    registered(asking.cast.officer, sign=SIGN, issued_on=date(2026, 1, 20))
    text = f"Kế hoạch số {SIGN} ngày 21/01/2026 của UBND tỉnh, xã mở 12 lớp."
    page = page_of(as_("officer_an"), keep(draft, text, asking.cast.officer_an))
    assert "1 chỗ cần xem" in page and "sổ văn bản ghi ngày 20/01/2026" in page


def test_many_citations_take_no_more_queries(
    asking: Asking, as_: Any, draft: Submission, django_assert_max_num_queries: Any
) -> None:
    two(asking)
    text = " ".join(f"Kế hoạch số {number}/KH-UBND đã xong." for number in range(1, 90))
    narrative = keep(draft, text, asking.cast.officer_an)
    client: Client = as_("officer_an")
    page_of(client, narrative)
    with django_assert_max_num_queries(30):
        page_of(client, narrative)
