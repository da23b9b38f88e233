"""Rules 1 to 7 for a block of cells: one depth of the tree after the other, from the leaves up (over_units.py)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ..model import NONE
from . import amounts as put
from .amounts import Amounts
from .block import SIX, Block, Claims, Counts
from .ground import Level
from .kinds import IS_CLAIMED, IS_COMPUTED, IS_MIXED, Array


@dataclass(eq=False)
class Rows:
    """What comes out for every place of the tree, or for those that were asked for. `touched`: the row exists."""

    value: Array
    has: Array
    touched: Array
    expected: Array
    reported: Array
    not_applicable: Array
    basis: Array
    bits: Array | None
    estimate: Array | None
    decimals: int


def nowhere(shape: tuple[int, int]) -> Rows:
    """No rows at all."""
    no, none = np.zeros(shape, bool), np.zeros(shape, np.int64)
    return Rows(none, no, no, none, none, none, np.zeros(shape, np.uint8), None, None, 0)


@dataclass(eq=False)
class Found:
    """Claims that do not agree: cell, unit (number), claimed, computed (`known`: there is one)."""

    cell: Array
    unit: Array
    claimed: Array
    computed: Array
    known: Array
    decimals: int


@dataclass(eq=False)
class _Depth:
    """One depth of the tree, settled."""

    total: Amounts
    basis: Array
    touched: Array
    expected: Array
    reported: Array
    not_applicable: Array


class Climb:
    """Carries one block upward; fills rows for the places wanted, and findings."""

    def __init__(self, block: Block, may_pass_over: Array, wanted: Array) -> None:
        self.block = block
        self.may_pass_over = may_pass_over[:, None]
        self.found: list[Found] = []
        self._wanted = wanted  # places, ascending
        self._own = block.own()
        self._counts: Counts = block.counts()
        self._claims = self._looked_at(block.claims())

    def rows(self) -> Rows:
        """Of the places wanted, in their order."""
        below: _Depth | None = None
        pieces: list[_Depth] = []
        for number in range(len(self.block.day.levels) - 1, -1, -1):
            level = self.block.day.levels[number]
            below = self._settle(level, below)
            inside = self._wanted[(self._wanted >= level.start) & (self._wanted < level.stop)] - level.start
            if len(inside):
                pieces.append(_columns(below, inside))
        return self._joined(pieces[::-1]) if pieces else nowhere((len(self.block.cells), 0))

    # --- claims -------------------------------------------------------------------------------------------------------

    def _looked_at(self, claims: Claims | None) -> Claims | None:
        """Claims that cannot be used are findings, and leave a row at their unit."""
        if claims is None:
            return None
        cell, place = np.nonzero(claims.amounts.has & ~claims.usable)
        if len(cell):
            claimed = claims.amounts.value[cell, place]
            known = np.zeros(len(cell), bool)
            self.found.append(Found(cell, claims.units[place], claimed, claimed, known, self.block.decimals))
        return claims

    def _claimed(self, level: Level) -> tuple[Array, Amounts, Array] | None:
        """At which places of the level any claim stands, those that can be used, and where one does that cannot."""
        if self._claims is None:
            return None
        places = self.block.day.place[self._claims.units]
        which = np.flatnonzero((places >= level.start) & (places < level.stop))
        if not len(which):
            return None
        usable = self._claims.usable[:, which]
        claims = self._claims.amounts.columns(which)
        return places[which] - level.start, replace(claims, has=claims.has & usable), claims.has & ~usable

    # --- one depth ----------------------------------------------------------------------------------------------------

    def _settle(self, level: Level, below: _Depth | None) -> _Depth:
        columns = slice(level.start, level.stop)
        own = self._own.columns(columns)
        counts = self._counts
        expected, reported, away = (
            array[:, columns] for array in (counts.expected, counts.reported, counts.not_applicable)
        )
        touched = expected > 0
        if not touched.all():
            touched = own.present | touched
        asked_below: Array | None = None
        beneath = None
        if below is not None and len(level.parents):
            beneath = _gathered(below, level, self.block.kind.over_units)
            asked_below = beneath.expected > 0
            expected, reported, away = (
                _added(mine, theirs, level.parents)
                for mine, theirs in (
                    (expected, beneath.expected),
                    (reported, beneath.reported),
                    (away, beneath.not_applicable),
                )
            )
            if not touched.all():
                touched[:, level.parents] |= beneath.touched
        computed, basis = self._computed(own, beneath, below, level)
        total = computed
        claimed = self._claimed(level)
        if claimed is not None:
            places, claim, unusable = claimed
            complete = (reported + away == expected)[:, places]
            with_child = np.isin(places, level.parents)
            if asked_below is not None:
                at = np.searchsorted(level.parents, places[with_child])
                complete[:, with_child] &= asked_below[:, at]
            if not touched.all():
                touched[:, places] |= claim.has | unusable
            total, basis = self._with_claims(claim, computed, basis, complete, level.start + places, places)
        return _Depth(total, basis, touched, expected, reported, away)

    def _computed(
        self, own: Amounts, beneath: _Depth | None, below: _Depth | None, level: Level
    ) -> tuple[Amounts, Array]:
        """Rule 3, and rule 5 as far as claims below are concerned."""
        how = self.block.kind.over_units
        if beneath is None or below is None or how == NONE:
            return own, (own.has * IS_COMPUTED).astype(np.uint8)
        parents = level.parents
        both = put.together(how, own.columns(parents), beneath.total)
        computed = put.replaced(own, parents, both)
        basis = (computed.has * IS_COMPUTED).astype(np.uint8)
        if (below.basis > IS_COMPUTED).any():
            mixed = np.logical_or.reduceat(below.basis > IS_COMPUTED, level.first, axis=1)
            basis[:, parents] = np.where(mixed, IS_MIXED, basis[:, parents])
        return computed, basis

    def _with_claims(
        self, claim: Amounts, computed: Amounts, basis: Array, complete: Array, units: Array, places: Array
    ) -> tuple[Amounts, Array]:
        """Rules 4 to 6, at those places where there is a claim."""
        here = computed.columns(places)
        slack = 1 if self.block.decimals == SIX else 0  # differs: by more than 0.000001
        differ = np.abs(claim.value - here.value) > slack
        passed = self.may_pass_over & differ & (claim.value < here.value)
        both = claim.has & here.has
        finding = np.where(both, np.where(complete, differ, passed), claim.has & complete)
        taken = claim.has & ~(both & (complete | passed))
        if finding.any():
            cell, place = np.nonzero(finding)
            numbers = self.block.day.order[units[place]]
            claimed, value, known = (array[cell, place] for array in (claim.value, here.value, here.has))
            self.found.append(Found(cell, numbers, claimed, value, known, self.block.decimals))
        basis = basis.copy()
        basis[:, places] = np.where(taken, IS_CLAIMED, basis[:, places])
        return put.replaced(computed, places, put.chosen(taken, claim, here)), basis

    def _joined(self, pieces: list[_Depth]) -> Rows:
        count = len(self.block.cells)

        def joined(arrays: list[Array]) -> Array:
            return np.concatenate([np.broadcast_to(array, (count, array.shape[1])) for array in arrays], axis=1)

        def marks(arrays: list[Array | None], values: list[Array]) -> Array | None:
            if all(array is None for array in arrays):
                return None
            kind = next(array.dtype for array in arrays if array is not None)
            filled = [np.zeros(v.shape, kind) if a is None else a for a, v in zip(arrays, values, strict=True)]
            return joined(filled)

        has = [piece.total.has for piece in pieces]
        return Rows(
            joined([piece.total.value for piece in pieces]),
            joined(has),
            joined([piece.touched for piece in pieces]),
            joined([piece.expected for piece in pieces]).astype(np.int32),
            joined([piece.reported for piece in pieces]).astype(np.int32),
            joined([piece.not_applicable for piece in pieces]).astype(np.int32),
            joined([piece.basis for piece in pieces]),
            marks([piece.total.bits for piece in pieces], has),
            marks([piece.total.estimate for piece in pieces], has),
            self.block.decimals,
        )


def _gathered(below: _Depth, level: Level, how: str) -> _Depth:
    """What lies under each unit that has children, put together."""
    first = level.first
    total = below.total if how == NONE else put.by_segments(how, below.total, first)
    counts = (below.expected, below.reported, below.not_applicable)
    touched = np.logical_or.reduceat(below.touched, first, axis=1)
    sums = (np.add.reduceat(array, first, axis=1, dtype=np.int32) for array in counts)
    return _Depth(total, below.basis, touched, *sums)


def _added(mine: Array, theirs: Array, parents: Array) -> Array:
    whole = np.broadcast_to(mine, (max(len(mine), len(theirs)), mine.shape[1])).astype(np.int32)
    whole[:, parents] += theirs
    return whole


def _columns(depth: _Depth, places: Array) -> _Depth:
    return _Depth(
        depth.total.columns(places),
        *(
            array[:, places]
            for array in (depth.basis, depth.touched, depth.expected, depth.reported, depth.not_applicable)
        ),
    )
