"""What a reorganisation does to the tree, worked out on paper: steps and the trees of the day in, effects and problems
out. Nothing here reads or writes the database; all steps hold at once, whatever their order."""

from __future__ import annotations

from collections.abc import Iterable

from trienkhai.vietnamese import N_

from .checking import Checking
from .model import (
    ABOLISH,
    END,
    KIND,
    MERGE,
    MOVE,
    NEW,
    RENAME,
    SPLIT,
    Called,
    Effects,
    Heirs,
    InLine,
    Plan,
    Stand,
    Step,
    Tree,
    Trouble,
    World,
    largest,
)

__all__ = [
    "ABOLISH",
    "END",
    "KIND",
    "MERGE",
    "MOVE",
    "NEW",
    "RENAME",
    "SPLIT",
    "Called",
    "Effects",
    "Heirs",
    "InLine",
    "Plan",
    "Stand",
    "Step",
    "Tree",
    "Trouble",
    "World",
    "largest",
    "plan",
]


def plan(steps: Iterable[Step], world: World) -> Plan:
    """Effects of all steps together, and everything that stands against them."""
    return _Planner(world).work_out(list(steps))


class _Planner(Checking):
    def work_out(self, steps: list[Step]) -> Plan:
        if not steps:
            self.say(0, N_("Chưa có bước nào."))
        for step in steps:
            if step.code:
                self.make(step)
        for step in steps:
            getattr(self, f"do_{step.verb}")(step)
        self.settle_implied()
        self.carry_children(self.main, self.tree)
        self.check_ends()
        self.check_parents()
        self.check_later()
        self.check_tree(self.main, self.tree)
        self.other_lines()
        return Plan(self.effects, self.troubles, self.made_in | self.moved_in | self.ended_in, self.carried)

    # --- other lines --------------------------------------------------------------------------------------------------

    def other_lines(self) -> None:
        """A unit that ends, ends in all its lines. An heir that does not stand in one of them takes the place of the
        unit that it succeeds; units below go to the heir with the largest share."""
        for line, tree in self.world.trees.items():
            ending = {code: heirs for code, heirs in self.main.ended.items() if code in tree}
            if line == self.world.line or not ending:
                continue
            one = self.effects.lines[line] = InLine(ended=ending)
            for code, heirs in ending.items():
                for heir in heirs:
                    if heir not in tree and heir not in one.placed:
                        one.placed[heir] = self.survivor(tree[code].parent, one, tree)
            self.carry_children(one, tree)
            self.check_tree(one, tree)
