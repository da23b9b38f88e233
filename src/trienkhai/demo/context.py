"""The strip at the top of every page of the demo."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from .cast import main_cast


def strip(request: HttpRequest) -> dict[str, Any]:
    """The members of the cast to change to with one click; nothing outside the demo."""
    return {"strip": "demo/strip.html", "demo_cast": main_cast()} if settings.DEMO else {}
