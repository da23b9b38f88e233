"""What waits for the person at this post, across rooms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from trienkhai.collection import queries as collection
from trienkhai.collection.models import ACCEPTED, SENT, Asked, Round, Submission
from trienkhai.editions.models import Edition
from trienkhai.indicators import periods
from trienkhai.indicators.models import FormLine, Indicator
from trienkhai.indicators.queries import with_parts
from trienkhai.units.models import Line, Post, Succession, Unit
from trienkhai.units.permissions import APPROVE, CONSOLIDATE, ENTER, PUBLISH, REVIEW
from trienkhai.units.queries import reach, subtree


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


class InReach(NamedTuple):
    """A unit whose numbers the reader may lay open."""

    pk: int
    code: str
    name: str


def in_reach(post: Post) -> list[InReach]:
    """All of them, in Vietnamese order. One query."""
    return [InReach(*row) for row in reach(post).units().order_by("sort", "pk").values_list("pk", "code", "name")]


@dataclass(frozen=True)
class Silent:
    """A unit that owes answers about the period: for which of its parts."""

    unit: Unit
    periods: tuple[str, ...]


def silent(
    *, unit: Unit, post: Post, period: str, day: date, indicators: Sequence[Indicator], accepted_only: bool
) -> list[Silent]:
    """Units that lie below on the day, were asked for any of the indicators and have sent nothing that counts, in
    Vietnamese order."""
    every = [period, *(row.period for row in periods.table_of([period]))]
    states = [ACCEPTED] if accepted_only else [SENT, ACCEPTED]
    standing = Submission.objects.filter(unit=OuterRef("unit"), state__in=states)
    asking = Round.objects.filter(line=post.line, period__in=every, form__in=forms_with(indicators))
    rounds = list(asking.exclude(state="draft").order_by().values_list("pk", flat=True))
    # Named on both sides, the rounds of one page are all that a database looks at; nearly always nobody is left.
    answered = standing.filter(round=OuterRef("round"), round__in=rounds)
    unanswered = Asked.objects.filter(~Exists(answered), inside(unit, post, day), round__in=rounds)
    few = list(unanswered.values_list("pk", flat=True)) if rounds else []
    if not few:
        return []
    elsewhere = standing.filter(round__period=OuterRef("round__period"), round__line=post.line)
    rows = (
        Asked.objects.filter(~Exists(elsewhere), pk__in=few)
        .order_by("unit__sort", "unit__code", "round__period")
        .select_related("unit", "round")
    )
    found: dict[Unit, list[str]] = {}
    for row in rows:
        found.setdefault(row.unit, []).append(row.round.period)
    return [Silent(unit, tuple(dict.fromkeys(owed))) for unit, owed in found.items()]


def forms_with(indicators: Sequence[Indicator]) -> QuerySet[FormLine, Any]:
    """Ids of the forms that ask any of the indicators, or a part of a ratio among them."""
    return FormLine.objects.filter(indicator__in=with_parts(indicators)).values("form")


def inside(unit: Unit, post: Post, day: date) -> Q:
    """A condition on rows of units: those below on the day, and those whom they have succeeded by then."""
    standing = subtree(unit, post.line, day).values("unit")
    rows = list(Succession.objects.filter(line=post.line, date__lte=day).values_list("old_id", "new_id"))
    if not rows:
        return Q(unit__in=standing)
    ids = set(standing.values_list("unit", flat=True))
    while more := {old for old, new in rows if new in ids and old not in ids}:
        ids |= more
    return Q(unit__in=standing) | Q(unit__in=ids & {old for old, _new in rows})


def strangers_below(unit: Unit, post: Post, day: date, last: date) -> bool:
    """Whether units stood below on the day that are out of reach now and did not stand below on the period's last
    day either."""
    then = subtree(unit, post.line, day)
    known = Q(unit__in=subtree(unit, post.line, last).values("unit"))
    return then.exclude(reach(post).q()).exclude(known).exists()


def days_of_change(line: Line, most: int = 4) -> list[date]:
    """On which units of the line took over from others, the latest first: days to restate to."""
    return list(Succession.objects.filter(line=line).order_by("-date").values_list("date", flat=True).distinct()[:most])
