"""A third set of ordinary sentences: slogans, titles, fractions, lists behind a bracket, ages, programmes by number."""

import pytest

from tests.unit.reading.test_ordinary import same_figure, shown
from trienkhai.reading import read

ROWS: list[tuple[str, list[str], list[str]]] = [
    ("Vận hành mô hình chính quyền 2 cấp, xã mở 4 lớp.", ["4=4 count [lớp]"], []),
    (
        "Đào tạo 6.318 người, gồm: trung cấp 3.046 người; sơ cấp và dưới 3 tháng 3.272 người.",
        ["6.318=6318 count [người]", "3.046=3046 count [người]", "3.272=3272 count [người]"],
        ["6.318=3.046+3.272"],
    ),
    ("Mỗi tổ không tăng quá 2 người.", ["2=2 count [người] at_most"], []),
    ("Hội biên soạn cuốn “100 cách làm vườn” và in 300 cuốn.", ["300=300 count [cuốn]"], []),
    ("Lắp 3 trạm biến áp, tổng công suất 675 kVA.", ["3=3 count [trạm biến]", "675=675 measure [kVA]"], []),
    ("Ban Quản lý dự án 661 tỉnh trồng 300 cây.", ["300=300 count [cây]"], []),
    (
        "Tổng chi 690 triệu đồng, trong đó chi thường xuyên 520 triệu đồng, chi đầu tư 170 triệu đồng.",
        [
            "690 triệu đồng=690000000 money [tổng chi]",
            "520 triệu đồng=520000000 money [chi thường]",
            "170 triệu đồng=170000000 money [chi đầu]",
        ],
        ["690 triệu đồng=520 triệu đồng+170 triệu đồng"],
    ),
    (
        "Phát hành 440 văn bản, chia ra: công văn 310; báo cáo 69; tờ trình 61.",
        [
            "440=440 count [văn bản]",
            "310=310 count [công văn|văn bản]",
            "69=69 count [báo cáo|văn bản]",
            "61=61 count [tờ trình|văn bản]",
        ],
        ["440=310+69+61"],
    ),
    (
        "Cấp 1.420 cây giống (TR4: 800; TR9: 400; giống khác: 220).",
        [
            "1.420=1420 count [cây giống]",
            "800=800 count [cây giống]",
            "400=400 count [cây giống]",
            "220=220 count [giống|cây giống]",
        ],
        ["1.420=800+400+220"],
    ),
    ("Máy mới gấp 5 lần lao động thủ công.", ["5=5 measure [lần]"], []),
    ("Chi hội có 46 hội viên, tuổi đời bình quân 64.", ["46=46 count [hội viên]"], []),
    (
        "Có 12 hộ thu nhập từ 150 triệu đồng/năm trở lên.",
        ["12=12 count [hộ thu]", "150 triệu đồng=150000000 money [thu nhập] at_least"],
        [],
    ),
    (
        "Tiếp nhận 18.204 hồ sơ (16.940 trực tuyến, 1.190 trực tiếp, 74 qua bưu chính).",
        [
            "18.204=18204 count [hồ sơ]",
            "16.940=16940 count [hồ sơ]",
            "1.190=1190 count [hồ sơ]",
            "74=74 count [hồ sơ]",
        ],
        ["18.204=16.940+1.190+74"],
    ),
    ("Diện tích vườn bằng 1/3 diện tích sân trường.", ["1/3=1/3 ratio [diện tích]"], []),
    ("Khoảng 2/3 số rau do nhà trường trồng.", ["2/3=2/3 ratio [số rau] about"], []),
    ("Ngày 1/3 và 20/11, xã mở 2 lớp.", ["2=2 count [lớp]"], []),
    ("Mô hình 5 không, 3 sạch có 40 hộ tham gia.", ["40=40 count [hộ]"], []),
    ("Ra mắt mô hình “3 có, 3 biết”, mô hình “5 ngàn đồng mỗi ngày” với 17 tổ.", ["17=17 count [tổ]"], []),
    ("Thu trên địa bàn huyện được 24 tỷ đồng.", ["24 tỷ đồng=24000000000 money [thu trên]"], []),
    ("Cân trẻ dưới 5 tuổi 412/415 cháu.", ["412/415=412/415 ratio [cháu]"], []),
    ("Ban gồm 15 đồng chí, Ban Thường vụ 5 đồng chí.", ["15=15 count [đồng chí]", "5=5 count [đồng chí]"], []),
    ("Cao gấp 3,5 lần mức chung.", ["3,5=3.5 measure [lần]"], []),
    (
        "Đạt 3/4 chỉ tiêu: vượt 1, đạt 2.",
        ["3/4=3/4 ratio [chỉ tiêu]", "1=1 count [chỉ tiêu]", "2=2 count [chỉ tiêu]"],
        ["3/4=1+2"],
    ),
    ("Tủ sách mới. Số lượng: 15.", ["15=15 count []"], []),
    (
        "Tổng vốn 30 tỷ đồng: ngân sách tỉnh 12 tỷ đồng; ngân sách huyện 10 tỷ đồng; nhân dân đóng góp 8 tỷ đồng.",
        [
            "30 tỷ đồng=30000000000 money [tổng vốn]",
            "12 tỷ đồng=12000000000 money [ngân sách]",
            "10 tỷ đồng=10000000000 money [ngân sách]",
            "8 tỷ đồng=8000000000 money []",
        ],
        ["30 tỷ đồng=12 tỷ đồng+10 tỷ đồng+8 tỷ đồng"],
    ),
]


@pytest.mark.parametrize(("text", "figures", "sums"), ROWS, ids=[row[0][:40] for row in ROWS])
def test_a_sentence_of_another_kind(text: str, figures: list[str], sums: list[str]) -> None:
    found = read(text)
    assert len(found.figures) == len(figures), found.figures
    assert [e for e, f in zip(figures, found.figures, strict=True) if not same_figure(e, f)] == [], found.figures
    assert [shown(t, found) for t in found.totals] == sums
