"""Columns of values on their way up, with what rule 7 needs to know of them: the vector form of `amounts.py`.

Everywhere rows are cells of one kind of indicator and columns are units. Where `has` is false, `value` and `bits` are 0
and `estimate` is false, so that sums need not look.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..model import LAST, MAX, MIN, SUM
from .kinds import Array, zeros


@dataclass(frozen=True, eq=False)
class Amounts:
    """Scaled values. `present`: something was given, be it "not applicable"; `has`: there is a value.

    `bits` None: no qualifier anywhere; `estimate` None: none anywhere.
    """

    value: Array
    has: Array
    present: Array
    bits: Array | None = None
    estimate: Array | None = None

    def columns(self, which: slice | Array) -> Amounts:
        """Some of the units."""
        marks = (None if array is None else array[:, which] for array in (self.bits, self.estimate))
        return Amounts(self.value[:, which], self.has[:, which], self.present[:, which], *marks)


def nothing(shape: tuple[int, int], like: Array) -> Amounts:
    """Nothing given anywhere."""
    nowhere = np.zeros(shape, bool)
    return Amounts(zeros(shape, like), nowhere, nowhere)


def either(one: Array | None, other: Array | None) -> Array | None:
    """Of bits or marks of which either may be missing."""
    if one is None or other is None:
        return other if one is None else one
    return one | other


def together(how: str, one: Amounts, other: Amounts) -> Amounts:
    """Rules 3 and 7 for two at a time."""
    has, present = one.has | other.has, one.present | other.present
    estimate = either(one.estimate, other.estimate)
    if how == SUM:
        return Amounts(one.value + other.value, has, present, either(one.bits, other.bits), estimate)
    better = np.less if how == MIN else np.greater
    first = one.has & ~(other.has & better(other.value, one.value))  # the one stands, alone or beside an equal other
    value = np.where(first, one.value, other.value)
    bits = None
    if one.bits is not None or other.bits is not None:
        equal = one.has & other.has & (one.value == other.value)
        mine = first if one.bits is None else np.where(first, one.bits, 0)
        theirs = None if other.bits is None else np.where(~first | equal, other.bits, 0)
        bits = either(None if one.bits is None else mine, theirs)
    return Amounts(value, has, present, bits, estimate)


def by_segments(how: str, parts: Amounts, first: Array) -> Amounts:
    """Neighbouring columns put together; `first` says where each run begins, the last one goes to the end."""
    has = np.logical_or.reduceat(parts.has, first, axis=1)
    present = np.logical_or.reduceat(parts.present, first, axis=1)
    estimate = None if parts.estimate is None else np.logical_or.reduceat(parts.estimate, first, axis=1)
    if how == SUM:
        value = np.add.reduceat(parts.value, first, axis=1)
        bits = None if parts.bits is None else np.bitwise_or.reduceat(parts.bits, first, axis=1)
        return Amounts(value, has, present, bits, estimate)
    value, bits = _extreme(how, parts, first)
    return Amounts(np.where(has, value, 0), has, present, bits, estimate)


def _extreme(how: str, parts: Amounts, first: Array) -> tuple[Array, Array | None]:
    reduce = np.minimum if how == MIN else np.maximum
    beyond = _beyond(how, parts)
    value = reduce.reduceat(np.where(parts.has, parts.value, beyond), first, axis=1)
    if parts.bits is None:
        return value, None
    sizes = np.diff(np.r_[first, parts.value.shape[1]])
    chosen = parts.has & (parts.value == np.repeat(value, sizes, axis=1))
    return value, np.bitwise_or.reduceat(np.where(chosen, parts.bits, 0).astype(np.uint8), first, axis=1)


def _beyond(how: str, parts: Amounts) -> int:
    """A number that is never chosen where there is another."""
    if parts.value.dtype == object:
        most = max((abs(value) for value in parts.value.flat), default=0) + 1
        return most if how == MIN else -most
    limits = np.iinfo(parts.value.dtype)
    return int(limits.max if how == MIN else limits.min)


def over_time(how: str | None, parts: Sequence[Amounts]) -> Amounts:
    """The amounts of the parts of a longer period, in order, made into one for each unit."""
    made = parts[0]
    for part in parts[1:]:
        made = _later(made, part) if how == LAST else together(MAX if how == MAX else SUM, made, part)
    if how in (SUM, MAX, LAST):
        return made
    return replace(nothing(made.has.shape, made.value), present=made.present)


def _later(made: Amounts, part: Amounts) -> Amounts:
    """The last that has a value."""
    found = chosen(part.has, part, made)
    return replace(found, present=made.present | part.present)


def chosen(which: Array, one: Amounts, other: Amounts) -> Amounts:
    """The one where `which` says so, else the other."""

    def mixed(mine: Array | None, theirs: Array | None) -> Array | None:
        if mine is None and theirs is None:
            return None
        kind = theirs.dtype if mine is None else mine.dtype  # type: ignore[union-attr]
        return np.where(which, 0 if mine is None else mine, 0 if theirs is None else theirs).astype(kind)

    return Amounts(
        np.where(which, one.value, other.value),
        np.where(which, one.has, other.has),
        np.where(which, one.present, other.present),
        mixed(one.bits, other.bits),
        mixed(one.estimate, other.estimate),
    )


def replaced(amounts: Amounts, columns: Array, new: Amounts) -> Amounts:
    """With some columns changed."""
    value, has, present = amounts.value.copy(), amounts.has.copy(), amounts.present.copy()
    value[:, columns], has[:, columns], present[:, columns] = new.value, new.has, new.present
    marks: list[Array | None] = []
    for old, fresh in ((amounts.bits, new.bits), (amounts.estimate, new.estimate)):
        if fresh is None and old is None:
            marks.append(None)
            continue
        whole = np.zeros(has.shape, fresh.dtype if old is None else old.dtype) if old is None else old.copy()  # type: ignore[union-attr]
        whole[:, columns] = 0 if fresh is None else fresh
        marks.append(whole)
    return Amounts(value, has, present, *marks)
