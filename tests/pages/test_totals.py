"""Totals turned, compared, restated, over time; who is missing; what one number is made of; who may see it."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate

from tests.cast import BEGINNING
from tests.pages.test_desk import FRAME, PART, REACH, TOTALS
from tests.unit.collection.asking import PERIOD, Asking
from tests.unit.collection.conftest import asking as asking  # a fixture
from trienkhai.indicators.actions import set_target
from trienkhai.units.actions import create_unit, end_unit, place
from trienkhai.units.models import Unit, UnitKind

BEFORE = "2025-Q4"


@pytest.fixture
def as_(asking: Asking) -> Callable[[str], Client]:
    """`as_("officer")`: a browser of that person."""
    return lambda who: asking.cast.sign_in(Client(), who)


def shown(client: Client, address: str = TOTALS, status: int = 200, **query: str) -> str:
    """The page as a reader meets it: words without marks, spaces alike."""
    answer = client.get(address, query)
    assert answer.status_code == status
    page = answer.content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page[page.index("<main") :])).split())


def row(client: Client, name: str, **query: str) -> list[str]:
    """The cells of the row of that name, as words."""
    page = client.get(TOTALS, query).content.decode()
    table = page[page.index('<table class="table table--sticky"') :]
    found = next(one for one in re.findall(r"<tr.*?</tr>", table) if f"{name}<" in one)
    cells = re.findall(r"<td.*?</td>", found)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", cell)).split()) for cell in cells]


def figures(asking: Asking, period: str = PERIOD, code: str = "mot", **by_unit: Any) -> None:
    """A round answered by the officers of xã An, Bồ and Cà with so many classes."""
    round = asking.round(code, period=period)
    for name, value in by_unit.items():
        asking.answer(round, getattr(asking.cast, f"officer_{name}"), classes=value)


def test_zero_silence_not_applicable_and_not_asked_look_different(asking: Asking, as_: Any) -> None:
    figures(asking, an=0, bo="x")
    client = as_("officer")
    assert row(client, "Xã An Đường")[0] == "0"
    assert row(client, "Xã Bồ Đề Hạ")[0] == "không áp dụng"
    assert row(client, "Xã Cà Ná Thượng")[0] == "chưa báo cáo"
    assert row(client, "Tỉnh Đông Giang")[0] == "0 1/3 báo cáo đã có , 1 không áp dụng"
    page = shown(client)
    assert "1 đơn vị chưa gửi báo cáo Xã Cà Ná Thượng" in page
    assert "Không được hỏi trong kỳ này: Ban Quản lý dự án Đông Giang, Văn phòng UBND tỉnh Đông Giang." in page


def test_turned_the_table_has_units_across_and_the_same_numbers(asking: Asking, as_: Any) -> None:
    figures(asking, an=12, bo=5)
    client = as_("officer")
    assert row(client, "Số lớp học đã mở", turned="1") == ["17 2/3 báo cáo đã có", "12", "5", "chưa báo cáo"]
    assert "&amp;turned=1" in client.get(TOTALS, {"turned": "1"}).content.decode()


def test_groups_are_columns_when_wanted(asking: Asking, as_: Any) -> None:
    asking.answer(asking.round(), models__kind_collective=3, models__kind_individual=4)
    client = as_("officer")
    assert "Số mô hình đăng ký: tập thể" not in shown(client)
    assert "Số mô hình đăng ký: tập thể" in shown(client, groups="1")
    assert row(client, "Xã An Đường", groups="1")[4:6] == ["3", "4"]


def test_a_number_is_compared_with_the_period_before(asking: Asking, as_: Any) -> None:
    figures(asking, BEFORE, "truoc", an=10, bo=0)
    figures(asking, an=12, bo=5, ca=7)
    client = as_("officer")
    assert row(client, "Xã An Đường", period=PERIOD, compare="before")[0] == "12 +2 (+20,0 %) kỳ trước 10"
    assert row(client, "Xã Bồ Đề Hạ", period=PERIOD, compare="before")[0] == "5 +5 kỳ trước 0", "nothing divides by 0"
    assert row(client, "Xã Cà Ná Thượng", period=PERIOD, compare="before")[0] == "7 không có số để so"
    all_of_it = row(client, "Tỉnh Đông Giang", period=PERIOD, compare="before")[0]
    assert all_of_it == "24 3/3 báo cáo đã có +14 (+140,0 %) kỳ trước 10 (2/3)"
    assert "Không có số nào để so sánh: Quý I năm 2025." in shown(client, period=PERIOD, compare="last_year")
    part = shown(client, PART, period=PERIOD, compare="before", indicator="classes", unit="xa_an")
    assert "+2 (+20,0 %) so với Quý IV năm 2025: 10" in part


def test_a_number_is_compared_with_its_target(asking: Asking, as_: Any) -> None:
    figures(asking, an=12, bo=5)
    given = {"indicator": asking.indicators["classes"], "period": PERIOD, "basis": "67/KH-UBND", "by": None}
    set_target(unit=asking.cast.tinh, value=Decimal(20), **given)
    client = as_("officer")
    assert "−3 (đạt 85,0 %) kế hoạch 20" in row(client, "Tỉnh Đông Giang", compare="target")[0]
    assert row(client, "Xã An Đường", compare="target")[0] == "12 không có kế hoạch"
    assert "đạt 85,0 %" in shown(client, PART, compare="target", indicator="classes")


def test_a_longer_period_shows_what_each_part_gave_and_who_owes_what(asking: Asking, as_: Any) -> None:
    figures(asking, "2026-Q1", "mot", an=10, bo=1)
    figures(asking, "2026-Q2", "hai", an=5)
    client = as_("officer")
    page = shown(client, period="2026")
    assert "Xã Bồ Đề Hạ : Quý II năm 2026" in page
    assert "Xã Cà Ná Thượng : Quý I năm 2026, Quý II năm 2026" in page
    assert row(client, "Tỉnh Đông Giang", period="2026")[0] == "16 3/6 báo cáo đã có"
    part = shown(client, PART, period="2026", indicator="classes")
    assert "Quý I năm 2026 11 2/3 đơn vị Quý II năm 2026 5 1/3 đơn vị" in part
    assert "3/6 báo cáo" in part
    leaf = shown(client, PART, period="2026", indicator="classes", unit="xa_an")
    assert "của chính đơn vị Quý I năm 2026 10 gõ tay: Nguyễn Thị An" in leaf


def test_periods_offered_are_those_asked_longer_ones_and_the_year_to_date(asking: Asking, as_: Any) -> None:
    figures(asking, "2026-07", an=1)
    page = as_("officer").get(TOTALS).content.decode()
    offered = re.findall(r'<option value="(2026[^"]*)"', page)
    assert offered[:5] == ["2026-H2", "2026", "2026-Q3", "2026-07", "2026-01-01/2026-07-31"]


def test_merged_units_come_to_the_same_before_and_after(asking: Asking, as_: Any) -> None:
    figures(asking, "2026-Q1", "mot", an=40, bo=60)
    cast = asking.cast
    end_unit(unit=cast.xa_bo, line=cast.line, day=date(2026, 7, 1), heirs={cast.xa_an: Decimal(1)}, by=None)
    client = as_("officer")
    before, after = ({"period": "2026-Q1", "restate": day} for day in ("2026-06-30", "2026-07-01"))
    assert row(client, "Tỉnh Đông Giang", **before)[0].startswith("100 ")
    assert row(client, "Xã An Đường", **before)[0] == "40"
    assert row(client, "Tỉnh Đông Giang", **after)[0].startswith("100 ")
    assert row(client, "Xã An Đường", **after)[0] == "100 2/2 báo cáo đã có"
    part = shown(client, PART, unit="xa_an", indicator="classes", **after)
    assert "của Xã Bồ Đề Hạ (đơn vị cũ) 60 gõ tay: Trần Văn Bồ" in part
    assert "tính lại theo đơn vị ngày 01/07/2026" in part


def test_a_split_by_shares_is_an_estimate_and_says_whose_share_it_is(asking: Asking, as_: Any) -> None:
    figures(asking, "2026-Q1", "mot", bo=60, an=0)
    cast = asking.cast
    heirs = {cast.xa_an: Decimal("0.6"), cast.xa_ca: Decimal("0.4")}
    end_unit(unit=cast.xa_bo, line=cast.line, day=date(2026, 7, 1), heirs=heirs, by=None)
    client, then = as_("officer"), {"period": "2026-Q1", "restate": "2026-07-01"}
    assert row(client, "Xã An Đường", **then)[0] == "≈ ước tính 36 2/2 báo cáo đã có"
    assert "≈ là số ước tính" in shown(client, **then)
    part = shown(client, PART, unit="xa_an", indicator="classes", **then)
    assert "60 % của Xã Bồ Đề Hạ (đơn vị cũ) 36 trong 60" in part


def test_a_claim_stands_in_for_silence_and_is_a_finding_where_the_sum_differs(asking: Asking, as_: Any) -> None:
    round = asking.round(units=["xa_an", "thon_1"])
    asking.answer(round, classes=2, classes__whole=80)
    client = as_("officer")
    assert row(client, "Xã An Đường")[0] == "80 1/2 báo cáo đã có số báo gộp"
    assert row(client, "Tỉnh Đông Giang")[0] == "80 1/2 báo cáo đã có có số báo gộp"
    assert "«số báo gộp»: số đơn vị tự báo" in shown(client)
    asking.answer(round, asking.cast.officer_thon, classes=5)
    assert row(client, "Xã An Đường")[0] == "7 2/2 báo cáo đã có"
    assert "Xã An Đường – Số lớp học đã mở : báo gộp 80, cộng được 7" in shown(client)
    part = shown(client, PART, unit="xa_an", indicator="classes")
    assert "không dùng: đã cộng được từ các phần" in part and "Số báo gộp 80 khác số cộng 7." in part


def test_missing_units_out_of_reach_are_counted_and_not_named(asking: Asking, as_: Any) -> None:
    cast = asking.cast
    asking.answer(asking.round(units=["xa_an", "xa_bo", "xa_ca"]), classes=3)
    place(unit=cast.xa_ca, line=cast.line, parent=cast.tinh_la, since=date(2026, 5, 1), by=None)
    client = as_("officer")
    page = shown(client, period=PERIOD)
    assert "1 đơn vị chưa gửi báo cáo Xã Bồ Đề Hạ Thêm 1 đơn vị nay thuộc nơi khác." in page
    part = shown(client, PART, period=PERIOD, indicator="classes")
    assert "2 đơn vị chưa báo cáo Xã Bồ Đề Hạ Thêm 1 đơn vị nay thuộc nơi khác." in part
    assert "xa_ca" not in client.get(TOTALS, {"period": PERIOD}).content.decode(), "no link to it either"


def test_accepted_only_names_those_whose_answer_is_not_accepted(asking: Asking, as_: Any) -> None:
    round = asking.round()
    asking.accept(asking.answer(round, classes=3))
    asking.answer(round, asking.cast.officer_bo, classes=4)
    assert "2 đơn vị chưa có báo cáo được chấp nhận Xã Bồ Đề Hạ Xã Cà" in shown(as_("officer"), accepted="1")


def test_figures_given_after_a_unit_left_are_not_read_through_an_earlier_tree(asking: Asking, as_: Any) -> None:
    cast = asking.cast
    figures(asking, "2026-Q1", "mot", an=1, ca=2)
    place(unit=cast.xa_ca, line=cast.line, parent=cast.tinh_la, since=date(2026, 4, 1), by=None)
    figures(asking, "2026-Q2", "hai", an=5)
    client = as_("officer")
    assert "3 " in row(client, "Tỉnh Đông Giang", period="2026-Q1", restate="2026-03-31")[0]
    for page in (TOTALS, PART):
        query = {"period": "2026-Q2", "restate": "2026-03-31", "indicator": "classes"}
        assert "Hãy chọn ngày khác" in shown(client, page, 403, **query)
    assert client.get(TOTALS, {"period": "2026-Q2", "restate": "2026-04-01"}).status_code == 200
    later = {"period": "2026-Q1", "restate": "2026-03-31", "compare": "before"}
    assert client.get(TOTALS, later).status_code == 200


def test_what_cannot_be_added_is_told_above_the_choices(asking: Asking, as_: Any) -> None:
    figures(asking, an=3)
    client = as_("officer")
    page = shown(client, status=409, restate="2019-12-31")
    assert "Chưa cộng được" in page and "01/01/2020" in page and "Cộng theo" in page
    assert "01/01/2020" in shown(client, PART, 409, restate="2019-12-31", indicator="classes")


def test_the_day_may_be_chosen_or_typed(asking: Asking, as_: Any) -> None:
    figures(asking, an=3)
    client = as_("officer")
    for restate, day in (("day", "01/07/2026"), ("day", "2026-07-01"), ("2026-07-01", "")):
        page = client.get(TOTALS, {"restate": restate, "day": day}).content.decode()
        assert "tính lại theo đơn vị ngày 01/07/2026" in page
        assert "&amp;restate=2026-07-01" in page, "links keep the day as a date"


def test_a_typed_day_that_is_none_is_told_beside_its_field(asking: Asking, as_: Any) -> None:
    figures(asking, an=3)
    client = as_("officer")
    for day in ("32/13/2026", "hôm nay", "01/01/0900", "", "9" * 50):
        page = client.get(TOTALS, {"restate": "day", "day": day}).content.decode()
        assert 'aria-invalid="true"' in page and "như đã báo cáo · tính lúc" in page
    for odd in ("x", "2026-02-30", "0001-01-01", "31/12/2026", "9999-12-31"):
        assert client.get(TOTALS, {"restate": odd}).status_code == 404


def test_names_are_text_and_never_markup(asking: Asking, as_: Any) -> None:
    cast = asking.cast
    kind = UnitKind.objects.get(code="commune")
    odd = create_unit(
        code="xa_odd", name="<b>Xã & Lạ</b>", kind=kind, line=cast.line, parent=cast.tinh, since=BEGINNING, by=None
    )
    round = asking.round(units=[odd])
    for query in ({}, {"turned": "1"}):
        page = as_("officer").get(TOTALS, query).content.decode()
        assert "&lt;b&gt;Xã &amp; Lạ&lt;/b&gt;" in page and "<b>Xã" not in page
    assert round.state == "open"


def test_every_view_names_its_own_link(asking: Asking, as_: Any) -> None:
    figures(asking, an=3)
    client = as_("officer")
    page = client.get(TOTALS).content.decode()
    link = unescape(re.findall(r'href="(http://testserver[^"]+)"', page)[0])
    assert link == f"http://testserver{TOTALS}?unit=tinh&period={PERIOD}&form=small"
    part = client.get(PART, {"indicator": "classes", "turned": "1"}).content.decode()
    link = unescape(re.findall(r'href="(http://testserver[^"]+)"', part)[0])
    assert client.get(link).status_code == 200 and "indicator=classes" in link
    assert f"period={PERIOD}" in client.get(TOTALS, {"period": "2026-01-01/2026-03-31"}).content.decode()
    assert as_("officer_bo").get(link).status_code == 404, "for whoever may see the unit"


def test_in_english_numbers_and_words_change(asking: Asking, as_: Any) -> None:
    figures(asking, an=1234)
    client = as_("officer")
    client.post(reverse("people:language"), {"language": "en", "next": "/"})
    try:
        page = shown(client)
    finally:
        translation.activate("vi")
    assert "1,234" in page and "1.234" not in page


@pytest.mark.parametrize("units", [3, 30])
def test_a_comparison_over_time_takes_as_many_queries_with_thirty_units_as_with_three(
    asking: Asking, as_: Any, units: int, django_assert_max_num_queries: Any
) -> None:
    cast = asking.cast
    given = {"kind": UnitKind.objects.get(code="commune"), "line": cast.line, "parent": cast.tinh, "since": BEGINNING}
    asked: list[Unit] = [
        create_unit(code=f"xa_{number}", name=f"Xã Thứ {number}", by=None, **given) for number in range(units)
    ]
    for period in ("2026-Q1", "2026-Q2"):
        round = asking.round(f"ky-{period.lower()}", period=period, units=asked)
        for unit in asked[:-1]:
            submission = asking.begin(round, cast.officer, unit)
            asking.enter(submission, cast.officer, classes=2)
            asking.send(submission, cast.officer)
    client = as_("officer")
    with django_assert_max_num_queries(FRAME + REACH + 42):
        assert (
            client.get(TOTALS, {"period": "2026", "compare": "last_year", "restate": "2026-11-01"}).status_code == 200
        )
    with django_assert_max_num_queries(FRAME + REACH + 48):
        assert client.get(PART, {"period": "2026", "indicator": "classes", "compare": "before"}).status_code == 200


def test_a_unit_made_after_the_period_leads_to_what_was_handed_on(asking: Asking, as_: Any) -> None:
    figures(asking, bo=40)
    cast, now = asking.cast, localdate()
    commune = UnitKind.objects.get(code="commune")
    made = create_unit(code="xa_moi", name="Xã Mới", kind=commune, parent=cast.tinh, line=cast.line, since=now, by=None)
    end_unit(unit=cast.xa_bo, line=cast.line, day=now, heirs={made: Decimal(1)}, by=None)
    client = as_("officer")
    answer = client.get(TOTALS, {"unit": "xa_moi", "period": PERIOD, "form": "small"})
    assert answer.context["restated"] == f"{TOTALS}?unit=xa_moi&period={PERIOD}&form=small&restate={now}"
    assert row(client, "Xã Mới", unit="xa_moi", restate=str(now))[0].startswith("40")
    assert "restated" not in client.get(answer.context["restated"]).context
    assert client.get(answer.context["targets"]).status_code == 200
