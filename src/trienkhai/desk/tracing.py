"""The figures behind totals, one row each, with the source of every one: read as a stream, however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from trienkhai.collection.models import Figure, Round
from trienkhai.collection.tables import answers_in
from trienkhai.collection.totals import day_of
from trienkhai.indicators.models import Indicator
from trienkhai.indicators.periods import with_parts as periods_with_parts
from trienkhai.indicators.queries import with_parts
from trienkhai.units.models import Line, Post
from trienkhai.units.queries import reach
from trienkhai.writing.spreadsheets_long import COUNT, MOMENT, NUMBER, WORDS, LongColumn

from .forms import Asked

AT_ONCE = 2_000  # rows fetched together

# The table `figures` of consolidation.md …
FIGURES = (
    LongColumn("unit"),
    LongColumn("indicator", width=20),
    LongColumn("period"),
    LongColumn("breakdown"),
    LongColumn("scope"),
    LongColumn("value", NUMBER, places=4),
    LongColumn("qualifier"),
)
# … and where each comes from: who typed or confirmed it, from which file and where in it, through which submission.
SOURCES = (
    LongColumn("unit_name", WORDS, width=30),
    LongColumn("indicator_name", WORDS, width=40),
    LongColumn("measure", WORDS),
    LongColumn("source"),
    LongColumn("stated", WORDS),
    LongColumn("file_name", WORDS, width=30),
    LongColumn("file_sha256"),
    LongColumn("place", WORDS),
    LongColumn("start", COUNT),
    LongColumn("end", COUNT),
    LongColumn("entered_by", WORDS, width=24),
    LongColumn("entered_through"),
    LongColumn("entered_at", MOMENT, width=26),
    LongColumn("reason", WORDS),
    LongColumn("round"),
    LongColumn("submission", COUNT),
    LongColumn("state"),
    LongColumn("sent_by", WORDS, width=24),
    LongColumn("sent_at", MOMENT, width=26),
    LongColumn("figure", COUNT),
    LongColumn("address", width=50),
)
CELL = ("period", "indicator__code", "unit__code", "breakdown", "scope")
_CELL_OF = itemgetter(2, 1, 0, 3, 4)
_FIELDS = ("unit__code", "indicator__code", "period", "breakdown", "scope", "value", "qualifier")
_MORE = (
    "unit__name", "indicator__name", "indicator__measure", "source__kind", "source__stated", "source__narrative__name",
    "sha256", "source__place", "source__start", "source__end", "source__person__name", "source__through__code",
    "source__at", "reason", "submission__round__code", "submission_id", "submission__state",
    "submission__sent_by__name", "sent_at", "pk",
)  # fmt: skip


def figures_behind(
    line: Line,
    periods: Iterable[str],
    indicators: Iterable[Indicator],
    *,
    accepted_only: bool = False,
    within: Q | None = None,
) -> QuerySet[Figure]:
    """Figures that go into totals of these periods and indicators, those of their parts too; where there are several
    for a cell, the newest is taken. `within`: a condition on units."""
    wanted = [one.pk for one in with_parts(indicators)]
    rows, _one_each = answers_in(line, periods_with_parts(periods), wanted, accepted_only)
    return rows.filter(within or Q()).order_by(*CELL, "sent_at", "pk")


def bare_rows(figures: QuerySet[Figure]) -> Iterator[tuple[Any, ...]]:
    """Rows of FIGURES."""
    return _newest(figures.values_list(*_FIELDS).iterator(chunk_size=AT_ONCE))


def traced_rows(figures: QuerySet[Figure], site: str) -> Iterator[tuple[Any, ...]]:
    """Rows of FIGURES and SOURCES. `site`: https://… without a slash at its end."""
    figures = figures.annotate(sha256=Coalesce("source__narrative__file__sha256", "source__file__sha256"))
    page = f"{site}{reverse('collection:figure', args=[0])}".removesuffix("0/")
    zone = timezone.get_current_timezone()

    def local(moment: datetime | None) -> datetime | None:
        return moment.astimezone(zone) if moment else None

    for row in _newest(figures.values_list(*_FIELDS, *_MORE).iterator(chunk_size=AT_ONCE)):
        *said, entered, reason, round, submission, state, sent_by, sent, pk = row
        yield (*said, local(entered), reason, round, submission, state, sent_by, local(sent), pk, f"{page}{pk}/")


def _newest(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """The last row of each cell: rows come in the order of CELL, then of their sending."""
    for _cell, same in groupby(rows, _CELL_OF):
        yield list(same)[-1]


def figures_for(asked: Asked, post: Post) -> QuerySet[Figure]:
    """Those behind the totals that a page shows, as far as the post may read them: of units that stand under the
    page's unit on the day of its totals, and of those whose successor or last parent does."""
    there = reach(Post(unit=asked.unit, line=post.line), day_of(asked.period, asked.restate))
    return figures_behind(
        post.line,
        [asked.period],
        asked.indicators(),
        accepted_only=asked.accepted_only,
        within=there.q() & reach(post).q(),
    )


def periods_asked(line: Line) -> list[str]:
    """All periods for which anything was asked in the line."""
    rounds = Round.objects.filter(line=line).exclude(state="draft")
    return list(rounds.order_by("period").values_list("period", flat=True).distinct())
