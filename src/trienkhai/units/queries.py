"""Questions about units: the tree of a day, who lies in whose reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from trienkhai.people.models import Person
from trienkhai.vietnamese import fold

from .models import Designation, Line, Placement, Post, Role, Succession, Unit, UnitKind, on_day


def today() -> date:
    """The day by the clock of the installation's time zone."""
    return timezone.localdate()


def place_of(unit: Unit, line: Line, day: date) -> Placement | None:
    """Where the unit stands in the line on the day; None where it does not."""
    return Placement.objects.filter(unit=unit, line=line).on(day).first()


def subtree(unit: Unit, line: Line, day: date) -> QuerySet[Placement]:
    """Places of the unit and of all below it on the day, in preorder of paths."""
    place = place_of(unit, line, day)
    if place is None:
        return Placement.objects.none()
    return Placement.objects.filter(line=line).on(day).under(place.path)


def children(unit: Unit, line: Line, day: date) -> QuerySet[Unit]:
    """Units directly below on the day, in Vietnamese order."""
    return Unit.objects.filter(
        pk__in=Placement.objects.filter(line=line, parent=unit).on(day).values("unit")
    ).select_related("kind")


def ancestors(unit: Unit, line: Line, day: date) -> list[Unit]:
    """From the root down to the unit's parent on the day."""
    place = place_of(unit, line, day)
    if place is None:
        return []
    ids = [int(place.path[i : i + 8], 16) for i in range(0, len(place.path) - 8, 8)]
    found = Unit.objects.in_bulk(ids)
    return [found[pk] for pk in ids]


@dataclass(frozen=True)
class Reach:
    """What a post may look at: units standing below it today, and those that stood there and are no more."""

    post: Post
    day: date
    path: str | None
    former: frozenset[int]

    def current(self) -> QuerySet[Placement]:
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
    last: dict[int, tuple[date, int | None]] = {}
    for unit_id, until, parent_id in ended.order_by("until").values_list("unit_id", "until", "parent_id"):
        last[unit_id] = (until, parent_id)
    if not last:
        return frozenset() if path else frozenset({post.unit_id})
    heirs: dict[int, set[int]] = {old: {parent} for old, (_, parent) in last.items() if parent}
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


def posts_of(person: Person, day: date | None = None) -> list[Post]:
    """The posts that the person holds on the day, oldest first."""
    held = Post.objects.filter(on_day(day or today()), person=person)
    return list(held.select_related("person", "unit__kind", "line").prefetch_related("roles"))


def search_units(units: QuerySet[Unit], words: str) -> QuerySet[Unit]:
    """Units whose name or code holds every word, marks ignored."""
    for word in fold(words).split():
        units = units.filter(Q(folded__contains=word) | Q(code__contains=word))
    return units


def designations(unit: Unit) -> QuerySet[Designation]:
    return unit.designations.select_related("kind").order_by("-since")


def placements(unit: Unit) -> QuerySet[Placement]:
    return unit.placements.select_related("line", "parent").order_by("line", "-since")


def kinds() -> QuerySet[UnitKind]:
    return UnitKind.objects.all()


def lines() -> QuerySet[Line]:
    return Line.objects.all()


def roles() -> QuerySet[Role]:
    return Role.objects.all()
