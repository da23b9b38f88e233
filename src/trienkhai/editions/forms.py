"""What people write into an edition."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trienkhai.kit.fields import DayField

from .models import Edition
from .words import Words

LAYOUTS = [("state", _("thể thức Nhà nước")), ("party", _("thể thức Đảng"))]
AUTHORITIES = [
    ("TM", _("TM. (thay mặt tập thể)")),
    ("KT", _("KT. (ký thay)")),
    ("TL", _("TL. (thừa lệnh)")),
    ("TUQ", _("TUQ. (thừa ủy quyền)")),
    ("Q", _("Q. (quyền)")),
]


def _long(label: Any, help_text: Any = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": rows})
    )


def _short(label: Any, help_text: Any = "", required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=300)


class WordsForm(forms.Form):
    """All words of an edition; the figures write themselves."""

    layout = forms.ChoiceField(label=_("Thể thức"), choices=LAYOUTS)
    accepted_only = forms.BooleanField(label=_("Chỉ dùng số liệu đã chấp nhận"), required=False)
    summary = _short(_("Trích yếu"), _("Về việc gì, kỳ nào."), required=True)
    opening = _long(_("Mở đầu"), _("Mỗi dòng là một đoạn."))
    results = _long(_("Nhận xét chung về kết quả"))
    shortcomings = _long(_("Tồn tại, hạn chế và nguyên nhân"))
    tasks = _long(_("Nhiệm vụ thời gian tới"))
    requests = _long(_("Kiến nghị, đề xuất"))
    parent = _short(_("Cơ quan cấp trên (đầu trang, dòng trên)"))
    issuer = _short(_("Cơ quan ban hành (đầu trang)"), required=True)
    place = _short(_("Nơi ban hành"))
    authority_form = forms.ChoiceField(label=_("Thẩm quyền ký"), choices=AUTHORITIES)
    authority = _short(_("Thay mặt ai"), _("Ví dụ: ỦY BAN NHÂN DÂN"))
    signer_post = _short(_("Chức vụ người ký"))
    signer_name = _short(_("Họ tên người ký"))
    recipients = _long(_("Nơi nhận"), _("Mỗi dòng một nơi nhận."))
    archive = _short(_("Lưu"), _("Ví dụ: VT"))
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def words(self) -> Words:
        data = {
            key: value for key, value in self.cleaned_data.items() if key not in ("layout", "accepted_only", "seen")
        }
        return Words(**data)


def form_for(edition: Edition) -> WordsForm:
    """The form as the edition stands."""
    return WordsForm(
        initial={
            **Words.of(edition.words).stored(),
            "layout": edition.layout,
            "accepted_only": edition.accepted_only,
            "seen": edition.words_version,
        }
    )


class IssueForm(forms.Form):
    """Number and date, entered once."""

    number = forms.IntegerField(label=_("Số"), min_value=1, max_value=99_999)
    symbol = forms.CharField(label=_("Ký hiệu"), max_length=60, help_text=_("Ví dụ: BC-UBND; thể thức Đảng: BC/ĐU"))
    day = DayField(label=_("Ngày ban hành"))
