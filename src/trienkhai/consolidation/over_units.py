"""Rules 1 to 7: one cell put together over the tree of its day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .amounts import NOTHING, Amount, put_together
from .model import CLAIMED, COMPUTED, MIXED, NONE, SUM, Finding, Indicator, Total
from .over_time import NOT_APPLICABLE, SPOKEN, Cell, Entry
from .values import differ


@dataclass(slots=True)
class Coverage:
    """Asked entries: how many, how many have spoken, how many do not apply."""

    expected: int = 0
    reported: int = 0
    not_applicable: int = 0

    def add(self, other: Coverage) -> None:
        """Take in what lies below."""
        self.expected += other.expected
        self.reported += other.reported
        self.not_applicable += other.not_applicable

    @property
    def answered(self) -> int:
        """Entries that are not silent."""
        return self.reported + self.not_applicable


@dataclass(slots=True)
class Node:
    """One unit in one cell. `parts`: the nodes of its children; `expected_here`: entries of the unit itself."""

    unit: str
    own: Amount | None = None
    claim: Amount | None = None
    entries: list[Entry] = field(default_factory=list)
    parts: list[Node] = field(default_factory=list)
    coverage: Coverage = field(default_factory=Coverage)
    complete: bool = False
    computed: Amount = field(default_factory=lambda: NOTHING)
    total: Amount = field(default_factory=lambda: NOTHING)
    basis: str | None = None
    finding: bool = False


Nodes = dict[str, Node]


def roll_up(cell: Cell) -> tuple[Nodes, list[Finding]]:
    """Every unit in whose subtree anything was asked or given, and what is wrong with claims."""
    own, entries, claims = cell.own(), cell.entries(), cell.claims()
    usable = {unit for unit, claim in claims.items() if cell.usable(unit, claim)}
    unused = [unit for unit in claims if unit not in usable]
    touched = [*own, *entries, *usable, *(unit for unit in unused if unit in cell.tree)]
    may_pass_over = cell.indicator.over_units == SUM and cell.indicator.indicator not in cell.books.has_negative
    nodes: Nodes = {}
    findings = [_finding(cell, unit, claims[unit], None) for unit in unused]
    for unit in cell.tree.upward(touched):
        node = nodes.setdefault(unit, Node(unit))
        node.own = own.get(unit)
        node.claim = claims[unit] if unit in usable else None
        node.entries = entries.get(unit, [])
        node.parts.reverse()
        _settle(node, cell.indicator, cell.tree.has_child(unit), may_pass_over)
        if node.finding and node.claim:
            findings.append(_finding(cell, unit, node.claim, node.computed))
        parent = cell.tree.parents[unit]
        if parent is not None:
            nodes.setdefault(parent, Node(parent)).parts.append(node)
    return nodes, findings


def _settle(node: Node, indicator: Indicator, has_child: bool, may_pass_over: bool) -> None:
    """All of a node, once its children are settled."""
    _count(node, has_child)
    node.computed = _compute(node, indicator.over_units)
    claim, computed = node.claim, node.computed
    if claim is None or claim.value is None:
        taken = False
    elif computed.value is None:
        taken, node.finding = True, node.complete
    elif node.complete:
        taken, node.finding = False, differ(claim.value, computed.value)
    else:
        below = may_pass_over and claim.value < computed.value and differ(claim.value, computed.value)
        taken, node.finding = not below, below
    if taken and claim is not None:
        node.total, node.basis = claim, CLAIMED
        return
    node.total = computed
    if computed.value is not None:
        mixed = indicator.over_units != NONE and any(
            part.basis in (CLAIMED, MIXED) for part in node.parts if part.total.value is not None
        )
        node.basis = MIXED if mixed else COMPUTED


def _count(node: Node, has_child: bool) -> None:
    """Rule 2. Where nobody below was asked the cell of a unit with children is never complete: a claim stands."""
    coverage = node.coverage
    for part in node.parts:
        coverage.add(part.coverage)
    below = coverage.expected
    for entry in node.entries:
        coverage.expected += 1
        coverage.reported += entry.status == SPOKEN
        coverage.not_applicable += entry.status == NOT_APPLICABLE
    node.complete = coverage.answered == coverage.expected and (not has_child or below > 0)


def _compute(node: Node, over_units: str) -> Amount:
    """Rule 3."""
    amounts = [] if node.own is None else [node.own]
    if over_units != NONE:
        amounts += [part.total for part in node.parts if part.total.value is not None]
    return put_together(over_units, amounts)


def _finding(cell: Cell, unit: str, claim: Amount, computed: Amount | None) -> Finding:
    assert claim.value is not None, "a claim has a value"
    value = computed.value if computed else None
    return Finding(unit, cell.indicator.indicator, cell.period, cell.breakdown, claim.value, value)


def totals_of(cell: Cell, nodes: Mapping[str, Node]) -> dict[str, Total]:
    """The rows of a cell."""
    found = {}
    for unit, node in nodes.items():
        total, coverage = node.total, node.coverage
        found[unit] = Total(
            unit,
            cell.indicator.indicator,
            cell.period,
            cell.breakdown,
            total.value,
            total.qualifier,
            coverage.reported,
            coverage.expected,
            coverage.not_applicable,
            node.basis,
            total.estimate,
        )
    return found
