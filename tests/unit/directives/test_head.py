"""What the head of a document proposes for the register. All texts are invented."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trienkhai.directives.head import Proposal, in_sentence_case, propose, signs_cited
from trienkhai.directives.signs import parse_sign

PLAN = """ỦY BAN NHÂN DÂN
XÃ AN ĐƯỜNG
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 07/KH-UBND
An Đường, ngày 05 tháng 02 năm 2026

KẾ HOẠCH
Mở lớp học cộng đồng và sửa nhà
trên địa bàn xã năm 2026

Căn cứ Chỉ thị số 05-CT/TU ngày 12 tháng 01 năm 2026 của Tỉnh ủy Đông Giang, xã lập kế hoạch như sau:
"""
DIRECTIVE = """TỈNH ỦY ĐÔNG GIANG\tĐẢNG CỘNG SẢN VIỆT NAM
*\tĐông Giang, ngày 12 tháng 01 năm 2026
Số 05-CT/TU

CHỈ THỊ
về học tập cộng đồng và dịch vụ tại xã
-----
Thời gian qua, các xã đã mở nhiều lớp học.
"""
LETTER = """UBND TỈNH ĐÔNG GIANG
VĂN PHÒNG
Số: 412/VP-TH
V/v chuẩn bị phòng học mùa mưa
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Đông Giang, ngày 3 tháng 9 năm 2025
Kính gửi: Ủy ban nhân dân các xã.
"""
HEADS = [
    (PLAN, "ke_hoach", "07/KH-UBND", "Ủy ban nhân dân xã An Đường", date(2026, 2, 5),
     "Mở lớp học cộng đồng và sửa nhà trên địa bàn xã năm 2026"),
    (DIRECTIVE, "chi_thi", "05-CT/TU", "Tỉnh ủy Đông Giang", date(2026, 1, 12),
     "về học tập cộng đồng và dịch vụ tại xã"),
    (LETTER, "cong_van", "412/VP-TH", "Văn phòng UBND tỉnh Đông Giang", date(2025, 9, 3), "chuẩn bị phòng học mùa mưa"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "type", "sign", "issuer", "issued_on", "summary"), HEADS)
def test_the_head_of_a_document_fills_the_form(
    text: str, type: str, sign: str, issuer: str, issued_on: date, summary: str
) -> None:
    assert propose(text) == Proposal(type, parse_sign(sign), issuer, issued_on, summary)


def test_a_slip_on_the_paper_leaves_the_day_open() -> None:
    assert propose(PLAN.replace("ngày 05 tháng 02", "ngày 31 tháng 02")).issued_on is None


def test_two_types_for_a_code_are_as_good_as_none() -> None:
    found = propose("Số 15-QĐ/TU\nvề một việc")
    assert found.sign and found.type == ""
    assert propose("Số 15-QĐ/TU\nQUY ĐỊNH\nvề mượn phòng học").type == "quy_dinh"


CITATION = {
    "start": 0,
    "form": "full",
    "type": "chỉ thị",
    "number": "5",
    "symbol": "CT/TU",
    "key": "05-CT/TU",
    "date": "2026-01-12",
    "issuer": "Tỉnh ủy",
}


def test_without_a_head_the_citation_that_begins_the_text_is_proposed() -> None:
    text = "Chỉ thị số 05-CT/TU ngày 12/01/2026 của Tỉnh ủy"
    assert propose(text, [CITATION]) == Proposal("chi_thi", parse_sign("05-CT/TU"), "Tỉnh ủy", date(2026, 1, 12), "")
    assert propose(text, [CITATION | {"date": "1018"}]).issued_on is None
    assert propose(text, [CITATION | {"key": None, "number": "x"}]) == Proposal()
    assert propose(text, [CITATION | {"form": "named"}]) == Proposal()
    assert not propose("").found()


def test_a_document_named_further_on_is_another_one() -> None:
    assert not propose("Thực hiện Chỉ thị số 05-CT/TU, xã báo cáo.", [CITATION | {"start": 10}]).found()


def test_names_follow_the_word_of_a_place() -> None:
    assert in_sentence_case("ỦY BAN NHÂN DÂN TỈNH ĐÔNG GIANG") == "Ủy ban nhân dân tỉnh Đông Giang"
    assert in_sentence_case("SỞ Y TẾ") == "Sở y tế"


ISSUERS = [  # the left of the head, and the name of the body
    ("ỦY BAN NHÂN DÂN\nXÃ AN ĐƯỜNG", "Ủy ban nhân dân xã An Đường"),
    ("UBND TỈNH ĐÔNG GIANG\nSỞ Y TẾ", "Sở y tế tỉnh Đông Giang"),
    ("TỈNH ỦY ĐÔNG GIANG\nBAN TỔ CHỨC\n*", "Ban tổ chức tỉnh ủy Đông Giang"),
    ("ĐẢNG BỘ TỈNH ĐÔNG GIANG\nĐẢNG ỦY XÃ AN ĐƯỜNG", "Đảng ủy xã An Đường"),
    ("HỘI KHUYẾN HỌC", "Hội khuyến học"),
    ("Không có chữ hoa", ""),
]


@pytest.mark.parametrize(("left", "issuer"), ISSUERS)
def test_the_issuer_is_named_with_its_place(left: str, issuer: str) -> None:
    assert propose(f"{left}\nSố: 01/KH-X\n").issuer == issuer


def test_documents_cited_in_full_are_listed_once() -> None:
    other = CITATION | {"number": "15", "symbol": "KH-UBND", "key": "15/KH-UBND"}
    cited = [CITATION, {"form": "named"}, other, CITATION, CITATION | {"symbol": "??", "key": None}]
    assert [str(sign) for sign in signs_cited(cited)] == ["05-CT/TU", "15/KH-UBND"]


@given(st.text(alphabet=st.sampled_from("Số: 07/KH-UBND\n\tngày 1 tháng 2 năm 2026 KẾ HOẠCH Ⅳ²٣"), max_size=300))
def test_no_text_breaks_the_proposal(text: str) -> None:
    found = propose(text)
    assert len(found.summary) <= 600
