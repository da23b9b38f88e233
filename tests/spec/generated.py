"""Invented inputs without problems: figures on every level, claims and gaps among them, over an invented history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from tests.spec.dice import Dice
from tests.spec.histories import EVENTS, LATER, History, histories
from trienkhai.consolidation import Asked, Figure, Indicator, Inputs, Period
from trienkhai.consolidation.periods import Calendar

CODES = ["2026-01", "2026-02", "2026-03", "2026-Q1", "2026-Q2", "2026-H1", "2025", "2026-02-14", "lần_2"]
SPAN, SECOND_SPAN = "2025-12-15/2026-01-14", "2026-01-15/2026-02-14"
DAY = {"second": (date(2026, 1, 25), date(2026, 2, 8)), "early": (date(2026, 1, 1), date(2026, 2, 5))}
NAMED = Period("lần_2", *DAY["second"])
MONTHS = [
    Period("2026-01", None, None, "2026-Q1", 1),
    Period("2026-02", None, None, "2026-Q1", 2),
    Period("2026-03", None, None, "2026-Q1", 3),
]
TABLES = [
    [*MONTHS, NAMED],
    # Longer ones of longer ones, a quarter without its own row, a month that is missing.
    [
        MONTHS[0],
        MONTHS[2],
        Period("2026-Q1", None, None, "2026-H1", 1),
        Period("2026-Q2", None, None, "2026-H1", 2),
        NAMED,
    ],
    # The same month in two longer ones; positions against the calendar, and none.
    [
        Period("2026-01", None, None, "2026-Q1", 3),
        Period("2026-02", None, None, "2026-Q1", 1),
        Period("2026-03", None, None, "2026-Q1"),
        Period("2026-01", None, None, "2026-01-01/2026-02-28"),
        Period("2026-02", None, None, "2026-01-01/2026-02-28"),
        Period("2026-Q1", None, None, "2026", 1),
        NAMED,
    ],
    # Spans with days of their own; a month that is not the calendar's; a long one that ends before its last part.
    [
        Period(SPAN, None, None, "đầu_năm", 1),
        Period("lần_2", *DAY["second"], "đầu_năm", 2),
        Period("đầu_năm", *DAY["early"]),
        Period("2026-02", date(2026, 2, 10), date(2026, 3, 12), "2026-Q1", 1),
        Period("2026-03", date(2026, 3, 12), date(2026, 4, 2), "2026-Q1", 2),
        Period(SECOND_SPAN, None, None, "2026-H1", 7),
        Period("2026-Q2", None, None, "2026-H1", 8),
    ],
    [NAMED],
]
LINES = [("sum", "sum"), ("sum", "last"), ("sum", "max"), ("max", "max"), ("min", "last"), ("none", "last")]
LINES += [("sum", "none"), ("max", "sum"), ("min", "max"), ("none", "sum"), ("none", "none")]
BREAKDOWNS = [None, None, "sex=f", "kind=collective", "kind=collective;sex=f"]
BIG = Decimal("99999999999.9999")
RESTATED = [None, None, None, LATER, *EVENTS, date(2026, 2, 8), date(2025, 6, 1), date(2027, 3, 1)]
QUALIFIERS = [None, None, None, "at_least", "at_most", "about"]


@dataclass(frozen=True)
class Case:
    """Inputs and the day to restate to."""

    inputs: Inputs
    restate: date | None


@dataclass(frozen=True)
class Size:
    """About how much of everything."""

    units: int = 6
    events: int = 6
    indicators: int = 3
    periods: int = 4
    giving: int = 5
    figures: int = 24


SMALL_SIZES = [Size(units=3, events=2, giving=3, figures=12), Size(), Size(units=10, giving=10, figures=40)]
BIG_SIZE = Size(units=150, events=60, indicators=8, periods=9, giving=10**6, figures=6000)


@st.composite
def drawn_cases(draw: st.DrawFn) -> Case:
    """Small ones, and as small as can be."""
    return make_case(Dice(draw), draw(st.sampled_from(SMALL_SIZES)))


def seeded_case(seed: int, size: Size = BIG_SIZE) -> Case:
    """Always the same one for a seed."""
    return make_case(Dice(seed=seed), size)


def make_case(dice: Dice, size: Size | None = None) -> Case:
    """Few indicators and cells, so that figures meet: months and their quarter, claims and their parts."""
    size = size or Size()
    history = histories(dice, size.units, size.events)
    table = dice.pick(TABLES)
    restate = dice.pick(RESTATED)
    kinds = indicators(dice, size.indicators)
    askable = Askable(history, table, restate)
    periods = dice.some([*CODES, SPAN, "2026"], 2, size.periods)
    periods = [code for code in periods if code != "lần_2" or any(row.period == code for row in table)]
    units = dice.some(sorted(history.first), 2, size.giving)
    cells = [(unit, period) for period in periods for unit in units if askable(unit, period)]
    figures = figures_of(dice, cells, kinds, size.figures) if cells else []
    asked = asked_of(dice, cells, kinds, figures)
    if asked is None and not askable.all_leaves({row.period for row in figures}):
        asked = [Asked(row.unit, row.indicator, row.period) for row in figures]
    inputs = Inputs(
        figures=figures,
        units=dice.shuffled(history.placements()),
        indicators=kinds,
        successions=dice.shuffled(history.successions),
        asked=asked,
        periods=dice.shuffled(table),
    )
    return Case(inputs, restate)


class Askable:
    """Whether a unit can hold or owe a figure of a period: it has begun by the day of that and all longer periods."""

    def __init__(self, history: History, table: list[Period], restate: date | None) -> None:
        self.history = history
        self.calendar = Calendar(table)
        self.restate = restate

    def __call__(self, unit: str, period: str) -> bool:
        days = [self.calendar.last_day(code) for code in self.calendar.with_longer([period])]
        return self.history.first[unit] <= (self.restate or min(days))

    def all_leaves(self, periods: Iterable[str]) -> bool:
        """Whether all can that are placed on the last day."""
        placed = self.history.placements()
        for period in periods:
            day = self.calendar.last_day(period)
            here = {row.unit for row in placed if (row.since or day) <= day < (row.until or date.max)}
            if not all(self(unit, period) for unit in here):
                return False
        return True


def indicators(dice: Dice, most: int) -> list[Indicator]:
    """Some kinds, named for what they do, and ratios of them."""
    found = [Indicator(f"{units}_{time}", units, time) for units, time in dice.some(LINES, 1, most)]
    for number in range(dice.between(0, 1 + most // 4)):
        above, below = (dice.pick(found[: len(found) - number]).indicator for _ in "ab")
        factor = dice.pick([Decimal(100), None, Decimal("-0.5"), Decimal("0.0001")])
        found.append(Indicator(f"ratio{number}", "ratio", dice.pick([None, "sum"]), above, below, factor))
    return dice.shuffled(found)


def figures_of(dice: Dice, cells: list[tuple[str, str]], kinds: list[Indicator], most: int) -> list[Figure]:
    """No cell, unit and scope twice; a sum below its claim, ties, zeros, signs, the largest there are."""
    usual = [Decimal(number) for number in (1, 0, 2, 3, 7)]
    usual += [Decimal("0.5"), Decimal("33.3333"), Decimal(dice.between(4, 5000)) / 100]
    if dice.one_in(3):
        usual += [BIG, Decimal("0.0001")]
    if dice.one_in(3):
        usual += [Decimal(-1), -BIG]
    breakdowns = dice.pick([BREAKDOWNS[:1], BREAKDOWNS])
    found: dict[tuple[str, str, str, str | None, str], Figure] = {}
    for _ in range(dice.between(most // 4, most)):
        (unit, period), kind = dice.pick(cells), dice.pick(kinds)
        scope = dice.pick(["own", "own", "whole"])
        value = None if scope == "own" and dice.one_in(6) else dice.pick(usual)
        qualifier = None if value is None else dice.pick(QUALIFIERS)
        row = Figure(unit, kind.indicator, period, dice.pick(breakdowns), scope, value, qualifier)
        found[row.unit, row.indicator, row.period, row.breakdown, row.scope] = row
    return dice.shuffled(list(found.values()))


def asked_of(
    dice: Dice, cells: list[tuple[str, str]], kinds: list[Indicator], figures: list[Figure]
) -> list[Asked] | None:
    """Nobody listed; only who answered and a few others, so that cells are complete; anybody."""
    way = dice.below(4)
    if way == 0:
        return None
    rows: list[Asked] = []
    if way > 1:
        rows = [Asked(row.unit, row.indicator, row.period) for row in figures if row.scope == "own"]
        rows = dice.some(rows, max(0, len(rows) - 2), len(rows)) if len(rows) < 40 else rows
    for _ in range(dice.between(0, (0, 8, 1, 4)[way]) if cells else 0):
        unit, period = dice.pick(cells)
        rows.append(Asked(unit, dice.pick(kinds).indicator, period))
    return rows
