"""Indicators, dimensions and forms: taken from files, all or nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from trienkhai.journal.actions import Actor, record
from trienkhai.units.models import UnitKind
from trienkhai.vietnamese import fold

from .. import definitions, regimes
from ..definitions import Definitions
from ..errors import CatalogueError, Problem
from ..models import Category, Dimension, Form, FormLine, Indicator, IndicatorDimension
from ..table import read_csv

CATALOGUE = Path(settings.PACKAGE) / "catalogue"
PLAIN = (  # written as they are read
    "name", "measure", "over_units", "over_time", "factor", "decimals", "position",
    "definition", "why", "origin", "until",
)  # fmt: skip


@dataclass(frozen=True)
class Loaded:
    """How many rows of each kind of change there were: dimensions, indicators and forms together."""

    created: int
    changed: int
    unchanged: int


def load_catalogue(folder: Path | None = None, *, by: Actor | None = None, now: datetime | None = None) -> Loaded:
    """Take a catalogue folder, or the one shipped with the program. Doing it again changes nothing.

    `by` is None while an installation is made. What the folder does not name stays as it is: codes are never reused.
    Raises CatalogueError with every mistake by file and key.
    """
    return take(definitions.read_folder(folder or CATALOGUE), by=by, now=now)


def import_indicators(path: Path, *, by: Actor | None = None, now: datetime | None = None) -> Loaded:
    """Take a folder, one .toml file of an indicator, or a .csv file of many. Raises CatalogueError, OSError."""
    if path.is_dir():
        return load_catalogue(path, by=by, now=now)
    if path.suffix.lower() == ".toml":
        return take(definitions.read_toml(path), by=by, now=now)
    if path.suffix.lower() == ".csv":
        return take(read_csv(path), by=by, now=now)
    raise CatalogueError([Problem(path.name, "", "phải là thư mục, tệp .toml hoặc tệp .csv")])


@transaction.atomic
def take(read: Definitions, *, by: Actor | None = None, now: datetime | None = None) -> Loaded:
    """Write what was read. Raises CatalogueError when anything is wrong, and then nothing is written."""
    problems = [*read.problems, *_loose_ends(read)]
    if problems:
        raise CatalogueError(problems)
    writer = _Writer(by, now or timezone.now())
    for dimension in read.dimensions:
        writer.dimension(dimension)
    for indicator in sorted(read.indicators, key=lambda one: one.over_units == "ratio"):  # parts before ratios
        writer.indicator(indicator)
    for form in read.forms:
        writer.form(form)
    return Loaded(writer.done["created"], writer.done["changed"], writer.done["unchanged"])


def _loose_ends(read: Definitions) -> list[Problem]:
    """Codes that lead nowhere, neither in the files nor in what was loaded before."""
    rules = dict(Indicator.objects.values_list("code", "over_units")) | {i.code: i.over_units for i in read.indicators}
    dimensions = {*Dimension.objects.values_list("code", flat=True), *(d.code for d in read.dimensions)}
    problems = [
        Problem(i.place, "code", f"«{i.code}» có hai lần")
        for i in read.indicators
        if [other.code for other in read.indicators].count(i.code) > 1
    ]
    for i in read.indicators:
        for key, part in (("numerator", i.numerator), ("denominator", i.denominator)):
            if part and part not in rules:
                problems.append(Problem(i.place, key, f"«{part}» không có trong danh mục"))
            elif part and rules[part] == "ratio":
                problems.append(Problem(i.place, key, f"«{part}» là một tỷ lệ; không lấy tỷ lệ của tỷ lệ"))
        problems += [
            Problem(i.place, "dimensions", f"«{b.dimension}» không có trong danh mục")
            for b in i.breakdowns
            if b.dimension not in dimensions
        ]
    return problems + _loose_lines(read, set(rules))


def _loose_lines(read: Definitions, indicators: set[str]) -> list[Problem]:
    allowed = set(IndicatorDimension.objects.values_list("indicator__code", "dimension__code"))
    allowed = {pair for pair in allowed if pair[0] not in {i.code for i in read.indicators}}
    allowed |= {(i.code, b.dimension) for i in read.indicators for b in i.breakdowns}
    kinds = set(UnitKind.objects.values_list("code", flat=True))
    problems = []
    for form in read.forms:
        for kind in form.kinds:
            if kind not in kinds:
                problems.append(Problem(form.place, "kinds", f"chưa có loại đơn vị «{kind}»"))
        if form.regime and regimes.regime(form.regime) is None:
            problems.append(Problem(form.place, "regime", f"chưa có chế độ báo cáo «{form.regime}»"))
        for number, line in enumerate(form.lines, 1):
            if line.indicator not in indicators:
                problems.append(Problem(form.place, f"lines[{number}]", f"«{line.indicator}» không có trong danh mục"))
            elif line.dimension and (line.indicator, line.dimension) not in allowed:
                reason = f"«{line.indicator}» không chia theo «{line.dimension}»"
                problems.append(Problem(form.place, f"lines[{number}]", reason))
    return problems


class _Writer:
    """Writes rows that differ from what is there, and tells the journal which."""

    def __init__(self, by: Actor | None, now: datetime) -> None:
        self.by, self.now = by, now
        self.done: Counter[str] = Counter()

    def _put(self, model: type[models.Model], code: str, values: dict[str, Any]) -> tuple[Any, bool]:
        """The row of that code with those values; whether it was written."""
        found: Any = model._default_manager.filter(code=code).first()
        if found is None:
            self.done["created"] += 1
            return model._default_manager.create(code=code, **values), True
        different = [key for key, value in values.items() if getattr(found, key) != value]
        for key in different:
            setattr(found, key, values[key])
        if different:
            found.save(update_fields=different)
        return found, bool(different)

    def _tell(self, what: Any, *, before: int, changed: bool) -> None:
        """One entry for the row and its details together."""
        created = self.done["created"] > before
        if not created:
            self.done["changed" if changed else "unchanged"] += 1
        if created or changed:
            verb = f"{type(what).__name__.lower()}.{'defined' if created else 'redefined'}"
            record(verb, what, by=self.by, at=self.now)

    def dimension(self, read: definitions.Dimension) -> None:
        """Categories that the file no longer names stay: figures may speak of them."""
        before = self.done["created"]
        row, changed = self._put(Dimension, read.code, {"name": read.name})
        there = {category.code: category for category in row.categories.all()}
        for position, category in enumerate(read.categories):
            values = {"name": category.name, "words": list(category.words), "position": position}
            old = there.get(category.code)
            if old is None or {key: getattr(old, key) for key in values} != values:
                Category.objects.update_or_create(dimension=row, code=category.code, defaults=values)
                changed = True
        self._tell(row, before=before, changed=changed)

    def indicator(self, read: definitions.Indicator) -> None:
        before = self.done["created"]
        parts = Indicator.objects.filter(code__in=[read.numerator, read.denominator]).in_bulk(field_name="code")
        values = {key: getattr(read, key) for key in PLAIN} | {
            "words": list(read.words),
            "numerator": parts.get(read.numerator),
            "denominator": parts.get(read.denominator),
            "folded": fold(" ".join([read.name, read.measure, read.code, *read.words]))[:2000],
        }
        row, changed = self._put(Indicator, read.code, values)
        wanted = {b.dimension: b.complete for b in read.breakdowns}
        if dict(row.breakdowns.values_list("dimension__code", "complete")) != wanted:
            row.breakdowns.all().delete()
            found = Dimension.objects.in_bulk(wanted, field_name="code")
            IndicatorDimension.objects.bulk_create(
                IndicatorDimension(indicator=row, dimension=found[code], complete=complete)
                for code, complete in wanted.items()
            )
            changed = True
        self._tell(row, before=before, changed=changed)

    def form(self, read: definitions.Form) -> None:
        before = self.done["created"]
        values = {"name": read.name, "position": read.position, "regime": read.regime}
        row, changed = self._put(Form, read.code, values)
        if set(row.kinds.values_list("code", flat=True)) != set(read.kinds):
            row.kinds.set(UnitKind.objects.filter(code__in=read.kinds))
            changed = True
        wanted = [(line.section, line.indicator, line.dimension or None) for line in read.lines]
        if list(row.lines.values_list("section", "indicator__code", "dimension__code")) != wanted:
            row.lines.all().delete()
            _write_lines(row, read.lines)
            changed = True
        self._tell(row, before=before, changed=changed)


def _write_lines(form: Form, lines: tuple[definitions.Line, ...]) -> None:
    indicators = Indicator.objects.in_bulk({line.indicator for line in lines}, field_name="code")
    dimensions = Dimension.objects.in_bulk({line.dimension for line in lines if line.dimension}, field_name="code")
    FormLine.objects.bulk_create(
        FormLine(
            form=form,
            position=position,
            section=line.section,
            indicator=indicators[line.indicator],
            dimension=dimensions.get(line.dimension),
        )
        for position, line in enumerate(lines, 1)
    )
