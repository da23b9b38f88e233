"""The one way to a round, a submission, a figure: out of reach 404, in reach without the permission 403."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from trienkhai.units.gates import allow, allow_on
from trienkhai.units.models import Post
from trienkhai.units.permissions import CONSOLIDATE, ENTER, READ, REVIEW, SEND
from trienkhai.units.queries import reach

from .models import Asked, Figure, Narrative, Proposal, Round, Submission


def rounds_seen(post: Post) -> QuerySet[Round]:
    """Rounds of units in reach, and those that ask a unit in reach once they are open."""
    seen = reach(post)
    own = seen.q("unit")
    # One unit in reach is enough: of a year's tens of thousands that were asked, few are looked at.
    asked = ~Q(state="draft") & Exists(Asked.objects.filter(seen.q("unit"), round=OuterRef("pk")))
    return Round.objects.filter(own | asked, line=post.line).select_related("unit", "form", "document", "line")


def round_for(post: Post, code: str, permission: str = READ) -> Round:
    """The round, to look at; with `consolidate` to prepare, open and close it."""
    found = rounds_seen(post).filter(code=code).first()
    if found is None:
        raise Http404
    if permission != READ:
        allow(post, permission)
        if not reach(post).is_current(found.unit):
            raise PermissionDenied  # asked, but not the one who asks
    return found


def may_ask(post: Post) -> bool:
    """Whoever consolidates in a unit that stands; one that is no more asks nobody."""
    return CONSOLIDATE in post.permissions() and reach(post).is_current(post.unit)


def allow_asking(post: Post) -> None:
    """403 where may_ask is not."""
    if not may_ask(post):
        raise PermissionDenied


def may_manage(post: Post, asked: Round) -> bool:
    """Whether the buttons of the one who asks are shown."""
    return CONSOLIDATE in post.permissions() and reach(post).is_current(asked.unit)


def writes_for(post: Post, submission: Submission) -> bool:
    """The unit's own people, and those above who began it in the unit's place (nhập thay)."""
    if post.unit_id == submission.unit_id:
        return ENTER in post.permissions()
    return post.unit_id == submission.begun_through_id and {ENTER, REVIEW} <= post.permissions()


def submission_for(post: Post, pk: int, permission: str = READ) -> Submission:
    """A draft belongs to those who write it; what was sent may be read by everyone above."""
    submission = (
        Submission.objects.select_related("round__unit", "round__form", "round__line", "unit").filter(pk=pk).first()
    )
    if submission is None or submission.round.line_id != post.line_id:
        raise Http404
    seen = allow_on(post, submission.unit)
    own = post.unit_id in (submission.unit_id, submission.begun_through_id)
    if permission == READ:
        if submission.editable and not own:
            raise PermissionDenied
        return submission
    allow(post, permission)
    if not seen.is_current(submission.unit):
        raise PermissionDenied
    if permission in (ENTER, SEND) and not (own and writes_for(post, submission)):
        raise PermissionDenied
    if permission == REVIEW and not reviews(post, submission):
        raise PermissionDenied
    return submission


def reviews(post: Post, submission: Submission) -> bool:
    """A unit does not review its own answer to somebody else's question."""
    return REVIEW in post.permissions() and post.unit_id in (submission.round.unit_id, *_above(post, submission))


def _above(post: Post, submission: Submission) -> tuple[int, ...]:
    below = post.unit_id != submission.unit_id and reach(post).is_current(submission.unit)
    return (post.unit_id,) if below else ()


def narrative_for(post: Post, pk: int, permission: str = READ) -> Narrative:
    """A narrative is seen by whoever sees its submission."""
    narrative = Narrative.objects.select_related("submission", "file").filter(pk=pk).first()
    if narrative is None:
        raise Http404
    narrative.submission = submission_for(post, narrative.submission_id, permission)
    return narrative


def proposal_for(post: Post, pk: int, permission: str = ENTER) -> Proposal:
    """Proposals are decided by whoever writes the draft."""
    proposal = Proposal.objects.select_related("narrative", "indicator").filter(pk=pk).first()
    if proposal is None:
        raise Http404
    proposal.narrative = narrative_for(post, proposal.narrative_id, permission)
    return proposal


def figure_for(post: Post, pk: int) -> Figure:
    """A sent figure is seen by everyone above its unit, a drafted one by those who write it."""
    figure = (
        Figure.objects.select_related("unit", "indicator", "submission__round", "source__narrative")
        .filter(pk=pk)
        .first()
    )
    if figure is None or figure.submission.round.line_id != post.line_id:
        raise Http404
    allow_on(post, figure.unit)
    own = post.unit_id in (figure.submission.unit_id, figure.submission.begun_through_id)
    if figure.sent_at is None and not own:
        raise PermissionDenied
    return figure
