"""Slips, passwords, posts and languages."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.cast import NOW, Cast
from tests.functional.conftest import Visit
from tests.functional.steps import follow, go, press, said, sign_in
from tests.functional.world import World, make_world, pages_of

OWN = "con cò bay lả bay la"


@pytest.fixture(scope="module")
def world(cast: Cast) -> World:
    return make_world(cast)


def heading(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def test_a_slip_opens_the_door_once(visit: Visit, cast: Cast) -> None:
    manager, newcomer = visit("administrator"), visit()
    slip = new_account(manager)
    newcomer.goto("/rounds/")
    sign_in(newcomer, "moi", slip)
    heading(newcomer, "Chọn mật khẩu của riêng mình")
    newcomer.goto("/editions/")  # there is no way around it
    heading(newcomer, "Chọn mật khẩu của riêng mình")
    choose(newcomer, slip)
    said(newcomer, "Đây là mật khẩu in trên phiếu.")
    choose(newcomer, OWN)
    heading(newcomer, "Báo cáo tổng hợp")
    press(newcomer, "Đăng xuất")
    sign_in(newcomer, "moi", slip)
    said(newcomer, "không khớp")
    sign_in(newcomer, "moi", OWN)
    heading(newcomer, "Bàn làm việc")


def new_account(page: Page) -> str:
    """The password on the slip of somebody new at xã Cà Ná Thượng."""
    page.goto("/")
    go(page, "Quản trị")
    follow(page, "Người dùng")
    follow(page, "Thêm người dùng")
    page.get_by_label("Họ và tên").fill("Đinh Văn Mới")
    page.get_by_label("Tên đăng nhập").fill("moi")
    page.get_by_label("Đơn vị", exact=True).select_option("xa_ca")
    page.get_by_role("checkbox", name=re.compile("Báo cáo|báo cáo")).first.check()
    press(page, "Thêm và xem phiếu")
    heading(page, "Phiếu đăng nhập")
    return page.locator("#slip code").last.inner_text()


def choose(page: Page, password: str) -> None:
    page.get_by_label("Mật khẩu mới", exact=True).fill(password)
    page.get_by_label("Gõ lại mật khẩu mới").fill(password)
    press(page, "Đổi mật khẩu")


def test_wrong_passwords_shut_the_door_for_a_while(visit: Visit, cast: Cast) -> None:
    page = visit()
    page.goto("/")
    for _ in range(7):
        sign_in(page, "reader", "không phải mật khẩu")
        said(page, "không khớp")
    sign_in(page, "reader", "không phải mật khẩu")
    heading(page, "Tạm khóa đăng nhập")
    said(page, "thử lại sau 15 phút")
    follow(page, "Về trang đăng nhập")
    sign_in(page, "reader")  # the right one comes too late
    heading(page, "Tạm khóa đăng nhập")
    sign_in_elsewhere = visit()
    sign_in_elsewhere.goto("/")
    sign_in(sign_in_elsewhere, "leader")  # nobody else is kept out
    heading(sign_in_elsewhere, "Bàn làm việc")


def test_with_two_posts_one_is_chosen_and_may_be_changed(visit: Visit, cast: Cast) -> None:
    from trienkhai.units.actions import give_post
    from trienkhai.units.models import Role

    give_post(
        person=cast.officer_ca.person, unit=cast.ban_a, line=cast.line, roles=[Role.objects.get(code="reader")],
        since=date(2020, 1, 1), title="Thành viên", by=None, now=NOW,
    )  # fmt: skip
    page = visit()
    page.goto("/")
    sign_in(page, "officer_ca")
    heading(page, "Chọn chức danh")
    press(page, "Làm việc với chức danh Thành viên · Ban Quản lý dự án Đông Giang")
    heading(page, "Bàn làm việc")
    said(page, "Ban Quản lý dự án Đông Giang · Thành viên")
    page.get_by_label("Chức danh đang dùng").select_option("Công chức xã · Xã Cà Ná Thượng")
    press(page, "Đổi")
    said(page, "Xã Cà Ná Thượng · Công chức xã")


# --- English ----------------------------------------------------------------------------------------------------------

PRODUCT = "Triển Khai"
QUOTED = re.compile(
    r"""
    [«“].*?[»”]             # words of a report
    | [Ee]xample:\ .*       # how an answer looks
    """,
    re.VERBOSE,
)
VIETNAMESE = re.compile(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)
WORDS_OF_PAGE = """() => {
    const found = [], own = (node) => !node.closest('[lang=vi], script, style');
    const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) if (own(walk.currentNode.parentElement)) found.push(walk.currentNode.data);
    for (const node of document.querySelectorAll('*')) if (own(node))
        for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'data-says-error', 'data-says-offline'])
            if (node.hasAttribute(name)) found.push(node.getAttribute(name));
    return found;
}"""


def everything_stored() -> list[str]:
    """Every Vietnamese text in the database, longest first: names and words of people, which no page translates."""
    from django.apps import apps
    from django.conf import settings
    from django.db.models import CharField, JSONField, TextField

    from trienkhai.directives.catalogue import document_types
    from trienkhai.directives.models import Document

    texts: set[str] = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, (CharField, TextField)):
                texts.update(text for text in model._default_manager.values_list(field.name, flat=True) if text)
            elif isinstance(field, JSONField):
                texts.update(str(text) for text in model._default_manager.values_list(field.name, flat=True))
    texts.update(one.name for one in document_types())
    texts.update(words for one in Document.objects.all() for words in (str(one), one.title))
    texts.update(name for _language, name in settings.LANGUAGES)
    return sorted((" ".join(text.split()) for text in texts if VIETNAMESE.search(text)), key=len, reverse=True)


def left_in_vietnamese(page: Page, stored: list[str]) -> list[str]:
    """Words of the page that are neither English nor anybody's data."""
    left = []
    for words in page.evaluate(WORDS_OF_PAGE):
        rest = " ".join(words.replace(PRODUCT, "").split())
        rest = QUOTED.sub("", rest)
        if not VIETNAMESE.search(rest) or (len(rest) > 30 and any(rest.strip(" …") in text for text in stored)):
            continue
        for text in [text for text in stored if text in rest]:
            rest = re.sub(rf"(?<!\w){re.escape(text)}(?!\w)", "", rest)
        if VIETNAMESE.search(rest):
            left.append(rest.strip())
    return left


def test_in_english_only_the_data_stay_vietnamese(visit: Visit, world: World) -> None:
    stored = everything_stored()
    left: dict[str, list[str]] = {}
    for who in ("officer", "officer_bo", "administrator"):
        page = visit(who)
        page.goto("/")
        press(page, "English")
        expect(page.locator("html")).to_have_attribute("lang", "en")
        for address in [address for one, address in pages_of(world) if one == who] + ["/no-such-page/"]:
            page.goto(address)
            assert page.locator("html").get_attribute("lang") == "en"
            if found := left_in_vietnamese(page, stored):
                left[address] = found
        press(page, "Tiếng Việt")
        expect(page.locator("html")).to_have_attribute("lang", "vi")
    assert not left, "\n".join(f"{a}: {w}" for a, ws in left.items() for w in ws)


def test_the_language_is_switched_before_signing_in_and_back(visit: Visit, cast: Cast) -> None:
    page = visit()
    page.goto("/")
    heading(page, "Đăng nhập")
    press(page, "English")
    heading(page, "Sign in")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert not left_in_vietnamese(page, [])
    press(page, "Tiếng Việt")
    heading(page, "Đăng nhập")
    expect(page.locator("html")).to_have_attribute("lang", "vi")
