"""Regimes are data: every example is read back, and their periods follow one another."""

from datetime import timedelta

import pytest

from trienkhai.indicators import periods, regimes
from trienkhai.indicators.errors import CatalogueError
from trienkhai.indicators.regimes import Kind, Regime

KINDS = [(regime, kind) for regime in regimes.regimes() for kind in regime.kinds]


@pytest.mark.parametrize("regime", regimes.regimes(), ids=lambda one: one.code)
def test_every_example_is_called_so(regime: Regime) -> None:
    assert regime.examples
    for code, label in regime.examples:
        assert periods.label(code) == label
        assert periods.canonical(code) == code


@pytest.mark.parametrize(("regime", "kind"), KINDS, ids=lambda one: one.code)
def test_periods_of_a_kind_follow_one_another_and_know_their_names(regime: Regime, kind: Kind) -> None:
    for year in (2024, 2025):  # with and without 29 February
        for number in range(1, len(kind.days) + 1):
            one = regimes.Named(regime, kind, number, year)
            again = regimes.named(*one.days)
            assert again is not None and again.days == one.days
            if not kind.cumulative and (later := one.step(1)) is not None and kind.code != "two_terms":
                assert later.days[0] - one.days[1] == timedelta(days=1)


def test_the_calendar_names_days_before_any_other_regime() -> None:
    assert regimes.regimes()[0].code == regimes.CALENDAR
    firsts = [one for one in regimes.regimes() if one.kind("year")]
    assert firsts == list(regimes.regimes())


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ('days = ["01-32/02-01"]', "01-32/02-01"),
        ('days = ["01-01/02-01", "02-01/03-01"]\nlabels = ["a", "b", "c"]', "labels"),
        ("cumulative = 3", "cumulative"),
    ],
)
def test_a_mistake_in_the_file_is_named(wrong: str, reason: str) -> None:
    text = f'name = "x"\nname_en = "x"\nsource = "x"\n[[kinds]]\ncode = "a"\nname = "a"\nname_en = "a"\n{wrong}\n'
    with pytest.raises(CatalogueError, match=reason):
        regimes._regime("x", text)
