"""From figures and words to the outline of a report: every number with the place it came from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from django.utils import timezone

from trienkhai.collection.models import ACCEPTED, SENT, Figure, Submission
from trienkhai.collection.tables import figures_in
from trienkhai.collection.totals import Totals, totals_of
from trienkhai.consolidation import Total
from trienkhai.indicators import periods
from trienkhai.indicators.models import Indicator
from trienkhai.indicators.queries import breakdown_label, breakdown_names, cells_of, indicators_of, with_parts
from trienkhai.units.models import Succession, Unit
from trienkhai.units.queries import subtree
from trienkhai.vietnamese import format_date, format_number
from trienkhai.writing import (
    Authority,
    Cell,
    Chart,
    Head,
    Heading,
    Outline,
    Paragraph,
    Recipients,
    Row,
    Run,
    Series,
    Signature,
    Source,
    Table,
)

from .models import Edition
from .words import Words, paragraphs

RIGHT: Literal["right"] = "right"
COLUMNS = 6  # indicators side by side on a page
NUMBERING = re.compile(r"^(?:[IVXLC]+|\d+|[a-zđ])[.)-]\s*")
QUALIFIERS = {"at_least": "trên ", "at_most": "dưới ", "about": "khoảng "}


@dataclass
class Material:
    """What one edition is made of, read at one moment."""

    edition: Edition
    totals: Totals
    before: Totals | None
    figures: list[Figure]
    submissions: dict[int, Submission]  # about the period, in whatever round: a figure belongs to its cell
    asked: list[Unit]
    parents: dict[str, str | None]  # by code, in the tree of the period's last day, from the edition's unit down
    at: datetime
    sources: dict[str, str] = field(default_factory=dict)

    @property
    def shown(self) -> list[Unit]:
        """The units directly below of which anything was asked or given."""
        told = {row.unit for row in self.totals.rows.values() if row.expected or row.value is not None}
        return [unit for unit in self.totals.units[1:] if unit.code in told]

    @property
    def silent(self) -> list[Unit]:
        states = (ACCEPTED,) if self.edition.accepted_only else (SENT, ACCEPTED)
        about = [one for one in self.submissions.values() if one.round_id == self.edition.round_id]
        answered = {one.unit_id for one in about if one.state in states}
        return [unit for unit in self.asked if unit.pk not in answered]

    @property
    def not_accepted(self) -> int:
        """Figures that the total rests on and nobody above has accepted yet."""
        return sum(self.submissions[figure.submission_id].state != ACCEPTED for figure in self.figures)


def gather(edition: Edition, now: datetime | None = None) -> Material:
    """Everything the report says, from the figures in force now."""
    round = edition.round
    indicators = indicators_of(round.form)

    def of(period: str) -> Totals:
        return totals_of(
            unit=edition.unit,
            line=edition.line,
            period=period,
            indicators=indicators,
            accepted_only=edition.accepted_only,
        )

    earlier = periods.previous(round.period)
    within = Submission.objects.filter(round__period=round.period, round__line=edition.line).select_related("sent_by")
    pks = [one.pk for one in with_parts(indicators)]
    inside = _inside(edition)
    rows = figures_in(edition.line, [round.period], pks, edition.accepted_only)
    figures = [figure for figure in rows if figure.unit_id in inside]
    standing = subtree(edition.unit, edition.line, periods.days(round.period)[1])
    asked = Unit.objects.filter(asked__round=round).order_by("sort")
    if edition.unit_id != round.unit_id:
        asked = asked.filter(pk__in=inside)  # whether the neighbours have answered is not this unit's to tell
    return Material(
        edition,
        of(round.period),
        of(earlier) if earlier else None,
        figures,
        within.in_bulk(),
        list(asked),
        dict(standing.values_list("unit__code", "parent__code")),
        now or timezone.now(),
    )


def _inside(edition: Edition) -> set[int]:
    """Units whose figures are in the totals: those below on the period's last day, and whom they have succeeded."""
    last = periods.days(edition.round.period)[1]
    inside = set(subtree(edition.unit, edition.line, last).values_list("unit_id", flat=True))
    rows = list(Succession.objects.filter(line=edition.line, date__lte=last).values_list("old_id", "new_id"))
    while more := {old for old, new in rows if new in inside and old not in inside}:
        inside |= more
    return inside


def outline_of(material: Material) -> Outline:
    """The whole report, ready to be laid out. Number and date are put in when it is issued."""
    edition = material.edition
    words = Words.of(edition.words)
    blocks: list[Heading | Paragraph | Table | Chart] = [_text(line) for line in paragraphs(words.opening)]
    blocks += [Heading("TÌNH HÌNH BÁO CÁO"), *_coverage(material)]
    blocks += [Heading("KẾT QUẢ THỰC HIỆN"), *[_text(line) for line in paragraphs(words.results)], *_results(material)]
    for heading, text in (
        ("TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN", words.shortcomings),
        ("NHIỆM VỤ THỜI GIAN TỚI", words.tasks),
        ("KIẾN NGHỊ, ĐỀ XUẤT", words.requests),
    ):
        if paragraphs(text):
            blocks += [Heading(heading), *[_text(line) for line in paragraphs(text)]]
    authority = (Authority(words.authority_form, words.authority),) if words.authority else ()  # type: ignore[arg-type]
    return Outline(
        Head(words.issuer, words.parent, symbol=edition.symbol or default_symbol(edition), place=words.place),
        "BÁO CÁO",
        words.summary,
        tuple(blocks),
        signature=Signature(words.signer_post, words.signer_name, authority),
        recipients=Recipients(tuple(paragraphs(words.recipients)), words.archive),
        sources=tuple(Source(ref, text) for ref, text in material.sources.items()),
    )


def default_symbol(edition: Edition) -> str:
    """BC-UBND in the State's form, BC/ĐU in the Party's: what a person may change before the edition is issued."""
    return "BC-UBND" if edition.layout == "state" else "BC/ĐU"


def _text(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def _coverage(material: Material) -> list[Paragraph | Chart]:
    """Who has reported, who is missing by name, what nobody has accepted yet."""
    edition, silent = material.edition, material.silent
    label = periods.label(edition.round.period)
    answered = len(material.asked) - len(silent)
    only = " đã được chấp nhận" if edition.accepted_only else ""
    lines = [
        f"Kỳ số liệu: {label}. Đến {_moment(material.at)}, có {answered}/{len(material.asked)} đơn vị có báo cáo{only}."
    ]
    if silent:
        lines.append(f"Chưa có báo cáo của {len(silent)} đơn vị: {', '.join(unit.name for unit in silent)}. "
                     "Số liệu của các đơn vị này không có trong các tổng dưới đây.")  # fmt: skip
    if waiting := material.not_accepted:
        lines.append(f"Trong báo cáo này có {format_number(waiting)} số liệu đã gửi nhưng chưa được chấp nhận.")
    names = {unit.code: unit.name for unit in material.totals.units}
    indicators = {one.code: one for one in with_parts(material.totals.indicators)}
    for one in material.totals.findings:
        if one.computed is not None:
            about = breakdown_label(one.breakdown)
            lines.append(
                f"{names[one.unit]} báo gộp {indicators[one.indicator].name.lower()}{f' ({about})' if about else ''} "
                f"{format_number(one.claimed)}; cộng từ các phần được {format_number(one.computed)}."
            )
    if edition.corrects:
        lines.insert(0, f"Báo cáo này thay thế Báo cáo số {sign_of(edition.corrects)} ngày "
                        f"{format_date(edition.corrects.issued_on)}.")  # fmt: skip
    return [_text(line) for line in lines]


def sign_of(edition: Edition) -> str:
    """`07/BC-UBND` or `07-BC/ĐU`."""
    joint = "/" if edition.layout == "state" else "-"
    return f"{edition.number:02d}{joint}{edition.symbol}" if edition.number else ""


def _moment(at: datetime) -> str:
    local = timezone.localtime(at)
    return f"{local:%H} giờ {local:%M} ngày {format_date(local.date())}"


def _period(material: Material) -> str:
    """The period in the middle of a sentence: «quý III năm 2026»."""
    return periods.label_inside(material.edition.round.period)


def _results(material: Material) -> list[Heading | Paragraph | Table | Chart]:
    """Section by section: a sentence per indicator with its total, then the table of units."""
    sections: dict[str, list[Indicator]] = {}
    parts: dict[int, list[tuple[str, str]]] = {}
    for cell in cells_of(material.edition.round.form):
        if cell.is_part:
            parts.setdefault(cell.indicator.pk, []).append((cell.breakdown, cell.label))
        else:
            sections.setdefault(cell.section, []).append(cell.indicator)
    blocks: list[Heading | Paragraph | Table | Chart] = []
    for name, indicators in sections.items():
        name = NUMBERING.sub("", name)  # the layout numbers headings itself
        if name:
            blocks.append(Heading(name, 2))
        blocks += [_sentence(material, one, parts.get(one.pk, [])) for one in indicators]
        for start in range(0, len(indicators) if material.shown else 0, COLUMNS):
            blocks.append(_table(material, indicators[start : start + COLUMNS], name))
    if chart := _chart(material, [one for group in sections.values() for one in group]):
        blocks.append(chart)
    return blocks


def _sentence(material: Material, indicator: Indicator, parts: Sequence[tuple[str, str]]) -> Paragraph:
    """«Số lớp đã mở: 85 lớp (12/14 đơn vị; kỳ trước 80).»"""
    totals, unit = material.totals, material.edition.unit
    total = totals.at(unit, indicator)
    if total is None or total.value is None:
        alone = indicator.over_units == "none"
        said = "không cộng giữa các đơn vị, xem số của từng đơn vị ở bảng" if alone else "chưa có số liệu"
        return Paragraph((Run(f"{indicator.name}: {said}."),), marker="-")
    ref = _remember(material, indicator, "")
    runs = [Run(f"{indicator.name}: "), Run(_value(total, indicator), bold=True, ref=ref), Run(f" {indicator.measure}")]
    pieces: list[Run] = []
    for breakdown, label in parts:
        part = totals.at(unit, indicator, breakdown)
        if part is not None and part.value is not None:
            pieces += [
                Run(", " if pieces else " ("),
                Run(f"{label} "),
                Run(_value(part, indicator), ref=_remember(material, indicator, breakdown)),
            ]
    runs += [*pieces, Run(")")] if pieces else []
    notes = [f"{total.reported}/{total.expected} đơn vị có số liệu"] if total.expected else []
    before = material.before.at(unit, indicator) if material.before else None
    if before is not None and before.value is not None:
        notes.append(f"kỳ trước {_value(before, indicator)}")
    runs.append(Run(f"; {'; '.join(notes)}." if notes else "."))
    return Paragraph(tuple(runs), marker="-")


def _value(total: Total, indicator: Indicator) -> str:
    text = format_number(total.value, indicator.decimals)
    estimate = "≈ " if total.estimate else ""
    return f"{estimate}{QUALIFIERS.get(total.qualifier or '', '')}{text}"


def _table(material: Material, indicators: Sequence[Indicator], title: str) -> Table:
    """Asked units down, indicators across, the own total last. A row's note names the source of its numbers."""
    head = (Cell("TT"), Cell("Đơn vị"), *(Cell(f"{one.name} ({one.measure})") for one in indicators))
    rows = []
    for number, unit in enumerate(material.shown, 1):
        cells = [_cell(material, unit, one) for one in indicators]
        ref = _remember_unit(material, unit) if any(cell.text not in ("", "–") for cell in cells) else ""
        rows.append(Row((Cell(str(number)), Cell(unit.name, ref=ref), *cells)))
    sums = [_cell(material, material.edition.unit, one) for one in indicators]
    rows.append(Row((Cell("Tổng", columns=2), *sums), "total"))
    return Table(
        (head,),
        tuple(rows),
        title=f"{title or 'Kết quả'}, {_period(material)}",
        note="“–”: chưa báo cáo; “x”: không áp dụng.",
        row_heads=2,
        aligns=("center", "left", *(RIGHT for _ in indicators)),
    )


def _cell(material: Material, unit: Unit, indicator: Indicator) -> Cell:
    total = material.totals.at(unit, indicator)
    if total is None:
        return Cell("")
    if total.value is None:
        return Cell("x" if total.expected and total.not_applicable == total.expected else "–")
    own = unit == material.edition.unit
    return Cell(_value(total, indicator), ref=_remember(material, indicator, "") if own else "")


def _remember(material: Material, indicator: Indicator, breakdown: str) -> str:
    """The source of a total: the units whose figures make it, with theirs."""
    ref = f"{indicator.code}{';' + breakdown if breakdown else ''}"
    if ref not in material.sources:
        material.sources[ref] = _total_source(material, indicator, breakdown)
    return ref


def _total_source(material: Material, indicator: Indicator, breakdown: str) -> str:
    about = f"{indicator.name}{f' ({breakdown_label(breakdown, breakdown_names())})' if breakdown else ''}"
    if indicator.over_units == "ratio" and indicator.numerator and indicator.denominator:
        totals, unit = material.totals, material.edition.unit
        a, b = (totals.at(unit, part, breakdown) for part in (indicator.numerator, indicator.denominator))
        if a and b and a.value is not None and b.value is not None:
            return (
                f"{about}: {format_number(a.value)} ({indicator.numerator.name.lower()}) chia cho "
                f"{format_number(b.value)} ({indicator.denominator.name.lower()})."
            )
    given = [f for f in material.figures if f.indicator_id == indicator.pk and f.breakdown == breakdown]
    given = [f for f in given if f.value is not None and went_in(material, f)]
    given.sort(key=lambda figure: figure.unit.sort)
    listed = "; ".join(f"{figure.unit.name} {format_number(figure.value)}{_whole(figure)}" for figure in given)
    return f"{about}: {listed}." if listed else f"{about}: số liệu các đơn vị."


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


def _whole(figure: Figure) -> str:
    return " (báo gộp)" if figure.scope == "whole" else ""


def _remember_unit(material: Material, unit: Unit) -> str:
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
    quoted = "; ".join(f"{figure.indicator.name.lower()} «{figure.source.stated}»" for figure in spans)
    file = spans[0].source.narrative
    return f"{sent}; theo tệp «{file.name if file else ''}»: {quoted}."


def _sending(submission: Submission) -> str:
    who = submission.sent_by.name if submission.sent_by else ""
    return f"báo cáo gửi lúc {_moment(submission.sent_at)}, người gửi {who}" if submission.sent_at else ""


def _chart(material: Material, indicators: Sequence[Indicator]) -> Chart | None:
    """The first summed indicator over the units below."""
    for indicator in indicators:
        if indicator.over_units != "sum":
            continue
        pairs = [(unit.name, material.totals.at(unit, indicator)) for unit in material.shown]
        rows = [(name, total.value if total else None) for name, total in pairs]
        if sum(value is not None for _name, value in rows) < 2:
            continue
        rows.sort(key=lambda row: (row[1] is None, -(row[1] or 0)))
        return Chart(
            "bars",
            f"{indicator.name}, {_period(material)}",
            tuple(name for name, _value in rows),
            (Series(indicator.name, tuple(value for _name, value in rows)),),
            unit=indicator.measure,
            source="Báo cáo của các đơn vị",
            decimals=indicator.decimals,
        )
    return None
