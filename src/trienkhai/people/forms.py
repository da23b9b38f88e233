"""Forms about the person themselves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

from .models import Person


class SignInForm(AuthenticationForm):
    """A short name or telephone number, and the password."""

    error_messages = {
        "invalid_login": _(
            "Tên đăng nhập (hoặc số điện thoại) và mật khẩu không khớp. Hãy gõ lại, chú ý chữ hoa và bộ gõ dấu; "
            "nếu quên mật khẩu, hãy nhờ người quản trị của đơn vị cấp phiếu mới."
        ),
        "inactive": _("Tài khoản này đang bị khóa. Hãy hỏi người quản trị của đơn vị."),
    }

    def __init__(self, request: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.fields["username"].label = _("Tên đăng nhập hoặc số điện thoại")
        self.fields["password"].label = _("Mật khẩu")
        self.fields["password"].help_text = _("Lần đầu: mật khẩu một lần in trên phiếu, gõ cả dấu gạch nối.")


class ProfileForm(forms.Form):
    """What the person is called and reached by."""

    name = forms.CharField(label=_("Họ và tên"), max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    telephone = forms.CharField(
        label=_("Số điện thoại"),
        max_length=20,
        required=False,
        help_text=_("Dùng được thay cho tên đăng nhập."),
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(label=_("Thư điện tử"), required=False, widget=forms.EmailInput({"autocomplete": "email"}))


class OwnProfileForm(ProfileForm):
    """The same, with the language of the person's pages."""

    language = forms.ChoiceField(label=_("Ngôn ngữ của trang"), choices=Person.LANGUAGES)


def _password(label: Any, autocomplete: str, help_text: Any = "") -> forms.CharField:
    widget = forms.PasswordInput({"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, widget=widget, help_text=help_text)


# Django's own words for these exist in English only.
WEAK = {
    "password_too_short": _("Mật khẩu quá ngắn: hãy dùng ít nhất 10 ký tự."),
    "password_too_common": _("Mật khẩu này nhiều người dùng nên dễ đoán. Hãy chọn câu khác."),
    "password_entirely_numeric": _("Mật khẩu chỉ toàn chữ số thì dễ đoán. Hãy thêm chữ."),
}


class PasswordForm(forms.Form):
    """A password of the person's own; the old one is asked for unless it was just typed from a slip."""

    old = _password(_("Mật khẩu hiện nay"), "current-password")
    new = _password(
        _("Mật khẩu mới"),
        "new-password",
        _("Ít nhất 10 ký tự, không chỉ toàn chữ số. Một câu ngắn dễ nhớ thì khó đoán hơn một từ có ký hiệu."),
    )
    again = _password(_("Gõ lại mật khẩu mới"), "new-password")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        if person.must_change_password:
            del self.fields["old"]

    def clean_old(self) -> str:
        """The password that holds now."""
        old = str(self.cleaned_data["old"])
        if not self.person.check_password(old):
            raise forms.ValidationError(_("Mật khẩu hiện nay chưa đúng."))
        return old

    def clean_new(self) -> str:
        """Not guessed easily, and not the slip's."""
        new = str(self.cleaned_data["new"])
        try:
            password_validation.validate_password(new, self.person)
        except forms.ValidationError as weak:
            raise forms.ValidationError([WEAK.get(str(error.code), error) for error in weak.error_list]) from None
        if self.person.must_change_password and self.person.check_password(new):
            raise forms.ValidationError(_("Đây là mật khẩu in trên phiếu. Hãy chọn mật khẩu của riêng mình."))
        return new

    def clean(self) -> dict[str, Any]:
        """Both typed alike."""
        given = super().clean() or {}
        if given.get("new") and given.get("again") and given["new"] != given["again"]:
            self.add_error("again", _("Hai lần gõ mật khẩu mới không giống nhau."))
        return given
