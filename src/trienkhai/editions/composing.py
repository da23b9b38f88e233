"""From figures and words to the outline of a report: every number with the place it came from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from trienkhai.collection.totals import AnyTotal
from trienkhai.indicators import periods
from trienkhai.indicators.models import Indicator
from trienkhai.indicators.queries import breakdown_label, cells_of, with_parts
from trienkhai.units.models import Unit
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

from .material import Material
from .signs import default_symbol, sign_of
from .sources import QUALIFIERS, moment, of_total, of_unit
from .words import Words, paragraphs

RIGHT: Literal["right"] = "right"
COLUMNS = 6  # indicators side by side on a page
NUMBERING = re.compile(r"^(?:[IVXLC]+|\d+|[a-zđ])[.)-]\s*")


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


def _text(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def _coverage(material: Material) -> list[Paragraph | Chart]:
    """Who has reported, who is missing by name, what nobody has accepted yet."""
    edition, silent = material.edition, material.silent
    label = periods.label(edition.round.period)
    answered = len(material.asked) - len(silent)
    only = " đã được chấp nhận" if edition.accepted_only else ""
    lines = [
        f"Kỳ số liệu: {label}. Đến {moment(material.at)}, có {answered}/{len(material.asked)} đơn vị có báo cáo{only}."
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
    ref = of_total(material, indicator, "")
    runs = [Run(f"{indicator.name}: "), Run(_value(total, indicator), bold=True, ref=ref), Run(f" {indicator.measure}")]
    pieces: list[Run] = []
    for breakdown, label in parts:
        part = totals.at(unit, indicator, breakdown)
        if part is not None and part.value is not None:
            pieces += [
                Run(", " if pieces else " ("),
                Run(f"{label} "),
                Run(_value(part, indicator), ref=of_total(material, indicator, breakdown)),
            ]
    runs += [*pieces, Run(")")] if pieces else []
    notes = [f"{total.reported}/{total.expected} đơn vị có số liệu"] if total.expected else []
    before = material.before.at(unit, indicator) if material.before else None
    if before is not None and before.value is not None:
        notes.append(f"kỳ trước {_value(before, indicator)}")
    runs.append(Run(f"; {'; '.join(notes)}." if notes else "."))
    return Paragraph(tuple(runs), marker="-")


def _value(total: AnyTotal, indicator: Indicator) -> str:
    text = format_number(total.value, indicator.decimals)
    estimate = "≈ " if total.estimate else ""
    return f"{estimate}{QUALIFIERS.get(total.qualifier or '', '')}{text}"


def _table(material: Material, indicators: Sequence[Indicator], title: str) -> Table:
    """Asked units down, indicators across, the own total last. A row's note names the source of its numbers."""
    head = (Cell("TT"), Cell("Đơn vị"), *(Cell(f"{one.name} ({one.measure})") for one in indicators))
    rows = []
    for number, unit in enumerate(material.shown, 1):
        cells = [_cell(material, unit, one) for one in indicators]
        ref = of_unit(material, unit) if any(cell.text not in ("", "–") for cell in cells) else ""
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
    return Cell(_value(total, indicator), ref=of_total(material, indicator, "") if own else "")


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
