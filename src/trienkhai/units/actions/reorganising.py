"""A reorganisation applied as a whole, and taken back as a whole before its day."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, ProtectedError
from django.utils import timezone

from trienkhai.journal.actions import record
from trienkhai.vietnamese import N_, fold, format_date, sort_key

from ..errors import CannotReorganise, ChangedMeanwhile
from ..models import Designation, Line, Placement, Post, Reorganisation, Succession, Unit, UnitKind, on_day
from ..planning import Called, Effects, InLine
from ..queries import effects_of, plan_of
from .drafting import CHANGED, By, claim_draft
from .naming import LONGEST_NAME, refresh_names, tidy
from .settling import settle
from .tree import change_tree


@transaction.atomic
def apply_reorganisation(*, reorganisation: Reorganisation, seen: int, by: By, now: datetime | None = None) -> bool:
    """Write what the draft says, dated from its day. False where it was applied a moment ago. Raises CannotReorganise
    while anything stands against it; then nothing was written."""
    now = now or timezone.now()
    if Reorganisation.objects.filter(pk=reorganisation.pk, state=Reorganisation.APPLIED, version=seen + 1).exists():
        return False
    claim_draft(reorganisation, seen)
    reorganisation.refresh_from_db()
    _lock_lines()
    plan = plan_of(reorganisation, by if isinstance(by, Post) else None)
    if plan.troubles:
        raise CannotReorganise(
            N_("Chưa áp dụng được, còn {count} điều phải sửa: {first}"),
            count=len(plan.troubles),
            first=str(plan.troubles[0].reason),
        )
    _write(plan.effects, reorganisation.day, by, now)
    Reorganisation.objects.filter(pk=reorganisation.pk).update(
        state=Reorganisation.APPLIED,
        effects=plan.effects.to_json(),
        applied_at=now,
        applied_by=by.journal_identity()[0] if by else None,
    )
    record("reorganisation.applied", reorganisation, by=by, at=now)
    return True


def _lock_lines() -> None:
    """One change of a tree at a time (tree.change_tree), in one order: a unit that ends, ends in all its lines."""
    change_tree(*Line.objects.all())


def _write(effects: Effects, day: date, by: By, now: datetime) -> None:
    _create(effects.created, day, by, now)
    ids = _ids(effects)
    for code, one in effects.lines.items():
        line = Line.objects.get(code=code)
        parents = one.placed | {moved: to for moved, (_before, to) in one.moved.items()}
        settle(
            line=line,
            day=day,
            parents={ids[unit]: ids[parent] if parent else None for unit, parent in parents.items()},
            gone=[ids[unit] for unit in one.ended],
        )
        Succession.objects.bulk_create(
            Succession(old_id=ids[old], new_id=ids[new], line=line, date=day, share=share)
            for old, heirs in one.ended.items()
            for new, share in heirs.items()
        )
    for code, (_before, after) in effects.named.items():
        _name(ids[code], after, day)
    refresh_names(day=timezone.localdate(now))
    _tell(effects, by, now)


def _create(created: dict[str, Called], day: date, by: By, now: datetime) -> None:
    kinds = {kind.code: kind for kind in UnitKind.objects.all()}
    for code, called in created.items():
        name, kind = tidy(called.name), kinds[called.kind]
        keys = {"folded": fold(name)[:LONGEST_NAME], "sort": sort_key(name)[:1000]}
        unit = Unit.objects.create(code=code, name=name, kind=kind, created_at=now, **keys)
        Designation.objects.create(unit=unit, name=name, kind=kind, official_code=called.official_code, since=day)
        record("unit.created", unit, by=by, at=now)


def _name(unit: int, called: Called, day: date) -> None:
    Designation.objects.filter(unit=unit, until=None).update(until=day)
    kind = UnitKind.objects.get(code=called.kind)
    Designation.objects.create(
        unit_id=unit, name=tidy(called.name), kind=kind, official_code=called.official_code, since=day
    )


def _ids(effects: Effects) -> dict[str, int]:
    """Numbers of all units that the effects name, by code."""
    codes = {*effects.created, *effects.named}
    for one in effects.lines.values():
        codes |= {*one.ended, *one.moved, *one.placed, *(c for heirs in one.ended.values() for c in heirs)}
        codes |= {c for pair in one.moved.values() for c in pair if c} | {c for c in one.placed.values() if c}
    return dict(Unit.objects.filter(code__in=codes).order_by().values_list("code", "pk"))


def _tell(effects: Effects, by: By, now: datetime) -> None:
    """The journal of every unit that is not new."""
    verbs = {code: "unit.moved" for one in effects.lines.values() for code in one.moved}
    verbs |= dict.fromkeys(effects.named, "unit.renamed")
    verbs |= dict.fromkeys(effects.ended(), "unit.ended")
    for unit in Unit.objects.filter(code__in=verbs):
        record(verbs[unit.code], unit, by=by, at=now)


# --- taken back -------------------------------------------------------------------------------------------------------


@transaction.atomic
def take_back_reorganisation(*, reorganisation: Reorganisation, seen: int, by: By, now: datetime | None = None) -> bool:
    """Undo all of it while its day has not come; it is a draft again. False where that was done a moment ago.

    Raises CannotReorganise from the day on, and where something else rests on what it wrote by now.
    """
    now = now or timezone.now()
    if Reorganisation.objects.filter(pk=reorganisation.pk, state=Reorganisation.DRAFT, version=seen + 1).exists():
        return False
    if reorganisation.day <= timezone.localdate(now):
        raise CannotReorganise(
            N_("Đợt sắp xếp đã có hiệu lực từ ngày {day} nên không rút lại được. Hãy lập một đợt sắp xếp khác."),
            day=format_date(reorganisation.day),
        )
    row = Reorganisation.objects.filter(pk=reorganisation.pk, state=Reorganisation.APPLIED, version=seen)
    effects = effects_of(reorganisation)
    if not row.update(
        state=Reorganisation.DRAFT, version=F("version") + 1, effects=None, applied_at=None, applied_by=None
    ):
        raise ChangedMeanwhile(CHANGED)
    _lock_lines()
    _unwrite(effects, reorganisation.day, by, now)
    record("reorganisation.taken_back", reorganisation, by=by, at=now)
    return True


def _unwrite(effects: Effects, day: date, by: By, now: datetime) -> None:
    ids = _ids(effects)
    kept = set(effects.named) | {code for one in effects.lines.values() for code in (*one.moved, *one.ended)}
    for code in effects.named:
        _unname(code, effects.named[code][1], day)
    for code, one in effects.lines.items():
        line = Line.objects.get(code=code)
        _still_as_written(one, line, day)
        Succession.objects.filter(line=line, date=day, old__code__in=one.ended).delete()
        settle(
            line=line,
            day=day,
            parents=_parents_before(one, line, day, ids),
            gone=[ids[unit] for unit in one.placed],
        )
    for unit in Unit.objects.filter(code__in=effects.created):
        _drop_posts(unit, by, now)
        _remove(unit)
    for unit in Unit.objects.filter(code__in=kept):
        record("unit.change_taken_back", unit, by=by, at=now)


def _unname(code: str, written: Called, day: date) -> None:
    name = Designation.objects.filter(unit__code=code, until=None).select_related("kind").first()
    if name is None or (name.since, name.name, name.kind.code, name.official_code) != (day, *_as_kept(written)):
        _changed_since(code)
    Designation.objects.filter(pk=name.pk).delete()  # type: ignore[union-attr]
    Designation.objects.filter(unit__code=code, until=day).update(until=None)


def _as_kept(called: Called) -> tuple[str, str, str]:
    return tidy(called.name), called.kind, called.official_code


def _still_as_written(one: InLine, line: Line, day: date) -> None:
    """Everybody stands as the reorganisation left them, and nothing later is recorded."""
    wanted = one.placed | {code: to for code, (_before, to) in one.moved.items()}
    rows = Placement.objects.filter(on_day(day), line=line, unit__code__in={*wanted, *one.ended})
    found = {row.unit.code: row for row in rows.select_related("unit", "parent")}
    for code, parent in wanted.items():
        row = found.get(code)
        stands = row.parent.code if row and row.parent else None
        if row is None or (row.since, row.until, stands) != (day, None, parent):
            _changed_since(code)
    written = Succession.objects.filter(line=line, date=day, old__code__in=one.ended)
    heirs: dict[str, dict[str, object]] = {code: {} for code in one.ended}
    for old, new, share in written.values_list("old__code", "new__code", "share"):
        heirs[old][new] = share
    for code in one.ended:
        if code in found or heirs[code] != one.ended[code]:
            _changed_since(code)
    _nothing_else_below(one, line, day)


def _nothing_else_below(one: InLine, line: Line, day: date) -> None:
    below = Placement.objects.filter(line=line, parent__code__in=one.placed).exclude(until__lte=day)
    other = below.exclude(unit__code__in={*one.moved, *one.placed}).select_related("unit", "parent").first()
    if other is not None and other.parent is not None:
        raise CannotReorganise(
            N_("Chưa rút lại được: «{below}» đã được đặt dưới «{unit}». Hãy gỡ việc đó trước."),
            below=other.unit.name,
            unit=other.parent.name,
        )


def _parents_before(one: InLine, line: Line, day: date, ids: dict[str, int]) -> dict[int, int | None]:
    """Under whom those stood that were moved or ended."""
    before: dict[int, int | None] = {
        ids[code]: ids[above] if above else None for code, (above, _to) in one.moved.items()
    }
    ended = Placement.objects.filter(line=line, until=day, unit__code__in=one.ended).order_by()
    return before | dict(ended.values_list("unit", "parent"))


def _changed_since(code: str) -> None:
    raise CannotReorganise(
        N_("Không rút lại cả đợt được: «{unit}» đã có thay đổi khác được ghi sau khi áp dụng. Hãy gỡ việc đó trước."),
        unit=Unit.objects.get(code=code).name,
    )  # fmt: skip


RESTING = {
    "units.placement": N_("đơn vị bên dưới"),
    "units.succession": N_("kế tục"),
    "units.reorganisation": N_("đợt sắp xếp"),
    "collection.asked": N_("kỳ báo cáo đã yêu cầu đơn vị này"),
    "collection.round": N_("kỳ báo cáo do đơn vị này mở"),
    "collection.submission": N_("báo cáo"),
    "collection.figure": N_("số liệu"),
    "directives.document": N_("văn bản"),
    "editions.edition": N_("báo cáo tổng hợp"),
}


def _drop_posts(unit: Unit, by: By, now: datetime) -> None:
    """Posts given in advance, which nobody ever held: a post begins when its unit stands."""
    for post in unit.posts.all():
        record("post.taken_back", post, by=by, at=now)
        post.delete()


def _remove(unit: Unit) -> None:
    """A unit that never began. Whatever other rooms keep about it stands in the way, and is named."""
    try:
        with transaction.atomic():
            unit.designations.all().delete()
            unit.delete()
    except ProtectedError as protected:
        counts = Counter(
            RESTING.get(one._meta.label_lower, one._meta.label_lower) for one in protected.protected_objects
        )
        raise CannotReorganise(
            N_("Chưa rút lại được: «{unit}» đã có {what}. Hãy gỡ những việc đó trước."),
            unit=unit.name,
            what=", ".join(f"{count} {words}" for words, count in sorted(counts.items())),
        ) from None
