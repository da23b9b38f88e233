"""Write an entry beside what it tells, and chain what was committed."""

import re
from datetime import datetime
from typing import Protocol

from django.db import connection, models, transaction
from django.utils import timezone

from trienkhai.journal.chain import Line, link
from trienkhai.journal.errors import NotADigest, NotAVerb, NotSaved, OutsideTransaction
from trienkhai.journal.models import Entry, Seal

VERB = re.compile(r"[a-z_]+\.[a-z_]+")  # submission.sent
SHA256 = re.compile(r"[0-9a-f]{64}")


class Actor(Protocol):
    """A person or a post."""

    def journal_identity(self) -> tuple[int | None, int | None]:
        """Numbers of the person and of the post."""


def record(verb: str, what: models.Model, *, by: Actor | None, at: datetime | None = None, digest: str = "") -> Entry:
    """Add an entry in the caller's transaction; it is sealed after the commit.

    `by` None is the program itself (a tick, an installation). `digest`: sha256 of what was decided on, if anything.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(verb)
    if not VERB.fullmatch(verb):
        raise NotAVerb(verb)
    if digest and not SHA256.fullmatch(digest):
        raise NotADigest(verb)
    if what.pk is None:
        raise NotSaved(verb)
    person_id, post_id = by.journal_identity() if by is not None else (None, None)
    entry = Entry.objects.create(
        at=at or timezone.now(),
        person_id=person_id,
        post_id=post_id,
        verb=verb,
        kind=what._meta.label_lower,
        object_id=what.pk,
        digest=digest,
    )
    # Robust: what was done is done; a seal that fails is logged, and the next one takes the entry along.
    transaction.on_commit(seal, robust=True)
    return entry


def seal(now: datetime | None = None) -> Seal | None:
    """Chain every committed entry that has no seal yet; None when there is none.

    Durable: inside another transaction it would seal rows that may still be undone, and hold the lock for long.
    """
    if not Entry.objects.filter(seal=None).exists():
        return None  # most often: the seal of an entry beside it took this one along
    with transaction.atomic(durable=True):
        _wait_for_turn()
        last = Seal.objects.order_by("-number").first()
        return _close(last, now or timezone.now())


def _wait_for_turn() -> None:
    """One sealer at a time. SQLite has that already: its transactions begin IMMEDIATE."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # Readers and entries pass; only a second sealer waits. A row lock would not do before the first seal.
            cursor.execute(f"LOCK TABLE {Seal._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")


def _close(last: Seal | None, now: datetime) -> Seal | None:
    """Make the next seal. Entries are claimed first and hashed after: one committed in between is not half in."""
    unsealed = Entry.objects.filter(seal=None)
    if not unsealed.exists():
        return None
    number, previous = (last.number + 1, last.hash) if last else (1, "")
    made = Seal.objects.create(number=number, at=now, count=1, last_entry_id=0, previous_hash=previous, hash="")
    made.count = unsealed.update(seal=made)
    lines = [Line(*row) for row in made.entries.order_by("id").values_list(*Line._fields)]
    made.last_entry_id = lines[-1].id
    made.hash = link(previous, number, now, lines)
    made.save(update_fields=("count", "last_entry_id", "hash"))
    return made
