"""Tables with mistakes in them: what is sound, as text, and one thing or another made wrong."""

from collections.abc import Callable
from typing import Any

from tests.spec.dice import Dice

Row = dict[str, str]
TextTables = dict[str, list[Row]]
# Makes one mistake; says which table and row (from 0) must be complained of, or nothing where it found no place.
Mistake = Callable[[Dice, TextTables], tuple[str, int] | None]


def cell(table: str, column: str, *wrong: str) -> Mistake:
    """Something impossible in one cell."""

    def make(dice: Dice, tables: TextTables) -> tuple[str, int] | None:
        rows = tables[table]
        if not rows:
            return None
        place = dice.below(len(rows))
        rows[place][column] = dice.pick(wrong)
        return table, place

    return make


def again(table: str, **other: str) -> Mistake:
    """A row once more, with other things in it."""

    def make(dice: Dice, tables: TextTables) -> tuple[str, int] | None:
        rows = tables[table]
        if not rows:
            return None
        rows.append({**dice.pick(rows), **other})
        return table, len(rows) - 1

    return make


def more(table: str, *added: Row) -> Mistake:
    """Rows that do not go together with what is there, or with each other; the last is the mistake."""

    def make(dice: Dice, tables: TextTables) -> tuple[str, int] | None:
        empty = dict.fromkeys(COLUMNS_OF[table], "")
        tables[table] += [{**empty, **row} for row in added]
        return table, len(tables[table]) - 1

    return make


def own_parent(dice: Dice, tables: TextTables) -> tuple[str, int] | None:
    """A unit under itself."""
    place = dice.below(len(tables["units"]))
    row = tables["units"][place]
    row["parent"] = row["unit"]
    return "units", place


def nobody_after(dice: Dice, tables: TextTables) -> None:
    """Who ended has no heir; a mistake only where it holds or owes figures."""
    tables["successions"].clear()


def back_again(dice: Dice, tables: TextTables) -> tuple[str, int] | None:
    """The heir is succeeded by the one that it succeeded; the first row of the circle is named."""
    if tables["successions"]:
        row = dice.pick(tables["successions"])
        tables["successions"].append({**row, "old": row["new"], "new": row["old"], "date": "2020-01-01"})
    return None


def of_the_living(dice: Dice, tables: TextTables) -> tuple[str, int] | None:
    """Somebody stands for a unit that is there."""
    rows = [row for row in tables["units"] if not row["since"]]
    row = {"old": dice.pick(rows)["unit"], "new": tables["units"][0]["unit"], "date": "2019-05-01", "share": "1"}
    tables["successions"].append(row)
    return "successions", len(tables["successions"]) - 1


def too_early(dice: Dice, tables: TextTables) -> tuple[str, int] | None:
    """A figure of a unit that begins long after."""
    if not tables["figures"]:
        return None
    tables["units"].append({"unit": "mới", "parent": "", "since": "2030-01-01", "until": ""})
    return again("figures", unit="mới", value="1", qualifier="", scope="own")(dice, tables)


def under_nobody(dice: Dice, tables: TextTables) -> tuple[str, int] | None:
    """The parent ended, the child stands; wherever any day is looked at."""
    tables["units"].append({"unit": "cũ", "parent": "", "since": "", "until": "2019-01-01"})
    tables["units"].append({"unit": "con", "parent": "cũ", "since": "", "until": ""})
    return ("units", len(tables["units"]) - 1) if tables["figures"] else None


def no_share_left(dice: Dice, tables: TextTables) -> tuple[str, int] | None:
    """The shares of one unit are too small together."""
    if tables["successions"]:
        dice.pick(tables["successions"])["share"] = "0.1"
    return None


COLUMNS_OF: dict[str, list[str]] = {
    "units": ["unit", "parent", "since", "until"],
    "successions": ["old", "new", "date", "share"],
    "periods": ["period", "since", "until", "part_of", "position"],
    "indicators": ["indicator", "over_units", "over_time", "numerator", "denominator", "factor"],
}
_RATIO: dict[str, Any] = {"over_units": "ratio", "factor": "100"}
MISTAKES: list[Mistake] = [
    again("figures"),
    again("figures", value="", qualifier="", scope="own", breakdown="b=2;a=1"),
    cell("figures", "unit", "không_có", ""),
    cell("figures", "indicator", "không_có", ""),
    cell("figures", "period", "2026-13", "2026-02-30", "26", "2026-1", "2026-01-02/2026-01-01", "lần_9", ""),
    cell("figures", "breakdown", "sex", "sex=", "=f", "sex=f;kind=x", "sex=f;sex=m", "a=b=c", "sex=f;"),
    cell("figures", "scope", "all", "", "Own"),
    cell("figures", "value", "1e3", "1,5", "x", "1.00001", "100000000000", "-", ".5", "NaN", "1 000", "1" * 40),
    again("figures", scope="whole", value="", qualifier="", breakdown="a=9"),
    again("figures", scope="own", value="", qualifier="about", breakdown="a=8"),
    again("figures", scope="own", value="1", qualifier="over", breakdown="a=7"),
    again("asked", unit="không_có"),
    again("asked", indicator="không_có"),
    again("asked", period="T1"),
    cell("units", "parent", "không_có"),
    cell("units", "since", "2026-1-1", "01/01/2026", "2026-02-30"),
    cell("units", "until", "x"),
    cell("units", "unit", ""),
    again("units"),
    more("units", {"unit": "hai", "since": "2026-01-01", "until": "2026-01-01"}),
    own_parent,
    under_nobody,
    cell("successions", "new", "không_có"),
    cell("successions", "share", "0", "1.5", "-0.5", "một nửa", ""),
    cell("successions", "date", "", "2026"),
    no_share_left,
    nobody_after,
    back_again,
    of_the_living,
    too_early,
    again("indicators"),
    cell("indicators", "over_units", "average", ""),
    more("indicators", {"indicator": "k", "over_units": "sum", "over_time": "first"}),
    more("indicators", {"indicator": "k", "over_units": "sum", "over_time": "sum", "numerator": "k"}),
    more("indicators", {"indicator": "k", **_RATIO}),
    more("indicators", {"indicator": "k", "numerator": "không_có", "denominator": "không_có", **_RATIO}),
    more("indicators", {"indicator": "k", "numerator": "k", "denominator": "k", **_RATIO}),
    more("periods", {"period": "2031-01", "part_of": "2031"}, {"period": "2031-Q1", "part_of": "2031"}),
    more("periods", {"period": "2031-01", "part_of": "2031"}, {"period": "2031-01", "part_of": "2031"}),
    more("periods", {"period": "2031", "part_of": "2031"}),
    more("periods", {"period": "kỳ"}),
    more("periods", {"period": "kỳ", "since": "2031-01-01"}),
    more("periods", {"period": "kỳ", "since": "2031-01-01", "until": "2031-01-01"}),
    more("periods", {"period": "2031-02", "part_of": "kỳ_dài"}),
    more("periods", {"period": "2031-03", "position": "1.5"}),
]
