"""Fields of forms that several rooms use."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trienkhai.kit.formats import in_words, typed_day
from trienkhai.vietnamese import NotADate, parse_date

EARLIEST, LATEST = date(1945, 1, 1), date(2200, 1, 1)


class DayField(forms.Field):
    """A day as people write it: 05/02/2026. `any_year`: the action says which years are too far away."""

    widget = forms.TextInput({"class": "input--day", "inputmode": "numeric", "autocomplete": "off"})

    def __init__(self, *, any_year: bool = False, **kwargs: Any) -> None:
        self.any_year = any_year
        kwargs.setdefault("help_text", _("Ngày/tháng/năm, ví dụ 05/02/2026."))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> str:
        return typed_day(value)

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        try:
            day = parse_date(str(value))
        except NotADate as refusal:
            raise forms.ValidationError(in_words(refusal)) from None
        if not self.any_year and not EARLIEST <= day <= LATEST:
            raise forms.ValidationError(gettext("Năm này quá xa. Hãy xem lại ngày."))
        return day
