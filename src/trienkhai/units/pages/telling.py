"""What several pages of this room show: tabs, the way down to a unit, what was done."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from .. import queries
from ..permissions import MANAGE_PEOPLE, MANAGE_UNITS

Crumb = tuple[str, str | None]


def tabs_for(post: Any, here: str) -> list[tuple[str, str, bool]]:
    """Tree, list, reorganisations and people for those who manage them."""
    tabs = [("tree", _("Cây đơn vị"), "units:units"), ("list", _("Danh sách đơn vị"), "units:list")]
    tabs.append(("lines", _("Các hệ thống"), "units:lines"))
    if MANAGE_UNITS in post.permissions():
        tabs.append(("reorganisations", _("Sắp xếp đơn vị"), "units:reorganisations"))
    if MANAGE_PEOPLE in post.permissions():
        tabs.append(("people", _("Người dùng"), "units:people"))
    return [(label, reverse(name), key == here) for key, label, name in tabs]


def crumbs_of(seen: queries.Reach, unit: Any, place: Any) -> list[Crumb]:
    """From the top of what the post sees down to the unit; above its own unit nothing is a link."""
    crumbs: list[Crumb] = [(_("Đơn vị"), reverse("units:units"))]
    if place is not None and seen.path and place.path.startswith(seen.path):
        shown = False
        for above in queries.ancestors(unit, seen.post.line, seen.day):
            shown = shown or above.pk == seen.post.unit_id
            if shown:
                crumbs.append((above.name, reverse("units:unit", args=[above.code])))
    return [*crumbs, (unit.name, None)]


def story_rows(things: list[Any], notes: dict[tuple[str, int], str]) -> list[dict[str, Any]]:
    """For kit's timeline, in the language of the page."""
    return [
        {"when": told.when, "what": _(told.msgid), "who": told.who or _("chương trình"), "note": told.note}
        for told in queries.story_of(things, notes)
    ]
