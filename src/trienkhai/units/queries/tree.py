"""The tree of a line on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from ..models import ID_WIDTH, Line, Placement, Unit


def today() -> date:
    """The day by the clock of the installation's time zone."""
    return timezone.localdate()


def place_of(unit: Unit, line: Line, day: date) -> Placement | None:
    """Where the unit stands in the line on the day; None where it does not."""
    return Placement.objects.filter(unit=unit, line=line).on(day).first()


def first_place(unit: Unit, line: Line, day: date) -> Placement | None:
    """Where a unit that stands nowhere yet will begin; None for one that stands or stood."""
    first = Placement.objects.filter(unit=unit, line=line).order_by("since").first()
    return first if first is not None and first.since > day else None


def ends_on(unit: Unit, line: Line, day: date) -> date | None:
    """The day to come on which the unit is recorded to be no more."""
    last = Placement.objects.filter(unit=unit, line=line).order_by("-since").first()
    return last.until if last is not None and last.until is not None and last.until > day else None


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
    ids = [int(place.path[i : i + ID_WIDTH], 16) for i in range(0, len(place.path) - ID_WIDTH, ID_WIDTH)]
    found = Unit.objects.in_bulk(ids)
    return [found[pk] for pk in ids]
