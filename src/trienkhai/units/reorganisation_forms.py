"""Forms about reorganisations: the draft itself, and a step of each kind. Units are given by code, since some of them
are made by other steps."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as now_in
from django.utils.translation import gettext_lazy as _

from trienkhai.kit.fields import DayField
from trienkhai.kit.formats import typed
from trienkhai.vietnamese import fold, sort_key

from . import planning
from .forms import LONGEST_LIST, HeirsForm
from .planning.gathering import CODE


class SeenForm(forms.Form):
    """Carries the version that was looked at, so that two people at once notice each other."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=10**9)


class ReorganisationForm(forms.Form):
    """On what basis, and from which day."""

    title = forms.CharField(
        label=_("Tên đợt sắp xếp"), max_length=200, help_text=_("Ví dụ: Sắp xếp đơn vị hành chính cấp xã năm 2026.")
    )
    basis = forms.CharField(
        label=_("Căn cứ"), max_length=300, required=False, help_text=_("Số và ngày của nghị quyết hoặc quyết định.")
    )
    day = DayField(label=_("Có hiệu lực từ ngày"))


class ChangeReorganisationForm(ReorganisationForm, SeenForm):
    """The same of a draft that is there."""


class CodeField(forms.CharField):
    """One unit by code, from a list where it is not too long; a full name will do."""

    def __init__(self, units: Mapping[str, str], **kwargs: Any) -> None:
        self.units = units
        if len(units) <= LONGEST_LIST:
            named = [(code, f"{name} ({code})") for code, name in units.items()]
            kwargs["widget"] = forms.Select(choices=[("", "—"), *named])
        else:
            kwargs.setdefault("help_text", _("Ghi mã đơn vị, như ở danh sách đơn vị, hoặc tên đầy đủ."))
            kwargs["widget"] = forms.TextInput({"autocomplete": "off", "spellcheck": "false"})
        super().__init__(max_length=200, **kwargs)

    def clean(self, value: Any) -> str:
        return code_of(super().clean(value), self.units)


class CodesField(forms.Field):
    """Several units by code: boxes to tick where the list is not too long, else one code or name on each line."""

    def __init__(self, units: Mapping[str, str], **kwargs: Any) -> None:
        self.units, self.ticked = units, len(units) <= LONGEST_LIST
        if self.ticked:
            kwargs["widget"] = forms.CheckboxSelectMultiple(
                choices=[(code, f"{name} ({code})") for code, name in units.items()]
            )
        else:
            kwargs["help_text"] = _("Mỗi dòng một mã hoặc tên đơn vị.")
            kwargs["widget"] = forms.Textarea({"rows": 6, "spellcheck": "false"})
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if not self.ticked and isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> tuple[str, ...]:
        given = value if self.ticked else str(value or "").splitlines()
        lines = [line.strip() for line in given or () if line.strip()]
        return tuple(dict.fromkeys(code_of(line, self.units) for line in lines))


def code_of(given: str, units: Mapping[str, str]) -> str:
    """The code of what was typed; raises where no unit or more than one is called so."""
    if not given or given.lower() in units:
        return given.lower()
    named = [code for code, name in units.items() if fold(name) == fold(given)]
    if len(named) == 1:
        return named[0]
    words = now_in("Không có đơn vị «{given}» trong phạm vi vào ngày này, hoặc có nhiều đơn vị trùng tên: hãy ghi mã.")
    raise forms.ValidationError(words.format(given=given))


def units_to_choose(world: planning.World, created: Mapping[str, str]) -> dict[str, str]:
    """Code → name of all that stand in reach on the day and of those that steps make, in Vietnamese order."""
    there = {
        code: stand.name for code, stand in world.tree.items() if world.within is None or code in world.within
    }  # fmt: skip
    pairs = [*there.items(), *((code, now_in("{name}, mới").format(name=name)) for code, name in created.items())]
    return dict(sorted(pairs, key=lambda pair: (sort_key(pair[1]), pair[0])))


WORDS = {
    planning.MERGE: _("Sáp nhập"),
    planning.SPLIT: _("Chia tách"),
    planning.MOVE: _("Chuyển trực thuộc"),
    planning.RENAME: _("Đổi tên"),
    planning.KIND: _("Đổi loại"),
    planning.ABOLISH: _("Bỏ một cấp"),
    planning.END: _("Kết thúc hoạt động"),
    planning.NEW: _("Thành lập mới"),
}


class StepForm(HeirsForm, SeenForm):
    """A step of one kind; its fields are those that this kind needs."""

    def __init__(
        self, *args: Any, verb: str, units: Mapping[str, str], kinds: Mapping[str, str], step: Any = None, **rest: Any
    ) -> None:
        if step is not None:
            rest["initial"] = _as_typed(step) | rest.get("initial", {})
        super().__init__(*args, **rest)
        self.verb, self.units, self.kinds = verb, units, kinds
        getattr(self, f"_{verb}")()

    def has_heirs(self) -> bool:
        """Whether the rows of successors are shown."""
        return "heir_1" in self.fields

    def plain(self) -> list[forms.BoundField]:
        """The visible fields other than the rows of successors."""
        return [field for field in self.visible_fields() if not field.name.startswith(("heir_", "share_"))]

    def step(self, position: int = 0) -> planning.Step:
        """As planning reads it."""
        given = self.cleaned_data
        units = given.get("units") or ((given["unit"],) if given.get("unit") else ())
        heirs = given.get("heirs") or {}
        if given.get("target"):
            heirs = {given["target"]: Decimal(1)}
        words = {key: given.get(key, "") for key in ("parent", "code", "name", "kind", "official_code")}
        words["code"] = words["code"].strip().lower()
        return planning.Step(position, self.verb, tuple(units), tuple(heirs.items()), **words)

    def clean(self) -> dict[str, Any]:
        given = super().clean() if self.has_heirs() else (forms.Form.clean(self) or self.cleaned_data)
        if self.verb == planning.MERGE and bool(given.get("target")) == bool(given.get("code")) and not self.errors:
            self.add_error("target", now_in("Hoặc chọn đơn vị nhận sáp nhập, hoặc ghi mã và tên đơn vị mới ở dưới."))
        if self.has_heirs() and not self.errors:
            self._check_heirs(given["heirs"])
        if given.get("code") and not self.errors:
            self._check_new(given)
        return given

    def _check_heirs(self, heirs: Mapping[str, Decimal]) -> None:
        if self.verb == planning.SPLIT and len(heirs) < 2:
            self.add_error("heir_1", now_in("Chia tách cần ít nhất hai đơn vị kế tục."))
        elif heirs and sum(heirs.values()) != 1:
            words = now_in("Mỗi phần để lại phải lớn hơn 0 và tổng các phần phải là 100 %, hiện là {total} %.")
            self.add_error("share_1", words.format(total=typed(sum(heirs.values(), Decimal()) * 100)))

    def _check_new(self, given: dict[str, Any]) -> None:
        """What is wrong with a new unit is said beside its field, not after the step was kept."""
        if not CODE.fullmatch(given["code"].strip().lower()):
            words = now_in("Mã «{given}» không dùng được: chỉ gồm chữ không dấu, số, gạch dưới và gạch ngang.")
            self.add_error("code", words.format(given=given["code"]))
        for name in ("name", "kind"):
            if name in given and not given[name]:
                self.add_error(name, self.fields[name].error_messages["required"])

    # --- fields of each kind ------------------------------------------------------------------------------------------

    def _merge(self) -> None:
        self._many(_("Các đơn vị được sáp nhập"))
        self.fields["target"] = CodeField(self.units, label=_("Vào đơn vị đang có"), required=False)
        self.fields["target"].help_text = _("Để trống khi sáp nhập thành một đơn vị mới; ghi đơn vị mới ở dưới.")
        self._new(required=False)

    def _split(self) -> None:
        self._one(_("Đơn vị được chia tách"))
        self._heirs()

    def _move(self) -> None:
        self._many(_("Các đơn vị được chuyển"))
        self._parent(_("Trực thuộc đơn vị mới"))

    def _rename(self) -> None:
        self._one(_("Đơn vị"))
        self._text("name", _("Tên mới"), 200)
        self._text("official_code", _("Mã chính thức mới"), 40, required=False)

    def _kind(self) -> None:
        self._many(_("Các đơn vị"))
        self._kinds(_("Loại mới"))

    def _abolish(self) -> None:
        self._kinds(_("Cấp được bỏ"))
        self._parent(_("Trong phạm vi của"))

    def _end(self) -> None:
        self._one(_("Đơn vị kết thúc hoạt động"))
        self._heirs()

    def _new(self, *, required: bool = True) -> None:
        words = _("Chữ không dấu, số, gạch dưới; ví dụ xa_an_duong. Mã không đổi và không dùng lại.")
        self._text("code", _("Mã đơn vị mới"), 60, required=required, help_text=words)
        self._text("name", _("Tên đơn vị mới"), 200, required=required)
        self._kinds(_("Loại của đơn vị mới"), required=required)
        self._text("official_code", _("Mã chính thức"), 40, required=False)
        self._parent(_("Đơn vị mới trực thuộc"), required=required)
        if not required:
            self.fields["parent"].help_text = _("Để trống: ở chỗ của đơn vị đầu tiên được sáp nhập.")

    def _one(self, label: Any) -> None:
        self.fields["unit"] = CodeField(self.units, label=label)

    def _many(self, label: Any) -> None:
        self.fields["units"] = CodesField(self.units, label=label)

    def _parent(self, label: Any, *, required: bool = True) -> None:
        self.fields["parent"] = CodeField(self.units, label=label, required=required)

    def _kinds(self, label: Any, *, required: bool = True) -> None:
        choices = [("", "—"), *self.kinds.items()]
        self.fields["kind"] = forms.ChoiceField(label=label, choices=choices, required=required)

    def _text(self, name: str, label: Any, most: int, **rest: Any) -> None:
        self.fields[name] = forms.CharField(label=label, max_length=most, **rest)

    def _heirs(self) -> None:
        self.add_heirs(lambda label: CodeField(self.units, label=label, required=False, help_text=""))


def _as_typed(step: planning.Step) -> dict[str, Any]:
    """The step as its form shows it."""
    given: dict[str, Any] = {
        key: getattr(step, key) for key in ("units", "parent", "code", "name", "kind", "official_code")
    }
    given["unit"] = step.units[0] if step.units else ""
    given["target"] = step.heirs[0][0] if step.verb == planning.MERGE and step.heirs else ""
    for number, (code, share) in enumerate(step.heirs, 1):
        given |= {f"heir_{number}": code, f"share_{number}": typed(share * 100)}
    return given


class ImportForm(SeenForm):
    """A table of old and new units."""

    file = forms.FileField(label=_("Tệp bảng"), help_text=_("Tệp .csv UTF-8 hoặc .xlsx, trang tính đầu."))
