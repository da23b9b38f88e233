"""Doors of the demo: closed everywhere else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from .cast import OFFICER, everyone, main_cast

TICKET = "demo"
TICKET_SECONDS = 600


def demo_only(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """404 outside the demo, and for requests that came through another machine."""

    @login_not_required
    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO or is_foreign(request):
            raise Http404
        return page(request, *args, **kwargs)

    return guarded


def is_foreign(request: HttpRequest) -> bool:
    """Forwarded, or not from this machine."""
    forwarded = any(key in request.META for key in ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST"))
    return forwarded or request.META.get("REMOTE_ADDR") not in ("127.0.0.1", "::1", "localhost")


@demo_only
@require_GET
def cast(request: HttpRequest) -> HttpResponse:
    """What the demo is, and who can be played."""
    return render(request, "demo/cast.html", {"main": main_cast(), "everyone": everyone()})


@demo_only
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Where the command opens the browser: the ticket signs the province's officer in, once and soon."""
    try:
        signing.loads(request.GET.get("ticket", ""), salt=TICKET, max_age=TICKET_SECONDS)
    except signing.BadSignature:
        return redirect("demo:cast")
    return _play(request, OFFICER)


@demo_only
@require_POST
def play(request: HttpRequest) -> HttpResponse:
    """Become another member of the cast."""
    return _play(request, request.POST.get("login", ""))


def _play(request: HttpRequest, name: str) -> HttpResponse:
    post = everyone().filter(person__login=name).first()
    if post is None:
        raise Http404
    login(request, post.person, backend="trienkhai.people.backends.LoginOrTelephone")
    return redirect("desk:desk")


def ticket() -> str:
    """For the address that the command opens."""
    return signing.dumps(OFFICER, salt=TICKET)
