"""Consolidated reports: a draft is rendered live, an approved one is frozen, an issued one is kept for ever."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from trienkhai.collection.models import Round
from trienkhai.files.models import StoredFile
from trienkhai.units.models import Line, Unit


class Edition(models.Model):
    """A report of a unit about a period. A correction is a new edition that names the old."""

    STATES = [("draft", "đang soạn"), ("approved", "đã duyệt"), ("issued", "đã ban hành")]
    LAYOUTS = [("state", "thể thức Nhà nước"), ("party", "thể thức Đảng")]

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="editions")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="editions")
    layout = models.CharField(max_length=5, choices=LAYOUTS, default="state")
    accepted_only = models.BooleanField(default=False)
    words = models.JSONField(default=dict)  # summary, opening, results, shortcomings, tasks, signer, recipients …
    words_version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=8, choices=STATES, default="draft")
    corrects = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections")
    begun_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    approved_by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    symbol = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    issued_by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-begun_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft") | Q(approved_at__isnull=False), name="edition_approved_has_moment"
            ),
            models.CheckConstraint(
                condition=~Q(state="issued") | (Q(number__isnull=False) & Q(issued_on__isnull=False) & ~Q(symbol="")),
                name="edition_issued_has_sign",
            ),
            models.CheckConstraint(condition=Q(corrects=None) | ~Q(corrects=F("id")), name="edition_corrects_another"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.round_id}"


class EditionFile(models.Model):
    """A file of an edition: frozen inputs (figures.parquet, outline.json), what was issued, the signed scan."""

    KINDS = [("figures", "số liệu"), ("outline", "dàn bài"), ("docx", "Word"), ("pdf", "PDF"), ("scan", "bản ký")]

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=8, choices=KINDS)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["edition", "kind"]
        constraints = [models.UniqueConstraint(fields=["edition", "kind"], name="edition_file_once")]
