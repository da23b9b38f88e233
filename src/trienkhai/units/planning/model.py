"""What planning reads and says: steps, the trees of the day, effects, problems."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from ..errors import CannotReorganise

MERGE, SPLIT, MOVE, RENAME = "merge", "split", "move", "rename"
KIND, ABOLISH, END, NEW = "kind", "abolish", "end", "new"
Heirs = dict[str, Decimal]


@dataclass(frozen=True)
class Stand:
    """A unit that stands in the line on the day, as it is recorded so far."""

    code: str
    parent: str | None
    name: str
    kind: str
    official_code: str
    since: date  # of the place that holds on the day
    later: date | None = None  # the first day after it on which something is recorded about the place
    named_since: date | None = None
    named_later: date | None = None


Tree = dict[str, Stand]


@dataclass(frozen=True)
class Step:
    """One step as it was said."""

    position: int
    verb: str
    units: tuple[str, ...] = ()
    heirs: tuple[tuple[str, Decimal], ...] = ()
    parent: str = ""
    code: str = ""
    name: str = ""
    kind: str = ""
    official_code: str = ""


@dataclass(frozen=True)
class Trouble:
    """Why it cannot be applied so; `step` 0 is about the whole."""

    step: int
    reason: CannotReorganise


@dataclass(frozen=True)
class Called:
    """What a unit is called: name, code of its kind, official code."""

    name: str
    kind: str
    official_code: str = ""


@dataclass
class InLine:
    """What happens in one line: who ends and to whom, who moves (from, to), who gets a first place there."""

    ended: dict[str, Heirs] = field(default_factory=dict)
    moved: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    placed: dict[str, str | None] = field(default_factory=dict)

    def parents_after(self, tree: Tree) -> dict[str, str | None]:
        """Everybody who stands in the line from the day on."""
        after = {code: stand.parent for code, stand in tree.items() if code not in self.ended}
        return after | self.placed | {code: to for code, (_before, to) in self.moved.items()}


@dataclass
class Effects:
    """All that is written when it is applied."""

    created: dict[str, Called] = field(default_factory=dict)
    named: dict[str, tuple[Called, Called]] = field(default_factory=dict)  # (before, after)
    lines: dict[str, InLine] = field(default_factory=dict)

    def ended(self) -> set[str]:
        """Codes of the units that are no more, in whatever line."""
        return {code for one in self.lines.values() for code in one.ended}

    def to_json(self) -> dict[str, Any]:
        return {
            "created": {code: [c.name, c.kind, c.official_code] for code, c in self.created.items()},
            "named": {
                code: [[c.name, c.kind, c.official_code] for c in pair] for code, pair in self.named.items()
            },
            "lines": {
                line: {
                    "ended": {code: {h: str(s) for h, s in heirs.items()} for code, heirs in one.ended.items()},
                    "moved": one.moved,
                    "placed": one.placed,
                }
                for line, one in self.lines.items()
            },
        }  # fmt: skip

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Effects:
        return cls(
            {code: Called(*row) for code, row in data["created"].items()},
            {code: (Called(*old), Called(*new)) for code, (old, new) in data["named"].items()},
            {
                line: InLine(
                    {code: {h: Decimal(s) for h, s in heirs.items()} for code, heirs in one["ended"].items()},
                    {code: (before, after) for code, (before, after) in one["moved"].items()},
                    dict(one["placed"]),
                )
                for line, one in data["lines"].items()
            },
        )


@dataclass(frozen=True)
class World:
    """What the steps meet: the trees of the day by line, codes ever used, kinds, and what the post may touch."""

    day: date
    line: str
    trees: Mapping[str, Tree]
    used: Collection[str]
    kinds: Mapping[str, str]
    within: Collection[str] | None = None  # None: everything (the program)
    own: str = ""  # the unit through which somebody acts

    @property
    def tree(self) -> Tree:
        return self.trees[self.line]


@dataclass
class Plan:
    """What comes of the steps. `said_in`: the step that ends, moves or makes a unit; `carried`: units that stood below
    an ended one and go to its heir, with the step that ends it."""

    effects: Effects
    troubles: list[Trouble]
    said_in: dict[str, int]
    carried: dict[str, int]

    @property
    def sound(self) -> bool:
        return not self.troubles


def largest(heirs: Heirs) -> str | None:
    """Who takes the largest share, the smaller code in a tie (as consolidation hands on what was asked)."""
    return min(heirs, key=lambda code: (-heirs[code], code), default=None)
