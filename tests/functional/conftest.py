"""A server of the product on the tested database, the cast in it once per module, and visitors in Chromium."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.cast import Cast, make_cast

# Chromium calls every answer but 2xx and 3xx an error of loading; what the product refuses is none of its errors.
REFUSED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")

Visit = Callable[..., Page]


@pytest.fixture(scope="session", autouse=True)
def patience() -> None:
    """A machine that does other things too."""
    expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def server(django_db_setup: None) -> Iterator[Any]:
    """The address at which the product answers, as long as the tests last."""
    from pytest_django.live_server_helper import LiveServer

    live = LiveServer("localhost")
    yield live
    live.stop()


@pytest.fixture(scope="module")
def db(server: Any, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """What the tests of one module write stays until its last one: a journey sees what the one before it did."""
    from django.core.management import call_command

    with django_db_blocker.unblock():
        yield
        call_command("flush", verbosity=0, interactive=False)


@pytest.fixture(scope="module")
def cast(db: None) -> Cast:
    """Everybody, once per module, with the catalogue of indicators and forms."""
    from trienkhai.indicators.actions import load_catalogue

    cast = make_cast()
    load_catalogue()
    return cast


@pytest.fixture
def contexts(new_context: Any, server: Any) -> Iterator[Callable[..., BrowserContext]]:
    """Browsers without a past; what they report as errors fails the test."""
    errors: list[str] = []

    def open_one(**more: Any) -> BrowserContext:
        context: BrowserContext = new_context(base_url=server.url, **more)
        context.on("console", lambda said: errors.append(said.text) if said.type in ("error", "warning") else None)
        context.on("weberror", lambda error: errors.append(str(error.error)))
        return context

    yield open_one
    assert not [error for error in errors if not REFUSED.match(error)]


@pytest.fixture
def visit(contexts: Callable[..., BrowserContext], server: Any, cast: Cast) -> Visit:
    """`visit("officer")` is a page in a browser of their own, signed in; `visit()` is a passer-by."""
    from django.test import Client

    def open_page(who: str = "", **more: Any) -> Page:
        context = contexts(**more)
        if who:
            cookie = cast.sign_in(Client(), who).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": cookie, "url": server.url}])
        return context.new_page()

    return open_page
