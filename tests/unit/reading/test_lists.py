"""Lists whose numbers stand behind their labels, and what adds up to what."""

import tomllib
from importlib.resources import files

import pytest

from trienkhai.reading import read
from trienkhai.reading.lexicon import table

ROWS = [
    # text, numbers with their units, total
    (
        "Toàn xã đăng ký mới 21 mô hình, điển hình (tập thể 8, cá nhân 12).",
        ["21 mô hình, điển hình", "8 tập thể", "12 cá nhân"],
        ["21≠8+12"],
    ),
    (
        "Có 21 mô hình, điển hình (8 tập thể, 12 cá nhân).",
        ["21 mô hình, điển hình", "8 tập thể", "12 cá nhân"],
        ["21≠8+12"],
    ),
    ("Có 20 mô hình: tập thể 8, cá nhân 12.", ["20 mô hình", "8 tập thể", "12 cá nhân"], ["20=8+12"]),
    ("Mở 12 lớp, trong đó xã An Hòa 5, xã Bình Minh 7.", ["12 lớp", "5 lớp", "7 lớp"], ["12=5+7"]),
    ("Mở 15 lớp (xã An Hòa 5; xã Bình Minh 7).", ["15 lớp", "5 lớp", "7 lớp"], []),
    ("Trao 7 giải (2 giải tập thể và 5 giải cá nhân).", ["7 giải", "2 giải tập thể", "5 giải cá nhân"], ["7=2+5"]),
    ("Có 12 học viên (nam 5, nữ 7).", ["12 học viên", "5 nam", "7 nữ"], ["12=5+7"]),
    ("Mở 12 lớp: lớp nghề 4; lớp kỹ năng 8.", ["12 lớp", "4 lớp nghề", "8 lớp kỹ năng"], ["12=4+8"]),
    ("Mở 8 lớp nghề, 4 lớp kỹ năng, tổng cộng 12 lớp.", ["8 lớp nghề", "4 lớp kỹ năng", "12 lớp"], ["12=8+4"]),
    ("Mở 8 lớp nghề, 4 lớp kỹ năng, tổng cộng là 13 lớp.", ["8 lớp nghề", "4 lớp kỹ năng", "13 lớp"], ["13≠8+4"]),
    ("Có 7 đơn vị, trong đó xã 3, phường 4.", ["7 đơn vị", "3 xã", "4 phường"], ["7=3+4"]),
    ("Trồng 900 cây (thôn Đoài 400, thôn Hạ 500).", ["900 cây", "400 cây", "500 cây"], ["900=400+500"]),
    (
        "Có 200 hồ sơ: nộp trực tuyến 150 (75%), nộp trực tiếp 50 (25%).",
        ["200 hồ sơ", "150 hồ sơ", "75% ", "50 hồ sơ", "25% "],
        ["200=150+50"],
    ),
    ("Số sách được cấp: xã An Hòa 200, xã Bình Minh 150.", ["200 sách", "150 sách"], []),
    (
        "Lớp may khóa 2 có 25 học viên, nữ 24, dân tộc thiểu số 10, hộ nghèo 6.",
        ["25 học viên", "24 nữ", "10 dân tộc thiểu số", "6 hộ nghèo"],
        [],
    ),
    (
        "Có 40 hồ sơ quá hạn (lĩnh vực đất đai 31, hộ tịch 5, xây dựng 4).",
        ["40 hồ sơ", "31 hồ sơ", "5 hồ sơ", "4 hồ sơ"],
        ["40=31+5+4"],
    ),
    (
        "Giải nhất 5 triệu đồng, giải nhì 3 triệu đồng, giải ba 2 triệu đồng, tổng tiền thưởng 10 triệu đồng.",
        ["5 triệu đồng ", "3 triệu đồng ", "2 triệu đồng ", "10 triệu đồng tổng tiền thưởng"],
        ["10 triệu đồng=5 triệu đồng+3 triệu đồng+2 triệu đồng"],
    ),
    ("Số trang: 24. Số điện thoại: 0912 345 678. Số tài khoản: 1234567890.", ["24 trang"], []),
    # names that hold a number
    ("Mở lớp tại 2 thôn (thôn Tân Lập 1, thôn Tân Lập 2).", ["2 thôn"], []),
    ("Khám tại 3 thôn: thôn Đoài 1, thôn Hạ 2.", ["3 thôn"], []),
    ("Lắp 5 tủ sách: phòng 2, phòng 3.", ["5 tủ sách"], []),
    ("Trao 60 suất quà cho người dân tại khu phố 3, tổ 5 và đường Hoa 12.", ["60 suất quà"], []),
    ("Tiêm 40 mũi, trong đó tổ 4, tổ 5 tiêm ở trạm.", ["40 mũi"], []),
    ("Xã có 5 điểm trường: Hoa Mai, Hoa Sen, Tân Lập 1, Tân Lập 2 và Trung tâm.", ["5 điểm trường"], []),
    ("Thủ tục gồm 2 bước: bước 1 nộp hồ sơ, bước 2 nhận kết quả.", ["2 bước"], []),
    # subsets
    ("Mở 12 lớp (3 lớp may, 4 lớp mộc).", ["12 lớp", "3 lớp may", "4 lớp mộc"], []),
    ("Sáu tháng mở 5 lớp, quý III mở 4 lớp, lũy kế 12 lớp.", ["5 lớp", "4 lớp", "12 lớp"], []),
]


def sums(text: str) -> list[str]:
    found = read(text)
    texts = [f.text for f in found.figures]
    return [f"{texts[t.total]}{'=' if t.holds else '≠'}{'+'.join(texts[i] for i in t.parts)}" for t in found.totals]


@pytest.mark.parametrize(("text", "figures", "totals"), ROWS, ids=[row[0][:40] for row in ROWS])
def test_lists_are_read_with_their_labels(text: str, figures: list[str], totals: list[str]) -> None:
    assert [f"{f.text} {f.unit or ''}" for f in read(text).figures] == figures
    assert sums(text) == totals


@pytest.mark.parametrize(("text", "sign"), table("partitions")["examples"])
def test_a_breakdown_into_all_of_a_set_claims_to_be_complete(text: str, sign: str) -> None:
    assert [sign in total for total in sums(text)] == [True]
    assert ("sum_differs" in [f.code for f in read(text).findings]) == (sign == "≠")


def test_the_report_of_the_demonstration_is_read_with_its_false_sum() -> None:
    blocks = tomllib.loads((files("trienkhai.demo") / "data" / "narrative.toml").read_text("utf-8"))["block"]
    text = "\n".join(block.get("text") or block["heading"] for block in blocks)
    assert sums(text) == ["21≠8+12"]
    assert [f.code for f in read(text).findings] == ["sum_differs"]
