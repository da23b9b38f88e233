"""A report on a longer period rests on the figures of its parts, and says so."""

from django.test import Client
from django.urls import reverse

from tests.unit.collection.asking import Asking
from tests.unit.editions.conftest import begin
from trienkhai.editions.composing import outline_of
from trienkhai.editions.material import gather
from trienkhai.units.models import Succession
from trienkhai.writing import Paragraph


def test_the_source_of_a_total_names_the_part_and_leaves_out_what_was_spoken_for(asking: Asking) -> None:
    cast = asking.cast
    asking.accept(asking.answer(asking.round("quy-1", period="2026-Q1"), classes=3))
    quarter = asking.round("quy-2", period="2026-Q2")
    asking.answer(quarter, classes=4)
    asking.answer(quarter, cast.officer_bo, classes=50)
    half = asking.round("nua", period="2026-H1")
    asking.answer(half, cast.officer_bo, classes=100)
    material = gather(begin(asking, half))
    outline = outline_of(material)
    said = "\n".join("".join(run.text for run in b.runs) for b in outline.blocks if isinstance(b, Paragraph))
    assert "Số lớp học đã mở: 107 lớp" in said and "có 3 số liệu đã gửi nhưng chưa được chấp nhận" in said
    source = next(one.text for one in outline.sources if one.ref == "classes")
    assert "Xã An Đường 3 (quý I năm 2026); Xã An Đường 4 (quý II năm 2026); Xã Bồ Đề Hạ 100." in source
    assert {figure.period for figure in material.figures} == {"2026-Q1", "2026-Q2", "2026-H1"}  # all are frozen


def test_a_report_that_cannot_be_added_up_says_which_unit_and_what_to_do(asking: Asking, client: Client) -> None:
    round = asking.round("nam", period="2025", units=["xa_cu", "xa_an"])
    asking.answer(round, asking.cast.former, classes=7)
    edition = begin(asking, round)
    Succession.objects.all().delete()
    answer = asking.cast.sign_in(client, "officer").get(reverse("editions:edition", args=[edition.pk]))
    assert answer.status_code == 409
    assert "«Xã Cù Bị» không còn hoạt động mà chưa ghi đơn vị kế tục" in answer.content.decode()
