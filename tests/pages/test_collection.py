"""Pages of rounds, answers, narratives and figures: what they show, how many queries they take, what bad input gets."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import BEGINNING
from tests.unit.collection.asking import Asking
from tests.unit.collection.conftest import asking as asking  # a fixture
from tests.unit.collection.test_narratives import TEXT, keep
from trienkhai.collection.models import Figure, Narrative, Round, Submission
from trienkhai.units.actions import create_unit
from trienkhai.units.models import UnitKind

FRAME = 6  # session, person, posts and their roles, seal
REACH = 6  # place of the post, units that ended and their heirs, whether it stands


@pytest.fixture
def as_(asking: Asking) -> Callable[[str], Client]:
    """`as_("officer_an")`: a browser of that person."""
    return lambda who: asking.cast.sign_in(Client(), who)


@pytest.fixture
def draft(asking: Asking) -> Submission:
    return asking.begin(asking.round())


def at(door: str, *things: Any) -> str:
    return reverse(f"collection:{door}", args=[getattr(one, "pk", one) for one in things])


def box(asking: Asking, name: str = "classes") -> str:
    """The name of the input of that cell."""
    code, breakdown, scope = asking.cell(name)
    return f"c-{asking.indicators[code].pk}-{scope}-{breakdown}"


def many_units(asking: Asking, number: int = 40) -> list[Any]:
    cast = asking.cast
    kind = UnitKind.objects.get(code="commune")
    given = {"kind": kind, "line": cast.line, "parent": cast.tinh, "since": BEGINNING, "by": None}
    return [create_unit(code=f"xa_{place}", name=f"Xã Thứ {place}", **given) for place in range(number)]


# --- query counts -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("units", [3, 40])
def test_a_round_takes_as_many_queries_with_forty_units_as_with_three(
    asking: Asking, as_: Any, units: int, django_assert_max_num_queries: Any
) -> None:
    asked = many_units(asking, units)
    round = asking.round(units=asked)
    for unit in asked[: units // 2]:
        asking.enter(asking.begin(round, asking.cast.officer, unit), asking.cast.officer, classes=3)
    client = as_("officer")
    client.get(at("round", round.code))
    with django_assert_max_num_queries(FRAME + REACH + 12):
        page = client.get(at("round", round.code)).content.decode()
    assert f"Xã Thứ {units - 1}" in page


def test_a_list_of_rounds_takes_few_queries(asking: Asking, as_: Any, django_assert_max_num_queries: Any) -> None:
    for number in range(30):
        asking.round(f"ky-{number}", units=["xa_an"])
    client = as_("officer_an")
    with django_assert_max_num_queries(FRAME + REACH + 4):
        page = client.get(at("rounds")).content.decode()
    assert "Học tập cộng đồng (ky-29)" in page


def test_a_draft_an_answer_and_a_figure_take_few_queries(
    asking: Asking, as_: Any, draft: Submission, django_assert_max_num_queries: Any
) -> None:
    asking.enter(draft, classes=12, models__kind_collective=3, models__kind_individual=5)
    client, above = as_("officer_an"), as_("officer")
    with django_assert_max_num_queries(FRAME + REACH + 20):
        assert client.get(at("submission", draft)).status_code == 200
    with django_assert_max_num_queries(FRAME + REACH + 20):
        assert client.get(at("check", draft)).status_code == 200
    asking.send(draft)
    with django_assert_max_num_queries(FRAME + REACH + 20):
        page = above.get(at("submission", draft)).content.decode()
    assert "Chấp nhận báo cáo" in page
    with django_assert_max_num_queries(FRAME + REACH + 9):
        page = above.get(at("figure", Figure.objects.filter(counts=True).first())).content.decode()
    assert "Nguyễn Thị An" in page


# --- typing -----------------------------------------------------------------------------------------------------------

DOUBTFUL = [("1.5", "1,5", "15"), ("30,850", "30,850", "30.850"), ("1.50", "1,50", "150")]


@pytest.mark.parametrize(("typed", "one", "other"), DOUBTFUL)
def test_a_doubtful_number_names_both_meanings_and_stays_as_typed(
    asking: Asking, as_: Any, draft: Submission, typed: str, one: str, other: str
) -> None:
    data = {box(asking): typed, box(asking, "attended"): "90"}
    answer = as_("officer_an").post(at("enter", draft), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"«{typed}» có thể hiểu là" in page and one in page and other in page
    assert f'value="{typed}"' in page
    assert [figure.value for figure in Figure.objects.all()] == [90], "what was right is kept"


WRONG = ["mười hai", "12 lớp", "-1", "12,5", "1e5", "٣", "9" * 30, "<b>1</b>", "=1+1", "NaN", "\x00"]


@pytest.mark.parametrize("typed", WRONG)
def test_what_is_no_figure_is_refused_beside_its_cell(asking: Asking, as_: Any, draft: Submission, typed: str) -> None:
    answer = as_("officer_an").post(at("enter", draft), {box(asking): typed})
    assert answer.status_code in (400, 422) and not Figure.objects.exists()
    assert "<b>1</b>" not in answer.content.decode()


def test_a_value_and_not_applicable_together_are_refused(asking: Asking, as_: Any, draft: Submission) -> None:
    name = box(asking)
    answer = as_("officer_an").post(at("enter", draft), {name: "12", f"na-{name}": "1"})
    assert answer.status_code == 422 and "không cả hai" in answer.content.decode()


GARBAGE = [
    {"seen": "9" * 5000},
    {"seen": "-1"},
    {"seen": "²"},
    {"seen": "x", "q": "perhaps", "r": "y" * 5000},
    {"r": "a\x00b"},
]


@pytest.mark.parametrize("odd", GARBAGE)
def test_odd_fields_beside_a_figure_break_nothing(
    asking: Asking, as_: Any, draft: Submission, odd: dict[str, str]
) -> None:
    name = box(asking)
    data = {name: "12", "c-999-own-": "1", "c-x": "1"} | {f"{key}-{name}": value for key, value in odd.items()}
    assert as_("officer_an").post(at("enter", draft), data).status_code in (302, 400, 422)


def test_another_persons_figure_is_shown_beside_what_was_typed(asking: Asking, as_: Any, draft: Submission) -> None:
    asking.enter(draft, classes=14)  # since the page was opened
    name = box(asking)
    answer = as_("officer_an").post(at("enter", draft), {name: "13", f"seen-{name}": "0"})
    page = answer.content.decode()
    assert answer.status_code == 409 and 'value="13"' in page and "Nguyễn Thị An" in page and "14" in page
    pk = asking.standing(draft).pk
    assert f'name="seen-{name}" value="{pk}"' in page
    assert as_("officer_an").post(at("enter", draft), {name: "13", f"seen-{name}": str(pk)}).status_code == 302
    assert asking.standing(draft).value == 13


def test_a_correction_of_another_round_asks_for_its_reason(asking: Asking, as_: Any, draft: Submission) -> None:
    asking.enter(draft, classes=12)
    asking.send(draft)
    other = asking.begin(asking.round("hai"))
    name, client = box(asking), as_("officer_an")
    data = {name: "13", f"seen-{name}": str(asking.standing(other).pk)}
    answer = client.post(at("enter", other), data)
    page = answer.content.decode()
    assert answer.status_code == 422 and f'name="r-{name}"' in page and 'value="13"' in page
    assert client.post(at("enter", other), data | {f"r-{name}": "thêm một lớp"}).status_code == 302
    assert asking.standing(other).reason == "thêm một lớp"


# --- sending and reviewing --------------------------------------------------------------------------------------------


def test_a_second_click_on_send_lands_on_the_sent_answer(asking: Asking, as_: Any, draft: Submission) -> None:
    asking.enter(draft, classes=12)
    client = as_("officer_an")
    for _click in range(2):
        answer = client.post(at("check", draft))
        assert answer.status_code == 302 and answer.url == at("submission", draft)
    assert "đã gửi" in client.get(answer.url).content.decode()
    assert asking.counting() == [12]


def test_an_empty_answer_says_what_to_do(as_: Any, draft: Submission) -> None:
    answer = as_("officer_an").post(at("check", draft))
    assert answer.status_code == 409 and "ít nhất một số" in answer.content.decode()


def test_a_returned_answer_shows_its_remarks(asking: Asking, as_: Any, draft: Submission) -> None:
    asking.enter(draft, classes=12)
    asking.send(draft)
    remark = f"remark-{asking.indicators['classes'].pk}"
    data = {"text": "Xem lại <b>số lớp</b>.", remark: "Có tính lớp chưa mở không?", "remark-999": "x", "remark-": "y"}
    answer = as_("officer").post(at("send_back", draft), data)
    assert answer.url == at("round", draft.round.code)
    page = as_("officer_an").get(at("submission", draft)).content.decode()
    assert "Xem lại &lt;b&gt;số lớp&lt;/b&gt;." in page and "Có tính lớp chưa mở không?" in page
    for second_click in (("send_back", data), ("accept", {})):
        assert as_("officer").post(at(second_click[0], draft), second_click[1]).url == at("round", draft.round.code)
    draft.refresh_from_db()
    assert draft.state == "returned" and draft.revision == 2


def test_returned_without_a_word_is_refused(asking: Asking, as_: Any, draft: Submission) -> None:
    asking.enter(draft, classes=12)
    asking.send(draft)
    assert as_("officer").post(at("send_back", draft), {"text": " "}).status_code == 409
    assert asking.counting() == [12]


# --- rounds -----------------------------------------------------------------------------------------------------------


def round_form(asking: Asking, **changed: Any) -> dict[str, Any]:
    units = [asking.cast.xa_an.pk, asking.cast.xa_bo.pk]
    given = {"title": "Kỳ thử", "form": asking.form.pk, "period": "2026-q2", "deadline": "10/07/2026", "units": units}
    return given | changed


def test_a_round_is_prepared_on_the_page(asking: Asking, as_: Any) -> None:
    answer = as_("officer").post(at("prepare"), round_form(asking))
    made = Round.objects.get()
    assert answer.url == at("round", made.code)
    assert (made.period, made.state, made.asked.count()) == ("2026-Q2", "draft", 2)
    assert made.deadline.isoformat() == "2026-07-10T16:59:59+00:00"


BAD_ROUNDS: list[dict[str, Any]] = [
    {"period": "2026-Q5"}, {"period": "quý 2"}, {"period": "\x00"}, {"deadline": "31/02/2026"}, {"deadline": ""},
    {"deadline": "1/1/0001"}, {"deadline": "31/12/9999"}, {"form": "x"}, {"form": "9" * 30}, {"document": "999"},
    {"units": []}, {"units": ["x"]}, {"units": ["9" * 30]}, {"title": ""}, {"title": "a" * 300}, {"title": "a\x00"},
]  # fmt: skip


@pytest.mark.parametrize("changed", BAD_ROUNDS)
def test_a_round_that_cannot_be_comes_back_with_all_that_was_typed(asking: Asking, as_: Any, changed: Any) -> None:
    answer = as_("officer").post(at("prepare"), round_form(asking, **changed))
    if changed.get("deadline") == "31/12/9999" and answer.status_code == 302:
        return  # far away, but a day
    assert answer.status_code in (400, 422) and not Round.objects.exists()


def test_only_units_in_reach_are_asked(asking: Asking, as_: Any) -> None:
    for code in ("xa_la", "xa_cu", "tinh_la"):
        unit = getattr(asking.cast, code)
        assert as_("officer").post(at("prepare"), round_form(asking, units=[unit.pk])).status_code == 422


def test_unknown_things_are_not_found(asking: Asking, as_: Any) -> None:
    client = as_("officer_an")
    for address in ("/rounds/khong-co/", "/submissions/999/", f"/submissions/{'9' * 30}/", "/figures/999/",
                    "/narratives/999/", f"/figures/{'9' * 30}/"):  # fmt: skip
        assert client.get(address).status_code == 404
    round = asking.round()
    for unit in ("", "khong-co", "xa_la", "\x00"):
        assert client.post(at("begin", round.code), {"unit": unit}).status_code in (400, 404)


# --- narratives -------------------------------------------------------------------------------------------------------


def test_a_report_is_uploaded_confirmed_and_sent(asking: Asking, as_: Any, draft: Submission) -> None:
    client = as_("officer_an")
    answer = client.post(at("upload", draft), {"file": SimpleUploadedFile("bao-cao.txt", TEXT.encode())})
    narrative = Narrative.objects.get()
    assert answer.url == at("narrative", narrative) + "?at=next"
    first = narrative.proposals.first()
    answer = client.get(answer.url)
    assert answer.url == f"{at('narrative', narrative)}?at={first.pk}#p{first.pk}"
    page = client.get(answer.url.partition("#")[0]).content.decode()
    assert "480" in page and "chờ xác nhận" in page
    one = narrative.proposals.get(text="480")
    data = {"verb": "take", "cell": f"{asking.indicators['learners'].pk}:", "value": "480", "qualifier": "at_least"}
    assert client.post(at("decide", one), data).status_code == 302
    client.post(at("check", draft))
    assert asking.counting("learners") == [480]
    figure = Figure.objects.get(counts=True)
    seen = as_("officer").get(at("figure", figure)).content.decode()
    assert "bao-cao.txt" in seen and "480" in seen


BAD_FILES = [(b"", "rong.docx"), (b"MZ\x00", "a.docx"), (b"PK\x03\x04", "a.docx"), (b"%PDF-1.7", "a.pdf")]


@pytest.mark.parametrize(("content", "name"), BAD_FILES)
def test_a_hostile_file_is_told_and_not_kept(as_: Any, draft: Submission, content: bytes, name: str) -> None:
    answer = as_("officer_an").post(at("upload", draft), {"file": SimpleUploadedFile(name, content)}, follow=True)
    assert not Narrative.objects.exists()
    assert answer.status_code in (200, 409, 422) and "tệp" in answer.content.decode().lower()


def test_several_files_are_read_in_order_and_each_refusal_names_its_file(
    asking: Asking, as_: Any, draft: Submission
) -> None:
    files = [
        SimpleUploadedFile("một.txt", TEXT.encode()), SimpleUploadedFile("hỏng.docx", b"PK\x03\x04"),
        SimpleUploadedFile("hai.txt", f"{TEXT} ".encode()), SimpleUploadedFile("rỗng.docx", b""),
    ]  # fmt: skip
    client = as_("officer_an")
    answer = client.post(at("upload", draft), {"file": files})
    first, second = Narrative.objects.all()
    assert (first.name, second.name) == ("một.txt", "hai.txt")
    assert answer.url == at("narrative", first) + "?at=next"
    page = client.get(at("narrative", first)).content.decode()
    assert "Đã đọc «một.txt»: 7 số." in page and "«hỏng.docx»: " in page and "«rỗng.docx»: " in page
    assert page.index("một.txt»: 7") < page.index("hai.txt»: 7"), "in the order in which they were chosen"
    for one in first.proposals.all():
        client.post(at("decide", one), {"verb": "reject"})
    page = client.get(at("narrative", first)).content.decode()
    assert f'href="{at("narrative", second)}?at=next"' in page and "còn 7 trong 7 số" in page


BAD_DECISIONS: list[dict[str, str]] = [
    {"verb": "take"}, {"verb": "take", "cell": "x"}, {"verb": "take", "cell": "999:"},
    {"verb": "take", "cell": "classes", "value": "1.5"}, {"verb": "take", "cell": "classes", "value": "-3"},
    {"verb": "take", "cell": "classes", "value": "9" * 40}, {"verb": "reconsider"},
]  # fmt: skip


@pytest.mark.parametrize("data", BAD_DECISIONS)
def test_a_decision_that_cannot_be_is_told_in_place(
    asking: Asking, as_: Any, draft: Submission, data: dict[str, str]
) -> None:
    one = keep(draft, TEXT, asking.cast.officer_an).proposals.get(text="12")
    if data.get("cell") == "classes":
        data = data | {"cell": f"{asking.indicators['classes'].pk}:"}
    answer = as_("officer_an").post(at("decide", one), data, headers={"HX-Request": "true"})
    assert answer.status_code == (200 if data["verb"] == "reconsider" else 422)
    one.refresh_from_db()
    assert one.state == "waiting" and not Figure.objects.exists()
    if "value" in data:
        assert f'value="{data["value"]}"' in answer.content.decode()
