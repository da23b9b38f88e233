"""The period, the scope and the basis that a text states for each figure; written before the reader saw them.

A figure is `text | period | first..last | scope | basis`; what the text does not state is left empty.
"""

import pytest

from trienkhai.reading import Figure, read

ROWS: list[tuple[str, list[str]]] = [
    (
        "Từ 01/01 đến hết 31/8/2026, xã tiếp nhận 905 hồ sơ.",
        ["905 | Từ 01/01 đến hết 31/8/2026 | 2026-01-01..2026-08-31 | | "],
    ),
    ("Chi trả dịch vụ môi trường rừng năm 2025 cho 31 hộ.", ["31 | năm 2025 | 2025-01-01..2025-12-31 | | "]),
    ("Vụ đông xuân 2026, xã trồng 31 ha lúa.", ["31 | Vụ đông xuân 2026 | .. | | "]),
    # a time at the head of the sentence governs what follows
    ("Năm 2025, xã mở 85 lớp.", ["85 | Năm 2025 | 2025-01-01..2025-12-31 | | "]),
    (
        "Trong năm 2025 toàn xã trồng 3.500 cây, sửa 12 căn nhà.",
        [
            "3.500 | năm 2025 | 2025-01-01..2025-12-31 | toàn xã | ",
            "12 | năm 2025 | 2025-01-01..2025-12-31 | toàn xã | ",
        ],
    ),
    (
        "Từ năm 2018 đến hết quý I/2023, toàn tỉnh mở 85 lớp cho 5.771 học viên.",
        [
            "85 | Từ năm 2018 đến hết quý I/2023 | 2018-01-01..2023-03-31 | toàn tỉnh | ",
            "5.771 | Từ năm 2018 đến hết quý I/2023 | 2018-01-01..2023-03-31 | toàn tỉnh | ",
        ],
    ),
    ("6 tháng đầu năm 2026, xã cấp 150 thẻ thư viện.", ["150 | 6 tháng đầu năm 2026 | 2026-01-01..2026-06-30 | | "]),
    ("Sáu tháng cuối năm 2025 có 12 lớp.", ["12 | Sáu tháng cuối năm 2025 | 2025-07-01..2025-12-31 | | "]),
    ("Quý III/2026, xã mở 4 lớp.", ["4 | Quý III/2026 | 2026-07-01..2026-09-30 | | "]),
    ("Trong quý 2 năm 2026 có 9 lớp.", ["9 | quý 2 năm 2026 | 2026-04-01..2026-06-30 | | "]),
    ("9 tháng năm 2026, tiêm 1.200 mũi vắc xin.", ["1.200 | 9 tháng năm 2026 | 2026-01-01..2026-09-30 | | "]),
    (
        "Giai đoạn 2021-2025, huyện xây mới 140 căn nhà.",
        ["140 | Giai đoạn 2021-2025 | 2021-01-01..2025-12-31 | | "],
    ),
    ("Nhiệm kỳ 2020 - 2025, xã mở 30 lớp.", ["30 | Nhiệm kỳ 2020 - 2025 | 2020-01-01..2025-12-31 | | "]),
    ("Tháng 8/2026 có 320 hồ sơ được tiếp nhận.", ["320 | Tháng 8/2026 | 2026-08-01..2026-08-31 | | "]),
    ("Tháng 02 năm 2024, xã cấp 15 thẻ thư viện.", ["15 | Tháng 02 năm 2024 | 2024-02-01..2024-02-29 | | "]),
    (
        "Từ ngày 15/12/2025 đến 14/6/2026, xã tiếp nhận 905 hồ sơ.",
        ["905 | Từ ngày 15/12/2025 đến 14/6/2026 | 2025-12-15..2026-06-14 | | "],
    ),
    (
        "Từ tháng 1 đến tháng 6/2026 có 820 hồ sơ.",
        ["820 | Từ tháng 1 đến tháng 6/2026 | 2026-01-01..2026-06-30 | | "],
    ),
    ("Đến hết tháng 6/2026, có 45 tủ sách.", ["45 | Đến hết tháng 6/2026 | ..2026-06-30 | | "]),
    ("Tính đến 30/6/2026, toàn huyện có 210 lớp.", ["210 | Tính đến 30/6/2026 | ..2026-06-30 | toàn huyện | "]),
    ("Đến nay, cả nước có 120 thư viện.", ["120 | Đến nay | .. | cả nước | "]),
    ("Đến năm 2030, phấn đấu có 90% hộ dùng nước sạch.", ["90% | Đến năm 2030 | ..2030-12-31 | | "]),
    ("Trong kỳ, xã mở 4 lớp.", ["4 | Trong kỳ | .. | | "]),
    ("Năm học 2025-2026, trường có 18 lớp.", ["18 | Năm học 2025-2026 | .. | | "]),
    ("Cuối năm 2025, xã còn 35 hộ nghèo.", ["35 | Cuối năm 2025 | ..2025-12-31 | | "]),
    ("Trong 5 năm (2021 - 2025), trung tâm mở 210 lớp.", ["210 | 5 năm (2021 - 2025) | 2021-01-01..2025-12-31 | | "]),
    ("5 năm qua, xã trồng 9.000 cây.", ["9.000 | 5 năm qua | .. | | "]),
    ("Các năm 2023, 2024 và 2025 có 30 lớp.", ["30 | năm 2023, 2024 và 2025 | 2023-01-01..2025-12-31 | | "]),
    # behind the figure
    ("Xã mở 85 lớp trong năm 2025.", ["85 | năm 2025 | 2025-01-01..2025-12-31 | | "]),
    (
        "Tỷ lệ hộ nghèo giảm từ 5,2% năm 2021 xuống còn 1,1% năm 2025.",
        ["5,2% | năm 2021 | 2021-01-01..2021-12-31 | | ", "1,1% | năm 2025 | 2025-01-01..2025-12-31 | | "],
    ),
    (
        "Số lớp tăng từ 12 lớp (năm 2024) lên 15 lớp (năm 2025).",
        ["12 | năm 2024 | 2024-01-01..2024-12-31 | | ", "15 | năm 2025 | 2025-01-01..2025-12-31 | | "],
    ),
    (
        "Xã cấp 300 thẻ, mở 4 lớp trong quý I/2026.",
        [
            "300 | quý I/2026 | 2026-01-01..2026-03-31 | | ",
            "4 | quý I/2026 | 2026-01-01..2026-03-31 | | ",
        ],
    ),
    # another time takes over
    (
        "Năm 2024 mở 12 lớp; năm 2025 mở 15 lớp.",
        ["12 | Năm 2024 | 2024-01-01..2024-12-31 | | ", "15 | năm 2025 | 2025-01-01..2025-12-31 | | "],
    ),
    (
        "Năm 2025, xã mở 15 lớp (năm 2024 mở 12 lớp), cấp 300 thẻ thư viện.",
        [
            "15 | Năm 2025 | 2025-01-01..2025-12-31 | | ",
            "12 | năm 2024 | 2024-01-01..2024-12-31 | | ",
            "300 | Năm 2025 | 2025-01-01..2025-12-31 | | ",
        ],
    ),
    # comparison
    (
        "Năm 2025 có 24 lớp, tăng 2 lớp và 46 học sinh so với năm 2024.",
        [
            "24 | Năm 2025 | 2025-01-01..2025-12-31 | | ",
            "2 | Năm 2025 | 2025-01-01..2025-12-31 | | comparison",
            "46 | Năm 2025 | 2025-01-01..2025-12-31 | | comparison",
        ],
    ),
    ("Số hồ sơ tăng 12,5% so với cùng kỳ năm trước.", ["12,5% | | .. | | comparison"]),
    ("So với cùng kỳ năm 2025, số hồ sơ tăng 121 hồ sơ.", ["121 | | .. | | comparison"]),
    (
        "Quý I/2026 tiếp nhận 905 hồ sơ (cùng kỳ năm trước 820 hồ sơ).",
        [
            "905 | Quý I/2026 | 2026-01-01..2026-03-31 | | ",
            "820 | cùng kỳ năm trước | .. | | comparison",
        ],
    ),
    ("Thu 5 tỷ đồng, bằng 105% cùng kỳ.", ["5 tỷ đồng | | .. | | ", "105% | | .. | | comparison"]),
    ("Đạt 97,8% so với kế hoạch.", ["97,8% | | .. | | "]),
    # cumulative
    (
        "Lũy kế đến hết tháng 6/2026, xã mở 12 lớp.",
        ["12 | đến hết tháng 6/2026 | ..2026-06-30 | | cumulative"],
    ),
    ("Từ đầu năm đến nay, xã mở 12 lớp.", ["12 | Từ đầu năm đến nay | .. | | cumulative"]),
    (
        "Quý III/2026 mở 4 lớp, lũy kế 12 lớp.",
        ["4 | Quý III/2026 | 2026-07-01..2026-09-30 | | ", "12 | | .. | | cumulative"],
    ),
    ("Trong tháng có 5 lớp (lũy kế 40 lớp).", ["5 | Trong tháng | .. | | ", "40 | | .. | | cumulative"]),
    # no time of the figure
    ("Đạt 97,8% kế hoạch năm 2025.", ["97,8% | | .. | | "]),
    ("Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2026 của UBND xã, xã mở 4 lớp.", ["4 | | .. | | "]),
    ("Xã mở 4 lớp cho 120 học viên.", ["4 | | .. | | ", "120 | | .. | | "]),
    ("BÁO CÁO\nKết quả năm 2025\nXã mở 4 lớp.", ["4 | | .. | | "]),
    ("Mỗi năm mở 5 lớp.", ["5 | | .. | | "]),
    (
        "Xã phấn đấu đạt chuẩn vào năm 2027; kinh phí trên 21 tỷ đồng.",
        ["21 tỷ đồng | | .. | | "],
    ),
    (
        "Năm 2025: mở 5 lớp; trồng 300 cây.",
        ["5 | Năm 2025 | 2025-01-01..2025-12-31 | | ", "300 | Năm 2025 | 2025-01-01..2025-12-31 | | "],
    ),
    ("Trong nhiệm kỳ (2020-2025), xã mở 30 lớp.", ["30 | nhiệm kỳ (2020-2025) | 2020-01-01..2025-12-31 | | "]),
    ("Tiêm cho trẻ sinh năm 2020 được 120 liều.", ["120 | | .. | | "]),
    (
        "Tăng 7,3% so với năm 2024 (vượt mục tiêu 0,3%); chăm sóc 40 ha.",
        ["7,3% | | .. | | comparison", "0,3% | | .. | | ", "40 | | .. | | "],
    ),
    (
        "Đón 1,8 triệu lượt khách trong 9 tháng đầu năm 2026, tăng 22% so với cùng kỳ.",
        [
            "1,8 triệu | 9 tháng đầu năm 2026 | 2026-01-01..2026-09-30 | | ",
            "22% | 9 tháng đầu năm 2026 | 2026-01-01..2026-09-30 | | comparison",
        ],
    ),
    ("Có 3.900 lao động, gấp 1,5 lần năm 2020.", ["3.900 | | .. | | ", "1,5 | | .. | | comparison"]),
    ("Mực nước thấp hơn cùng kỳ 2,1 m.", ["2,1 | | .. | | comparison"]),
    ("Đến cuối năm học 2024-2025, trường có 18 lớp.", ["18 | Đến cuối năm học 2024-2025 | .. | | "]),
    (
        "So với cùng kỳ năm trước, giảm 146 lượt, 127 lượt người.",
        ["146 | | .. | | comparison", "127 | | .. | | comparison"],
    ),
    ("Mức thưởng 4,5 lần mức lương cơ sở.", ["4,5 | | .. | | "]),
    ("Có 28 sản phẩm trên địa bàn 11 huyện.", ["28 | | .. | | ", "11 | | .. | | "]),
    ("Tăng 1,9 m2 so với đầu giai đoạn.", ["1,9 | | .. | | comparison"]),
    # other sentences say nothing, but for a line with a colon above a list
    (
        "Năm 2025, xã mở 12 lớp. Có 350 học viên tốt nghiệp.\nTrồng 900 cây.",
        [
            "12 | Năm 2025 | 2025-01-01..2025-12-31 | | ",
            "350 | | .. | | ",
            "900 | | .. | | ",
        ],
    ),
    (
        "Kết quả đạt được trong năm 2025:\n- Mở 12 lớp.\n- Trồng 900 cây.\nXã có 5 thôn.",
        [
            "12 | năm 2025 | 2025-01-01..2025-12-31 | | ",
            "900 | năm 2025 | 2025-01-01..2025-12-31 | | ",
            "5 | | .. | | ",
        ],
    ),
    # scope
    ("Trên địa bàn huyện có 45 thư viện.", ["45 | | .. | Trên địa bàn huyện | "]),
    ("Có 45 thư viện trên địa bàn xã An Hòa.", ["45 | | .. | trên địa bàn xã An Hòa | "]),
    ("Toàn Đảng bộ tỉnh có 12 lớp.", ["12 | | .. | Toàn Đảng bộ tỉnh | "]),
    (
        "Xã An Hòa sửa 12 căn nhà, xã Bình Minh 9 căn, xã Cẩm Sơn 7 căn.",
        ["12 | | .. | Xã An Hòa | ", "9 | | .. | xã Bình Minh | ", "7 | | .. | xã Cẩm Sơn | "],
    ),
    (
        "Toàn huyện mở 12 lớp (xã An Hòa 5, xã Bình Minh 7).",
        ["12 | | .. | Toàn huyện | ", "5 | | .. | xã An Hòa | ", "7 | | .. | xã Bình Minh | "],
    ),
    (
        "Toàn xã có 72 tủ sách (cấp xã 01; thôn 71).",
        ["72 | | .. | Toàn xã | ", "01 | | .. | | ", "71 | | .. | | "],
    ),
    ("Mở 5 lớp tại xã An Hòa.", ["5 | | .. | xã An Hòa | "]),
    ("UBND xã An Hòa tổ chức 5 lớp.", ["5 | | .. | | "]),
    ("Huy động toàn xã hội tham gia, đổi mới toàn diện, mở 5 lớp.", ["5 | | .. | | "]),
    ("Trường Tiểu học Hoa Mai có 18 lớp.", ["18 | | .. | Trường Tiểu học Hoa Mai | "]),
    # tables
    (
        "Nội dung\tQuý I/2026\tQuý II/2026\nSố hồ sơ tiếp nhận\t820\t905\nSố lớp\t4\t6",
        [
            "820 | Quý I/2026 | 2026-01-01..2026-03-31 | | ",
            "905 | Quý II/2026 | 2026-04-01..2026-06-30 | | ",
            "4 | Quý I/2026 | 2026-01-01..2026-03-31 | | ",
            "6 | Quý II/2026 | 2026-04-01..2026-06-30 | | ",
        ],
    ),
    (
        "Đơn vị\tSố lớp\nXã An Hòa\t5\nXã Bình Minh\t7\nTổng cộng\t12",
        ["5 | | .. | Xã An Hòa | ", "7 | | .. | Xã Bình Minh | ", "12 | | .. | | "],
    ),
]


def shown(f: Figure) -> str:
    period = f.period
    days = f"{period.first or ''}..{period.last or ''}" if period else ".."
    return f"{f.text} | {period.text if period else ''} | {days} | {f.scope or ''} | {f.basis or ''}"


def plain(row: str) -> list[str]:
    return [cell.strip() for cell in row.split("|")]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0][:50] for row in ROWS])
def test_a_figure_has_the_period_scope_and_basis_that_the_text_states(text: str, expected: list[str]) -> None:
    assert [plain(shown(f)) for f in read(text).figures] == [plain(row) for row in expected]
