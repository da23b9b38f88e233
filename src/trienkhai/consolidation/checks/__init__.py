"""Everything that can be wrong with the tables, found at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ..errors import Problem
from ..model import Inputs
from .days import day_problems
from .figures import Known, asked_problems, figure_problems
from .indicators import indicator_problems
from .periods import period_problems
from .units import succession_problems, unit_problems

Names = Mapping[str, frozenset[str]]


def find_problems(inputs: Inputs, restate: date | None = None, also_known: Names | None = None) -> list[Problem]:
    """All problems, empty where there is none.

    `also_known`: by table, names of rows that could not be read, so that nobody calls them unknown.
    """
    also = also_known or {}
    names, periods = known_names(inputs, also)
    maps = [*unit_problems(inputs, names.units), *succession_problems(inputs, names.units)]
    found = [*maps, *periods, *indicator_problems(inputs, names.indicators)]
    found += figure_problems(inputs, names)
    found += asked_problems(inputs, names)
    # Where placements are missing, or successions lead nowhere, more would only be said about the same mistake.
    if not also.get("units"):
        found += day_problems(inputs, names.calendar, restate, with_heirs=not maps and not also.get("successions"))
    return found


def known_names(inputs: Inputs, also: Names) -> tuple[Known, list[Problem]]:
    """What figures and questions may name, and what is wrong with the table of periods."""
    units = {row.unit for row in inputs.units} | also.get("units", frozenset())
    indicators = {row.indicator for row in inputs.indicators} | also.get("indicators", frozenset())
    calendar, problems = period_problems(inputs)
    periods = {row.period for row in inputs.periods} | also.get("periods", frozenset())
    return Known(units, indicators, periods, calendar), problems
