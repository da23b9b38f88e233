"""The one way to an indicator or a form: whoever holds a post may read them all; they are loaded by command only."""

from __future__ import annotations

from django.http import Http404

from trienkhai.units.models import Post

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
