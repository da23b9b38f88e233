"""One indicator over the units below."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from trienkhai.indicators.models import Indicator
from trienkhai.writing import Chart, Series

MOST = 40  # more bars than this are no picture; the table has them all


def by_unit(rows: Sequence[tuple[str, Decimal | None]], indicator: Indicator, period: str, *, source: str) -> Chart:
    """A bar per unit, the largest first; silent units are said to be so, not drawn as zero. `period`: as words inside a
    sentence."""
    ordered = sorted(rows, key=lambda row: (row[1] is None, -(row[1] or 0)))[:MOST]
    return Chart(
        "bars",
        _("{indicator}, {period}").format(indicator=indicator.name, period=period),
        tuple(name for name, _value in ordered),
        (Series(indicator.name, tuple(value for _name, value in ordered)),),
        unit=indicator.measure,
        source=source,
        decimals=indicator.decimals,
    )


def by_period(rows: Sequence[tuple[str, Decimal | None]], indicator: Indicator, unit: str, *, source: str) -> Chart:
    """A bar per shorter period, in their order; a period without a number has none."""
    return Chart(
        "bars",
        _("{indicator}, {unit}, theo kỳ").format(indicator=indicator.name, unit=unit),
        tuple(label for label, _value in rows),
        (Series(indicator.name, tuple(value for _label, value in rows)),),
        unit=indicator.measure,
        source=source,
        decimals=indicator.decimals,
    )
