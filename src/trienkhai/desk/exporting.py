"""A page of totals as files: a workbook to read and print, and one row for each number to reckon on.

Each number keeps the address where it is laid open, so that from a file a reader comes back to its parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trienkhai.kit.formats import language, qualifier
from trienkhai.writing.spreadsheets import Entry, Sheet, write_xlsx
from trienkhai.writing.spreadsheets_long import COUNT, FLAG, NUMBER, WORDS, LongColumn, LongTable

from .forms import Asked
from .showing import NOT_ASKED, VALUE, Cell, IndicatorHead, Table, UnitHead

# The table `totals` of consolidation.md.
OUTPUT = (
    LongColumn("unit"),
    LongColumn("indicator", width=20),
    LongColumn("period"),
    LongColumn("breakdown"),
    LongColumn("value", NUMBER),
    LongColumn("qualifier"),
    LongColumn("reported", COUNT),
    LongColumn("expected", COUNT),
    LongColumn("not_applicable", COUNT),
    LongColumn("basis"),
    LongColumn("estimate", FLAG),
)
# With names for people, and the way back.
LONG = (
    *OUTPUT,
    LongColumn("unit_name", WORDS, width=30),
    LongColumn("indicator_name", WORDS, width=40),
    LongColumn("measure", WORDS),
    LongColumn("address", width=60),
)

BASES = {
    "computed": gettext_lazy("cộng từ các phần"),
    "mixed": gettext_lazy("cộng, trong đó có số báo gộp"),
    "claimed": gettext_lazy("số báo gộp"),
}


ENDINGS = (("xlsx", gettext_lazy("Bảng tính .xlsx")), ("csv", "CSV"), ("parquet", "Parquet"))


def offered(asked: Asked) -> list[tuple[str, list[tuple[str, str]]]]:
    """(what, links) of the files of a page."""
    return [
        (what, [(str(label), asked.address(page, format=ending)) for ending, label in ENDINGS])
        for page, what in (
            ("desk:export", _("Các tổng trên trang này, mức độ đầy đủ, đơn vị chưa báo cáo, chỗ không khớp")),
            ("desk:export_figures", _("Từng số liệu gốc đã được cộng, kèm nguồn: ai, lúc nào, tệp nào, chỗ nào")),
        )
    ]


def long_of(table: Table, site: str) -> LongTable:
    """A row for each number, with coverage; silence is an empty value. `site`: https://… without a slash at its end."""
    return LongTable(f"{table.title} – {table.period_label}", LONG, _long_rows(table, site))


def _long_rows(table: Table, site: str) -> Iterator[tuple[Any, ...]]:
    lay_open = _Addresses(table, site)
    for unit, one, cell in table.each():
        if cell.state != NOT_ASKED:
            yield (
                unit.code, one.code, table.period, one.breakdown, cell.value, cell.qualifier, cell.reported,
                cell.expected, cell.not_applicable, cell.basis, cell.estimate, unit.name, one.name, one.measure,
                lay_open(unit, one),
            )  # fmt: skip


class _Addresses:
    """Where each number of the table is laid open; empty for units out of reach."""

    def __init__(self, table: Table, site: str) -> None:
        self.page = f"{site}{reverse('desk:part')}?"
        self.query = QueryDict(urlsplit(table.address).query).dict()

    def __call__(self, unit: UnitHead, one: IndicatorHead) -> str:
        query = self.query | {"unit": unit.code, "indicator": one.code, "breakdown": one.breakdown}
        return self.page + urlencode({key: value for key, value in query.items() if value}) if unit.seen else ""


# --- the workbook -----------------------------------------------------------------------------------------------------


def book_of(table: Table, site: str) -> bytes:
    """The table as shown, then what stands around it, a sheet each."""
    sheets = [_totals(table, site), _coverage(table), _missing(table), _findings(table)]
    if table.comparison:
        sheets.insert(1, _compared(table, table.comparison.label))
    return write_xlsx(sheets, title=f"{table.title} – {table.period_label}", language=language())


def _totals(table: Table, site: str) -> Sheet:
    rows: list[tuple[Entry | str, ...]] = []
    for (head, cells), places in zip(table.lines(), _places(table), strict=True):
        bold = isinstance(head, UnitHead) and head.is_total
        first = [Entry(head.name, bold=bold)] + ([Entry(head.measure)] if isinstance(head, IndicatorHead) else [])
        rows.append((*first, *(_entry(*pair, bold) for pair in zip(cells, places, strict=True))))
    return Sheet(
        name=_("Tổng"),
        titles=(table.title, " · ".join(table.subtitle), f"{site}{table.address}"),
        heads=_heads(table),
        rows=rows,
        widths=(34, *([12] if table.turned else []), *([16] * len(table.columns))),
        frozen=2 if table.turned else 1,
        notes=_notes(table),
    )


def _places(table: Table) -> Iterator[Sequence[int]]:
    """Decimal places shown, line by line as `lines` walks."""
    across = [one.decimals for one in table.indicators]
    if not table.turned:
        yield from ([across] * len(table.units))
    else:
        yield from ([decimals] * len(table.units) for decimals in across)


def _heads(table: Table) -> tuple[tuple[str, ...], ...]:
    if table.turned:
        return ((_("Chỉ tiêu"), _("Đơn vị tính"), *(unit.name for unit in table.units)),)
    names = (_("Đơn vị"), *(one.name for one in table.indicators))
    return (names, ("", *(one.measure for one in table.indicators)))


def _entry(cell: Cell, decimals: int, bold: bool = False) -> Entry:
    if cell.state != VALUE:
        return Entry(cell.text, muted=True)
    said = qualifier(cell.qualifier)
    lead = ("≈ " if cell.estimate else "") + (f"{said} " if said else "")
    return Entry(cell.value, decimals, lead, bold)


def _notes(table: Table) -> tuple[str, ...]:
    names = ", ".join(unit.name for unit in table.not_asked)
    asked = [_("Không được hỏi trong kỳ này: {units}.").format(units=names)] if names else []
    return (*table.warnings, *table.notes, *asked)


def _compared(table: Table, label: str) -> Sheet:
    """Numbers, not their words: they may be reckoned on."""
    rows = []
    for unit, one, cell in table.each():
        if (other := cell.compared) is not None and (cell.state != NOT_ASKED or other.value is not None):
            beside = Entry(other.text, muted=True) if other.value is None else Entry(other.value, one.decimals)
            change = (Entry(other.difference, one.decimals), Entry(other.percent, 1))
            rows.append((unit.name, one.name, _entry(cell, one.decimals), beside, *change))
    heads = (_("Đơn vị"), _("Chỉ tiêu"), table.period_label, label, _("Chênh lệch"), _("Chênh lệch (%)"))
    return _listed(table, _("So sánh"), heads, rows, (34, 44, 20, 20, 16, 16))


def _coverage(table: Table) -> Sheet:
    rows = [
        (unit.name, one.name, cell.expected, cell.reported, cell.not_applicable, _basis(cell))
        for unit, one, cell in table.each()
        if cell.state != NOT_ASKED
    ]
    heads = (_("Đơn vị"), _("Chỉ tiêu"), _("Phải báo cáo"), _("Đã báo cáo"), _("Không áp dụng"), _("Số có từ"))
    return _listed(table, _("Mức độ đầy đủ"), heads, rows, (34, 44, 14, 14, 14, 30))


def _basis(cell: Cell) -> str:
    return str(BASES[cell.basis]) if cell.basis else ""


def _missing(table: Table) -> Sheet:
    rows = [(one.name, one.code, "; ".join(one.period_names)) for one in table.missing]
    more = table.missing_unseen
    notes = (_("Còn {number} đơn vị nữa ngoài các đơn vị anh chị được xem.").format(number=more),) if more else ()
    return _listed(table, _("Chưa báo cáo"), (_("Đơn vị"), _("Mã"), _("Kỳ")), rows, (44, 24, 60), notes)


def _findings(table: Table) -> Sheet:
    rows = []
    for one in table.findings:
        computed = _("không dùng được") if one.computed is None else Entry(one.computed, one.indicator.decimals)
        rows.append((one.unit.name, one.indicator.name, Entry(one.claimed, one.indicator.decimals), computed))
    return _listed(
        table, _("Không khớp"), (_("Đơn vị"), _("Chỉ tiêu"), _("Báo gộp"), _("Cộng được")), rows, (34, 44, 18, 18)
    )


def _listed(
    table: Table,
    name: str,
    heads: tuple[str, ...],
    rows: Sequence[tuple[Any, ...]],
    widths: tuple[int, ...],
    notes: tuple[str, ...] = (),
) -> Sheet:
    titles = (f"{name}: {table.unit.name}", " · ".join(table.subtitle))
    nothing = () if rows else (_("Không có."),)
    return Sheet(name, titles, (heads,), rows, widths, notes=(*nothing, *notes))
