"""Invented and mutated reports: nothing crashes the reader, every mark points at its text, time grows with length."""

import random
import unicodedata
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.invented import vietnamese
from bench.mutation import faults, mutated
from tests.effort import not_for_ever
from trienkhai.reading import read

WORDS = st.sampled_from(
    [
        "Nghị quyết",
        "nghị quyết số",
        "NQ",
        "Chỉ thị",
        "số",
        "Số:",
        "35",
        "05",
        "7.000",
        "97,8%",
        "1/2",
        "-NQ/TW",
        "/KH-UBND",
        "30/2020/NĐ-CP",
        "ngày 22/10/2018",
        "ngày 31/2/1018",
        "của",
        "Bộ Chính trị",
        "Ban Thường vụ Tỉnh ủy",
        "(khóa XII)",
        "nhiệm kỳ 2020 - 2025",
        "và",
        ",",
        ";",
        ".",
        "(",
        ")",
        ":",
        "trong đó",
        "tổng cộng",
        "tập thể 8",
        "cá nhân 12",
        "Số lớp\tSố học viên\n",
        "An Hòa\t5\t150\n",
        "Tổng cộng\t12\t360\n",
        "gồm",
        "trên",
        "gần",
        "khoảng",
        "trở lên",
        "triệu",
        "tỷ",
        "đồng",
        "lớp",
        "học viên",
        "lượt cán bộ, đảng viên",
        "cấp tỉnh",
        "ha",
        "km",
        "%",
        "đến",
        "-",
        "–",
        "/",
        "Luật",
        "Luật Đất đai",
        "năm",
        "năm 2013",
        "Đại hội",
        "lần thứ XIII",
        "Trung ương 4",
        "\n",
        "\n\n",
        "\t",
        "\xa0",
        "\u200b",
        "\ufffe",
        "\xad",
        "́",
        "Ð",
        "uỷ",
        "khoá",
        "“",
        "”",
        "…",
        "1.",
        "a)",
        "I.",
        "trong",
        "từ",
        "xuống còn",
        "Hội nghị",
        "các",
        "Ban",
        "Sở",
        "UBND tỉnh",
        "\r\n",
        "\ufeff",
    ]
)
REPORTS = st.lists(st.tuples(WORDS, st.sampled_from([" ", "", "\n"])), max_size=60).map(
    lambda pairs: "".join(w + gap for w, gap in pairs)
)
ANYTHING = st.text(max_size=300)


def holds(text: str) -> None:
    assert not faults(text, read(text))


@given(REPORTS)
@settings(max_examples=400)
def test_invented_reports_are_read_and_marks_point_at_their_text(text: str) -> None:
    holds(text)


@given(ANYTHING)
@settings(max_examples=300)
def test_any_text_is_read(text: str) -> None:
    holds(text)


@given(REPORTS, st.sampled_from(["NFC", "NFD"]), st.integers(0, 200), ANYTHING)
@settings(max_examples=200)
def test_mutated_reports_are_read(text: str, form: str, at: int, noise: str) -> None:
    changed = unicodedata.normalize(form, text[:at] + noise[:5] + text[at + 3 :])  # type: ignore[arg-type]
    holds(changed)


@given(st.integers(0, 2**32), st.integers(0, 50), st.sampled_from([200, 1500, 5000]))
@settings(max_examples=300)
def test_cut_doubled_and_retyped_reports_are_read(seed: int, report: int, length: int) -> None:
    text = mutated(random.Random(seed), vietnamese(length, report))
    with not_for_ever():
        holds(text)


@pytest.mark.samples
def test_changed_samples_are_read(samples: Path) -> None:
    for place, path in enumerate(sorted(samples.glob("*/*.txt"))):
        text = path.read_bytes().decode("utf-8")
        for seed in range(8):
            holds(mutated(random.Random(place * 8 + seed), text))


@given(REPORTS)
@settings(max_examples=100)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert asdict(read(text)) == asdict(read(text))


@pytest.mark.parametrize("letters", ["1", "1.", "1,", "a", "a-", "A-", "(", " ", ".", "I", "x", "1 ", "̣"])
def test_a_long_run_in_a_table_does_not_explode(letters: str) -> None:
    run = letters * 60
    with not_for_ever():
        read(f"Xã An Hòa\tSố lớp\n{run}!\t{run}\t5{run}x\n{run} lớp\t12\n")


@given(
    st.sampled_from(
        [
            "1.",
            "(",
            "NQ ",
            "số ",
            "1/",
            "- ",
            "và ",
            "a, ",
            "Luật ",
            "1 ",
            "một, ",
            "Nghị quyết của ",
            "\n ",
            "…",
            "2020-",
            "1\t",
            "a\t1\n",
            "1 lớp: a 1, ",
            "số lớp: a 1, b 2, ",
            "tổng cộng 1 lớp, ",
            "của Ban ",
        ]
    )
)
@settings(max_examples=24)
def test_repetition_does_not_explode(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    with not_for_ever():
        read(text)
