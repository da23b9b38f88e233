"""Error pages, refusals and navigation."""

from types import SimpleNamespace
from unittest import mock

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404
from django.test import override_settings
from django.urls import include, path

from trienkhai.kit import navigation, pages
from trienkhai.kit.middleware import RefusalMiddleware
from trienkhai.vietnamese import N_, Refusal


class TwoRooms:
    """URLs of an installation with two rooms."""

    desk = [path("", pages.not_found, name="desk"), path("totals/", pages.not_found, name="totals")]
    urlpatterns = [path("desk/", include((desk, "desk")))]


@pytest.fixture(autouse=True)
def two_rooms():
    with override_settings(ROOT_URLCONF=TwoRooms):
        yield


BARE = [(pages.bad_request, 400), (pages.server_error, 500), (pages.csrf_failure, 403), (pages.too_large, 413)]
FRAMED = [(pages.forbidden, 403), (pages.not_found, 404), (pages.conflict, 409)]


@pytest.mark.parametrize(("door", "status"), [*BARE, *FRAMED])
def test_an_error_page_says_what_happened_and_what_to_do(rf, door, status):
    answer = door(rf.get("/"))
    assert answer.status_code == status
    html = answer.content.decode()
    assert html.count("<h1>") == 1 and 'class="notice notice--warning"' in html and "<title>" in html and "Hãy" in html


@pytest.mark.parametrize(("door", "status"), BARE)
def test_pages_for_when_nothing_works_ask_nothing_of_the_request(door, status):
    assert door(None).status_code == status  # no session, no user, no database


def test_the_last_resort_needs_not_even_templates():
    with mock.patch("trienkhai.kit.pages.render_to_string", side_effect=OSError):
        answer = pages.server_error(None)
    assert answer.status_code == 500 and "Máy chủ gặp lỗi" in answer.content.decode()


def test_a_form_beyond_the_limits_is_too_large(rf):
    assert pages.bad_request(rf.post("/"), RequestDataTooBig("…")).status_code == 413


def test_a_gate_may_say_why(rf):
    html = pages.forbidden(rf.get("/"), PermissionDenied("Chỉ lãnh đạo được duyệt.")).content.decode()
    assert "Chỉ lãnh đạo được duyệt." in html


def refuse(request):
    raise Refusal(N_("Đã gửi «{name}» rồi."), code=request.GET.get("code", "refused"), name="<b>")


def answer_to(rf, **query):
    request = rf.get("/", query)
    request.htmx = query.get("htmx")
    try:
        return refuse(request)
    except Refusal as refusal:
        return RefusalMiddleware(refuse).process_exception(request, refusal)


def test_a_refusal_that_nobody_caught_speaks_to_the_user(rf):
    answer = answer_to(rf)
    assert answer.status_code == 409 and "Đã gửi «&lt;b&gt;» rồi." in answer.content.decode()
    assert answer_to(rf, code="too_large").status_code == 413


def test_htmx_gets_a_refusal_as_a_notice_in_the_messages(rf):
    answer = answer_to(rf, htmx="1")
    assert answer.status_code == 409 and answer["HX-Retarget"] == "#messages"
    assert answer.content.decode().strip().startswith('<div class="notice notice--error">')


def test_other_exceptions_go_their_way(rf):
    assert RefusalMiddleware(refuse).process_exception(rf.get("/"), Http404()) is None


def test_a_page_elsewhere_belongs_to_the_one_entry_of_its_room(rf):
    entries = (navigation.Entry("Bàn làm việc", "desk:desk"),)
    request = rf.get("/submissions/5/")
    request.user, request.resolver_match = SimpleNamespace(is_authenticated=True), SimpleNamespace(namespace="desk")
    with mock.patch("trienkhai.kit.navigation.ENTRIES", entries):
        assert [entry.current for entry in navigation.entries_for(request)] == [True]
    request.resolver_match = SimpleNamespace(namespace="units")
    with mock.patch("trienkhai.kit.navigation.ENTRIES", entries):
        assert [entry.current for entry in navigation.entries_for(request)] == [False]


def seen(rf, address, *permissions, signed_in=True):
    request = rf.get(address)
    request.user = SimpleNamespace(is_authenticated=signed_in)
    request.post = SimpleNamespace(permissions=lambda: frozenset(permissions)) if permissions else None
    return navigation.entries_for(request)


ENTRIES = (
    navigation.Entry("Bàn làm việc", "desk:desk"),
    navigation.Entry("Tổng hợp", "desk:totals"),
    navigation.Entry("Vắng", "nowhere:at_all"),
    navigation.Entry("Quản trị", "desk:totals", frozenset({"manage_units"})),
)


@pytest.fixture
def own_entries():
    with mock.patch("trienkhai.kit.navigation.ENTRIES", ENTRIES):
        yield


@pytest.mark.usefixtures("own_entries")
def test_navigation_shows_what_a_post_may_open(rf):
    assert [entry.label for entry in seen(rf, "/desk/")] == ["Bàn làm việc", "Tổng hợp"]
    assert [entry.label for entry in seen(rf, "/desk/", "manage_units")] == ["Bàn làm việc", "Tổng hợp", "Quản trị"]
    assert seen(rf, "/desk/", signed_in=False) == []


@pytest.mark.usefixtures("own_entries")
@pytest.mark.parametrize(
    ("address", "current"),
    [("/desk/", ["Bàn làm việc"]), ("/desk/totals/2026/", ["Tổng hợp"]), ("/other/", [])],
)
def test_the_entry_of_a_page_is_the_nearest_above_it(rf, address, current):
    assert [entry.label for entry in seen(rf, address) if entry.current] == current
