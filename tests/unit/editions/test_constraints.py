"""The database forbids the impossible."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.unit.collection.asking import ASKED_AT
from trienkhai.editions.models import Edition, EditionFile
from trienkhai.files.models import StoredFile

APPROVED: dict[str, Any] = {"approved_at": ASKED_AT}
ISSUED = APPROVED | {"state": "issued", "number": 7, "issued_on": date(2026, 4, 1), "symbol": "BC-UBND"}
FORBIDDEN = [
    ("edition_approved_has_moment", {"state": "approved"}),
    ("edition_approved_has_moment", ISSUED | {"approved_at": None}),
    ("edition_issued_has_sign", ISSUED | {"number": None}),
    ("edition_issued_has_sign", ISSUED | {"issued_on": None}),
    ("edition_issued_has_sign", ISSUED | {"symbol": ""}),
]


@pytest.mark.parametrize(("name", "changed"), FORBIDDEN)
def test_the_database_forbids(draft: Edition, name: str, changed: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Edition.objects.filter(pk=draft.pk).update(**changed)
    Edition.objects.filter(pk=draft.pk).update(**ISSUED)


def test_an_edition_does_not_correct_itself(draft: Edition) -> None:
    with pytest.raises(IntegrityError, match="edition_corrects_another"), transaction.atomic():
        Edition.objects.filter(pk=draft.pk).update(corrects=draft.pk)


def test_one_file_of_a_kind(draft: Edition) -> None:
    file = StoredFile.objects.create(sha256="ab" * 32, size=3, kind="json", created_at=ASKED_AT)
    given = {"edition": draft, "kind": "outline", "file": file, "name": "a", "at": ASKED_AT}
    EditionFile.objects.create(**given)
    with pytest.raises(IntegrityError), transaction.atomic():
        EditionFile.objects.create(**given)


def test_every_constraint_of_the_room_is_tested() -> None:
    there = {constraint.name for model in (Edition, EditionFile) for constraint in model._meta.constraints}
    assert there == {name for name, _ in FORBIDDEN} | {"edition_corrects_another", "edition_file_once"}
