"""Documents: directives from above, plans that put them into practice, and what they rest on."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from trienkhai.files.models import StoredFile
from trienkhai.units.models import Unit


class Document(models.Model):
    """A registered document. Its sign alone is no key: two terms, two committees may use the same (domain, section 4)."""

    FORMS = [("state", "Nhà nước"), ("party", "Đảng")]

    type = models.CharField(max_length=8)  # code of catalogue/document_types.toml: CT, NQ, KH …
    form = models.CharField(max_length=5, choices=FORMS, default="state")
    number = models.CharField(max_length=20, blank=True)  # as in the sign, without leading zeros
    symbol = models.CharField(max_length=60, blank=True)  # what follows the number: CT/TU, KH-UBND
    issuer = models.CharField(max_length=200)  # as printed
    issued_on = models.DateField()
    summary = models.CharField(max_length=600)
    folded = models.CharField(max_length=1000, db_index=True)
    issuing_unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="issued")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="documents")  # whose register it stands in
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="documents")
    file_name = models.CharField(max_length=200, blank=True)
    registered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()

    class Meta:
        ordering = ["-issued_on", "-id"]
        indexes = [models.Index(fields=["unit", "-issued_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "type", "number", "symbol", "issuer", "issued_on"],
                condition=~Q(number=""),
                name="document_registered_once",
            ),
        ]

    def __str__(self) -> str:
        return self.sign or self.summary

    @property
    def sign(self) -> str:
        """`05-CT/TU` in the Party's form, `15/KH-UBND` in the State's; empty without a number."""
        if not self.number:
            return ""
        return f"{self.number.zfill(2)}{'-' if self.form == 'party' else '/'}{self.symbol}"


class Basis(models.Model):
    """`document` puts `rests_on` into practice (căn cứ): the chain from a directive down to a commune's plan."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="bases")
    rests_on = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="put_into_practice_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "rests_on"], name="basis_once"),
            models.CheckConstraint(condition=~Q(document=F("rests_on")), name="basis_is_another"),
        ]
