"""Which document of a register a citation means: sign, type, body, day, year and term; two are as good as none."""

from dataclasses import dataclass
from datetime import date

import pytest

from tests.effort import steps
from trienkhai.reading import read
from trienkhai.reading.register import REASONS, Registered, register_dates, resolve, roman


@dataclass(frozen=True)
class Term:
    name: str
    central: date
    local_first: date
    local_last: date


TERMS = [
    Term("XI", date(2011, 1, 19), date(2010, 3, 1), date(2010, 11, 30)),
    Term("XII", date(2016, 1, 28), date(2015, 3, 1), date(2015, 11, 30)),
    Term("XIII", date(2021, 2, 1), date(2020, 3, 1), date(2020, 11, 30)),
    Term("XIV", date(2026, 1, 23), date(2025, 3, 1), date(2025, 11, 30)),
]

# id, type, number, symbol, issuer, day
REGISTER = [
    Registered(int(i), kind, number, symbol, issuer, date.fromisoformat(day), form)
    for i, kind, number, symbol, issuer, day, form in (
        line.split(" | ")
        for line in """
1 | nghị quyết | 35 | NQ/TW | Bộ Chính trị | 2018-10-22 | party
2 | nghị quyết | 18 | NQ/TW | Ban Chấp hành Trung ương Đảng | 2017-10-25 | party
3 | nghị quyết | 18 | NQ/TW | Bộ Chính trị | 2012-11-01 | party
4 | kế hoạch | 119 | KH/TU | Ban Thường vụ Tỉnh ủy Đông Giang | 2023-03-27 | party
5 | kế hoạch | 119 | KH-UBND | Ủy ban nhân dân tỉnh Đông Giang | 2023-05-04 | state
6 | kế hoạch | 15 | KH-UBND | Ủy ban nhân dân tỉnh Đông Giang | 2026-02-05 | state
7 | kế hoạch | 15 | KH-UBND | Ủy ban nhân dân xã An Đường | 2026-02-20 | state
8 | kế hoạch | 15 | KH-UBND | Ủy ban nhân dân tỉnh Đông Giang | 2025-02-07 | state
9 | nghị định | 30 | 2020/NĐ-CP | Chính phủ | 2020-03-05 | state
10 | quy định | 41 | QĐ/TW | Bộ Chính trị | 2021-11-03 | party
11 | quyết định | 41 | QĐ-UBND | Ủy ban nhân dân tỉnh Đông Giang | 2021-01-11 | state
12 | nghị quyết | 7 | NQ/TU | Tỉnh ủy Đông Giang | 2021-05-05 | party
13 | nghị quyết | 7 | NQ/TU | Tỉnh ủy Đông Giang | 2016-06-06 | party
14 | công văn | 77 | UBND-VX | Ủy ban nhân dân tỉnh Đông Giang | 2026-04-01 | state
15 | chương trình | 9 | CTr/TU | Tỉnh ủy Đông Giang | 2025-12-12 | party
16 | chỉ thị | 22 | CT/TU | Ban Thường vụ Tỉnh ủy Đông Giang | 2024-04-04 | party
17 | luật | 31 | 2024/QH15 | Quốc hội | 2024-01-18 | state
""".strip().splitlines()
    )
]

# text, then for each citation: the ids that fit, what is said
ROWS = [
    ("Nghị quyết số 35-NQ/TW ngày 22/10/2018 của Bộ Chính trị", ["1 sign issuer date"]),
    ("Nghị quyết 35 của BCT", ["1 number issuer"]),
    ("Nghị quyết 35", ["1 number alone"]),
    ("Nghị quyết số 35-NQ/TW của Ban Bí thư", ["- other_issuer"]),
    ("Chỉ thị số 35-CT/TW", ["- other_type"]),
    ("Nghị quyết số 35-NQ/TU", ["- other_sign"]),
    ("Nghị quyết số 99-NQ/TU", ["- not_registered"]),
    ("Nghị quyết Trung ương 4 (khóa XII)", ["- no_number"]),
    ("Nghị quyết số 18-NQ/TW", ["2 3 sign two"]),
    ("Nghị quyết số 18-NQ/TW (khóa XII)", ["2 sign term"]),
    ("Nghị quyết số 18-NQ/TW ngày 25/10/2017", ["2 sign date"]),
    ("Nghị quyết số 18-NQ/TW ngày 01/11/2017", ["2 sign"]),
    ("Nghị quyết số 18-NQ/TW của Bộ Chính trị", ["3 sign issuer"]),
    ("Nghị quyết số 18-NQ/TW của Trung ương", ["2 3 sign two"]),
    ("Nghị quyết số 18-NQ/TW khóa XIII", ["- other_term"]),
    ("Kế hoạch số 119 ngày 27/3/2023 của BTV Tỉnh ủy", ["4 number issuer date"]),
    ("Kế hoạch số 119", ["4 5 number two"]),
    ("Kế hoạch số 119 của UBND tỉnh", ["5 number issuer"]),
    ("Kế hoạch số 119 ngày 28/3/2023", ["- other_date"]),
    ("Kế hoạch số 119-KH/TU; theo Kế hoạch số 119", ["4 sign alone", "4 sign key alone"]),
    ("Kế hoạch số 119-KH/TU ngày 27/3/2023; theo Kế hoạch số 119", ["4 sign date", "4 sign key date"]),
    ("Kế hoạch số 15/KH-UBND", ["6 7 8 sign two"]),
    ("Kế hoạch số 15/KH-UBND ngày 05/02/2026", ["6 sign date"]),
    ("Kế hoạch số 15/KH-UBND ngày 06/02/2026 của UBND tỉnh", ["6 sign issuer"]),
    ("Kế hoạch số 15/KH-UBND của UBND xã An Đường", ["7 sign issuer"]),
    ("Kế hoạch số 15/KH-UBND của UBND xã", ["7 sign issuer"]),
    ("Kế hoạch số 15/KH-UBND của UBND tỉnh", ["6 8 sign two"]),
    ("Kế hoạch số 15/KH-UBND năm 2025 của UBND tỉnh", ["8 sign issuer year"]),
    ("Kế hoạch số 15/KH-UBND ngày 05/02/2024 của UBND tỉnh", ["- other_year"]),
    ("Kế hoạch số 15/KH-UBND của UBND tỉnh Lạ Thủy", ["- other_issuer"]),
    ("Nghị định số 30/2020/NĐ-CP", ["9 sign"]),
    ("Nghị định 30", ["9 number alone"]),
    ("Nghị định 30/2020", ["9 sign"]),
    ("Nghị định số 30/2020/NĐ-CP ngày 05/3/2002 của Chính phủ", ["9 sign issuer"]),
    ("Nghị định số 30/2019/NĐ-CP", ["- other_sign"]),
    ("Quyết định số 41-QĐ/TW", ["10 sign"]),
    ("theo số 41-QĐ/TW", ["10 sign"]),
    ("Nghị quyết số 07-NQ/TU (nhiệm kỳ 2020 - 2025)", ["12 sign term"]),
    ("Nghị quyết số 07-NQ/TU của Tỉnh ủy", ["12 13 sign two"]),
    ("Nghị quyết số 07-NQ/TU ngày 05/6/2021 của Tỉnh ủy", ["12 sign issuer"]),
    ("văn bản số 77/UBND-VX ngày 01/4/2026", ["14 sign date"]),
    ("Chương trình hành động số 09-CTr/TU của Tỉnh ủy", ["15 sign issuer"]),
    ("CHỈ THỊ SỐ 22-CT/TU CỦA BAN THƯỜNG VỤ TỈNH ỦY", ["16 sign issuer"]),
    ("Luật số 31/2024/QH15 và Luật Đất đai năm 2024", ["17 sign", "- no_number"]),
    ("Nghị quyết số 35-NQ/TW ngày 22/10/1018", ["1 sign"]),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_citations_are_looked_up(text: str, expected: list[str]) -> None:
    found = resolve(read(text).citations, REGISTER, TERMS)
    assert [" ".join([*(map(str, one.candidates or "-")), *one.reasons]) for one in found] == expected
    for one in found:
        assert one.id == (one.candidates[0] if len(one.candidates) == 1 else None)
        assert set(one.reasons) <= set(REASONS)


def test_without_the_terms_two_terms_are_two_documents() -> None:
    (found,) = resolve(read("Nghị quyết số 18-NQ/TW (khóa XII)").citations, REGISTER)
    assert found.id is None and found.candidates == (2, 3)


def test_a_sign_that_many_bodies_write_is_not_sure() -> None:
    sure = [one.sure for one in resolve(read("Nghị quyết số 35-NQ/TW; Chỉ thị số 22-CT/TU").citations, REGISTER, TERMS)]
    assert sure == [True, False]


def test_two_days_of_one_sign_in_a_text_are_not_lent_to_other_mentions() -> None:
    text = "Nghị quyết số 18-NQ/TW ngày 25/10/2017, Nghị quyết số 18-NQ/TW ngày 01/11/2012 và Nghị quyết 18"
    assert [one.candidates for one in resolve(read(text).citations, REGISTER, TERMS)] == [(2,), (3,), (2, 3)]


def test_another_day_than_the_registers_is_a_finding() -> None:
    text = "Kế hoạch số 15/KH-UBND ngày 06/02/2026 của UBND tỉnh và Nghị quyết số 35-NQ/TW ngày 22/10/2018"
    citations = read(text).citations
    (found,) = register_dates(citations, resolve(citations, REGISTER, TERMS), REGISTER)
    assert (found.code, found.text) == ("register_date", citations[0].text)
    assert "06/02/2026" in found.message and "05/02/2026" in found.message


def test_work_grows_with_the_register_only() -> None:
    citations = read("Kế hoạch số 15/KH-UBND ngày 05/02/2026 của UBND tỉnh.\n" * 1000).citations
    rows = [
        Registered(i, "kế hoạch", str(i % 3000), "KH-UBND", f"Ủy ban nhân dân xã {i}", date(2026, 1, 1), "state")
        for i in range(30_000)
    ]
    few, many = [*REGISTER, *rows[:3_000]], [*REGISTER, *rows]
    resolve(citations, few, TERMS)  # word lists are compiled once
    assert steps(lambda: resolve(citations, many, TERMS)) < 15 * steps(lambda: resolve(citations, few, TERMS))


@pytest.mark.parametrize(("text", "value"), [("IV", 4), ("IX", 9), ("XIII", 13), ("XIV", 14), ("XL", 40), ("9", 9)])
def test_numbers_of_terms(text: str, value: int) -> None:
    assert roman(text) == value
