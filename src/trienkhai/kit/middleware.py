"""What every answer owes its reader: a refusal in words, text that can be kept, pages that no cache hands to others."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from trienkhai.kit import pages
from trienkhai.kit.formats import in_words
from trienkhai.vietnamese import Refusal


class RefusalMiddleware:
    """Answers a Refusal with its words: 413 when something was too large, 409 otherwise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page of a refusal; other exceptions go their way."""
        if not isinstance(exception, Refusal):
            return None
        answer = pages.too_large if exception.code == "too_large" else pages.conflict
        return answer(request, in_words(exception))


class WholeTextMiddleware:
    """Answers 400 to a parameter or field with a NUL, which no text has and PostgreSQL does not keep."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, page: object, args: object, kwargs: object) -> HttpResponse | None:
        """Before the page and its gates ask the database."""
        for sent in (request.GET, request.POST):
            if any("\0" in text for name, texts in sent.lists() for text in (name, *map(str, texts))):
                return pages.bad_request(request)
        return None


class OwnPagesMiddleware:
    """Keeps pages out of caches that serve others, and asks anew before an old one is shown: the reader may have
    signed out since. Answers that say themselves how long they hold are left alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        answer.headers.setdefault("Cache-Control", "private, no-cache")
        return answer
