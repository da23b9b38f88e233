"""Definitions as files give them: TOML in, frozen rows out, every mistake with its file, key and reason. No database.

A catalogue folder has `dimensions/CODE.toml`, `indicators/CODE.toml` and `forms/CODE.toml`; file names are codes.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from .errors import Problem
from .fields import CODE, Fields

OVER_UNITS = ("sum", "min", "max", "none", "ratio")
OVER_TIME = ("sum", "last", "max", "none")


@dataclass(frozen=True)
class Category:
    """One value of a dimension; `words` by which reports call it, each found in one of the `examples`."""

    code: str
    name: str
    words: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Dimension:
    """A way of breaking figures down."""

    place: str
    code: str
    name: str
    categories: tuple[Category, ...]


@dataclass(frozen=True)
class Breakdown:
    """The indicator may be asked by the dimension; `complete`: its categories cover everything."""

    dimension: str
    complete: bool


@dataclass(frozen=True)
class Indicator:
    """One indicator. `numerator` and `denominator` are codes, for a ratio only; `factor` 100 makes percent; no new
    form should ask it from the day `until` on."""

    place: str
    code: str
    name: str
    measure: str
    over_units: str
    over_time: str
    numerator: str
    denominator: str
    factor: Decimal
    decimals: int
    position: int
    definition: str
    why: str
    origin: str
    words: tuple[str, ...]
    examples: tuple[str, ...]
    until: date | None
    breakdowns: tuple[Breakdown, ...]


@dataclass(frozen=True)
class Line:
    """One row of a form; an empty `section` in the file goes on with the one before."""

    section: str
    indicator: str
    dimension: str


@dataclass(frozen=True)
class Form:
    """Indicators asked together, the kinds of units that are usually asked (none: any), the usual regime of periods."""

    place: str
    code: str
    name: str
    position: int
    kinds: tuple[str, ...]
    regime: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Definitions:
    """What was read, and all that was wrong with it."""

    dimensions: tuple[Dimension, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    forms: tuple[Form, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_folder(folder: Path) -> Definitions:
    """A catalogue folder; one that holds only .toml files of indicators is read as `indicators/`."""
    problems: list[Problem] = []
    plain = not any((folder / part).is_dir() for part in ("dimensions", "indicators", "forms"))
    sets = {
        part: [f for f in (_open(path, problems) for path in sorted(place.glob("*.toml"))) if f]
        for part, place in (
            ("dimensions", folder / "dimensions"),
            ("indicators", folder if plain else folder / "indicators"),
            ("forms", folder / "forms"),
        )
    }
    if not any(sets.values()) and not problems:
        problems.append(Problem(folder.name, "", "không có tệp .toml nào trong thư mục"))
    return Definitions(
        dimensions=tuple(map(dimension, sets["dimensions"])),
        indicators=tuple(map(indicator, sets["indicators"])),
        forms=tuple(map(form, sets["forms"])),
        problems=tuple(problems + _said(sets)),
    )


def read_toml(path: Path) -> Definitions:
    """One file of one indicator."""
    problems: list[Problem] = []
    fields = _open(path, problems)
    if fields is None:
        return Definitions(problems=tuple(problems))
    return Definitions(indicators=(indicator(fields),), problems=tuple(fields.problems))


def _said(sets: dict[str, list[Fields]]) -> list[Problem]:
    return [problem for files in sets.values() for fields in files for problem in fields.problems]


def _open(path: Path, problems: list[Problem]) -> Fields | None:
    place = f"{path.parent.name}/{path.name}"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        problems.append(Problem(place, "", "không phải văn bản UTF-8"))
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem(place, "", f"không đúng dạng TOML ({error})"))
    else:
        fields = Fields(place, table)
        fields.code = path.stem
        if not CODE.fullmatch(path.stem):
            fields.wrong("", "tên tệp là mã: chỉ dùng chữ thường không dấu, chữ số, dấu - hoặc _")
        return fields
    return None


def dimension(fields: Fields) -> Dimension:
    """A dimension from its file."""
    categories = tuple(_category(row) for row in fields.tables("categories", required=True))
    read = Dimension(place=fields.place, code=fields.code, name=fields.text("name", 120), categories=categories)
    if len({category.code for category in categories}) < len(categories):
        fields.wrong("categories", "có hai nhóm cùng mã")
    fields.done()
    return read


def _category(fields: Fields) -> Category:
    read = Category(fields.slug("code"), fields.text("name", 120), fields.words("words"), fields.words("examples"))
    fields.check_words(read.words, read.examples)
    fields.done()
    return read


def indicator(fields: Fields) -> Indicator:
    """An indicator from its file, or from the row of a table (`fields.code` is set)."""
    over_units = fields.choice("over_units", OVER_UNITS, "sum")
    ratio = over_units == "ratio"
    read = Indicator(
        place=fields.place,
        code=fields.code,
        name=fields.text("name", 200),
        measure=fields.text("measure", 60),
        over_units=over_units,
        over_time=fields.choice("over_time", OVER_TIME, "none" if ratio else "sum"),
        numerator=fields.slug("numerator", required=ratio),
        denominator=fields.slug("denominator", required=ratio),
        factor=fields.decimal("factor", Decimal(1)),
        decimals=fields.whole("decimals", 0, most=4),
        position=fields.whole("position", 0, most=32_000),
        definition=fields.text("definition", 2000),
        why=fields.text("why", 2000),
        origin=fields.text("origin", 200, required=False),
        words=fields.words("words"),
        examples=fields.words("examples"),
        until=fields.day("until"),
        breakdowns=tuple(_breakdown(row) for row in fields.tables("dimensions")),
    )
    if not ratio and (read.numerator or read.denominator):
        fields.wrong("numerator", "và denominator chỉ dành cho chỉ tiêu tỷ lệ (over_units = ratio)")
    fields.check_words(read.words, read.examples)
    fields.done()
    return read


def _breakdown(fields: Fields) -> Breakdown:
    read = Breakdown(fields.slug("code"), fields.yes("complete", default=True))
    fields.done()
    return read


def form(fields: Fields) -> Form:
    """A form from its file."""
    lines: list[Line] = []
    for row in fields.tables("lines", required=True):
        section = row.text("section", 200, required=False) or (lines[-1].section if lines else "")
        lines.append(Line(section, row.slug("indicator"), row.slug("dimension", required=False)))
        row.done()
    if len({line.indicator for line in lines}) < len(lines):
        fields.wrong("lines", "hỏi một chỉ tiêu hai lần")
    read = Form(
        place=fields.place,
        code=fields.code,
        name=fields.text("name", 200),
        position=fields.whole("position", 0, most=32_000),
        kinds=fields.words("kinds"),
        regime=fields.slug("regime", required=False),
        lines=tuple(lines),
    )
    fields.done()
    return read
