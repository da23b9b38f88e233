"""Questions about indicators: what a form asks, cell by cell, and the tables that consolidation takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from trienkhai import consolidation
from trienkhai.units.models import Unit, UnitKind
from trienkhai.vietnamese import fold

from .models import Category, Dimension, Form, FormLine, Indicator, IndicatorDimension, Target


@dataclass(frozen=True)
class Cell:
    """One place of a form to fill in: an indicator and a breakdown (`kind=collective`, or empty for the whole).

    `entered` is False for a ratio, which is computed from its parts. `from_categories`: the value is the sum of the
    categories below it, whose dimension is complete; a figure stated beside them is checked against that sum.
    """

    indicator: Indicator
    breakdown: str
    label: str
    section: str
    first_of_section: bool
    entered: bool
    from_categories: bool

    @property
    def key(self) -> str:
        """`models` or `models;kind=collective`: names the cell in a form of a page, and in columns of a spreadsheet."""
        return ";".join(filter(None, [self.indicator.code, self.breakdown]))

    @property
    def is_part(self) -> bool:
        """Whether it stands below the whole as one of its categories."""
        return bool(self.breakdown)


@dataclass(frozen=True)
class Words:
    """How reports speak of an indicator, and of each of its breakdowns: {`kind=collective`: (`tập thể`, `nhóm`)}."""

    indicator: Indicator
    words: tuple[str, ...]
    breakdowns: Mapping[str, tuple[str, ...]]


def indicators() -> QuerySet[Indicator]:
    """All, in the order of the catalogue."""
    return Indicator.objects.select_related("numerator", "denominator")


def search_indicators(found: QuerySet[Indicator], words: str) -> QuerySet[Indicator]:
    """Those whose name, unit of measure, code or words hold every word, marks ignored."""
    for word in fold(words).split():
        found = found.filter(folded__contains=word)
    return found


def forms() -> QuerySet[Form]:
    """All, in the order of the catalogue."""
    return Form.objects.prefetch_related("kinds")


def forms_counted() -> QuerySet[Form]:
    """All forms, each with `line_count`."""
    return forms().annotate(line_count=Count("lines"))


def forms_for(kind: UnitKind) -> QuerySet[Form]:
    """Forms usually asked of units of that kind: those that name it, and those that name none."""
    return forms().filter(Q(kinds=kind) | Q(kinds=None)).distinct()


def forms_asking(indicator: Indicator) -> QuerySet[Form]:
    """Forms in which it stands, itself or as a ratio of it."""
    ratios = Q(lines__indicator__numerator=indicator) | Q(lines__indicator__denominator=indicator)
    return Form.objects.filter(Q(lines__indicator=indicator) | ratios).distinct()


def ratios_of(indicator: Indicator) -> QuerySet[Indicator]:
    """Ratios of which it is a part."""
    return Indicator.objects.filter(Q(numerator=indicator) | Q(denominator=indicator))


def breakdowns_of(indicator: Indicator) -> QuerySet[IndicatorDimension]:
    """By what it may be broken down, each with `dimension` and its categories."""
    return indicator.breakdowns.select_related("dimension").prefetch_related("dimension__categories").order_by("pk")


def _lines(form: Form) -> list[FormLine]:
    found = form.lines.select_related("indicator__numerator", "indicator__denominator", "dimension")
    return list(found.prefetch_related("dimension__categories", "indicator__breakdowns").order_by("position"))


def indicators_of(form: Form) -> list[Indicator]:
    """The indicators that the form asks, in its order, ratios too."""
    return [line.indicator for line in _lines(form)]


def cells_of(form: Form) -> list[Cell]:
    """Every place of the form in order: of each line the whole first, then its categories. Three queries."""
    cells: list[Cell] = []
    section = None
    for line in _lines(form):
        cells += _cells(line, first=line.section != section)
        section = line.section
    return cells


def _cells(line: FormLine, *, first: bool) -> list[Cell]:
    indicator, dimension = line.indicator, line.dimension
    complete = {breakdown.dimension_id: breakdown.complete for breakdown in indicator.breakdowns.all()}
    entered = indicator.over_units != "ratio"
    whole = Cell(
        indicator=indicator,
        breakdown="",
        label=indicator.name,
        section=line.section,
        first_of_section=first,
        entered=entered,
        from_categories=dimension is not None and complete.get(dimension.pk, False),
    )
    if dimension is None:
        return [whole]
    return [whole] + [
        Cell(indicator, f"{dimension.code}={category.code}", category.name, line.section, False, entered, False)
        for category in dimension.categories.all()
    ]


def breakdown_names() -> dict[str, str]:
    """{`kind=collective`: `tập thể`} of every category. One query; keep it while a page is made."""
    rows = Category.objects.values_list("dimension__code", "code", "name").order_by()
    return {f"{dimension}={code}": name for dimension, code, name in rows}


def breakdown_label(breakdown: str | None, names: Mapping[str, str] | None = None) -> str:
    """`kind=collective;sex=f` → «tập thể, nữ»; empty for the whole. `names` from breakdown_names."""
    if not breakdown:
        return ""
    names = breakdown_names() if names is None else names
    return ", ".join(names.get(piece, piece) for piece in breakdown.split(";"))


def with_parts(found: Iterable[Indicator]) -> list[Indicator]:
    """The indicators, and the numerators and denominators that their ratios need, each once."""
    every: dict[int, Indicator] = {}
    for indicator in found:
        for one in (indicator, indicator.numerator, indicator.denominator):
            if one is not None:
                every.setdefault(one.pk, one)
    return list(every.values())


def as_consolidation(found: Iterable[Indicator] | None = None) -> list[consolidation.Indicator]:
    """The table `indicators` of a consolidation, with the parts of ratios; all indicators when none are named."""
    return [
        consolidation.Indicator(
            indicator=one.code,
            over_units=one.over_units,
            over_time=one.over_time,
            numerator=one.numerator.code if one.numerator else None,
            denominator=one.denominator.code if one.denominator else None,
            factor=one.factor if one.over_units == "ratio" else None,
        )
        for one in with_parts(indicators() if found is None else found)
    ]


def vocabulary(found: Iterable[Indicator] | None = None) -> list[Words]:
    """The words by which reports speak of the indicators (all when none are named) and of their breakdowns."""
    rows = list(indicators() if found is None else found)
    dimensions = {d.pk: d for d in Dimension.objects.prefetch_related("categories")}
    asked: dict[int, list[int]] = {}
    links = IndicatorDimension.objects.filter(indicator__in=rows).order_by("pk")
    for indicator_id, dimension_id in links.values_list("indicator_id", "dimension_id"):
        asked.setdefault(indicator_id, []).append(dimension_id)
    return [
        Words(
            indicator,
            tuple(indicator.words),
            {
                f"{dimensions[pk].code}={category.code}": tuple(category.words)
                for pk in asked.get(indicator.pk, [])
                for category in dimensions[pk].categories.all()
            },
        )
        for indicator in rows
    ]


def targets_of(units: Iterable[Unit], indicators: Iterable[Indicator], period: str) -> dict[tuple[str, str], Target]:
    """{(unit code, indicator code): the target that holds}, taken back ones left out. One query."""
    wanted = Target.objects.filter(period=period, indicator__in=list(indicators), unit__in=list(units))
    rows = wanted.select_related("unit", "indicator", "by", "through").order_by("version")
    newest = {(row.unit.code, row.indicator.code): row for row in rows}
    return {cell: row for cell, row in newest.items() if row.value is not None}


def target_versions(unit: Unit, period: str) -> dict[int, list[Target]]:
    """All versions of the unit's targets of a period, by indicator, the newest first. One query."""
    found: dict[int, list[Target]] = {}
    rows = Target.objects.filter(unit=unit, period=period).select_related("by", "through")
    for row in rows.order_by("indicator", "-version"):
        found.setdefault(row.indicator_id, []).append(row)
    return found


def target_periods(unit: Unit) -> list[str]:
    """Periods for which the unit was ever given a target."""
    return list(Target.objects.filter(unit=unit).order_by().values_list("period", flat=True).distinct())
