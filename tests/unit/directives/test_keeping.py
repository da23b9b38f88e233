"""Documents taken into a register, changed, linked, and what cannot be right."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.cast import Cast
from trienkhai.directives import actions, gates, queries
from trienkhai.directives.errors import AlreadyRegistered, CannotLink, CannotRegister, NotASign
from trienkhai.directives.models import Basis, Document
from trienkhai.directives.signs import parse_sign
from trienkhai.journal.models import Entry

NOW = datetime(2026, 8, 1, 2, tzinfo=UTC)


def registered(by: Any, **values: Any) -> Document:
    """A plan of a commune or a province, about services."""
    plain = {
        "type": "ke_hoach",
        "sign": "15/KH-UBND",
        "issuer": "Ủy ban nhân dân tỉnh Đông Giang",
        "issued_on": date(2026, 2, 5),
        "summary": "Mở lớp học cộng đồng năm 2026",
        "now": NOW,
    }
    return actions.register(**plain | values, by=by)


def test_a_document_stands_in_the_register_of_the_post(cast: Cast) -> None:
    made = registered(cast.officer)
    assert (made.unit, made.form, made.number, made.symbol) == (cast.tinh, "state", "15", "KH-UBND")
    assert (made.sign, made.title) == ("15/KH-UBND", "Kế hoạch số 15/KH-UBND")
    entry = Entry.objects.order_by("-id")[0]
    assert (entry.verb, entry.object_id, entry.post_id) == ("document.registered", made.pk, cast.officer.pk)


def test_the_partys_form_is_read_from_the_sign(cast: Cast) -> None:
    made = registered(cast.officer, type="chi_thi", sign="5 - CT/TU", issuer="Tỉnh ủy Đông Giang")
    assert (made.form, made.sign) == ("party", "05-CT/TU")


def test_a_document_may_have_no_number(cast: Cast) -> None:
    made = registered(cast.officer, type="thu_cong", sign=" ")
    assert made.sign == "" and made.title == "Thư công"
    with pytest.raises(AlreadyRegistered):
        registered(cast.officer, type="thu_cong", sign="")
    registered(cast.officer, type="thu_cong", sign="", summary="Một thư khác")


# what is typed, the refusal, its code
IMPOSSIBLE = [
    ({"sign": "15/5/2016"}, NotASign, "not_a_sign"),
    ({"sign": "KH-UBND"}, NotASign, "not_a_sign"),
    ({"sign": "15/QĐ-UBND"}, CannotRegister, "sign_of_another_type"),
    ({"type": "plan"}, CannotRegister, "unknown_type"),
    ({"issued_on": date(1018, 10, 22)}, CannotRegister, "impossible_day"),
    ({"issued_on": date(2026, 8, 2)}, CannotRegister, "impossible_day"),
    ({"type": "nghi_dinh", "sign": "30/2020/NĐ-CP", "issued_on": date(2021, 3, 5)}, CannotRegister, "year_differs"),
    ({"summary": "  "}, CannotRegister, "incomplete"),
    ({"summary": "a" * 601}, CannotRegister, "too_long"),
]


@pytest.mark.parametrize(("values", "refusal", "code"), IMPOSSIBLE, ids=lambda value: str(value)[:40])
def test_what_cannot_be_right_is_refused_whole(cast: Cast, values: Any, refusal: Any, code: str) -> None:
    before = Entry.objects.count()
    with pytest.raises(refusal) as caught:
        registered(cast.officer, **values)
    assert caught.value.code == code
    assert not Document.objects.exists() and Entry.objects.count() == before


def test_the_second_click_finds_the_first(cast: Cast) -> None:
    made = registered(cast.officer)
    with pytest.raises(AlreadyRegistered, match="đã có trong sổ") as caught:
        registered(cast.officer)
    assert caught.value.document_id == made.pk
    registered(cast.officer_an)  # the same paper in another register


def test_a_document_is_corrected_and_searched_anew(cast: Cast) -> None:
    made = registered(cast.officer)
    values = {"type": "ke_hoach", "issuer": made.issuer, "issued_on": made.issued_on, "by": cast.officer}
    actions.change(document=made, sign="16/KH-UBND", summary="Sửa nhà cho hộ cần giúp", **values)
    seen = gates.documents_seen(cast.officer)
    assert list(queries.search_documents(seen, "sua nha 16/kh-ubnd")) == [made]
    assert not queries.search_documents(seen, "lop hoc")
    other = registered(cast.officer)
    with pytest.raises(AlreadyRegistered):
        actions.change(document=other, sign="16/KH-UBND", summary="x", **values)
    assert Document.objects.get(pk=other.pk).sign == "15/KH-UBND"


@pytest.mark.parametrize("words", ["05-CT/TU", "5-ct/tu", "5 - CT/TU", "05", "chi thi", "Đông Giang hoc tap", "ct/tu"])
def test_search_takes_signs_and_words_with_or_without_marks(cast: Cast, words: str) -> None:
    made = registered(cast.officer, type="chi_thi", sign="05-CT/TU", issuer="Tỉnh ủy Đông Giang", summary="Học tập")
    registered(cast.officer, sign="15/KH-UBND", issuer="Ủy ban nhân dân", summary="Một việc khác")
    assert list(queries.search_documents(gates.documents_seen(cast.officer), words)) == [made]


def test_a_sign_is_not_found_in_the_end_of_another(cast: Cast) -> None:
    registered(cast.officer, type="chi_thi", sign="15-CT/TU")
    assert not queries.search_documents(gates.documents_seen(cast.officer), "5-CT/TU")


def test_the_chain_leads_down_the_hierarchy(cast: Cast, django_assert_num_queries: Any) -> None:
    top = registered(cast.officer, type="chi_thi", sign="05-CT/TU")
    plan = registered(cast.officer, rests_on=[top])
    in_bo = registered(cast.officer_bo, sign="02/KH-UBND", rests_on=[plan])
    in_an = registered(cast.officer_an, sign="03/KH-UBND", rests_on=[plan, top])
    seen = gates.documents_seen(cast.officer)
    with django_assert_num_queries(5):  # links and documents of two levels, and the links of a third
        tree = queries.put_into_practice(top, seen)
    assert [branch.document for branch in tree] == [plan, in_an]  # by the name of the register: tỉnh, xã
    assert [branch.document for branch in tree[0].branches] == [in_bo]
    assert queries.count_branches(tree) == 3
    assert queries.bases_of(in_an, gates.documents_seen(cast.officer_an)) == [top, plan]
    assert queries.count_branches(queries.put_into_practice(top, gates.documents_seen(cast.officer_an))) == 2


def test_a_chain_never_circles(cast: Cast) -> None:
    one = registered(cast.officer, sign="01/KH-UBND")
    two = registered(cast.officer, sign="02/KH-UBND", rests_on=[one])
    three = registered(cast.officer, sign="03/KH-UBND", rests_on=[two])
    with pytest.raises(CannotLink, match="ghi ngược lại"):
        actions.link(document=one, rests_on=three, by=cast.officer)
    with pytest.raises(CannotLink, match="chính nó"):
        actions.link(document=one, rests_on=one, by=cast.officer)
    before = Entry.objects.count()
    actions.link(document=three, rests_on=two, by=cast.officer)  # again: nothing
    assert Entry.objects.count() == before
    actions.unlink(document=three, rests_on=two, by=cast.officer)
    actions.unlink(document=three, rests_on=two, by=cast.officer)
    assert Entry.objects.count() == before + 1


# registered first (sign, issuer, day), asked about, whether it may be the same
ALIKE = [
    (("15/KH-UBND", "UBND tỉnh A", date(2026, 2, 5)), ("15/KH-UBND", "UBND TỈNH A", date(2026, 3, 5)), True),
    (("15/KH-UBND", "UBND tỉnh A", date(2025, 2, 5)), ("15/KH-UBND", "UBND tỉnh A", date(2026, 2, 5)), False),
    (("15/KH-UBND", "UBND tỉnh A", date(2026, 2, 5)), ("15/KH-UBND", "UBND tỉnh B", date(2026, 2, 5)), False),
    (("15/KH-UBND", "UBND tỉnh A", date(2026, 2, 5)), ("16/KH-UBND", "UBND tỉnh A", date(2026, 2, 5)), False),
    (("05-KH/TU", "Tỉnh ủy A", date(2021, 2, 5)), ("05-KH/TU", "Tỉnh ủy A", date(2023, 2, 5)), True),
    (("05-KH/TU", "Tỉnh ủy A", date(2019, 2, 5)), ("05-KH/TU", "Tỉnh ủy A", date(2023, 2, 5)), False),
    (("05-KH/TW", "Ban Bí thư", date(2021, 3, 5)), ("05-KH/TW", "Ban Bí thư TW", date(2023, 2, 5)), True),
    (("05-KH/TW", "Ban Bí thư", date(2020, 3, 5)), ("05-KH/TW", "Ban Bí thư", date(2021, 2, 5)), False),
]


@pytest.mark.parametrize(("first", "asked", "same"), ALIKE)
def test_documents_that_may_be_the_same_are_named(cast: Cast, first: Any, asked: Any, same: bool) -> None:
    made = registered(cast.officer, sign=first[0], issuer=first[1], issued_on=first[2])
    given = {"sign": parse_sign(asked[0]), "type": "ke_hoach", "issuer": asked[1], "issued_on": asked[2]}
    found = queries.look_alikes(gates.documents_seen(cast.officer_an), **given)
    assert found == ([made] if same else [])
    assert queries.look_alikes(gates.documents_seen(cast.officer_an), besides=made, **given) == []


READERS = [  # who, sees the province's document, sees that of xã An
    ("officer", True, True),
    ("reader", True, True),
    ("officer_an", True, True),
    ("officer_bo", True, False),
    ("officer_thon", True, True),
    ("former", False, False),
    ("stranger", False, False),
]


@pytest.mark.parametrize(("who", "of_province", "of_commune"), READERS)
def test_documents_are_read_in_reach_and_below_their_register(
    cast: Cast, who: str, of_province: bool, of_commune: bool
) -> None:
    province, commune = registered(cast.officer), registered(cast.officer_an)
    seen = set(gates.documents_seen(getattr(cast, who)))
    assert (province in seen, commune in seen) == (of_province, of_commune)


def test_only_the_registers_own_unit_changes_a_document(cast: Cast) -> None:
    commune = registered(cast.officer_an)
    assert gates.may_change(cast.officer_an, commune)
    assert not gates.may_change(cast.officer, commune)
    assert not gates.may_change(cast.officer_thon, commune)
    assert not gates.may_register(cast.reader)
    assert not gates.may_register(cast.former)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"number": "", "symbol": "KH-UBND"}, "document_sign_is_whole"),
        ({"number": "15", "symbol": ""}, "document_sign_is_whole"),
        ({"summary": ""}, "document_says_what_it_is"),
    ],
)
def test_the_database_refuses_an_impossible_document(cast: Cast, values: dict[str, Any], name: str) -> None:
    made = registered(cast.officer)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Document.objects.filter(pk=made.pk).update(**values)


def test_the_database_refuses_twins_and_a_basis_on_itself(cast: Cast) -> None:
    made = registered(cast.officer)
    twin = Document.objects.get(pk=made.pk)
    twin.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)
    with pytest.raises(IntegrityError, match="basis_is_another"), transaction.atomic():
        Basis.objects.create(document=made, rests_on=made)
