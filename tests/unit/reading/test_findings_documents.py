"""What an officer should look at in the documents that a text cites; and that ordinary citations raise nothing."""

from datetime import date
from pathlib import Path

import pytest

from tests.unit.reading.test_citations_tables import ROWS as ORDINARY
from trienkhai.reading import read
from trienkhai.reading.findings.documents import future_dates

# text, then the code and the place of each finding
ROWS = [
    ("theo Quyết định QĐ 1147-QĐ/BGDVTW", ["doubled_type: QĐ 1147-QĐ/BGDVTW"]),
    ("theo Quyết định số 1147-QĐ/BGDVTW", []),
    ("theo NQ số 12-NQ/TU và QĐ số 5/QĐ-UBND", []),
    ("theo KH 12/KH-UBND", ["doubled_type: KH 12/KH-UBND"]),
    ("theo Quyết định số 84 QĐ/TWĐTN", ["lost_dash: Quyết định số 84 QĐ/TWĐTN"]),
    ("theo Thông báo số 90/TBMTTQ-BTT", ["lost_dash: Thông báo số 90/TBMTTQ-BTT"]),
    ("theo Kế hoạch số 585/KHUBND", ["lost_dash: Kế hoạch số 585/KHUBND"]),
    ("theo Kế hoạch số 12KH/TU", ["lost_dash: Kế hoạch số 12KH/TU"]),
    ("theo Kế hoạch số 94- KH/BTGDVTW, 1206 /QĐ-UBND, số 35 – NQ/TW, 40/2014/ TT - BNV, 7-NQ/TƯ", []),
    ("theo Nghị quyết số 35-\nNQ/TW về nhà ở", []),
    ("theo Nghị quyết số 10, 11-NQ/TU về nhà ở", []),
    ("theo Nghị định số 30/2020/NĐ-CP của UBND tỉnh", ["cannot_issue: Nghị định số 30/2020/NĐ-CP của UBND tỉnh"]),
    ("theo Chỉ thị số 9-CT/TW của Huyện ủy", ["cannot_issue: Chỉ thị số 9-CT/TW của Huyện ủy"]),
    ("theo Kế hoạch số 9/KH-UBND của Đảng ủy xã", ["cannot_issue: Kế hoạch số 9/KH-UBND của Đảng ủy xã"]),
    ("theo Nghị quyết số 9/NQ-HĐND của UBND xã", ["cannot_issue: Nghị quyết số 9/NQ-HĐND của UBND xã"]),
    ("theo Nghị định số 12/2024/NĐ-UBND", ["cannot_issue: Nghị định số 12/2024/NĐ-UBND"]),
    ("theo Kế hoạch số 15/KH-TU", ["other_form: Kế hoạch số 15/KH-TU"]),
    ("theo Kế hoạch số 15-KH/UBND", ["other_form: Kế hoạch số 15-KH/UBND"]),
    ("theo Nghị quyết số 09 - NQ - TU về nhà ở", ["other_form: Nghị quyết số 09 - NQ - TU"]),
    (
        "theo Nghị quyết số 9-NQ-TU và Quyết định số 84 QĐ-TWĐTN",
        ["other_form: Nghị quyết số 9-NQ-TU", "lost_dash: Quyết định số 84 QĐ-TWĐTN"],
    ),
    ("theo Hướng dẫn số 15-HD/MTTQ, Kế hoạch số 3/KH-TĐTN, Công văn số 5-CV/TU, Công văn số 7/UBND-VX", []),
    ("theo Chỉ thị số 9-CT/TU của Ban Thường vụ Thành ủy, Quyết định số 5/QĐ-TTg của Chính phủ", []),
    ("theo Thông tri số 28/TTr-MTTW-BTT và Thông tri số 4-TT/TU", []),
    ("theo Nghị quyết số 05-CT/TU", ["type_contradicts_sign: Nghị quyết số 05-CT/TU"]),
    ("Nghị định số 30/2020/NĐ-CP ngày 05/3/2002", ["date_contradicts_sign: Nghị định số 30/2020/NĐ-CP ngày 05/3/2002"]),
    (
        "Kế hoạch số 5/KH-UBND ngày 1/2/2024 và Kế hoạch số 5/KH-UBND ngày 3/2/2024",
        ["two_dates: Kế hoạch số 5/KH-UBND ngày 3/2/2024"],
    ),
    ("Kế hoạch số 5/KH-UBND ngày 1/2/2024 và Kế hoạch số 5 ngày 1/2/2025", []),
    ("Kế hoạch số 5/KH-UBND ngày 1/2/2024 và Kế hoạch số 5/KH-UBND ngày 7/3/2025", []),
    ("Kế hoạch số 5/KH-UBND ngày 1/2/2024 của UBND tỉnh và Kế hoạch số 5/KH-UBND ngày 3/2/2024 của UBND xã", []),
    ("Nghị quyết số 18-NQ/TW ngày 25/10/2017 và Nghị quyết số 18-NQ/TW ngày 01/11/2012", []),
    (
        "Nghị quyết số 19-NQ/TW ngày 25/10/2017 và Nghị quyết số 19-NQ/TW ngày 24/11/2018",
        ["two_dates: Nghị quyết số 19-NQ/TW ngày 24/11/2018"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_slips_in_citations_are_found(text: str, expected: list[str]) -> None:
    found = read(text).findings
    assert [f"{f.code}: {f.text}" for f in found] == expected
    assert all(text[f.start : f.end] == f.text and f.message for f in found)


def test_the_other_place_is_quoted() -> None:
    text = "Kế hoạch số 5/KH-UBND ngày 1/2/2024 và Kế hoạch số 5/KH-UBND ngày 3/2/2024"
    (found,) = read(text).findings
    assert [text[slice(*span)] for span in found.others] == ["Kế hoạch số 5/KH-UBND ngày 1/2/2024"]


def test_days_to_come_are_found_by_the_day_of_reading() -> None:
    citations = read("Kế hoạch số 5/KH-UBND ngày 1/2/2027 và Kế hoạch số 6/KH-UBND ngày 3/2/2026").citations
    assert [f.text for f in future_dates(citations, date(2026, 2, 3))] == [citations[0].text]


# What these tables slip in on purpose.
MEANT = {"doubled_type", "lost_dash", "impossible_date"}


@pytest.mark.parametrize("text", [text for text, _ in ORDINARY], ids=lambda text: text[:40])
def test_ordinary_citations_raise_no_alarm(text: str) -> None:
    assert {f.code for f in read(text).findings} <= MEANT


def test_the_samples_raise_few_alarms(samples: Path) -> None:
    texts = [path.read_bytes().decode("utf-8") for path in sorted(samples.glob("*/*.txt"))]
    codes = {f.code for text in texts for f in read(text).findings if f.code in {"cannot_issue", "other_form"}}
    assert codes == set()
