"""Findings: what an officer should look at."""

import pytest

from trienkhai.reading import read

ROWS = [
    ("Nghị quyết số 35-NQ/TU ngày 22/10/1018 của Tỉnh ủy", ["impossible_date"]),
    ("Nghị quyết số 35-NQ/TU ngày 31/2/2018 của Tỉnh ủy", ["impossible_date"]),
    ("Nghị quyết số 05-CT/TU của Tỉnh ủy", ["type_contradicts_sign"]),
    ("Có 72 trang (cấp tỉnh 01; cấp huyện 07; cấp xã 63).", ["sum_differs"]),
    ("Có 17/15 xã đạt.", ["ratio_over_whole"]),
    ("Kế hoạch số 5/KH-UBND ngày 1/2/2024 và Kế hoạch số 5/KH-UBND ngày 3/2/2024", ["two_dates"]),
    (
        "Kế hoạch số 5/KH-UBND ngày 1/2/2021, Kế hoạch số 6/KH-UBND ngày 1/2/2022, Kế hoạch số 7/KH-UBND ngày 1/2/2202",
        ["future_date"],
    ),
    ("Kế hoạch số 5/KH-UBND ngày 1/2/2024, mở 3 lớp.", []),
]


@pytest.mark.parametrize(("text", "codes"), ROWS)
def test_findings(text: str, codes: list[str]) -> None:
    found = read(text).findings
    assert [f.code for f in found] == codes
    assert all(text[f.start : f.end] == f.text and f.message for f in found)


def test_a_total_that_does_not_hold_says_so() -> None:
    assert [t.holds for t in read("Có 72 trang (cấp tỉnh 01; cấp huyện 07; cấp xã 63).").totals] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "Có 2.375 hội viên, có 1.479 nữ.",
        "Trên 30 bài (trong đó, có 05 bài về nhà ở).",
        "Có 10 lớp (5 lớp may, 3 lớp mộc…).",
    ],
)
def test_a_subset_or_an_open_list_is_no_total(text: str) -> None:
    assert read(text).totals == ()
