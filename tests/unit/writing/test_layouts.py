"""Layouts are data with a day and a law; their measures lie within what the law allows."""

from datetime import date

import pytest

from trienkhai.writing import UnknownLayout, find_layout
from trienkhai.writing.layouts import all_layouts
from trienkhai.writing.measure import width_mm


def test_every_layout_names_its_law_and_fits_the_paper() -> None:
    for layout in all_layouts():
        assert layout.law
        assert layout.since <= date(2026, 5, 27)
        assert sum(layout.head["columns"]) == layout.text_width
        assert 12 <= layout.head["issuer_size"] <= 14
        assert width_mm(layout.head["country"], layout.head["country_size"], bold=True) < layout.head["columns"][1]


def test_the_state_margins_are_those_of_the_decree() -> None:
    page = find_layout("state").page
    assert 20 <= page["top"] <= 25
    assert 20 <= page["bottom"] <= 25
    assert 30 <= page["left"] <= 35
    assert 15 <= page["right"] <= 20


def test_a_day_before_every_law_gets_the_oldest() -> None:
    assert find_layout("party", date(2020, 1, 1)) == find_layout("party", date(2026, 11, 20)) == find_layout("party")


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownLayout, match="party, state"):
        find_layout("letter")


def test_widths_are_those_of_times_new_roman() -> None:
    assert width_mm("Ể", 12) == width_mm("E", 12), "marks take no room"
    assert width_mm("0123456789", 10) == pytest.approx(10 * 0.5 * 10 * 25.4 / 72)
