"""A `Table` as rows of HTML, written in Python: 161 units × 20 indicators are 3,220 cells, and template tags in each
would cost more than adding them up. Everything that is not a number made here is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from trienkhai.consolidation.model import CLAIMED, MIXED
from trienkhai.kit import formats

from .forms import Asked
from .showing import BEFORE, LAST_YEAR, TARGET, VALUE, Cell, IndicatorHead, Table, UnitHead

UNIT = "-unit-"  # no code looks so: addresses are made once and the unit put in
TOTAL = ' class="total"'
_AGAINST = {
    BEFORE: lambda: _("kỳ trước {number}"),
    LAST_YEAR: lambda: _("năm trước {number}"),
    TARGET: lambda: _("kế hoạch {number}"),
}


class Drawing:
    """Words and beginnings of addresses are made once for all cells."""

    def __init__(self, table: Table, asked: Asked) -> None:
        self.table, self.asked = table, asked
        self.coverage_word = escape(_("báo cáo đã có"))
        self.without_word = escape(_("không áp dụng"))
        self.basis = {
            CLAIMED: _line(escape(_("số báo gộp"))),
            MIXED: _line(escape(_("có số báo gộp"))),
        }
        self.almost = f'<span aria-hidden="true">≈ </span><span class="visually-hidden">{escape(_("ước tính"))} </span>'
        self.qualifiers = {one: f"{escape(formats.qualifier(one))} " for one in ("at_least", "at_most", "about")}
        self.against = escape(_AGAINST[table.comparison.kind]()) if table.comparison else ""
        self.beside = any(one.compared and one.compared.value is not None for row in table.cells for one in row)
        self.part_of = escape(asked.address("desk:part", unit=UNIT))
        self.totals_of = escape(asked.address(unit=UNIT))
        self.count = cache(formats.number)
        self.afters: dict[tuple[Any, ...], str] = {}
        self.parts = [
            f"&amp;indicator={head.code}" + (f"&amp;breakdown={escape(head.breakdown)}" if head.breakdown else "")
            for head in table.indicators
        ]

    def rows(self) -> SafeString:
        """Head and body of the table."""
        table = self.table
        drawn = [self._row(unit, cells) for unit, cells in zip(table.units, table.cells, strict=True)]
        if table.turned:
            lines = zip(table.indicators, zip(*drawn, strict=True), strict=True)
            body = [f'<tr><th scope="row">{_indicator(head)}</th>{"".join(cells)}</tr>' for head, cells in lines]
            heads = [f'<th scope="col" class="number">{self._unit(unit)}</th>' for unit in table.units]
            corner = _("Chỉ tiêu")
        else:
            body = [
                f'<tr{TOTAL if unit.is_total else ""}><th scope="row">{self._unit(unit)}</th>{"".join(cells)}</tr>'
                for unit, cells in zip(table.units, drawn, strict=True)
            ]
            heads = [f'<th scope="col" class="number">{_indicator(head)}</th>' for head in table.indicators]
            corner = _("Đơn vị")
        head = f'<thead><tr><th scope="col">{escape(corner)}</th>{"".join(heads)}</tr></thead>'
        return mark_safe(f"{head}<tbody>{''.join(body)}</tbody>")

    def _row(self, unit: UnitHead, cells: Sequence[Cell]) -> list[str]:
        """The cells of one unit; a link in each where the reader may go on."""
        if not unit.seen:
            return [self._cell(cell, "") for cell in cells]
        before, afters, drawn = self.part_of.replace(UNIT, unit.code, 1), self.afters, []
        for cell, part in zip(cells, self.parts, strict=True):
            after = afters.get(cell[6:10])
            if cell.text is cell.number and cell.compared is None and after is not None:  # nearly all: a bare number
                drawn.append(f'<td class="number"><a href="{before}{part}">{cell.number}</a>{after}</td>')
            else:
                drawn.append(self._cell(cell, before + part))
        return drawn

    def _cell(self, cell: Cell, href: str) -> str:
        state, _value, text, number, qualifier, estimate, reported, expected, without, basis, compared = cell
        after = self.afters.get(counted := (reported, expected, without, basis))
        if after is None:
            after = self.afters[counted] = self._after(*counted)
        if compared is not None and self.beside:
            after += self._compared(cell)
        if state != VALUE:
            inside = f'<span class="small">{escape(text)}</span>'
            linked = f'<a href="{href}">{inside}</a>' if href and expected > 1 else inside
            return f'<td class="number silent">{linked}{after}</td>'
        if qualifier or estimate:
            number = f"{self.almost if estimate else ''}{self.qualifiers[qualifier] if qualifier else ''}{number}"
        linked = f'<a href="{href}">{number}</a>' if href else number
        return f'<td class="number">{linked}{after}</td>'

    def _after(self, reported: int, expected: int, without: int, basis: str | None) -> str:
        """Coverage and basis below the number: the same few again and again."""
        said = self.basis.get(basis or "", "")
        if expected > 1 or (expected and basis and not reported):  # a claim for a silent unit
            aside = f", {self.count(without)} {self.without_word}" if without else ""
            said = (
                f'<br><span class="muted small">{self.count(reported)}/{self.count(expected)}'
                f'<span class="visually-hidden"> {self.coverage_word}</span>{aside}</span>{said}'
            )
        return said

    def _compared(self, cell: Cell) -> str:
        other = cell.compared
        assert other is not None
        if other.value is None:
            return _line(escape(other.text))
        against = self.against.replace("{number}", escape(other.text))
        if other.expected > 1 and (other.reported, other.expected) != (cell.reported, cell.expected):
            against += f" ({self.count(other.reported)}/{self.count(other.expected)})"
        share = f" ({escape(other.percent_text)})" if other.percent_text else ""
        change = (
            f'<br><span class="small">{escape(other.difference_text)}{share}</span>' if other.difference_text else ""
        )
        return f"{change}{_line(against)}"

    def _unit(self, unit: UnitHead) -> str:
        name = escape(unit.name)
        if unit.is_total or not unit.seen:
            return name
        return f'<a href="{self.totals_of.replace(UNIT, unit.code, 1)}">{name}</a>'


def _line(inside: str) -> str:
    return f'<br><span class="muted small">{inside}</span>'


def _indicator(head: IndicatorHead) -> str:
    return f'{escape(head.name)}<br><span class="muted small">{escape(head.measure)}</span>'
