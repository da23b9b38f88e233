"""Writing figures into a draft: every change adds a version that names its source; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trienkhai.indicators.models import Indicator
from trienkhai.journal.actions import record
from trienkhai.kit.formats import number
from trienkhai.units.models import Post
from trienkhai.vietnamese import N_

from .errors import CannotEnter
from .models import Figure, Source, Submission
from .queries import complete_breakdowns, latest_of

DECIMALS = 4  # kept after the mark
MOST = Decimal(10) ** (15 - DECIMALS)


@dataclass(frozen=True)
class Entry:
    """What a person wants a cell to hold. No value and not `not_applicable`: the cell is emptied (silent).

    `seen` is the version that stood on the person's page (0: none), so that two people do not overwrite each other.
    """

    indicator_id: int
    breakdown: str = ""
    scope: str = "own"
    value: Decimal | None = None
    not_applicable: bool = False
    qualifier: str = ""
    seen: int = 0
    reason: str = ""

    @property
    def place(self) -> tuple[int, str, str]:
        return self.indicator_id, self.breakdown, self.scope

    @property
    def empty(self) -> bool:
        return self.value is None and not self.not_applicable


@dataclass
class Outcome:
    """What became of the entries: how many were written, where somebody else was faster, what is wrong."""

    written: int = 0
    conflicts: dict[tuple[int, str, str], Figure] = field(default_factory=dict)
    refused: dict[tuple[int, str, str], str] = field(default_factory=dict)


@transaction.atomic
def enter(*, submission: Submission, entries: Iterable[Entry], by: Post, now: datetime | None = None) -> Outcome:
    """Write what differs from what stands. A cell that another person changed meanwhile is left as they wrote it and
    comes back as a conflict; a wrong one comes back with the reason; the others are kept."""
    now = now or timezone.now()
    hold(submission)
    current = {figure.place: figure for figure in latest_of(submission)}
    sent_elsewhere = standing_elsewhere(submission)
    entries = list(entries)
    indicators = Indicator.objects.in_bulk({entry.indicator_id for entry in entries})
    outcome = Outcome()
    source = None
    for entry in entries:
        old = current.get(entry.place)
        if _same(entry, old):
            continue
        if old is not None and old.pk != entry.seen:
            outcome.conflicts[entry.place] = old
        elif wrong := _wrong(entry, indicators[entry.indicator_id], sent_elsewhere.get(entry.place)):
            outcome.refused[entry.place] = wrong
        else:
            source = source or typed(by, now)
            current[entry.place] = write(submission, entry, source, old, now)
            outcome.written += 1
    if outcome.written:
        sum_categories(submission, current, by, now)
        record("submission.entered", submission, by=by, at=now)
    return outcome


def hold(submission: Submission) -> None:
    """Keep the draft from being sent while it is written to; refuse where it was."""
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    if not locked.editable:
        raise CannotEnter(
            N_("Báo cáo đã được gửi, số liệu không sửa được nữa. Muốn sửa, hãy đề nghị cấp trên trả lại.")
        )
    submission.revision, submission.state = locked.revision, locked.state


def typed(by: Post, now: datetime) -> Source:
    """Typed by a person through a post."""
    return Source.objects.create(kind=Source.TYPED, person_id=by.person_id, through_id=by.unit_id, at=now)


def write(submission: Submission, entry: Entry, source: Source, old: Figure | None, now: datetime) -> Figure:
    """The next version of the cell in the draft's present revision."""
    return Figure.objects.create(
        unit_id=submission.unit_id,
        indicator_id=entry.indicator_id,
        period=submission.round.period,
        breakdown=entry.breakdown,
        scope=entry.scope,
        submission=submission,
        revision=submission.revision,
        version=old.version + 1 if old else 1,
        value=entry.value,
        qualifier=entry.qualifier if entry.value is not None else "",
        withdrawn=entry.empty,
        source=source,
        reason=entry.reason[:300],
        at=now,
    )


def _same(entry: Entry, old: Figure | None) -> bool:
    if old is None or old.withdrawn:
        return entry.empty
    return (entry.value, entry.not_applicable, entry.qualifier if entry.value is not None else "") == (
        old.value,
        old.not_applicable,
        old.qualifier,
    )


def wrong_value(value: Decimal, indicator: Indicator) -> str:
    """Why the indicator cannot have this value; empty where it can."""
    if value < 0:
        return _("Không nhận số âm.")
    if value >= MOST:
        return _("Số quá lớn: giữ nhiều nhất 11 chữ số trước dấu phẩy.")
    if indicator.decimals == 0 and value != value.to_integral_value():
        return _("Chỉ tiêu này đếm bằng số nguyên.")
    if value != round(value, DECIMALS):  # the database would round it without a word
        return _("Giữ nhiều nhất 4 chữ số sau dấu phẩy.")
    return ""


def _wrong(entry: Entry, indicator: Indicator, elsewhere: Figure | None) -> str:
    if entry.value is not None and (wrong := wrong_value(entry.value, indicator)):
        return wrong
    if entry.scope == "whole" and entry.value is None and not entry.empty:
        return _("Số của cả cấp dưới phải có giá trị, hoặc để trống.")
    if elsewhere is not None and entry.value != elsewhere.value and not entry.reason.strip():
        return _("Ô này đã gửi ở kỳ khác là {value}. Muốn sửa, hãy ghi lý do.").format(
            value=number(elsewhere.value) or "–"
        )
    return ""


def standing_elsewhere(submission: Submission) -> dict[tuple[int, str, str], Figure]:
    """What counts now in the same cells through another submission."""
    rows = Figure.objects.filter(unit=submission.unit_id, period=submission.round.period, counts=True)
    return {figure.place: figure for figure in rows.exclude(submission=submission)}


def sum_categories(
    submission: Submission, current: dict[tuple[int, str, str], Figure], by: Post, now: datetime
) -> None:
    """Where a dimension is complete and all its categories are answered, their sum is the unit's total, unless a person
    or a report stated one: then it stays, and the check says so where they differ."""
    for pk, breakdowns in complete_breakdowns({place[0] for place in current}):
        for scope in ("own", "whole"):
            parts = [current.get((pk, breakdown, scope)) for breakdown in breakdowns]
            _write_sum(submission, (pk, scope), parts, current, by, now)


def _write_sum(
    submission: Submission,
    place: tuple[int, str],
    parts: Sequence[Figure | None],
    current: dict[tuple[int, str, str], Figure],
    by: Post,
    now: datetime,
) -> None:
    indicator_id, scope = place
    old = current.get((indicator_id, "", scope))
    if old is not None and not old.withdrawn and old.source.kind != Source.CATEGORIES:
        return
    answered = [part for part in parts if part is not None and not part.withdrawn]
    values = [part.value for part in answered if part.value is not None]
    total = sum(values, Decimal(0)) if values and len(answered) == len(parts) else MOST
    stated = {part.qualifier for part in answered} - {""}
    entry = Entry(
        indicator_id,
        "",
        scope,
        value=total if total < MOST else None,  # parts that are each just small enough
        qualifier="about" if len(stated) > 1 else "".join(stated),
    )
    if _same(entry, old):
        return
    source = Source.objects.create(kind=Source.CATEGORIES, person_id=by.person_id, through_id=by.unit_id, at=now)
    current[indicator_id, "", scope] = write(submission, entry, source, old, now)
