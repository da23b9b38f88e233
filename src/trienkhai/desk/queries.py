"""What waits for the person at this post, across rooms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from trienkhai.collection import queries as collection
from trienkhai.collection.models import Round, Submission
from trienkhai.editions.models import Edition
from trienkhai.units.models import Post
from trienkhai.units.permissions import APPROVE, CONSOLIDATE, ENTER, PUBLISH, REVIEW


@dataclass(frozen=True)
class ToAnswer:
    """A round that waits for the post's own unit."""

    round: Round
    submission: Submission | None
    late: bool


def to_answer(post: Post, now: datetime | None = None) -> list[ToAnswer]:
    """Open rounds that the unit has not answered, the most urgent first."""
    if ENTER not in post.permissions():
        return []
    now = now or timezone.now()
    rounds = list(collection.rounds_to_answer(post))
    begun = {s.round_id: s for s in Submission.objects.filter(unit=post.unit, round__in=rounds)}
    return [ToAnswer(found, begun.get(found.pk), found.deadline < now) for found in rounds]


def to_review(post: Post) -> list[Submission]:
    """Answers from below that nobody has decided on."""
    return list(collection.to_review(post)[:50]) if REVIEW in post.permissions() else []


def followed(post: Post) -> list[Round]:
    """Rounds asked by units in reach that are open or being prepared."""
    if not {CONSOLIDATE, REVIEW} & post.permissions():
        return []
    return list(collection.managed_rounds(post).filter(state__in=["draft", "open"])[:20])


def editions_waiting(post: Post) -> list[Edition]:
    """Reports to finish, to approve, to issue: whatever this post may do next."""
    states = [s for s, may in (("draft", {CONSOLIDATE, APPROVE}), ("approved", {PUBLISH})) if may & post.permissions()]
    rows = Edition.objects.filter(unit=post.unit, line=post.line, state__in=states)
    return list(rows.select_related("unit", "round")[:20])
