"""The gallery shows every component, in both languages, and Chromium finds nothing to blame."""

import re

import pytest

from tests.unit.kit.test_styles import TEMPLATES

PARTS = {"base", "head", "bar", "bar_post", "bar_language", "field_label", "field_notes", "field_aria"}  # of others
PAGES = {"gallery", "confirm", "problem", "bare"}
ADDRESSES = ["/kit/", "/kit/confirm/", "/kit/problem/404/", "/kit/problem/409/", "/kit/problem/500/"]


def test_every_component_is_in_the_gallery():
    shown = "".join(path.read_text(encoding="utf-8") for path in (TEMPLATES / "kit" / "gallery").glob("*.html"))
    shown += "".join(
        (TEMPLATES / "kit" / f"{name}.html").read_text(encoding="utf-8") for name in ("base", "gallery", "form_fields")
    )
    components = {path.stem for path in (TEMPLATES / "kit").glob("*.html")} - PARTS - PAGES
    tags = {"marked_text"}
    assert {name for name in components - tags if f'"kit/{name}.html"' not in shown} == set()
    for tag in ("card", "datatable", "panel", "disclosure", "marked_text"):
        assert f"{{% {tag} " in shown


def test_every_component_says_its_parameters_at_the_top():
    for path in (TEMPLATES / "kit").glob("*.html"):
        if path.stem not in PARTS | PAGES | {"marked_text"}:
            assert "{% comment %}" in path.read_text(encoding="utf-8")[:120], path.name


def test_the_gallery_asks_for_sign_in(client):
    assert client.get("/kit/").status_code == 302


def test_the_gallery_speaks_both_languages(client, cast):
    cast.sign_in(client, cast.officer)
    vietnamese = client.get("/kit/").content.decode()
    client.cookies["django_language"] = "en"
    english = client.get("/kit/").content.decode()
    assert '<html lang="vi">' in vietnamese and "<h1>Các thành phần của trang</h1>" in vietnamese
    assert '<html lang="en">' in english and "30,850" in english and "97.8%" in english


def test_the_frame_names_person_post_and_language(client, cast):
    cast.sign_in(client, cast.officer)
    html = client.get("/kit/").content.decode()
    assert "Đỗ Thị Tổng" in html and "Bỏ qua phần đầu trang" in html
    assert re.search(r'<button[^>]*value="vi"[^>]*aria-pressed="true"', html)
    assert 'hx-headers=\'{"X-CSRFToken": "' in html


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360, 320])
def test_pages_of_kit_are_accessible_and_fit(live_server, page, client, cast, accessible, scheme, width):
    cast.sign_in(client, cast.officer)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    told = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    for address in ADDRESSES:
        page.goto(live_server.url + address)
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert [text for text in told if "the server responded with a status of" not in text] == []


def test_proposals_are_worked_through_by_keyboard(live_server, page, client, cast):
    cast.sign_in(client, cast.officer)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.goto(live_server.url + "/kit/")
    focused = "document.activeElement.id"
    page.locator("#p1").focus()
    page.keyboard.press("j")
    assert page.evaluate(focused) == "p2"
    assert page.locator("mark.mark--current").inner_text() == "480"
    page.keyboard.press("k")
    assert page.evaluate(focused) == "p1"
    page.evaluate(
        "document.querySelector('#p1 [data-default]').addEventListener('click', () => document.title = 'yes')"
    )
    page.keyboard.press("Enter")
    assert page.title() == "yes"
    page.locator("#id_a1").focus()
    page.keyboard.type("jjk")
    assert page.locator("#id_a1").input_value() == "jjk"
