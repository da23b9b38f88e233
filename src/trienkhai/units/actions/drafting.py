"""Reorganisations prepared: a draft of steps that several people may write. `seen` is the version that somebody looked
at; who saw an older one than there is now is told so, and nothing of the other's work is lost."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from trienkhai.journal.actions import record
from trienkhai.people.models import Person
from trienkhai.vietnamese import N_

from ..errors import CannotReorganise, ChangedMeanwhile
from ..models import Line, Post, Reorganisation, ReorganisationStep, Unit
from ..planning import Step
from .naming import SECOND_CLICK, done_by

By = Post | Person | None


@transaction.atomic
def prepare_reorganisation(
    *, title: str, basis: str, day: date, unit: Unit, line: Line, by: By, now: datetime | None = None
) -> Reorganisation:
    """An empty draft. The same form sent again by the same post finds the draft of the first time."""
    now = now or timezone.now()
    title = " ".join(title.split())
    if not title:
        raise CannotReorganise(N_("Hãy ghi tên đợt sắp xếp."))
    fresh = Reorganisation.objects.filter(created_at__gt=now - SECOND_CLICK, version=1)
    twin = fresh.filter(title=title, day=day, unit=unit, line=line, state=Reorganisation.DRAFT).first()
    if twin is not None and isinstance(by, Post) and done_by(twin, "reorganisation.prepared", by):
        return twin
    made = Reorganisation.objects.create(
        title=title, basis=" ".join(basis.split()), day=day, unit=unit, line=line,
        created_by_id=by.journal_identity()[0] if by else None, created_at=now,
    )  # fmt: skip
    record("reorganisation.prepared", made, by=by, at=now)
    return made


@transaction.atomic
def change_reorganisation(
    *, reorganisation: Reorganisation, seen: int, title: str, basis: str, day: date, by: By, now: datetime | None = None
) -> None:
    """Another name, basis or day of the draft."""
    title, basis = " ".join(title.split()), " ".join(basis.split())
    if not title:
        raise CannotReorganise(N_("Hãy ghi tên đợt sắp xếp."))
    kept = Reorganisation.objects.get(pk=reorganisation.pk)
    if (kept.title, kept.basis, kept.day) == (title, basis, day):
        return
    claim_draft(reorganisation, seen, title=title, basis=basis, day=day)
    record("reorganisation.changed", reorganisation, by=by, at=now or timezone.now())


@transaction.atomic
def add_steps(
    *, reorganisation: Reorganisation, seen: int, steps: list[Step], by: By, now: datetime | None = None
) -> None:
    """At the end of the draft. The same step sent twice, one after the other, is one step."""
    if len(steps) == 1 and _just_added(reorganisation, seen, steps[0]):
        return
    claim_draft(reorganisation, seen)
    last = reorganisation.steps.aggregate(last=Max("position"))["last"] or 0
    ReorganisationStep.objects.bulk_create(
        ReorganisationStep(reorganisation=reorganisation, position=position, **_row(step))
        for position, step in enumerate(steps, last + 1)
    )
    record("reorganisation.changed", reorganisation, by=by, at=now or timezone.now())


@transaction.atomic
def change_step(*, reorganisation: Reorganisation, seen: int, step: Step, by: By, now: datetime | None = None) -> None:
    """Say the step of that position otherwise."""
    kept = reorganisation.steps.filter(position=step.position)
    if kept.filter(**_row(step)).exists():
        return
    claim_draft(reorganisation, seen)
    if not kept.update(**_row(step)):
        raise ChangedMeanwhile(CHANGED)
    record("reorganisation.changed", reorganisation, by=by, at=now or timezone.now())


@transaction.atomic
def drop_step(*, reorganisation: Reorganisation, seen: int, position: int, by: By, now: datetime | None = None) -> None:
    """Leave the step out; the others keep their numbers."""
    if not reorganisation.steps.filter(position=position).exists():
        return  # perhaps a moment ago, in another tab
    claim_draft(reorganisation, seen)
    reorganisation.steps.filter(position=position).delete()
    record("reorganisation.changed", reorganisation, by=by, at=now or timezone.now())


@transaction.atomic
def discard_reorganisation(*, reorganisation: Reorganisation, seen: int, by: By, now: datetime | None = None) -> None:
    """Throw the draft away, with its steps."""
    claim_draft(reorganisation, seen)
    record("reorganisation.discarded", reorganisation, by=by, at=now or timezone.now())
    Reorganisation.objects.filter(pk=reorganisation.pk).delete()


CHANGED = N_("Người khác vừa sửa hoặc áp dụng đợt sắp xếp này. Hãy xem lại bản hiện nay rồi làm lại.")


def claim_draft(reorganisation: Reorganisation, seen: int, **changes: Any) -> None:
    """Only one of two people who looked at the same version goes on."""
    row = Reorganisation.objects.filter(pk=reorganisation.pk, state=Reorganisation.DRAFT, version=seen)
    if not row.update(version=F("version") + 1, **changes):
        raise ChangedMeanwhile(CHANGED)


def _just_added(reorganisation: Reorganisation, seen: int, step: Step) -> bool:
    """Whether a moment ago just this was added to the version that was seen."""
    kept = Reorganisation.objects.filter(pk=reorganisation.pk, version=seen + 1).exists()
    last = reorganisation.steps.order_by("-position").values(*_row(step)).first()
    return kept and last == _row(step)


def _row(step: Step) -> dict[str, Any]:
    return {
        "verb": step.verb,
        "units": list(step.units),
        "heirs": [[code, str(share)] for code, share in step.heirs],
        "parent": step.parent,
        "code": step.code,
        "name": step.name,
        "kind": step.kind,
        "official_code": step.official_code,
    }
