"""What the head and the foot of every page show."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from trienkhai.journal.queries import last_seal


def head_and_foot(request: HttpRequest) -> dict[str, Any]:
    """The posts to choose from, the one in use, and the last seal of the journal (to signed-in people only)."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {
        "posts": getattr(request, "posts", []),
        "post": getattr(request, "post", None),
        "seal": last_seal(),
    }
