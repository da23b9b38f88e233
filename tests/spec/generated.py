"""Invented histories: units that move, merge, split and end, and figures on every level, claims and gaps among them."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from trienkhai.consolidation import Asked, Figure, Indicator, Inputs, Period, Succession, UnitPlacement

INDICATORS = [
    Indicator("flow", "sum", "sum"),
    Indicator("stock", "sum", "last"),
    Indicator("top", "max", "max"),
    Indicator("low", "min", "last"),
    Indicator("peak", "sum", "max"),
    Indicator("persons", "none", "none"),
    Indicator("rate", "ratio", None, "flow", "stock", Decimal(100)),
]
PERIODS = [
    Period("2026-01", None, None, "2026-Q1", 1),
    Period("2026-02", None, None, "2026-Q1", 2),
    Period("2026-03", None, None, "2026-Q1", 3),
    Period("2026-Q1", None, None, "2026-H1", 1),
    Period("2026-Q2", None, None, "2026-H1", 2),
]
CODES = ["2026-01", "2026-02", "2026-03", "2026-Q1", "2026-Q2", "2026-H1", "2025"]
EVENTS = [date(2026, 1, 20), date(2026, 2, 1), date(2026, 3, 10), date(2026, 5, 1), date(2026, 7, 1)]
LATER = date(2026, 12, 31)
SHARES = [Decimal("0.5"), Decimal("0.25"), Decimal("0.3333"), Decimal("0.999999")]


@dataclass
class History:
    """A map of units while it is being drawn."""

    open: dict[str, tuple[str | None, date | None]] = field(default_factory=dict)
    closed: list[UnitPlacement] = field(default_factory=list)
    successions: list[Succession] = field(default_factory=list)

    def begin(self, unit: str, parent: str | None, day: date | None = None) -> None:
        """Place a unit."""
        self.open[unit] = parent, day

    def end(self, unit: str, day: date) -> None:
        """Close its placement."""
        parent, since = self.open.pop(unit)
        self.closed.append(UnitPlacement(unit, parent, since, day))

    def leaves(self) -> list[str]:
        """Units with nothing below, never the root."""
        parents = {parent for parent, _ in self.open.values()}
        return sorted(unit for unit in self.open if unit not in parents and unit != "root")

    def middles(self) -> list[str]:
        """Units that may have others below."""
        return sorted(unit for unit in self.open if unit.startswith(("root", "mid")))

    def placements(self) -> list[UnitPlacement]:
        """The table."""
        return self.closed + [UnitPlacement(unit, parent, since, None) for unit, (parent, since) in self.open.items()]


@st.composite
def histories(draw: st.DrawFn) -> History:
    """A root, middle units, leaves; then some of the events of a reform."""
    history = History()
    history.begin("root", None)
    for number in range(draw(st.integers(0, 2))):
        history.begin(f"mid{number}", "root")
    for number in range(draw(st.integers(1, 4))):
        history.begin(f"u{number}", draw(st.sampled_from(history.middles())))
    for number, day in enumerate(EVENTS):
        kind = draw(st.sampled_from(["nothing", "move", "merge", "absorb", "split", "abolish"]))
        happen(draw, history, kind, day, number)
    return history


def happen(draw: st.DrawFn, history: History, kind: str, day: date, number: int) -> None:
    """One event, where it is possible. A unit that begins on the day of an event can do no more that day."""
    able = [unit for unit in history.leaves() if history.open[unit][1] != day and not unit.startswith("mid")]
    if kind == "move" and able:
        unit, parent = draw(st.sampled_from(able)), draw(st.sampled_from(history.middles()))
        history.end(unit, day)
        history.begin(unit, parent, day)
    elif kind == "merge" and len(able) > 1:
        new = f"n{number}"
        history.begin(new, history.open[able[0]][0], day)
        for old in able[:2]:
            history.end(old, day)
            history.successions.append(Succession(old, new, day, Decimal(1)))
    elif kind == "absorb" and len(able) > 1:
        old, new = draw(st.permutations(able))[:2]
        history.end(old, day)
        history.successions.append(Succession(old, new, day, Decimal(1)))
    elif kind == "split" and able:
        old, share = draw(st.sampled_from(able)), draw(st.sampled_from(SHARES))
        for suffix, part in (("a", share), ("b", 1 - share)):
            history.begin(f"n{number}{suffix}", draw(st.sampled_from(history.middles())), day)
            history.successions.append(Succession(old, f"n{number}{suffix}", day, part))
        history.end(old, day)
    elif kind == "abolish" and len(history.middles()) > 1:
        abolish(history, draw(st.sampled_from(history.middles()[:-1])), day)


def abolish(history: History, unit: str, day: date) -> None:
    """A level goes: what was below stands under the unit above, which also succeeds it."""
    if history.open[unit][1] == day or any(p == unit and s == day for p, s in history.open.values()):
        return
    above = history.open[unit][0] or "root"
    for below in [name for name, (parent, _) in history.open.items() if parent == unit]:
        history.end(below, day)
        history.begin(below, above, day)
    history.end(unit, day)
    history.successions.append(Succession(unit, above, day, Decimal(1)))


def indicators_of(chosen: set[Indicator]) -> list[Indicator]:
    """Those, and the parts of a ratio among them."""
    names = {name for row in chosen for name in (row.indicator, row.numerator, row.denominator)}
    return [row for row in INDICATORS if row.indicator in names]


def begins(history: History) -> dict[str, date]:
    """The first day of each unit."""
    found: dict[str, date] = {}
    for row in history.placements():
        since = row.since or date.min
        found[row.unit] = min(since, found.get(row.unit, since))
    return found


@dataclass(frozen=True)
class Case:
    """Inputs and the day to restate to."""

    inputs: Inputs
    restate: date | None


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Inputs without problems."""
    history = draw(histories())
    restate = draw(st.sampled_from([None, None, LATER, *EVENTS]))
    first = begins(history)
    last = {"2025": date(2025, 12, 31), "2026-01": date(2026, 1, 31), "2026-02": date(2026, 2, 28)}
    last |= {"2026-03": date(2026, 3, 31), "2026-Q1": date(2026, 3, 31)}
    cells = [
        (unit, period)
        for unit in sorted(first)
        for period in CODES
        if first[unit] <= min(restate or date.max, last.get(period, date(2026, 6, 30)))
    ]
    # Few indicators and cells, so that figures meet: months and their quarter, claims and their parts.
    kinds = indicators_of(draw(st.sets(st.sampled_from(INDICATORS), min_size=1, max_size=2)))
    few = draw(st.sets(st.sampled_from(sorted({unit for unit, _ in cells})), min_size=1, max_size=3))
    months = draw(st.sampled_from([CODES, ["2026-01", "2026-02", "2026-Q1"]]))
    cells = [cell for cell in cells if cell[0] in few and cell[1] in months] or cells
    values = st.one_of(st.none(), st.integers(-3, 40).map(Decimal), st.decimals(0, 99, places=4))
    figure = st.builds(
        lambda cell, indicator, breakdown, scope, value, qualifier: Figure(
            cell[0], indicator, cell[1], breakdown, scope, value, None if value is None else qualifier
        ),
        st.sampled_from(cells),
        st.sampled_from([row.indicator for row in kinds]),
        st.sampled_from([None, None, "sex=f"]),
        st.sampled_from(["own", "own", "own", "whole"]),
        values,
        st.sampled_from([None, None, "at_least", "at_most", "about"]),
    ).filter(lambda row: row.scope == "own" or row.value is not None)
    figures = draw(
        st.lists(figure, max_size=25, unique_by=lambda r: (r.unit, r.indicator, r.period, r.breakdown, r.scope))
    )
    asked = draw(st.lists(st.tuples(st.sampled_from(cells), st.sampled_from(kinds)), max_size=15))
    table = [Asked(cell[0], indicator.indicator, cell[1]) for cell, indicator in asked]
    backwards = restate is not None and restate < date(2026, 6, 30)
    inputs = Inputs(
        figures=figures,
        units=draw(st.permutations(history.placements())),
        indicators=kinds,
        successions=history.successions,
        asked=table if backwards or draw(st.booleans()) else None,
        periods=draw(st.sampled_from([[], PERIODS, PERIODS])),
    )
    return Case(inputs, restate)
