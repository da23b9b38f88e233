"""Rows of objects as columns of numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..model import WHOLE, Figure, Inputs
from .books import Asked
from .ground import Ground
from .kinds import BITS
from .sheet import DECIMALS, Chunk, Codes, Column, Sheet


def sheet_of(inputs: Inputs, ground: Ground) -> Sheet:
    """Figures that passed the checks."""
    sheet = Sheet(len(ground.names))
    if inputs.figures:
        sheet.add(chunk_of(inputs.figures, sheet, ground))
    return sheet


def chunk_of(figures: Sequence[Figure], sheet: Sheet, ground: Ground) -> Chunk:
    """Sound figures in the numbers of the sheet."""

    def column(codes: Codes, names: list[str | None]) -> Column:
        places = np.array([codes.of(name) for name in names], np.int64)
        return Column(places, np.arange(len(codes)))

    unit = np.array([ground.number[row.unit] for row in figures], np.int64)
    return Chunk(
        Column(unit, np.arange(len(ground.names))),
        column(sheet.indicators, [row.indicator for row in figures]),
        column(sheet.periods, [row.period for row in figures]),
        column(sheet.breakdowns, [row.breakdown for row in figures]),
        np.array([0 if row.value is None else int(row.value.scaleb(DECIMALS)) for row in figures], np.int64),
        np.array([place for place, row in enumerate(figures) if row.value is None], np.intp),
        np.array([place for place, row in enumerate(figures) if row.scope == WHOLE], np.intp),
        np.array([place for place, row in enumerate(figures) if row.qualifier], np.intp),
        np.array([BITS[row.qualifier] for row in figures if row.qualifier], np.uint8),
    )


def asked_of(inputs: Inputs, ground: Ground) -> Asked | None:
    """Questions that passed the checks."""
    if inputs.asked is None:
        return None
    asked = Asked(len(ground.names))
    by_cell: dict[tuple[str, str], list[int]] = {}
    for row in inputs.asked:
        by_cell.setdefault((row.period, row.indicator), []).append(ground.number[row.unit])
    for (period, indicator), units in by_cell.items():
        asked.add(period, indicator, np.array(units, np.intp))
    return asked
