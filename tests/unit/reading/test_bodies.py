"""Names of bodies: which may be one, and who may write which sign."""

import pytest

from trienkhai.reading.bodies import body_of, kinds, may_be_one, may_sign

EXAMPLES = [(entry["name"], example) for entry in kinds().values() for example in entry["examples"]]

ONE = [
    ("UBND tỉnh", "Ủy ban nhân dân tỉnh Đông Giang"),
    ("Chủ tịch UBND TP. Hoa Sen", "Ủy ban nhân dân thành phố Hoa Sen"),
    ("BTV Tỉnh ủy", "Ban Chấp hành Đảng bộ tỉnh Đông Giang"),
    ("Trung ương", "Ban Chấp hành Trung ương Đảng"),
    ("Bộ Chính trị", "BCT"),
    ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo tỉnh Hoa Sen"),
    ("Uỷ ban nhân dân xã An Đường", "ỦY BAN NHÂN DÂN XÃ AN ĐƯỜNG"),
    ("Hội nghị lần thứ sáu Ban Chấp hành Trung ương", "BCHTW Đảng"),
    ("Ban Thường trực UBMTTQ huyện", "Ủy ban MTTQ Việt Nam huyện Đồng Sậy"),
    ("Bảo hiểm xã hội tỉnh", "Bảo hiểm xã hội tỉnh Hoa Sen"),
]
TWO = [
    ("UBND tỉnh", "Ủy ban nhân dân xã An Đường"),
    ("UBND xã An Đường", "Ủy ban nhân dân xã Bồ Đề Hạ"),
    ("Bộ Chính trị", "Ban Bí thư"),
    ("Tỉnh ủy", "Huyện ủy"),
    ("UBND tỉnh", "HĐND tỉnh"),
    ("Sở Nội vụ", "Sở Y tế"),
    ("Tỉnh ủy", "Ban Tuyên giáo Tỉnh ủy"),
    ("Đảng ủy xã An Đường", "Đảng ủy xã Cà Ná Thượng"),
]
MAY = [
    ("Chủ tịch UBND tỉnh", "QĐ-UBND"),
    ("Ban Bí thư", "CT/TW"),
    ("Thành ủy", "KH/TU"),
    ("Chính phủ", "QĐ-TTg"),
    ("Sở Nội vụ", "HD-SNV"),
    ("Ban Thường vụ Tỉnh ủy", "HD/BTGTU"),
    ("Quốc hội", "2024/QH15"),
]
MAY_NOT = [
    ("Ủy ban nhân dân tỉnh", "2020/NĐ-CP"),
    ("Huyện ủy", "CT/TW"),
    ("Đảng ủy xã", "KH-UBND"),
    ("UBND xã", "NQ-HĐND"),
    ("Tỉnh ủy", "KH/HU"),
]


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_each_kind_is_known_by_its_examples(kind: str, example: str) -> None:
    assert body_of(example).kind == kind


@pytest.mark.parametrize(("one", "other"), ONE)
def test_two_names_of_one_body(one: str, other: str) -> None:
    assert may_be_one(body_of(one), body_of(other)) and may_be_one(body_of(other), body_of(one))


@pytest.mark.parametrize(("one", "other"), TWO)
def test_names_of_two_bodies(one: str, other: str) -> None:
    assert not may_be_one(body_of(one), body_of(other))


@pytest.mark.parametrize(("issuer", "symbol"), MAY)
def test_who_may_write_a_sign(issuer: str, symbol: str) -> None:
    assert may_sign(body_of(issuer), symbol)


@pytest.mark.parametrize(("issuer", "symbol"), MAY_NOT)
def test_who_may_not_write_a_sign(issuer: str, symbol: str) -> None:
    assert not may_sign(body_of(issuer), symbol)
