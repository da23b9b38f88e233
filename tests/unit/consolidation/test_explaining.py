"""What a page shows when somebody asks where a number comes from."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from trienkhai.consolidation import (
    Asked,
    Figure,
    Indicator,
    Inputs,
    NothingThere,
    Period,
    Succession,
    UnitPlacement,
    explain,
)

END = date(2026, 2, 1)
UNITS = [
    UnitPlacement("tinh", None),
    UnitPlacement("xa_an", "tinh", None, END),
    UnitPlacement("xa_bo", "tinh"),
    UnitPlacement("xa_ca", "tinh", END),
]
HANDED = [Succession("xa_an", "xa_bo", END, Decimal("0.25")), Succession("xa_an", "xa_ca", END, Decimal("0.75"))]
SUMS = [Indicator("lop", "sum", "sum"), Indicator("ho_so", "sum", "sum")]
RATE = Indicator("ty_le", "ratio", None, "lop", "ho_so", Decimal(100))


def figure(unit: str, value: int | None, indicator: str = "lop", scope: str = "own", period: str = "2026-01") -> Figure:
    """A figure without breakdown."""
    return Figure(unit, indicator, period, None, scope, None if value is None else Decimal(value))


def test_pieces_handed_on_name_their_figure_and_share() -> None:
    inputs = Inputs([figure("xa_an", 40), figure("xa_bo", 2)], UNITS, SUMS, HANDED)
    found = explain(inputs, "xa_bo", "lop", "2026-01", restate=END)
    assert found.own == found.total.value == Decimal(12)
    assert found.total.estimate
    assert [(p.figure.unit, p.share, p.value, p.handed_on) for p in found.pieces] == [
        ("xa_an", Fraction(1, 4), Decimal(10), True),
        ("xa_bo", Fraction(1), Decimal(2), False),
    ]


def test_children_bring_their_rows_also_the_silent_ones() -> None:
    found = explain(Inputs([figure("tinh", 1), figure("xa_bo", 2)], UNITS, SUMS), "tinh", "lop", "2026-01")
    assert found.own == Decimal(1)
    assert [(row.unit, row.value, row.reported, row.expected) for row in found.children] == [
        ("xa_an", None, 0, 1),
        ("xa_bo", Decimal(2), 1, 1),
    ]
    assert [(entry.at, entry.entry.unit, entry.entry.status) for entry in found.entries] == [
        ("xa_an", "xa_an", "silent"),
        ("xa_bo", "xa_bo", "spoken"),
    ]
    assert not found.complete


def test_a_claim_taken_and_one_that_cannot_be_used() -> None:
    inputs = Inputs([figure("xa_bo", 5), figure("tinh", 9, scope="whole")], UNITS, SUMS)
    found = explain(inputs, "tinh", "lop", "2026-01")
    assert (found.claim, found.claim_taken, found.computed, found.claim_usable) == (Decimal(9), True, Decimal(5), True)
    moved = [UnitPlacement("tinh", None), UnitPlacement("h", None), UnitPlacement("xa_bo", "tinh", None, END)]
    moved.append(UnitPlacement("xa_bo", "h", END))
    inputs = Inputs([figure("xa_bo", 5), figure("tinh", 9, scope="whole")], moved, SUMS)
    found = explain(inputs, "tinh", "lop", "2026-01", restate=END)
    assert (found.claim, found.claim_taken, found.claim_usable) == (Decimal(9), False, False)
    assert [finding.claimed for finding in found.findings] == [Decimal(9)]


def test_a_longer_period_names_the_figures_of_its_parts() -> None:
    periods = [Period("2026-01", None, None, "2026-Q1", 1), Period("2026-02", None, None, "2026-Q1", 2)]
    asked = [Asked("xa_bo", "lop", "2026-01"), Asked("xa_bo", "lop", "2026-02")]
    inputs = Inputs([figure("xa_bo", 5), figure("xa_bo", 6, period="2026-02")], UNITS, SUMS, (), asked, periods)
    found = explain(inputs, "xa_bo", "lop", "2026-Q1")
    assert [(piece.figure.period, piece.value) for piece in found.pieces] == [("2026-01", 5), ("2026-02", 6)]
    assert [(entry.entry.period, entry.entry.status) for entry in found.entries] == [
        ("2026-01", "spoken"),
        ("2026-02", "spoken"),
    ]


def test_a_ratio_is_explained_by_its_parts() -> None:
    figures = [figure("xa_bo", 9), figure("xa_bo", 10, "ho_so"), figure("xa_bo", 95, "ty_le")]
    found = explain(Inputs(figures, UNITS, [*SUMS, RATE]), "xa_bo", "ty_le", "2026-01")
    assert found.total.value == found.computed == Decimal(90)
    assert found.numerator
    assert found.numerator.total.value == Decimal(9)
    assert found.denominator
    assert found.denominator.total.value == Decimal(10)
    assert [(finding.claimed, finding.computed) for finding in found.findings] == [(Decimal(95), Decimal(90))]


def test_a_percentage_without_parts_is_its_own_explanation() -> None:
    found = explain(Inputs([figure("xa_bo", 95, "ty_le")], UNITS, [*SUMS, RATE]), "xa_bo", "ty_le", "2026-01")
    assert found.total.basis == "claimed"
    assert found.computed is None
    assert [piece.value for piece in found.pieces] == [Decimal(95)]


@pytest.mark.parametrize(
    ("unit", "indicator", "period", "breakdown"),
    [
        ("la", "lop", "2026-01", None),
        ("tinh", "la", "2026-01", None),
        ("tinh", "lop", "2026-02", None),
        ("tinh", "lop", "2026-01", "a=b"),
    ],
)
def test_where_nothing_is_nothing_can_be_explained(
    unit: str, indicator: str, period: str, breakdown: str | None
) -> None:
    with pytest.raises(NothingThere):
        explain(Inputs([figure("xa_bo", 5)], UNITS, SUMS), unit, indicator, period, breakdown)
