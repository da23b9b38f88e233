"""Units made and renamed. What a unit is called on a day stands in its designations; the unit repeats today's."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Model, Q
from django.utils import timezone

from trienkhai.journal.actions import record
from trienkhai.journal.queries import history_of
from trienkhai.people.models import Person
from trienkhai.vietnamese import N_, fold, format_date, sort_key

from ..errors import WrongCode, WrongDay, WrongName
from ..models import Designation, Line, Post, Unit, UnitKind, on_day
from ..queries import today
from .tree import plant

CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")  # xa_an  phuong-7  79
LONGEST_NAME = 200
SECOND_CLICK = timedelta(minutes=10)  # within which the same form again is taken for the same deed


@transaction.atomic
def create_unit(
    *,
    code: str,
    name: str,
    kind: UnitKind,
    line: Line,
    parent: Unit | None,
    since: date,
    by: Post | Person | None,
    official_code: str = "",
    now: datetime | None = None,
) -> Unit:
    """A unit with its first name and its first place in the line. `by` None: the program, while one is installed."""
    now = now or timezone.now()
    code, name = code.strip().lower(), tidy(name)
    if not CODE.fullmatch(code):
        raise WrongCode(
            N_("Mã «{given}» không dùng được: chỉ gồm chữ không dấu, số, gạch dưới và gạch ngang, tối đa 60 ký tự."),
            given=code,
        )
    if Unit.objects.filter(code=code).exists():
        raise WrongCode(
            N_("Mã «{given}» đã dùng cho một đơn vị. Mỗi mã dùng một lần, kể cả khi đơn vị đã thôi."), given=code
        )
    unit = Unit.objects.create(code=code, name=name, kind=kind, created_at=now, **_keys(name))
    Designation.objects.create(unit=unit, name=name, kind=kind, official_code=official_code.strip(), since=since)
    plant(unit=unit, line=line, parent=parent, since=since)
    record("unit.created", unit, by=by, at=now)
    return unit


@transaction.atomic
def add_unit(*, code: str, name: str, kind: UnitKind, by: Post, now: datetime | None = None, **rest: Any) -> Unit:
    """`create_unit` from a page: the same form sent a second time by the same post finds the unit of the first."""
    now = now or timezone.now()
    found = Unit.objects.filter(code=code.strip().lower(), kind=kind, created_at__gt=now - SECOND_CLICK).first()
    if found is not None and found.name == tidy(name) and done_by(found, "unit.created", by):
        return found
    return create_unit(code=code, name=name, kind=kind, by=by, now=now, **rest)


def done_by(what: Model, verb: str, by: Post) -> bool:
    """Whether it was this post that did so."""
    return history_of(what).filter(verb=verb, post_id=by.pk).exists()


@transaction.atomic
def rename(
    *,
    unit: Unit,
    name: str,
    kind: UnitKind,
    official_code: str,
    since: date,
    by: Post | Person | None,
    now: datetime | None = None,
) -> bool:
    """Another name, kind or official code from the day on; figures stay with the unit.

    On the first day of the last recorded name it corrects that name. False where nothing is different.
    """
    now = now or timezone.now()
    name, official_code = tidy(name), official_code.strip()
    last = Designation.objects.select_for_update().filter(unit=unit).order_by("-since").first()
    if last and (last.name, last.kind_id, last.official_code) == (name, kind.pk, official_code):
        return False
    if last and since < last.since:
        raise WrongDay(
            N_("Tên «{name}» được ghi từ {day}; tên mới phải có từ ngày đó trở đi."),
            name=last.name,
            day=format_date(last.since),
        )
    if last and since == last.since:
        Designation.objects.filter(pk=last.pk).update(name=name, kind=kind, official_code=official_code)
    else:
        Designation.objects.filter(unit=unit, until=None).update(until=since)
        Designation.objects.create(unit=unit, name=name, kind=kind, official_code=official_code, since=since)
    refresh_names(day=timezone.localdate(now))
    unit.refresh_from_db(fields=["name", "kind", "folded", "sort"])
    record("unit.renamed", unit, by=by, at=now)
    return True


def refresh_names(day: date | None = None) -> int:
    """Let units whose new name begins by the day be called so in lists; how many were changed."""
    due = Designation.objects.filter(on_day(day or today())).filter(~Q(name=F("unit__name")) | ~Q(kind=F("unit__kind")))
    found = list(due.values_list("unit_id", "name", "kind_id"))
    for unit_id, name, kind_id in found:
        Unit.objects.filter(pk=unit_id).update(name=name, kind_id=kind_id, **_keys(name))
    return len(found)


_named_on: date | None = None  # the day whose names this process has seen to


def refresh_names_of_the_day(day: date | None = None) -> None:
    """`refresh_names` once a day and process, on the first request: a name that begins today needs no worker."""
    global _named_on
    day = day or today()
    if _named_on != day:
        refresh_names(day)
        _named_on = day


def tidy(name: str) -> str:
    """The name in composed letters and single spaces. Raises WrongName when nothing, too much or no text is left."""
    tidied = " ".join(unicodedata.normalize("NFC", name).split())
    if not tidied:
        raise WrongName(N_("Hãy ghi tên đơn vị."))
    if len(tidied) > LONGEST_NAME:
        raise WrongName(N_("Tên đơn vị dài quá {most} ký tự. Hãy rút ngắn lại."), most=LONGEST_NAME)
    if any(unicodedata.category(letter) == "Cc" for letter in tidied):
        raise WrongName(N_("Tên đơn vị có ký tự điều khiển không nhìn thấy được. Hãy gõ lại tên."))
    return tidied


def _keys(name: str) -> dict[str, str]:
    return {"folded": fold(name)[:LONGEST_NAME], "sort": sort_key(name)[:1000]}
