"""What is counted: indicators, the dimensions that break them down, the forms that ask for them, and targets."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from trienkhai.units.models import Unit, UnitKind


class Dimension(models.Model):
    """A way of breaking a figure down: by kind of recipient, by sex …"""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Category(models.Model):
    """One value of a dimension: collective, individual."""

    dimension = models.ForeignKey(Dimension, on_delete=models.CASCADE, related_name="categories")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    words = models.JSONField(default=list)  # how narrative reports call it
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["dimension", "position", "code"]
        constraints = [models.UniqueConstraint(fields=["dimension", "code"], name="category_once")]

    def __str__(self) -> str:
        return self.name


class Indicator(models.Model):
    """A quantity with its rules of consolidation (consolidation.md): one TOML file of the catalogue each."""

    OVER_UNITS = [("sum", "cộng"), ("min", "nhỏ nhất"), ("max", "lớn nhất"), ("none", "không cộng"), ("ratio", "tỷ lệ")]
    OVER_TIME = [("sum", "cộng"), ("last", "số cuối kỳ"), ("max", "lớn nhất"), ("none", "không cộng")]

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=2000)  # name, measure, code and words, for search
    measure = models.CharField(max_length=60)  # đơn vị tính: lớp, lượt người, căn
    over_units = models.CharField(max_length=5, choices=OVER_UNITS, default="sum")
    over_time = models.CharField(max_length=5, choices=OVER_TIME, default="sum")
    numerator = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    denominator = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    factor = models.DecimalField(max_digits=9, decimal_places=4, default=1)
    decimals = models.PositiveSmallIntegerField(default=0)
    definition = models.TextField()
    why = models.TextField()  # why it matters, and to whom
    origin = models.CharField(max_length=200, blank=True)  # the regulation or office that defined it
    words = models.JSONField(default=list)  # nouns by which narrative reports speak of it
    dimensions = models.ManyToManyField(Dimension, through="IndicatorDimension", related_name="indicators")
    position = models.PositiveSmallIntegerField(default=0)
    until = models.DateField(null=True, blank=True)  # no longer offered for new forms

    class Meta:
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(over_units="ratio") & Q(numerator__isnull=False) & Q(denominator__isnull=False))
                | (~Q(over_units="ratio") & Q(numerator=None) & Q(denominator=None)),
                name="indicator_ratio_has_both_parts",
            ),
            models.CheckConstraint(condition=Q(decimals__lte=4), name="indicator_decimals_kept"),
            models.CheckConstraint(condition=Q(factor__gt=0), name="indicator_factor_positive"),
        ]

    def __str__(self) -> str:
        return self.name


class IndicatorDimension(models.Model):
    """`complete`: the categories cover everything, so their sum is the unit's total."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="breakdowns")
    dimension = models.ForeignKey(Dimension, on_delete=models.PROTECT, related_name="+")
    complete = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["indicator", "dimension"], name="breakdown_once")]


class Form(models.Model):
    """A list of indicators asked together (biểu mẫu)."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    kinds = models.ManyToManyField(UnitKind, blank=True, related_name="forms")  # who is usually asked; none = anyone
    regime = models.CharField(max_length=40, blank=True)  # whose periods are usually asked (catalogue/regimes)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name


class FormLine(models.Model):
    """One row of a form: an indicator and, where named, its breakdown by a dimension."""

    form = models.ForeignKey(Form, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=200, blank=True)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    dimension = models.ForeignKey(Dimension, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["form", "position"]
        constraints = [
            models.UniqueConstraint(fields=["form", "indicator"], name="form_asks_once"),
            models.UniqueConstraint(fields=["form", "position"], name="form_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.form_id}/{self.position}"


class Target(models.Model):
    """One version of what a unit is to reach in a period (chỉ tiêu kế hoạch). Rows are only added; the newest one of
    unit, indicator and period holds, and one without a value takes the target back."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="targets")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    period = models.CharField(max_length=40)  # 2026, 2026-Q3, DAY/DAY (consolidation.md)
    version = models.PositiveIntegerField(default=1)
    value = models.DecimalField(max_digits=19, decimal_places=4, null=True, blank=True)
    basis = models.CharField(max_length=300)  # the document that set it, or why it was changed
    by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    through = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["unit", "indicator", "period", "-version"]
        indexes = [models.Index(fields=["period", "indicator", "unit"], name="target_of_period")]
        constraints = [
            models.UniqueConstraint(fields=["unit", "indicator", "period", "version"], name="target_version_once"),
            models.CheckConstraint(condition=~Q(basis=""), name="target_has_basis"),
            models.CheckConstraint(condition=Q(version__gt=1) | Q(value__isnull=False), name="target_first_has_value"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.indicator_id}/{self.period}"
