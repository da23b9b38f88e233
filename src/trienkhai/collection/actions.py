"""Asking, answering, sending and reviewing. Figures are written in `entering`, narratives in `narratives`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from trienkhai.directives.models import Document
from trienkhai.indicators import periods
from trienkhai.indicators.models import Form
from trienkhai.journal.actions import record
from trienkhai.units.models import Line, Placement, Post, Unit
from trienkhai.vietnamese import N_, format_date

from .counting import count, count_no_more
from .errors import AlreadyDecided, AlreadySent, CannotAnswer, CannotAsk, NothingToSend
from .models import ACCEPTED, DRAFT, RETURNED, SENT, Asked, Figure, Remark, Round, Submission
from .queries import latest_of
from .stored import touch_answer, touch_round


@transaction.atomic
def prepare_round(
    *,
    code: str,
    title: str,
    unit: Unit,
    line: Line,
    form: Form,
    period: str,
    deadline: datetime,
    units: Iterable[Unit],
    by: Post,
    document: Document | None = None,
    instructions: str = "",
    now: datetime | None = None,
) -> Round:
    """A draft that only the one who asks can see, until it is opened."""
    now = now or timezone.now()
    units = list(units)
    period = periods.canonical(period)  # raises where the code names no days
    if Round.objects.filter(code=code).exists():
        raise CannotAsk(N_("Mã «{given}» đã dùng cho một kỳ báo cáo khác. Hãy chọn mã khác."), given=code)
    if not units:
        raise CannotAsk(N_("Hãy chọn ít nhất một đơn vị phải báo cáo."))
    _began_by_then(line, period, {unit.pk for unit in units})
    made = Round.objects.create(
        code=code,
        title=title,
        unit=unit,
        line=line,
        form=form,
        period=period,
        deadline=deadline,
        document=document,
        instructions=instructions,
        created_by_id=by.person_id,
        created_at=now,
    )
    Asked.objects.bulk_create(Asked(round=made, unit=asked) for asked in units)
    record("round.prepared", made, by=by, at=now)
    return made


@transaction.atomic
def change_round(
    *,
    round: Round,
    title: str,
    form: Form,
    period: str,
    deadline: datetime,
    units: Iterable[Unit],
    by: Post,
    document: Document | None = None,
    instructions: str = "",
    now: datetime | None = None,
) -> None:
    """Correct what was asked. Once opened, form and period stand, and a unit that has begun its answer stays asked."""
    locked = Round.objects.select_for_update().get(pk=round.pk)
    periods.days(period)
    if locked.state != "draft" and (form.pk, period) != (locked.form_id, locked.period):
        raise CannotAsk(N_("Kỳ báo cáo đã mở: biểu mẫu và kỳ số liệu không đổi được. Hãy lập kỳ báo cáo khác."))
    wanted = {unit.pk for unit in units}
    if not wanted:
        raise CannotAsk(N_("Hãy chọn ít nhất một đơn vị phải báo cáo."))
    asked = set(Asked.objects.filter(round=round).values_list("unit_id", flat=True))
    begun = Submission.objects.filter(round=round).exclude(unit__in=wanted).select_related("unit").first()
    if begun is not None:
        raise CannotAsk(N_("«{unit}» đã bắt đầu báo cáo nên không bỏ khỏi kỳ này được."), unit=begun.unit.name)
    _began_by_then(locked.line, period, wanted - asked if period == locked.period else wanted)
    Round.objects.filter(pk=round.pk).update(
        title=title, form=form, period=period, deadline=deadline, document=document, instructions=instructions
    )
    Asked.objects.filter(round=round).exclude(unit__in=wanted).delete()
    Asked.objects.bulk_create(Asked(round=round, unit_id=unit) for unit in sorted(wanted - asked))
    if locked.state != "draft":
        touch_round(locked)
    record("round.changed", round, by=by, at=now or timezone.now())


def _began_by_then(line: Line, period: str, units: set[int]) -> None:
    """Nobody is asked about a period that was over when they began: figures are only handed on forward."""
    last = periods.days(period)[1]
    begun = Placement.objects.filter(line=line, unit__in=units, since__lte=last).values("unit")
    late = Unit.objects.filter(pk__in=units).exclude(pk__in=begun).first()
    if late is not None:
        raise CannotAsk(
            N_("«{unit}» bắt đầu sau ngày {day}, ngày cuối của kỳ số liệu, nên không hỏi đơn vị này về kỳ ấy được."),
            unit=late.name,
            day=format_date(last),
        )


@transaction.atomic
def open_round(*, round: Round, by: Post, now: datetime | None = None) -> None:
    """From now on the units that are asked see it. A closed one may be opened again for latecomers."""
    if not Round.objects.filter(pk=round.pk).exclude(state="open").update(state="open"):
        raise CannotAsk(N_("Kỳ báo cáo này đang mở rồi."))
    touch_round(Round.objects.get(pk=round.pk))  # form and period as they were when it was claimed
    record("round.opened", round, by=by, at=now or timezone.now())


@transaction.atomic
def close_round(*, round: Round, by: Post, now: datetime | None = None) -> None:
    """No more answers; drafts stay with their units."""
    if not Round.objects.filter(pk=round.pk, state="open").update(state="closed"):
        raise CannotAsk(N_("Kỳ báo cáo này không mở."))
    record("round.closed", round, by=by, at=now or timezone.now())


@transaction.atomic
def begin(*, round: Round, unit: Unit, by: Post, now: datetime | None = None) -> Submission:
    """The unit's draft, made at the first touch. What was already sent for the same cells stands in it, to confirm or
    correct; a second click finds the draft of the first."""
    now = now or timezone.now()
    found = Submission.objects.filter(round=round, unit=unit).first()
    if found:
        return found
    if round.state != "open":
        raise CannotAnswer(N_("Kỳ báo cáo «{round}» không mở. Hãy đề nghị đơn vị yêu cầu mở lại."), round=round.title)
    if not Asked.objects.filter(round=round, unit=unit).exists():
        raise CannotAnswer(N_("«{unit}» không được yêu cầu báo cáo kỳ này."), unit=unit.name)
    made, new = Submission.objects.get_or_create(
        round=round, unit=unit, defaults={"begun_through": by.unit, "begun_by_id": by.person_id, "begun_at": now}
    )
    if not new:
        return made
    indicators = round.form.lines.values("indicator")
    known = Figure.objects.filter(unit=unit, period=round.period, indicator__in=indicators, counts=True)
    _carry(known, made, now)
    record("submission.begun", made, by=by, at=now)
    return made


def _carry(figures: Iterable[Figure], submission: Submission, now: datetime) -> None:
    """The same figures with the same sources, as first versions of the submission's present revision."""
    Figure.objects.bulk_create(
        Figure(
            unit_id=old.unit_id,
            indicator_id=old.indicator_id,
            period=old.period,
            breakdown=old.breakdown,
            scope=old.scope,
            submission=submission,
            revision=submission.revision,
            value=old.value,
            qualifier=old.qualifier,
            source_id=old.source_id,
            reason=old.reason,
            at=now,
        )
        for old in figures
    )


@transaction.atomic
def send(*, submission: Submission, by: Post, now: datetime | None = None) -> None:
    """Hand the submission to the unit above; from now on its figures count, and change only by being returned."""
    now = now or timezone.now()
    # No other table in the claim: PostgreSQL would look the state up before it waits for the other sender.
    if not Submission.objects.filter(pk=submission.pk, state__in=[DRAFT, RETURNED]).update(
        state=SENT, sent_at=now, sent_by=by.person_id, decided_at=None, decided_by=None
    ):
        raise AlreadySent(N_("Báo cáo này đã được gửi rồi."))
    if not Round.objects.filter(pk=submission.round_id, state="open").exists():
        raise CannotAnswer(
            N_("Kỳ báo cáo đã đóng, chưa gửi được. Bản nháp vẫn còn; hãy đề nghị đơn vị yêu cầu mở lại kỳ.")
        )
    submission.refresh_from_db(fields=["revision"])  # perhaps returned since the page was opened
    figures = [figure for figure in latest_of(submission) if not figure.withdrawn]
    if not figures:
        raise NothingToSend(N_("Báo cáo chưa có số liệu nào. Hãy nhập hoặc xác nhận ít nhất một số rồi gửi."))
    count(figures, now)
    record("submission.sent", submission, by=by, at=now)


@transaction.atomic
def accept(*, submission: Submission, by: Post, seen: int | None = None, now: datetime | None = None) -> None:
    """The level above takes it as it is. `seen`: the revision that was looked at; a newer one is not taken unseen."""
    now = now or timezone.now()
    revision = submission.revision if seen is None else seen
    if not Submission.objects.filter(pk=submission.pk, state=SENT, revision=revision).update(
        state=ACCEPTED, decided_by=by.person_id, decided_at=now
    ):
        raise AlreadyDecided(N_("Báo cáo này không còn chờ duyệt: có thể đã có người duyệt hoặc trả lại vừa xong."))
    touch_answer(submission.pk, said=False, accepted=True)
    record("submission.accepted", submission, by=by, at=now)


@transaction.atomic
def send_back(
    *, submission: Submission, text: str, by: Post, remarks: dict[int, str] | None = None, now: datetime | None = None
) -> None:
    """Return it with remarks (`remarks`: by indicator): silent again, and a draft of the next revision at the unit."""
    now = now or timezone.now()
    if not text.strip() and not any((remarks or {}).values()):
        raise CannotAnswer(N_("Hãy ghi lý do trả lại để đơn vị biết phải sửa gì."))
    sent = list(latest_of(submission))
    if not Submission.objects.filter(pk=submission.pk, state__in=[SENT, ACCEPTED], revision=submission.revision).update(
        state=RETURNED, revision=submission.revision + 1, decided_by=by.person_id, decided_at=now
    ):
        raise AlreadyDecided(N_("Báo cáo này vừa được người khác trả lại hoặc chưa được gửi."))
    rows = [(None, text), *((remarks or {}).items())]
    Remark.objects.bulk_create(
        Remark(submission=submission, revision=submission.revision, indicator_id=indicator, text=words.strip(),
               by_id=by.person_id, at=now)
        for indicator, words in rows
        if words.strip()
    )  # fmt: skip
    submission.refresh_from_db()
    count_no_more(submission)
    _carry([figure for figure in sent if not figure.withdrawn], submission, now)
    record("submission.returned", submission, by=by, at=now)
