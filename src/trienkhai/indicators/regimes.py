"""Regimes of reporting: names for spans of days, each regime a file of catalogue/regimes. Pure; read once.

A period is its days. A regime names some of them (`Tháng 7`, `Quý III`, `Học kỳ I`) and so says which follow one
another and which make up a longer one; the days alone decide the cell of a figure.
"""

from __future__ import annotations

import tomllib
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache
from importlib import resources

from .errors import CatalogueError
from .fields import Fields

CALENDAR = "calendar"
ROMAN = ("", "I", "II", "III", "IV")
Days = tuple[date, date]
MonthDay = tuple[int, int]


@dataclass(frozen=True)
class Kind:
    """Periods that come again each year. `days`: (first, last) of each as month and day, both in it; a last day of
    02-29 is the end of February. `cumulative`: they all begin with the year, so they make up nothing."""

    code: str
    name: str
    name_en: str
    cumulative: bool
    days: tuple[tuple[MonthDay, MonthDay], ...]
    labels: tuple[str, ...]
    labels_en: tuple[str, ...]


@dataclass(frozen=True)
class Regime:
    """`suffix` stands behind every label, with the days. `ends_in`: years between that of a label and that in which
    its periods end."""

    code: str
    name: str
    name_en: str
    suffix: str
    suffix_en: str
    source: str
    position: int
    ends_in: int
    kinds: tuple[Kind, ...]
    examples: tuple[tuple[str, str], ...]

    def kind(self, code: str) -> Kind | None:
        """None where the regime knows no such kind."""
        return next((kind for kind in self.kinds if kind.code == code), None)


@dataclass(frozen=True)
class Named:
    """The period `number` (from 1) of a kind in a year of a regime."""

    regime: Regime
    kind: Kind
    number: int
    year: int

    @cached_property
    def days(self) -> Days:
        """(first, last), both in the period. Raises ValueError beyond the years 1 and 9999."""
        first, (month, day) = self.kind.days[self.number - 1]
        ends = self.year + self.regime.ends_in
        if not 1 < ends <= date.max.year and not (ends == 1 and first <= (month, day)):
            raise ValueError(ends)
        last = date(ends, month, min(day, monthrange(ends, month)[1]))
        return date(ends if first <= (month, day) else ends - 1, *first), last

    @property
    def exists(self) -> bool:
        """Whether the years reach so far."""
        try:
            _ = self.days
        except ValueError:
            return False
        return True

    def label(self, language: str = "vi") -> str:
        """`Quý III năm 2026`, without the days."""
        labels = self.kind.labels if language == "vi" else self.kind.labels_en
        template = labels[0] if len(labels) == 1 else labels[self.number - 1]
        roman = ROMAN[self.number] if self.number < len(ROMAN) else str(self.number)
        return template.format(number=self.number, roman=roman, year=self.year, next_year=self.year + 1)

    def step(self, count: int) -> Named | None:
        """So many periods of the kind later, or earlier; None where the years run out."""
        years, place = divmod(self.number - 1 + count, len(self.kind.days))
        return self._there(place + 1, self.year + years)

    def years_on(self, count: int) -> Named | None:
        """The same period so many years later, or earlier."""
        return self._there(self.number, self.year + count)

    def _there(self, number: int, year: int) -> Named | None:
        found = Named(self.regime, self.kind, number, year)
        return found if found.exists else None


@cache
def regimes() -> tuple[Regime, ...]:
    """All, the calendar first: where two name the same days, the first one's name is used. Raises CatalogueError."""
    folder = resources.files("trienkhai") / "catalogue" / "regimes"
    files = sorted((file.name, file.read_text(encoding="utf-8")) for file in folder.iterdir())
    read = [_regime(name.removesuffix(".toml"), text) for name, text in files if name.endswith(".toml")]
    return tuple(sorted(read, key=lambda one: (one.position, one.code)))


def regime(code: str) -> Regime | None:
    """None where there is no such regime."""
    return next((one for one in regimes() if one.code == code), None)


@lru_cache(maxsize=4096)
def named(first: date, last: date, within: str = "") -> Named | None:
    """What the days are called, in the regime `within` or the first that names them."""
    for one in regimes():
        if within in ("", one.code):
            for kind in one.kinds:
                for number in range(1, len(kind.days) + 1):
                    found = Named(one, kind, number, last.year - one.ends_in)
                    if _same(found, first, last):
                        return found
    return None


def _same(found: Named, first: date, last: date) -> bool:
    (month, day), end = found.kind.days[found.number - 1]
    if (first.month, first.day) != (month, day) or end[0] != last.month:
        return False
    return found.exists and found.days == (first, last)


def containing(day: date, regime: Regime, kind: Kind) -> Named | None:
    """The period of that kind in which the day lies; of cumulative ones the shortest."""
    year = day.year - regime.ends_in
    every = _in_years(regime, kind, (year, year + 1))
    return next((one for one in every if one.days[0] <= day <= one.days[1]), None)


def latest(day: date, regime: Regime, kind: Kind) -> Named | None:
    """The period in which the day lies; else the last one that was over by then."""
    here = containing(day, regime, kind)
    if here is not None:
        return here
    year = day.year - regime.ends_in
    over = [one for one in _in_years(regime, kind, (year, year - 1)) if one.days[1] < day]
    return max(over, key=lambda one: one.days[1], default=None)


def _in_years(regime: Regime, kind: Kind, years: tuple[int, ...]) -> Iterator[Named]:
    every = (Named(regime, kind, number, year) for year in years for number in range(1, len(kind.days) + 1))
    return (one for one in every if one.exists)


def beginning(day: date, regime: Regime) -> list[Named]:
    """Periods that begin that day, the longest first; no cumulative ones."""
    found = [
        Named(regime, kind, number, day.year - regime.ends_in + later)
        for kind in regime.kinds
        if not kind.cumulative
        for number, (first, _) in enumerate(kind.days, 1)
        if first == (day.month, day.day)
        for later in (0, 1)
    ]
    there = [one for one in found if one.exists and one.days[0] == day]
    return sorted(there, key=lambda one: one.days[1], reverse=True)


# --- from the file ----------------------------------------------------------------------------------------------------


def _regime(code: str, text: str) -> Regime:
    fields = Fields(f"regimes/{code}.toml", tomllib.loads(text))
    read = Regime(
        code=code,
        name=fields.text("name", 80),
        name_en=fields.text("name_en", 80),
        suffix=fields.text("suffix", 60, required=False),
        suffix_en=fields.text("suffix_en", 60, required=False),
        source=fields.text("source", 300),
        position=fields.whole("position", 0, most=32_000),
        ends_in=fields.whole("ends_in", 0, most=1),
        kinds=tuple(_kind(row) for row in fields.tables("kinds", required=True)),
        examples=tuple((row.text("code", 40), row.text("label", 200)) for row in fields.tables("examples")),
    )
    fields.done()
    if fields.problems:
        raise CatalogueError(fields.problems)
    return read


def _kind(fields: Fields) -> Kind:
    days = []
    for span in fields.words("days"):
        try:
            # 2024 is a leap year: 02-29 stands for the end of February
            first, last = (date.fromisoformat(f"2024-{piece}") for piece in span.split("/"))
        except ValueError:
            fields.wrong("days", f"«{span}» phải có dạng như 12-15/01-14")
        else:
            days.append(((first.month, first.day), (last.month, last.day)))
    read = Kind(
        code=fields.slug("code"),
        name=fields.text("name", 80),
        name_en=fields.text("name_en", 80),
        cumulative=fields.yes("cumulative", default=False),
        days=tuple(days),
        labels=fields.words("labels"),
        labels_en=fields.words("labels_en"),
    )
    if not days or any(len(labels) not in (1, len(days)) for labels in (read.labels, read.labels_en)):
        fields.wrong("labels", "phải có một tên chung, hoặc một tên cho mỗi kỳ trong days")
    fields.done()
    return read
