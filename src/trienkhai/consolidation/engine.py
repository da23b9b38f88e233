"""The door of the room: check the tables, then let an engine add them up."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from .checks import find_problems
from .errors import ConsolidationError
from .model import Inputs, Result
from .plain import consolidate_plain

Engine = Callable[..., Result]


def _fast(inputs: Inputs, **arguments: Any) -> Result:
    from .fast import consolidate_fast  # numpy takes a moment to load

    return consolidate_fast(inputs, **arguments)


ENGINES: dict[str, Engine] = {"fast": _fast, "plain": consolidate_plain}


def consolidate(
    inputs: Inputs,
    *,
    restate: date | None = None,
    leaves: bool = False,
    engine: str = "plain",
    only_periods: Collection[str] | None = None,
) -> Result:
    """Totals of every unit that has units under it (`leaves`: of every unit), and findings.

    Each period is consolidated in the tree of its last day, or of the day `restate`. `only_periods` leaves out of the
    result all others; they still go into the longer periods named. Raises ConsolidationError with every problem.
    """
    problems = find_problems(inputs, restate)
    if problems:
        raise ConsolidationError(problems)
    return ENGINES[engine](inputs, restate=restate, leaves=leaves, only_periods=only_periods)
