"""Where a form leads back to: only to a page of this installation."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme


def next_page(request: HttpRequest, default: str) -> str:
    """The `next` of the form or the address, where it is safe; else the page named by default."""
    given = str(request.POST.get("next") or request.GET.get("next") or "")
    hosts, secure = {request.get_host()}, request.is_secure()
    if given and url_has_allowed_host_and_scheme(given, allowed_hosts=hosts, require_https=secure):
        return given
    return resolve_url(default)


def go_on(request: HttpRequest, default: str) -> HttpResponseRedirect:
    """The answer that leads there."""
    return HttpResponseRedirect(next_page(request, default))
