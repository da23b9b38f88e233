"""What is a figure, what it is worth, what it counts, how exact it is: one row per rule."""

import pytest

from trienkhai.reading import Figure, read


def shown(f: Figure) -> str:
    """`text=value kind unit qualifier`, with `/of` and `..to`, unit in brackets."""
    of = f"/{f.of}" if f.of is not None else ""
    to = f"..{f.to}" if f.to is not None else ""
    return f"{f.text}={f.value}{of}{to} {f.kind} [{f.unit or ''}] {f.qualifier or ''}".strip()


ROWS = [
    # counts and units
    ("Tỉnh đã mở 85 lớp đào tạo cho 5.771 học viên.", ["85=85 count [lớp]", "5.771=5771 count [học viên]"]),
    ("Có trên 30.850 lượt cán bộ, đảng viên dự.", ["30.850=30850 count [lượt cán bộ, đảng viên] at_least"]),
    ("Cử 01 cán bộ lãnh đạo tham gia.", ["01=1 count [cán bộ lãnh đạo]"]),
    ("Đã cấp 12.400 thẻ thư viện cho người dân.", ["12.400=12400 count [thẻ thư viện]"]),
    ("Trồng 3.500 cây xanh và 120 cây ăn quả.", ["3.500=3500 count [cây xanh]", "120=120 count [cây ăn quả]"]),
    ("Tổ chức 10 cuộc kiểm tra.", ["10=10 count [cuộc]"]),
    ("In 4 tài liệu, 7.000 cuốn/1 tài liệu.", ["4=4 count [tài liệu]", "7.000=7000 count [cuốn]"]),
    ("Thu được 1,2 triệu lượt truy cập.", ["1,2 triệu=1200000 count [lượt]"]),
    ("Huy động 450 ngày công làm đường.", ["450=450 count [ngày công]"]),
    ("Đã tiếp nhận 30,850 hồ sơ trực tuyến.", ["30,850=30850 count [hồ sơ trực tuyến]"]),
    ("Hơn 500 nghìn lượt người đến thư viện.", ["500 nghìn=500000 count [lượt người] at_least"]),
    ("Tổng số học viên là 350.", ["350=350 count [học viên]"]),
    ("Trong năm 15 lớp được mở.", ["15=15 count [lớp]"]),
    ("Trong tổng số 28 chỉ tiêu có 18 chỉ tiêu đạt.", ["28=28 count [chỉ tiêu]", "18=18 count [chỉ tiêu]"]),
    ("Tặng quà cho 21 đồng chí, trong đó có 2 đ/c cao tuổi.", ["21=21 count [đồng chí]", "2=2 count [đ/c cao tuổi]"]),
    # percent
    ("Tỷ lệ hoàn thành đạt 97,8%.", ["97,8%=97.8 percent []"]),
    ("Đạt trên 97 % kế hoạch.", ["97 %=97 percent [kế hoạch] at_least"]),
    ("Có 100% đảng viên chi bộ tham gia.", ["100%=100 percent [đảng viên chi bộ]"]),
    ("Tăng 12.5% so với năm trước.", ["12.5%=12.5 percent []"]),
    ("Đạt từ 90% trở lên.", ["90%=90 percent [] at_least"]),
    ("Giảm từ 2-3%.", ["2-3%=2..3 percent []"]),
    ("Chiếm 45 phần trăm.", ["45 phần trăm=45 percent []"]),
    # money
    ("Xử phạt với số tiền 27 triệu đồng.", ["27 triệu đồng=27000000 money [số tiền]"]),
    ("Tổng kinh phí 14,7 tỷ.", ["14,7 tỷ=14700000000 money [Tổng kinh phí]"]),
    ("Hỗ trợ 1 tỷ 200 triệu đồng.", ["1 tỷ 200 triệu đồng=1200000000 money []"]),
    ("Thu nhập bình quân 33,8 triệu đồng/người/năm.", ["33,8 triệu đồng=33800000 money [Thu nhập bình quân]"]),
    ("Vốn vay 2,6 tỷ USD.", ["2,6 tỷ USD=2600000000 money [Vốn vay]"]),
    ("Đã chi 350.000 đồng.", ["350.000 đồng=350000 money []"]),
    ("Mỗi suất 500.000đ.", ["500.000đ=500000 money []"]),
    ("Nhận 13 triệu đồng kinh phí hỗ trợ.", ["13 triệu đồng=13000000 money [kinh phí]"]),
    # ratios
    ("Có 9/15 đảng bộ trực thuộc Tỉnh ủy đăng ký.", ["9/15=9/15 ratio [đảng bộ trực thuộc Tỉnh ủy]"]),
    ("Là 1 trong 67 điển hình tiêu biểu.", ["1 trong 67=1/67 ratio [điển hình tiêu biểu]"]),
    ("Đã sửa 925/962 nhà văn hóa, đạt 96,2%.", ["925/962=925/962 ratio [nhà văn hóa]", "96,2%=96.2 percent []"]),
    ("Đạt 7,5/12 điểm.", ["7,5/12=7.5/12 ratio [điểm]"]),
    ("Tỷ lệ là 4/100.000 trẻ.", ["4/100.000=4/100000 ratio [trẻ]"]),
    # measures
    ("Trồng mới 324,7 ha rừng phòng hộ.", ["324,7=324.7 measure [ha rừng phòng hộ]"]),
    ("Làm 12 km đường giao thông nông thôn.", ["12=12 measure [km đường giao thông nông thôn]"]),
    ("Thu gom 15 tấn rác thải.", ["15=15 measure [tấn rác thải]"]),
    ("Diện tích 107,06ha.", ["107,06=107.06 measure [ha]"]),
    ("Cao hơn 1,2 lần so với năm trước.", ["1,2=1.2 measure [lần]"]),
    ("Bình quân 13,47 tiêu chí/xã.", ["13,47=13.47 measure [tiêu chí]"]),
    ("Có 107 trẻ/100 trẻ.", ["107=107 measure [trẻ]"]),
    ("Chỉ số đạt 88,5 điểm.", ["88,5=88.5 measure [điểm]"]),
    # qualifiers and ranges
    ("Gần 28.000 cuốn đã in.", ["28.000=28000 count [cuốn] about"]),
    ("Khoảng trên 40 hộ được cấp nước.", ["40=40 count [hộ] at_least"]),
    ("Có ít nhất 3 lớp mỗi xã.", ["3=3 count [lớp] at_least"]),
    ("Không quá 5 thủ tục.", ["5=5 count [thủ tục] at_most"]),
    ("Mở 10 đến 15 lớp.", ["10 đến 15=10..15 count [lớp]"]),
    ("Giảm từ 401 xuống còn 208 hồ sơ.", ["401=401 count [hồ sơ]", "208=208 count [hồ sơ]"]),
    ("Ước đạt 60 lớp.", ["60=60 count [lớp]"]),
    ("Triển khai trên 3 lĩnh vực.", ["3=3 count [lĩnh vực]"]),
    # lists
    (
        "Có 72 trang (cấp tỉnh 01; cấp huyện 07; cấp xã 64).",
        ["72=72 count [trang]", "01=1 count [trang]", "07=7 count [trang]", "64=64 count [trang]"],
    ),
    (
        "Đã giải quyết 15.234 hồ sơ (đúng hạn 15.100, quá hạn 134).",
        ["15.234=15234 count [hồ sơ]", "15.100=15100 count [hồ sơ]", "134=134 count [hồ sơ]"],
    ),
    ("Cả 24/24 phường có thư viện.", ["24/24=24/24 ratio [phường]"]),
    ("Lệ phí: 50.000 đồng/hồ sơ.", ["50.000 đồng=50000 money [Lệ phí]"]),
    ("Doanh thu 2.062,3 nghìn tỷ đồng.", ["2.062,3 nghìn tỷ đồng=2062300000000000 money [Doanh thu]"]),
    ("Tỉnh có 322 xã, phường; 24 huyện, thị xã.", ["322=322 count [xã, phường]", "24=24 count [huyện, thị xã]"]),
    ("Mật độ dân số 1.234 người/km².", ["1.234=1234 measure [người]"]),
    ("Mỗi thôn 200 triệu để sửa nhà văn hóa.", ["200 triệu=200000000 money []"]),
    ("Nhờ 15 “Mái ấm” mới xây.", ["15=15 count [Mái ấm]"]),
    ("Vay tối đa lên đến 100 triệu đồng.", ["100 triệu đồng=100000000 money [] at_most"]),
    # not figures
    ("Sau 05 năm thực hiện, trong 100 ngày đêm, kỷ niệm 80 năm.", []),
    ("Ngày 5/2/2026, tháng 6/2026, quý I/2026, giai đoạn 2021 - 2025, năm 2023, 2024.", []),
    ("Lúc 8 giờ 30, 15:56 và 14h00.", []),
    ("Ban Chỉ đạo 35 tỉnh, Đề án 06, Chương trình 135, Covid-19, công nghệ 4.0.", []),
    ("Đợt 2, vòng 3, khóa 12, lần thứ 13, cấp độ 3, phường 1, tổ 5, thôn 4-5 xã Hoa Sen.", []),
    ("1. Công tác mở lớp\n2.1. Kết quả\n(3) Nhà ở\n4) Cấp nước", []),
    ("Khoản 2 Điều 5, điểm 1 mục 3.", []),
    ("Điện thoại: 0781.3823866. Đường dây nóng 1900 1234.", []),
    ("Số lượt xem: 3753\nTrực tuyến: 25\nHôm nay: 928", []),
    ("Trẻ dưới 5 tuổi, phục vụ 24/7.", []),
    ("Thông báo có hiệu lực sau 10 (mười) ngày.", []),
    ("Học sinh lớp 5 học ở phòng 205, sản phẩm hạng 5 sao.", []),
    ("Bão số 3, top 10, đội U23, tầng 4.", []),
    ("Dịp 20/11 và ngày 8/3.", []),
    ("Quốc lộ 1, số nhà 25 đường Hoa Ban.", []),
    ("Biển số 63A-12345, mẫu 01/BC, hợp đồng X15.", []),
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0][:50] for row in ROWS])
def test_figures_are_read_as_an_officer_would(text: str, expected: list[str]) -> None:
    assert [shown(f) for f in read(text).figures] == expected
