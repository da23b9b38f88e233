"""Where a total comes from: the same cell that the engine puts together, laid open at one unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction

from .amounts import Amount
from .books import Books
from .checks import find_problems
from .errors import ConsolidationError, NothingThere
from .model import CLAIMED, RATIO, Figure, Finding, Inputs, Total
from .over_time import Cell, Entry
from .over_units import Node, roll_up, totals_of
from .plain import period_rows
from .values import EXACT


@dataclass(frozen=True, slots=True)
class Piece:
    """One figure and what of it lies here: `value` is the figure's value, or its share where it was handed on.

    `handed_on`: a predecessor gave it; `share` is 1 where the whole of it came here.
    """

    figure: Figure
    share: Fraction
    value: Decimal | None
    handed_on: bool = False


@dataclass(frozen=True, slots=True)
class AskedEntry:
    """One question counted here: `entry` has who was asked and the answer, `at` who answers for it that day."""

    entry: Entry
    at: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A total and all that went into it.

    `own`: value of the unit's own figures put together (None also for "not applicable"), made of `pieces`. `children`:
    rows of the units directly below, those without a value too. `claim`: the whole figure of the unit, made of
    `claim_pieces`; `claim_usable` False where other units lie under it now. `entries`: every question at the unit and
    below, with its status. A ratio has `numerator` and `denominator` instead.
    """

    total: Total
    computed: Decimal | None = None
    complete: bool = False
    own: Decimal | None = None
    pieces: tuple[Piece, ...] = ()
    children: tuple[Total, ...] = ()
    claim: Decimal | None = None
    claim_pieces: tuple[Piece, ...] = ()
    claim_usable: bool = True
    entries: tuple[AskedEntry, ...] = ()
    findings: tuple[Finding, ...] = ()
    numerator: Explanation | None = None
    denominator: Explanation | None = None

    @property
    def claim_taken(self) -> bool:
        """Whether the total is the claim."""
        return self.total.basis == CLAIMED


def explain(
    inputs: Inputs,
    unit: str,
    indicator: str,
    period: str,
    breakdown: str | None = None,
    *,
    restate: date | None = None,
) -> Explanation:
    """The parts of one total. Agrees with `consolidate` on the same inputs and `restate`.

    Raises ConsolidationError as `consolidate` does, and NothingThere where the cell has no row at that unit.
    """
    problems = find_problems(inputs, restate)
    if problems:
        raise ConsolidationError(problems)
    books = Books(inputs, restate)
    with localcontext(EXACT):
        found = _explain(books, unit, indicator, period, breakdown)
    if found is None:
        raise NothingThere(
            "Không có gì được hỏi hay báo cáo cho chỉ tiêu “{indicator}”, kỳ “{period}” tại đơn vị “{unit}”.",
            unit=unit,
            indicator=indicator,
            period=period,
        )
    return found


def _explain(books: Books, unit: str, indicator: str, period: str, breakdown: str | None) -> Explanation | None:
    if indicator not in books.indicators or period not in books.periods():
        return None
    if books.indicators[indicator].over_units == RATIO:
        return _explain_ratio(books, unit, indicator, period, breakdown)
    if breakdown not in (books.breakdowns(period, indicator) or {None}):
        return None
    cell = Cell(books, indicator, period, breakdown)
    nodes, findings = roll_up(cell)
    if unit not in nodes:
        return None
    node, rows = nodes[unit], totals_of(cell, nodes)
    claim = cell.claims().get(unit)
    return Explanation(
        total=rows[unit],
        computed=node.computed.value,
        complete=node.complete,
        own=node.own.value if node.own else None,
        pieces=_pieces(node.own),
        children=tuple(rows[part.unit] for part in node.parts),
        claim=claim.value if claim else None,
        claim_pieces=_pieces(claim),
        claim_usable=claim is None or node.claim is not None,
        entries=tuple(_entries(node)),
        findings=_at(unit, findings),
    )


def _pieces(amount: Amount | None) -> tuple[Piece, ...]:
    if amount is None:
        return ()
    return tuple(
        Piece(part.figure, Fraction(1) if part.share is None else part.share, part.value, part.share is not None)
        for part in amount.figures()
        if part.figure is not None
    )


def _entries(node: Node) -> Iterator[AskedEntry]:
    """In preorder: the unit's own questions, then those of each child."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        yield from (AskedEntry(entry, here.unit) for entry in here.entries)
        waiting += reversed(here.parts)


def _at(unit: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.unit == unit)


def _explain_ratio(books: Books, unit: str, indicator: str, period: str, breakdown: str | None) -> Explanation | None:
    kind = books.indicators[indicator]
    parts = [part for part in (kind.numerator, kind.denominator) if part is not None]
    rows, findings = period_rows(books, period, list(dict.fromkeys([*parts, indicator])), None)
    here = [row for row in rows if (row.unit, row.indicator, row.breakdown) == (unit, indicator, breakdown)]
    if not here:
        return None
    above, below = (_explain(books, unit, part, period, breakdown) for part in parts)
    own, whole = (table.get((period, indicator), {}).get(breakdown, {}).get(unit) for table in (books.own, books.whole))
    mine = [finding for finding in _at(unit, findings) if finding.indicator == indicator]
    return Explanation(
        total=here[0],
        computed=None if here[0].basis == CLAIMED else here[0].value,
        own=own.value if own else None,
        pieces=(Piece(own, Fraction(1), own.value),) if own else (),
        claim=whole.value if whole else None,
        claim_pieces=(Piece(whole, Fraction(1), whole.value),) if whole else (),
        findings=tuple(finding for finding in mine if finding.breakdown == breakdown),
        numerator=above,
        denominator=below,
    )
