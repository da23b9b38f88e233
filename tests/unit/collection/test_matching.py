"""For which cell a figure of a report is probably meant: rows of text, no database."""

from typing import Any

import pytest

from trienkhai import reading
from trienkhai.collection.matching import SURE, Guess, Target, guess_all
from trienkhai.vietnamese import fold


def target(
    number: int, *words: str, breakdown: str = "", category: tuple[str, ...] = (), percent: bool = False
) -> Target:
    return Target(number, breakdown, tuple(map(fold, words)), tuple(map(fold, category)), percent)


CLASSES, LEARNERS, MODELS, SHARE, COPIES = 1, 2, 3, 4, 5
TARGETS = [
    target(CLASSES, "lớp học", "lớp tập huấn", "lớp"),
    target(LEARNERS, "lượt người học", "học viên"),
    target(MODELS, "mô hình"),
    target(MODELS, "mô hình", breakdown="kind=collective", category=("tập thể",)),
    target(MODELS, "mô hình", breakdown="kind=individual", category=("cá nhân",)),
    target(SHARE, "hộ dùng nước sạch", percent=True),
    target(COPIES, "cuốn", "cuốn tài liệu"),
]


def guesses(text: str, targets: list[Target] | None = None, years: frozenset[str] = frozenset({"2026"})) -> Any:
    """[(figure's text, guess)]"""
    found = reading.to_json("a.txt", reading.read(text))["figures"]
    return list(
        zip([one["text"] for one in found], guess_all(found, text, targets or TARGETS, set(years)), strict=True)
    )


def cell(guess: Guess) -> Any:
    return (guess.target.indicator_id, guess.target.breakdown) if guess.target else None


ROWS = [  # text, the figure, the cell
    ("Toàn xã mở 12 lớp học cộng đồng.", "12", (CLASSES, "")),
    ("Đã tổ chức 5 lớp tập huấn về dịch vụ công.", "5", (CLASSES, "")),
    ("Các lớp có 480 lượt người học tham gia.", "480", (LEARNERS, "")),
    ("Có 260 học viên.", "260", (LEARNERS, "")),
    ("Xã đăng ký 8 mô hình.", "8", (MODELS, "")),
    ("Xã đăng ký mô hình: 3 tập thể.", "3", (MODELS, "kind=collective")),
    ("Có 5 mô hình cá nhân.", "5", (MODELS, "kind=individual")),
    ("Tỷ lệ hộ dùng nước sạch đạt 97,8%.", "97,8%", (SHARE, "")),
    ("Đã phát 700 cuốn tài liệu đến các thôn.", "700", (COPIES, "")),
    ("Đã trồng 1.200 cây xanh.", "1.200", None),
    ("97,8% người dự hài lòng.", "97,8%", None),
    ("Kinh phí 120 triệu đồng cho lớp học.", "120 triệu đồng", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figure", "meant"), ROWS)
def test_a_figure_is_proposed_for_the_cell_whose_words_stand_by_it(text: str, figure: str, meant: Any) -> None:
    found = dict(guesses(text))
    assert cell(found[figure]) == meant
    if meant:
        assert found[figure].confidence >= SURE and not found[figure].doubt and found[figure].why


def test_two_candidates_are_as_good_as_none() -> None:
    twice = [target(CLASSES, "lớp"), target(COPIES, "lớp")]
    ((_, guess),) = guesses("Mở 12 lớp.", twice)
    assert (guess.target, guess.confidence, guess.doubt) == (None, 0.0, "two|")


OTHER = [  # text, the doubt
    ("So với cùng kỳ, xã mở 9 lớp học.", "other_period|So với"),
    ("Năm trước xã mở 9 lớp học.", "other_period|Năm trước"),
    ("Dự kiến mở 9 lớp học.", "other_period|Dự kiến"),
    ("Trong năm 2024, xã mở 9 lớp học.", "other_year|2024"),
    ("Trong năm 2026, xã mở 9 lớp học.", ""),
    ("Từ tháng 12/2025 đến tháng 3/2026, xã mở 9 lớp học.", ""),
]


@pytest.mark.parametrize(("text", "doubt"), OTHER)
def test_what_speaks_of_another_period_is_doubted(text: str, doubt: str) -> None:
    assert dict(guesses(text))["9"].doubt == doubt


def test_the_surest_figure_for_a_cell_is_proposed_and_the_others_are_doubted() -> None:
    found = dict(guesses("Xã mở 12 lớp học. Nhiều lớp khác: cả 7 thôn."))
    assert found["12"].doubt == ""
    both = dict(guesses("Xã mở 12 lớp học. Thôn 2 mở 3 lớp học."))
    assert [both["12"].doubt, both["3"].doubt] == ["", "again|"]


def test_nothing_asked_nothing_proposed() -> None:
    text = "Mở 12 lớp."
    found = reading.to_json("a", reading.read(text))["figures"]
    assert [guess.target for guess in guess_all(found, text, [], {"2026"})] == [None]
