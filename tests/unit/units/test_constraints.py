"""The database forbids the impossible, whoever writes to it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.cast import Cast
from trienkhai.people.models import Person
from trienkhai.units.models import Designation, Placement, Post, Reorganisation, ReorganisationStep, Succession, Unit

DAY = date(2026, 1, 1)


def forbidden(model: Any, **values: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**values)


def test_units_have_a_code_once_and_a_name(cast: Cast) -> None:
    rest = {"kind": cast.tinh.kind, "folded": "", "sort": "", "created_at": timezone.now()}
    forbidden(Unit, code="xa_an", name="Xã", **rest)
    forbidden(Unit, code="", name="Xã", **rest)
    forbidden(Unit, code="moi", name="", **rest)


def test_a_unit_has_one_name_a_day(cast: Cast) -> None:
    rest = {"unit": cast.xa_an, "kind": cast.xa_an.kind}
    forbidden(Designation, name="Tên", since=date(2020, 1, 1), until=date(2021, 1, 1), **rest)
    forbidden(Designation, name="Tên", since=DAY, **rest)  # a second one without end
    forbidden(Designation, name="Tên", since=DAY, until=DAY, **rest)
    forbidden(Designation, name="", since=DAY, until=date(2027, 1, 1), **rest)


def test_a_unit_has_one_place_a_day(cast: Cast) -> None:
    rest = {"unit": cast.xa_an, "line": cast.line, "path": "x"}
    forbidden(Placement, parent=cast.tinh, since=date(2020, 1, 1), until=date(2021, 1, 1), **rest)
    forbidden(Placement, parent=cast.tinh, since=DAY, **rest)  # a second one without end
    forbidden(Placement, parent=cast.tinh, since=DAY, until=DAY, **rest)
    forbidden(Placement, parent=cast.xa_an, since=DAY, until=date(2027, 1, 1), **rest)


@pytest.mark.parametrize("share", ["0", "-0.5", "1.1"])
def test_a_share_is_a_share(cast: Cast, share: str) -> None:
    forbidden(Succession, old=cast.xa_cu, new=cast.xa_bo, line=cast.line, date=DAY, share=Decimal(share))


def test_a_succession_is_told_once_and_to_another(cast: Cast) -> None:
    forbidden(Succession, old=cast.xa_cu, new=cast.xa_cu, line=cast.line, date=DAY)
    forbidden(Succession, old=cast.xa_cu, new=cast.xa_an, line=cast.line, date=date(2025, 7, 1))


def test_a_post_ends_after_it_began_and_is_given_once(cast: Cast) -> None:
    rest = {"person": cast.nobody, "unit": cast.xa_an, "line": cast.line}
    forbidden(Post, since=DAY, until=DAY, **rest)
    Post.objects.create(since=DAY, **rest)
    forbidden(Post, since=DAY, **rest)


def test_people_have_a_name_a_login_once_and_a_telephone_once(cast: Cast) -> None:
    rest = {"folded": "", "sort": "", "created_at": timezone.now()}
    Person.objects.create(login="mot", name="Một", telephone="0912000111", **rest)
    forbidden(Person, login="mot", name="Hai", **rest)
    forbidden(Person, login="hai", name="Hai", telephone="0912000111", **rest)
    forbidden(Person, login="", name="Hai", **rest)
    forbidden(Person, login="hai", name="", **rest)


def test_a_reorganisation_tells_what_it_did_and_its_steps_are_known(cast: Cast) -> None:
    rest = {"title": "Sắp xếp", "unit": cast.tinh, "line": cast.line, "day": DAY, "created_at": timezone.now()}
    forbidden(Reorganisation, state="applied", **rest)
    forbidden(Reorganisation, state="draft", effects={}, **rest)
    forbidden(Reorganisation, **rest | {"title": ""})
    made = Reorganisation.objects.create(**rest)
    ReorganisationStep.objects.create(reorganisation=made, position=1, verb="end")
    forbidden(ReorganisationStep, reorganisation=made, position=1, verb="end")
    forbidden(ReorganisationStep, reorganisation=made, position=2, verb="explode")
