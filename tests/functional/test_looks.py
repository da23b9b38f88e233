"""Every main page, wide and on a phone, in both languages: open to everybody, quiet, and never wider than the screen.

What Chromium draws does not depend on the database: each of the two processes of `make test` takes half of the views.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.cast import Cast
from tests.functional.conftest import Visit
from tests.functional.steps import press
from tests.functional.world import World, make_world, pages_of
from tests.settings import PART

VIEWS = {  # language, width: the process that looks
    ("vi", 1280): "sqlite", ("en", 1280): "postgresql", ("vi", 360): "postgresql", ("en", 360): "sqlite",
}  # fmt: skip
LOOKED = [view for view, part in VIEWS.items() if PART in ("", part)]
NARROWEST = 320


@pytest.fixture(scope="module")
def world(cast: Cast) -> World:
    return make_world(cast)


def fits(page: Page) -> None:
    """Nothing to scroll sideways but inside regions made for it."""
    size = page.viewport_size
    assert size
    page.set_viewport_size({"width": NARROWEST, "height": 700})
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size(size)
    assert wide <= NARROWEST, f"{page.url} is {wide} wide"


def speak(page: Page, language: str) -> None:
    """Switch the language of the pages."""
    if language == "en":
        press(page, "English")


@pytest.mark.parametrize(("language", "width"), LOOKED)
@pytest.mark.parametrize("who", ["officer", "officer_bo", "administrator"])
def test_pages_are_open_to_everybody(
    visit: Visit, world: World, accessible: Callable[[Any], None], who: str, language: str, width: int
) -> None:
    page = visit(who)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/profile/")
    speak(page, language)
    for address in [address for one, address in pages_of(world) if one == who]:
        answer = page.goto(address)
        assert answer and answer.status == 200, address
        accessible(page)
        fits(page)


@pytest.mark.parametrize(("language", "width"), LOOKED)
def test_so_are_the_pages_around_them(
    visit: Visit, world: World, accessible: Callable[[Any], None], language: str, width: int
) -> None:
    """Sign-in, nothing found, not allowed, no post, gone wrong, and the gallery of components."""
    asked = [("", "/", 200), ("reader", "/no-such-page/", 404), ("reader", "/rounds/prepare/", 403)]
    for who, address, status in [*asked, ("nobody", "/", 403), ("officer", "/kit/", 200)]:
        page = visit(who)
        page.set_viewport_size({"width": width, "height": 900})
        page.goto("/profile/" if who else "/")
        speak(page, language)
        answer = page.goto(address)
        assert answer and answer.status == status, address
        accessible(page)
        fits(page)
