"""For which cell a figure of a report is probably meant: rows of text, no database."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.effort import not_for_ever
from trienkhai import reading
from trienkhai.collection.matching import SURE, Frame, Guess, Memory, Target, guess_all, more_figures, places_of
from trienkhai.collection.matching.targets import value_for

CLASSES, LEARNERS, LARGEST, MODELS, SHARE, COPIES, CAME, ASKED, WAIT, COST, HELPERS, RATE = range(1, 13)


def target(number: int, name: str, measure: str, *words: str, **more: Any) -> Target:
    return Target(number, more.pop("breakdown", ""), name, measure, words, **more)


def kind(code: str, name: str) -> Target:
    words = {"category_words": (name,), "section": "II. Mô hình"}
    return target(MODELS, f"Số mô hình: {name}", "mô hình", "mô hình", breakdown=f"kind={code}", **words)


TARGETS = [
    target(CLASSES, "Số lớp học đã mở", "lớp", "lớp học", "lớp tập huấn", "lớp", section="I. Lớp học"),
    target(LEARNERS, "Số lượt người học", "lượt người", "lượt người học", "học viên", section="I. Lớp học"),
    target(
        LEARNERS, "Số lượt người học: nữ", "lượt người", "lượt người học", "học viên",
        breakdown="sex=f", category_words=("nữ",), section="I. Lớp học",
    ),
    target(LARGEST, "Số học viên của lớp đông nhất", "học viên", "lớp đông nhất", section="I. Lớp học"),
    target(MODELS, "Số mô hình đăng ký", "mô hình", "mô hình", section="II. Mô hình"),
    kind("collective", "tập thể"),
    kind("individual", "cá nhân"),
    target(SHARE, "Tỷ lệ hộ dùng nước sạch", "%", "hộ dùng nước sạch"),
    target(COPIES, "Số bản tài liệu đã in", "cuốn", "cuốn", "cuốn tài liệu"),
    target(CAME, "Số lượt người dự", "lượt người", "lượt người dự", "đại biểu", section="III. Hội nghị"),
    target(ASKED, "Số lượt người được mời", "lượt người", "lượt người được mời", section="III", whole_of=CAME),
    target(RATE, "Tỷ lệ dự", "%", "tỷ lệ dự", "tỷ lệ tham dự", computed=True),
    target(WAIT, "Số ngày chờ của hồ sơ lâu nhất", "ngày", "chờ lâu nhất", "lâu nhất"),
    target(COST, "Kinh phí đã chi", "triệu đồng", "kinh phí"),
    target(HELPERS, "Số tình nguyện viên", "người", "tình nguyện viên", stock=True),
]  # fmt: skip
FRAME = Frame(date(2026, 1, 1), date(2026, 3, 31), "Xã An Bình")


def guesses(text: str, targets: list[Target] | None = None, memory: Memory | None = None, **more: Any) -> list[Any]:
    """[(figure's text, guess)]; `more` is put into every figure."""
    asked = TARGETS if targets is None else targets
    found = reading.to_json("a.txt", reading.read(text))
    marks = [mark | more for mark in (*found["figures"], *more_figures(found, text, asked))]
    found["figures"] = marks
    made = guess_all(found, text, places_of(found, text), asked, FRAME, memory or Memory())
    return list(zip([mark["text"] for mark in marks], made, strict=True))


def cell(guess: Guess) -> Any:
    return guess.target.cell if guess.target else None


ROWS = [  # text, the figure, the cell
    ("Toàn xã mở 12 lớp học cộng đồng.", "12", (CLASSES, "")),
    ("Đã tổ chức 5 lớp tập huấn về dịch vụ công.", "5", (CLASSES, "")),
    ("Số lớp học đã mở: 12 lớp.", "12", (CLASSES, "")),
    ("Da mo 12 lop hoc.", "12", (CLASSES, "")),  # written without marks
    ("Các lớp có 480 lượt người học tham gia.", "480", (LEARNERS, "")),
    ("Có 260 học viên.", "260", (LEARNERS, "")),
    ("Có 480 lượt người học, trong đó 260 lượt nữ.", "260", (LEARNERS, "sex=f")),
    ("Lớp đông nhất có 64 học viên.", "64", (LARGEST, "")),
    ("Lớp nuôi ong là lớp đông nhất, có tới 64 học viên.", "64", (LARGEST, "")),
    ("Xã đăng ký 8 mô hình.", "8", (MODELS, "")),
    ("Xã đăng ký 8 mô hình, gồm 3 tập thể và 5 cá nhân.", "3", (MODELS, "kind=collective")),
    ("Xã đăng ký 8 mô hình (tập thể 3, cá nhân 5).", "5", (MODELS, "kind=individual")),
    ("Tỷ lệ hộ dùng nước sạch đạt 97,8%.", "97,8%", (SHARE, "")),
    ("Đã phát 700 cuốn tài liệu đến các thôn.", "700", (COPIES, "")),
    ("TT\tNội dung\tKết quả\n1\tLớp học đã mở\t12\n2\tMô hình\t8", "12", (CLASSES, "")),
    ("Có 187/195 đại biểu dự.", "187/195", (CAME, "")),
    ("Hồ sơ chờ lâu nhất là 21 ngày.", "21", (WAIT, "")),
    ("Kinh phí đã chi 120 triệu đồng.", "120 triệu đồng", (COST, "")),
    ("Đã trồng 1.200 cây xanh.", "1.200", None),
    ("97,8% người dự ở lại đến cuối.", "97,8%", None),
    ("Tỷ lệ tham dự đạt 97,8%.", "97,8%", None),  # computed, not entered
    ("Xã tặng 40 xe đạp cho học sinh.", "40", None),
    ("Số lớp học đã mở: 12.", "12", (CLASSES, "")),  # a number without a noun, which reading passes over
    ("Mở 13 lớp học, đông nhất là lớp may với 59 học viên.", "13", (CLASSES, "")),
    ("Mở 13 lớp học, đông nhất là lớp may với 59 học viên.", "59", (LARGEST, "")),
    ("Có 521 lượt người học; nữ chiếm hơn một nửa, cụ thể 301 lượt.", "301", (LEARNERS, "sex=f")),
    ("Xã đăng ký 8 mô hình: tập thể 3, cá nhân 5.", "3", (MODELS, "kind=collective")),
    ("Xã đăng ký 8 mô hình, gồm 3 của tập thể, 5 của cá nhân.", "5", (MODELS, "kind=individual")),
    ("Nội dung\tSố lượng\tNgười tham gia\nLớp học mở trong quý\t12\t480", "12", (CLASSES, "")),
    ("Nội dung\tSố lượng\tLượt người học\nLớp học cộng đồng\t12\t480", "480", (LEARNERS, "")),
    ("Đơn vị\tLượt người học\tTrong đó nữ\nToàn xã\t480\t260", "260", (LEARNERS, "sex=f")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figure", "meant"), ROWS)
def test_a_figure_is_proposed_for_the_cell_whose_words_stand_by_it(text: str, figure: str, meant: Any) -> None:
    found = dict(guesses(text))[figure]
    assert cell(found) == meant
    if meant:
        assert found.chosen and found.confidence >= SURE and not found.doubt and found.why


def test_two_candidates_are_proposed_with_a_doubt() -> None:
    twice = [target(CLASSES, "Số lớp", "lớp", "lớp"), target(COPIES, "Số lớp cũ", "lớp", "lớp")]
    ((_, guess),) = guesses("Có 12 lớp.", twice)
    assert guess.target is not None and guess.doubt.startswith("two|") and not guess.chosen


DOUBTED = [  # text, the figure, the doubt
    ("So với cùng kỳ, xã mở 9 lớp học.", "9", "comparison|So với"),
    ("Xã mở 12 lớp học, tăng 9 lớp so với quý trước.", "9", "comparison|so với"),
    ("Năm trước xã mở 9 lớp học.", "9", "other_period|nam truoc"),
    ("Dự kiến mở 9 lớp học.", "9", "plan|Dự kiến"),
    ("Nhà trường: kế hoạch giao 9 lớp học.", "9", "plan|kế hoạch"),
    ("III. PHƯƠNG HƯỚNG QUÝ II\nMở 9 lớp học.", "9", "plan|III. PHƯƠNG HƯỚNG QUÝ II"),
    ("Trong năm 2024, xã mở 9 lớp học.", "9", "other_period|trong nam 2024"),
    ("Riêng tháng 2, xã mở 9 lớp học.", "9", "other_period|thang 2"),
    ("Chín tháng đầu năm, xã mở 9 lớp học.", "9", "other_period|chin thang dau nam"),
    ("Lũy kế, xã mở 9 lớp học.", "9", "cumulative|Lũy kế"),
    ("Toàn tỉnh mở 9 lớp học.", "9", "other_scope|Toàn tỉnh"),
    ("Thôn Đông mở 9 lớp học.", "9", "other_scope|Thôn Đông"),
    ("Xã cử người tham gia 9 lớp tập huấn do tỉnh tổ chức.", "9", "other_scope|tham gia"),
    ("Có 9 lớp tập huấn do tỉnh tổ chức.", "9", "other_scope|do tỉnh tổ chức"),
    ("Lớp học đang mở dở: còn 9 lớp học.", "9", "unfinished|còn"),
    ("Đầu quý có 9 tình nguyện viên.", "9", "other_period|Đầu quý"),
    ("Xã mở 12 lớp học, trong đó 9 lớp học buổi tối.", "9", "part|12"),
    ("Có 9 mô hình tập thể.", "9", "no_whole|"),
    ("Cộng cả quý trước, xã mở 9 lớp học.", "9", "cumulative|Cộng cả quý"),
    ("Xã khởi công 9 lớp học.", "9", "unfinished|khởi công"),
    ("Lớp học nhiều ở ấp Đông Thành (9 lớp học).", "9", "other_scope|ấp Đông"),
    ("Tỷ lệ hộ dùng nước sạch đạt 61%, mục tiêu 70%.", "70%", "plan|mục tiêu"),
    ("Cộng cả xã, mở 9 lớp học.", "9", ""),
    ("Kỳ này (cùng kỳ năm 2025: 7 mô hình) xã mở 9 lớp học.", "9", ""),
    ("Xã mở 9 lớp học.", "9", ""),
    ("Xã tặng 9 cuốn tài liệu.", "9", ""),  # not «tăng»
    ("Người dự lớp học ở xã: 9 đại biểu.", "9", ""),
    ("Quý I năm 2026, xã mở 9 lớp học.", "9", ""),
    ("Thực hiện Kế hoạch năm 2026, xã mở 9 lớp học.", "9", ""),
    ("Từ ngày 15/01 đến ngày 20/02, xã mở 9 lớp học.", "9", ""),
    ("Trên địa bàn xã An Bình đã mở 9 lớp học.", "9", ""),
    ("Đến nay xã có 9 tình nguyện viên.", "9", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figure", "doubt"), DOUBTED)
def test_another_time_place_plan_or_part_is_proposed_with_a_doubt(text: str, figure: str, doubt: str) -> None:
    found = dict(guesses(text))[figure]
    assert found.target is not None
    assert found.doubt == doubt or (bool(doubt) and found.doubt.partition("|")[0] == doubt.partition("|")[0])
    assert found.chosen is not bool(doubt)


SAID = [  # what reading says of the figure, the doubt
    ({"basis": "comparison"}, "comparison|"),
    ({"basis": "cumulative", "period": "lũy kế"}, "cumulative|lũy kế"),
    ({"scope": "toàn tỉnh"}, "other_scope|toàn tỉnh"),
    ({"scope": "toàn xã"}, ""),
    ({"scope": "trên địa bàn xã An Bình"}, ""),
    ({"scope": "xã An Bình"}, ""),
    ({"scope": "UBND xã An Bình"}, ""),
    ({"scope": "xã An Bình, tỉnh Bắc Sơn"}, ""),
    ({"scope": "các thôn"}, ""),
    ({"scope": "thôn Đông"}, "other_scope|thôn Đông"),
    ({"scope": "xã An"}, "other_scope|xã An"),
    ({"scope": "xã An Bìn"}, "other_scope|xã An Bìn"),
    ({"period": "quý II", "period_from": "2026-04-01", "period_to": "2026-06-30"}, "other_period|quý II"),
    ({"period": "quý I", "period_from": "2026-01-01", "period_to": "2026-03-31"}, ""),
    ({"to": 15}, "range|"),
]


@pytest.mark.parametrize(("said", "doubt"), SAID)
def test_what_reading_says_of_time_and_place_is_heeded(said: dict[str, Any], doubt: str) -> None:
    none = {"period": None, "period_from": None, "period_to": None, "scope": None, "basis": None}
    (guess,) = [guess for _, guess in guesses("Xã mở 12 lớp học.", **(none | said))]
    assert guess.doubt == doubt and guess.chosen is not bool(doubt)


def test_what_a_check_doubts_is_not_chosen() -> None:
    found = dict(guesses("Có 8 mô hình, gồm 3 mô hình tập thể và 6 mô hình cá nhân."))
    assert {guess.doubt for guess in found.values()} == {"total|"}
    text = "Có 199/195 đại biểu dự."
    assert dict(guesses(text))["199/195"].doubt.startswith("check|")


def test_of_several_figures_for_a_cell_the_surer_is_chosen_or_none() -> None:
    found = dict(guesses("Xã mở 12 lớp học. Các hội viên góp ý cho 7 lớp."))
    assert found["12"].chosen and not found["7"].chosen
    both = dict(guesses("Xã mở 12 lớp học. Xã mở 3 lớp học."))
    assert [both["12"].doubt, both["3"].doubt] == ["again|", "again|"]


def test_a_total_stands_before_its_parts() -> None:
    text = "Thôn\tSố lớp học\nMây\t3\nGió\t4\nToàn xã\t7"
    found = guesses(text)
    assert [(words, guess.chosen) for words, guess in found] == [("3", False), ("4", False), ("7", True)]


def test_a_value_said_again_is_no_doubt() -> None:
    (_, first), (_, again) = guesses("Xã mở 12 lớp học. Như vậy, xã mở 12 lớp học.")
    assert first.chosen and again.target is None and not again.doubt


def test_nothing_asked_nothing_proposed() -> None:
    assert [guess.target for _, guess in guesses("Mở 12 lớp.", [])] == [None]


def test_money_is_counted_in_the_measure_of_the_cell() -> None:
    figure = {"kind": "money", "value": 120_000_000}
    cost = next(one for one in TARGETS if one.indicator_id == COST)
    assert (value_for(figure, cost), value_for(figure, None)) == (120, 120_000_000)


BARE = [  # text, the numbers that are added to the reading's
    ("Số lớp học đã mở: 12.", ["12"]),
    ("Xã đăng ký 8 mô hình: tập thể 3, cá nhân 5.", ["3", "5"]),
    ("Chỉ có tập thể 3, không có gì khác.", []),  # one category alone may be anything
    ("Số điện thoại: 0912345678.", []),
    ("Kính gửi: 12.", []),
    ("Lớp học: 12/3/2026.", []),
]


@pytest.mark.parametrize(("text", "added"), BARE)
def test_numbers_without_a_noun_are_figures_where_the_round_asks_for_them_by_name(text: str, added: list[str]) -> None:
    found = {"figures": [], "citations": []}
    assert [mark["text"] for mark in more_figures(found, text, TARGETS)] == added


def test_durations_are_figures_only_where_a_round_asks_for_them() -> None:
    text = "Hồ sơ chờ lâu nhất là 21 ngày. Lớp học kéo dài 5 ngày."
    found = reading.to_json("a", reading.read(text))
    (more,) = more_figures(found, text, TARGETS)
    assert text[more["start"] : more["end"]] == more["text"] == "21" and more["sentence"] == [0, 30]
    assert more_figures(found, text, TARGETS[:3]) == []


@pytest.mark.parametrize(
    "sentence", ["Xã mở 12 lớp học với 480 lượt người học. ", "12 lớp, 480 học viên, ", "12\t34\t"]
)
def test_ten_thousand_figures_take_seconds_not_minutes(sentence: str) -> None:
    text = sentence * 5_000
    figures = [
        {
            "start": at,
            "end": at + 2,
            "text": "12",
            "value": 12,
            "kind": "count",
            "unit": "lớp",
            "sentence": [0, len(text)],
        }
        for at in range(0, len(text) - 2, max(1, len(text) // 10_000))
    ]
    found = {"figures": figures, "totals": [], "sections": [], "findings": []}
    with not_for_ever():
        guess_all(found, text, places_of(found, text), TARGETS, FRAME, Memory())
