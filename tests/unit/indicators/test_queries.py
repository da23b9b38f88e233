"""What a form asks, cell by cell, and what consolidation is given."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from trienkhai.indicators import queries
from trienkhai.indicators.actions import load_catalogue
from trienkhai.indicators.models import Dimension, Form, FormLine, Indicator, IndicatorDimension
from trienkhai.units.models import UnitKind

Count = Callable[[int], Any]


@pytest.fixture(autouse=True)
def catalogue(kinds: list[UnitKind]) -> None:
    load_catalogue()


def test_the_cells_of_a_form_stand_in_its_order() -> None:
    cells = queries.cells_of(Form.objects.get(code="community_services"))
    shown = [(cell.key, cell.label, cell.is_part) for cell in cells if cell.indicator.code == "models"]
    assert shown == [
        ("models", "Số mô hình, điển hình đăng ký", False),
        ("models;kind=collective", "tập thể", True),
        ("models;kind=individual", "cá nhân", True),
    ]
    assert [cell.section for cell in cells if cell.first_of_section] == [
        "I. Lớp học",
        "II. Hội nghị",
        "III. Mô hình, cuộc thi, tài liệu",
        "IV. Việc làm cho người dân",
    ]
    assert cells[1].section == "I. Lớp học" and not cells[1].first_of_section


def test_a_ratio_is_not_entered_and_a_complete_dimension_makes_the_whole() -> None:
    cells = {cell.key: cell for cell in queries.cells_of(Form.objects.get(code="community_services"))}
    assert not cells["attendance_rate"].entered
    assert cells["models"].from_categories
    assert not cells["learners"].from_categories  # women are a part of all learners, not the whole
    assert cells["learners;sex=f"].entered


def test_the_cells_of_a_form_take_few_queries(django_assert_num_queries: Count) -> None:
    form = Form.objects.get(code="community_services")
    with django_assert_num_queries(3):
        cells = queries.cells_of(form)
        assert [cell.indicator.numerator for cell in cells if not cell.entered]


def test_breakdowns_have_names() -> None:
    assert queries.breakdown_label("kind=collective") == "tập thể"
    assert queries.breakdown_label("kind=individual;sex=f") == "cá nhân, nữ"
    assert queries.breakdown_label("") == queries.breakdown_label(None) == ""
    assert queries.breakdown_label("colour=red") == "colour=red"


def test_search_ignores_marks_and_finds_the_words_of_reports() -> None:
    found = queries.search_indicators(queries.indicators(), "can nha")
    assert [indicator.code for indicator in found] == ["houses"]
    assert [i.code for i in queries.search_indicators(queries.indicators(), "diem cau")] == ["conference_sites"]


def test_consolidation_gets_ratios_with_their_parts() -> None:
    rows = {row.indicator: row for row in queries.as_consolidation([Indicator.objects.get(code="attendance_rate")])}
    assert set(rows) == {"attendance_rate", "attendances", "attendances_expected"}
    assert rows["attendance_rate"].factor == Decimal(100)
    assert rows["attendances"].factor is None and rows["attendances"].numerator is None
    assert len(queries.as_consolidation()) == Indicator.objects.count()


def test_the_vocabulary_knows_breakdowns(django_assert_num_queries: Count) -> None:
    with django_assert_num_queries(4):
        words = {entry.indicator.code: entry for entry in queries.vocabulary()}
    assert "mô hình" in words["models"].words
    assert words["models"].breakdowns["kind=collective"] == ("tập thể", "nhóm")
    assert words["trees"].breakdowns == {}


def test_forms_know_whom_they_ask_and_indicators_where_they_are_asked() -> None:
    other = UnitKind.objects.create(code="school", name="Trường")
    assert [form.code for form in queries.forms_for(UnitKind.objects.get(code="ward"))] == [
        "community_services",
        "requests",
    ]
    assert not queries.forms_for(other)
    assert [f.code for f in queries.forms_asking(Indicator.objects.get(code="requests_answered"))] == ["requests"]


def indicator(**values: Any) -> Indicator:
    plain = {"code": "x", "name": "x", "folded": "x", "measure": "x", "definition": "x", "why": "x"}
    return Indicator(**plain | values)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"over_units": "ratio"}, "indicator_ratio_has_both_parts"),
        ({"decimals": 5}, "indicator_decimals_kept"),
        ({"factor": 0}, "indicator_factor_positive"),
    ],
)
def test_the_database_refuses_an_impossible_indicator(values: dict[str, Any], name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        indicator(**values).save()


def test_only_a_ratio_has_parts() -> None:
    part = Indicator.objects.get(code="classes")
    with pytest.raises(IntegrityError, match="indicator_ratio_has_both_parts"), transaction.atomic():
        indicator(numerator=part, denominator=part).save()


def test_nothing_is_asked_or_broken_down_twice() -> None:
    line = FormLine.objects.first()
    assert line
    with pytest.raises(IntegrityError), transaction.atomic():
        FormLine.objects.create(form=line.form, position=999, indicator=line.indicator)
    with pytest.raises(IntegrityError), transaction.atomic():
        other = Indicator.objects.get(code="shortest_opening")
        FormLine.objects.create(form=line.form, position=line.position, indicator=other)
    with pytest.raises(IntegrityError), transaction.atomic():
        IndicatorDimension.objects.create(
            indicator=Indicator.objects.get(code="models"), dimension=Dimension.objects.get(code="kind")
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Dimension.objects.get(code="kind").categories.create(code="collective", name="tập thể")
