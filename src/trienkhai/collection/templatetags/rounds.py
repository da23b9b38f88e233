"""Rounds on pages of rooms above this one."""

from __future__ import annotations

from typing import Any

from django import template

from ..gates import rounds_seen
from ..wording import round_in_words

register = template.Library()


@register.simple_tag(takes_context=True)
def rounds_of(context: dict[str, Any], document: Any) -> list[dict[str, Any]]:
    """The rounds that rest on a document, as far as the reader's post may see them."""
    post = getattr(context["request"], "post", None)
    if post is None:
        return []
    return [round_in_words(found) for found in rounds_seen(post).filter(document=document.pk)[:50]]
