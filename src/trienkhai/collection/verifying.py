"""Stored totals beside the engine: is every one that a page would show what the figures come to?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trienkhai.indicators.models import Indicator
from trienkhai.indicators.queries import indicators as every_indicator
from trienkhai.journal.queries import Trouble
from trienkhai.units.models import Line

from . import stored
from .errors import CannotTotal
from .models import StoredTotal
from .totals import computed

AT_ONCE = 20  # indicators computed together


def verify() -> list[Trouble]:
    """Compute again what still holds; name what differs. Rows that hold no longer are nobody's trouble."""
    groups: dict[tuple[int, str, bool], list[int]] = {}
    rows = StoredTotal.objects.order_by("line", "period", "accepted_only", "indicator")
    for line, period, accepted_only, indicator in rows.values_list("line", "period", "accepted_only", "indicator"):
        groups.setdefault((line, period, accepted_only), []).append(indicator)
    lines = Line.objects.in_bulk()
    indicators = {one.pk: one for one in every_indicator()}
    return [
        trouble
        for (line, period, accepted_only), pks in groups.items()
        for first in range(0, len(pks), AT_ONCE)
        for trouble in _troubles(
            lines[line], period, [indicators[pk] for pk in pks[first : first + AT_ONCE]], accepted_only
        )
    ]


def _troubles(line: Line, period: str, indicators: Sequence[Indicator], accepted_only: bool) -> Iterator[Trouble]:
    before = stored.footings(line, period, indicators, accepted_only)
    rows = StoredTotal.objects.filter(line=line, period=period, accepted_only=accepted_only, indicator__in=indicators)
    held = {row.indicator_id: row.content for row in rows if row.rests_on == before[row.indicator_id]}
    chosen = [one for one in indicators if one.pk in held]
    if not chosen:
        return
    try:
        found, reason = computed(line, period, chosen, accepted_only, None), ""
    except CannotTotal as refusal:
        found, reason = {}, str(refusal)
    after = stored.footings(line, period, chosen, accepted_only)
    for one in chosen:
        if after[one.pk] == before[one.pk]:
            what = reason or _difference(held[one.pk], found[one.pk], one.code, period)
            if what:
                which = ", chỉ số liệu đã chấp nhận" if accepted_only else ""
                yield Trouble(f"Tổng đã lưu {line.code}/{one.code}/{period}{which}", what)


def _difference(content: str, found: stored.Kept, indicator: str, period: str) -> str:
    """What is wrong with what is stored; empty where nothing is."""
    try:
        kept = stored.read(content, indicator, period)
    except stored.UNREADABLE:
        return "không đọc được. Xóa dòng này là đủ: tổng sẽ được tính lại."
    here = {(row.unit, row.breakdown): row for row in kept.totals}
    there = {(row.unit, row.breakdown): row for row in found.totals}
    units = sorted({unit for unit, part in {*here, *there} if here.get((unit, part)) != there.get((unit, part))})
    if units:
        return f"khác với kết quả tính lại ở {len(units)} đơn vị, đầu tiên là {units[0]}."
    return "" if list(kept.findings) == list(found.findings) else "các chỗ không khớp khác với kết quả tính lại."
