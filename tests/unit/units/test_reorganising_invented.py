"""Invented reorganisations: each is refused or done, the paths hold, sums stay, taking back leaves no trace."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

import pytest

from tests.cast import Cast
from tests.unit.units.test_reorganising import apply, draft, everything, take_back
from tests.unit.units.test_tree import check_tree
from trienkhai import consolidation as c
from trienkhai.collection.tables import placements_of
from trienkhai.units.errors import CannotReorganise
from trienkhai.units.models import Succession
from trienkhai.units.planning import Step
from trienkhai.units.queries import plan_of

CODES = ["van_phong", "ban_a", "xa_an", "xa_bo", "xa_ca", "thon_1", "thon_2"]


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_reorganised_the_tree_stays_a_tree_and_no_figure_is_lost(cast: Cast, seed: int) -> None:
    """Invented steps: refused, or applied so that the whole keeps its sum, and taken back without a trace."""
    chance = random.Random(seed)
    found = 0
    for attempt in range(12):
        steps = [invented(chance, number) for number in range(1, chance.randint(2, 5))]
        made = draft(cast, *steps, day=date(2031, 1 + attempt, 1))
        if plan_of(made, cast.administrator).troubles:
            with pytest.raises(CannotReorganise):
                apply(cast, made)
            continue
        found += 1
        untouched = everything()
        assert apply(cast, made)
        check_tree(cast.line)
        assert whole(cast, made.day) == whole(cast, date(2026, 1, 1)) == 2 ** len(CODES) - 1
        take_back(cast, made)
        assert everything() == untouched
    assert found


def invented(chance: random.Random, number: int) -> Step:
    verb = chance.choice(["merge", "merge", "split", "move", "move", "end", "new", "abolish", "rename"])
    one, other, third = chance.sample(CODES, 3)
    match verb:
        case "merge":
            made = {"code": f"moi_{number}", "name": f"Mới {number}", "kind": "commune"}
            new = chance.random() < 0.5
            return Step(number, verb, (one, other), **made if new else {"heirs": ((third, Decimal(1)),)})  # type: ignore[arg-type]
        case "split":
            return Step(number, verb, (one,), ((other, Decimal("0.25")), (third, Decimal("0.75"))))
        case "move":
            return Step(number, verb, (one,), parent=chance.choice([other, "tinh"]))
        case "new":
            return Step(number, verb, parent=other, code=f"moi_{number}", name="Mới", kind="village")
        case "abolish":
            return Step(number, verb, parent="tinh", kind=chance.choice(["commune", "office"]))
        case "rename":
            return Step(number, verb, (one,), name="Tên khác")
    return Step(number, "end", (one,))


def whole(cast: Cast, restate: date) -> Decimal | None:
    """The province's total of figures 1, 2, 4 … of its units before the day, in the tree of the day."""
    figures = [c.Figure(code, "x", "2026-01", None, "own", Decimal(2**place)) for place, code in enumerate(CODES)]
    rows = Succession.objects.values_list("old__code", "new__code", "date", "share")
    inputs = c.Inputs(
        figures, placements_of(cast.line), [c.Indicator("x", "sum")], [c.Succession(*row) for row in rows]
    )
    totals = c.consolidate(inputs, restate=restate).totals
    return next(row.value for row in totals if row.unit == "tinh")
