"""An outline keeps what was said, drops what no paper can show, and survives being frozen."""

import json
from dataclasses import replace

import pytest

from trienkhai.writing import (
    Authority,
    BadOutline,
    Chart,
    Heading,
    Outline,
    Paragraph,
    Run,
    Series,
    from_json,
    to_json,
    unsourced,
)
from trienkhai.writing.numbering import letter, roman
from trienkhai.writing.text import capitals, printable, split_signs


def test_a_frozen_outline_comes_back_equal(report: Outline) -> None:
    assert from_json(to_json(report)) == report


def test_equal_outlines_give_equal_text(layout: str, report: Outline) -> None:
    assert to_json(report) == to_json(from_json(to_json(report)))
    assert list(json.loads(to_json(report))["outline"]) == sorted(json.loads(to_json(report))["outline"])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        '{"format": 2}',
        '{"format": 1}',
        '{"format": 1, "outline": {"blocks": [{"is": "Run"}]}}',
        "{" * 99,
    ],
)
def test_what_is_no_outline_is_refused(text: str) -> None:
    with pytest.raises(BadOutline):
        from_json(text)


def test_unknown_fields_are_refused(report: Outline) -> None:
    data = json.loads(to_json(report))
    data["outline"]["colour"] = "red"
    with pytest.raises(BadOutline, match="colour"):
        from_json(json.dumps(data))


def test_control_characters_are_dropped_once_for_all_writers() -> None:
    run = Run("a\x00b\x1bc\ud800d\ufffee\u202ef\tg\r\nh\u2028i")
    assert run.text == "abcdef g h i"
    assert printable("Ể Ặ \U0001f4da = $x$ #let \\u{0} <b>") == "Ể Ặ \U0001f4da = $x$ #let \\u{0} <b>"


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Kế hoạch số 15/KH-UBND ngày 10/01/2025", ["15/KH-UBND"]),
        ("30/2020/NĐ-CP, 67/KH-MTTQ-BTT và 4912/UBND-NC.", ["30/2020/NĐ-CP", "67/KH-MTTQ-BTT", "4912/UBND-NC"]),
        ("Chỉ thị 05-CT/TW; 12/QyĐ-UBND", ["05-CT/TW", "12/QyĐ-UBND"]),
        ("925/962 ấp, 15/5/2016, 24/7, 2021-2025, km/h, 5-7/lớp", []),
    ],
)
def test_signs_are_found_and_numbers_are_not(text: str, signs: list[str]) -> None:
    parts = split_signs(text)
    assert [part for part, is_sign in parts if is_sign] == signs
    assert "".join(part for part, _ in parts) == text


def test_capitals_leave_signs_alone() -> None:
    assert capitals("thực hiện 12/QyĐ-UBND ở xã Ể") == "THỰC HIỆN 12/QyĐ-UBND Ở XÃ Ể"


def test_numbers_of_headings() -> None:
    assert [roman(number) for number in (1, 4, 9, 14, 40, 2026)] == ["I", "IV", "IX", "XIV", "XL", "MMXXVI"]
    assert [letter(number) for number in (1, 4, 5, 23, 24)] == ["a", "d", "đ", "y", "aa"]


def test_a_figure_without_source_is_named(report: Outline) -> None:
    assert unsourced(report) == ()
    more = replace(report, blocks=(*report.blocks, Paragraph((Run("7", ref="lost"),))))
    assert unsourced(more) == ("lost",)


def test_impossible_headings_and_charts_are_not_made() -> None:
    with pytest.raises(ValueError, match="level 5"):
        Heading("x", 5)
    with pytest.raises(ValueError, match="T/M"):
        Authority("T/M", "x")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="0 values"):
        Chart("bars", "x", ("a",), (Series("s", ()),))
