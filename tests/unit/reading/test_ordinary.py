"""Ordinary sentences of reports on services, with what an officer would mark; written before the reader saw them.

A figure is `text=value kind [unit] qualifier`; of the unit its first two words count, `|` parts two ways to name it.
A total is `whole=part+part` by the texts of its figures, with `≠` where the parts do not add up.
"""

import pytest

from trienkhai.reading import Figure, Reading, Total, read

ROWS: list[tuple[str, list[str], list[str]]] = [
    # classes and learners
    (
        "Toàn huyện mở 24 lớp dạy nghề, thu hút 812 học viên, trong đó nữ 365.",
        ["24=24 count [lớp]", "812=812 count [học viên]", "365=365 count [nữ|học viên]"],
        [],
    ),
    (
        "Lớp học có 35 học viên (19 nữ, 16 nam).",
        ["35=35 count [học viên]", "19=19 count [nữ]", "16=16 count [nam]"],
        ["35=19+16"],
    ),
    (
        "Có 300 học viên (nam 120, nữ 180).",
        ["300=300 count [học viên]", "120=120 count [nam|học viên]", "180=180 count [nữ|học viên]"],
        ["300=120+180"],
    ),
    (
        "Trường tiểu học Hoa Mai có 18 lớp: khối 1 có 4 lớp, khối 2 có 6 lớp, khối 3 có 8 lớp.",
        ["18=18 count [lớp]", "4=4 count [lớp]", "6=6 count [lớp]", "8=8 count [lớp]"],
        ["18=4+6+8"],
    ),
    (
        "Lớp bồi dưỡng kéo dài 5 ngày, mỗi ngày 6 tiết, cho 42 giáo viên.",
        ["6=6 count [tiết]", "42=42 count [giáo viên]"],
        [],
    ),
    (
        "Năm học 2024 - 2025, trường có 24 lớp với 812 học sinh, tăng 2 lớp và 46 học sinh so với năm học 2023 - 2024.",
        ["24=24 count [lớp]", "812=812 count [học sinh]", "2=2 count [lớp]", "46=46 count [học sinh]"],
        [],
    ),
    ("Trung bình mỗi lớp 28,5 học viên.", ["28,5=28.5 measure [học viên]"], []),
    (
        "Phường 7 và phường 12 mở 6 lớp; Trường THCS số 2 mở 1 lớp.",
        ["6=6 count [lớp]", "1=1 count [lớp]"],
        [],
    ),
    ("Trong 5 năm (2021 - 2025), trung tâm mở 210 lớp.", ["210=210 count [lớp]"], []),
    ("Toàn trường có 612 em, chia ra 18 lớp.", ["612=612 count [em]", "18=18 count [lớp]"], []),
    (
        "Hai lớp học ghép đã tách, còn 5/7 điểm trường dùng chung sân.",
        ["5/7=5/7 ratio [điểm trường]"],
        [],
    ),
    # houses, roads, land, trees
    ("Sửa chữa 36 căn nhà và xây mới 14 căn.", ["36=36 count [căn nhà]", "14=14 count [căn]"], []),
    (
        "Xã An Hòa sửa 12 căn nhà, xã Bình Minh 9 căn, xã Cẩm Sơn 7 căn.",
        ["12=12 count [căn nhà]", "9=9 count [căn]", "7=7 count [căn]"],
        [],
    ),
    (
        "Toàn xã có 25 nhà văn hóa: 10 nhà xây mới, 14 nhà sửa chữa.",
        ["25=25 count [nhà văn]", "10=10 count [nhà]", "14=14 count [nhà]"],
        ["25≠10+14"],
    ),
    (
        "Tổng số cây đã trồng: 12.600 cây, gồm 8.400 cây phân tán và 4.200 cây trồng tập trung.",
        ["12.600=12600 count [cây]", "8.400=8400 count [cây phân]", "4.200=4200 count [cây]"],
        ["12.600=8.400+4.200"],
    ),
    (
        "Diện tích trồng mới: 45,5 ha; chăm sóc: 120 ha; khoanh nuôi: 60,25 ha.",
        ["45,5=45.5 measure [ha]", "120=120 measure [ha]", "60,25=60.25 measure [ha]"],
        [],
    ),
    (
        "Làm mới 2.350 m đường bê tông, nạo vét 1,8 km kênh mương.",
        ["2.350=2350 measure [m đường]", "1,8=1.8 measure [km kênh]"],
        [],
    ),
    (
        "Sách khổ 14,5 x 20,5 cm, in 2.000 cuốn.",
        ["14,5=14.5 measure [cm]", "20,5=20.5 measure [cm]", "2.000=2000 count [cuốn]"],
        [],
    ),
    ("Phòng rộng 6m x 8m được lát lại.", ["6=6 measure [m]", "8=8 measure [m]"], []),
    (
        "Lắp 40 bóng đèn năng lượng mặt trời tại 5 ngõ.",
        ["40=40 count [bóng đèn]", "5=5 count [ngõ]"],
        [],
    ),
    ("Thu gom 3,2 tấn rác, 450 kg pin cũ.", ["3,2=3.2 measure [tấn rác]", "450=450 measure [kg pin]"], []),
    # forms
    (
        "Chi nhánh đã trả kết quả cho 1.250 hồ sơ, trong đó trước hạn 310, đúng hạn 925, quá hạn 15.",
        ["1.250=1250 count [hồ sơ]", "310=310 count [hồ sơ]", "925=925 count [hồ sơ]", "15=15 count [hồ sơ]"],
        ["1.250=310+925+15"],
    ),
    (
        "Trong tổng số 150 hồ sơ có 120 hồ sơ nộp trực tuyến và 30 hồ sơ nộp trực tiếp.",
        ["150=150 count [hồ sơ]", "120=120 count [hồ sơ]", "30=30 count [hồ sơ]"],
        ["150=120+30"],
    ),
    (
        "Quý II/2025 tiếp nhận 820 hồ sơ; quý III/2025 tiếp nhận 905 hồ sơ.",
        ["820=820 count [hồ sơ]", "905=905 count [hồ sơ]"],
        [],
    ),
    (
        "Số hồ sơ trễ hạn giảm 3,5 lần, còn 12 hồ sơ.",
        ["3,5=3.5 measure [lần]", "12=12 count [hồ sơ]"],
        [],
    ),
    (
        "Trả trước hạn 62%, đúng hạn 36%, quá hạn 2%.",
        ["62%=62 percent []", "36%=36 percent []", "2%=2 percent []"],
        [],
    ),
    (
        "Cấp đổi 86 giấy phép lái xe hạng A1, 42 giấy phép hạng B2.",
        ["86=86 count [giấy phép]", "42=42 count [giấy phép]"],
        [],
    ),
    (
        "Cấp 3.200 thẻ bảo hiểm y tế (hộ nghèo 1.150, hộ cận nghèo 2.050).",
        ["3.200=3200 count [thẻ bảo]", "1.150=1150 count [hộ nghèo|thẻ]", "2.050=2050 count [hộ cận|thẻ]"],
        ["3.200=1.150+2.050"],
    ),
    # health
    (
        "Tiêm vắc xin sởi cho 2.415/2.480 trẻ, đạt 97,4%.",
        ["2.415/2.480=2415/2480 ratio [trẻ]", "97,4%=97.4 percent []"],
        [],
    ),
    (
        "Số trẻ được tiêm là 310 trẻ, tăng 25 trẻ so với tháng trước.",
        ["310=310 count [trẻ]", "25=25 count [trẻ]"],
        [],
    ),
    ("Trẻ từ 6 đến 59 tháng tuổi được uống vitamin A.", [], []),
    ("Người từ 80 tuổi trở lên được tặng quà, tổng cộng 134 cụ.", ["134=134 count [cụ]"], []),
    ("Ngày 15/9, đợt 2 năm 2025 tiêm 1.020 mũi.", ["1.020=1020 count [mũi]"], []),
    (
        "Tại 03 điểm tiêm, có 12 bác sĩ và 20 điều dưỡng trực.",
        ["03=3 count [điểm]", "12=12 count [bác sĩ]", "20=20 count [điều dưỡng]"],
        [],
    ),
    (
        "Hơn 2.000 liều vắc xin đã được cấp, gần 1.900 liều đã dùng.",
        ["2.000=2000 count [liều vắc] at_least", "1.900=1900 count [liều] about"],
        [],
    ),
    (
        "Số giường bệnh: 85 giường; số lượt khám: 14.300 lượt.",
        ["85=85 count [giường]", "14.300=14300 count [lượt]"],
        [],
    ),
    (
        "Tổ chức 2 đợt khám, mỗi đợt khám cho trên 200 người cao tuổi.",
        ["2=2 count [đợt]", "200=200 count [người cao] at_least"],
        [],
    ),
    (
        "Bàn giao 01 xe cứu thương, 02 máy siêu âm và 10 giường bệnh cho trạm y tế.",
        ["01=1 count [xe cứu]", "02=2 count [máy siêu]", "10=10 count [giường bệnh]"],
        [],
    ),
    # money
    (
        "Kinh phí thực hiện 1,35 tỷ đồng, trong đó ngân sách xã 850 triệu đồng, người dân đóng góp 500 triệu đồng.",
        [
            "1,35 tỷ đồng=1350000000 money [kinh phí]",
            "850 triệu đồng=850000000 money [ngân sách]",
            "500 triệu đồng=500000000 money []",
        ],
        ["1,35 tỷ đồng=850 triệu đồng+500 triệu đồng"],
    ),
    (
        "Mỗi hộ được hỗ trợ từ 40 đến 60 triệu đồng.",
        ["40 đến 60 triệu đồng=40000000..60000000 money []"],
        [],
    ),
    ("Theo Quyết định số 1719/QĐ-UBND, xã được giao 2,5 tỷ đồng.", ["2,5 tỷ đồng=2500000000 money []"], []),
    (
        "Tặng 60 suất quà, mỗi suất trị giá 500.000 đồng, tổng trị giá 30 triệu đồng.",
        [
            "60=60 count [suất quà]",
            "500.000 đồng=500000 money []",
            "30 triệu đồng=30000000 money [tổng trị]",
        ],
        [],
    ),
    (
        "Giá nước 8.500 đồng/m3, giảm 500 đồng.",
        ["8.500 đồng=8500 money [giá]", "500 đồng=500 money []"],
        [],
    ),
    (
        "Hồ sơ nộp ngày 05/6/2025, hẹn trả ngày 20/6/2025, phí 150.000 đồng.",
        ["150.000 đồng=150000 money [phí]"],
        [],
    ),
    (
        "Vận động được 1.200.000.000 đồng và 3.500 ngày công.",
        ["1.200.000.000 đồng=1200000000 money []", "3.500=3500 count [ngày công]"],
        [],
    ),
    # percentages, ratios, scores, comparisons, ranges
    (
        "Tỷ lệ hộ dùng nước sạch tăng từ 88,2% lên 92,7%.",
        ["88,2%=88.2 percent []", "92,7%=92.7 percent []"],
        [],
    ),
    ("Chấm điểm đạt 87/100 điểm.", ["87/100=87/100 ratio [điểm]"], []),
    (
        "Mức độ hài lòng đạt 4,6/5 điểm, cao hơn năm trước 0,2 điểm.",
        ["4,6/5=4.6/5 ratio [điểm]", "0,2=0.2 measure [điểm]"],
        [],
    ),
    ("Khoảng 2/3 số hộ đã lắp đồng hồ nước.", ["2/3=2/3 ratio [số hộ|hộ] about"], []),
    (
        "Ít nhất 90% thôn có tủ sách; tối đa 2 thôn dùng chung một nhà văn hóa.",
        ["90%=90 percent [thôn] at_least", "2=2 count [thôn] at_most"],
        [],
    ),
    (
        "Có không dưới 15 mô hình, khoảng 300 hộ tham gia và chưa đến 20 hộ bỏ cuộc.",
        ["15=15 count [mô hình] at_least", "300=300 count [hộ] about", "20=20 count [hộ] at_most"],
        [],
    ),
    (
        "Mục tiêu đến năm 2030 có 100% thôn, tổ dân phố có điểm đọc sách.",
        ["100%=100 percent [thôn, tổ]"],
        [],
    ),
    ("Dự kiến mở 3 - 5 lớp trong quý IV.", ["3 - 5=3..5 count [lớp]"], []),
    ("Nhiệt độ phòng học giữ ở 25-27 độ C.", ["25-27=25..27 measure [độ C]"], []),
    (
        "Mỗi tháng thư viện cho mượn từ 400 đến 450 lượt sách.",
        ["400 đến 450=400..450 count [lượt sách]"],
        [],
    ),
    (
        "Thư viện mở cửa từ 7 giờ 30 đến 17 giờ, phục vụ bình quân 120 lượt bạn đọc/ngày.",
        ["120=120 measure [lượt bạn]"],
        [],
    ),
    (
        "Năm 2024: 120 hộ; năm 2025: 95 hộ, giảm 25 hộ (20,8%).",
        ["120=120 count [hộ]", "95=95 count [hộ]", "25=25 count [hộ]", "20,8%=20.8 percent []"],
        [],
    ),
    ("Hiện có 64 tình nguyện viên, tăng gấp đôi so với năm 2023.", ["64=64 count [tình nguyện]"], []),
    ("Cứ 10 hộ thì có 9 hộ dùng nước sạch.", ["10=10 count [hộ]", "9=9 count [hộ]"], []),
    # lists and sums
    (
        "Số máy tính được cấp: Trường An Hòa 20, Trường Bình Minh 15, Trường Cẩm Sơn 15.",
        ["20=20 count [máy tính]", "15=15 count [máy tính]", "15=15 count [máy tính]"],
        [],
    ),
    ("Có 45 thôn, trong đó 38 thôn có nhà văn hóa.", ["45=45 count [thôn]", "38=38 count [thôn]"], []),
    (
        "Giải Nhất: 1, giải Nhì: 2, giải Ba: 3.",
        ["1=1 count [giải]", "2=2 count [giải]", "3=3 count [giải]"],
        [],
    ),
    (
        "Cuộc thi có 1 giải nhất, 2 giải nhì, 3 giải ba và 5 giải khuyến khích, tổng cộng 11 giải.",
        [
            "1=1 count [giải nhất]",
            "2=2 count [giải nhì]",
            "3=3 count [giải ba]",
            "5=5 count [giải khuyến]",
            "11=11 count [giải]",
        ],
        ["11=1+2+3+5"],
    ),
    (
        "Các xã mở nhiều lớp gồm: An Hòa (5 lớp), Bình Minh (7 lớp), Cẩm Sơn (4 lớp).",
        ["5=5 count [lớp]", "7=7 count [lớp]", "4=4 count [lớp]"],
        [],
    ),
    (
        "Đội hình gồm 4 tổ: tổ 1 có 6 người, tổ 2 có 5 người.",
        ["4=4 count [tổ]", "6=6 count [người]", "5=5 count [người]"],
        [],
    ),
    ("Hỗ trợ 20 hộ, mỗi hộ 2 con bò giống.", ["20=20 count [hộ]", "2=2 count [con bò]"], []),
    (
        "Số người đăng ký: nam 120, nữ 180; số người hoàn thành: nam 110, nữ 171.",
        [
            "120=120 count [nam|người]",
            "180=180 count [nữ|người]",
            "110=110 count [nam|người]",
            "171=171 count [nữ|người]",
        ],
        [],
    ),
    (
        "Phát 5.000 tờ rơi, treo 25 băng rôn, đăng 14 tin, bài.",
        ["5.000=5000 count [tờ rơi]", "25=25 count [băng rôn]", "14=14 count [tin, bài]"],
        [],
    ),
    ("Xã có 3.450 hộ với 13.802 nhân khẩu.", ["3.450=3450 count [hộ]", "13.802=13802 count [nhân khẩu]"], []),
    # numbering, dates, signs, telephone numbers, clauses
    (
        "1. Mở 4 lớp xóa mù chữ\n2. Cấp 150 thẻ thư viện\n3. Sửa 2 phòng học",
        ["4=4 count [lớp]", "150=150 count [thẻ thư]", "2=2 count [phòng học]"],
        [],
    ),
    (
        "a) Trồng 500 cây ven đường;\nb) Trồng 350 cây trong trường;",
        ["500=500 count [cây]", "350=350 count [cây]"],
        [],
    ),
    ("Điện thoại liên hệ: 0203.3825.114; đường dây nóng 1900 9068.", [], []),
    ("Thời gian giải quyết rút từ 15 ngày xuống còn 9 ngày.", [], []),
    ("Kế hoạch số 45/KH-UBND ngày 12/3/2025 giao mở 60 lớp.", ["60=60 count [lớp]"], []),
    (
        "Theo khoản 3 Điều 12 Luật Thư viện năm 2019, xã bố trí 2 phòng đọc.",
        ["2=2 count [phòng đọc]"],
        [],
    ),
    # tables: cells parted by tabs, the head of a column says what it counts
    (
        "Tên xã\tSố lớp\tSố học viên\nAn Hòa\t5\t150\nBình Minh\t7\t210",
        ["5=5 count [lớp]", "150=150 count [học viên]", "7=7 count [lớp]", "210=210 count [học viên]"],
        [],
    ),
    (
        "STT\tNội dung\tĐơn vị tính\tKết quả\n1\tLớp dạy nghề\tlớp\t12\n2\tCây trồng mới\tcây\t3.400\n"
        "3\tTỷ lệ hồ sơ đúng hạn\t%\t98,5",
        ["12=12 count [lớp]", "3.400=3400 count [cây]", "98,5=98.5 percent []"],
        [],
    ),
]


def head(unit: str | None) -> str:
    return " ".join((unit or "").lower().split()[:2]).strip(",.;:")


def same_unit(expected: str, unit: str | None) -> bool:
    """As the samples are scored: as many of the first two words as both have."""
    for one in expected.split("|"):
        want, got = head(one).split(), head(unit).split()
        shorter = min(len(want), len(got))
        if bool(want) == bool(got) and want[:shorter] == got[:shorter]:
            return True
    return False


def same_figure(expected: str, f: Figure) -> bool:
    of = f"/{f.of}" if f.of is not None else ""
    to = f"..{f.to}" if f.to is not None else ""
    before, _, rest = expected.partition(" [")
    unit, _, qualifier = rest.partition("]")
    return (
        before == f"{f.text}={f.value}{of}{to} {f.kind}"
        and same_unit(unit, f.unit)
        and qualifier.strip() == (f.qualifier or "")
    )


def shown(total: Total, found: Reading) -> str:
    parts = "+".join(found.figures[i].text for i in total.parts)
    return f"{found.figures[total.total].text}{'=' if total.holds else '≠'}{parts}"


@pytest.mark.parametrize(("text", "figures", "sums"), ROWS, ids=[row[0][:40] for row in ROWS])
def test_an_ordinary_sentence(text: str, figures: list[str], sums: list[str]) -> None:
    found = read(text)
    assert len(found.figures) == len(figures), found.figures
    assert [e for e, f in zip(figures, found.figures, strict=True) if not same_figure(e, f)] == [], found.figures
    assert [shown(t, found) for t in found.totals] == sums
