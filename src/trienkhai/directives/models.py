"""Documents: directives from above, plans that put them into practice, and what they rest on."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from trienkhai.files.models import StoredFile
from trienkhai.units.models import Unit
from trienkhai.vietnamese import format_date

from .catalogue import type_name
from .signs import Sign


class Document(models.Model):
    """A registered document. Its sign alone is no key: two terms or two committees may use the same one."""

    FORMS = [("state", "Nhà nước"), ("party", "Đảng")]

    type = models.CharField(max_length=20)  # code of catalogue/document_types.toml: chi_thi, ke_hoach …
    form = models.CharField(max_length=5, choices=FORMS, default="state")
    number = models.CharField(max_length=20, blank=True)  # as in the sign, without leading zeros
    symbol = models.CharField(max_length=60, blank=True)  # what follows the number: CT/TU, KH-UBND
    issuer = models.CharField(max_length=200)  # as printed
    issued_on = models.DateField()
    summary = models.CharField(max_length=600)
    folded = models.CharField(max_length=1000)  # ` 5-ct-tu ` first, then type, issuer, summary
    issuing_unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="issued")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="documents")  # whose register it stands in
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="documents")
    file_name = models.CharField(max_length=200, blank=True)
    registered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()

    class Meta:
        ordering = ["-issued_on", "-id"]
        indexes = [
            models.Index(fields=["unit", "-issued_on"]),
            models.Index(fields=["-issued_on", "-id"]),
            models.Index(fields=["number", "type"]),  # documents that may be the same
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "type", "number", "symbol", "issuer", "issued_on"],
                condition=~Q(number=""),
                name="document_registered_once",
            ),
            models.UniqueConstraint(
                fields=["unit", "type", "issuer", "issued_on", "summary"],
                condition=Q(number=""),
                name="document_without_number_once",
            ),
            models.CheckConstraint(
                condition=(Q(number="") & Q(symbol="")) | (~Q(number="") & ~Q(symbol="")),
                name="document_sign_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(type="") & ~Q(issuer="") & ~Q(summary=""), name="document_says_what_it_is"
            ),
            models.CheckConstraint(condition=Q(file=None) | ~Q(file_name=""), name="document_file_has_a_name"),
        ]

    def __str__(self) -> str:
        """As choices show it: one of a name and a day, since signs come again."""
        return f"{self.title} ngày {format_date(self.issued_on)}" if self.number else f"{self.title}: {self.summary}"

    @property
    def sign(self) -> str:
        """`05-CT/TU` in the Party's form, `15/KH-UBND` in the State's; empty without a number."""
        return str(Sign(self.form, self.number, self.symbol)) if self.number else ""

    @property
    def type_name(self) -> str:
        """`kế hoạch`."""
        return type_name(self.type)

    @property
    def title(self) -> str:
        """`Kế hoạch số 15/KH-UBND`, or `Kế hoạch` without a number."""
        name = self.type_name[:1].upper() + self.type_name[1:]
        return f"{name} {'số ' + self.sign if self.number else ''}".strip()


class Basis(models.Model):
    """`document` puts `rests_on` into practice (căn cứ): the chain from a directive down to a commune's plan."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="bases")
    rests_on = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="put_into_practice_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "rests_on"], name="basis_once"),
            models.CheckConstraint(condition=~Q(document=F("rests_on")), name="basis_is_another"),
        ]
