"""One cell of a table of totals: what it says, in words that are ready for a page or a file."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache

from django.utils.translation import gettext as _

from trienkhai.collection.totals import AnyTotal
from trienkhai.consolidation import Total
from trienkhai.indicators.models import Indicator
from trienkhai.kit import formats

from .showing import NOT_APPLICABLE, NOT_ASKED, NOTHING, SILENT, VALUE, Cell, Compared

POINTS = "%"  # the measure of which a difference is in points
ALMOST = "≈ "
HUNDRED = Decimal(100)


def state_of(total: AnyTotal) -> str:
    """Which of the answers a row is."""
    if total.value is not None:
        return VALUE
    if not total.expected and not total.reported:
        return NOT_APPLICABLE if total.not_applicable else NOT_ASKED
    if total.reported:
        return NOTHING
    return NOT_APPLICABLE if total.not_applicable == total.expected else SILENT


class Writer:
    """Writes the cells of one indicator; what is the same for all of them is looked up once."""

    def __init__(self, indicator: Indicator) -> None:
        self.decimals = indicator.decimals
        self.points = indicator.measure == POINTS
        self.number: Callable[[Decimal], str] = formats.writer(indicator.decimals)
        self.words = {
            SILENT: _("chưa báo cáo"),
            NOT_APPLICABLE: _("không áp dụng"),
            NOT_ASKED: _("không hỏi"),
            NOTHING: _nothing(indicator),
        }
        self.qualifiers = _qualifiers(formats.language())
        self.without = Cell(NOT_ASKED, None, self.words[NOT_ASKED], "", None, False, 0, 0, 0, None, None)

    def cell(self, total: AnyTotal | None, compared: Compared | None = None) -> Cell:
        """What the row says; no row: not asked."""
        if total is None:
            return self.without if compared is None else self.without._replace(compared=compared)
        value, qualifier, estimate = total.value, total.qualifier, total.estimate
        if value is None:
            state, number = state_of(total), ""
            text = self.words[state]
        else:
            state, number = VALUE, self.number(value)
            text = self._signed(number, qualifier, estimate) if qualifier or estimate else number
        return Cell(
            state, value, text, number, qualifier, estimate, total.reported, total.expected, total.not_applicable,
            total.basis, compared,
        )  # fmt: skip

    def compared(self, total: AnyTotal | None, other: AnyTotal | None) -> Cell:
        """The cell with the number of another period beside it."""
        return self.cell(total, self.beside(total, other))

    def beside(self, total: AnyTotal | None, other: AnyTotal | None) -> Compared:
        """The other number, how far this one lies from it, in what share of it."""
        counted = (other.reported, other.expected) if other else (0, 0)
        if other is None or other.value is None:
            return Compared(None, _("không có số để so"), None, "", None, "", *counted)
        loose = bool(other.qualifier or other.estimate)
        text = self._signed(self.number(other.value), other.qualifier, other.estimate)
        if total is None or total.value is None:
            return Compared(other.value, text, None, "", None, "", *counted)
        loose = loose or bool(total.qualifier or total.estimate)
        difference = total.value - other.value
        share = None if self.points or not other.value else HUNDRED * difference / abs(other.value)
        return Compared(
            other.value, text, difference, self._change(difference, loose), share, _percent(share), *counted
        )  # fmt: skip

    def against(self, total: AnyTotal | None, target: Decimal | None) -> Cell:
        """The cell with what was to be reached: how much of it was."""
        if target is None:
            return self.cell(total, Compared(None, _("không có kế hoạch"), None, "", None, "", 0, 0))
        beside = self.beside(total, Total("", "", "", None, target, None, 0, 0, 0, None, False))
        if total is None or total.value is None or self.points or not target:
            return self.cell(total, beside)
        reached = HUNDRED * total.value / target
        text = _("đạt {percent}").format(percent=formats.percent(reached, 1))
        return self.cell(total, beside._replace(percent=reached, percent_text=text))

    def _signed(self, number: str, qualifier: str | None, estimate: bool) -> str:
        return f"{ALMOST if estimate else ''}{self.qualifiers[qualifier] if qualifier else ''}{number}"

    def _change(self, difference: Decimal, loose: bool) -> str:
        if not difference:
            return _("không đổi")
        number = plus(self.number(difference), difference)
        return (ALMOST if loose else "") + (_("{number} điểm %").format(number=number) if self.points else number)


def plus(number: str, value: Decimal) -> str:
    """With its sign: `+12`, `−3`."""
    return f"+{number}" if value > 0 else number.replace("-", "−", 1)


def _percent(share: Decimal | None) -> str:
    return "" if not share else plus(formats.percent(share, 1), share)


@cache
def _qualifiers(_language: str) -> dict[str, str]:
    """«trên », … in the language of the page."""
    return {one: f"{formats.qualifier(one)} " for one in ("at_least", "at_most", "about")}


def _nothing(indicator: Indicator) -> str:
    if indicator.over_units == "none":
        return _("không cộng")
    return _("không tính được") if indicator.over_units == "ratio" else _("chưa có số")
