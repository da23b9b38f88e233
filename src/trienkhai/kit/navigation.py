"""The main parts of the product, in the order in which the head of the page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from trienkhai.vietnamese import N_


@dataclass(frozen=True)
class Entry:
    """A link of the navigation: Vietnamese msgid, name of the URL, and any one of the permissions that open it."""

    msgid: str
    url_name: str
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Link:
    """An entry as one request sees it."""

    label: str
    url: str
    current: bool


ENTRIES = (
    Entry(N_("Bàn làm việc"), "desk:desk"),
    Entry(N_("Văn bản"), "directives:list"),
    Entry(N_("Kỳ báo cáo"), "collection:rounds"),
    Entry(N_("Tổng hợp"), "desk:totals"),
    Entry(N_("Báo cáo"), "editions:editions"),
    Entry(N_("Quản trị"), "units:units", frozenset({"manage_units", "manage_people"})),
)


def entries_for(request: HttpRequest) -> list[Link]:
    """What this person may open; nothing before sign-in. Entries whose room is not installed are left out."""
    if not getattr(getattr(request, "user", None), "is_authenticated", False):
        return []
    held = _permissions(request)
    found = []
    for entry in ENTRIES:
        if entry.needs and not entry.needs & held:
            continue
        try:
            found.append((entry, reverse(entry.url_name)))
        except NoReverseMatch:
            continue
    here = _nearest(request.path, [url for _, url in found]) or _of_room(request, found)
    return [Link(gettext(entry.msgid), url, url == here) for entry, url in found]


def context(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `nav`."""
    return {"nav": entries_for(request)}


def _permissions(request: HttpRequest) -> frozenset[str]:
    post = getattr(request, "post", None)
    return post.permissions() if post is not None else frozenset()


def _nearest(path: str, urls: list[str]) -> str | None:
    """The entry under which a page lies: the longest address that begins its own; `/` is only itself."""
    under = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    return max(under, key=len, default=None)


def _of_room(request: HttpRequest, found: list[tuple[Entry, str]]) -> str | None:
    """For a page under no entry's address (a submission is not below the rounds): the one entry of its room."""
    room = getattr(request.resolver_match, "namespace", "")
    urls = [url for entry, url in found if entry.url_name.partition(":")[0] == room]
    return urls[0] if len(urls) == 1 else None
