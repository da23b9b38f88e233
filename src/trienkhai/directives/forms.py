"""What people type about a document."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trienkhai.kit.fields import DayField
from trienkhai.kit.formats import day, in_words
from trienkhai.vietnamese import Refusal

from .catalogue import type_name
from .head import Proposal
from .models import Document
from .queries import types_in_order
from .signs import Sign, parse_sign

FIELD_OF = {  # where a refusal of the actions belongs
    "not_a_sign": "sign",
    "unknown_type": "type",
    "sign_of_another_type": "sign",
    "impossible_day": "issued_on",
    "year_differs": "issued_on",
}


class SignField(forms.CharField):
    """Number and symbol as printed; the text stays as typed, `parsed` reads it."""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        self.parsed(text)
        return text

    @staticmethod
    def parsed(text: str) -> Sign | None:
        """The sign; None for a document without a number."""
        try:
            return parse_sign(text) if text else None
        except Refusal as refusal:
            raise forms.ValidationError(in_words(refusal)) from None


def _types() -> list[tuple[str, str]]:
    return [("", str(_("Chọn loại văn bản"))), *((one.code, one.name) for one in types_in_order())]


class DocumentForm(forms.Form):
    """What the register says of a document. The rules are those of the actions; refusals come back to the field."""

    sign = SignField(
        label=_("Số, ký hiệu"),
        max_length=80,
        required=False,
        help_text=_("Như trên văn bản: 15/KH-UBND hoặc 05-CT/TU. Để trống nếu văn bản không có số."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    type = forms.ChoiceField(label=_("Loại văn bản"), choices=_types)
    issued_on = DayField(label=_("Ngày ban hành"), any_year=True)
    issuer = forms.CharField(
        label=_("Nơi ban hành"), max_length=200, help_text=_("Tên đầy đủ, ví dụ: Ủy ban nhân dân tỉnh.")
    )
    summary = forms.CharField(
        label=_("Trích yếu"),
        max_length=600,
        help_text=_("Nội dung chính ghi dưới tên loại văn bản."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal of an action where it belongs."""
        self.add_error(FIELD_OF.get(refusal.code), in_words(refusal))


def values_of(document: Document) -> dict[str, str]:
    """What the register says now, as people would type it."""
    return {
        "sign": document.sign,
        "type": document.type,
        "issued_on": day(document.issued_on),
        "issuer": document.issuer,
        "summary": document.summary,
    }


def filled(typed: Any, proposal: Proposal) -> tuple[dict[str, str], list[str]]:
    """What was typed, its gaps filled with what the file says; and (typed, found) texts that differ."""
    found = {
        "sign": str(proposal.sign) if proposal.sign else "",
        "type": proposal.type,
        "issued_on": day(proposal.issued_on),
        "issuer": proposal.issuer,
        "summary": proposal.summary,
    }
    values = {name: str(typed.get(name, "")).strip() or text for name, text in found.items()}
    shown = {"sign", "issued_on", "type"}
    different = [
        type_name(text) if name == "type" else text
        for name, text in found.items()
        if name in shown and text and values[name] != text
    ]
    return values, different
