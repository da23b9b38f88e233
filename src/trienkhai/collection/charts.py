"""The one chart of a round: who has reported, by kind of unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from trienkhai.kit.formats import language
from trienkhai.writing import Chart, Series
from trienkhai.writing.charts import data_table, describe, make_spec, to_svg

from .queries import Answer
from .wording import STATE_WORDS


def reported_chart(title: str, rows: Sequence[Answer]) -> dict[str, Any]:
    """What `kit/chart.html` takes: a stacked bar per kind of unit, its parts the states."""
    kinds = list(dict.fromkeys(row.unit.kind.name for row in sorted(rows, key=lambda row: row.unit.kind.position)))
    series = [
        Series(
            str(word),
            tuple(Decimal(sum(row.state == state and row.unit.kind.name == kind for row in rows)) for kind in kinds),
        )
        for state, word in reversed(STATE_WORDS.items())
    ]
    series = [one for one in series if any(one.values)]
    return for_page(
        Chart(
            "share", _("Tình hình báo cáo: {title}").format(title=title), tuple(kinds), tuple(series), unit=_("đơn vị")
        )
    )


def for_page(chart: Chart) -> dict[str, Any]:
    """The chart as picture, words and table, in the language of the page."""
    chart = replace(chart, language="en" if language() == "en" else "vi")
    table = data_table(chart)
    return {
        "title": chart.title,
        "svg": _picture(chart),
        "text": describe(chart),
        "columns": [table.head[0][0].text, *({"label": cell.text, "number": True} for cell in table.head[0][1:])],
        "rows": [
            [row.cells[0].text, *({"text": cell.text, "number": True} for cell in row.cells[1:])] for row in table.rows
        ],
    }


@lru_cache(maxsize=64)
def _picture(chart: Chart) -> str:
    return mark_safe(to_svg(make_spec(chart, titled=False)))  # made by us from data; to_svg keeps drawing elements only
