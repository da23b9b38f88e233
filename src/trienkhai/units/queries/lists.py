"""Lists of units, names, places, posts and people."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr

from trienkhai.people.models import Person
from trienkhai.vietnamese import fold

from ..models import ID_WIDTH, Designation, Line, Placement, Post, Role, Succession, Unit, UnitKind, on_day
from .reaching import Reach
from .tree import today


def posts_of(person: Person, day: date | None = None) -> list[Post]:
    """The posts that the person holds on the day, oldest first."""
    held = Post.objects.filter(on_day(day or today()), person=person)
    return list(held.select_related("person", "unit__kind", "line").prefetch_related("roles"))


def search_units(units: QuerySet[Unit], words: str) -> QuerySet[Unit]:
    """Units whose name or code holds every word, marks ignored."""
    for word in fold(words).split():
        units = units.filter(Q(folded__contains=word) | Q(code__contains=word))
    return units


def current_units(seen: Reach) -> QuerySet[Unit]:
    """Units that stand in reach today: those that may be changed and chosen."""
    return Unit.objects.filter(pk__in=seen.current().values("unit"))


def units_to_staff(seen: Reach) -> QuerySet[Unit]:
    """Units in reach in which posts may be given: those that stand, and those that will begin."""
    both = Q(pk__in=seen.current().values("unit")) | Q(pk__in=seen.coming().values("unit"))
    return Unit.objects.filter(both)


def designations(unit: Unit) -> QuerySet[Designation]:
    """What the unit was called, newest first."""
    return unit.designations.select_related("kind").order_by("-since")


def placements(unit: Unit) -> QuerySet[Placement]:
    """Where the unit stood, newest first."""
    return unit.placements.select_related("line", "parent").order_by("line", "-since")


def kinds() -> QuerySet[UnitKind]:
    """Kinds in the order of the catalogue."""
    return UnitKind.objects.all()


def lines() -> QuerySet[Line]:
    """Chains of command."""
    return Line.objects.all()


@dataclass(frozen=True)
class LineShown:
    """A line, how many units stand in it today, and those at its top that the post may see."""

    line: Line
    size: int
    tops: list[Unit]


def lines_today(seen: Reach) -> list[LineShown]:
    """Every line as it stands on the day."""
    rows = Placement.objects.on(seen.day)
    sizes = dict(rows.order_by().values_list("line").annotate(size=Count("pk")))
    tops = Unit.objects.filter(seen.q("pk")).select_related("kind")
    return [
        LineShown(
            line, sizes.get(line.pk, 0), list(tops.filter(pk__in=rows.filter(line=line, parent=None).values("unit")))
        )
        for line in Line.objects.all()
    ]


def lines_to_join(unit: Unit) -> QuerySet[Line]:
    """Lines in which the unit never stood."""
    return Line.objects.exclude(pk__in=Placement.objects.filter(unit=unit).values("line"))


def parents_in_other_lines(seen: Reach, unit: Unit) -> QuerySet[Unit]:
    """Units in reach that stand in another line than the post's."""
    there = Placement.objects.on(seen.day).exclude(line=seen.post.line)
    return current_units(seen).filter(pk__in=there.values("unit")).exclude(pk=unit.pk)


def roles() -> QuerySet[Role]:
    """Roles in the order of the catalogue."""
    return Role.objects.all()


def successions(unit: Unit) -> list[Succession]:
    """Of which the unit took over, and which took it over, newest first."""
    found = Succession.objects.filter(Q(old=unit) | Q(new=unit)).select_related("old", "new", "line")
    return list(found.order_by("-date", "new__sort"))


def posts_in(unit: Unit) -> list[Post]:
    """Who holds, will hold or held a post in the unit: those of today first, then by name."""
    held = (
        unit.posts.select_related("person", "unit", "line").prefetch_related("roles").order_by("person__sort", "since")
    )
    day = today()
    return sorted(held, key=lambda post: not post.holds_on(day))


def posts_held_by(person: Person) -> list[Post]:
    """All posts of a person, those of today first, newest first."""
    held = person.posts.select_related("person", "unit", "line").prefetch_related("roles").order_by("-since", "-id")
    day = today()
    return sorted(held, key=lambda post: not post.holds_on(day))


@dataclass
class Standing:
    """A unit in a list: under whom it stands today, or since when it stands nowhere."""

    unit: Unit
    parent: Unit | None
    ended: date | None


def standings(units: list[Unit], line: Line, day: date | None = None) -> list[Standing]:
    """Where the units of one page of a list stand."""
    day, last = day or today(), {}
    rows = Placement.objects.filter(line=line, unit__in=units, since__lte=day).select_related("parent")
    for row in rows.order_by("since"):
        last[row.unit_id] = row
    return [_standing(unit, last.get(unit.pk), day) for unit in units]


def _standing(unit: Unit, row: Placement | None, day: date) -> Standing:
    ended = row.until if row and row.until is not None and row.until <= day else None
    return Standing(unit, row.parent if row else None, ended)


@dataclass
class Branch:
    """A unit of the tree with those below it, in Vietnamese order."""

    unit: Unit
    branches: list[Branch] = field(default_factory=list)
    more: int = 0  # units below that are not shown


MOST_SHOWN = 400


def tree(seen: Reach) -> Branch | None:
    """The reach of a post as it stands today; of a large one only the first two levels, with the number of the rest."""
    rows = list(seen.current().select_related("unit__kind").order_by("unit__sort", "unit_id")[: MOST_SHOWN + 1])
    if len(rows) > MOST_SHOWN:
        return _top_of_tree(seen)
    branches = {row.unit_id: Branch(row.unit) for row in rows}
    for row in rows:
        if row.unit_id != seen.post.unit_id and row.parent_id in branches:
            branches[row.parent_id].branches.append(branches[row.unit_id])
    return branches.get(seen.post.unit_id)


def _top_of_tree(seen: Reach) -> Branch:
    width = len(seen.path or "") + ID_WIDTH
    parts = seen.current().annotate(part=Substr("path", 1, width)).values("part").order_by("part")
    sizes = dict(parts.annotate(size=Count("pk")).values_list("part", "size"))
    below = seen.current().filter(parent=seen.post.unit).select_related("unit__kind").order_by("unit__sort")
    return Branch(seen.post.unit, [Branch(row.unit, more=sizes[row.path] - 1) for row in below])


def people_seen_from(seen: Reach) -> QuerySet[Person]:
    """People who hold or held a post in reach, and those who hold none anywhere."""
    here = Post.objects.filter(seen.q(), line=seen.post.line).values("person")
    anywhere = Post.objects.filter(person=OuterRef("pk"))
    return Person.objects.filter(Q(pk__in=here) | ~Exists(anywhere))


def with_posts(people: list[Person]) -> list[tuple[Person, list[Post]]]:
    """The people of one page of a list, each with the posts held today."""
    held: dict[int, list[Post]] = {person.pk: [] for person in people}
    rows = Post.objects.filter(on_day(today()), person__in=people).select_related("unit", "line")
    for post in rows.prefetch_related("roles").order_by("since", "id"):
        held[post.person_id].append(post)
    return [(person, held[person.pk]) for person in people]
