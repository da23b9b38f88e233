"""The language of the pages, and the first password."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django_htmx.http import HttpResponseClientRedirect

from .gates import needs_password


class LanguageMiddleware:
    """The cookie of the switch, else the person's own language, else Vietnamese; never the browser's guess."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = getattr(request, "user", None)
        own = person.language if person is not None and person.is_authenticated else ""
        language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, own)
        language = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
        return response


class OwnPasswordMiddleware:
    """Whoever still has the password of a slip is led to choose one of their own, from wherever they wanted to go."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, page: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """A redirect, or None where nothing is to be settled."""
        person = getattr(request, "user", None)
        if person is None or not person.is_authenticated or not person.must_change_password or not needs_password(page):
            return None
        wanted = request.get_full_path() if request.method == "GET" else "/"
        address = f"{reverse('people:password')}?{urlencode({'next': wanted})}"
        return HttpResponseClientRedirect(address) if getattr(request, "htmx", False) else HttpResponseRedirect(address)
