"""What is counted: the noun before an amount of money, lists, tables by place; what only compares."""

import pytest

from trienkhai.reading import read

UNITS: list[tuple[str, list[str]]] = [
    # money: the noun before it in the same clause, with what leads and what describes it
    ("Hợp tác xã có vốn đăng ký 3 tỷ đồng.", ["3 tỷ đồng [vốn đăng ký]"]),
    ("Thu ngân sách trên địa bàn TP. Hoa Sen đạt 40 tỷ đồng.", ["40 tỷ đồng [Thu ngân sách]"]),
    ("Xã dành kinh phí từ ngân sách tỉnh 2 tỷ đồng làm đường.", ["2 tỷ đồng [kinh phí]"]),
    ("Nợ quá hạn và nợ khoanh 5 tỷ đồng.", ["5 tỷ đồng [Nợ quá hạn và nợ khoanh]"]),
    ("Áp dụng mức học phí mới là 90.000 đồng/tháng.", ["90.000 đồng [mức học phí]"]),
    ("Dự toán tỉnh giao 12 tỷ đồng.", ["12 tỷ đồng [Dự toán]"]),
    ("Cục Thuế Hoa Sen mới đạt 185 tỷ đồng.", ["185 tỷ đồng []"]),
    ("Chi bảo đảm xã hội 5 tỷ đồng.", ["5 tỷ đồng [Chi bảo đảm xã hội]"]),
    ("Xã đã chi 5 tỷ đồng mua máy.", ["5 tỷ đồng []"]),
    ("Chi hội ủng hộ 5 triệu đồng.", ["5 triệu đồng []"]),
    ("Người nuôi được hỗ trợ mức 40.000 đồng/con.", ["40.000 đồng [mức]"]),
    ("Xã vận động được: khối cơ quan 8 triệu đồng, khối trường học 6 triệu đồng.", ["8 triệu đồng [khối cơ quan]"]),
    ("Tổng đầu tư đạt 1,5 triệu tỷ đồng.", ["1,5 triệu tỷ đồng [Tổng đầu tư]"]),
    ("Hội nhận chuyển khoản 1.250.000.000 đồng.", ["1.250.000.000 đồng []"]),
    # the noun behind a number ends before a name, a verb, the label of the next number
    ("Trạm phục vụ 4 xã An Hòa, Bình Minh, Cẩm Sơn, Tân Lập.", ["4 [xã]"]),
    ("Đón 2.300 lượt, người lớn 1.020 lượt.", ["2.300 [lượt]", "1.020 [lượt]"]),
    ("Xây 38 trường, tiểu học 17 trường.", ["38 [trường]", "17 [trường]"]),
    ("Đạt 60% kế hoạch năm 2026.", ["60% [kế hoạch]"]),
    ("Đạt 60% kế hoạch năm.", ["60% [kế hoạch năm]"]),
    ("Tổ chức 24 hoạt động cho thiếu nhi.", ["24 [hoạt động]"]),
    ("Có 30 tổ, hoạt động tốt.", ["30 [tổ]"]),
    ("Sửa 5 nhà nghỉ và 3 dự án đầu tư nước ngoài.", ["5 [nhà nghỉ]", "3 [dự án đầu tư nước ngoài]"]),
    ("Tổng số phiếu phát ra trong quý là hơn 1.500.", ["1.500 [phiếu]"]),
    # lists with labels of one letter or number, in brackets, behind groups, in the next sentence
    ("Nhận 50 đơn vị máu (nhóm O: 30; nhóm AB: 20).", ["50 [đơn vị máu]", "30 [đơn vị máu]", "20 [đơn vị máu]"]),
    ("Nhận 50 đơn vị máu. Trong đó nhóm O: 30; nhóm B: 20.", ["50 [đơn vị máu]", "30 [đơn vị máu]", "20 [đơn vị máu]"]),
    ("Có 9 em, gồm khối 6: 4 em; khối 7: 5 em.", ["9 [em]", "4 [em]", "5 [em]"]),
    (
        "Chấm 47 đề tài thuộc 2 lĩnh vực: y tế 27, xây dựng 20.",
        ["47 [đề tài]", "2 [lĩnh vực]", "27 [đề tài]", "20 [đề tài]"],
    ),
    # tables
    ("Vắc xin\tThôn Đoài\tToàn xã\nSởi\t25\t56\nUốn ván\t14\t33", ["25 []", "56 []", "14 []", "33 []"]),
    ("Xã\tRác (tấn/ngày)\nXã An Hòa\t12\nTổng\t20", ["12 [tấn/ngày]", "20 [tấn/ngày]"]),
    # no figures
    ("Trong tháng 9 và 10, xã họp.", []),
    ("Sức gió cấp 6-7.", []),
    ("Hội mở phiên chợ 0 đồng.", []),
    ("Mỗi vụ, nông dân lãi 20 triệu đồng.", ["20 triệu đồng []"]),
    ("Khối xã góp 4 triệu đồng; tổng cộng 9 triệu đồng.", ["4 triệu đồng []", "9 triệu đồng []"]),
]


@pytest.mark.parametrize(("text", "expected"), UNITS)
def test_units_end_where_the_noun_ends(text: str, expected: list[str]) -> None:
    found = [f"{f.text} [{f.unit or ''}]" for f in read(text).figures]
    assert found[: len(expected)] == expected
    assert bool(found) == bool(expected)


QUALIFIERS = [
    ("Tỷ lệ này thấp hơn 3,5% so với năm trước.", None),
    ("Số lớp tăng hơn 3,5%.", "at_least"),
    ("Diện tích từ 850 km2 trở lên.", "at_least"),
    ("Thu nhập 16 triệu đồng/người/năm trở xuống.", "at_most"),
]


@pytest.mark.parametrize(("text", "expected"), QUALIFIERS)
def test_how_exact_a_number_is(text: str, expected: str | None) -> None:
    assert [f.qualifier for f in read(text).figures] == [expected]


BASES = [
    ("Số lượt bạn đọc tăng 12% so với cùng kỳ.", ["comparison"]),
    ("Có 42 lớp, tăng 6 lớp so với năm 2025.", [None, "comparison"]),
    ("Cấp 812 thẻ, bằng 118% so với quý II.", [None, "comparison"]),
    ("So với năm 2024, số thẻ tăng 320 thẻ, số lớp giảm 2 lớp.", ["comparison", "comparison"]),
    ("Tháng 9 cấp 120 thẻ, lũy kế từ đầu năm 1.020 thẻ.", [None, "cumulative"]),
    ("Quý III/2026, xã mở 4 lớp, lũy kế từ đầu năm 12 lớp.", [None, "cumulative"]),
    ("Lũy kế từ đầu năm đến nay mở 12 lớp.", ["cumulative"]),
    ("Số cây giảm 3,2% so với 6 tháng đầu năm 2025, còn 15.200 cây.", ["comparison", None]),
    ("Lượt khách gấp 1,5 lần năm trước.", ["comparison"]),
    ("Cùng kỳ năm trước mở 36 lớp.", ["comparison"]),
    ("Xã tiêm 812 mũi (cùng kỳ 760 mũi).", [None, "comparison"]),
    ("Lũy kế đến nay đã trồng 15.200 cây.", ["cumulative"]),
    ("Từ đầu năm đến nay cấp 320 thẻ, trong đó tháng 9 cấp 40 thẻ.", ["cumulative", None]),
    ("Tỷ lệ đúng hạn tăng 1,5 điểm phần trăm so với tháng trước.", ["comparison"]),
    ("Kể từ đầu năm, đội trồng 4.200 cây.", ["cumulative"]),
    ("Có 120 phòng, thêm 8 phòng so với đầu nhiệm kỳ.", [None, "comparison"]),
    ("Đợt này cấp 508 thẻ, nhiều hơn kế hoạch 58 thẻ.", [None, "comparison"]),
    ("Mở 12 lớp, đạt 60% kế hoạch.", [None, None]),
    ("Mở 12 lớp, vượt 2 lớp.", [None, None]),
    ("Cộng dồn 9 tháng, trạm khám 4.200 lượt.", ["cumulative"]),
]


@pytest.mark.parametrize(("text", "expected"), BASES)
def test_what_a_figure_rests_on(text: str, expected: list[str | None]) -> None:
    assert [f.basis for f in read(text).figures] == expected


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Trong tháng 8 và tháng 9, thư viện cấp 320 thẻ.", "tháng 8 và tháng 9"),
        ("Quý I và quý II/2026, xã mở 4 lớp.", "Quý I và quý II/2026"),
    ],
)
def test_months_named_together_are_one_period(text: str, period: str) -> None:
    assert [f.period.text if f.period else None for f in read(text).figures] == [period]
