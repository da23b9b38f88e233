"""The one table of this room."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from trienkhai.files.kinds import Kind


class StoredFile(models.Model):
    """A content that is kept, whatever names people give to it. The row is written after the content is safe."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField(help_text="bytes")
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in Kind])
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(name="file_is_named_by_sha256", condition=Q(Exact(Length("sha256"), 64))),
            models.CheckConstraint(name="file_is_not_empty", condition=Q(size__gte=1)),
            models.CheckConstraint(name="file_is_of_a_known_kind", condition=Q(kind__in=[k.value for k in Kind])),
        )

    def __str__(self) -> str:
        return f"{self.sha256[:12]}.{self.kind}"

    @property
    def path(self) -> Path:
        """Where the content lies."""
        return Path(settings.FILES_ROOT) / self.sha256[:2] / self.sha256[2:]
