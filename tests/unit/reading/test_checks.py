"""What does not add up between figures: `code at other other`; the rows were written before the reader saw them."""

import pytest

from trienkhai.reading import read
from trienkhai.reading.lexicon import table

FOUND = [
    # a share and its percentage
    ("Có 35.599/35.900 hội viên tham gia, đạt 98,16%.", ["percent_differs 98,16% 35.599/35.900"]),
    ("Có 18 trong tổng số 28 xã mở lớp, đạt 63,4%.", ["percent_differs 63,4% 18 trong tổng số 28"]),
    ("Đã sửa 45/60 nhà (đạt 85%).", ["percent_differs 85% 45/60"]),
    ("Toàn xã có 9/12 thôn có thư viện, chiếm 57%.", ["percent_differs 57% 9/12"]),
    ("Có trên 900/1.200 hộ (55,5%) dùng nước máy.", ["percent_differs 55,5% 900/1.200"]),
    ("Tiếp nhận 200 hồ sơ: trực tuyến 150 (65%), trực tiếp 50 (25%).", ["percent_differs 65% 150 200"]),
    ("Lớp học có 350 học viên, trong đó nữ 120 người (chiếm 43,3%).", ["percent_differs 43,3% 120 350"]),
    ("Có 18/20 trường đạt chuẩn, đạt tỷ lệ trên 95%.", ["percent_differs 95% 18/20"]),
    # a part above its whole
    ("Hợp tác xã có 2.375 thành viên, trong đó có 3.479 thành viên nữ.", ["subset_larger 3.479 2.375"]),
    ("Xã có 45 thôn, trong đó 48 thôn có nhà văn hóa.", ["subset_larger 48 45"]),
    ("Trong 60 lớp đã mở có 75 lớp nghề.", ["subset_larger 75 60"]),
    ("Lớp học có 35 học viên, trong đó nữ 53.", ["subset_larger 53 35"]),
    ("Kinh phí 4,5 tỷ đồng, trong đó ngân sách xã 5,4 tỷ đồng.", ["subset_larger 5,4 tỷ đồng 4,5 tỷ đồng"]),
    ("Hội có 2.375 hội viên, có 3.479 hội viên nữ.", ["subset_larger 3.479 2.375"]),
    # shares above a hundred
    ("Tỷ lệ hộ dùng nước sạch đạt 120%.", ["percent_over_100 120%"]),
    ("Số hồ sơ giải quyết đúng hạn chiếm 102,5%.", ["percent_over_100 102,5%"]),
    ("Đã cấp thẻ cho 105% số hộ nghèo.", ["percent_over_100 105%"]),
    ("Tỷ lệ trẻ được tiêm đủ mũi là 100,8% tổng số trẻ.", ["percent_over_100 100,8%"]),
    # the same said twice
    (
        "Năm 2025, toàn xã đã mở 85 lớp dạy nghề.\nCông tác khác được quan tâm.\n"
        "Như vậy, năm 2025 toàn xã mở 87 lớp dạy nghề.",
        ["stated_differently 87 85"],
    ),
    (
        "Toàn huyện có 35 tủ sách thôn. Các tủ sách mở cửa hằng ngày.\nToàn huyện hiện có 53 tủ sách thôn.",
        ["stated_differently 53 35"],
    ),
    # a sum of months that falls
    ("Quý III/2026 mở 14 lớp, lũy kế từ đầu năm 12 lớp.", ["cumulative_falls 12 14"]),
    (
        "Lũy kế 6 tháng đầu năm 2026 cấp 450 thẻ thư viện. Lũy kế 9 tháng năm 2026 cấp 405 thẻ thư viện.",
        ["cumulative_falls 405 450"],
    ),
    ("Trong tháng tiêm 320 liều; lũy kế 302 liều.", ["cumulative_falls 302 320"]),
    # the wrong mark
    ("Mở lớp cho 30,850 học viên, chi 1.250,5 triệu đồng.", ["magnitude_jump 30,850"]),
    ("Toàn xã có 1.2345 hộ dùng nước máy.", ["magnitude_jump 1.2345"]),
    (
        "Có 3.500 học viên (nam 1.500, nữ 2.000.000).",
        ["magnitude_jump 2.000.000 3.500", "sum_differs 3.500 1.500 2.000.000"],
    ),
    (
        "Năm 2025, toàn xã trồng 12.500 cây phân tán.\nKết quả, năm 2025 toàn xã trồng 12,5 cây phân tán.",
        ["magnitude_jump 12,5 12.500"],
    ),
    ("Có 17/15 xã mở lớp.", ["ratio_over_whole 17/15"]),
]

NOTHING = [
    "Có 35.599/35.900 hội viên tham gia, đạt 99,16%.",
    "Có 35.599/35.900 hội viên tham gia, đạt 99,1%.",
    "Có 35.599/35.900 hội viên tham gia, đạt trên 99%.",
    "Có 18 trong tổng số 28 xã mở lớp, đạt 64,3%.",
    "Có 18/28 xã mở lớp, đạt 100% kế hoạch.",
    "Có 18/28 xã mở lớp, tăng 12% so với năm trước.",
    "Có 18/28 xã mở lớp; 85% học viên có việc làm.",
    "Có 8/10 xã và 3/4 phường mở lớp, đạt 78,6%.",
    "Có 120 hộ, trong đó 30 hộ nghèo, chiếm 12% số hộ nghèo toàn huyện.",
    "Mở 165/150 lớp, đạt 110% kế hoạch.",
    "Thu hút gần 900/1.200 học viên (75%).",
    "Đã sửa 2/3 số nhà, đạt 67%.",
    "Trồng 700 cây, đạt 102,6% kế hoạch.",
    "Tỷ lệ hồ sơ trực tuyến tăng 120% so với cùng kỳ.",
    "Thu ngân sách đạt 135% dự toán, bằng 118% so với năm trước.",
    "Tỷ lệ thực hiện kế hoạch đạt 105%.",
    "Số lớp bằng 125% chỉ tiêu.",
    "Công suất sử dụng giường bệnh đạt 115%.",
    "Mở 12 lớp, trong đó có 360 học viên nữ.",
    "Xã có 12 thôn, có 3.450 hộ.",
    "Huyện có 24 tổ với 3.450 hộ, trong đó 2.000 hộ dùng nước máy.",
    "Năm 2024 toàn xã mở 80 lớp nghề.\nNăm 2025 toàn xã mở 85 lớp nghề.",
    "1. Xã An Hòa\nĐã mở 12 lớp dạy nghề cho người dân.\n2. Xã Bình Minh\nĐã mở 15 lớp dạy nghề cho người dân.",
    "Toàn xã mở trên 80 lớp dạy nghề.\nToàn xã mở 85 lớp dạy nghề.",
    "Năm 2025, toàn xã mở 85 lớp nghề.\nPHƯƠNG HƯỚNG\nNăm 2025, toàn xã mở 90 lớp nghề.",
    "Toàn xã có 45 thôn, phấn đấu có 50 thôn.",
    "Toàn xã trao 20 suất quà cho học sinh. Toàn xã trao 35 suất quà cho người cao tuổi.",
    "Quý III/2026 mở 4 lớp, lũy kế từ đầu năm 12 lớp.",
    "Lũy kế 6 tháng đầu năm 2026 mở 45 lớp. Lũy kế 9 tháng năm 2026 mở 54 lớp.",
    "Lũy kế 9 tháng năm 2026 mở 54 lớp. Lũy kế 6 tháng đầu năm 2026 mở 45 lớp.",
    "Trong tháng tiêm 320 liều; lũy kế 12 đợt.",
    "Tháng 9/2026 nhận 413 hồ sơ, lũy kế giải quyết trong kỳ là 630 hồ sơ; đến hạn là 416 hồ sơ.",
    "Với cấp huyện, toàn tỉnh tiếp nhận 5.150 hồ sơ. Với cấp xã, toàn tỉnh tiếp nhận 8.260 hồ sơ.",
    "Bình quân mỗi hộ 3,5 người; mỗi xã đạt 16,25 tiêu chí.",
    "Diện tích 12,345 ha; dài 5,125 km; sản lượng 3,250 tấn.",
    "Thu 1,234 tỷ đồng.",
    "The centre trained 30,850 học viên, sửa 1,250 nhà, trồng 12,400 cây.",
    "Trồng 12.500 cây phân tán và 12 cây cổ thụ.",
    "Lắp 24/24 camera, tỷ lệ đạt 100%.",
    "Ngày 12/10 họp.",
]


def shown(text: str) -> list[str]:
    return sorted(" ".join([f.code, f.text, *(text[a:b] for a, b in f.others)]) for f in read(text).findings)


@pytest.mark.parametrize(("text", "found"), [*FOUND, *((text, []) for text in NOTHING)])
def test_checks(text: str, found: list[str]) -> None:
    assert shown(text) == sorted(found)


@pytest.mark.parametrize(("text", "found"), FOUND)
def test_every_finding_has_its_sentence_with_the_numbers_as_written(text: str, found: list[str]) -> None:
    for f in read(text).findings:
        assert text[f.start : f.end] == f.text
        assert f.text in f.message
        assert all(text[a:b] in " ".join(f.values.values()) for a, b in f.others)


@pytest.mark.parametrize(("text", "code"), table("checks")["examples"])
def test_the_words_of_the_checks_are_read_back(text: str, code: str) -> None:
    assert [f.code for f in read(text).findings] == ([code] if code else [])
