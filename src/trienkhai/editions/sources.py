"""Where each number of a report comes from, in words for its note (Nguồn số liệu)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from trienkhai.collection.models import Figure, Submission
from trienkhai.indicators import periods
from trienkhai.indicators.models import Indicator
from trienkhai.indicators.queries import breakdown_label, breakdown_names
from trienkhai.units.models import Unit
from trienkhai.vietnamese import format_date, format_number

from .material import Material

QUALIFIERS = {"at_least": "trên ", "at_most": "dưới ", "about": "khoảng "}


def moment(at: datetime) -> str:
    """«10 giờ 00 ngày 05/10/2026», by the clock of the installation."""
    local = timezone.localtime(at)
    return f"{local:%H} giờ {local:%M} ngày {format_date(local.date())}"


def of_total(material: Material, indicator: Indicator, breakdown: str) -> str:
    """The source of a total: the units whose figures make it, with theirs."""
    ref = f"{indicator.code}{';' + breakdown if breakdown else ''}"
    if ref not in material.sources:
        material.sources[ref] = _total_source(material, indicator, breakdown)
    return ref


def _total_source(material: Material, indicator: Indicator, breakdown: str) -> str:
    about = _about(indicator, breakdown, breakdown_names())
    if indicator.over_units == "ratio" and indicator.numerator and indicator.denominator:
        totals, unit = material.totals, material.edition.unit
        a, b = (totals.at(unit, part, breakdown) for part in (indicator.numerator, indicator.denominator))
        if a and b and a.value is not None and b.value is not None:
            return (
                f"{about}: {format_number(a.value)} ({indicator.numerator.name.lower()}) chia cho "
                f"{format_number(b.value)} ({indicator.denominator.name.lower()})."
            )
    given = [f for f in material.figures if f.indicator_id == indicator.pk and f.breakdown == breakdown]
    spoken_for = _spoken_for(material, given)
    given = [f for f in given if f.value is not None and f.pk not in spoken_for and went_in(material, f)]
    given.sort(key=lambda figure: (figure.unit.sort, periods.days(figure.period)))
    listed = "; ".join(f"{figure.unit.name} {_stated(figure, material.totals.period)}" for figure in given)
    return f"{about}: {listed}." if listed else f"{about}: số liệu các đơn vị."


def _about(indicator: Indicator, breakdown: str, names: Mapping[str, str]) -> str:
    """«Số mô hình đăng ký (tập thể)»."""
    return f"{indicator.name} ({breakdown_label(breakdown, names)})" if breakdown else indicator.name


def went_in(material: Material, figure: Figure) -> bool:
    """Whether the figure is part of the total: a claim only where it was taken, other figures where none above was."""

    def claimed(code: str) -> bool:
        total = material.totals.rows.get((code, figure.indicator.code, figure.breakdown))
        return total is not None and total.basis == "claimed"

    code = figure.unit.code
    if claimed(code) != (figure.scope == "whole"):
        return False
    while code != material.edition.unit.code and (above := material.parents.get(code)) is not None:
        code = above
        if claimed(code):
            return False
    return True


def _spoken_for(material: Material, given: list[Figure]) -> set[int]:
    """Figures of parts whose unit gave one for a longer period as well, which stands for them."""
    longer: dict[str, set[str]] = {}
    for row in periods.table_of([material.totals.period]):  # longer ones come before their parts
        above = row.part_of or ""
        longer.setdefault(row.period, set()).update({above}, longer.get(above, ()))
    held = {(figure.unit_id, figure.scope, figure.period) for figure in given}
    return {f.pk for f in given if any((f.unit_id, f.scope, above) in held for above in longer.get(f.period, ()))}


def _stated(figure: Figure, period: str) -> str:
    """«trên 240», «28 (báo gộp)», «12 (quý I năm 2026)»."""
    whole = " (báo gộp)" if figure.scope == "whole" else ""
    part = "" if figure.period == period else f" ({periods.label_inside(figure.period)})"
    return f"{QUALIFIERS.get(figure.qualifier, '')}{format_number(figure.value)}{whole}{part}"


def of_unit(material: Material, unit: Unit) -> str:
    """The source of a unit's row: its submission, who sent it, and the report sentences behind its figures."""
    ref = f"unit:{unit.code}"
    if ref not in material.sources:
        material.sources[ref] = _unit_source(material, unit)
    return ref


def _unit_source(material: Material, unit: Unit) -> str:
    own = [figure for figure in material.figures if figure.unit_id == unit.pk]
    if not own:
        return f"{unit.name}: cộng từ các đơn vị bên dưới."
    brought = [material.submissions[pk] for pk in dict.fromkeys(figure.submission_id for figure in own)]
    sent = f"{unit.name}: " + "; ".join(_sending(one) for one in brought)
    spans = [figure for figure in own if figure.source.kind == "span"]
    if not spans:
        return f"{sent}; số liệu nhập theo biểu mẫu."
    names = breakdown_names()
    told = [(_about(figure.indicator, figure.breakdown, names), figure.source.stated) for figure in spans]
    quoted = "; ".join(f"{about[0].lower()}{about[1:]} «{stated}»" for about, stated in told)
    file = spans[0].source.narrative
    return f"{sent}; theo tệp «{file.name if file else ''}»: {quoted}."


def _sending(submission: Submission) -> str:
    who = submission.sent_by.name if submission.sent_by else ""
    return f"báo cáo gửi lúc {moment(submission.sent_at)}, người gửi {who}" if submission.sent_at else ""
