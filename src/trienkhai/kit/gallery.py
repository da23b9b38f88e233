"""The gallery: every component in all its states, with invented content about services."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from trienkhai.kit import pages
from trienkhai.kit.samples import samples

PROBLEMS: dict[int, Callable[[HttpRequest], HttpResponse]] = {
    400: pages.bad_request,
    403: pages.forbidden,
    404: pages.not_found,
    409: pages.conflict,
    413: pages.too_large,
    419: pages.csrf_failure,
    500: pages.server_error,
}


def gallery(request: HttpRequest) -> HttpResponse:
    """All components on one page."""
    return render(request, "kit/gallery.html", samples(request) | {"problems": sorted(PROBLEMS)})


def confirm(request: HttpRequest) -> HttpResponse:
    """The layout of a page that asks before what cannot be undone; its button leads back here."""
    words: dict[str, Any] = {
        "question": _("Ban hành báo cáo này?"),
        "consequences": [
            _("Số liệu và lời văn được giữ nguyên từ lúc này."),
            _("Muốn sửa về sau thì phải ra bản mới, ghi rõ bản được thay thế."),
        ],
        "action": request.path,
        "label": _("Ban hành"),
        "back": "..",
    }
    return render(request, "kit/confirm.html", words)


def problem(request: HttpRequest, status: int) -> HttpResponse:
    """The error page of that status; 419 stands for a form whose token is too old."""
    if status not in PROBLEMS:
        raise Http404
    return PROBLEMS[status](request)
