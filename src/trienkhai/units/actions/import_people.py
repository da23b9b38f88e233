"""People and their posts from a table: the same actions as the pages, the whole table or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from trienkhai.people.actions import add_person, change_person
from trienkhai.people.models import Person, login_from
from trienkhai.vietnamese import N_

from ..errors import WrongRow
from ..models import Line, Post, Role, Unit
from ..queries import today
from .catalogue import load_kinds, load_roles
from .posts import end_post, give_post
from .tables import Progress, Row, Taken, day_of, need, rows_of, take_rows, words_of

COLUMNS = {
    "login": ["ten_dang_nhap"],
    "name": ["ho_ten", "ho_va_ten"],
    "telephone": ["dien_thoai", "so_dien_thoai"],
    "email": ["thu_dien_tu"],
    "unit": ["don_vi", "ma_don_vi"],
    "roles": ["vai_tro"],
    "title": ["chuc_danh"],
    "since": ["tu_ngay"],
    "until": ["den_ngay"],
    "line": ["he_thong"],
}


@dataclass(frozen=True)
class Slip:
    """What is printed for somebody new, once."""

    login: str
    name: str
    unit: str
    password: str


@dataclass
class TakenPeople(Taken):
    """What a table did, with a slip for each person who is new."""

    slips: list[Slip] = field(default_factory=list)


@transaction.atomic
def import_people(
    *,
    table: list[list[str]],
    by: Post | Person | None,
    now: datetime | None = None,
    progress: Progress | None = None,
    keep: Callable[[list[Slip]], None],
) -> TakenPeople:
    """Add people with a post, change what is told about those whose login is known, give posts that they lack.

    A person with several posts has several rows. Empty cells of somebody known change nothing. `keep` is given the
    slips before the commit: when it fails, nothing was taken. Raises BadTable with every wrong row.
    """
    load_kinds()
    load_roles()
    rows = rows_of(table, COLUMNS, ["login", "name", "unit", "roles"])
    taker = _Taker(by, now)
    take_rows(rows.items(), taker.take, progress)
    if taker.taken.slips:
        keep(taker.taken.slips)
    return taker.taken


class _Taker:
    """Takes rows one after the other and remembers what it saw."""

    def __init__(self, by: Post | Person | None, now: datetime | None) -> None:
        self.by, self.now, self.taken = by, now, TakenPeople()
        self.lines = {line.code: line for line in Line.objects.all()}
        self.roles = {role.code: role for role in Role.objects.all()}

    def take(self, row: Row) -> None:
        login = login_from(need(row, "login"))
        line = self.lines.get(row["line"].lower() or "admin")
        if line is None:
            raise WrongRow(N_("Không có hệ thống «{line}»."), line=row["line"])
        unit = Unit.objects.filter(code=need(row, "unit").lower()).first()
        if unit is None:
            raise WrongRow(N_("Không có đơn vị có mã «{given}»."), given=row["unit"])
        roles = self._roles(row)
        if row["email"]:
            _check_email(row["email"])
        person = Person.objects.filter(login=login).first()
        new = person is None
        if person is None:
            person, changed = self._add(login, row, unit), False
        else:
            changed = self._change(person, row)
        changed |= self._post(person, unit, line, roles, row)
        if not new and login not in self.taken.added:
            (self.taken.changed if changed else self.taken.same).append(login)

    def _roles(self, row: Row) -> list[Role]:
        words = list(words_of(need(row, "roles").lower()))
        if unknown := [word for word in words if word not in self.roles]:
            known = ", ".join(sorted(self.roles))
            raise WrongRow(N_("Không có vai trò «{given}». Các vai trò: {known}."), given=unknown[0], known=known)
        return [self.roles[word] for word in dict.fromkeys(words)]

    def _add(self, login: str, row: Row, unit: Unit) -> Person:
        person, password = add_person(
            login=login,
            name=need(row, "name"),
            telephone=row["telephone"],
            email=row["email"],
            by=self.by,
            now=self.now,
        )
        self.taken.added.append(login)
        self.taken.slips.append(Slip(login, person.name, unit.name, password))
        return person

    def _change(self, person: Person, row: Row) -> bool:
        return change_person(
            person=person,
            name=row["name"] or person.name,
            telephone=row["telephone"] or person.telephone,
            email=row["email"] or person.email,
            by=self.by,
            now=self.now,
        )

    def _post(self, person: Person, unit: Unit, line: Line, roles: list[Role], row: Row) -> bool:
        """Whether a post was given or ended."""
        since, until = day_of(row, "since"), day_of(row, "until")
        for post in Post.objects.filter(person=person, unit=unit, line=line).prefetch_related("roles"):
            if _is_this(post, roles, since):
                if until is None or post.until == until:
                    return False
                end_post(post=post, until=until, by=self.by, now=self.now)
                return True
        give_post(
            person=person,
            unit=unit,
            line=line,
            roles=roles,
            since=since or today(),
            until=until,
            title=row["title"],
            by=self.by,
            now=self.now,
        )
        return True


def _is_this(post: Post, roles: list[Role], since: date | None) -> bool:
    """The post that a row speaks of: the same roles, and the same first day or, where none is told, held today."""
    if {role.pk for role in post.roles.all()} != {role.pk for role in roles}:
        return False
    return post.since == since if since else post.holds_on(today())


def _check_email(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError:
        raise WrongRow(N_("«{given}» không phải là địa chỉ thư điện tử."), given=address) from None
