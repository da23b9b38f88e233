"""Signing in and out, and what a person may change about themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from . import actions
from .forming import did, shown
from .forms import OwnProfileForm, PasswordForm, SignInForm
from .gates import open_before_password, open_without_post, signed_in
from .returning import go_on, next_page

YEAR = timedelta(days=365)


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """By a short name or telephone number. Whoever is signed in already goes on."""

    template_name = "people/sign_in.html"
    form_class = SignInForm
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_success_url(self) -> str:
        """By way of the choice of post, which leads on at once where there is nothing to choose."""
        wanted = self.get_redirect_url()
        return resolve_url(settings.LOGIN_REDIRECT_URL) + (f"?{urlencode({'next': wanted})}" if wanted else "")


sign_in = SignIn.as_view()


@require_POST
@login_not_required
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave; a second click, or one after the session ended, is harmless."""
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


@require_POST
@login_not_required
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language of the pages, kept in a cookie and, signed in, with the person."""
    answer = go_on(request, "/")
    _keep_language(request, answer, str(request.POST.get("language", "")))
    return answer


def _keep_language(request: HttpRequest, answer: HttpResponse, chosen: str) -> None:
    if chosen not in dict(settings.LANGUAGES):
        return
    if request.user.is_authenticated:
        actions.choose_language(person=request.user, language=chosen)
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, chosen, max_age=YEAR, samesite="Lax", httponly=True, secure=settings.HTTPS
    )


@open_without_post
def profile(request: HttpRequest) -> HttpResponse:
    """The person's own name, telephone, e-mail and language."""
    person = signed_in(request)
    given = {name: getattr(person, name) for name in ("name", "telephone", "email", "language")}
    form = OwnProfileForm(request.POST or None, initial=given)
    if not did(form, lambda: actions.change_person(person=person, by=person, **_without_language(form))):
        return shown(request, "people/profile.html", form)
    chosen = form.cleaned_data["language"]
    with override(chosen):
        messages.success(request, _("Đã lưu thông tin của anh chị."))
    answer = redirect("people:profile")
    _keep_language(request, answer, chosen)
    return answer


def _without_language(form: OwnProfileForm) -> dict[str, Any]:
    return {name: given for name, given in form.cleaned_data.items() if name != "language"}


@never_cache
@sensitive_post_parameters()
@open_before_password
def password(request: HttpRequest) -> HttpResponse:
    """A password of the person's own: asked for after a slip's, offered at any time."""
    person = signed_in(request)
    form = PasswordForm(request.POST or None, person=person)
    if form.is_valid():
        actions.choose_password(person=person, password=form.cleaned_data["new"])
        update_session_auth_hash(request, person)
        messages.success(request, _("Đã đổi mật khẩu. Các lần đăng nhập khác của anh chị đã kết thúc."))
        return HttpResponseRedirect(next_page(request, settings.LOGIN_REDIRECT_URL))
    first = person.must_change_password
    onward = next_page(request, settings.LOGIN_REDIRECT_URL)
    return shown(request, "people/password.html", form, first=first, next=onward)
