"""Narrative reports from the command line: submissions of the demo that wait for confirmation."""

from __future__ import annotations

from pathlib import Path

from django.db.models import Count

from trienkhai.collection import actions, narratives
from trienkhai.collection.models import Asked, Round, Submission
from trienkhai.units.models import Post
from trienkhai.vietnamese import N_, Refusal

from .cast import everyone


class NoRoom(Refusal):
    """Every unit of the open round has answered already."""

    code = "no_room"


def add_narrative(path: Path) -> tuple[str, int]:
    """(name of the unit it was given to, number of figures proposed). Raises what reading refuses."""
    round = Round.objects.filter(state="open").order_by("-deadline").first()
    if round is None:
        raise NoRoom(N_("Bản minh họa không có kỳ báo cáo nào đang mở. Hãy chạy lại với --reset."))
    busy = Submission.objects.filter(round=round).values("unit")
    free = (
        Asked.objects.filter(round=round).exclude(unit__in=busy).order_by("unit__sort").values_list("unit", flat=True)
    )
    posts = {post.unit_id: post for post in everyone()}
    post = next((posts[unit] for unit in free if unit in posts), None) or _least_burdened(round)
    submission = actions.begin(round=round, unit=post.unit, by=post)
    narrative = narratives.upload(submission=submission, content=path.read_bytes(), name=path.name, by=post)
    return post.unit.name, narrative.proposals.count()


def _least_burdened(round: Round) -> Post:
    """Where all have begun: a draft with the fewest narratives."""
    drafts = Submission.objects.filter(round=round, state__in=["draft", "returned"])
    draft = drafts.annotate(count=Count("narratives")).order_by("count", "unit__sort").first()
    if draft is None:
        raise NoRoom(N_("Mọi đơn vị của kỳ đang mở đều đã gửi. Hãy chạy lại với --reset."))
    return next(post for post in everyone() if post.unit_id == draft.unit_id)
