"""The columns of every table, in order: what kind of cell, and whether it may be empty or missing."""

from __future__ import annotations

from dataclasses import dataclass

TEXT, VALUE, SHARE, DAY, WHOLE_NUMBER, NUMBER = "text", "value", "share", "day", "whole_number", "number"


@dataclass(frozen=True, slots=True)
class Column:
    """`required`: the column must be in the header. `may_be_empty`: its cells may be null."""

    name: str
    kind: str = TEXT
    may_be_empty: bool = False
    required: bool = True


def _optional(name: str, kind: str = TEXT) -> Column:
    return Column(name, kind, may_be_empty=True, required=False)


_UNIT, _INDICATOR, _PERIOD = Column("unit"), Column("indicator"), Column("period")
COLUMNS: dict[str, tuple[Column, ...]] = {
    "figures": (
        _UNIT,
        _INDICATOR,
        _PERIOD,
        _optional("breakdown"),
        Column("scope"),
        Column("value", VALUE, may_be_empty=True),
        _optional("qualifier"),
    ),
    "units": (_UNIT, Column("parent", may_be_empty=True), _optional("since", DAY), _optional("until", DAY)),
    "indicators": (
        _INDICATOR,
        Column("over_units"),
        Column("over_time", may_be_empty=True),
        _optional("numerator"),
        _optional("denominator"),
        _optional("factor", NUMBER),
    ),
    "successions": (Column("old"), Column("new"), Column("date", DAY), Column("share", SHARE)),
    "asked": (_UNIT, _INDICATOR, _PERIOD),
    "periods": (
        _PERIOD,
        _optional("since", DAY),
        _optional("until", DAY),
        _optional("part_of"),
        _optional("position", WHOLE_NUMBER),
    ),
}
