"""The demo province, made by the same actions as the pages use, with a clock that it sets itself."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from trienkhai.directives import actions as directives
from trienkhai.indicators import periods
from trienkhai.indicators.actions import load_catalogue
from trienkhai.indicators.models import Form
from trienkhai.people.models import Person
from trienkhai.units import actions as units
from trienkhai.units.models import Line, Post, Role, Unit, UnitKind
from trienkhai.vietnamese import N_, Refusal

DATA = Path(__file__).parent / "data"
REFORM = date(2025, 7, 1)
FORM = "community_services"
PAST = 3


class DemoInTheWay(Refusal):
    """Something else stands where the demo would be made."""

    code = "demo_in_the_way"


@dataclass
class Province:
    """What has been made so far, by code."""

    said: dict[str, Any]
    today: date
    line: Line
    units: dict[str, Unit] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    documents: dict[str, Any] = field(default_factory=dict)

    @property
    def periods(self) -> list[str]:
        """Three past quarters and the present one, oldest first."""
        return list(reversed(periods.recent(self.today, periods.QUARTER, PAST + 1)))

    @property
    def form(self) -> Form:
        return Form.objects.get(code=FORM)

    @property
    def asked(self) -> list[str]:
        """Codes of the units that report, in the order of the file."""
        return [unit["code"] for unit in self.said["unit"] if "size" in unit]

    def size(self, code: str) -> int:
        return next(int(unit["size"]) for unit in self.said["unit"] if unit["code"] == code)

    def merged_on(self) -> date:
        """The first day of the second past quarter."""
        return periods.days(self.periods[1])[0]

    def reporter(self, code: str) -> Post:
        """Who reports for the unit: its own officer, else the officer of the unit above."""
        own = next((p for p in self.said["person"] if p["unit"] == code), None)
        if own:
            return self.posts[own["login"]]
        above = next(unit["parent"] for unit in self.said["unit"] if unit["code"] == code)
        return self.reporter(above)


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of the day in the installation's time zone."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def build(today: date | None = None) -> Province:
    """Make the whole province in an empty database."""
    from .filling import fill

    if Unit.objects.exists():
        raise DemoInTheWay(N_("Cơ sở dữ liệu này đã có đơn vị; bản minh họa chỉ dựng trên cơ sở dữ liệu trống."))
    said = tomllib.loads((DATA / "province.toml").read_text(encoding="utf-8"))
    units.load_kinds()
    units.load_roles()
    load_catalogue()
    province = Province(said, today or timezone.localdate(), Line.objects.get(code="admin"))
    _units(province)
    _people(province)
    _merge(province)
    _documents(province)
    fill(province)
    return province


def _units(province: Province) -> None:
    kinds = {kind.code: kind for kind in UnitKind.objects.all()}
    top = province.said["province"]
    root = units.create_unit(
        code=top["code"],
        name=top["name"],
        kind=kinds["province"],
        line=province.line,
        parent=None,
        since=REFORM,
        by=None,
    )
    province.units[root.code] = root
    for row in province.said["unit"]:
        province.units[row["code"]] = units.create_unit(
            code=row["code"],
            name=row["name"],
            kind=kinds[row["kind"]],
            line=province.line,
            parent=province.units[row.get("parent", root.code)],
            since=REFORM,
            by=None,
        )


def _people(province: Province) -> None:
    """Nobody of the cast has a password: the demo signs them in by a click and only there."""
    roles = {role.code: role for role in Role.objects.all()}
    for row in province.said["person"]:
        person = Person(login=row["login"], created_at=at(REFORM), password=make_password(None))
        person.write_name(row["name"])
        person.save()
        province.posts[row["login"]] = units.give_post(
            person=person,
            unit=province.units[row["unit"]],
            line=province.line,
            roles=[roles[code] for code in row["roles"]],
            since=REFORM,
            title=row["title"],
            by=None,
        )


def _merge(province: Province) -> None:
    for row in province.said["unit"]:
        if "merged_into" in row:
            units.end_unit(
                unit=province.units[row["code"]],
                line=province.line,
                day=province.merged_on(),
                heirs={province.units[row["merged_into"]]: Decimal(1)},
                by=None,
            )


def _documents(province: Province) -> None:
    for row in province.said["document"]:
        day = date.fromisoformat(row["day"])
        province.documents[row["key"]] = directives.register(
            type=row["type"],
            sign=row["sign"],
            issuer=row["issuer"],
            issued_on=day,
            summary=row["summary"],
            rests_on=[province.documents[key] for key in row.get("rests_on", [])],
            by=province.posts[row["by"]],
            now=at(day + timedelta(days=1)),
        )
