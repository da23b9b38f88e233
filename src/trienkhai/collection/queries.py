"""Questions about rounds and answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from trienkhai.indicators import periods
from trienkhai.indicators.models import Form, IndicatorDimension
from trienkhai.indicators.queries import Cell, Words, cells_of, vocabulary
from trienkhai.kit.formats import typed_day
from trienkhai.units.models import Post, Unit
from trienkhai.units.queries import children, current_units, reach

from .gates import rounds_seen
from .matching import Frame, Learnt, Memory, Target
from .models import Asked, Figure, Lesson, Narrative, Proposal, Remark, Round, Submission

SILENT = "silent"


def latest_of(submission: Submission) -> list[Figure]:
    """The newest version of every cell in the submission's present revision, emptied cells included."""
    rows = Figure.objects.filter(submission=submission, revision=submission.revision).select_related(
        "source", "indicator"
    )
    return list({figure.place: figure for figure in rows.order_by("version")}.values())


def cells_of_round(round: Round) -> list[Cell]:
    """What the round asks of a unit, in the order of its form; ratios are computed, not asked."""
    return [cell for cell in cells_of(round.form) if cell.entered]


def targets_of(round: Round) -> list[Target]:
    """The cells of the round with the words by which reports speak of them, and the ratios that its form computes."""
    cells = cells_of(round.form)
    words = {
        one.indicator.pk: one for one in vocabulary({cell.indicator.pk: cell.indicator for cell in cells}.values())
    }
    upper = {c.indicator.denominator_id: c.indicator.numerator_id for c in cells if not c.entered}
    return [_target(cell, words[cell.indicator.pk], upper) for cell in cells]


def _target(cell: Cell, words: Words, upper: Mapping[int | None, int | None]) -> Target:
    indicator = cell.indicator
    return Target(
        indicator.pk,
        cell.breakdown,
        f"{indicator.name}: {cell.label}" if cell.is_part else indicator.name,
        indicator.measure,
        words.words,
        words.breakdowns.get(cell.breakdown, ()),
        section=cell.section,
        definition=indicator.definition,
        computed=not cell.entered,
        whole_of=upper.get(indicator.pk),
        stock=indicator.over_time == "last",
    )


def frame_of(submission: Submission) -> Frame:
    """Which days and whose figures a report of the submission should speak of."""
    return Frame(*periods.days(submission.round.period), submission.unit.name)


MOST_PHRASES = 500  # of one report, for which other units are asked


def memory_for(unit: Unit, targets: Collection[Target], phrases: Collection[str]) -> Memory:
    """What the unit decided before about the indicators, and how many others did for the same words. One query."""
    own = Q(unit=unit)
    same = Q(phrase__in=list(dict.fromkeys(phrases))[:MOST_PHRASES])
    rows = (
        Lesson.objects.filter(own | same, indicator__in={target.indicator_id for target in targets})
        .order_by()
        .values_list("phrase", "indicator", "breakdown")
        .annotate(
            own_taken=Coalesce(Sum("taken", filter=own), 0),
            own_refused=Coalesce(Sum("refused", filter=own), 0),
            others=Count("pk", filter=~own & Q(taken__gt=F("refused"))),
            others_against=Count("pk", filter=~own & Q(refused__gt=F("taken"))),
        )
    )
    return Memory(Learnt(phrase, (indicator, breakdown), *counts) for phrase, indicator, breakdown, *counts in rows)


def complete_breakdowns(indicators: Collection[int]) -> list[tuple[int, list[str]]]:
    """(indicator, breakdowns that together cover it), for each dimension marked complete. Two queries."""
    rows = IndicatorDimension.objects.filter(complete=True, indicator__in=indicators).select_related("dimension")
    return [
        (row.indicator_id, [f"{row.dimension.code}={category.code}" for category in row.dimension.categories.all()])
        for row in rows.prefetch_related("dimension__categories")
    ]


def figures_before(submission: Submission) -> dict[tuple[int, str, str], Figure]:
    """The unit's own figures of the period before, to compare with while typing."""
    before = periods.previous(submission.round.period)
    if before is None:
        return {}
    rows = Figure.objects.filter(unit=submission.unit_id, period=before, counts=True, scope="own")
    return {figure.place: figure for figure in rows}


@dataclass(frozen=True)
class Answer:
    """Where one asked unit stands in a round."""

    unit: Unit
    submission: Submission | None
    late: bool

    @property
    def state(self) -> str:
        """silent, draft, sent, accepted or returned."""
        return self.submission.state if self.submission else SILENT


def answers(round: Round, post: Post, now: datetime | None = None) -> list[Answer]:
    """Every asked unit in the post's reach, in Vietnamese order; late: sent after the deadline, or still not sent."""
    now = now or timezone.now()
    asked = Asked.objects.filter(reach(post).q(), round=round).select_related("unit__kind").order_by("unit__sort")
    submissions = {s.unit_id: s for s in Submission.objects.filter(round=round).select_related("sent_by", "decided_by")}
    rows = []
    for row in asked:
        submission = submissions.get(row.unit_id)
        arrived = submission.sent_at if submission and not submission.editable else now
        rows.append(Answer(row.unit, submission, bool(arrived and arrived > round.deadline)))
    return rows


def tally(rows: list[Answer]) -> dict[str, int]:
    """How many units are in each state."""
    counts = dict.fromkeys((SILENT, "draft", "returned", "sent", "accepted"), 0)
    for row in rows:
        counts[row.state] += 1
    return counts


def askable(post: Post, round: Round) -> QuerySet[Unit]:
    """Units that stand in reach today, and those that were asked when they still did."""
    return (current_units(reach(post)) | Unit.objects.filter(asked__round=round)).distinct()


def to_ask(form: str) -> dict[str, Any]:
    """A new round of the form of that code; empty where there is none."""
    found = Form.objects.filter(code=form).first()
    return {"form": found.pk, "usual": found.code} if found else {}


def as_asked(round: Round) -> dict[str, Any]:
    """The round as its form shows it."""
    return {
        "title": round.title,
        "form": round.form_id,
        "usual": round.form.code,
        "period": round.period,
        "deadline": typed_day(round.deadline),
        "document": round.document_id,
        "instructions": round.instructions,
        "units": list(round.asked.values_list("unit_id", flat=True)),
    }


def rounds_to_answer(post: Post) -> QuerySet[Round]:
    """Open rounds that ask the post's own unit and wait for it."""
    done = Submission.objects.filter(unit=post.unit).exclude(state__in=["draft", "returned"]).values("round")
    asked = Round.objects.filter(state="open", asked__unit=post.unit, line=post.line).exclude(pk__in=done)
    return asked.select_related("unit", "form").order_by("deadline")


def to_review(post: Post) -> QuerySet[Submission]:
    """Sent submissions in reach that nobody has decided on, longest waiting first."""
    seen = rounds_seen(post).filter(reach(post).q("unit"))
    return (
        Submission.objects.filter(reach(post).q(), state="sent", round__in=seen)
        .select_related("round", "unit")
        .order_by("sent_at")
    )


def managed_rounds(post: Post) -> QuerySet[Round]:
    """Rounds of units in reach, the open ones with how many have answered."""
    return (
        Round.objects.filter(reach(post).q(), line=post.line)
        .select_related("unit", "form")
        .annotate(
            asked_count=Count("asked", distinct=True),
            sent_count=Count("submissions", filter=Q(submissions__state__in=["sent", "accepted"]), distinct=True),
        )
    )


def remarks_on(submission: Submission) -> QuerySet[Remark]:
    return submission.remarks.select_related("indicator", "by")


def narratives_of(submission: Submission) -> QuerySet[Narrative]:
    """With how many of its figures wait for a decision."""
    waiting = Count("proposals", filter=Q(proposals__state=Proposal.WAITING))
    return submission.narratives.annotate(waiting=waiting, found=Count("proposals")).select_related("uploaded_by")


def proposals_of(narrative: Narrative) -> QuerySet[Proposal]:
    return narrative.proposals.select_related("indicator", "figure__indicator")


def versions_of(figure: Figure) -> list[Figure]:
    """Every sent or drafted version of the figure's cell that its readers may see, newest first."""
    same = Figure.objects.filter(
        unit=figure.unit_id,
        indicator=figure.indicator_id,
        period=figure.period,
        breakdown=figure.breakdown,
        scope=figure.scope,
    )
    rows = same.filter(Q(sent_at__isnull=False) | Q(pk=figure.pk))
    return list(rows.select_related("source__person", "source__through", "submission__round").order_by("-at", "-pk"))


def has_units_below(unit: Unit, round: Round) -> bool:
    """Whether the unit may claim figures for itself and all below (scope `whole`)."""
    return children(unit, round.line, periods.days(round.period)[1]).exists()


def by_section(cells: list[Cell]) -> dict[str, list[Cell]]:
    """The cells of a form under its section heads."""
    sections: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        sections[cell.section].append(cell)
    return dict(sections)


def parts_of(figure: Figure) -> list[Figure]:
    """The categories of which a total was made on entry."""
    if figure.source.kind != "categories":
        return []
    rows = Figure.objects.filter(
        submission=figure.submission_id,
        revision=figure.revision,
        indicator=figure.indicator_id,
        scope=figure.scope,
        at__lte=figure.at,
    )
    return list({row.breakdown: row for row in rows.exclude(breakdown="").order_by("version")}.values())
