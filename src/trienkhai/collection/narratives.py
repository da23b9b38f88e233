"""A report that would have been sent anyway: read, proposed figure by figure, decided one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trienkhai.files.actions import Upload, read_or_keep
from trienkhai.indicators.models import Indicator
from trienkhai.journal.actions import record
from trienkhai.units.models import Post
from trienkhai.vietnamese import N_

from .entering import MOST, Entry, hold, standing_elsewhere, sum_categories, write, wrong_value
from .errors import AlreadyDecided, CannotEnter, CellTaken
from .lessons import learn, unlearn
from .matching import Guess, guess_all, more_figures, places_of, value_for
from .models import Figure, Narrative, Proposal, Source, Submission
from .queries import frame_of, latest_of, memory_for, targets_of


def upload(
    *, submission: Submission, content: bytes | Upload, name: str, by: Post, now: datetime | None = None
) -> Narrative:
    """Keep the file, read it in a child process, and propose its figures. The same file twice is the same narrative."""
    opened = read_or_keep(content, name=name)
    return keep(submission=submission, opened=opened, name=name, by=by, now=now)


@transaction.atomic
def keep(*, submission: Submission, opened: Any, name: str, by: Post, now: datetime | None = None) -> Narrative:
    """The narrative and its proposals, from a file that was opened."""
    now = now or timezone.now()
    hold(submission)
    found = Narrative.objects.filter(submission=submission, file=opened.stored).first()
    if found:
        return found
    text = opened.found["text"]
    narrative = Narrative.objects.create(
        submission=submission,
        file=opened.stored,
        name=name[:200],
        text=text,
        reading={key: value for key, value in opened.found.items() if key != "text"},
        uploaded_by_id=by.person_id,
        uploaded_at=now,
    )
    figures, guesses = _guesses(submission, opened.found)
    Proposal.objects.bulk_create(
        _proposal(narrative, figure, guess)
        for figure, guess in zip(figures, guesses, strict=True)
        if abs(Decimal(str(figure["value"]))) < MOST  # no cell could hold it
    )
    record("narrative.uploaded", narrative, by=by, at=now, digest=opened.stored.sha256)
    return narrative


def _guesses(submission: Submission, found: Mapping[str, Any]) -> tuple[Sequence[Mapping[str, Any]], list[Guess]]:
    """Every figure of the reading, durations that the round asks for too, and the cell that each is probably for."""
    text, targets = found["text"], targets_of(submission.round)
    figures = [*found["figures"], *more_figures(found, text, targets)]
    reading = {**found, "figures": figures}
    places = places_of(reading, text)
    memory = memory_for(submission.unit, targets, [place.phrase for place in places])
    guesses = guess_all(reading, text, places, targets, frame_of(submission), memory)
    return figures, _doubting_scans(found, figures, guesses)


def _doubting_scans(
    found: Mapping[str, Any], figures: Sequence[Mapping[str, Any]], guesses: list[Guess]
) -> list[Guess]:
    """Letters that a machine made out of a picture: a person compares each figure before it is taken."""
    scanned = min((f["start"] for f in found["findings"] if f["code"] == "recognised"), default=None)
    if scanned is None:
        return guesses
    return [
        replace(g, doubt="recognised|") if g.target and not g.doubt and figure["start"] >= scanned else g
        for g, figure in zip(guesses, figures, strict=True)
    ]


def _proposal(narrative: Narrative, figure: Mapping[str, Any], guess: Guess) -> Proposal:
    start, end = figure["sentence"]
    return Proposal(
        narrative=narrative,
        start=figure["start"],
        end=figure["end"],
        text=figure["text"][:120],
        value=value_for(figure, guess.target),
        kind=figure["kind"],
        measure=(figure.get("unit") or "")[:200],
        qualifier=figure.get("qualifier") or "",
        sentence_start=start,
        sentence_end=end,
        indicator_id=guess.target.indicator_id if guess.target else None,
        breakdown=guess.target.breakdown if guess.target else "",
        confidence=guess.confidence,
        why=guess.why[:300],
        doubt=guess.doubt[:300],
        phrase=guess.phrase,
    )


@transaction.atomic
def take(
    *,
    proposal: Proposal,
    indicator: Indicator,
    breakdown: str,
    by: Post,
    scope: str = "own",
    value: Decimal | None = None,
    qualifier: str | None = None,
    replacing: bool = False,
    now: datetime | None = None,
) -> Figure:
    """Accept the figure for this cell, as read or changed by the person; its source is the span in the report."""
    now = now or timezone.now()
    submission = proposal.narrative.submission
    hold(submission)
    entry = Entry(
        indicator.pk,
        breakdown,
        scope,
        value=proposal.value if value is None else value,
        qualifier=proposal.qualifier if qualifier is None else qualifier,
    )
    if wrong := wrong_value(entry.value, indicator):  # type: ignore[arg-type]
        raise CannotEnter(wrong)
    current = {figure.place: figure for figure in latest_of(submission)}
    old = current.get(entry.place)
    if old is not None and not old.withdrawn and old.source.kind != Source.CATEGORIES and not replacing:
        raise CellTaken(
            N_("«{indicator}» đã có số trong báo cáo này. Chọn «Thay số đã có» nếu muốn dùng số mới."),
            indicator=indicator.name,
        )
    elsewhere = standing_elsewhere(submission).get(entry.place)
    if elsewhere is not None and elsewhere.value != entry.value:
        entry = replace(entry, reason=_("theo báo cáo tường thuật «{name}»").format(name=proposal.narrative.name))
    source = Source.objects.create(
        kind=Source.SPAN,
        person_id=by.person_id,
        through_id=by.unit_id,
        at=now,
        narrative=proposal.narrative,
        start=proposal.start,
        end=proposal.end,
        stated=proposal.text,
    )
    figure = current[entry.place] = write(submission, entry, source, old, now)
    changed = (entry.value, entry.qualifier) != (proposal.value, proposal.qualifier)
    _decide(proposal, Proposal.CHANGED if changed else Proposal.TAKEN, by, now, figure)
    learn(proposal, figure)
    sum_categories(submission, current, by, now)
    record("proposal.taken", proposal, by=by, at=now)
    return figure


@transaction.atomic
def reject(*, proposal: Proposal, by: Post, now: datetime | None = None) -> None:
    """This figure answers nothing that the round asks."""
    now = now or timezone.now()
    hold(proposal.narrative.submission)
    _decide(proposal, Proposal.REJECTED, by, now, None)
    learn(proposal, None)
    record("proposal.rejected", proposal, by=by, at=now)


@transaction.atomic
def reconsider(*, proposal: Proposal, by: Post, now: datetime | None = None) -> None:
    """Back to waiting; the figure that came from it is emptied unless it was changed since."""
    now = now or timezone.now()
    submission = proposal.narrative.submission
    hold(submission)
    proposal.refresh_from_db(fields=("figure",))  # perhaps decided anew in another tab
    if (
        not Proposal.objects.filter(pk=proposal.pk)
        .exclude(state=Proposal.WAITING)
        .update(state=Proposal.WAITING, decided_by=None, decided_at=None, figure=None)
    ):
        raise AlreadyDecided(N_("Số này đang chờ xác nhận rồi."))
    current = {figure.place: figure for figure in latest_of(submission)}
    figure = proposal.figure
    unlearn(proposal, figure)
    standing = current.get(figure.place) if figure is not None else None
    # A returned answer holds the figure as a copy with the same source.
    if figure is not None and standing is not None and standing.source_id == figure.source_id:
        entry = Entry(figure.indicator_id, figure.breakdown, figure.scope)
        current[figure.place] = write(submission, entry, figure.source, standing, now)
        sum_categories(submission, current, by, now)
    record("proposal.reconsidered", proposal, by=by, at=now)


def _decide(proposal: Proposal, state: str, by: Post, now: datetime, figure: Figure | None) -> None:
    if not Proposal.objects.filter(pk=proposal.pk, state=Proposal.WAITING).update(
        state=state, decided_by=by.person_id, decided_at=now, figure=figure
    ):
        raise AlreadyDecided(N_("Số này đã được xử lý, có thể trong một cửa sổ khác."))
