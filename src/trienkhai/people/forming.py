"""What pages with a form have in common: refusals of an action stand beside their field, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from trienkhai.kit.formats import in_words
from trienkhai.vietnamese import Refusal


def did(form: forms.Form, act: Callable[[], Any]) -> bool:
    """Whether the form was filled in rightly and the action done; otherwise the form tells why not."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refusal as refusal:
        field = getattr(refusal, "field", "")
        form.add_error(field if field in form.fields else None, in_words(refusal))
        return False
    return True


def shown(request: HttpRequest, template: str, form: forms.Form, **context: Any) -> HttpResponse:
    """The page with the form: 422 when something in it is to be mended."""
    return render(request, template, {"form": form, **context}, status=422 if form.is_bound else 200)


def done(request: HttpRequest, words: str, to: str, *args: Any) -> HttpResponse:
    """On to the page that shows what was done."""
    messages.success(request, words)
    return redirect(to, *args)
