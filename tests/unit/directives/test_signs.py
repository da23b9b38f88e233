"""Signs as people and papers write them, types by their codes, and terms of the Party."""

import tomllib
from datetime import date
from itertools import pairwise

import pytest

from trienkhai.directives.catalogue import FOLDER, document_type, document_types, may_be_one_term, terms, type_name
from trienkhai.directives.errors import NotASign
from trienkhai.directives.signs import contradicts, parse_sign, search_key, types_of

# as typed, form, number, symbol, as printed, code of the type
SIGNS = [
    ("15/KH-UBND", "state", "15", "KH-UBND", "15/KH-UBND", "KH"),
    ("Số: 05/QĐ-UBND", "state", "5", "QĐ-UBND", "05/QĐ-UBND", "QĐ"),
    ("30/2020/NĐ-CP", "state", "30", "2020/NĐ-CP", "30/2020/NĐ-CP", "NĐ"),
    ("4912/UBND-NC", "state", "4912", "UBND-NC", "4912/UBND-NC", "UBND"),
    ("202/2025/QH15", "state", "202", "2025/QH15", "202/2025/QH15", "QH15"),
    ("67/KH-MTTQ-BTT", "state", "67", "KH-MTTQ-BTT", "67/KH-MTTQ-BTT", "KH"),
    ("1206 /QĐ-HVTC", "state", "1206", "QĐ-HVTC", "1206/QĐ-HVTC", "QĐ"),
    ("5-CT/TU", "party", "5", "CT/TU", "05-CT/TU", "CT"),
    ("35 - NQ/TW", "party", "35", "NQ/TW", "35-NQ/TW", "NQ"),
    ("85\u2013 QĐ/TW", "party", "85", "QĐ/TW", "85-QĐ/TW", "QĐ"),
    ("84 QĐ/TWĐTN", "party", "84", "QĐ/TWĐTN", "84-QĐ/TWĐTN", "QĐ"),
    ("01-KL/TW\u200b", "party", "1", "KL/TW", "01-KL/TW", "KL"),
]


@pytest.mark.parametrize(("typed", "form", "number", "symbol", "printed", "code"), SIGNS)
def test_a_sign_is_read_in_both_forms(typed: str, form: str, number: str, symbol: str, printed: str, code: str) -> None:
    sign = parse_sign(typed)
    assert (sign.form, sign.number, sign.symbol, str(sign), sign.type_code) == (form, number, symbol, printed, code)
    assert parse_sign(str(sign)) == sign


NOT_SIGNS = ["15/5/2016", "35.599/35.900", "24/7", "2021-2025", "15", "KH-UBND", "0/KH-UBND", "15/", "00-CT/TU",
             "05-CT", "123456/KH-UBND", "15/KH UBND", "15/<b>", "15/" + "A" * 80, "x 15/KH-UBND"]  # fmt: skip


@pytest.mark.parametrize("text", NOT_SIGNS)
def test_what_is_no_sign_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(NotASign, match=r"15/KH-UBND"):
        parse_sign(text)


def test_the_code_of_a_sign_names_its_types() -> None:
    assert [one.code for one in types_of(parse_sign("15/KH-UBND"))] == ["ke_hoach"]
    assert [one.code for one in types_of(parse_sign("15-QĐ/TW"))] == ["quyet_dinh", "quy_dinh"]
    assert types_of(parse_sign("4912/UBND-NC")) == []


def test_a_sign_may_contradict_the_type_given() -> None:
    plan, letter = document_type("ke_hoach"), document_type("cong_van")
    assert plan and letter
    assert contradicts(parse_sign("15/KH-UBND"), plan) is None
    assert contradicts(parse_sign("4912/UBND-NC"), letter) is None
    other = contradicts(parse_sign("15/QĐ-UBND"), plan)
    assert other and other.name == "quyết định"


def test_search_compares_signs_without_zeros_and_dashes() -> None:
    assert search_key("05-CT/TU") == search_key("5 - ct/tu") == search_key("5/CT-TU") == "5-ct-tu"


STATE = {
    *("NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB", "TTr", "HĐ", "CĐ"),
    *("BGN", "BTT", "GUQ", "GM", "GGT", "GNP", "PG", "PC", "PB"),
}
PARTY = {
    *("NQ", "CT", "KL", "QC", "HD", "TB", "BC", "CTr", "TT", "TTr", "ĐA", "PA", "KH", "BB", "CV", "QĐ", "QĐi"),
}


def test_every_code_of_both_forms_is_known() -> None:
    known = {form: {code for one in document_types() for code in one.codes(form) or ()} for form in ("state", "party")}
    assert known["state"] >= STATE
    assert known["party"] >= PARTY
    assert len({one.code for one in document_types()}) == len(document_types())
    assert type_name("ke_hoach") == "kế hoạch" and type_name("gone") == "gone"


def test_forms_name_their_source_and_day() -> None:
    rows = tomllib.loads((FOLDER / "document_types.toml").read_text(encoding="utf-8"))["forms"]
    assert {row["code"] for row in rows} == {"state", "party"}
    assert all(row["source"] and isinstance(row["since"], date) for row in rows)


def test_terms_follow_each_other() -> None:
    known = terms()
    assert [term.name for term in known] == ["XI", "XII", "XIII", "XIV"]
    assert all(term.local_first < term.local_last < term.central for term in known)
    assert all(one.central < other.local_first for one, other in pairwise(known))


@pytest.mark.parametrize(
    ("one", "other", "central", "same"),
    [
        (date(2021, 3, 1), date(2025, 12, 31), True, True),
        (date(2021, 1, 31), date(2021, 3, 1), True, False),
        (date(2025, 12, 31), date(2026, 2, 1), True, False),
        (date(2025, 12, 31), date(2026, 2, 1), False, True),  # below the centre the new term had begun before both
        (date(2024, 5, 1), date(2026, 2, 1), False, False),
        (date(2024, 5, 1), date(2025, 6, 1), False, True),  # the committee's congress may have been later: doubt
        (date(2014, 5, 1), date(2026, 2, 1), False, False),
    ],
)
def test_two_days_lie_in_one_term_or_in_doubt(one: date, other: date, central: bool, same: bool) -> None:
    assert may_be_one_term(one, other, central=central) is same
    assert may_be_one_term(other, one, central=central) is same
