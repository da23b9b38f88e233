"""What people type: a round, and the cells of a submission."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from trienkhai.directives.models import Document
from trienkhai.indicators import periods
from trienkhai.indicators.choices import period_groups, regime_name
from trienkhai.indicators.models import Form
from trienkhai.indicators.queries import Cell
from trienkhai.kit.fields import DayField
from trienkhai.kit.formats import in_words, language, read_number, typed
from trienkhai.units.models import Unit
from trienkhai.vietnamese import Refusal, fold

from .entering import Entry
from .models import Figure

QUALIFIERS = [("", ""), ("at_least", _("trên")), ("at_most", _("dưới")), ("about", _("khoảng"))]


class UnitsField(forms.ModelMultipleChoiceField):
    """Units by their numbers; one longer than the database counts is no number of a unit."""

    def clean(self, value: Any) -> Any:
        for one in value or ():
            if len(str(one)) > 18:
                raise forms.ValidationError(self.error_messages["invalid_pk_value"], params={"pk": str(one)[:18]})
        return super().clean(value)


class FormField(forms.ModelChoiceField):
    """A form, with the regime whose periods it usually asks."""

    def label_from_instance(self, obj: Any) -> str:
        regime = regime_name(obj.regime, language())
        return f"{obj.name} ({regime})" if regime else str(obj.name)


class RoundForm(forms.Form):
    """Who asks whom for what, until when."""

    title = forms.CharField(label=_("Tên kỳ báo cáo"), max_length=200)
    form = FormField(label=_("Biểu mẫu"), queryset=Form.objects.all())
    period = forms.CharField(
        label=_("Kỳ số liệu"),
        max_length=60,
        help_text=_("Chọn kỳ của một chế độ báo cáo; kỳ khác, kể cả kỳ đã xa, thì ghi ngày đầu và ngày cuối."),
        widget=forms.Select(),
        error_messages={"required": _("Hãy chọn một kỳ, hoặc ghi ngày đầu và ngày cuối ở dưới.")},
    )
    since = DayField(label=_("Kỳ khác: từ ngày"), required=False)
    until = DayField(label=_("Kỳ khác: đến hết ngày"), required=False)
    deadline = DayField(label=_("Hạn gửi"), help_text=_("Ngày cuối còn nhận, ví dụ 05/10/2026."))
    document = forms.ModelChoiceField(
        label=_("Văn bản làm căn cứ"), queryset=Document.objects.none(), required=False, empty_label=_("(không có)")
    )
    instructions = forms.CharField(
        label=_("Hướng dẫn"), required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
    )
    units = UnitsField(
        label=_("Đơn vị phải báo cáo"), queryset=Unit.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, documents: Any, units: Any, opened: bool = False, **kwargs: Any) -> None:
        """`opened`: the units have seen the round, so what it asks for stands."""
        super().__init__(*args, **kwargs)
        for asked in ("form", "period", "since", "until"):
            self.fields[asked].disabled = opened
        self.fields["period"].widget.choices = self._periods()
        if self.data.get("since") or self.data.get("until"):
            self.fields["period"].required = False
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]
        self.fields["units"].queryset = units  # type: ignore[attr-defined]

    def _periods(self) -> list[tuple[str, Any]]:
        """The choices, those of the form's usual regime first; what was asked before or typed is among them."""
        form = Form.objects.filter(code=self.initial.get("usual", "")).first()
        given = str(self.data.get("period") or self.initial.get("period") or "")
        also = given if periods.is_valid(given) else ""
        groups = period_groups(timezone.localdate(), language(), first=form.regime if form else "", also=also)
        return [("", _("(chọn kỳ, hoặc ghi hai ngày ở dưới)")), *groups]

    def clean_period(self) -> str:
        """A code. One that was asked before stays as it is; a new one is that of its days."""
        given = self.cleaned_data["period"].strip().upper()
        if not given or given == self.initial.get("period"):
            return given
        try:
            return periods.canonical(given)
        except Refusal as refusal:
            raise forms.ValidationError(in_words(refusal)) from None

    def clean(self) -> dict[str, Any]:
        """The period, chosen or by its days."""
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.pop("since", None), cleaned.pop("until", None)
        if {"period", "since", "until"} & self.errors.keys():
            return cleaned
        if cleaned["period"] and (since or until):
            self.add_error("since", _("Hoặc chọn một kỳ, hoặc ghi hai ngày, không cả hai."))
        elif not cleaned["period"]:
            self._by_days(cleaned, since, until)
        return cleaned

    def _by_days(self, cleaned: dict[str, Any], since: date | None, until: date | None) -> None:
        if since is None or until is None:
            self.add_error("until" if since else "since", _("Hãy ghi cả ngày đầu và ngày cuối."))
        elif since > until:
            self.add_error("until", _("Ngày cuối phải từ ngày đầu trở đi."))
        else:
            cleaned["period"] = periods.code_between(since, until)

    def clean_deadline(self) -> datetime:
        """The end of that day."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["deadline"], time(23, 59, 59)))

    def code(self) -> str:
        """A short code of unit-independent words, made unique by the moment."""
        words = slugify(fold(self.cleaned_data["title"]))[:36].strip("-")
        return f"{words}-{timezone.now():%y%m%d%H%M%S}"


@dataclass
class Box:
    """One input of the grid: a cell in one scope, as it stands and as it was typed."""

    cell: Cell
    scope: str
    figure: Figure | None = None
    text: str = ""
    qualifier: str = ""
    not_applicable: bool = False
    reason: str = ""
    seen: int = 0
    error: str = ""
    conflict: Figure | None = None

    @property
    def name(self) -> str:
        return f"c-{self.cell.indicator.pk}-{self.scope}-{self.cell.breakdown}"

    @property
    def place(self) -> tuple[int, str, str]:
        return self.cell.indicator.pk, self.cell.breakdown, self.scope

    @property
    def asks_reason(self) -> bool:
        return bool(self.error or self.reason)


@dataclass
class Row:
    """A line of the grid: the cell's boxes, one per scope."""

    cell: Cell
    boxes: list[Box] = field(default_factory=list)
    before: Figure | None = None


def grid(
    cells: Iterable[Cell],
    figures: Iterable[Figure],
    *,
    scopes: tuple[str, ...] = ("own",),
    before: Mapping[tuple[int, str, str], Figure] | None = None,
) -> list[Row]:
    """The rows of the form as the draft stands."""
    standing = {figure.place: figure for figure in figures}
    rows = []
    for cell in cells:
        row = Row(cell, before=(before or {}).get((cell.indicator.pk, cell.breakdown, "own")))
        for scope in scopes:
            figure = standing.get((cell.indicator.pk, cell.breakdown, scope))
            box = Box(cell, scope, figure)
            if figure is not None:
                box.seen = figure.pk
                if not figure.withdrawn:
                    box.text = typed(figure.value)
                    box.qualifier = figure.qualifier
                    box.not_applicable = figure.not_applicable
                    box.reason = figure.reason
            row.boxes.append(box)
        rows.append(row)
    return rows


def read_grid(rows: list[Row], data: Mapping[str, str]) -> list[Entry]:
    """The entries that were typed; a box that cannot be read keeps its text and its error and gives no entry."""
    entries = []
    for box in (box for row in rows for box in row.boxes):
        if box.name not in data:
            continue
        box.text = data[box.name].strip()
        box.qualifier = data.get(f"q-{box.name}", "")
        box.qualifier = box.qualifier if box.qualifier in dict(QUALIFIERS) else ""
        box.not_applicable = f"na-{box.name}" in data
        box.reason = data.get(f"r-{box.name}", "").strip()
        seen = data.get(f"seen-{box.name}", "0")
        value: Decimal | None = None
        try:
            value = read_number(box.text) if box.text else None
        except Refusal as refusal:
            box.error = in_words(refusal)
            continue
        if value is not None and box.not_applicable:
            box.error = str(_("Hoặc ghi số, hoặc chọn «không áp dụng», không cả hai."))
            continue
        box.seen = int(seen) if seen.isdecimal() and len(seen) < 19 else 0
        indicator, breakdown, scope = box.place
        entries.append(
            Entry(indicator, breakdown, scope, value, box.not_applicable, box.qualifier, box.seen, box.reason)
        )
    return entries
