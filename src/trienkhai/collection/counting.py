"""Which version of a cell counts: the newest sent one whose submission was not returned since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import F, Q

from trienkhai.units.models import Unit

from .models import ACCEPTED, SENT, Figure, Submission
from .stored import touch_answer


def count(figures: Sequence[Figure], now: datetime) -> None:
    """Put these in force, and out of force what stood in their cells; within the caller's transaction."""
    if not figures:
        return
    first = figures[0]
    Unit.objects.select_for_update().get(pk=first.unit_id)  # one sending at a time for a unit's cells
    wanted = {figure.cell: figure for figure in figures}
    standing = Figure.objects.filter(unit=first.unit_id, period=first.period, counts=True)
    Figure.objects.filter(pk__in=[old.pk for old in standing if old.cell in wanted]).update(counts=False)
    Figure.objects.filter(pk__in=[figure.pk for figure in figures]).update(counts=True, sent_at=now)
    touch_answer(first.submission_id)


def count_no_more(submission: Submission) -> None:
    """The returned submission falls silent; where another one in force had answered the same cell, that answer stands
    again."""
    Unit.objects.select_for_update().get(pk=submission.unit_id)  # nobody sends an answer to the same cells meanwhile
    fallen = list(Figure.objects.filter(submission=submission, counts=True))
    Figure.objects.filter(pk__in=[figure.pk for figure in fallen]).update(counts=False)
    restored = _newest(earlier_answers(fallen, submission))
    Figure.objects.filter(pk__in=[figure.pk for figure in restored]).update(counts=True)
    touch_answer(submission.pk, accepted=True)


def earlier_answers(fallen: Sequence[Figure], submission: Submission) -> Iterable[Figure]:
    """Sent figures of other submissions still in force, for the same cells."""
    if not fallen:
        return []
    cells = {figure.cell for figure in fallen}
    others = (
        Figure.objects.filter(in_force(), unit=submission.unit_id, period=fallen[0].period, withdrawn=False)
        .exclude(submission=submission)
        .order_by("sent_at", "pk")
    )
    return [figure for figure in others if figure.cell in cells]


def in_force(states: tuple[str, ...] = (SENT, ACCEPTED)) -> Q:
    """Figures sent with the present revision of a submission that stands."""
    return Q(sent_at__isnull=False, submission__state__in=states, revision=F("submission__revision"))


def _newest(figures: Iterable[Figure]) -> list[Figure]:
    return list({figure.cell: figure for figure in figures}.values())
