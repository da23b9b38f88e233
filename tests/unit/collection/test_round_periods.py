"""A round is asked for a period of a regime, or for any span of days."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import NOW
from tests.unit.collection.asking import Asking
from trienkhai.collection import actions
from trienkhai.collection.errors import CannotAsk
from trienkhai.collection.models import Round
from trienkhai.indicators.models import Form
from trienkhai.units.actions import create_unit


@pytest.fixture
def officer(asking: Asking, client: Client) -> Client:
    return asking.cast.sign_in(client, "officer")


def typed(asking: Asking, **changed: str) -> dict[str, Any]:
    units = [asking.cast.xa_an.pk]
    return {"title": "Kỳ thử", "form": asking.form.pk, "deadline": "10/07/2026", "units": units, "period": ""} | changed


CHOSEN = [
    ({"period": "2026-06-15/2026-07-14"}, "2026-06-15/2026-07-14"),
    ({"since": "1/1/2026", "until": "30/9/2026"}, "2026-01-01/2026-09-30"),
    ({"since": "01/07/2026", "until": "31/07/2026"}, "2026-07"),  # the same days, the same cell
    ({"since": "22/10/2020", "until": "30/06/2026"}, "2020-10-22/2026-06-30"),
]


@pytest.mark.parametrize(("given", "period"), CHOSEN)
def test_a_period_is_chosen_or_said_by_its_days(
    asking: Asking, officer: Client, given: dict[str, str], period: str
) -> None:
    assert officer.post(reverse("collection:prepare"), typed(asking, **given)).status_code == 302
    assert Round.objects.get().period == period


WRONG = [
    ({}, "Hãy chọn một kỳ"),
    ({"period": "2026-Q5"}, "không phải là mã kỳ"),
    ({"since": "01/07/2026"}, "cả ngày đầu và ngày cuối"),
    ({"until": "01/07/2026"}, "cả ngày đầu và ngày cuối"),
    ({"since": "02/07/2026", "until": "01/07/2026"}, "Ngày cuối phải từ ngày đầu trở đi"),
    ({"since": "31/06/2026", "until": "01/07/2026"}, "31/06/2026"),
    ({"period": "2026-Q3", "since": "01/07/2026", "until": "02/07/2026"}, "không cả hai"),
]


@pytest.mark.parametrize(("given", "says"), WRONG)
def test_a_period_that_is_not_clear_is_asked_again(
    asking: Asking, officer: Client, given: dict[str, str], says: str
) -> None:
    answer = officer.post(reverse("collection:prepare"), typed(asking, **given))
    assert answer.status_code == 422 and says in answer.content.decode()
    assert not Round.objects.exists()


def test_the_usual_regime_of_the_form_comes_first(asking: Asking, officer: Client) -> None:
    Form.objects.filter(pk=asking.form.pk).update(regime="decree_09")
    page = officer.get(reverse("collection:prepare"), {"form": asking.form.code}).content.decode()
    assert page.index("Nghị định 09/2019/NĐ-CP · Tháng") < page.index("Theo dương lịch · Tháng")
    assert f'value="{asking.form.pk}" selected' in page and "Biểu nhỏ (Nghị định 09/2019/NĐ-CP)" in page


def test_a_period_asked_before_stays_as_it_was(asking: Asking, officer: Client) -> None:
    round = asking.round(opened=False)
    Round.objects.filter(pk=round.pk).update(period="2026-01-01/2026-03-31")
    page = officer.get(reverse("collection:change", args=[round.code])).content.decode()
    assert '<option value="2026-01-01/2026-03-31" selected>Quý I năm 2026</option>' in page
    kept = typed(asking, period="2026-01-01/2026-03-31")
    assert officer.post(reverse("collection:change", args=[round.code]), kept).status_code == 302
    assert Round.objects.get().period == "2026-01-01/2026-03-31"


def test_nobody_is_asked_about_a_time_before_they_began(asking: Asking) -> None:
    cast = asking.cast
    new = create_unit(
        code="xa_moi", name="Xã Mới", kind=cast.xa_an.kind, line=cast.line, parent=cast.tinh, since=date(2026, 4, 1),
        by=None, now=NOW,
    )  # fmt: skip
    with pytest.raises(CannotAsk, match=r"«Xã Mới» bắt đầu sau ngày 31/03/2026"):
        asking.round(units=[new])
    round = asking.round(period="2026-Q2", units=[new], opened=False)
    with pytest.raises(CannotAsk, match="Xã Mới"):
        actions.change_round(
            round=round, title=round.title, form=round.form, period="2026-Q1", deadline=round.deadline, units=[new],
            by=cast.officer,
        )  # fmt: skip
