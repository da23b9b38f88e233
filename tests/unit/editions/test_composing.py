"""What a report says: totals with coverage, who is missing, claims that differ, the source of every figure."""

import io
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.unit.collection.asking import PERIOD, Asking
from tests.unit.editions.conftest import approve, begin, issue
from trienkhai.collection.models import Round
from trienkhai.editions import queries
from trienkhai.editions.composing import outline_of
from trienkhai.editions.freezing import issued_outline
from trienkhai.editions.material import gather
from trienkhai.editions.models import Edition
from trienkhai.files.queries import content_of
from trienkhai.journal.actions import seal
from trienkhai.journal.queries import last_seal
from trienkhai.writing import Outline, Paragraph, Run, Table, from_json, to_json, unsourced, write_docx, write_pdf


def text_of(outline: Outline) -> str:
    """Every paragraph, a line each."""
    return "\n".join("".join(r.text for r in b.runs) for b in outline.blocks if isinstance(b, Paragraph))


def sources(outline: Outline) -> dict[str, str]:
    return {source.ref: source.text for source in outline.sources}


def shown(edition: Edition) -> Outline:
    return outline_of(gather(edition))


def test_totals_are_said_with_their_coverage(draft: Edition) -> None:
    said = text_of(shown(draft))
    assert "Số lớp học đã mở: trên 17 lớp; 2/3 đơn vị có số liệu." in said
    assert "Tỷ lệ dự: 90,0 %" in said
    assert "Số mô hình đăng ký: 8 mô hình (tập thể 3, cá nhân 5)" in said
    assert "Tỷ lệ hộ dùng nước sạch: không cộng giữa các đơn vị" in said


def test_who_is_missing_is_named_and_what_nobody_accepted_is_counted(asking: Asking, draft: Edition) -> None:
    said = text_of(shown(draft))
    assert "có 2/3 đơn vị có báo cáo" in said
    assert "Chưa có báo cáo của 1 đơn vị: Xã Cà Ná Thượng." in said
    assert "có 2 số liệu đã gửi nhưng chưa được chấp nhận" in said
    draft.accepted_only = True
    said = text_of(shown(draft))
    assert "có 1/3 đơn vị có báo cáo đã được chấp nhận" in said
    assert "Xã Bồ Đề Hạ, Xã Cà Ná Thượng" in said and "chưa được chấp nhận" not in said
    assert "Số lớp học đã mở: 12 lớp" in said


def test_a_figure_accepted_in_another_round_is_accepted(asking: Asking, draft: Edition, round: Round) -> None:
    other = asking.round("hai", units=["xa_ca"])
    asking.accept(asking.answer(other, asking.cast.officer_ca, classes=4))
    outline = shown(draft)
    assert "có 2 số liệu đã gửi nhưng chưa được chấp nhận" in text_of(outline)
    assert "người gửi Hồ Thị Cà" in sources(outline)["unit:xa_ca"]
    assert "Chưa có báo cáo của 1 đơn vị: Xã Cà Ná Thượng" in text_of(outline), "to this round it has said nothing"


def test_a_returned_answer_is_not_named_as_a_source(asking: Asking, draft: Edition, round: Round) -> None:
    sent = round.submissions.get(unit=asking.cast.xa_bo)
    asking.send_back(sent)
    assert "unit:xa_bo" not in sources(shown(draft))


def test_a_claim_that_differs_is_said(asking: Asking) -> None:
    round = asking.round("khac", units=["xa_an", "thon_1"])
    asking.answer(round, classes=12, classes__whole=20)
    asking.answer(round, asking.cast.officer_thon, classes=5)
    said = text_of(shown(begin(asking, round)))
    assert "Xã An Đường báo gộp số lớp học đã mở 20; cộng từ các phần được 17." in said


def test_a_unit_below_tells_nothing_of_its_neighbours(asking: Asking, round: Round) -> None:
    edition = begin(asking, round, unit=asking.cast.xa_an, by=asking.cast.officer_an)
    outline = shown(edition)
    assert "có 1/1 đơn vị có báo cáo" in text_of(outline)
    everything = to_json(outline)
    assert "Xã Bồ" not in everything and "Xã Cà" not in everything


def numbers(table: Table) -> list[Any]:
    return [(row, cell) for row in table.rows for cell in row.cells[2:] if cell.text not in ("", "–", "x")]


def test_every_printed_figure_leads_to_a_source(draft: Edition) -> None:
    outline = shown(draft)
    assert unsourced(outline) == ()
    bold = [
        run for b in outline.blocks if isinstance(b, Paragraph) for run in b.runs if isinstance(run, Run) and run.bold
    ]
    assert bold and all(run.ref for run in bold)
    tables = [block for block in outline.blocks if isinstance(block, Table)]
    printed = [pair for table in tables for pair in numbers(table)]
    assert len(printed) >= 10
    assert all(cell.ref or row.cells[1].ref for row, cell in printed)


def test_sources_name_units_senders_and_sentences(draft: Edition) -> None:
    told = sources(shown(draft))
    assert told["classes"] == "Số lớp học đã mở: Xã An Đường 12; Xã Bồ Đề Hạ trên 5."
    assert told["rate"] == "Tỷ lệ dự: 90 (số lượt người dự) chia cho 100 (số lượt người được mời)."
    assert "người gửi Nguyễn Thị An" in told["unit:xa_an"]


def test_figures_stand_as_the_form_asks_however_they_were_typed(asking: Asking, draft: Edition) -> None:
    other = asking.round("hai", units=["xa_ca"])
    asking.answer(other, asking.cast.officer_ca, models__kind_individual=1, models__kind_collective=2, classes=3)
    figures = gather(draft).figures
    assert [figure.unit.code for figure in figures] == sorted(figure.unit.code for figure in figures)
    typed = [(figure.indicator.code, figure.breakdown) for figure in figures if figure.unit.code == "xa_ca"]
    whole = [("classes", ""), ("models", "")]
    assert typed == [*whole, ("models", "kind=collective"), ("models", "kind=individual")]


def test_silence_and_not_applicable_are_printed_apart(draft: Edition) -> None:
    table = next(block for block in shown(draft).blocks if isinstance(block, Table))
    rows = {row.cells[1].text: [cell.text for cell in row.cells[2:4]] for row in table.rows}
    assert rows["Xã Bồ Đề Hạ"] == ["trên 5", "x"]
    assert rows["Xã Cà Ná Thượng"] == ["–", "–"]


def test_the_period_before_stands_beside(asking: Asking, draft: Edition) -> None:
    asking.answer(asking.round("truoc", period="2025-Q4"), classes=9)
    assert "kỳ trước 9" in text_of(shown(draft))


def test_frozen_figures_are_those_of_the_totals(asking: Asking, draft: Edition) -> None:
    approve(asking, draft)
    content = content_of(draft.files.get(kind="figures").file)
    rows = pq.read_table(io.BytesIO(content)).to_pylist()
    told = {(row["unit"], row["indicator"], row["breakdown"]): row["value"] for row in rows}
    assert told["xa_an", "classes", ""] == 12 and told["xa_bo", "learners", ""] is None
    assert len(told) == len(rows) == 9 and {row["period"] for row in rows} == {PERIOD}


def test_what_a_merged_unit_said_is_among_the_frozen_figures(asking: Asking) -> None:
    round = asking.round("nam", period="2025", units=["xa_cu", "xa_an"])
    asking.answer(round, asking.cast.former, classes=7)
    found = gather(begin(asking, round))
    assert [(figure.unit.code, figure.value) for figure in found.figures] == [("xa_cu", 7)]
    assert sources(outline_of(found))["classes"] == "Số lớp học đã mở: Xã Cù Bị 7."


@pytest.mark.parametrize("layout", ["state", "party"])
def test_the_files_are_made_again_to_the_byte(asking: Asking, round: Round, layout: str) -> None:
    edition = approve(asking, begin(asking, round, layout=layout))
    seal()
    issue(asking, edition, 12)
    frozen = content_of(edition.files.get(kind="outline").file)
    assert to_json(from_json(frozen)).encode() == frozen
    made = issued_outline(
        frozen, number=12, symbol=edition.symbol, day=edition.issued_on, seal=str(last_seal())
    )  # fmt: skip
    assert write_docx(made, layout) == content_of(queries.file_of(edition, "docx").file)
    assert write_pdf(made, layout) == content_of(queries.file_of(edition, "pdf").file)
    assert made.head.number == "12" and str(last_seal()) in to_json(made)
