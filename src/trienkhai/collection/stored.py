"""Totals kept between two looks (docs/adr/0019), each with a digest of everything it rests on.

Whoever changes what units say or are asked calls `touch` in the same transaction; the places of units have a number of
their own (`Line.tree`), definitions and forms go into the digest themselves. Whoever looks makes the digest first, and
takes only what was stored with the same one. What is stored was computed between two digests that were equal, so a
change that came in between leaves nothing behind.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from functools import cache
from itertools import compress, repeat
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from django.db import OperationalError, connection
from django.utils import timezone

from trienkhai import consolidation as c
from trienkhai.indicators.models import FormLine, Indicator
from trienkhai.indicators.periods import table_of
from trienkhai.indicators.queries import as_consolidation, with_parts
from trienkhai.units.models import Line

from .models import Figure, Round, Stamp, StoredTotal

MOST = 30_000  # rows kept; of a province a few kilobytes each
PATIENCE = 100  # milliseconds that a reader waits to store what it computed
UNREADABLE = (ValueError, TypeError, ArithmeticError)  # what `read` raises
HERE = Path(__file__).parent


# --- what changed -----------------------------------------------------------------------------------------------------


def touch(line: int, period: str, indicators: Iterable[int], *, said: bool = True, accepted: bool = False) -> None:
    """Totals of these are out of date once the caller's transaction is committed."""
    changed = [name for name, on in (("said", said), ("accepted", accepted)) if on]
    Stamp.objects.bulk_create(
        [  # in one order, so that two senders wait for each other and not in a circle
            Stamp(line_id=line, period=period, indicator_id=indicator, **dict.fromkeys(changed, _new()))
            for indicator in sorted(set(indicators))
        ],
        update_conflicts=True,
        unique_fields=["line", "period", "indicator"],
        update_fields=changed,
    )


def touch_answer(submission: int, *, said: bool = True, accepted: bool = False) -> None:
    """All that the submission of that number ever answered."""
    held = Figure.objects.filter(submission=submission).order_by()
    touched: dict[tuple[int, str], list[int]] = {}
    for line, period, indicator in held.values_list("submission__round__line", "period", "indicator").distinct():
        touched.setdefault((line, period), []).append(indicator)
    for (line, period), indicators in touched.items():
        touch(line, period, indicators, said=said, accepted=accepted)


def touch_round(round: Round) -> None:
    """All that the round asks."""
    asked = FormLine.objects.filter(form=round.form_id).order_by().values_list("indicator", flat=True)
    touch(round.line_id, round.period, asked)


def _new() -> int:
    return secrets.randbits(63)


# --- what totals rest on ----------------------------------------------------------------------------------------------


def footings(line: Line, period: str, indicators: Sequence[Indicator], accepted_only: bool) -> dict[int, str]:
    """{indicator: digest of everything that its totals in the period rest on}. Read this before the figures."""
    made_of = table_of([period])
    every = list(dict.fromkeys([period, *(row.period for row in made_of)]))
    wanted = with_parts(indicators)
    tree = Line.objects.values_list("tree", flat=True).get(pk=line.pk)
    stamps: dict[int, list[tuple[Any, ...]]] = {}
    rows = Stamp.objects.filter(line=line, period__in=every, indicator__in=[one.pk for one in wanted])
    for indicator, *stamp in rows.order_by("period").values_list("indicator", "period", "said", "accepted"):
        stamps.setdefault(indicator, []).append(tuple(stamp) if accepted_only else tuple(stamp[:2]))
    forms: dict[int, list[int]] = {}
    lines = FormLine.objects.filter(indicator__in=[one.pk for one in wanted]).order_by("form")
    for indicator, form in lines.values_list("indicator", "form"):
        forms.setdefault(indicator, []).append(form)
    common = (_program(), tree, [(row.period, row.part_of, row.position) for row in made_of])
    rules = {one.pk: repr(rule) for one, rule in zip(wanted, as_consolidation(wanted), strict=True)}
    said = {one.pk: (rules[one.pk], forms.get(one.pk), stamps.get(one.pk)) for one in wanted}
    return {one.pk: _digest(common, [said[part.pk] for part in with_parts([one])]) for one in indicators}


def _digest(*said: object) -> str:
    return hashlib.sha256(repr(said).encode()).hexdigest()


@cache
def _program() -> str:
    """Of the rules as they are written: what another version computed is computed again."""
    sources = [*(HERE.parent / "consolidation").rglob("*.py"), HERE / "tables.py", HERE / "stored.py"]
    return _digest(*(path.read_bytes() for path in sorted(sources)))


# --- what is stored ---------------------------------------------------------------------------------------------------


class Row(NamedTuple):
    """A total, as consolidation.Total: made in a fifth of the time, and a page needs thousands."""

    unit: str
    indicator: str
    period: str
    breakdown: str | None
    value: Decimal | None
    qualifier: str | None
    reported: int
    expected: int
    not_applicable: int
    basis: str | None
    estimate: bool


class Kept(NamedTuple):
    """Totals and findings of one indicator, at all units of the line."""

    totals: Sequence[Row]
    findings: Sequence[c.Finding]


def taken(
    line: Line,
    period: str,
    footings: Mapping[int, str],
    accepted_only: bool,
    codes: Mapping[int, str],
    units: Collection[str] | None = None,
) -> dict[int, Kept]:
    """{indicator: what is stored and still holds}, at the units named or all. `codes`: of the indicators."""
    rows = StoredTotal.objects.filter(line=line, period=period, accepted_only=accepted_only, indicator__in=footings)
    found = {}
    for indicator, rests_on, content in rows.values_list("indicator", "rests_on", "content"):
        if footings[indicator] == rests_on:
            with suppress(*UNREADABLE):  # then it is computed again; `verify` tells of it
                found[indicator] = read(content, codes[indicator], period, units)
    return found


def may_keep() -> bool:
    """Not within a transaction: it sees what others perhaps never will, or what they no longer see."""
    return not connection.in_atomic_block


def keep(line: Line, period: str, footings: Mapping[int, str], accepted_only: bool, found: Mapping[int, Kept]) -> None:
    """Store these for the next look; nothing of periods without figures, of which there is no end."""
    if not any(kept.totals for kept in found.values()):
        return
    now = timezone.now()
    rows = [
        StoredTotal(
            line=line, period=period, indicator_id=pk, accepted_only=accepted_only, rests_on=footings[pk],
            content=written(found[pk]), at=now,
        )
        for pk in sorted(found)
    ]  # fmt: skip
    try:
        with _impatient():
            StoredTotal.objects.bulk_create(
                rows,
                update_conflicts=True,
                unique_fields=["line", "period", "accepted_only", "indicator"],
                update_fields=["rests_on", "content", "at"],
            )
            _make_room()
    except OperationalError:
        pass  # somebody is writing at length: the next look computes once more


def _make_room() -> None:
    """Anybody may ask for any period: beyond MOST the oldest rows go, and a tenth more so that it is rarely done."""
    over = StoredTotal.objects.count() - MOST
    if over > 0:
        oldest = StoredTotal.objects.order_by("at").values_list("at", flat=True)[over + MOST // 10]
        StoredTotal.objects.filter(at__lte=oldest).delete()


class _impatient:
    """SQLite lets one write at a time: a reader does not wait as long as a writer for its turn."""

    def __enter__(self) -> None:
        self._wait(PATIENCE)

    def __exit__(self, *error: object) -> None:
        self._wait(int(1000 * connection.settings_dict["OPTIONS"].get("timeout", 5)))

    @staticmethod
    def _wait(milliseconds: int) -> None:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA busy_timeout={milliseconds}")


def by_indicator(result: c.Result, indicators: Iterable[Indicator]) -> dict[int, Kept]:
    """A result taken apart."""
    totals: dict[str, list[Row]] = {}
    for row in result.totals:
        totals.setdefault(row.indicator, []).append(Row(*_fields(row)))
    findings: dict[str, list[c.Finding]] = {}
    for one in result.findings:
        findings.setdefault(one.indicator, []).append(one)
    return {one.pk: Kept(totals.get(one.code, []), findings.get(one.code, [])) for one in indicators}


def written(kept: Kept) -> str:
    """As text: a list for each column, values as they are printed."""
    totals = [
        [
            row.unit, row.breakdown, _text(row.value), row.qualifier, row.reported, row.expected, row.not_applicable,
            row.basis, row.estimate,
        ]
        for row in kept.totals
    ]  # fmt: skip
    columns = list(zip(*totals, strict=True))
    findings = [[one.unit, one.breakdown, _text(one.claimed), _text(one.computed)] for one in kept.findings]
    return json.dumps([columns, findings], separators=(",", ":"))


def read(content: str, indicator: str, period: str, units: Collection[str] | None = None) -> Kept:
    """What was written. Raises UNREADABLE where it was not written so."""
    columns, findings = json.loads(content)
    if units is not None and columns:
        wanted = [unit in units for unit in columns[0]]
        columns = [list(compress(column, wanted)) for column in columns]
    codes, parts, values, *rest = columns or [[]] * 9
    numbers = [None if value is None else Decimal(value) for value in values]
    return Kept(
        list(map(Row, codes, repeat(indicator), repeat(period), parts, numbers, *rest)),
        [
            c.Finding(unit, indicator, period, part, Decimal(claimed), None if value is None else Decimal(value))
            for unit, part, claimed, value in findings
        ],
    )


_fields = attrgetter(*Row._fields)


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
