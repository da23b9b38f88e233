"""Reorganisations: what their steps meet, what comes of them, whom they concern."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from trienkhai.vietnamese import N_

from .. import planning
from ..errors import CannotReorganise
from ..models import Designation, Line, Placement, Post, Reorganisation, Unit, UnitKind, on_day
from .reaching import Reach, reach
from .tree import place_of


def reorganisations(seen: Reach) -> QuerySet[Reorganisation]:
    """Those prepared by units in reach, in the line of the post."""
    found = Reorganisation.objects.filter(seen.q("unit"), line=seen.post.line)
    return found.select_related("unit", "line", "created_by", "applied_by")


def preparer(by: object, code: str | None, line_code: str, day: date) -> tuple[Unit, Line]:
    """For whom a command prepares: the unit named, that of the person's post, else the only one at the top."""
    line = Line.objects.filter(code=line_code).first()
    if line is None:
        raise CannotReorganise(N_("Không có hệ thống «{line}»."), line=line_code)
    if code is None and isinstance(by, Post):
        return by.unit, line
    tops = Unit.objects.filter(pk__in=Placement.objects.filter(line=line).on(day).values("unit"))
    tops = tops.filter(code=code) if code else tops.filter(placements__parent=None, placements__line=line).distinct()
    found = list(tops[:2])
    if len(found) != 1:
        raise CannotReorganise(N_("Chưa rõ đơn vị nào lập đợt sắp xếp. Hãy nêu mã đơn vị ở --unit."))
    return found[0], line


def steps_of(reorganisation: Reorganisation) -> list[planning.Step]:
    """The steps as planning reads them."""
    return [
        planning.Step(
            row.position,
            row.verb,
            tuple(row.units),
            tuple((code, Decimal(share)) for code, share in row.heirs),
            row.parent,
            row.code,
            row.name,
            row.kind,
            row.official_code,
        )
        for row in reorganisation.steps.all()
    ]


def plan_of(reorganisation: Reorganisation, post: Post | None) -> planning.Plan:
    """What the draft would do if the post applied it now."""
    return planning.plan(steps_of(reorganisation), world_of(reorganisation.line, reorganisation.day, post))


def effects_of(reorganisation: Reorganisation) -> planning.Effects:
    """What an applied one did."""
    return planning.Effects.from_json(reorganisation.effects or {"created": {}, "named": {}, "lines": {}})


def world_of(line: Line, day: date, post: Post | None) -> planning.World:
    """The trees of the day in all lines, and what the post may touch (None: the program)."""
    lines = {one.pk: one.code for one in Line.objects.all()}
    trees: dict[str, planning.Tree] = {code: {} for code in lines.values()}
    names = _names_on(day)
    rows = (
        Placement.objects.on(day)
        .order_by("unit__sort", "unit__code")
        .values_list("line", "unit__code", "parent__code", "since", "until")
    )
    for in_line, code, parent, since, until in rows:
        called, kind, official, named_since, named_until = names.get(code, (code, "", "", None, None))
        trees[lines[in_line]][code] = planning.Stand(
            code, parent, called, kind, official, since, until, named_since, named_until
        )
    return planning.World(
        day,
        line.code,
        trees,
        set(Unit.objects.values_list("code", flat=True).order_by()),
        dict(UnitKind.objects.values_list("code", "name")),
        _within(post, day) if post else None,
        post.unit.code if post else "",
    )


def _names_on(day: date) -> dict[str, tuple[str, str, str, date | None, date | None]]:
    rows = Designation.objects.filter(on_day(day)).order_by()
    values = rows.values_list("unit__code", "name", "kind__code", "official_code", "since", "until")
    return {code: (name, kind, official, since, until) for code, name, kind, official, since, until in values}


def names_on(day: date) -> dict[str, str]:
    """Code → name on the day; of a unit that has none then, what it is called in lists."""
    names = dict(Unit.objects.order_by().values_list("code", "name"))
    return names | {code: row[0] for code, row in _names_on(day).items()}


def line_names() -> dict[str, str]:
    """Code → name of every line."""
    return dict(Line.objects.values_list("code", "name"))


def _within(post: Post, day: date) -> set[str]:
    """Units that stand in reach today, and those that will begin there by the day."""
    seen = reach(post)
    codes = set(seen.current().values_list("unit__code", flat=True).order_by())
    there = place_of(post.unit, post.line, day)
    if there is not None and day > seen.day:
        begun = Placement.objects.filter(line=post.line, since__lte=seen.day).values("unit")
        coming = Placement.objects.filter(line=post.line).on(day).under(there.path).exclude(unit__in=begun)
        codes |= set(coming.values_list("unit__code", flat=True).order_by())
    return codes


@dataclass(frozen=True)
class LeftBehind:
    """A post that the person would hold in a unit that is no more, and who goes on in that unit's stead."""

    post: Post
    heirs: tuple[Unit, ...]


def left_behind(effects: planning.Effects, day: date) -> list[LeftBehind]:
    """Posts in units that end, which reach beyond the day. Rights at the heirs are given by people, never by this."""
    heirs_of: dict[str, list[str]] = {}
    for one in effects.lines.values():
        for code, heirs in one.ended.items():
            heirs_of.setdefault(code, sorted(heirs, key=lambda heir: (-heirs[heir], heir)))
    if not heirs_of:
        return []
    held = Post.objects.filter(Q(until=None) | Q(until__gt=day), unit__code__in=heirs_of)
    named = units_by_code({heir for heirs in heirs_of.values() for heir in heirs})
    rows = held.select_related("person", "unit", "line").order_by("unit__sort", "person__sort")
    return [LeftBehind(post, tuple(named[code] for code in heirs_of[post.unit.code] if code in named)) for post in rows]


def units_by_code(codes: Iterable[str]) -> dict[str, Unit]:
    """Units that exist, by code."""
    return {unit.code: unit for unit in Unit.objects.filter(code__in=list(codes)).select_related("kind")}
