"""A chart in words and as a table, for those who do not see it and for search."""

from __future__ import annotations

from decimal import Decimal

from trienkhai.vietnamese import format_number

from ..outline import Cell, Chart, Row, Table

NO_FIGURE = {"vi": "chưa có số liệu", "en": "no figure yet"}
KINDS = {
    "vi": {"share": "Biểu đồ thanh xếp chồng", "bars": "Biểu đồ thanh", "line": "Biểu đồ đường"},
    "en": {"share": "Stacked bar chart", "bars": "Bar chart", "line": "Line chart"},
}
UNIT = {"vi": "đơn vị", "en": "unit"}
REST = {"vi": "và {rest} mục khác", "en": "and {rest} more"}
CONTENT = {"vi": "Nội dung", "en": "Item"}
TOLD = 12  # categories told one by one; the table has them all


def caption(chart: Chart) -> str:
    """The line above the chart: title and unit."""
    return f"{chart.title} ({UNIT[chart.language]}: {chart.unit})" if chart.unit else chart.title


def describe(chart: Chart) -> str:
    """The text alternative: kind, title, and the values of each category in the order drawn."""
    told = [f"{name}: {_values(chart, place)}" for place, name in enumerate(chart.categories[:TOLD])]
    rest = len(chart.categories) - TOLD
    if rest > 0:
        told.append(REST[chart.language].format(rest=rest))
    return f"{KINDS[chart.language][chart.kind]}: {caption(chart)}. " + "; ".join(told) + "."


def _values(chart: Chart, place: int) -> str:
    if len(chart.series) == 1:
        return in_words(chart.series[0].values[place], chart)
    return ", ".join(f"{series.name} {in_words(series.values[place], chart)}" for series in chart.series)


def in_words(value: Decimal | None, chart: Chart) -> str:
    """A value as printed in the chart; no figure is said, never shown as zero."""
    return NO_FIGURE[chart.language] if value is None else format_number(value, chart.decimals, chart.language)


def data_table(chart: Chart) -> Table:
    """The chart's data as a table: a row per category, a column per series."""
    head = (Cell(CONTENT[chart.language]), *(Cell(series.name) for series in chart.series))
    rows = tuple(
        Row((Cell(name), *(Cell(in_words(series.values[place], chart)) for series in chart.series)))
        for place, name in enumerate(chart.categories)
    )
    return Table((head,), rows, title=caption(chart))
