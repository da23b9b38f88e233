"""What people type: a round, and the cells of a submission."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from trienkhai.directives.models import Document
from trienkhai.indicators import periods
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


class RoundForm(forms.Form):
    """Who asks whom for what, until when."""

    title = forms.CharField(label=_("Tên kỳ báo cáo"), max_length=200)
    form = forms.ModelChoiceField(label=_("Biểu mẫu"), queryset=Form.objects.all())
    period = forms.CharField(
        label=_("Kỳ số liệu"),
        max_length=60,
        help_text=_(
            "Chọn trong gợi ý, hoặc ghi: 2026, 2026-Q3, 2026-07, 2026-H1, hoặc từ ngày/đến ngày 2026-01-01/2026-06-30."
        ),
        widget=forms.TextInput(attrs={"list": "periods", "autocomplete": "off"}),
    )
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
        self.fields["form"].disabled = self.fields["period"].disabled = opened
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]
        self.fields["units"].queryset = units  # type: ignore[attr-defined]

    @property
    def suggestions(self) -> list[tuple[str, str]]:
        """(code, label) of the present periods and those just behind, shorter ones first."""
        today = timezone.localdate()
        codes = [code for kind in periods.KINDS for code in periods.recent(today, kind, 4)]
        return [(code, periods.label(code, language())) for code in codes]

    def clean_period(self) -> str:
        """A code; the label of a suggestion is understood as well."""
        given = self.cleaned_data["period"].strip()
        labels = {fold(label): code for code, label in self.suggestions}
        period = labels.get(fold(given), given.upper())
        try:
            periods.days(period)
        except Refusal as refusal:
            raise forms.ValidationError(in_words(refusal)) from None
        return period

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
