"""The register of documents: who reads, who keeps it, and what bad input gets."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document as Word

from tests.cast import Cast
from trienkhai.directives import actions
from trienkhai.directives.models import Document
from trienkhai.files.models import StoredFile

TYPED = {
    "type": "ke_hoach",
    "sign": "07/KH-UBND",
    "issuer": "Ủy ban nhân dân xã An Đường",
    "issued_on": "05/02/2026",
    "summary": "Mở lớp học cộng đồng năm 2026",
}
HEAD = (
    "ỦY BAN NHÂN DÂN",
    "XÃ AN ĐƯỜNG",
    "Số: 07/KH-UBND",
    "An Đường, ngày 05 tháng 02 năm 2026",
    "KẾ HOẠCH",
    "Mở lớp học cộng đồng năm 2026",
    "",
    "I. Mục tiêu",
    "Xã mở 12 lớp cho 480 lượt người học.",
)


def word(*lines: str) -> bytes:
    """A Word file of these paragraphs."""
    made, out = Word(), BytesIO()
    for line in lines:
        made.add_paragraph(line)
    made.save(out)
    return out.getvalue()


def upload(content: bytes, name: str = "ke-hoach.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def chain(cast: Cast) -> dict[str, Document]:
    """A directive of the province, its plan, and the plan of xã An."""
    plain = {"issued_on": date(2026, 2, 5)}
    top = actions.register(
        type="chi_thi",
        sign="05-CT/TU",
        issuer="Tỉnh ủy Đông Giang",
        summary="Học tập cộng đồng",
        by=cast.officer,
        **plain,
    )
    plan = actions.register(
        type="ke_hoach", sign="15/KH-UBND", issuer="UBND tỉnh Đông Giang", summary="Mở lớp học", by=cast.officer,
        rests_on=[top], **plain,
    )  # fmt: skip
    commune = actions.register(
        type="ke_hoach", sign="07/KH-UBND", issuer="UBND xã An Đường", summary="Mở 12 lớp", by=cast.officer_an,
        rests_on=[plan], **plain,
    )  # fmt: skip
    return {"top": top, "plan": plan, "commune": commune}


@pytest.fixture
def as_(cast: Cast) -> Callable[[str], Client]:
    """`as_("officer_an")`: a browser of that person."""
    return lambda who: cast.sign_in(Client(), who)


ACCESS = [  # who, reads the province's plan, reads the commune's, may change the commune's, may register
    ("officer", 200, 200, 403, 200),
    ("reader", 200, 200, 403, 403),
    ("officer_an", 200, 200, 200, 200),
    ("officer_bo", 200, 404, 404, 200),
    ("officer_thon", 200, 200, 403, 200),
    ("former", 404, 404, 404, 403),
    ("stranger", 404, 404, 404, 200),
    ("nobody", 403, 403, 403, 403),
]


@pytest.mark.parametrize(("who", "plan", "commune", "change", "register"), ACCESS)
def test_who_reads_and_who_changes(
    chain: dict[str, Document], as_: Any, who: str, plan: int, commune: int, change: int, register: int
) -> None:
    client = as_(who)
    pk = chain["commune"].pk
    assert client.get(f"/documents/{chain['plan'].pk}/").status_code == plan
    assert client.get(f"/documents/{pk}/").status_code == commune
    assert client.get(f"/documents/{pk}/change/").status_code == change
    assert client.get("/documents/register/").status_code == register
    for verb in ("attach", "link", "unlink"):
        answer = client.post(f"/documents/{pk}/{verb}/", {"rests_on": "x"})
        assert answer.status_code == (change if change != 200 else {"attach": 422}.get(verb, 404))
    assert client.get(f"/documents/{pk}/file/").status_code == (404 if commune == 200 else commune)


def test_nobody_signed_in_sees_the_sign_in_page(chain: dict[str, Document], client: Client) -> None:
    for address in ("", f"{chain['plan'].pk}/", "register/", f"{chain['plan'].pk}/file/"):
        assert client.get(f"/documents/{address}").status_code == 302


FRAME = 6  # session, person, posts and their roles, seal
REACH = 6  # place of the post, units that ended and their heirs, the way up, whether it stands


def test_the_list_takes_few_queries_however_long(
    chain: dict[str, Document], cast: Cast, as_: Any, django_assert_max_num_queries: Any
) -> None:
    client = as_("officer")
    for number in range(1, 40):
        actions.register(
            **TYPED | {"sign": f"{number}/KH-XA", "issued_on": date(2025, 1, number % 28 + 1)}, by=cast.officer_bo
        )
    with django_assert_max_num_queries(FRAME + REACH + 5):
        page = client.get("/documents/").content.decode()
    assert page.count("<tr>") == 1 + 25 and "Trang 1 trên 2" in page


FILTERS = [
    ({"q": "5-ct/tu"}, ["05-CT/TU"]),
    ({"q": "hoc tap cong dong"}, ["05-CT/TU"]),
    ({"type": "ke_hoach"}, ["07/KH-UBND", "15/KH-UBND"]),
    ({"unit": "xa_an"}, ["07/KH-UBND"]),
    ({"year": "2026", "type": "chi_thi"}, ["05-CT/TU"]),
    ({"year": "2025"}, []),
    ({"year": "x", "type": "y", "page": "z"}, []),
]


@pytest.mark.parametrize(("asked", "signs"), FILTERS)
def test_documents_are_filtered(chain: dict[str, Document], as_: Any, asked: dict[str, str], signs: list[str]) -> None:
    page = as_("officer").get("/documents/", asked).content.decode()
    assert [sign for sign in ("05-CT/TU", "07/KH-UBND", "15/KH-UBND") if f">{sign}</a>" in page] == signs


def test_a_document_shows_its_chain(chain: dict[str, Document], as_: Any, django_assert_max_num_queries: Any) -> None:
    client = as_("officer")
    with django_assert_max_num_queries(FRAME + REACH + 7):
        page = client.get(f"/documents/{chain['top'].pk}/").content.decode()
    assert "Kế hoạch số 15/KH-UBND" in page and "Kế hoạch số 07/KH-UBND" in page and "2 văn bản" in page
    below = as_("officer_bo").get(f"/documents/{chain['top'].pk}/").content.decode()
    assert "Kế hoạch số 15/KH-UBND" in below and "07/KH-UBND" not in below


def test_a_document_is_registered_with_its_basis(chain: dict[str, Document], as_: Any) -> None:
    client = as_("officer_bo")
    page = client.get("/documents/register/", {"rests_on": chain["plan"].pk}).content.decode()
    assert "checked" in page and "15/KH-UBND" in page
    answer = client.post("/documents/register/", TYPED | {"rests_on": chain["plan"].pk})
    made = Document.objects.latest("pk")
    assert answer.url == f"/documents/{made.pk}/"
    assert made.unit.code == "xa_bo" and [b.rests_on for b in made.bases.all()] == [chain["plan"]]
    again = client.post("/documents/register/", TYPED | {"confirmed": "1"})  # the second click
    assert again.url == answer.url and Document.objects.latest("pk") == made


def test_a_basis_out_of_reach_is_not_found(chain: dict[str, Document], as_: Any) -> None:
    client = as_("officer_bo")
    hidden = chain["commune"].pk
    assert client.get("/documents/register/", {"rests_on": hidden}).status_code == 404
    assert client.post("/documents/register/", TYPED | {"rests_on": hidden}).status_code == 404


BAD = [
    ({"sign": "15/5/2016"}, "là ngày tháng, không phải số, ký hiệu"),
    ({"sign": "07/QĐ-UBND"}, "là của loại «quyết định», không phải «kế hoạch»"),
    ({"issued_on": "31/02/2026"}, "không có trong lịch"),
    ({"issued_on": "22/10/1018"}, "không thể đúng"),
    ({"issued_on": "1/1/2999"}, "không thể đúng"),
    ({"summary": ""}, "Trích yếu"),
    ({"type": "x"}, "Loại văn bản"),
    ({"summary": "a" * 601}, "600"),
]


@pytest.mark.parametrize(("typed", "says"), BAD)
def test_what_cannot_be_right_comes_back_with_all_that_was_typed(
    cast: Cast, as_: Any, typed: dict[str, str], says: str
) -> None:
    answer = as_("officer_an").post("/documents/register/", TYPED | typed)
    page = answer.content.decode()
    assert answer.status_code == 422 and says in page and TYPED["issuer"] in page
    assert not Document.objects.exists()


def test_a_look_alike_is_named_and_a_person_decides(chain: dict[str, Document], as_: Any) -> None:
    client = as_("officer_an")
    typed = TYPED | {"sign": "15/KH-UBND", "issuer": "UBND tỉnh Đông Giang", "issued_on": "06/02/2026"}
    answer = client.post("/documents/register/", typed)
    assert answer.status_code == 422
    assert f"/documents/{chain['plan'].pk}/" in answer.content.decode()
    assert client.post("/documents/register/", typed | {"confirmed": "1"}).status_code == 302


def test_the_head_of_a_file_fills_the_form_and_the_file_is_kept(cast: Cast, as_: Any) -> None:
    client = as_("officer_an")
    content = word(*HEAD)
    answer = client.post("/documents/register/", {"read": "1", "file": upload(content), "summary": "Của tôi"})
    assert answer.status_code == 200 and not Document.objects.exists()
    initial = answer.context["form"].initial
    assert initial == TYPED | {"summary": "Của tôi"}  # what was typed stays
    client.post("/documents/register/", initial | {"paper": answer.context["token"]})
    made = Document.objects.get()
    assert made.file is not None and made.file_name == "ke-hoach.docx"
    sent = client.get(f"/documents/{made.pk}/file/")
    assert b"".join(sent.streaming_content) == content
    sent.close()
    assert "ke-hoach.docx" in sent["Content-Disposition"]


def test_documents_cited_in_the_file_are_offered_as_bases(chain: dict[str, Document], as_: Any) -> None:
    client = as_("officer_bo")
    lines = (*HEAD[:6], "Căn cứ Chỉ thị số 05-CT/TU ngày 05/02/2026 và Kế hoạch số 15/KH-UBND ngày 05/02/2026;")
    typed = {"sign": "08/KH-UBND", "rests_on": chain["plan"].pk, "offered": chain["plan"].pk}
    answer = client.post("/documents/register/", typed | {"read": "1", "file": upload(word(*lines))})
    assert answer.context["bases"] == [(chain["plan"], True), (chain["top"], False)]
    values = answer.context["form"].initial | {"rests_on": chain["top"].pk, "summary": ""}
    again = client.post("/documents/register/", values | {"offered": [chain["plan"].pk, chain["top"].pk]})
    assert again.status_code == 422
    assert dict(again.context["bases"]) == {chain["plan"]: False, chain["top"]: True}


def test_another_persons_paper_is_not_taken(cast: Cast, as_: Any) -> None:
    answer = as_("officer_an").post("/documents/register/", {"read": "1", "file": upload(word(*HEAD))})
    token = answer.context["token"]
    as_("officer_bo").post("/documents/register/", TYPED | {"paper": token})
    as_("officer_an").post("/documents/register/", TYPED | {"paper": token[:-2] + "xx"})
    assert [made.file for made in Document.objects.all()] == [None, None]


HOSTILE = [
    (b"MZ" + b"\x00" * 200, "ke-hoach.docx"),
    (b"", "ke-hoach.docx"),
    (b"PK\x03\x04 broken", "ke-hoach.docx"),
    (b"%PDF-1.7 broken", "ke-hoach.pdf"),
    (b"text", "ke-hoach.pdf"),
]


@pytest.mark.parametrize(("content", "name"), HOSTILE)
def test_a_hostile_file_is_refused_and_not_kept(cast: Cast, as_: Any, content: bytes, name: str) -> None:
    for more in ({"read": "1"}, {}):
        answer = as_("officer_an").post("/documents/register/", TYPED | more | {"file": upload(content, name)})
        assert answer.status_code == 422 and 'class="field__errors"' in answer.content.decode()
    assert not Document.objects.exists() and not StoredFile.objects.exists()


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_classified_paper_is_refused_and_not_kept(cast: Cast, as_: Any, mark: str) -> None:
    content = upload(word(HEAD[0], HEAD[1], mark, *HEAD[2:]))
    answer = as_("officer_an").post("/documents/register/", TYPED | {"file": content})
    assert answer.status_code == 422 and "mật" in answer.content.decode().lower()
    assert not StoredFile.objects.exists() and not Document.objects.exists()


def test_a_file_is_attached_and_a_differing_number_is_told(chain: dict[str, Document], as_: Any) -> None:
    client = as_("officer_an")
    pk = chain["commune"].pk
    page = client.post(f"/documents/{pk}/attach/", {"file": upload(word(*HEAD))}, follow=True).content.decode()
    assert "Đã lưu tệp của văn bản." in page and f"/documents/{pk}/file/" in page
    other = word(*HEAD[:2], "Số: 09/KH-UBND", *HEAD[3:])
    page = client.post(f"/documents/{pk}/attach/", {"file": upload(other)}, follow=True).content.decode()
    assert "trong tệp ghi số 09/KH-UBND, trong sổ ghi 07/KH-UBND" in page
    answer = client.post(f"/documents/{pk}/attach/", {"file": upload(b"MZ")})
    assert answer.status_code == 422
    kept = client.get(f"/documents/{pk}/file/")
    assert kept.status_code == 200
    kept.close()


def test_a_picture_of_a_paper_may_be_attached(chain: dict[str, Document], as_: Any) -> None:
    pk = chain["commune"].pk
    picture = b"\x89PNG\r\n\x1a\n" + bytes.fromhex(
        "0000000d4948445200000001000000010806000000" "1f15c4890000000d49444154789c6360000002000001"
        "e221bc330000000049454e44ae426082"
    )  # fmt: skip
    answer = as_("officer_an").post(f"/documents/{pk}/attach/", {"file": upload(picture, "anh.png")})
    assert answer.status_code == 302


def test_a_document_is_corrected(chain: dict[str, Document], as_: Any) -> None:
    client = as_("officer_an")
    pk = chain["commune"].pk
    assert "07/KH-UBND" in client.get(f"/documents/{pk}/change/").content.decode()
    assert client.post(f"/documents/{pk}/change/", TYPED | {"issued_on": "x"}).status_code == 422
    assert client.post(f"/documents/{pk}/change/", TYPED | {"sign": "08/KH-UBND"}).status_code == 302
    assert Document.objects.get(pk=pk).sign == "08/KH-UBND"


def test_a_basis_is_found_linked_and_taken_back(chain: dict[str, Document], as_: Any) -> None:
    client = as_("officer_an")
    pk, top = chain["commune"].pk, chain["top"].pk
    page = client.get(f"/documents/{pk}/", {"basis": "05-ct"}).content.decode()
    assert "Chọn làm căn cứ" in page
    assert client.post(f"/documents/{pk}/link/", {"rests_on": top}).status_code == 302
    assert top in chain["commune"].bases.values_list("rests_on", flat=True)
    client.post(f"/documents/{pk}/unlink/", {"rests_on": top})
    assert top not in chain["commune"].bases.values_list("rests_on", flat=True)
    assert client.post(f"/documents/{pk}/link/", {"rests_on": pk}).status_code == 409
