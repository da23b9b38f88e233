"""Figures in, totals and findings out: over units, over time, through every change of the map of units. Pure."""

from .engine import ENGINES, consolidate
from .errors import ConsolidationError, NothingThere, Problem
from .explaining import Explanation, Piece, explain
from .model import (
    Asked,
    Figure,
    Finding,
    Indicator,
    Inputs,
    Period,
    Result,
    Succession,
    Total,
    UnitPlacement,
)
from .over_time import Entry
from .periods import NoPeriod, period_days
from .tables_in import read_tables
from .tables_out import write_findings, write_totals

__all__ = [
    "ENGINES",
    "Asked",
    "ConsolidationError",
    "Entry",
    "Explanation",
    "Figure",
    "Finding",
    "Indicator",
    "Inputs",
    "NoPeriod",
    "NothingThere",
    "Period",
    "Piece",
    "Problem",
    "Result",
    "Succession",
    "Total",
    "UnitPlacement",
    "consolidate",
    "explain",
    "period_days",
    "read_tables",
    "write_findings",
    "write_totals",
]
