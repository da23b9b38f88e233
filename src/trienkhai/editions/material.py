"""What one edition is made of: totals, figures and answers, read at one moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from trienkhai.collection.models import ACCEPTED, SENT, Figure, Submission
from trienkhai.collection.tables import figures_in
from trienkhai.collection.totals import Totals, totals_of
from trienkhai.indicators import periods
from trienkhai.indicators.queries import indicators_of, with_parts
from trienkhai.units.models import Succession, Unit
from trienkhai.units.queries import subtree

from .models import Edition


@dataclass
class Material:
    """What one edition is made of, read at one moment."""

    edition: Edition
    totals: Totals
    before: Totals | None
    figures: list[Figure]
    submissions: dict[int, Submission]  # about the period or its parts, in any round: a figure belongs to its cell
    asked: list[Unit]
    parents: dict[str, str | None]  # by code, in the tree of the period's last day, from the edition's unit down
    at: datetime
    sources: dict[str, str] = field(default_factory=dict)

    @property
    def shown(self) -> list[Unit]:
        """The units directly below of which anything was asked or given."""
        told = {row.unit for row in self.totals.rows.values() if row.expected or row.value is not None}
        return [unit for unit in self.totals.units[1:] if unit.code in told]

    @property
    def silent(self) -> list[Unit]:
        states = (ACCEPTED,) if self.edition.accepted_only else (SENT, ACCEPTED)
        about = [one for one in self.submissions.values() if one.round_id == self.edition.round_id]
        answered = {one.unit_id for one in about if one.state in states}
        return [unit for unit in self.asked if unit.pk not in answered]

    @property
    def not_accepted(self) -> int:
        """Figures that the total rests on and nobody above has accepted yet."""
        return sum(self.submissions[figure.submission_id].state != ACCEPTED for figure in self.figures)


def gather(edition: Edition, now: datetime | None = None) -> Material:
    """Everything the report says, from the figures in force now."""
    round = edition.round
    indicators = indicators_of(round.form)

    def of(period: str) -> Totals:
        return totals_of(
            unit=edition.unit,
            line=edition.line,
            period=period,
            indicators=indicators,
            accepted_only=edition.accepted_only,
        )

    earlier = periods.previous(round.period)
    every = periods.with_parts([round.period])  # a longer period is made of the figures of its parts
    within = Submission.objects.filter(round__period__in=every, round__line=edition.line).select_related("sent_by")
    pks = [one.pk for one in with_parts(indicators)]
    inside = _inside(edition)
    rows = figures_in(edition.line, every, pks, edition.accepted_only)
    figures = _in_order([figure for figure in rows if figure.unit_id in inside], pks)
    standing = subtree(edition.unit, edition.line, periods.days(round.period)[1])
    asked = Unit.objects.filter(asked__round=round).order_by("sort")
    if edition.unit_id != round.unit_id:
        asked = asked.filter(pk__in=inside)  # whether the neighbours have answered is not this unit's to tell
    return Material(
        edition,
        of(round.period),
        of(earlier) if earlier else None,
        figures,
        within.in_bulk(),
        list(asked),
        dict(standing.values_list("unit__code", "parent__code")),
        now or timezone.now(),
    )


def _in_order(figures: list[Figure], indicators: list[int]) -> list[Figure]:
    """Unit by unit, the older periods first, as the form asks: the words of a report do not hang on the database."""
    asked = {pk: place for place, pk in enumerate(indicators)}

    def place(figure: Figure) -> tuple[object, ...]:
        at = asked[figure.indicator_id], figure.breakdown, figure.scope
        return figure.unit.sort, figure.unit_id, periods.days(figure.period), *at

    return sorted(figures, key=place)


def _inside(edition: Edition) -> set[int]:
    """Units whose figures are in the totals: those below on the period's last day, and whom they have succeeded."""
    last = periods.days(edition.round.period)[1]
    inside = set(subtree(edition.unit, edition.line, last).values_list("unit_id", flat=True))
    rows = list(Succession.objects.filter(line=edition.line, date__lte=last).values_list("old_id", "new_id"))
    while more := {old for old, new in rows if new in inside and old not in inside}:
        inside |= more
    return inside
