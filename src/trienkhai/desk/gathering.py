"""From what the address asks to the `Table` that the page and the files show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from trienkhai import consolidation as c
from trienkhai.collection import totals as collected
from trienkhai.collection.wording import period_in_words
from trienkhai.consolidation.model import CLAIMED, MIXED
from trienkhai.indicators import periods
from trienkhai.indicators.queries import Cell as Column
from trienkhai.indicators.queries import targets_of
from trienkhai.kit import formats
from trienkhai.units.models import Post, Unit

from . import queries
from .cells import Writer
from .forms import Asked
from .showing import BEFORE, LAST_YEAR, TARGET, Cell, Comparison, Finding, IndicatorHead, Missing, Table, UnitHead


def table_of(
    asked: Asked, post: Post, now: datetime | None = None, units: Iterable[queries.InReach] | None = None
) -> Table:
    """The totals that the address asks for, with all that stands around them. `units`: from queries.in_reach, where
    they are at hand. Raises CannotTotal."""
    now = now or timezone.now()
    check_restating(asked, post)
    found = _totals(asked, post, asked.period)
    comparison = comparison_of(asked)
    cell = _beside(asked, post, comparison, found)
    seen = {one.pk for one in (queries.in_reach(post) if units is None else units)}
    heads = {unit.pk: UnitHead(unit.code, unit.name, unit.pk == found.unit.pk, unit.pk in seen) for unit in found.units}
    columns = asked.columns()
    shown = [unit for unit in found.units if unit.pk == found.unit.pk or _told(unit, found, columns)]
    there = {unit.pk for unit in shown}
    cells = _cells(shown, columns, found, cell)
    indicators = tuple(_indicator_head(column) for column in columns)
    missing, unseen = _missing(asked, post, found, seen)
    return Table(
        title=_("Tổng hợp: {unit}").format(unit=asked.unit.name),
        subtitle=_subtitle(asked, now),
        unit=heads[found.unit.pk],
        period=asked.period,
        period_label=period_in_words(asked.period),
        restate=asked.restate,
        accepted_only=asked.accepted_only,
        at=now,
        turned=asked.turned,
        units=tuple(heads[unit.pk] for unit in shown),
        indicators=indicators,
        cells=cells,
        address=asked.address(),
        comparison=comparison,
        missing=missing,
        missing_unseen=unseen,
        not_asked=tuple(heads[unit.pk] for unit in found.units if unit.pk not in there and unit.pk in seen),
        findings=_findings(found, columns, indicators, heads),
        warnings=_warnings(asked, post, cells),
        notes=_notes(cells),
    )


def check_restating(asked: Asked, post: Post) -> None:
    """In the tree of an earlier day a unit may have had others below it that left it before the period: what they
    reported since is not its to read."""
    if asked.restate is None:
        return
    comparison = comparison_of(asked)
    shown = [asked.period, *([comparison.period] if comparison and comparison.period else [])]
    if any(queries.strangers_below(asked.unit, post, asked.restate, periods.days(period)[1]) for period in shown):
        raise PermissionDenied(
            _(
                "Ngày {day}, {unit} còn có đơn vị nay thuộc nơi khác, mà anh chị không xem được số liệu của kỳ này."
                " Hãy chọn ngày khác, hoặc xem số như đã báo cáo."
            ).format(day=formats.day(asked.restate), unit=asked.unit.name)
        )


def _totals(asked: Asked, post: Post, period: str) -> collected.Totals:
    return collected.totals_of(
        unit=asked.unit,
        line=post.line,
        period=period,
        indicators=asked.indicators(),
        accepted_only=asked.accepted_only,
        restate=asked.restate,
        shown_only=True,
    )


def comparison_of(asked: Asked, kind: str | None = None) -> Comparison | None:
    """The other period, of the kind asked for or of another; None where nothing is compared or there is no such."""
    kind = asked.compare if kind is None else kind
    if kind == TARGET:
        return Comparison(TARGET, _("kế hoạch được giao"))
    earlier = {BEFORE: periods.previous, LAST_YEAR: periods.same_last_year}.get(kind)
    period = earlier(asked.period) if earlier else None
    return Comparison(kind, period_in_words(period), period) if period else None


def _told(unit: Unit, found: collected.Totals, columns: Sequence[Column]) -> bool:
    """Whether the row says anything."""
    return any((unit.code, column.indicator.code, column.breakdown) in found.rows for column in columns)


Put = Callable[[Writer, tuple[str, str, str], collected.AnyTotal | None], Cell]


def _beside(asked: Asked, post: Post, comparison: Comparison | None, found: collected.Totals) -> Put:
    """How a cell is made: alone, with the number of another period, or with its target."""
    if comparison is None:
        return lambda write, _place, total: write.cell(total)
    if comparison.kind == TARGET:
        targets = {cell: row.value for cell, row in targets_of(found.units, asked.indicators(), asked.period).items()}
        return lambda write, place, total: write.against(total, None if place[2] else targets.get(place[:2]))
    before = _totals(asked, post, comparison.period).rows
    return lambda write, place, total: write.compared(total, before.get(place))


def _cells(
    units: Sequence[Unit], columns: Sequence[Column], found: collected.Totals, put: Put
) -> tuple[tuple[Cell, ...], ...]:
    plan = [(column.indicator.code, column.breakdown, Writer(column.indicator)) for column in columns]
    rows = found.rows.get
    return tuple(
        tuple([put(write, (at := (unit.code, code, part)), rows(at)) for code, part, write in plan]) for unit in units
    )


def _indicator_head(column: Column) -> IndicatorHead:
    one = column.indicator
    name = f"{one.name}: {column.label}" if column.is_part else one.name
    return IndicatorHead(one.code, column.breakdown, name, one.measure, one.decimals)


def _subtitle(asked: Asked, now: datetime) -> tuple[str, ...]:
    return (
        period_in_words(asked.period),
        asked.form.name,
        how_added(asked),
        *([_("chỉ số liệu đã chấp nhận")] if asked.accepted_only else []),
        _("tính lúc {moment}").format(moment=formats.moment(now)),
    )


def how_added(asked: Asked) -> str:
    """In which tree."""
    if asked.restate is None:
        return _("như đã báo cáo")
    return _("tính lại theo đơn vị ngày {day}").format(day=formats.day(asked.restate))


def _missing(asked: Asked, post: Post, found: collected.Totals, seen: set[int]) -> tuple[tuple[Missing, ...], int]:
    """(units in reach that have sent nothing, how many others)."""
    rows = queries.silent(
        unit=asked.unit,
        post=post,
        period=asked.period,
        day=collected.day_of(asked.period, asked.restate),
        indicators=asked.indicators(),
        accepted_only=asked.accepted_only,
    )
    labels = {period: period_in_words(period) for row in rows for period in row.periods}
    told = [
        Missing(row.unit.code, row.unit.name, row.periods, tuple(labels[period] for period in row.periods))
        for row in rows
        if row.unit.pk in seen
    ]
    return tuple(told), len(rows) - len(told)


def _findings(
    found: collected.Totals,
    columns: Sequence[Column],
    heads: Sequence[IndicatorHead],
    units: dict[int, UnitHead],
) -> tuple[Finding, ...]:
    """Those about what the table can show: the indicators of its form, their breakdowns too."""
    by_code = {unit.code: units[unit.pk] for unit in found.units}
    place = {(head.code, head.breakdown): head for head in heads}
    told = [one for one in found.findings if one.unit in by_code and (one.indicator, one.breakdown or "") in place]
    writers = {column.indicator.code: Writer(column.indicator) for column in columns} if told else {}
    return tuple(_finding(one, by_code[one.unit], place, writers[one.indicator]) for one in told)


def _finding(one: c.Finding, unit: UnitHead, place: dict[tuple[str, str], IndicatorHead], write: Writer) -> Finding:
    head = place[one.indicator, one.breakdown or ""]
    computed = "" if one.computed is None else write.number(one.computed)
    return Finding(unit, head, one.claimed, one.computed, write.number(one.claimed), computed)


def _warnings(asked: Asked, post: Post, cells: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    """What a reader must know before reading."""
    said, comparison = [], comparison_of(asked)
    if len(cells) < 2 and not collected.stood_then(asked.unit, post.line, asked.period, asked.restate):
        day = formats.day(collected.day_of(asked.period, asked.restate))
        said.append(
            _(
                "Ngày {day} đơn vị này không có trong hệ thống. Hãy chọn kỳ hoặc ngày khác, hoặc xem đơn vị kế tục."
            ).format(day=day)
        )
    if asked.compare and comparison is None:
        said.append(_("Kỳ này không có kỳ tương ứng để so sánh."))
    if comparison and not any(one.compared and one.compared.value is not None for row in cells for one in row):
        said.append(_("Không có số nào để so sánh: {other}.").format(other=comparison.label))
    return tuple(said)


def _notes(cells: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    """What the signs in the table mean, as far as they stand in it."""
    every = [cell for row in cells for cell in row]
    said = []
    if any(cell.estimate for cell in every):
        said.append(_("≈ là số ước tính: số liệu của một đơn vị cũ được chia theo tỷ lệ."))
    if any(cell.qualifier for cell in every):
        said.append(_("«trên», «dưới», «khoảng»: có đơn vị báo cáo số như vậy."))
    if any(cell.basis in (CLAIMED, MIXED) for cell in every):
        said.append(_("«số báo gộp»: số đơn vị tự báo cho cả cấp dưới, dùng khi các phần bên dưới chưa đủ."))
    return tuple(said)
