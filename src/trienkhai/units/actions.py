"""Units, places and posts: made, moved, succeeded, given and ended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from trienkhai.journal.actions import record
from trienkhai.people.models import Person
from trienkhai.vietnamese import N_, fold, format_date, sort_key

from .errors import CannotHold, CannotPlace
from .models import Designation, Line, Placement, Post, Role, Succession, Unit, UnitKind, path_piece
from .queries import place_of, subtree


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
    """A unit with its first name and its first place in the line. `by` is None only while an installation is made."""
    now = now or timezone.now()
    if Unit.objects.filter(code=code).exists():
        raise CannotPlace(
            N_("Mã «{code}» đã dùng cho một đơn vị. Mỗi mã dùng một lần, kể cả khi đơn vị đã thôi."), code=code
        )
    unit = Unit.objects.create(
        code=code, name=name, kind=kind, folded=fold(name), sort=sort_key(name)[:1000], created_at=now
    )
    Designation.objects.create(unit=unit, name=name, kind=kind, official_code=official_code, since=since)
    place(unit=unit, line=line, parent=parent, since=since, by=by, now=now)
    record("unit.created", unit, by=by, at=now)
    return unit


@transaction.atomic
def place(
    *, unit: Unit, line: Line, parent: Unit | None, since: date, by: Post | Person | None, now: datetime | None = None
) -> Placement:
    """Put the unit under the parent from the day on, with all that stands below it."""
    now = now or timezone.now()
    path = path_piece(unit.pk)
    if parent is not None:
        above = place_of(parent, line, since)
        if above is None:
            raise CannotPlace(
                N_("«{parent}» chưa có chỗ trong hệ thống vào ngày {day}, nên chưa thể có đơn vị dưới nó."),
                parent=parent.name,
                day=format_date(since),
            )
        if path in [above.path[i : i + 8] for i in range(0, len(above.path), 8)]:
            raise CannotPlace(N_("«{unit}» không thể đứng dưới chính mình."), unit=unit.name)
        path = above.path + path
    if Placement.objects.filter(unit=unit, line=line, since__gte=since).exists():
        raise CannotPlace(
            N_("«{unit}» đã có chỗ được ghi từ ngày {day} hoặc sau đó; hãy chọn ngày muộn hơn."),
            unit=unit.name,
            day=format_date(since),
        )
    below = list(subtree(unit, line, since).exclude(unit=unit).order_by("path"))
    old = place_of(unit, line, since)
    _end([p for p in [old, *below] if p], since)
    made = Placement.objects.create(unit=unit, line=line, parent=parent, since=since, until=None, path=path)
    if old:
        Placement.objects.bulk_create(
            Placement(unit_id=p.unit_id, line=line, parent_id=p.parent_id, since=since, until=p.until,
                      path=path + p.path[len(old.path) :])
            for p in below
        )  # fmt: skip
        record("unit.moved", unit, by=by, at=now)
    return made


def _end(places: Iterable[Placement], day: date) -> None:
    for placement in places:
        Placement.objects.filter(pk=placement.pk).update(until=day)


@transaction.atomic
def rename(
    *,
    unit: Unit,
    name: str,
    kind: UnitKind,
    official_code: str,
    since: date,
    by: Post | Person,
    now: datetime | None = None,
) -> None:
    """Another name, kind or official code from the day on; figures stay with the unit."""
    now = now or timezone.now()
    current = unit.designations.order_by("-since").first()
    if current and since < current.since:
        raise CannotPlace(
            N_("Tên hiện nay có từ {day}; tên mới phải có từ ngày đó trở đi."), day=format_date(current.since)
        )
    if current and since == current.since:
        Designation.objects.filter(pk=current.pk).update(name=name, kind=kind, official_code=official_code)
    else:
        Designation.objects.filter(unit=unit, until=None).update(until=since)
        Designation.objects.create(unit=unit, name=name, kind=kind, official_code=official_code, since=since)
    Unit.objects.filter(pk=unit.pk).update(name=name, kind=kind, folded=fold(name), sort=sort_key(name)[:1000])
    record("unit.renamed", unit, by=by, at=now)


@transaction.atomic
def end_unit(
    *,
    unit: Unit,
    line: Line,
    day: date,
    heirs: dict[Unit, Decimal],
    by: Post | Person | None,
    now: datetime | None = None,
) -> None:
    """From the day on the unit is no more; each heir takes its share. Without heirs its parent succeeds it."""
    now = now or timezone.now()
    current = place_of(unit, line, day)
    if current is None or current.since >= day:
        raise CannotPlace(
            N_("«{unit}» không có chỗ trong hệ thống ngay trước ngày {day}."), unit=unit.name, day=format_date(day)
        )
    below = list(subtree(unit, line, day).exclude(unit=unit).select_related("unit")[:1])
    if below:
        raise CannotPlace(
            N_("Dưới «{unit}» còn «{below}». Hãy chuyển các đơn vị dưới trước khi cho đơn vị này thôi."),
            unit=unit.name,
            below=below[0].unit.name,
        )
    heirs = heirs or ({current.parent: Decimal(1)} if current.parent else {})
    if sum(heirs.values()) != 1:
        raise CannotPlace(N_("Tổng các phần để lại phải bằng 1 (100 %), hiện là {total}."), total=sum(heirs.values()))
    if absent := [heir.name for heir in heirs if place_of(heir, line, day) is None]:
        raise CannotPlace(
            N_("«{heir}» không có chỗ trong hệ thống vào ngày {day}."), heir=absent[0], day=format_date(day)
        )
    _end([current], day)
    Succession.objects.bulk_create(
        Succession(old=unit, new=heir, line=line, date=day, share=share) for heir, share in heirs.items()
    )
    record("unit.ended", unit, by=by, at=now)


@transaction.atomic
def give_post(
    *,
    person: Person,
    unit: Unit,
    line: Line,
    roles: Iterable[Role],
    since: date,
    by: Post | Person | None,
    title: str = "",
    until: date | None = None,
    now: datetime | None = None,
) -> Post:
    """The person holds these roles in the unit from the day on."""
    roles = list(roles)
    if not roles:
        raise CannotHold(N_("Hãy chọn ít nhất một vai trò."))
    if until is not None and until <= since:
        raise CannotHold(N_("Ngày thôi phải sau ngày bắt đầu."))
    post = Post.objects.create(person=person, unit=unit, line=line, title=title, since=since, until=until)
    post.roles.set(roles)
    record("post.given", post, by=by, at=now or timezone.now())
    return post


@transaction.atomic
def end_post(*, post: Post, until: date | None = None, by: Post | Person, now: datetime | None = None) -> None:
    """From the day on the person no longer acts through the post. What they did stays under their name."""
    now = now or timezone.now()
    until = until or timezone.localdate(now)
    if until <= post.since:
        until = post.since + timedelta(days=1)
    if not Post.objects.filter(pk=post.pk).exclude(until__lte=until).update(until=until):
        raise CannotHold(N_("Vị trí này đã thôi từ trước."))
    record("post.ended", post, by=by, at=now)
