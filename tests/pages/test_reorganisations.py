"""Pages about reorganisations: a draft is written, seen, applied and taken back; totals and rounds before and after."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.unit.collection.asking import Asking, make_form
from trienkhai.desk.reorganisations import restated, rounds_touched
from trienkhai.units import actions
from trienkhai.units.models import Placement, Post, Reorganisation, Succession, Unit
from trienkhai.units.planning import Step
from trienkhai.units.queries import effects_of, plan_of


def ahead(days: int = 30) -> date:
    return timezone.localdate() + timedelta(days=days)


def draft(cast: Cast, *steps: Step, day: date | None = None) -> Reorganisation:
    by = cast.administrator
    made = actions.prepare_reorganisation(
        title="Sắp xếp xã", basis="Nghị quyết 12", day=day or ahead(), unit=by.unit, line=cast.line, by=by
    )
    if steps:
        actions.add_steps(reorganisation=made, seen=1, steps=list(steps), by=by)
    made.refresh_from_db()
    return made


MERGE = Step(1, "merge", units=("xa_bo", "xa_ca"), code="xa_moi", name="Xã <b>Mới</b>", kind="commune", parent="tinh")


def door(name: str, *args: Any) -> str:
    return reverse(f"units:{name}", args=args)


def test_from_an_empty_draft_to_its_day_and_back(client: Client, cast: Cast) -> None:
    cast.sign_in(client, "administrator")
    form = {"title": "Sắp xếp xã", "basis": "Nghị quyết 12", "day": f"{ahead():%d/%m/%Y}"}
    page = client.post(door("prepare_reorganisation"), form).url
    assert client.post(door("prepare_reorganisation"), form).url == page, "a second click"
    made = Reorganisation.objects.get()
    merger = {
        "seen": "1", "units": ["xa_bo", "xa_ca"], "target": "", "code": "xa_moi", "name": "Xã <b>Mới</b>",
        "kind": "commune", "parent": "tinh",
    }  # fmt: skip
    for _click in range(2):
        assert client.post(door("add_step", made.pk, "merge"), merger).url == page
    split = {
        "seen": "2", "unit": "van_phong", "heir_1": "ban_a", "share_1": "60", "heir_2": "xa_moi", "share_2": "40 %",
    }  # fmt: skip
    assert client.post(door("add_step", made.pk, "split"), split).url == page
    shown = client.get(page).content.decode()
    for words in ("Các bước không vướng gì", "Xã &lt;b&gt;Mới", "60", "Trần Văn Bồ", "Kết thúc"):
        assert words in shown
    assert "LeftBehind" not in shown
    assert client.post(door("apply_reorganisation", made.pk), {"seen": "3"}).url == page
    assert "chờ đến ngày" in client.get(page).content.decode()
    assert "Bắt đầu từ" in client.get(door("unit", "xa_moi")).content.decode()
    assert "Kết thúc từ" in client.get(door("unit", "xa_bo")).content.decode()
    assert client.post(door("take_back_reorganisation", made.pk), {"seen": "4"}).url == page
    assert not Unit.objects.filter(code="xa_moi").exists()
    assert client.post(door("drop_step", made.pk, 2), {"seen": "5"}).url == page
    assert client.post(door("discard_reorganisation", made.pk), {"seen": "6"}).url == door("reorganisations")
    assert not Reorganisation.objects.exists()


@pytest.mark.parametrize(
    ("verb", "form", "field"),
    [
        ("merge", {"units": ["xa_bo"]}, "target"),
        ("merge", {"units": ["xa_bo"], "target": "xa_ca", "code": "moi"}, "target"),
        ("merge", {"units": ["xa_la"], "target": "xa_ca"}, "units"),
        ("move", {"units": ["xa_bo"]}, "parent"),
        ("move", {"parent": "xa_bo"}, "units"),
        ("split", {"unit": "xa_bo", "heir_1": "xa_ca", "share_1": "60", "heir_2": "xa_an"}, "share_2"),
        ("split", {"unit": "xa_bo", "heir_1": "xa_ca", "share_1": "x", "heir_2": "xa_an", "share_2": "1"}, "share_1"),
        ("rename", {"unit": "xa_bo"}, "name"),
        ("kind", {"units": ["xa_bo"], "kind": "king"}, "kind"),
        ("new", {"code": "moi", "name": "Xã", "kind": "commune"}, "parent"),
        ("merge", {"units": ["xa_bo"], "code": "Xã Mới", "name": "Xã", "kind": "commune"}, "code"),
        ("merge", {"units": ["xa_bo"], "code": "moi", "name": "Xã"}, "kind"),
        ("split", {"unit": "xa_bo"}, "heir_1"),
        ("split", {"unit": "xa_bo", "heir_1": "xa_ca", "share_1": "60", "heir_2": "xa_an", "share_2": "50"}, "share_1"),
    ],
)
def test_what_is_wrong_with_a_step_stands_beside_its_field(
    client: Client, cast: Cast, verb: str, form: dict[str, Any], field: str
) -> None:
    made = draft(cast)
    answer = cast.sign_in(client, "administrator").post(door("add_step", made.pk, verb), form | {"seen": "1"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert client.get(door("add_step", made.pk, "explode")).status_code == 404


def test_whoever_saw_an_older_draft_is_told_so(client: Client, cast: Cast) -> None:
    made = draft(cast, MERGE)
    cast.sign_in(client, "administrator")
    late = client.post(door("add_step", made.pk, "end"), {"seen": "1", "unit": "xa_an"})
    assert late.status_code == 422
    assert "Người khác vừa sửa" in late.content.decode()
    assert client.post(door("apply_reorganisation", made.pk), {"seen": "1"}).status_code == 422
    form = {"seen": "1", "title": "Khác", "basis": "", "day": "1/1/2031"}
    assert client.post(door("change_reorganisation", made.pk), form).status_code == 422


def test_problems_lead_to_their_steps_and_nothing_can_be_applied(client: Client, cast: Cast) -> None:
    made = draft(cast, MERGE, Step(0, "move", units=("xa_bo",), parent="xa_an"))
    page = cast.sign_in(client, "administrator").get(door("reorganisation", made.pk)).content.decode()
    assert 'href="#step-2"' in page
    assert "Trái với bước 1" in page
    assert door("apply_reorganisation", made.pk) not in page
    effects = client.get(reverse("desk:reorganisation_effects", args=[made.pk])).content.decode()
    assert "còn điều phải sửa" in effects


def test_a_unit_of_a_day_to_come_can_be_opened_and_staffed(client: Client, cast: Cast) -> None:
    cast.sign_in(client, "administrator")
    day = f"{ahead():%d/%m/%Y}"
    form = {"code": "thon_3", "name": "Thôn 3", "kind": "village", "parent": "xa_an", "since": day}
    assert client.get(client.post(door("add"), form).url).status_code == 200
    give = door("give_post", cast.nobody.pk)
    assert client.get(f"{give}?unit=thon_3&since={ahead()}").context["form"].initial["since"] == ahead()
    assert client.post(give, {"unit": "thon_3", "roles": ["reporter"], "since": day}).status_code == 302
    assert cast.sign_in(client, "officer_bo").get(door("unit", "thon_3")).status_code == 404


def test_a_name_of_today_needs_no_worker(client: Client, cast: Cast, monkeypatch: Any) -> None:
    actions.rename(
        unit=cast.xa_an, name="Phường An", kind=cast.xa_an.kind, official_code="", since=ahead(1), by=cast.administrator
    )
    cast.sign_in(client, "reader")
    assert "Phường An" not in client.get(door("list")).content.decode()
    monkeypatch.setattr("trienkhai.units.actions.naming.today", lambda: ahead(1))
    assert "Phường An" in client.get(door("list")).content.decode()
    monkeypatch.setattr("trienkhai.units.actions.naming._named_on", None)


# --- rounds and totals ------------------------------------------------------------------------------------------------


@pytest.fixture
def asking(cast: Cast) -> Asking:
    """Xã Bồ said 40, xã Cà 60; xã An claims 9 for itself and all below it."""
    asking = Asking(cast, make_form())
    round = asking.round(units=("xa_an", "xa_bo", "xa_ca", "thon_1"))
    for who, values in (("officer_bo", {"classes": 40}), ("officer_ca", {"classes": 60}),
                        ("officer_an", {"classes__whole": 9})):  # fmt: skip
        by = getattr(cast, who)
        submission = asking.begin(round, by)
        asking.enter(submission, by, **values)
        asking.send(submission, by)
    return asking


def beside(asking: Asking, made: Reorganisation) -> dict[str, tuple[Any, ...]]:
    """(put together, before, after) of the classes, by unit."""
    effects = effects_of(made) if made.state == "applied" else plan_of(made, None).effects
    found = restated(made, effects, period="2026-Q1", indicators=[asking.indicators["classes"]])
    return {
        unit.code: (row.summed, row.before and row.before.value, row.after and row.after.value)
        for unit in found.units
        for row in unit.rows
    }


def kept() -> list[Any]:
    return [list(model.objects.order_by("pk").values()) for model in (Placement, Succession, Unit, Post)]


def test_40_and_60_merged_show_100_before_and_after(asking: Asking, client: Client) -> None:
    made, untouched = draft(asking.cast, MERGE), kept()
    expected = {
        "xa_moi": (100, None, 100), "xa_bo": (None, 40, None), "xa_ca": (None, 60, None), "tinh": (None, 109, 109),
    }  # fmt: skip
    assert beside(asking, made) == expected
    assert kept() == untouched, "the preview writes nothing"
    page = asking.cast.sign_in(client, "administrator").get(reverse("desk:reorganisation_effects", args=[made.pk]))
    assert page.status_code == 200
    assert "cộng các đơn vị cũ" in page.content.decode()
    assert page.context["rounds"] == [], "the deadline is over and the period too"
    actions.apply_reorganisation(reorganisation=made, seen=2, by=asking.cast.administrator)
    made.refresh_from_db()
    assert beside(asking, made) == expected


def test_a_split_is_an_estimate_and_a_claim_of_another_territory_is_told(asking: Asking) -> None:
    half = Decimal("0.5")
    steps = [
        Step(1, "split", units=("xa_bo",), heirs=(("xa_ca", half), ("ban_a", half))),
        Step(2, "move", units=("thon_1",), parent="xa_ca"),
    ]
    made = draft(asking.cast, *steps)
    found = restated(
        made, plan_of(made, None).effects, period="2026-Q1", indicators=[asking.indicators["classes"]]
    )  # fmt: skip
    after = {unit.code: unit.rows[0].after for unit in found.units}
    assert (after["xa_ca"].value, after["xa_ca"].estimate) == (80, True)  # type: ignore[union-attr]
    assert [(claim.unit, claim.claimed) for claim in found.lost_claims] == [("xa_an", 9)]


def test_an_open_round_names_who_answers_for_a_unit_that_ends(asking: Asking, client: Client) -> None:
    day = ahead()
    asking.round("hai", units=("xa_an", "xa_bo"), deadline=timezone.now() + timedelta(days=60), period="2026-Q2")
    made = draft(asking.cast, MERGE, day=day)
    rows = rounds_touched(made, plan_of(made, None).effects, asking.cast.administrator)
    assert [(row.round.code, row.unit, row.heir, row.state) for row in rows] == [("hai", "xa_bo", "xa_moi", "silent")]
    assert [(row.before_deadline, row.heir_is_asked) for row in rows] == [(True, False)]
    page = asking.cast.sign_in(client, "administrator").get(reverse("desk:reorganisation_effects", args=[made.pk]))
    assert "hãy thêm vào kỳ báo cáo" in page.content.decode()


def test_a_round_that_asks_the_new_unit_is_in_the_way_of_taking_back(asking: Asking, client: Client) -> None:
    made = draft(asking.cast, MERGE)
    actions.apply_reorganisation(reorganisation=made, seen=2, by=asking.cast.administrator)
    asking.round("ba", units=[Unit.objects.get(code="xa_moi")], period=str(ahead().year + 1))
    asking.cast.sign_in(client, "administrator")
    answer = client.post(door("take_back_reorganisation", made.pk), {"seen": "3"})
    assert answer.status_code == 422
    assert "đã có 1 kỳ báo cáo đã yêu cầu đơn vị này" in answer.content.decode()


# --- tables -----------------------------------------------------------------------------------------------------------


def test_a_table_of_old_and_new_units_becomes_steps(client: Client, cast: Cast) -> None:
    made = draft(cast)
    table = (
        "old,new,name,kind,parent,official_code,share\n"
        "xa_bo,xa_moi,Xã Mới,commune,,00123,\n"
        "xa_ca,xa_moi,,,,,\n"
        "thon_1,thon_a,Thôn A,,,,0.6\n"
        "thon_1,thon_2,,,,,40 %\n"
        "xa_an,xa_an,Phường An,ward,,,\n"
        "van_phong,,,,,,\n"
        ",phong_moi,Phòng Mới,office,tinh,,\n"
    )
    cast.sign_in(client, "administrator")
    sent = {"seen": "1", "file": SimpleUploadedFile("bang.csv", table.encode())}
    answer = client.post(door("import_steps", made.pk), sent)
    assert answer.status_code == 302, answer.context["form"].errors
    assert [row.verb for row in made.steps.all()] == ["new", "new", "merge", "split", "end", "rename", "kind"]
    assert plan_of(made, cast.administrator).troubles == []


def test_every_wrong_row_of_a_table_is_told(client: Client, cast: Cast) -> None:
    made = draft(cast)
    table = "old,new,name,kind,share\nkhong,xa_an,,,\nxa_bo,moi,,,\nxa_ca,xa_an,,king,\nthon_1,thon_2,,,7\n,,x,,\n"
    table += "van_phong,ban_a,,,nan\n"
    sent = {"seen": "1", "file": SimpleUploadedFile("bang.csv", table.encode())}
    answer = cast.sign_in(client, "administrator").post(door("import_steps", made.pk), sent)
    assert answer.status_code == 422
    reasons = [str(one) for one in answer.context["form"].errors["file"]]
    assert [reason.split(":")[0] for reason in reasons] == [f"Dòng {number}" for number in (2, 3, 4, 5, 6, 7)]
    assert "«khong»" in reasons[0]
    assert not made.steps.exists()
    client.cookies["django_language"] = "en"
    sent["file"] = SimpleUploadedFile("bang.csv", table.encode())
    answer = client.post(door("import_steps", made.pk), sent)
    assert "Row 2: No unit has the code “khong”" in str(answer.context["form"].errors["file"][0])


def test_query_counts(client: Client, cast: Cast, django_assert_max_num_queries: Any) -> None:
    made = draft(cast, MERGE)
    cast.sign_in(client, "administrator")
    for page, most in {
        door("reorganisations"): 14,
        door("reorganisation", made.pk): 28,
        door("add_step", made.pk, "merge"): 20,
        reverse("desk:reorganisation_effects", args=[made.pk]): 30,
    }.items():
        with django_assert_max_num_queries(most):
            client.get(page)
