"""A refusal that no page caught still speaks to the user."""

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
