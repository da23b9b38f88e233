"""The journal's two tables. Rows hold ids, verbs and hashes; never names, free text or figures."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

PRINTED = 16  # hexadecimal digits of a seal that are printed: 64 bits, enough that nobody finds a second


class Seal(models.Model):
    """A link of the chain: one hash over the link before it and over every entry that it closes."""

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    count = models.PositiveBigIntegerField()
    last_entry_id = models.PositiveBigIntegerField()
    # Unique: whatever the locks do, a chain cannot fork. The first seal follows the empty hash.
    previous_hash = models.CharField(max_length=64, blank=True, unique=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.CheckConstraint(name="seal_numbers_start_at_one", condition=Q(number__gte=1)),
            models.CheckConstraint(name="seal_closes_something", condition=Q(count__gte=1)),
            models.CheckConstraint(
                name="only_the_first_seal_follows_nothing", condition=Q(number=1) | ~Q(previous_hash="")
            ),
        )

    def __str__(self) -> str:
        """As printed in editions and given to `trienkhai verify --since`."""
        return f"{self.number}-{self.hash[:PRINTED]}"


class Entry(models.Model):
    """One thing that was done. `person_id` and `post_id` are plain numbers: this room knows no people."""

    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)
    post_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=100)
    object_id = models.BigIntegerField()
    digest = models.CharField(max_length=64, blank=True)
    seal = models.ForeignKey(Seal, null=True, on_delete=models.PROTECT, related_name="entries")

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(name="journal_of_one_thing", fields=("kind", "object_id")),)
        constraints = (
            models.CheckConstraint(name="entry_names_verb_and_kind", condition=~Q(verb="") & ~Q(kind="")),
            models.CheckConstraint(
                name="entry_digest_is_empty_or_sha256", condition=Q(digest="") | Q(Exact(Length("digest"), 64))
            ),
        )

    def __str__(self) -> str:
        return f"{self.id} {self.verb} {self.kind} {self.object_id}"
