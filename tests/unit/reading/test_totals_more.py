"""More totals, written after the first rules and before a look at what they make of these."""

import pytest

from tests.effort import steps
from trienkhai.reading import read
from trienkhai.reading.figures import quantities
from trienkhai.reading.totals import totals
from trienkhai.reading.view import view_of

DIFFERS = [
    (
        "Có 1.240 em, chia theo khối: khối 6 có 340 em, khối 7 có 310 em, khối 8 có 300 em, khối 9 có 280 em.",
        ["1.240≠340+310+300+280"],
    ),
    (
        "Đã giải ngân 18,6 tỷ đồng, gồm vốn tỉnh 10,2 tỷ đồng và vốn huyện 8,2 tỷ đồng.",
        ["18,6 tỷ đồng≠10,2 tỷ đồng+8,2 tỷ đồng"],
    ),
    (
        "Thư viện bổ sung 2.460 đầu sách (sách thiếu nhi: 980; sách kỹ thuật: 740; sách văn học: 730).",
        ["2.460≠980+740+730"],
    ),
    ("Quý I mở 12 lớp, quý II mở 15 lớp, quý III mở 9 lớp; tổng cộng 9 tháng mở 38 lớp.", ["38≠12+15+9"]),
    (
        "- Tổng số: 415 học viên, trong đó:\n+ Nghề may: 160 người\n+ Nghề mộc: 125 người\n+ Nghề điện: 120 người",
        ["415≠160+125+120"],
    ),
    ("Khám sức khỏe cho 870 cụ, bao gồm 410 cụ ông và 450 cụ bà.", ["870≠410+450"]),
    ("Toàn xã có 26 tuyến đường được sửa: 9 tuyến liên thôn, 12 tuyến nội thôn và 6 tuyến nội đồng.", ["26≠9+12+6"]),
    (
        "Trong tổng số 320 máy tính được cấp, có 200 máy cho trường, 80 máy cho thư viện, còn lại 50 máy cho trạm.",
        ["320≠200+80+50"],
    ),
    ("Số hồ sơ tiếp nhận trong tháng là 954 (trực tuyến 812, trực tiếp 132).", ["954≠812+132"]),
    (
        "Vận động được 560 triệu đồng; trong đó doanh nghiệp 320 triệu đồng, hộ dân 180 triệu đồng, "
        "tổ chức khác 50 triệu đồng.",
        ["560 triệu đồng≠320 triệu đồng+180 triệu đồng+50 triệu đồng"],
    ),
    (
        "Hội thi có 42 tiết mục tham gia, cụ thể: ca múa 20 tiết mục, kịch 12 tiết mục, nhạc cụ 9 tiết mục.",
        ["42≠20+12+9"],
    ),
    (
        "Nội dung\tKinh phí (triệu đồng)\nMua sách\t120\nSửa phòng đọc\t85,5\nMáy tính\t240\nCộng\t445",
        ["445≠120+85,5+240"],
    ),
    (
        "TT\tĐơn vị\tSố lớp\nI\tVùng thấp\t12\n1\tAn Hòa\t7\n2\tBình Minh\t5\n"
        "II\tVùng cao\t9\n1\tCát Lâm\t4\n2\tĐông Sơn\t4\n\tTổng cộng\t21",
        ["12=7+5", "9≠4+4", "21=12+9"],
    ),
    (
        "Đơn vị\tSố cây\nThôn Đoài\t400\nThôn Hạ\t350\nCộng\t750\n"
        "Thôn Trung\t500\nThôn Đông\t250\nCộng\t760\nTổng cộng\t1.510",
        ["750=400+350", "760≠500+250", "1.510=750+760"],
    ),
    ("Hỗ trợ cho 75 hộ làm nhà, gồm: xây mới 48 hộ, sửa chữa 28 hộ.", ["75≠48+28"]),
    (
        "Có 33 sản phẩm được chứng nhận, trong đó có 2 sản phẩm 5 sao, 11 sản phẩm 4 sao và 21 sản phẩm 3 sao.",
        ["33≠2+11+21"],
    ),
    ("Đội hình gồm 48 tình nguyện viên (26 nam và 21 nữ).", ["48≠26+21"]),
    ("Tuyến đường dài 14,2 km, gồm 8,5 km bê tông và 5,2 km cấp phối.", ["14,2≠8,5+5,2"]),
    (
        "Toàn huyện trồng 36.500 cây:\na) Cây xoan: 15.000 cây\nb) Cây keo: 12.500 cây\nc) Cây lim: 8.000 cây",
        ["36.500≠15.000+12.500+8.000"],
    ),
    ("Cấp 210 thẻ bạn đọc (người lớn 96 thẻ, trẻ em 104 thẻ), cho mượn 3.200 lượt sách.", ["210≠96+104"]),
]

HOLDS = [
    (
        "Có 1.240 em, chia theo khối: khối 6 có 340 em, khối 7 có 320 em, khối 8 có 300 em, khối 9 có 280 em.",
        ["1.240=340+320+300+280"],
    ),
    ("Đơn vị\tQuý I\tQuý II\tCả năm\nSố lớp\t5\t7\t12\nSố buổi tập\t20\t24\t44", ["12=5+7", "44=20+24"]),
    (
        "Tổng kinh phí 4,5 tỷ đồng, trong đó ngân sách tỉnh 3 tỷ đồng (năm 2024: 1 tỷ đồng, năm 2025: 2 tỷ đồng), "
        "xã 1,5 tỷ đồng.",
        ["4,5 tỷ đồng=3 tỷ đồng+1,5 tỷ đồng", "3 tỷ đồng=1 tỷ đồng+2 tỷ đồng"],
    ),
    ("Lớp may có 25 học viên, lớp mộc có 30 học viên, tổng số học viên là 55 học viên.", ["55=25+30"]),
]

NOTHING = [
    "Toàn xã có 12 thôn, trong đó 5 thôn có nhà văn hóa mới, 6 thôn có thư viện, 7 thôn có sân bóng.",
    "Mở 18 lớp cho 540 học viên (trong đó: 210 nữ; 95 người dân tộc thiểu số; 40 người khuyết tật).",
    "Trường có 24 lớp, 812 học sinh và 46 giáo viên (40 giáo viên đạt chuẩn).",
    "Tuyến xe số 5 chạy 36 chuyến một ngày (giá vé 7.000 đồng, vé tháng 200.000 đồng).",
    "Tổ chức 15 cuộc thi, 24 buổi văn nghệ, 40 giải bóng; tổng cộng kinh phí 120 triệu đồng.",
    "Xây 36 căn nhà, mỗi căn 60 triệu đồng, gồm 50 triệu đồng của quỹ và phần còn lại của gia đình.",
    "Năm 2025 mở 18 lớp (năm 2024 mở 12 lớp, năm 2023 mở 9 lớp).",
    "Đến nay có 85 mô hình, trong đó một số mô hình tiêu biểu: mô hình rau sạch 12 hộ, mô hình nuôi cá 8 hộ.",
    "Tiêm 640 mũi (mũi 1: 98%, mũi 2: 95%).",
    "Đạt 25 giải, cao nhất là 2 giải nhất.",
    "Có 14/18 xã mở lớp, còn 4 xã chưa mở.",
    "Phát 3.000 tờ rơi, 250 cuốn sổ tay, 40 áp phích.",
    "Trong 45 hộ đăng ký, có 30 hộ đã nhận cây giống, 12 hộ đã trồng xong.",
    "Giải thưởng gồm 1 giải nhất 5 triệu đồng, 2 giải nhì mỗi giải 3 triệu đồng.",
    "Lắp 120 bóng đèn trên 3 tuyến: tuyến 1 dài 2 km, tuyến 2 dài 3 km, tuyến 3 dài 1,5 km.",
    "Đơn vị\tSố lớp\tBình quân học viên\nAn Hòa\t5\t30\nBình Minh\t7\t28",
    "Thời gian\tNhiệt độ nước (độ)\nTháng 1\t18\nTháng 2\t20",
    "Từ 24 lớp năm 2024 tăng lên 30 lớp năm 2025, gồm nhiều nghề: may, mộc, điện.",
    "Có trên 500 hộ tham gia (thôn Đoài 210 hộ, thôn Hạ 180 hộ và các thôn khác).",
    "Mượn 820 lượt sách; trong đó sách thiếu nhi được mượn nhiều nhất với 450 lượt, sách nấu ăn 120 lượt.",
]


def shown(text: str) -> list[str]:
    found = read(text)
    texts = [f.text for f in found.figures]
    return [f"{texts[t.total]}{'=' if t.holds else '≠'}{'+'.join(texts[i] for i in t.parts)}" for t in found.totals]


@pytest.mark.parametrize(("text", "sums"), [*DIFFERS, *HOLDS, *((text, []) for text in NOTHING)])
def test_more_totals(text: str, sums: list[str]) -> None:
    assert sorted(shown(text)) == sorted(sums)


PLACES = [
    f"{one} {two}" for one in ("An", "Bình", "Cát", "Đông", "Hòa") for two in ("Khê", "Lâm", "Minh", "Phú", "Sơn")
]


def test_of_many_lists_in_one_sentence_each_is_read() -> None:
    items = [f"xã {name} có {12 + n} lớp, gồm {5 + n} lớp may, 7 lớp mộc" for n, name in enumerate(PLACES)]
    assert shown(f"Kết quả: {'; '.join(items)}.") == [f"{12 + n}={5 + n}+7" for n in range(len(PLACES))]


def test_one_long_list_of_two_things_is_read() -> None:
    items = [f"xã {name} 3 lớp, 40 học viên" for name in PLACES]
    text = f"Đã mở 75 lớp, 1.000 học viên, gồm: {'; '.join(items)}."
    assert shown(text) == ["75=" + "+".join(["3"] * 25), "1.000=" + "+".join(["40"] * 25)]


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("Đạt 14/18 chỉ tiêu, trong đó vượt 5 chỉ tiêu, đạt 9 chỉ tiêu.", ["14/18=5+9"]),
        ("Đạt 14/18 chỉ tiêu: vượt 5, đạt 8.", ["14/18≠5+8"]),
        ("Có 18 chỉ tiêu: vượt 5, đạt 9, chưa đạt 4.", ["18=5+9+4"]),
        ("Hoàn thành 16/18 chỉ tiêu (đạt 10 chỉ tiêu và vượt 6 chỉ tiêu).", ["16/18=10+6"]),
        ("Mở 24 lớp, gồm 10 lớp may và 14 lớp mộc, vượt 4 lớp, đạt 120% kế hoạch.", ["24=10+14"]),
    ],
)
def test_grades_are_parts_and_what_exceeds_a_plan_is_none(text: str, sums: list[str]) -> None:
    assert shown(text) == sums


@pytest.mark.parametrize(
    "piece",
    [
        "1 lớp: a 1, ",
        "12 lớp (a 3 ",
        "12 lớp (5 lớp, 6 lớp) ",
        "có 12 lớp, gồm 3 lớp may, 4 lớp mộc, ",
        "trong 60 lớp có 45 lớp, ",
        "5 lớp gồm 3.272 x 4 lớp; ",
        "tổng cộng 1 lớp, ",
        "Có 45 lớp:\n- May: 12 lớp\n- Mộc: 30 lớp\n",
    ],
)
def test_long_lists_take_a_time_that_grows_with_their_length(piece: str) -> None:
    def work(length: int) -> int:
        view = view_of(piece * (length // len(piece))).text
        counted = quantities(view, [])
        return steps(lambda: totals(view, counted))

    assert work(20_000) < 6 * work(5_000)
