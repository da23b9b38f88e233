"""Who lies in whose reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from ..models import Placement, PlacementQuerySet, Post, Succession, Unit
from .tree import place_of, today


@dataclass(frozen=True)
class Reach:
    """What a post may look at: units standing below it today, and those that stood there and are no more."""

    post: Post
    day: date
    path: str | None
    former: frozenset[int]

    def current(self) -> PlacementQuerySet:
        """Places that stand in reach on the day."""
        if self.path is None:
            return Placement.objects.none()
        return Placement.objects.filter(line=self.post.line).on(self.day).under(self.path)

    def units(self) -> QuerySet[Unit]:
        """All units in reach, to read."""
        return Unit.objects.filter(Q(pk__in=self.current().values("unit")) | Q(pk__in=self.former))

    def holds(self, unit: Unit) -> bool:
        return unit.pk in self.former or self.is_current(unit)

    def is_current(self, unit: Unit) -> bool:
        """Whether the unit stands there today: former units are read only."""
        return self.current().filter(unit=unit).exists()

    def q(self, prefix: str = "unit") -> Q:
        """A condition on rows that name a unit."""
        return Q(**{f"{prefix}__in": self.current().values("unit")}) | Q(**{f"{prefix}__in": self.former})


def reach(post: Post, day: date | None = None) -> Reach:
    """The post's unit and all below it in its line today; read only, every former unit whose successor or last parent
    lies there (design: Posts)."""
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
    """Follow successors and last parents of the units that have ended until one stands in the subtree."""
    ended = Placement.objects.filter(line=post.line, until__lte=day).exclude(
        unit__in=Placement.objects.filter(line=post.line).filter(Q(until=None) | Q(until__gt=day)).values("unit")
    )
    last: dict[int, int | None] = {}
    for unit_id, parent_id in ended.order_by("until").values_list("unit_id", "parent_id"):
        last[unit_id] = parent_id
    if not last:
        return frozenset() if path else frozenset({post.unit_id})
    heirs: dict[int, set[int]] = {old: {parent} for old, parent in last.items() if parent}
    for old, new in Succession.objects.filter(line=post.line, old__in=last, date__lte=day).values_list("old", "new"):
        heirs.setdefault(old, set()).add(new)
    standing = {post.unit_id}
    if path:
        rows = Placement.objects.filter(line=post.line).on(day).under(path)
        standing |= set(rows.values_list("unit_id", flat=True))
    found: set[int] = set() if path else {post.unit_id}
    growing = True
    while growing:
        more = {old for old, to in heirs.items() if old not in found and to & (standing | found)}
        growing = bool(more)
        found |= more
    return frozenset(found)
