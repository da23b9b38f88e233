"""One total laid open, as the page shows it: every row with its words and its link."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from trienkhai import consolidation as c
from trienkhai.collection import totals as collected
from trienkhai.collection.models import Figure
from trienkhai.collection.tables import inputs_for
from trienkhai.collection.wording import SOURCE_WORDS, period_in_words
from trienkhai.indicators import periods
from trienkhai.indicators.models import Indicator
from trienkhai.indicators.queries import breakdown_label, targets_of
from trienkhai.kit import formats
from trienkhai.units.models import Post, Unit

from .cells import Writer
from .forms import Asked
from .gathering import comparison_of
from .showing import TARGET, Compared


@dataclass(frozen=True)
class Part:
    """One cell to lay open: what the address asks, the indicator and the breakdown."""

    asked: Asked
    post: Post
    indicator: Indicator
    breakdown: str

    def address(self, **changed: object) -> str:
        """The page of this total with some parts changed."""
        return self.asked.address(
            "desk:part", **{"indicator": self.indicator.code, "breakdown": self.breakdown} | changed
        )

    @property
    def day(self) -> date:
        """In whose tree it is made."""
        return collected.day_of(self.asked.period, self.asked.restate)

    def laid(self) -> collected.Laid:
        """Raises NothingThere, CannotTotal."""
        return collected.lay_open(
            unit=self.asked.unit,
            line=self.post.line,
            period=self.asked.period,
            indicator=self.indicator,
            breakdown=self.breakdown,
            accepted_only=self.asked.accepted_only,
            restate=self.asked.restate,
        )

    def totals(self, period: str) -> collected.Totals:
        """The rows of the indicator at the unit and those below it."""
        return collected.totals_of(
            unit=self.asked.unit,
            line=self.post.line,
            period=period,
            indicators=[self.indicator],
            accepted_only=self.asked.accepted_only,
            restate=self.asked.restate,
        )


def own_rows(part: Part, laid: collected.Laid, seen: set[int]) -> list[dict[str, Any]]:
    """The unit's own figures, those it took over, and claims for all below, each with who and when."""
    origins = [(origin, False) for origin in laid.own] + [(origin, True) for origin in laid.claims]
    figures = [origin.figure for origin, _whole in origins if origin.figure is not None]
    prefetch_related_objects(
        figures, "source__person", "source__through", "submission__sent_by", "submission__decided_by"
    )
    return [_own_row(part, origin, whole, seen) for origin, whole in origins]


def _own_row(part: Part, origin: collected.Origin, whole: bool, seen: set[int]) -> dict[str, Any]:
    figure, piece = origin.figure, origin.piece
    there = piece.figure.period
    return {
        "figure": figure,
        "href": figure.pk if figure and figure.unit_id in seen else None,
        "piece": piece,
        "whole": whole,
        "split": piece.handed_on and piece.share != 1 and piece.value is not None,
        "period": "" if there == part.asked.period else period_in_words(there),
        "share": _share(piece, figure),
        "who": _who(figure) if figure else [],
    }


def _share(piece: c.Piece, figure: Figure | None) -> str:
    """«60 % của Xã A», «của Xã A»; empty for a figure of the unit's own."""
    if not piece.handed_on:
        return ""
    name = figure.unit.name if figure else piece.figure.unit
    if piece.share == 1:
        return _("của {unit}").format(unit=name)
    percent = Decimal(100 * piece.share.numerator) / piece.share.denominator
    share = formats.percent(percent, 0 if percent == percent.to_integral_value() else 2)
    return _("{share} của {unit}").format(share=share, unit=name)


def _who(figure: Figure) -> list[str]:
    """Who entered or confirmed it, who sent it, who accepted it, and when."""
    source, submission = figure.source, figure.submission
    how = f"{SOURCE_WORDS[source.kind]} «{source.stated}»" if source.stated else SOURCE_WORDS[source.kind]
    entered = _("{how}: {who}, {when}").format(how=how, who=source.person.name, when=formats.moment(source.at))
    if source.through_id != figure.unit_id:
        entered += " " + _("({unit} nhập thay)").format(unit=source.through.name)
    said = [entered]
    if submission.sent_by and submission.sent_at:
        said.append(
            _("gửi: {who}, {when}").format(who=submission.sent_by.name, when=formats.moment(submission.sent_at))
        )
    if submission.state == "accepted" and submission.decided_by and submission.decided_at:
        who, when = submission.decided_by.name, formats.moment(submission.decided_at)
        said.append(_("chấp nhận: {who}, {when}").format(who=who, when=when))
    return said


def below_rows(part: Part, laid: collected.Laid, seen: set[int]) -> list[dict[str, Any]]:
    """The totals of the units directly below; a ratio has one at each of them too, though it is not made of these."""
    below: tuple[tuple[Unit, collected.AnyTotal], ...] = laid.below
    if part.indicator.over_units == "ratio":
        found = part.totals(part.asked.period)
        rows = ((unit, found.at(unit, part.indicator, part.breakdown)) for unit in found.units[1:])
        below = tuple((unit, total) for unit, total in rows if total is not None)
    write = Writer(part.indicator)
    return [
        {
            "unit": unit,
            "total": total,
            "cell": write.cell(total),
            "href": part.address(unit=unit.code) if unit.pk in seen and _says(total) else "",
        }
        for unit, total in below
    ]


def _says(total: collected.AnyTotal) -> bool:
    return total.value is not None or bool(total.expected or total.not_applicable)


# --- over time --------------------------------------------------------------------------------------------------------


def parts_asked(period: str, asked_for: Iterable[str]) -> list[str]:
    """The shorter periods that somebody was asked for and of which a longer one is made, in order."""
    known = set(asked_for)
    found: list[str] = []
    for one in periods.parts(period):
        found += [one] if one in known else parts_asked(one, known)
    return found


def over_time(part: Part, codes: Sequence[str]) -> list[dict[str, Any]]:
    """What each of the shorter periods gave, all in the tree in which the longer one is made."""
    if not codes:
        return []
    asked = part.asked
    inputs = inputs_for(
        line=part.post.line, periods=codes, indicators=[part.indicator], accepted_only=asked.accepted_only
    )
    result = c.consolidate(inputs, leaves=True, only_periods=codes, restate=part.day)
    here = (asked.unit.code, part.indicator.code, part.breakdown or None)
    rows = {row.period: row for row in result.totals if (row.unit, row.indicator, row.breakdown) == here}
    write = Writer(part.indicator)
    return [
        {
            "label": period_in_words(code),
            "total": rows.get(code),
            "cell": write.cell(rows.get(code)),
            "href": part.address(period=code, restate=part.day.isoformat()) if code in rows else "",
        }
        for code in codes
    ]


# --- beside it --------------------------------------------------------------------------------------------------------


def ratio_rows(part: Part, laid: collected.Laid) -> list[dict[str, Any]]:
    """Numerator and denominator with their totals."""
    pairs = ((part.indicator.numerator, laid.said.numerator), (part.indicator.denominator, laid.said.denominator))
    return [
        {
            "indicator": one,
            "cell": Writer(one).cell(said.total if said else None),
            "total": said.total if said else None,
            "href": part.address(indicator=one.code) if said else "",
        }
        for one, said in pairs
        if one is not None
    ]


def compared(part: Part, total: c.Total) -> tuple[str, Compared | None] | None:
    """(name of the other period or of the target, its number and how far this one lies from it)."""
    comparison, asked = comparison_of(part.asked), part.asked
    if comparison is None:
        return None
    write = Writer(part.indicator)
    if comparison.kind == TARGET:
        target = targets_of([asked.unit], [part.indicator], asked.period).get((asked.unit.code, part.indicator.code))
        return comparison.label, write.against(total, target.value if target and not part.breakdown else None).compared
    found = part.totals(comparison.period)
    return comparison.label, write.beside(total, found.at(asked.unit, part.indicator, part.breakdown))


def categories(part: Part) -> list[tuple[str, str]]:
    """The breakdowns of the whole that the form asks, each with its link."""
    if part.breakdown:
        return []
    return [
        (cell.label, part.address(breakdown=cell.breakdown))
        for cell in part.asked.cells
        if cell.is_part and cell.indicator.pk == part.indicator.pk
    ]


@dataclass(frozen=True)
class Answering:
    """Units of one status: those that may be named, with the parts of a longer period that are meant, and how many
    others there are."""

    named: list[tuple[Unit, str, str]]  # unit, where its totals are, periods
    others: int

    @property
    def count(self) -> int:
        return len(self.named) + self.others


def answering(part: Part, laid: collected.Laid, status: str, seen: set[int]) -> Answering:
    """Who was asked and is silent, or says that the indicator does not apply there."""
    said = laid.said
    entries = [one.entry for whole in (said, said.numerator, said.denominator) if whole for one in whole.entries]
    owed: dict[str, dict[str, None]] = {}
    for entry in entries:
        if entry.status == status:
            owed.setdefault(entry.unit, {})[entry.period] = None
    units = Unit.objects.filter(code__in=owed).order_by("sort") if owed else []
    named = [
        (unit, part.asked.address(unit=unit.code), _periods(part, owed[unit.code])) for unit in units if unit.pk in seen
    ]
    return Answering(named, len(owed) - len(named))


def _periods(part: Part, codes: Iterable[str]) -> str:
    """Empty where the whole period is meant."""
    return ", ".join(period_in_words(code) for code in codes if code != part.asked.period)


def formula(part: Part, laid: collected.Laid) -> str:
    """«100 × 3.824 / 4.126», of a ratio that could be computed."""
    above, below = laid.said.numerator, laid.said.denominator
    if above is None or below is None or above.total.value is None or below.total.value is None:
        return ""
    factor = "" if part.indicator.factor == 1 else f"{formats.number(part.indicator.factor)} × "
    return f"{factor}{formats.number(above.total.value)} / {formats.number(below.total.value)}"


def heading(part: Part) -> str:
    """The indicator, with its breakdown."""
    words = breakdown_label(part.breakdown)
    return f"{part.indicator.name} ({words})" if words else part.indicator.name
