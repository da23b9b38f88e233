"""Units, their names, kinds and places in time, and the posts that people hold in them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import F, Q

ID_WIDTH = 8  # hexadecimal digits of one unit in a path
DEEPEST = 16  # units in a path
# The smallest share that is stored. It stands for a share that nobody published: the main heir has all the rest, and
# every total that holds a part of the divided unit is marked as an estimate (docs/adr/0017).
TRACE = Decimal("0.000001")


def path_piece(unit_id: int) -> str:
    """One fixed-width step of a path, so that a subtree is a range of text under any collation."""
    return f"{unit_id:0{ID_WIDTH}x}"


def on_day(day: date, prefix: str = "") -> Q:
    """Rows with half-open `since`–`until` that hold on the day."""
    return Q(**{f"{prefix}since__lte": day}) & (
        Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gt": day})
    )


class UnitKind(models.Model):
    """Province, commune, ward, department, branch …: deadlines and forms go by kind, never by depth."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name


class Line(models.Model):
    """A chain of command: administration, party, front … A unit has one parent per line and day."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    tree = models.PositiveBigIntegerField(default=0)  # grows whenever a place or a succession in the line changes

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """An organisation that reports or asks. `name`, `kind` repeat today's designation so that lists need no join."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    kind = models.ForeignKey(UnitKind, on_delete=models.PROTECT, related_name="units")
    folded = models.CharField(max_length=200, db_index=True)
    sort = models.CharField(max_length=1000, db_index=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["sort", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(code=""), name="unit_has_code"),
            models.CheckConstraint(condition=~Q(name=""), name="unit_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Designation(models.Model):
    """What a unit was called, of which kind it was and which official code it had, from a day to a day."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="designations")
    name = models.CharField(max_length=200)
    kind = models.ForeignKey(UnitKind, on_delete=models.PROTECT, related_name="+")
    official_code = models.CharField(max_length=40, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["unit", "since"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "since"], name="designation_once_a_day"),
            models.UniqueConstraint(fields=["unit"], condition=Q(until=None), name="designation_one_open"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("since")), name="designation_ends_later"),
            models.CheckConstraint(condition=~Q(name=""), name="designation_has_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.since}–)"


class PlacementQuerySet(models.QuerySet["Placement"]):
    """Questions about one line's tree on a day."""

    def on(self, day: date) -> PlacementQuerySet:
        return self.filter(on_day(day))

    def under(self, path: str) -> PlacementQuerySet:
        """The place itself and all below: a range search, which an index serves on both databases."""
        return self.filter(path__gte=path, path__lt=path + "g")


class Placement(models.Model):
    """Under whom a unit stood in a line, from a day to a day. The path of ids from the root holds for the whole time of
    a row: when an ancestor moves, the rows below are ended and begun anew on that day."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="placements")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="placements")
    parent = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="placements_below")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    path = models.CharField(max_length=ID_WIDTH * DEEPEST)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ["line", "path", "since"]
        indexes = [
            models.Index(fields=["line", "path"]),
            models.Index(fields=["line", "until"]),
            models.Index(fields=["line", "parent", "until"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["unit", "line", "since"], name="placement_once_a_day"),
            models.UniqueConstraint(fields=["unit", "line"], condition=Q(until=None), name="placement_one_open"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("since")), name="placement_ends_later"),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("unit")), name="placement_not_under_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} under {self.parent_id} ({self.since}–)"


class Succession(models.Model):
    """`share` of what the old unit was goes on in the new one from the date on; figures are never rewritten."""

    old = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions")
    new = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="inheritances")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="successions")
    date = models.DateField()
    share = models.DecimalField(max_digits=7, decimal_places=6, default=1)

    class Meta:
        ordering = ["date", "old", "new"]
        indexes = [models.Index(fields=["line", "new"])]  # from an heir back to what it took over
        constraints = [
            models.UniqueConstraint(fields=["old", "new", "line", "date"], name="succession_once"),
            models.CheckConstraint(condition=Q(share__gt=0) & Q(share__lte=1), name="succession_share_is_a_share"),
            models.CheckConstraint(condition=~Q(old=F("new")), name="succession_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.old_id} → {self.new_id} ({self.date})"

    @property
    def percent(self) -> Decimal:
        """The share as people say it: 1 → 100."""
        return (self.share * 100).normalize() if self.share != 1 else Decimal(100)

    @property
    def unpublished(self) -> str:
        """`part` and `most` of a unit whose shares nobody published, else empty: 0.0001 % would look measured."""
        if self.share == TRACE:
            return "part"
        return "most" if 1 - DEEPEST * TRACE < self.share < 1 else ""


class Reorganisation(models.Model):
    """Changes of the map of units on one day, prepared as a draft, applied as a whole (sắp xếp đơn vị).

    `version` grows with every change, so that two people at once notice each other. `effects`: what an applied one did
    (planning.Effects), by which it is shown and taken back.
    """

    DRAFT, APPLIED = "draft", "applied"
    STATES = [(DRAFT, "đang soạn"), (APPLIED, "đã áp dụng")]

    title = models.CharField(max_length=200)
    basis = models.CharField(max_length=300, blank=True)  # the resolution, as people cite it
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reorganisations")  # who prepares it
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="reorganisations")
    day = models.DateField()
    state = models.CharField(max_length=8, choices=STATES, default=DRAFT)
    version = models.PositiveIntegerField(default=1)
    effects = models.JSONField(null=True, blank=True)
    created_by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    applied_by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="reorganisation_has_title"),
            models.CheckConstraint(
                condition=Q(state="draft", effects__isnull=True, applied_at__isnull=True)
                | Q(state="applied", effects__isnull=False, applied_at__isnull=False),
                name="reorganisation_applied_tells_what",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ReorganisationStep(models.Model):
    """One sentence of a resolution. Units are named by code, since some of them do not exist yet."""

    VERBS = [
        ("merge", "sáp nhập"),
        ("split", "chia tách"),
        ("move", "chuyển trực thuộc"),
        ("rename", "đổi tên"),
        ("kind", "đổi loại"),
        ("abolish", "bỏ một cấp"),
        ("end", "kết thúc hoạt động"),
        ("new", "thành lập mới"),
    ]

    reorganisation = models.ForeignKey(Reorganisation, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveIntegerField()
    verb = models.CharField(max_length=7, choices=VERBS)
    units = models.JSONField(default=list)  # codes of the units it is about
    heirs = models.JSONField(default=list)  # [code, share as text] of those that take over
    parent = models.CharField(max_length=60, blank=True)
    code = models.CharField(max_length=60, blank=True)  # of a unit that it makes
    name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=40, blank=True)
    official_code = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["reorganisation", "position"]
        constraints = [
            models.UniqueConstraint(fields=["reorganisation", "position"], name="reorganisation_step_position_once"),
            models.CheckConstraint(
                condition=Q(verb__in=["merge", "split", "move", "rename", "kind", "abolish", "end", "new"]),
                name="reorganisation_step_verb_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.verb}"


class Role(models.Model):
    """A named list of permissions, loaded from the catalogue."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    permissions = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A person's roles in a unit and a line, from a day to a day."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="posts")
    roles = models.ManyToManyField(Role, related_name="posts")
    title = models.CharField(max_length=120, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["person", "since", "id"]
        indexes = [models.Index(fields=["person", "until"])]
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("since")), name="post_ends_later"),
            models.UniqueConstraint(fields=["person", "unit", "line", "since"], name="post_once_a_day"),
        ]

    def __str__(self) -> str:
        """As the head of the page offers it."""
        return f"{self.title} · {self.unit.name}" if self.title else self.unit.name

    def journal_identity(self) -> tuple[int | None, int | None]:
        """(person, post)."""
        return self.person_id, self.pk

    def permissions(self) -> frozenset[str]:
        """What the roles of this post allow together."""
        if not hasattr(self, "_permissions"):
            self._permissions = frozenset(p for role in self.roles.all() for p in role.permissions)
        return self._permissions

    def holds_on(self, day: date) -> bool:
        """Whether the person acts through the post on the day."""
        return self.since <= day and (self.until is None or day < self.until)
