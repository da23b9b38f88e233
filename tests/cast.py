"""The one cast of people and units that every test knows; tests take the fixture `cast`.

Units (line «admin»), all since 01/01/2020:
    tinh ─┬─ van_phong
          ├─ ban_a
          ├─ xa_an ── thon_1, thon_2      (xa_cu was merged into xa_an on 01/07/2025)
          ├─ xa_bo
          └─ xa_ca
    tinh_la ── xa_la                      (another province)
People are posts, except `nobody`, a person without any; `.person` is who signs in. All have the password PASSWORD.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from trienkhai.people.models import Person
    from trienkhai.units.models import Line, Post, Unit

PASSWORD = "mat khau cua dien vien"
BEGINNING = date(2020, 1, 1)
MERGED = date(2025, 7, 1)
NOW = datetime(2020, 1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Cast:
    """Units by their codes, posts by what the people do."""

    line: Line
    tinh: Unit
    van_phong: Unit
    ban_a: Unit
    xa_an: Unit
    xa_bo: Unit
    xa_ca: Unit
    xa_cu: Unit
    thon_1: Unit
    thon_2: Unit
    tinh_la: Unit
    xa_la: Unit
    officer: Post  # tinh: enters, sends, reviews, consolidates, publishes
    leader: Post  # tinh: reviews, approves, publishes
    administrator: Post  # tinh: everything
    reader: Post  # tinh: reads
    officer_an: Post  # xa_an: enters and sends
    officer_bo: Post
    officer_ca: Post
    officer_thon: Post  # thon_1
    ended: Post  # xa_an, until 01/01/2024
    former: Post  # xa_cu, a unit that is no more: the post itself was never ended
    stranger: Post  # tinh_la: everything there
    nobody: Person

    def units(self) -> dict[str, Unit]:
        """Every unit by its code."""
        from trienkhai.units.models import Unit

        values = (getattr(self, field.name) for field in fields(self))
        return {value.code: value for value in values if isinstance(value, Unit)}

    def sign_in(self, client: Client, who: str | Post | Person) -> Client:
        """The client signed in as `cast.officer`, as "officer", or as a person."""
        from trienkhai.units.middleware import SESSION_KEY

        who = getattr(self, who) if isinstance(who, str) else who
        client.force_login(getattr(who, "person", who), backend="trienkhai.people.backends.LoginOrTelephone")
        if hasattr(who, "person"):
            session = client.session
            session[SESSION_KEY] = who.pk
            session.save()
        return client


UNITS = [  # code, name, kind, parent
    ("tinh", "Tỉnh Đông Giang", "province", None),
    ("van_phong", "Văn phòng UBND tỉnh Đông Giang", "office", "tinh"),
    ("ban_a", "Ban Quản lý dự án Đông Giang", "committee", "tinh"),
    ("xa_an", "Xã An Đường", "commune", "tinh"),
    ("xa_bo", "Xã Bồ Đề Hạ", "commune", "tinh"),
    ("xa_ca", "Xã Cà Ná Thượng", "commune", "tinh"),
    ("xa_cu", "Xã Cù Bị", "commune", "tinh"),
    ("thon_1", "Thôn 1", "village", "xa_an"),
    ("thon_2", "Thôn 2", "village", "xa_an"),
    ("tinh_la", "Tỉnh Lạ Thủy", "province", None),
    ("xa_la", "Xã Lá Xanh", "commune", "tinh_la"),
]

POSTS = [  # login, name, unit, roles, title, until
    ("officer", "Đỗ Thị Tổng", "tinh", ["consolidator"], "Chuyên viên tổng hợp", None),
    ("leader", "Lê Văn Lãnh", "tinh", ["approver"], "Phó Chủ tịch", None),
    ("administrator", "Quách Thị Trị", "tinh", ["administrator"], "Quản trị", None),
    ("reader", "Phạm Văn Đọc", "tinh", ["reader"], "", None),
    ("officer_an", "Nguyễn Thị An", "xa_an", ["reporter"], "Công chức xã", None),
    ("officer_bo", "Trần Văn Bồ", "xa_bo", ["reporter"], "Công chức xã", None),
    ("officer_ca", "Hồ Thị Cà", "xa_ca", ["reporter"], "Công chức xã", None),
    ("officer_thon", "Y Thôn Ê Ban", "thon_1", ["reporter"], "Trưởng thôn", None),
    ("ended", "Vũ Văn Hết", "xa_an", ["reporter", "consolidator"], "Công chức xã", date(2024, 1, 1)),
    ("former", "Ngô Thị Cũ", "xa_cu", ["reporter"], "Công chức xã", None),
    ("stranger", "Ông Người Lạ", "tinh_la", ["administrator"], "Quản trị", None),
]


def make_units() -> dict[str, Any]:
    """The units of UNITS, with the line under `line`."""
    from trienkhai.units.actions import create_unit, end_unit, load_kinds
    from trienkhai.units.models import Line, UnitKind

    load_kinds()
    line, kinds = Line.objects.get(code="admin"), {kind.code: kind for kind in UnitKind.objects.all()}
    units: dict[str, Any] = {}
    for code, name, kind, parent in UNITS:
        units[code] = create_unit(
            code=code, name=name, kind=kinds[kind], line=line, parent=units.get(parent or ""), since=BEGINNING, by=None,
            now=NOW,
        )  # fmt: skip
    end_unit(unit=units["xa_cu"], line=line, day=MERGED, heirs={units["xa_an"]: Decimal(1)}, by=None, now=NOW)
    return {"line": line, **units}


def make_person(login: str, name: str) -> Person:
    """Somebody with PASSWORD, who has chosen it."""
    from trienkhai.people.actions import add_person
    from trienkhai.people.models import Person

    person, _ = add_person(login=login, name=name, by=None, now=NOW)
    person.set_password(PASSWORD)
    person.must_change_password = False
    person.save()
    return Person.objects.get(pk=person.pk)


def make_cast() -> Cast:
    """Everybody, in a database that is empty of them."""
    from trienkhai.units.actions import give_post, load_roles
    from trienkhai.units.models import Role

    made = make_units()
    load_roles()
    roles = {role.code: role for role in Role.objects.all()}
    for login, name, unit, held, title, until in POSTS:
        made[login] = give_post(
            person=make_person(login, name), unit=made[unit], line=made["line"], roles=[roles[code] for code in held],
            since=BEGINNING, until=until, title=title, by=None, now=NOW,
        )  # fmt: skip
    return Cast(**made, nobody=make_person("nobody", "Mai Không Việc"))


@pytest.fixture
def cast(db: None) -> Cast:
    """The people and units of this module."""
    return make_cast()
