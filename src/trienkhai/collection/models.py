"""Rounds, what units answer, and every figure with its versions and its source."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from trienkhai.directives.models import Document
from trienkhai.files.models import StoredFile
from trienkhai.indicators.models import Form, Indicator
from trienkhai.units.models import Line, Unit

DRAFT, SENT, ACCEPTED, RETURNED = "draft", "sent", "accepted", "returned"


class Round(models.Model):
    """A unit asks the units below for a form's figures in a period (kỳ báo cáo)."""

    STATES = [("draft", "đang soạn"), ("open", "đang mở"), ("closed", "đã đóng")]

    code = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="rounds")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="+")
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="rounds")
    period = models.CharField(max_length=40, db_index=True)  # 2026-Q3, 2026-07, DAY/DAY (consolidation.md)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="rounds")
    instructions = models.TextField(blank=True)
    deadline = models.DateTimeField()
    state = models.CharField(max_length=6, choices=STATES, default="draft")
    created_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-deadline", "-id"]

    def __str__(self) -> str:
        return self.title


class Asked(models.Model):
    """A unit that owes an answer to a round."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="asked")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="asked")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "unit"], name="asked_once")]


class Submission(models.Model):
    """One unit's answer to a round. `revision` grows each time it is returned; sent revisions never change."""

    STATES = [(DRAFT, "đang soạn"), (SENT, "đã gửi"), (ACCEPTED, "đã chấp nhận"), (RETURNED, "bị trả lại")]

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="submissions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="submissions")
    state = models.CharField(max_length=8, choices=STATES, default=DRAFT)
    revision = models.PositiveIntegerField(default=1)
    begun_through = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")  # its own, or who enters for it
    begun_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    sent_by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["round", "unit__sort"]
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="submission_once"),
            models.CheckConstraint(
                condition=Q(state__in=[DRAFT, RETURNED]) | Q(sent_at__isnull=False), name="submission_sent_has_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}/{self.unit_id}"

    @property
    def editable(self) -> bool:
        """A returned one is a draft again, with remarks."""
        return self.state in (DRAFT, RETURNED)


class Remark(models.Model):
    """Why a submission was returned, about the whole or about one indicator."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="remarks")
    revision = models.PositiveIntegerField()
    indicator = models.ForeignKey(Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "id"]


class Narrative(models.Model):
    """A report that the unit would have sent anyway, with its text as it was read."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="narratives")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="narratives")
    name = models.CharField(max_length=200)
    text = models.TextField()
    reading = models.JSONField()  # reading.to_json: sections, citations, figures, totals, findings
    uploaded_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering = ["uploaded_at", "id"]
        constraints = [models.UniqueConstraint(fields=["submission", "file"], name="narrative_once")]

    def __str__(self) -> str:
        return self.name


class Source(models.Model):
    """Where a figure comes from; kept for ever and shown."""

    TYPED, CELL, SPAN, CATEGORIES = "typed", "cell", "span", "categories"
    KINDS = [(TYPED, "gõ tay"), (CELL, "ô bảng tính"), (SPAN, "câu trong báo cáo"), (CATEGORIES, "cộng các nhóm")]

    kind = models.CharField(max_length=10, choices=KINDS)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")  # typed or confirmed it
    through = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+"
    )  # other than the figure's unit: nhập thay
    at = models.DateTimeField()
    narrative = models.ForeignKey(Narrative, null=True, blank=True, on_delete=models.PROTECT, related_name="sources")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=120, blank=True)  # sheet and cell, or page and line
    stated = models.CharField(max_length=120, blank=True)  # as written there: «hơn 30.850»

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="span")
                | (Q(narrative__isnull=False) & Q(start__isnull=False) & Q(end__gt=F("start"))),
                name="source_span_points_at_text",
            ),
        ]


class Figure(models.Model):
    """One version of one cell (unit, indicator, period, breakdown, scope). Rows are only added; a sent one never
    changes but for `counts`, which says which version of the cell is in force."""

    SCOPES = [("own", "của chính đơn vị"), ("whole", "cả đơn vị và cấp dưới")]
    QUALIFIERS = [("", ""), ("at_least", "trên"), ("at_most", "dưới"), ("about", "khoảng")]

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="figures")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="figures")
    period = models.CharField(max_length=40)
    breakdown = models.CharField(max_length=200, blank=True)  # kind=collective;sex=f, or empty
    scope = models.CharField(max_length=5, choices=SCOPES, default="own")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="figures")
    revision = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    value = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)  # None: not applicable
    qualifier = models.CharField(max_length=8, choices=QUALIFIERS, blank=True)
    withdrawn = models.BooleanField(default=False)  # the cell was emptied: silent
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="figures")
    reason = models.CharField(max_length=300, blank=True)  # why it differs from what was sent before
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    counts = models.BooleanField(default=False)

    class Meta:
        ordering = ["submission", "revision", "indicator", "breakdown", "version"]
        indexes = [
            models.Index(fields=["period", "indicator", "unit"], condition=Q(counts=True), name="figure_counting")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "revision", "indicator", "breakdown", "scope", "version"],
                name="figure_version_once",
            ),
            models.UniqueConstraint(
                fields=["unit", "indicator", "period", "breakdown", "scope"],
                condition=Q(counts=True),
                name="figure_one_counts",
            ),
            models.CheckConstraint(
                condition=Q(counts=False) | (Q(sent_at__isnull=False) & Q(withdrawn=False)),
                name="figure_counts_if_sent",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | (Q(qualifier="") & Q(scope="own")), name="figure_null_is_bare"
            ),
            models.CheckConstraint(condition=Q(withdrawn=False) | Q(value=None), name="figure_withdrawn_is_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.indicator_id}/{self.period}"

    @property
    def cell(self) -> tuple[int, int, str, str, str]:
        """(unit, indicator, period, breakdown, scope)."""
        return self.unit_id, self.indicator_id, self.period, self.breakdown, self.scope

    @property
    def place(self) -> tuple[int, str, str]:
        """(indicator, breakdown, scope): the cell within a submission."""
        return self.indicator_id, self.breakdown, self.scope

    @property
    def not_applicable(self) -> bool:
        """An answer without a value: neither silence nor zero."""
        return self.value is None and not self.withdrawn


class Proposal(models.Model):
    """What the reader found in a narrative, waiting for a person to accept, change or reject it."""

    WAITING, TAKEN, CHANGED, REJECTED = "waiting", "taken", "changed", "rejected"
    STATES = [(WAITING, "chờ xác nhận"), (TAKEN, "đã nhận"), (CHANGED, "đã sửa"), (REJECTED, "đã bỏ")]

    narrative = models.ForeignKey(Narrative, on_delete=models.PROTECT, related_name="proposals")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.CharField(max_length=120)
    value = models.DecimalField(max_digits=24, decimal_places=4)
    kind = models.CharField(max_length=8)
    measure = models.CharField(max_length=200, blank=True)  # the noun that the report counts
    qualifier = models.CharField(max_length=8, blank=True)
    sentence_start = models.PositiveIntegerField()
    sentence_end = models.PositiveIntegerField()
    indicator = models.ForeignKey(Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    breakdown = models.CharField(max_length=200, blank=True)
    confidence = models.FloatField(default=0)
    why = models.CharField(max_length=300, blank=True)  # lines of `code|words` (matching)
    doubt = models.CharField(max_length=300, blank=True)  # `code|words`: why it is not pre-selected
    phrase = models.CharField(max_length=200, blank=True)  # the few folded words by which a decision is remembered
    state = models.CharField(max_length=8, choices=STATES, default=WAITING)
    decided_by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    figure = models.ForeignKey(Figure, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals")

    class Meta:
        ordering = ["narrative", "start"]
        constraints = [
            models.UniqueConstraint(fields=["narrative", "start", "end"], name="proposal_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="proposal_points_at_text"),
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(decided_at__isnull=False), name="proposal_decided_by_someone"
            ),
        ]


class Lesson(models.Model):
    """How often a unit took, or threw away, figures said in the same few words for a cell.

    Counts and folded words only: no sentence, no person, no value. Undoing a decision takes it out again.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    phrase = models.CharField(max_length=200, db_index=True)  # noun|words before|words after|heading
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="+")
    breakdown = models.CharField(max_length=200, blank=True)
    taken = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["unit", "phrase"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "phrase", "indicator", "breakdown"], name="lesson_once"),
            models.CheckConstraint(condition=~Q(phrase=""), name="lesson_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.phrase}"


class CitationChoice(models.Model):
    """Which registered document a mention in a narrative means, where several fit and a person said so."""

    narrative = models.ForeignKey(Narrative, on_delete=models.PROTECT, related_name="citation_choices")
    start = models.PositiveIntegerField()  # of the mention, in the narrative's text
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["narrative", "start"], name="citation_chosen_once")]

    def __str__(self) -> str:
        return f"{self.narrative_id}/{self.start}: {self.document_id}"


class Stamp(models.Model):
    """Changes, to a number that was never there, with everything that units say about an indicator in a period or are
    asked about it: what was computed from them before is out of date (stored.py)."""

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="+")
    period = models.CharField(max_length=40)
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="+")
    said = models.BigIntegerField(default=0)  # sent, returned, asked
    accepted = models.BigIntegerField(default=0)  # accepted, returned

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "period", "indicator"], name="stamp_once")]

    def __str__(self) -> str:
        return f"{self.line_id}/{self.indicator_id}/{self.period}"


class StoredTotal(models.Model):
    """The totals of an indicator in a period at every unit of a line, as they were computed when they were last looked
    at. Good only while `rests_on` is what they would rest on now; deleting rows costs time and nothing else."""

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="+")
    period = models.CharField(max_length=40)
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="+")
    accepted_only = models.BooleanField()
    rests_on = models.CharField(max_length=64)
    content = models.TextField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "period", "accepted_only", "indicator"], name="stored_total_once")
        ]

    def __str__(self) -> str:
        return f"{self.line_id}/{self.indicator_id}/{self.period}"
