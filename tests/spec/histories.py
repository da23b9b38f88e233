"""Invented maps: several roots, up to four levels; then units move, merge, split, end, come back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from tests.spec.dice import Dice
from trienkhai.consolidation import Succession, UnitPlacement

EVENTS = [date(2026, 1, 20), date(2026, 2, 1), date(2026, 2, 1), date(2026, 3, 10), date(2026, 5, 1), date(2026, 7, 1)]
LATER = date(2026, 12, 31)
# Two or three heirs: halves and ties, a ratio that does not end, one that is next to nothing.
SHARES = [("0.5", "0.5"), ("0.25", "0.75"), ("0.3333", "0.6667"), ("0.000001", "0.999999"), ("0.2", "0.4", "0.4")]


@dataclass
class History:
    """A map of units while it is being drawn. Names are in no order of age."""

    dice: Dice
    open: dict[str, tuple[str | None, date | None]] = field(default_factory=dict)
    closed: list[UnitPlacement] = field(default_factory=list)
    successions: list[Succession] = field(default_factory=list)
    first: dict[str, date] = field(default_factory=dict)

    def new_name(self) -> str:
        """Of a unit that was not there before."""
        return f"{self.dice.pick('nxa')}{len(self.first):02}"

    def begin(self, unit: str, parent: str | None, day: date | None = None) -> None:
        """Place a unit."""
        self.open[unit] = parent, day
        self.first.setdefault(unit, day or date.min)

    def end(self, unit: str, day: date) -> None:
        """Close its placement."""
        parent, since = self.open.pop(unit)
        self.closed.append(UnitPlacement(unit, parent, since, day))

    def move(self, unit: str, parent: str | None, day: date) -> None:
        """Close its placement and open another."""
        self.end(unit, day)
        self.begin(unit, parent, day)

    def succeed(self, old: str, heirs: dict[str, Decimal], day: date) -> None:
        """`old` ends; the heirs stand for it."""
        self.end(old, day)
        self.successions += [Succession(old, new, day, share) for new, share in heirs.items()]

    def children(self, unit: str) -> list[str]:
        """Directly below, now."""
        return [name for name, (parent, _) in self.open.items() if parent == unit]

    def below(self, unit: str) -> set[str]:
        """The unit and all below, now."""
        return {unit}.union(*(self.below(child) for child in self.children(unit)))

    def depth(self, unit: str) -> int:
        """1 for a root."""
        parent = self.open[unit][0]
        return 1 if parent is None else 1 + self.depth(parent)

    def able(self, day: date) -> list[str]:
        """Who can end or move that day: not those that began on it."""
        return sorted(unit for unit, (_, since) in self.open.items() if since != day)

    def leaves(self, day: date) -> list[str]:
        """Of those, the ones with nothing below and something above."""
        parents = {parent for parent, _ in self.open.values()}
        return [unit for unit in self.able(day) if unit not in parents and self.open[unit][0] is not None]

    def stands_for(self, unit: str) -> set[str]:
        """Every unit that it has taken over from, whenever: they must not succeed it."""
        found, waiting = {unit}, [unit]
        while waiting:
            new = waiting.pop()
            older = {row.old for row in self.successions if row.new == new} - found
            found |= older
            waiting += older
        return found

    def heirs(self, old: str) -> list[str]:
        """Units that may succeed it."""
        return sorted(unit for unit in self.open if unit not in self.stands_for(old))

    def ended(self, day: date) -> list[str]:
        """Units that stand nowhere now, and ended before that day."""
        late = {row.unit for row in self.closed if row.until == day}
        return sorted(set(self.first) - set(self.open) - late)

    def placements(self) -> list[UnitPlacement]:
        """The table."""
        return self.closed + [UnitPlacement(unit, parent, since, None) for unit, (parent, since) in self.open.items()]


def histories(dice: Dice, units: int = 6, events: int = 6) -> History:
    """A map of about so many units, and so many events of a reform."""
    history = History(dice)
    for number in range(1 + dice.one_in(3)):
        history.begin(f"r{number}", None)
    for _ in range(dice.between(1, units)):
        above = [unit for unit in history.open if history.depth(unit) < 4]
        # Deep rather than wide: half of them stand under the unit drawn last.
        history.begin(history.new_name(), above[-1] if dice.one_in(2) else dice.pick(above))
    for number in range(events):
        dice.pick(KINDS)(history, EVENTS[number * len(EVENTS) // events])
    return history


@st.composite
def drawn_histories(draw: st.DrawFn) -> History:
    """For tests that need nothing but a map."""
    return histories(Dice(draw), draw(st.integers(3, 9)))


def nothing(history: History, day: date) -> None:
    """A quiet day."""


def move(history: History, day: date) -> None:
    """A unit and all below it come under another, or stand alone."""
    if able := history.able(day):
        unit = history.dice.pick(able)
        places = sorted(set(history.open) - history.below(unit))
        history.move(unit, history.dice.pick([*places, None]), day)


def merge(history: History, day: date) -> None:
    """Two or three become a new one."""
    olds = history.dice.some(history.leaves(day), 2, 3)
    if len(olds) > 1:
        new, parent = history.new_name(), history.open[olds[0]][0]
        for old in olds:
            history.succeed(old, {new: Decimal(1)}, day)
        history.begin(new, parent, day)


def absorb(history: History, day: date) -> None:
    """One goes into another that is there, of whatever level."""
    if leaves := history.leaves(day):
        old = history.dice.pick(leaves)
        if heirs := history.heirs(old):
            history.succeed(old, {history.dice.pick(heirs): Decimal(1)}, day)


def split(history: History, day: date) -> None:
    """One goes to several, new ones and others."""
    if leaves := history.leaves(day):
        old = history.dice.pick(leaves)
        shares = [Decimal(share) for share in history.dice.pick(SHARES)]
        heirs = history.dice.some(history.heirs(old), 0, len(shares))
        places = sorted(set(history.open) - {old})
        while len(heirs) < len(shares):
            heirs.append(history.new_name())
            history.begin(heirs[-1], history.dice.pick(places), day)
        history.succeed(old, dict(zip(heirs, shares, strict=True)), day)


def abolish(history: History, day: date) -> None:
    """A level goes: what stood below stands under the unit above, which succeeds it."""
    middle = [unit for unit in history.able(day) if history.open[unit][0] is not None and history.children(unit)]
    able = set(history.able(day))
    middle = [unit for unit in middle if able.issuperset(history.children(unit))]
    if middle:
        unit = history.dice.pick(middle)
        above = history.open[unit][0]
        assert above is not None
        if above in history.heirs(unit):
            for child in history.children(unit):
                history.move(child, above, day)
            history.succeed(unit, {above: Decimal(1)}, day)


def come_back(history: History, day: date) -> None:
    """A unit that had ended stands again; what was handed on in between is its own again."""
    if ended := history.ended(day):
        history.begin(history.dice.pick(ended), history.dice.pick(sorted(history.open)), day)


def found(history: History, day: date) -> None:
    """A new one that nobody was before."""
    history.begin(history.new_name(), history.dice.pick(sorted(history.open)), day)


KINDS: list[Callable[[History, date], None]] = [nothing, move, merge, absorb, split, split, abolish, come_back, found]
