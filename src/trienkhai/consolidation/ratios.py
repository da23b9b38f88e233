"""Rules 8 and 9: a ratio of two totals, and a percentage that came without its parts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from .amounts import given
from .books import Books
from .model import ABOUT, CLAIMED, COMPUTED, MIXED, Figure, Finding, Indicator, Total
from .values import rounded

Rows = dict[str, Total]  # by unit
RowsByBreakdown = dict[str | None, Rows]


class RatioCells:
    """One ratio in one period: every breakdown, from the rows of its parts."""

    def __init__(self, books: Books, indicator: str, period: str) -> None:
        self.books = books
        self.indicator = books.indicators[indicator]
        self.period = period
        self.day = books.day(period)
        self.tree = books.placements.tree(self.day)
        self.findings: list[Finding] = []

    def rows(self, parts: Mapping[str, RowsByBreakdown]) -> RowsByBreakdown:
        """`parts`: indicator → breakdown → unit → row. Fills `findings` too."""
        numerators = parts.get(self.indicator.numerator or "", {})
        denominators = parts.get(self.indicator.denominator or "", {})
        found: RowsByBreakdown = {}
        for breakdown in {**dict.fromkeys(numerators), **dict.fromkeys(denominators)}:
            above, below = numerators.get(breakdown, {}), denominators.get(breakdown, {})
            found[breakdown] = {
                unit: self._row(unit, breakdown, above.get(unit), below.get(unit))
                for unit in {**dict.fromkeys(above), **dict.fromkeys(below)}
            }
        self._add_asked(found)
        self._add_given(found)
        return found

    def _row(self, unit: str, breakdown: str | None, above: Total | None, below: Total | None) -> Total:
        value = ratio(self.indicator, above, below)
        counts = scarcer(above, below)
        qualifier = basis = None
        estimate = False
        if value is not None and above and below:
            qualifier = None if above.qualifier is None and below.qualifier is None else ABOUT
            basis = COMPUTED if above.basis == below.basis == COMPUTED else MIXED
            estimate = above.estimate or below.estimate
        name = self.indicator.indicator
        return Total(unit, name, self.period, breakdown, value, qualifier, *counts, basis, estimate)

    def _add_asked(self, found: RowsByBreakdown) -> None:
        """One who was asked for the ratio itself is shown, also while its parts are silent."""
        name = self.indicator.indicator
        asked = self.books.asked_for(self.period, name)
        answering = [self.books.handing_on.debtor(unit, self.day) for unit in asked]
        for breakdown in (self.books.breakdowns(self.period, name) or {None}) if asked else ():
            rows = found.setdefault(breakdown, {})
            for unit in self.tree.upward(unit for unit in answering if unit is not None):
                rows.setdefault(unit, self._row(unit, breakdown, None, None))

    def _add_given(self, found: RowsByBreakdown) -> None:
        key = self.period, self.indicator.indicator
        wholes, owns = self.books.whole.get(key, {}), self.books.own.get(key, {})
        for breakdown in {**dict.fromkeys(wholes), **dict.fromkeys(owns)}:
            whole, own = wholes.get(breakdown, {}), owns.get(breakdown, {})
            for unit in {**dict.fromkeys(whole), **dict.fromkeys(own)}:
                figure = self._chosen(whole.get(unit), own.get(unit))
                if figure is not None:
                    self._place(figure, found.setdefault(breakdown, {}))

    def _chosen(self, whole: Figure | None, own: Figure | None) -> Figure | None:
        """Of own and whole the whole one, unless what lies under the unit is no longer what it spoke of."""
        if whole is None:
            return own
        then = self.books.calendar.last_day(self.period)
        if whole.unit in self.tree and self.books.territories.same(whole.unit, then, self.day):
            return whole
        self._find(whole, None)
        # A unit that is not placed has no row to show its own one in; the whole one has been reported.
        return own if whole.unit in self.tree else None

    def _place(self, figure: Figure, rows: Rows) -> None:
        """At the unit itself where nothing can be computed there; else it is a finding."""
        row = rows.get(figure.unit)
        if figure.unit not in self.tree:
            self._find(figure, None)
        elif row is not None and row.value is not None:
            self._find(figure, row.value)
        else:
            row = row or self._row(figure.unit, figure.breakdown, None, None)
            amount = given(figure)
            rows[figure.unit] = Total(
                row.unit,
                row.indicator,
                row.period,
                row.breakdown,
                amount.value,
                amount.qualifier,
                row.reported,
                row.expected,
                row.not_applicable,
                None if amount.value is None else CLAIMED,
                False,
            )

    def _find(self, figure: Figure, computed: Decimal | None) -> None:
        if figure.value is not None:
            finding = Finding(figure.unit, figure.indicator, figure.period, figure.breakdown, figure.value, computed)
            self.findings.append(finding)


def ratio(indicator: Indicator, above: Total | None, below: Total | None) -> Decimal | None:
    """factor × numerator / denominator, rounded once; None where either is missing or the denominator is 0."""
    if above is None or below is None or above.value is None or not below.value:
        return None
    factor = Fraction(1) if indicator.factor is None else Fraction(indicator.factor)
    return rounded(factor * Fraction(above.value) / Fraction(below.value))


def scarcer(above: Total | None, below: Total | None) -> tuple[int, int, int]:
    """Counts of the part of which less was answered, the numerator's in a tie: (reported, expected, not applicable)."""
    chosen = below if _answered(below) < _answered(above) else above
    return (chosen.reported, chosen.expected, chosen.not_applicable) if chosen else (0, 0, 0)


def _answered(row: Total | None) -> Fraction:
    if row is None or not row.expected:
        return Fraction(0)
    return Fraction(row.reported + row.not_applicable, row.expected)
