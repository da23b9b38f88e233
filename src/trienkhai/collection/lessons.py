"""What decisions on figures of narratives teach: written in their transaction, taken out when they are undone."""

from __future__ import annotations

from django.db.models import F

from .matching import lesson
from .models import Figure, Lesson, Proposal


def learn(proposal: Proposal, figure: Figure | None) -> None:
    """Count that the proposal was taken as the figure, or thrown away."""
    _count(proposal, figure, 1)


def unlearn(proposal: Proposal, figure: Figure | None) -> None:
    """As if it had never been decided."""
    _count(proposal, figure, -1)


def _count(proposal: Proposal, figure: Figure | None, by: int) -> None:
    proposed = (proposal.indicator_id, proposal.breakdown) if proposal.indicator_id else None
    taken = (figure.indicator_id, figure.breakdown) if figure is not None else None
    learnt = lesson(proposed, doubted=bool(proposal.doubt), taken=taken)
    if learnt is None or not proposal.phrase:
        return
    (indicator, breakdown), column = learnt
    key = {
        "unit_id": proposal.narrative.submission.unit_id,
        "phrase": proposal.phrase,
        "indicator_id": indicator,
        "breakdown": breakdown,
    }
    rows = Lesson.objects.filter(**key)
    if by > 0:
        Lesson.objects.bulk_create([Lesson(**key)], ignore_conflicts=True)  # perhaps it is there
        rows.update(**{column: F(column) + 1})
        return
    rows.filter(**{f"{column}__gt": 0}).update(**{column: F(column) - 1})
    rows.filter(taken=0, refused=0).delete()
