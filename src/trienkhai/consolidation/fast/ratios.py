"""Rules 8 and 9 for one ratio in one period, over columns of totals (ratios.py of the plain engine)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

import numpy as np

from ..model import ABOUT, Finding, Indicator
from .block import ROUND_BITS, SIX, halved_even
from .books import Books
from .kinds import BITS, IS_CLAIMED, IS_COMPUTED, IS_MIXED, NO_BASIS, Array
from .levels import Rows, nowhere
from .sheet import DECIMALS


class Ratio:
    """Rows of every breakdown at every place of the tree; fills `findings`."""

    def __init__(self, books: Books, indicator: Indicator, period: str) -> None:
        self.books = books
        self.indicator = indicator
        self.period = period
        self.day = books.ground.on(books.day(period))
        self.findings: list[Finding] = []

    def rows(self, parts: Mapping[tuple[str, int], Rows]) -> dict[int, Rows]:
        """`parts`: (indicator, breakdown) → totals of all places, one row each."""
        above, below = str(self.indicator.numerator), str(self.indicator.denominator)
        codes = sorted({breakdown for name, breakdown in parts if name in (above, below)})
        found = {code: self._computed(parts.get((above, code)), parts.get((below, code))) for code in codes}
        self._add_asked(found)
        for code, unit, value, bits, whole in self._given():
            self._place(found.setdefault(code, self._empty()), code, unit, value, bits, whole)
        return found

    def _empty(self) -> Rows:
        return self._computed(None, None)

    def _computed(self, above: Rows | None, below: Rows | None) -> Rows:
        width = (1, len(self.day))
        above, below = above or nowhere(width), below or nowhere(width)
        has = above.has & below.has & (below.value != 0)
        value = quotient(self.indicator.factor, above, below, has)
        scarce = _below_is_scarcer(above, below)
        pairs = ((above.reported, below.reported), (above.not_applicable, below.not_applicable))
        reported, away = (np.where(scarce, theirs, mine) for mine, theirs in pairs)
        basis = np.where((above.basis == IS_COMPUTED) & (below.basis == IS_COMPUTED), IS_COMPUTED, IS_MIXED)
        bits = has & (_marks(above.bits, width) | _marks(below.bits, width))
        estimate = has & (_marks(above.estimate, width) | _marks(below.estimate, width))
        return Rows(
            value,
            has,
            above.touched | below.touched,
            np.where(scarce, below.expected, above.expected),
            reported,
            away,
            np.where(has, basis, NO_BASIS).astype(np.uint8),
            (bits * BITS[ABOUT]).astype(np.uint8),
            estimate,
            SIX,
        )

    # --- asked and given ----------------------------------------------------------------------------------------------

    def _add_asked(self, found: dict[int, Rows]) -> None:
        """One who was asked for the ratio itself is shown, and all above, also while its parts are silent."""
        name = self.indicator.indicator
        asked = self.books.asked_for(self.period, name)
        if not asked.any():
            return
        touched = asked[self.day.order]
        debtors = self.day.debtors
        touched[debtors.heirs[asked[debtors.givers]]] = True
        for number in range(len(self.day.levels) - 1, 0, -1):
            here, above = self.day.levels[number], self.day.levels[number - 1]
            if len(above.parents):
                some = np.logical_or.reduceat(touched[here.start : here.stop], above.first)
                touched[above.parents + above.start] |= some
        for code in self.books.breakdowns(self.period, name) or {0}:
            rows = found.setdefault(code, self._empty())
            rows.touched = rows.touched | touched

    def _given(self) -> Iterator[tuple[int, int, Decimal | None, int, bool]]:
        """(breakdown, unit, value, bits, whole) of every figure for the ratio itself: of own and whole the whole one,
        unless what lies under the unit is no longer what it spoke of, which is a finding."""
        name, sheet = self.indicator.indicator, self.books.sheet
        for code in sorted(self.books.breakdowns(self.period, name)):
            rows = self.books.rows(self.period, [(name, code)])
            if rows[0] < 0:
                continue
            whole: dict[int, tuple[Decimal, int]] = {}
            _, wholes = sheet.wholes.of(rows)
            columns = (wholes.unit.tolist(), wholes.value.tolist(), wholes.bits.tolist())
            for unit, value, bits in zip(*columns, strict=True):
                whole[unit] = Decimal(value).scaleb(-DECIMALS), bits
            stored, marks = sheet.stored(rows)[0], sheet.bits(rows)
            for unit in sorted({*np.flatnonzero(stored).tolist(), *whole}):
                own: Decimal | None = None
                if stored[unit] not in (0, 1):
                    own = Decimal(int(stored[unit]) - (2 if stored[unit] > 0 else -2)).scaleb(-DECIMALS)
                own_bits = 0 if marks is None else int(marks[0][unit])
                if unit in whole:
                    last = self.books.calendar.last_day(self.period)
                    if self.books.ground.undisturbed(np.array([unit]), last, self.day.day)[0]:
                        yield code, unit, *whole[unit], True
                        continue
                    self._find(unit, code, whole[unit][0], None)
                    if self.day.place[unit] < 0:
                        continue
                if stored[unit]:
                    yield code, unit, own, own_bits, False

    def _place(self, rows: Rows, code: int, unit: int, value: Decimal | None, bits: int, whole: bool) -> None:
        """At the unit itself where nothing can be computed there; else it is a finding."""
        place = self.day.place[unit]
        if place < 0 or rows.has[0, place]:
            self._find(unit, code, value, _decimal(rows.value[0, place], rows.decimals) if place >= 0 else None)
            return
        rows.touched[0, place] = True
        if value is not None:
            rows.has[0, place] = True
            rows.value[0, place] = int(value.scaleb(SIX))
            rows.basis[0, place] = IS_CLAIMED
            assert rows.bits is not None
            rows.bits[0, place] = bits

    def _find(self, unit: int, breakdown: int, claimed: Decimal | None, computed: Decimal | None) -> None:
        if claimed is not None:
            names, breakdowns = self.books.ground.names, self.books.sheet.breakdowns.names
            name = self.indicator.indicator
            self.findings.append(Finding(names[unit], name, self.period, breakdowns[breakdown], claimed, computed))


def _marks(marks: Array | None, shape: tuple[int, int]) -> Array:
    return np.zeros(shape, bool) if marks is None else marks != 0


def _below_is_scarcer(above: Rows, below: Rows) -> Array:
    """Whether of the denominator less was answered; that of which nobody was asked counts as 0."""
    mine, theirs = (rows.reported.astype(np.int64) + rows.not_applicable for rows in (above, below))
    one, other = above.expected.astype(np.int64), below.expected.astype(np.int64)
    zero = (mine > 0) & (one > 0) & ((theirs == 0) | (other == 0))
    found: Array = zero | ((one > 0) & (other > 0) & (theirs * one < mine * other))
    return found


def quotient(factor: Decimal | None, above: Rows, below: Rows, has: Array) -> Array:
    """factor × numerator / denominator in millionths, half-even; 0 where there is none."""
    times = Fraction(1) if factor is None else Fraction(factor)
    ups = times.numerator * 10 ** (SIX + max(below.decimals - above.decimals, 0))
    downs = times.denominator * 10 ** max(above.decimals - below.decimals, 0)
    numerator, denominator = np.where(has, above.value, 0), np.where(has, below.value, 1)
    wide = any(
        array.size and max(int(array.max()), -int(array.min())) * abs(scale) >= 2**ROUND_BITS
        for array, scale in ((numerator, ups), (denominator, downs))
    )
    if wide or object in (numerator.dtype, denominator.dtype):
        numerator, denominator = numerator.astype(object), denominator.astype(object)
    numerator, denominator = numerator * ups, denominator * downs
    negative = denominator < 0
    signed = (np.where(negative, -array, array) for array in (numerator, denominator))
    return halved_even(*signed)


def _decimal(value: object, decimals: int) -> Decimal:
    return Decimal(int(value)).scaleb(-decimals)  # type: ignore[call-overload]
