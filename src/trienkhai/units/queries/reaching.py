"""Who lies in whose reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from ..models import Placement, PlacementQuerySet, Post, Succession, Unit
from .tree import place_of, today

AT_ONCE = 5_000  # numbers in one query, well below what SQLite takes


@dataclass(frozen=True)
class Reach:
    """What a post may look at: units standing below it today, those that will, and those that stood there and are no
    more."""

    post: Post
    day: date
    path: str | None
    former: frozenset[int]

    def current(self) -> PlacementQuerySet:
        """Places that stand in reach on the day."""
        if self.path is None:
            return Placement.objects.none()
        return Placement.objects.filter(line=self.post.line).on(self.day).under(self.path)

    def coming(self) -> PlacementQuerySet:
        """Places in reach that begin after the day, of units that stood nowhere before."""
        if self.path is None:
            return Placement.objects.none()
        begun = Placement.objects.filter(line=self.post.line, since__lte=self.day, unit=OuterRef("unit"))
        return Placement.objects.filter(~Exists(begun), line=self.post.line, since__gt=self.day).under(self.path)

    def units(self) -> QuerySet[Unit]:
        """All units in reach, to read."""
        return Unit.objects.filter(self.q("pk"))

    def holds(self, unit: Unit) -> bool:
        return unit.pk in self.former or self.is_current(unit) or self.coming().filter(unit=unit).exists()

    def is_current(self, unit: Unit) -> bool:
        """Whether the unit stands there today: former units are read only."""
        return self.current().filter(unit=unit).exists()

    def q(self, prefix: str = "unit") -> Q:
        """A condition on rows that name a unit."""
        return (
            Q(**{f"{prefix}__in": self.current().values("unit")})
            | Q(**{f"{prefix}__in": self.coming().values("unit")})
            | Q(**{f"{prefix}__in": self.former})
        )


def reach(post: Post, day: date | None = None) -> Reach:
    """The post's unit and all below it in its line today; read only, every former unit whose successor or last parent
    lies there (design: Posts), and units that are recorded to begin there."""
    day = day or today()
    cached = getattr(post, "_reach", None)
    if cached is not None and cached.day == day:
        return cached
    place = place_of(post.unit, post.line, day)
    path = place.path if place else None
    found = Reach(post, day, path, _former_in_reach(post, day, path))
    post._reach = found  # type: ignore[attr-defined]
    return found


def _former_in_reach(post: Post, day: date, path: str | None) -> frozenset[int]:
    """From the units that stand in the subtree back along successions and last parents, as often as that finds more."""
    if path is None:
        found = {post.unit_id}
        newest = _handed_on(post, day, [post.unit_id])
    else:
        found = set()
        newest = _handed_on(post, day, Placement.objects.filter(line=post.line).on(day).under(path).values("unit"))
    while more := newest - found:
        found |= more
        ids = sorted(more)
        parts = (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
        newest = set().union(*(_handed_on(post, day, part) for part in parts))
    return frozenset(found)


def _handed_on(post: Post, day: date, to: Any) -> set[int]:
    """Units that are no more on the day and have a successor or their last parent among those given. One query."""
    begun = Placement.objects.filter(line=post.line, since__lte=day)
    stands = begun.on(day).filter(unit=OuterRef("old"))
    succeeded = Succession.objects.filter(~Exists(stands), line=post.line, date__lte=day, new__in=to)
    later = begun.filter(unit=OuterRef("unit"), since__gt=OuterRef("since"))
    orphaned = Placement.objects.filter(~Exists(later), line=post.line, until__lte=day, parent__in=to)
    both = succeeded.order_by().values_list("old").union(orphaned.order_by().values_list("unit"))
    return {pk for (pk,) in both}
