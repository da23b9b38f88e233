"""Forms about units, posts and people. Units are chosen by code, from a list where it is not too long."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as now_in
from django.utils.translation import gettext_lazy as _

from trienkhai.kit.fields import DayField
from trienkhai.kit.formats import in_words, read_number
from trienkhai.people.forms import ProfileForm
from trienkhai.vietnamese import Refusal, fold

from .models import Line, Role, Unit, UnitKind
from .permissions import WORDS

LONGEST_LIST = 300  # units in a list to choose from; beyond, a code is typed
HEIRS = 6


class UnitField(forms.Field):
    """One of the units given, by code; a name that only one of them has will do."""

    def __init__(self, units: Iterable[Unit], **kwargs: Any) -> None:
        self.units = {unit.code: unit for unit in units}
        if len(self.units) <= LONGEST_LIST:
            choices = [("", "—"), *((code, f"{unit.name} ({code})") for code, unit in self.units.items())]
            kwargs["widget"] = forms.Select(choices=choices)
        else:
            kwargs.setdefault("help_text", _("Ghi mã đơn vị, như ở danh sách đơn vị, hoặc tên đầy đủ."))
            kwargs["widget"] = forms.TextInput({"autocomplete": "off", "spellcheck": "false"})
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> str:
        return value.code if isinstance(value, Unit) else value

    def to_python(self, value: Any) -> Unit | None:
        if value in self.empty_values:
            return None
        given = fold(str(value))
        named = [unit for code, unit in self.units.items() if code == given] or [
            unit for unit in self.units.values() if fold(unit.name) == given
        ]
        if len(named) != 1:
            raise forms.ValidationError(
                now_in("Không có đơn vị này trong phạm vi của anh chị, hoặc có nhiều đơn vị trùng tên: hãy ghi mã.")
            )
        return named[0]


def _kinds(kinds: Iterable[UnitKind]) -> tuple[forms.ChoiceField, dict[str, UnitKind]]:
    known = {kind.code: kind for kind in kinds}
    field = forms.ChoiceField(label=_("Loại đơn vị"), choices=[("", "—"), *((c, k.name) for c, k in known.items())])
    return field, known


class NameForm(forms.Form):
    """What a unit is called from a day on."""

    name = forms.CharField(label=_("Tên đơn vị"), max_length=200)
    official_code = forms.CharField(
        label=_("Mã chính thức"), max_length=40, required=False, help_text=_("Mã do nhà nước cấp, nếu có.")
    )
    since = DayField(label=_("Có hiệu lực từ ngày"))

    def __init__(self, *args: Any, kinds: Iterable[UnitKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"], self.kinds = _kinds(kinds)
        self.order_fields(["code", "name", "kind", "official_code", "parent", "since"])

    def clean_kind(self) -> UnitKind:
        """The kind itself."""
        return self.kinds[self.cleaned_data["kind"]]


class AddUnitForm(NameForm):
    """A new unit and its first place."""

    code = forms.CharField(
        label=_("Mã trong hệ thống"),
        max_length=60,
        help_text=_("Chữ không dấu, số, gạch dưới; ví dụ xa_an_duong. Mã không đổi và không dùng lại."),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"] = UnitField(units, label=_("Trực thuộc"))
        self.order_fields(["code", "name", "kind", "official_code", "parent", "since"])


class MoveForm(forms.Form):
    """Another parent from a day on."""

    since = DayField(label=_("Từ ngày"))

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"] = UnitField(units, label=_("Trực thuộc đơn vị mới"))
        self.order_fields(["parent", "since"])


class JoinForm(forms.Form):
    """A place in a further line, from a day on."""

    since = DayField(label=_("Từ ngày"))

    def __init__(self, *args: Any, units: Iterable[Unit], lines: Iterable[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = {line.code: line for line in lines}
        choices = [("", "—"), *((code, line.name) for code, line in self.lines.items())]
        self.fields["line"] = forms.ChoiceField(label=_("Hệ thống"), choices=choices)
        self.fields["parent"] = UnitField(units, label=_("Trực thuộc trong hệ thống đó"), required=False)
        self.fields["parent"].help_text = _("Để trống nếu đơn vị đứng đầu hệ thống.")
        self.order_fields(["line", "parent", "since"])

    def clean_line(self) -> Line:
        """The line itself."""
        return self.lines[self.cleaned_data["line"]]


class HeirsForm(forms.Form):
    """Who takes over which share: several rows of a successor and its percentage."""

    def add_heirs(self, field: Callable[[str], forms.Field]) -> None:
        """`field` makes the input of a successor with that label."""
        for number in range(1, HEIRS + 1):
            label = now_in("Đơn vị kế tục {number}").format(number=number)
            share = now_in("Phần nhận {number} (%)").format(number=number)
            self.fields[f"heir_{number}"] = field(label)
            widget = forms.TextInput({"class": "input--number", "inputmode": "decimal"})
            self.fields[f"share_{number}"] = forms.CharField(label=share, max_length=12, required=False, widget=widget)

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """(successor, share) as they stand beside one another."""
        return [(self[f"heir_{number}"], self[f"share_{number}"]) for number in range(1, HEIRS + 1)]

    def many(self) -> bool:
        """Whether the third row or one after it is filled in or wrong, so that it is shown at once."""
        later = [field for row in self.rows()[2:] for field in row]
        return any(field.errors or field.value() for field in later)

    def clean(self) -> dict[str, Any]:
        """`heirs`: shares of 1. One successor alone takes all; of several each needs its share."""
        given, heirs = super().clean() or {}, {}
        chosen = [number for number in range(1, HEIRS + 1) if given.get(f"heir_{number}")]
        for number in range(1, HEIRS + 1):
            if given.get(f"share_{number}") and number not in chosen and f"heir_{number}" not in self.errors:
                self.add_error(f"heir_{number}", now_in("Hãy chọn đơn vị nhận phần này."))
        for number in chosen:
            heir, text = given[f"heir_{number}"], given.get(f"share_{number}", "").strip().rstrip("%").strip()
            if heir in heirs:
                self.add_error(f"heir_{number}", now_in("Đơn vị này đã chọn ở dòng trên."))
            heirs[heir] = self._share(number, text, alone=len(chosen) == 1)
        return given | {"heirs": heirs}

    def _share(self, number: int, text: str, *, alone: bool) -> Decimal:
        if not text and alone:
            return Decimal(1)
        try:
            share = read_number(text) / 100
        except Refusal as refusal:
            problem = in_words(refusal) if text else now_in("Hãy ghi phần trăm cho từng đơn vị kế tục.")
        else:
            if 0 < share <= 1 and share == round(share, 6):
                return share
            problem = now_in("Phần trăm phải lớn hơn 0, không quá 100, tối đa 4 chữ số thập phân.")
        self.add_error(f"share_{number}", problem)
        return Decimal(0)


class EndForm(HeirsForm):
    """The day on which a unit is no more, and who takes over which share."""

    since = DayField(
        label=_("Kết thúc từ ngày"), help_text=_("Ngày đầu tiên đơn vị không còn hoạt động, ví dụ 01/07/2025.")
    )

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = list(units)
        self.add_heirs(lambda label: UnitField(units, label=label, required=False, help_text=""))


def _allowing(role: Role) -> str:
    """The role's name and what it allows: `Cán bộ báo cáo: xem, nhập số liệu, gửi báo cáo`."""
    return f"{role.name}: {', '.join(now_in(WORDS[name]) for name in role.permissions)}"


class PostForm(forms.Form):
    """Roles in a unit, from a day to a day."""

    title = forms.CharField(
        label=_("Tên chức danh"), max_length=120, required=False, help_text=_("Ví dụ: Chuyên viên tổng hợp.")
    )
    since = DayField(label=_("Từ ngày"))
    until = DayField(
        label=_("Đến ngày"), required=False, help_text=_("Ngày đầu tiên không còn giữ; để trống nếu chưa biết.")
    )

    def __init__(self, *args: Any, units: Iterable[Unit], roles: Iterable[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roles = {role.code: role for role in roles}
        self.fields["unit"] = UnitField(units, label=_("Đơn vị"))
        self.fields["roles"] = forms.MultipleChoiceField(
            label=_("Vai trò"),
            choices=[(code, _allowing(role)) for code, role in self.roles.items()],
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Chỉ giao được vai trò có quyền không vượt quá quyền của chính mình."),
        )
        self.order_fields([*ProfileForm.base_fields, "login", "unit", "roles", "title", "since", "until"])

    def clean_roles(self) -> list[Role]:
        """The roles themselves."""
        return [self.roles[code] for code in self.cleaned_data["roles"]]


class AddPersonForm(PostForm, ProfileForm):
    """Somebody new, with their first post."""

    login = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=40,
        help_text=_("Chữ không dấu, số, chấm; ví dụ an.nguyen. Không đổi được về sau."),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}),
    )


class EndPostForm(forms.Form):
    """The day from which a post is no longer held."""

    until = DayField(label=_("Thôi từ ngày"))
