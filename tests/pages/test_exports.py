"""Totals as files: what the page shows, and every figure behind it with its source; from each row the way back."""

import csv
import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import pyarrow.parquet as pq
import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from tests.unit.collection.asking import PERIOD, Asking
from tests.unit.collection.conftest import asking as asking  # a fixture
from tests.unit.collection.test_narratives import TEXT, keep
from trienkhai.collection import narratives
from trienkhai.collection.models import Submission
from trienkhai.units.models import Unit

EXPORT, FIGURES = "/totals/export/", "/totals/figures/"


@pytest.fixture
def as_(asking: Asking) -> Callable[[str], Client]:
    """`as_("officer")`: a browser of that person."""
    return lambda who: asking.cast.sign_in(Client(), who)


@pytest.fixture
def answered(asking: Asking) -> Asking:
    """Xã An more than 12 classes, accepted, and half a percentage; xã Bồ 5, with a claim of the province above both."""
    round = asking.round(units=["xa_an", "xa_bo", "xa_ca", "tinh"])
    asking.accept(asking.answer(round, classes=(12, "at_least", ""), share="97.85", models__kind_collective=3))
    asking.answer(round, asking.cast.officer_bo, classes=5, attended=3, invited=8, learners__sex_f=2)
    asking.answer(round, asking.cast.officer, classes__whole=80, learners__whole=4)
    return asking


def body(answer: Any) -> bytes:
    content = b"".join(answer.streaming_content)
    close(answer)
    return content


def close(answer: Any) -> None:
    """The file; `answer.close()` closes the database too."""
    for closer in answer._resource_closers:
        closer()


def csv_of(client: Client, address: str, **query: str) -> list[dict[str, str]]:
    content = body(client.get(address, {"format": "csv", **query}))
    assert content.startswith(b"\xef\xbb\xbf"), "or Excel shows Vietnamese letters wrongly"
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def book(client: Client, address: str = EXPORT, **query: str) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(body(client.get(address, {"format": "xlsx", **query}))))


def test_the_workbook_says_what_the_page_says(answered: Asking, as_: Any) -> None:
    found = book(as_("officer"))
    assert found.sheet_names == ["Tổng", "Mức độ đầy đủ", "Chưa báo cáo", "Không khớp"]
    totals = found.get_sheet_by_name("Tổng").to_python()
    assert totals[0][0] == "Tổng hợp: Tỉnh Đông Giang"
    assert "Quý I năm 2026" in totals[1][0] and "như đã báo cáo" in totals[1][0] and "tính lúc" in totals[1][0]
    assert totals[2][0].startswith(f"http://testserver/totals/?unit=tinh&period={PERIOD}")
    heads = next(row for row in totals if row[0] == "Đơn vị")
    by_unit = {row[0]: dict(zip(heads, row, strict=True)) for row in totals[4:]}
    assert by_unit["Tỉnh Đông Giang"]["Số lớp học đã mở"] == 80.0
    assert by_unit["Xã An Đường"]["Số lớp học đã mở"] == 12.0, "a number although the page says «trên 12»"
    assert by_unit["Xã An Đường"]["Tỷ lệ hộ dùng nước sạch"] == 97.85, "exact, whatever places are shown"
    assert by_unit["Xã Cà Ná Thượng"]["Số lớp học đã mở"] == "chưa báo cáo"
    assert by_unit["Xã Bồ Đề Hạ"]["Tỷ lệ dự"] == 37.5
    coverage = found.get_sheet_by_name("Mức độ đầy đủ").to_python()
    assert ["Tỉnh Đông Giang", "Số lớp học đã mở", 4.0, 2.0, 0.0, "số báo gộp"] in coverage
    missing = found.get_sheet_by_name("Chưa báo cáo").to_python()
    assert ["Xã Cà Ná Thượng", "xa_ca", "Quý I năm 2026"] in missing


def test_the_long_table_has_the_columns_of_the_rules_and_the_way_back(answered: Asking, as_: Any) -> None:
    client = as_("officer")
    rows = csv_of(client, EXPORT)
    [row] = [row for row in rows if (row["unit"], row["indicator"]) == ("xa_an", "classes")]
    said = {name: row[name] for name in ("period", "breakdown", "value", "qualifier", "reported", "expected", "basis")}
    assert said == {
        "period": PERIOD, "breakdown": "", "value": "12", "qualifier": "at_least", "reported": "1", "expected": "1",
        "basis": "computed",
    }  # fmt: skip
    silent = next(row for row in rows if (row["unit"], row["indicator"]) == ("xa_ca", "classes"))
    assert (silent["value"], silent["reported"], silent["expected"]) == ("", "0", "1"), "silence is not zero"
    back = urlsplit(row["address"])
    page = client.get(f"{back.path}?{back.query}").content.decode()
    assert "Xã An Đường" in page and "trên" in page
    table = pq.read_table(io.BytesIO(body(client.get(EXPORT, {"format": "parquet"}))))
    assert str(table.schema.field("value").type) == "decimal128(38, 6)" and table.num_rows == len(rows)
    assert {(one["unit"], one["indicator"]): one["value"] for one in table.to_pylist()}["xa_an", "share"] == Decimal(
        "97.85"
    )


def test_a_file_is_of_what_its_address_asks(answered: Asking, as_: Any) -> None:
    client = as_("officer")
    only = {row["unit"]: row for row in csv_of(client, EXPORT, accepted="1") if row["indicator"] == "classes"}
    assert (only["xa_an"]["value"], only["xa_bo"]["value"]) == ("12", "")
    assert "accepted=1" in only["xa_an"]["address"]
    parts = {row["breakdown"] for row in csv_of(client, EXPORT, groups="1")}
    assert {"", "kind=collective", "sex=f"} <= parts
    turned = book(client, turned="1", restate="2026-04-01").get_sheet_by_name("Tổng").to_python()
    assert "tính lại theo đơn vị ngày 01/04/2026" in turned[1][0]
    assert turned[4][:3] == ["Chỉ tiêu", "Đơn vị tính", "Tỉnh Đông Giang"]
    assert book(client, compare="before").sheet_names[1] == "So sánh"
    client.post("/language/", {"language": "en"})
    english = book(client)
    assert english.sheet_names == ["Totals", "Coverage", "Not reported", "Disagreements"]


def test_every_figure_tells_where_it_comes_from(answered: Asking, as_: Any) -> None:
    round = answered.round("hai", units=["xa_an"], period="2026-Q1")
    draft = answered.begin(round)
    proposal = keep(draft, TEXT, answered.cast.officer_an).proposals.get(text="12")
    narratives.take(
        proposal=proposal, indicator=answered.indicators["learners"], breakdown="", by=answered.cast.officer_an
    )
    answered.send(draft)
    client = as_("officer")
    rows = {(row["unit"], row["indicator"], row["scope"]): row for row in csv_of(client, FIGURES)}
    typed, read = rows["xa_bo", "classes", "own"], rows["xa_an", "learners", "own"]
    assert (typed["source"], typed["entered_by"], typed["state"]) == ("typed", "Trần Văn Bồ", "sent")
    assert (typed["value"], typed["qualifier"], typed["round"]) == ("5", "", "mot")
    assert (read["source"], read["stated"], TEXT[int(read["start"]) : int(read["end"])]) == ("span", "12", "12")
    assert read["file_name"] and len(read["file_sha256"]) == 64 and read["sent_at"].endswith("+07:00")
    assert rows["tinh", "classes", "whole"]["value"] == "80"
    page = client.get(urlsplit(read["address"]).path).content.decode()
    assert "Xã An Đường" in page and "câu trong báo cáo" in page
    for ending in ("xlsx", "parquet"):
        content = body(client.get(FIGURES, {"format": ending}))
        if ending == "parquet":
            assert pq.read_table(io.BytesIO(content)).num_rows == len(rows)
        else:
            assert CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).height == len(rows) + 1


def test_drafts_and_what_was_sent_back_are_in_no_file(asking: Asking, as_: Any) -> None:
    round = asking.round()
    asking.enter(asking.begin(round, asking.cast.officer_bo), asking.cast.officer_bo, classes=99)
    asking.send_back(asking.answer(round, classes=98))
    assert csv_of(as_("officer"), FIGURES) == []
    assert {row["value"] for row in csv_of(as_("officer"), EXPORT)} == {""}


def test_a_commune_gets_its_own_figures_and_those_it_took_over(answered: Asking, as_: Any) -> None:
    old = answered.round("cu", units=["xa_cu", "xa_bo"], period="2025-Q1")
    sent = answered.answer(old, answered.cast.officer_bo, classes=7)
    for rows in (Submission.objects.filter(pk=sent.pk), sent.figures.all()):
        rows.update(unit=answered.cast.xa_cu)  # nobody can answer any more for a unit that is no more
    own = csv_of(as_("officer_an"), FIGURES)
    assert {row["unit"] for row in own} == {"xa_an"}
    taken = csv_of(as_("officer_an"), FIGURES, period="2025-Q1", restate="2026-04-01", form="small")
    assert [(row["unit"], row["value"]) for row in taken] == [("xa_cu", "7")]


def test_what_somebody_typed_is_no_formula(answered: Asking, as_: Any) -> None:
    Unit.objects.filter(code="xa_an").update(name='=HYPERLINK("http://a.example")')
    client = as_("officer")
    assert {row["unit_name"][:2] for row in csv_of(client, EXPORT) if row["unit"] == "xa_an"} == {"'="}
    content = body(client.get(EXPORT, {"format": "xlsx"}))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets/" in name]
    assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)


def test_names_of_files_are_sent_as_the_browser_saves_them(answered: Asking, as_: Any) -> None:
    answer = as_("officer").get(EXPORT, {"format": "xlsx"})
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''T%E1%BB%95ng%20h%E1%BB%A3p")
    assert answer["Content-Disposition"].endswith(".xlsx") and answer["X-Content-Type-Options"] == "nosniff"
    close(answer)


@pytest.mark.parametrize("address", [EXPORT, FIGURES])
def test_odd_addresses_are_not_found(answered: Asking, as_: Any, address: str) -> None:
    client = as_("officer")
    for query in ({}, {"format": "exe"}, {"format": "xlsx", "unit": "xa_la"}, {"format": "csv", "period": "x"}):
        assert client.get(address, query).status_code == 404


def test_too_many_figures_for_a_workbook_are_refused(answered: Asking, as_: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("trienkhai.desk.pages.exports.MOST_IN_A_BOOK", 1)
    client = as_("officer")
    refused = client.get(FIGURES, {"format": "xlsx"})
    assert refused.status_code == 409 and "Parquet" in refused.content.decode()
    assert csv_of(client, FIGURES)


def test_files_take_as_many_queries_with_many_figures(
    answered: Asking, as_: Any, django_assert_max_num_queries: Any
) -> None:
    client = as_("officer")
    with django_assert_max_num_queries(30):
        csv_of(client, FIGURES)
