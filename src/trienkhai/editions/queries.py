"""Questions about editions."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import QuerySet

from trienkhai.collection.models import Round
from trienkhai.files.queries import content_of
from trienkhai.units.models import Post, Unit
from trienkhai.units.queries import reach
from trienkhai.writing import Outline, from_json

from .composing import outline_of
from .material import gather
from .models import Edition, EditionFile
from .words import Words


def outline_shown(edition: Edition) -> Outline:
    """Live while it is a draft, as frozen afterwards; an issued one with its number and date."""
    if edition.state == "draft":
        return outline_of(gather(edition))
    outline = from_json(content_of(edition.files.get(kind="outline").file))
    if edition.number is None:
        return outline
    head = replace(outline.head, number=f"{edition.number:02d}", symbol=edition.symbol, date=edition.issued_on)
    return replace(outline, head=head)


def files_of(edition: Edition) -> QuerySet[EditionFile]:
    return edition.files.select_related("file").order_by("kind")


def file_of(edition: Edition, kind: str) -> EditionFile | None:
    return edition.files.select_related("file").filter(kind=kind).first()


def rounds_to_report(post: Post) -> QuerySet[Round]:
    """Rounds of the unit itself, and those that ask it: the unit may report on either."""
    own = Round.objects.filter(line=post.line).exclude(state="draft")
    return (own.filter(unit=post.unit) | own.filter(asked__unit=post.unit)).distinct().order_by("-deadline")


FORMAL = (
    "parent",
    "issuer",
    "place",
    "authority_form",
    "authority",
    "signer_post",
    "signer_name",
    "recipients",
    "archive",
)


def first_words(unit: Unit, round: Round, post: Post) -> Words:
    """What can be known beforehand: head, signer and recipients of the unit's last edition, else the unit's own name.
    What was said about another period is not carried over."""
    last = Edition.objects.filter(unit=unit).order_by("-begun_at").first()
    if last is not None:
        kept = Words.of(last.words).stored()
        return Words(**{name: kept[name] for name in FORMAL}, summary=summary_of(round))
    parent = reach(post).current().filter(unit=unit).values_list("parent__name", flat=True).first()
    return Words(summary=summary_of(round), issuer=unit.name.upper(), parent=(parent or "").upper(), archive="VT")


def summary_of(round: Round) -> str:
    """«Kết quả …»: the round's title as a summary."""
    return f"Kết quả thực hiện {round.title[0].lower()}{round.title[1:]}"
