"""A second set of ordinary sentences, longer and as reports run on, marked before the reader saw them."""

import pytest

from tests.unit.reading.test_ordinary import same_figure, shown
from trienkhai.reading import read

ROWS: list[tuple[str, list[str], list[str]]] = [
    (
        "Đến hết tháng 9, toàn tỉnh có 1.046 điểm phục vụ, trong đó 912 điểm hoạt động thường xuyên; đã tiếp 38.420 "
        "lượt người, bình quân 37 lượt người/điểm.",
        ["1.046=1046 count [điểm]", "912=912 count [điểm]", "38.420=38420 count [lượt người]", "37=37 measure [lượt]"],
        [],
    ),
    (
        "Các trường đã lắp 128 máy lọc nước (tiểu học 64 máy, trung học cơ sở 48 máy, mầm non 16 máy).",
        ["128=128 count [máy lọc]", "64=64 count [máy]", "48=48 count [máy]", "16=16 count [máy]"],
        ["128=64+48+16"],
    ),
    (
        "Trong 6 tháng đầu năm 2025, trạm y tế khám 4.215 lượt, đạt 52,7% kế hoạch năm, tăng 8,3% so với cùng kỳ.",
        ["4.215=4215 count [lượt]", "52,7%=52.7 percent [kế hoạch]", "8,3%=8.3 percent []"],
        [],
    ),
    (
        "Tổng kinh phí xây nhà văn hóa là 3,6 tỷ đồng, trong đó Nhà nước hỗ trợ 70%, người dân đóng góp 30%.",
        ["3,6 tỷ đồng=3600000000 money [tổng kinh]", "70%=70 percent []", "30%=30 percent []"],
        [],
    ),
    (
        "Sau sắp xếp, huyện còn 14 trường với 215 phòng học, thiếu 12 phòng so với quy định.",
        ["14=14 count [trường]", "215=215 count [phòng học]", "12=12 count [phòng]"],
        [],
    ),
    (
        "Kết quả chấm điểm 15 xã: 6 xã đạt loại tốt, 7 xã khá, 2 xã trung bình.",
        ["15=15 count [xã]", "6=6 count [xã]", "7=7 count [xã]", "2=2 count [xã]"],
        ["15=6+7+2"],
    ),
    (
        "Thời hạn trả kết quả là 07 ngày làm việc; có 3 hồ sơ phải gia hạn 2 lần.",
        ["3=3 count [hồ sơ]", "2=2 count [lần]"],
        [],
    ),
    (
        "Bếp ăn bán trú phục vụ 180 suất/ngày với giá 25.000 đồng/suất.",
        ["180=180 measure [suất]", "25.000 đồng=25000 money [giá]"],
        [],
    ),
    (
        "Đoàn thanh niên nhận chăm sóc 2,4 km đường hoa và 03 vườn cây thuốc nam.",
        ["2,4=2.4 measure [km đường]", "03=3 count [vườn]"],
        [],
    ),
    (
        "Tỷ lệ trẻ đến lớp: nhà trẻ 32,5%, mẫu giáo 99,1%, riêng trẻ 5 tuổi 100%.",
        ["32,5%=32.5 percent []", "99,1%=99.1 percent []", "100%=100 percent []"],
        [],
    ),
    (
        "Hội thi thu hút 27 đội với hơn 300 thí sinh; Ban Tổ chức trao 01 giải đặc biệt, 02 giải nhất và 06 giải phụ.",
        [
            "27=27 count [đội]",
            "300=300 count [thí sinh] at_least",
            "01=1 count [giải]",
            "02=2 count [giải nhất]",
            "06=6 count [giải phụ]",
        ],
        [],
    ),
    (
        "Xã phấn đấu đến cuối năm 2026 còn dưới 2% hộ nghèo, ít nhất 8/10 thôn đạt chuẩn.",
        ["2%=2 percent [hộ nghèo] at_most", "8/10=8/10 ratio [thôn] at_least"],
        [],
    ),
    (
        "Đã cấp phát 12 bộ bàn ghế cho Trường Mầm non Hoa Sen 1 và 20 bộ cho Trường Mầm non Hoa Sen 2.",
        ["12=12 count [bộ bàn]", "20=20 count [bộ]"],
        [],
    ),
    (
        "Từ 15/12/2024 đến 14/6/2025, bộ phận một cửa nhận 6.318 hồ sơ, giải quyết 6.290 hồ sơ, "
        "đang giải quyết 28 hồ sơ.",
        ["6.318=6318 count [hồ sơ]", "6.290=6290 count [hồ sơ]", "28=28 count [hồ sơ]"],
        [],
    ),
    (
        "Mỗi lớp không quá 35 học sinh, mỗi buổi 3 tiết, mỗi tiết 35 phút.",
        ["35=35 count [học sinh] at_most", "3=3 count [tiết]"],
        [],
    ),
    (
        "Hỗ trợ cây giống cho 86 hộ (xã An Hòa: 31 hộ; xã Bình Minh: 28 hộ; xã Cẩm Sơn: 26 hộ).",
        ["86=86 count [hộ]", "31=31 count [hộ]", "28=28 count [hộ]", "26=26 count [hộ]"],
        ["86≠31+28+26"],
    ),
    (
        "Toàn thành phố có 96 tủ sách, gồm 54 tủ sách trường học, 30 tủ sách thôn và 12 tủ sách cơ quan.",
        ["96=96 count [tủ sách]", "54=54 count [tủ sách]", "30=30 count [tủ sách]", "12=12 count [tủ sách]"],
        ["96=54+30+12"],
    ),
    (
        "Số lượt mượn tăng từ 1.200 lên 1.850 lượt, gấp hơn 1,5 lần năm trước.",
        ["1.200=1200 count [lượt]", "1.850=1850 count [lượt]", "1,5=1.5 measure [lần] at_least"],
        [],
    ),
    (
        "Chi tiết: Quý I: 12 lớp; Quý II: 15 lớp; Quý III: 9 lớp.",
        ["12=12 count [lớp]", "15=15 count [lớp]", "9=9 count [lớp]"],
        [],
    ),
    (
        "Ngày hội có 45 gian hàng, gần 7 nghìn lượt khách, doanh thu trên 1,1 tỷ đồng.",
        [
            "45=45 count [gian hàng]",
            "7 nghìn=7000 count [lượt khách] about",
            "1,1 tỷ đồng=1100000000 money [doanh thu] at_least",
        ],
        [],
    ),
    (
        "Theo Công văn số 4912/UBND-NC ngày 3/7/2025, thời hạn trước 17 giờ 00 ngày 25/7/2025; "
        "số biểu mẫu phải nộp: 04.",
        ["04=4 count [biểu mẫu]"],
        [],
    ),
    (
        "Sửa 24 cầu dân sinh, dài tổng cộng 312 m, tổng vốn 5 tỷ 400 triệu đồng.",
        ["24=24 count [cầu dân]", "312=312 measure [m]", "5 tỷ 400 triệu đồng=5400000000 money [tổng vốn]"],
        [],
    ),
    (
        "Lớp tiếng Anh buổi tối thu 300 nghìn đồng/tháng, giảm 50% cho con hộ nghèo.",
        ["300 nghìn đồng=300000 money []", "50%=50 percent []"],
        [],
    ),
    (
        "Có 18 câu lạc bộ: 7 câu lạc bộ thể thao, 6 câu lạc bộ văn nghệ và 4 câu lạc bộ đọc sách.",
        ["18=18 count [câu lạc]", "7=7 count [câu lạc]", "6=6 count [câu lạc]", "4=4 count [câu lạc]"],
        ["18≠7+6+4"],
    ),
    (
        "Đã nhập 95,6% số phiếu được giao; còn 132 phiếu ở tổ 3, tổ 7 và khu phố 2.",
        ["95,6%=95.6 percent [số phiếu]", "132=132 count [phiếu]"],
        [],
    ),
    (
        "Hạng mục\tĐơn vị tính\tKế hoạch\tThực hiện\tTỷ lệ (%)\n"
        "Lát đường\tm2\t1.500\t1.350\t90\nTrồng cây\tcây\t800\t820\t102,5",
        [
            "1.500=1500 measure [m2]",
            "1.350=1350 measure [m2]",
            "90=90 percent []",
            "800=800 count [cây]",
            "820=820 count [cây]",
            "102,5=102.5 percent []",
        ],
        [],
    ),
]


@pytest.mark.parametrize(("text", "figures", "sums"), ROWS, ids=[row[0][:40] for row in ROWS])
def test_a_longer_sentence(text: str, figures: list[str], sums: list[str]) -> None:
    found = read(text)
    assert len(found.figures) == len(figures), found.figures
    assert [e for e, f in zip(figures, found.figures, strict=True) if not same_figure(e, f)] == [], found.figures
    assert [shown(t, found) for t in found.totals] == sums
