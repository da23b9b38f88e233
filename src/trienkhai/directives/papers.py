"""Carry a file that was taken in from one page of the form to the next, signed, so that nobody names another's file."""

from __future__ import annotations

from django.core import signing

from trienkhai.files.models import StoredFile
from trienkhai.units.models import Post

from .actions import Paper
from .head import Proposal

SALT = "directives.paper"
SECONDS = 24 * 3600  # a form left open over night still works


def token_of(paper: Paper, post: Post) -> str:
    """For a hidden input; good for this post and one day."""
    return signing.dumps({"file": paper.stored.pk, "name": paper.name, "post": post.pk}, salt=SALT)


def paper_of(token: str, post: Post) -> Paper | None:
    """The file of the token; None for one that is old, forged or another's."""
    try:
        said = signing.loads(token, salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        return None
    stored = StoredFile.objects.filter(pk=said["file"]).first() if said["post"] == post.pk else None
    return Paper(stored, said["name"], Proposal()) if stored else None
