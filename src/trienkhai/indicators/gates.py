"""The one way to an indicator or a form: whoever holds a post may read them all; they are loaded by command only.

Targets of a unit are read by whoever has it in reach, and set by the level above.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from trienkhai.units.models import Post, Unit
from trienkhai.units.permissions import CONSOLIDATE
from trienkhai.units.queries import place_of, reach, today

from .models import Form, Indicator
from .queries import forms, indicators


def indicator_for(post: Post, code: str) -> Indicator:
    """The indicator of that code, with the parts of a ratio; 404 where there is none."""
    found = indicators().filter(code=code).first()
    if found is None:
        raise Http404
    return found


def form_for(post: Post, code: str) -> Form:
    """The form of that code; 404 where there is none."""
    found = forms().filter(code=code).first()
    if found is None:
        raise Http404
    return found


def may_set_targets(post: Post, unit: Unit) -> bool:
    """Whoever consolidates above the unit; where nobody stands above it, its own people."""
    if CONSOLIDATE not in post.permissions() or not reach(post).is_current(unit):
        return False
    if unit.pk != post.unit_id:
        return True
    place = place_of(unit, post.line, today())
    return place is not None and place.parent_id is None


def allow_setting_targets(post: Post, unit: Unit) -> None:
    """403 where may_set_targets is not."""
    if not may_set_targets(post, unit):
        raise PermissionDenied(_("Kế hoạch của một đơn vị do cấp trên giao, người có quyền tổng hợp ghi."))
