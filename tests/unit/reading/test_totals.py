"""What the text itself breaks into parts: `whole=part+part` by the texts of the figures, `≠` where they do not add up.

The rows were written before the reader saw them.
"""

import pytest

from trienkhai.reading import read
from trienkhai.reading.lexicon import table

HOLDS = [
    ("Xã mở 24 lớp nghề cho 720 học viên, gồm 10 lớp may và 14 lớp mộc.", ["24=10+14"]),
    (
        "Mở 12 lớp với 360 học viên, gồm: 5 lớp may với 150 học viên và 7 lớp mộc với 210 học viên.",
        ["12=5+7", "360=150+210"],
    ),
    (
        "Toàn huyện xây 85 nhà: 25 nhà xây mới (15 nhà ở thị trấn, 10 nhà ở xã) và 60 nhà sửa chữa.",
        ["85=25+60", "25=15+10"],
    ),
    (
        "Kinh phí 4,5 tỷ đồng (huyện 3 tỷ đồng, ngân sách xã 900 triệu đồng, xã hội hóa 600 triệu đồng).",
        ["4,5 tỷ đồng=3 tỷ đồng+900 triệu đồng+600 triệu đồng"],
    ),
    (
        "Đã tiếp nhận 1.480 hồ sơ, trong đó: trực tuyến 1.310 hồ sơ, trực tiếp 150 hồ sơ, qua bưu điện 20 hồ sơ.",
        ["1.480=1.310+150+20"],
    ),
    ("Kết quả tiêm 3.200 liều:\n- Trạm Y tế xã: 1.700 liều;\n- Điểm lưu động: 1.500 liều.", ["3.200=1.700+1.500"]),
    (
        "Đã trao 18 giải, bao gồm 01 giải nhất, 02 giải nhì, 05 giải ba và 10 giải khuyến khích.",
        ["18=01+02+05+10"],
    ),
    ("Tổng số có 45 câu lạc bộ. Trong đó, cấp huyện 05; cấp xã 40.", ["45=05+40"]),
    ("Trong 60 lớp đã mở có 45 lớp học ban ngày, còn lại 15 lớp học buổi tối.", ["60=45+15"]),
    ("Có 18/28 xã đạt chuẩn (gồm 10/15 xã miền núi, 8/13 xã đồng bằng).", ["18/28=10/15+8/13"]),
    ("Trồng 12,5 ha rừng, chia ra: rừng phòng hộ 7,5 ha; rừng sản xuất 5 ha.", ["12,5=7,5+5"]),
    (
        "Nội dung\tSố lớp\tSố học viên\nCấp tỉnh\t2\t80\nCấp huyện\t8\t310\nCấp xã\t30\t900\nTổng\t40\t1.290",
        ["40=2+8+30", "1.290=80+310+900"],
    ),
    ("Đơn vị\tSố lớp nghề\tSố lớp kỹ năng\tTổng số lớp\nAn Hòa\t5\t4\t9\nBình Minh\t7\t3\t10", ["9=5+4", "10=7+3"]),
    (
        "Ba xã trồng lần lượt 120 cây, 340 cây và 240 cây, tổng cộng 700 cây.",
        ["700=120+340+240"],
    ),
    ("Có 30 bác sĩ tham gia khám (nam 12, nữ 18), phát thuốc cho 640 lượt người.", ["30=12+18"]),
]

DIFFERS = [
    ("Xã mở 24 lớp nghề cho 720 học viên, gồm 10 lớp may và 13 lớp mộc.", ["24≠10+13"]),
    ("Toàn tỉnh có 95 tủ sách (cấp tỉnh 02; cấp huyện 13; cấp xã 70).", ["95≠02+13+70"]),
    (
        "Toàn huyện xây 85 nhà: 25 nhà xây mới (15 nhà ở thị trấn, 10 nhà ở xã) và 50 nhà sửa chữa.",
        ["85≠25+50", "25=15+10"],
    ),
    (
        "Kinh phí 4,5 tỷ đồng (huyện 3 tỷ đồng, ngân sách xã 900 triệu đồng, xã hội hóa 500 triệu đồng).",
        ["4,5 tỷ đồng≠3 tỷ đồng+900 triệu đồng+500 triệu đồng"],
    ),
    (
        "Đã tiếp nhận 1.480 hồ sơ, trong đó: trực tuyến 1.310 hồ sơ, trực tiếp 150 hồ sơ, qua bưu điện 30 hồ sơ.",
        ["1.480≠1.310+150+30"],
    ),
    ("Kết quả tiêm 3.200 liều:\n- Trạm Y tế xã: 1.700 liều;\n- Điểm lưu động: 1.400 liều.", ["3.200≠1.700+1.400"]),
    (
        "Đã trao 18 giải, bao gồm 01 giải nhất, 02 giải nhì, 05 giải ba và 09 giải khuyến khích.",
        ["18≠01+02+05+09"],
    ),
    ("Tổng số có 45 câu lạc bộ. Trong đó, cấp huyện 05; cấp xã 41.", ["45≠05+41"]),
    ("Trong 60 lớp đã mở có 45 lớp học ban ngày, còn lại 25 lớp học buổi tối.", ["60≠45+25"]),
    ("Có 18/28 xã đạt chuẩn (gồm 10/15 xã miền núi, 7/13 xã đồng bằng).", ["18/28≠10/15+7/13"]),
    ("Trồng 12,5 ha rừng, chia ra: rừng phòng hộ 7,5 ha; rừng sản xuất 4,5 ha.", ["12,5≠7,5+4,5"]),
    (
        "Nội dung\tSố lớp\tSố học viên\nCấp tỉnh\t2\t80\nCấp huyện\t8\t310\nCấp xã\t30\t900\nTổng\t41\t1.290",
        ["41≠2+8+30", "1.290=80+310+900"],
    ),
    ("Đơn vị\tSố lớp nghề\tSố lớp kỹ năng\tTổng số lớp\nAn Hòa\t5\t4\t9\nBình Minh\t7\t3\t11", ["9=5+4", "11≠7+3"]),
    ("Ba xã trồng lần lượt 120 cây, 340 cây và 240 cây, tổng cộng 710 cây.", ["710≠120+340+240"]),
    ("Có 30 bác sĩ tham gia khám (nam 12, nữ 17), phát thuốc cho 640 lượt người.", ["30≠12+17"]),
    (
        "Trao huy hiệu cho 21 hội viên (2 người 60 năm, 6 người 55 năm, 9 người 50 năm, 3 người 40 năm).",
        ["21≠2+6+9+3"],
    ),
    ("Đã sửa 63 công trình, trong đó có 24 công trình chuyển tiếp và 38 công trình khởi công mới.", ["63≠24+38"]),
    ("Giải quyết 15.234 hồ sơ (trước hạn 9.000; đúng hạn 6.100; quá hạn 124).", ["15.234≠9.000+6.100+124"]),
    (
        "Cấp 340 máy tính cho 3 trường: Trường An Hòa 120 máy, Trường Bình Minh 110 máy, Trường Cát Lâm 100 máy.",
        ["340≠120+110+100"],
    ),
    (
        "Huy động 2,4 tỷ đồng, trong đó ngân sách 1,5 tỷ đồng, nhân dân đóng góp 800 triệu đồng.",
        ["2,4 tỷ đồng≠1,5 tỷ đồng+800 triệu đồng"],
    ),
    (
        "Có 140 hộ kinh doanh, cụ thể:\n+ Thôn Đoài: 60 hộ\n+ Thôn Hạ: 45 hộ\n+ Thôn Trung: 25 hộ\nCác hộ đã đăng ký.",
        ["140≠60+45+25"],
    ),
    ("Tổng số 48 mô hình được công nhận; gồm: 20 mô hình tập thể, 27 mô hình cá nhân.", ["48≠20+27"]),
]

NOTHING = [
    "Hợp tác xã có 2.375 thành viên, có 1.479 nữ.",
    "Mở 24 lớp, trong đó có 10 lớp may.",
    "Mở 24 lớp (trong đó 10 lớp may, 6 lớp ở thôn Hạ…).",
    "Mở 24 lớp, gồm 10 lớp may, 6 lớp mộc, v.v.",
    "Có 340 học viên, trong đó 120 nữ, 45 người dân tộc thiểu số.",
    "Phát 500 suất quà, mỗi suất 300.000 đồng (200.000 đồng tiền mặt và hiện vật).",
    "Mở 12 lớp cho 360 học viên; 5 câu lạc bộ với 150 thành viên.",
    "Quý I mở 5 lớp, quý II mở 7 lớp, nâng tổng số lớp từ đầu năm lên 30 lớp.",
    "Trồng 700 cây (đạt 102% kế hoạch, tăng 120 cây so với năm trước).",
    "Khám cho 640 lượt người, cấp thuốc cho 600 lượt, chuyển tuyến 12 lượt.",
    "Xã có 45 thôn, trong đó 38 thôn có nhà văn hóa, 40 thôn có sân thể thao.",
    "Tỷ lệ hộ dùng nước sạch đạt 97%, trong đó thôn Đoài 99%, thôn Hạ 95%.",
    "Cấp xã xếp loại tốt 60%, khá 30%, trung bình 10%.",
    "Tiếp nhận 1.480 hồ sơ; giải quyết 1.460 hồ sơ, trong đó 1.450 hồ sơ đúng hạn.",
    "Mở 24 lớp tại 2 cụm (cụm phía đông có 3 xã, cụm phía tây có 4 xã).",
    "Trong 120 hộ được khảo sát, có 95 hộ dùng nước máy.",
    "Bình quân mỗi lớp 30 học viên (thấp nhất 22 học viên, cao nhất 35 học viên).",
    "Năm 2024 trồng 900 cây, năm 2025 trồng 1.100 cây.",
    "Trao 21 giải (chủ yếu là 8 giải thôn, 6 giải xóm).",
    "Mua 60 bộ bàn ghế (kích thước 120 x 50 cm), 12 máy tính.",
    "Tổ chức 30 buổi văn nghệ, tiêu biểu như: xã An Hòa 5 buổi, xã Bình Minh 4 buổi.",
    "Sửa 15 km đường, trong đó bê tông 9 km, rải đá 2 km.",
    "Nội dung\tNăm 2024\tNăm 2025\nSố lớp\t12\t15\nSố cây\t700\t900",
]


def shown(text: str) -> list[str]:
    found = read(text)
    texts = [f.text for f in found.figures]
    return [f"{texts[t.total]}{'=' if t.holds else '≠'}{'+'.join(texts[i] for i in t.parts)}" for t in found.totals]


@pytest.mark.parametrize(("text", "sums"), [*HOLDS, *DIFFERS, *((text, []) for text in NOTHING)])
def test_totals(text: str, sums: list[str]) -> None:
    assert sorted(shown(text)) == sorted(sums)


@pytest.mark.parametrize(("text", "sums"), DIFFERS)
def test_a_sum_that_differs_quotes_both_places(text: str, sums: list[str]) -> None:
    found = [f for f in read(text).findings if f.code == "sum_differs"]
    assert len(found) == sum("≠" in s for s in sums)
    for f in found:
        assert f.values["total"] == f.text
        assert f.values["parts"] == " + ".join(text[a:b] for a, b in f.others)


@pytest.mark.parametrize(("text", "sign"), table("wholes")["examples"])
def test_the_words_that_open_a_list_are_read_back(text: str, sign: str) -> None:
    assert [s for s in "=≠" if any(s in total for total in shown(text))] == list(sign)
