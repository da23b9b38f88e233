"""A value on its way up: its qualifier, whether it is an estimate, and what it was put together from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .model import ABOUT, AT_LEAST, AT_MOST, LAST, MAX, MIN, NONE, SUM, Figure
from .values import rounded


@dataclass(slots=True, eq=False)
class Amount:
    """`value` None: not applicable, or nothing that could be put together. A figure's own amount names the figure."""

    value: Decimal | None
    qualifier: str | None = None
    estimate: bool = False
    of: tuple[Amount, ...] = ()
    figure: Figure | None = None
    share: Fraction | None = None  # None: the whole figure, at its own unit

    def figures(self) -> Iterator[Amount]:
        """The amounts at the bottom, each one figure or the share of one."""
        if self.figure is not None:
            yield self
        for part in self.of:
            yield from part.figures()


NOTHING = Amount(None)


def given(figure: Figure) -> Amount:
    """A figure at the unit that gave it."""
    return Amount(figure.value, figure.qualifier, figure=figure)


def handed_on(figure: Figure, over_units: str, share: Fraction) -> Amount | None:
    """What an heir gets of it: for sum value × share, for min and max the value as it is, for none nothing."""
    if over_units == NONE:
        return None
    value = figure.value
    if value is None:
        return Amount(None, figure=figure, share=share)
    if over_units == SUM and share != 1:
        value = rounded(Fraction(value) * share)
    return Amount(value, figure.qualifier, share < 1, figure=figure, share=share)


def put_together(how: str, amounts: Sequence[Amount]) -> Amount:
    """Rules 3 and 7: the sum, min or max of those that have a value; no value where none has one."""
    if len(amounts) == 1:
        return amounts[0]
    spoken = [amount for amount in amounts if amount.value is not None]
    if not spoken:
        return Amount(None, of=tuple(amounts)) if amounts else NOTHING
    values = [amount.value for amount in spoken if amount.value is not None]
    if how == SUM:
        value = sum(values, Decimal(0))
        qualifier = joined(amount.qualifier for amount in spoken)
    else:
        value = min(values) if how == MIN else max(values)
        qualifier = joined(amount.qualifier for amount in spoken if amount.value == value)
    return Amount(value, qualifier, any(amount.estimate for amount in spoken), tuple(amounts))


def joined(qualifiers: Iterable[str | None]) -> str | None:
    """Rule 7: exact with "at least" is at least, exact with "at most" is at most, any other mixture is about."""
    kinds = set(qualifiers)
    if kinds <= {None}:
        return None
    if kinds <= {None, AT_LEAST}:
        return AT_LEAST
    if kinds <= {None, AT_MOST}:
        return AT_MOST
    return ABOUT


def made_over_time(how: str | None, amounts: Sequence[Amount]) -> Amount:
    """One unit's amounts of the parts of a longer period, in order, made into one."""
    if how in (SUM, MAX):
        return put_together(how, amounts)
    if how == LAST:
        for amount in reversed(amounts):
            if amount.value is not None:
                return amount
    return Amount(None, of=tuple(amounts))
