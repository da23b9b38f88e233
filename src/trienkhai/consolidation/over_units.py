"""Rules 1 to 7: one cell put together over the tree of its day."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from .amounts import NOTHING, Amount, put_together
from .model import CLAIMED, COMPUTED, MIXED, NONE, SUM, Finding, Indicator, Total
from .over_time import NOT_APPLICABLE, SPOKEN, Cell, Entry
from .values import differ


@dataclass(slots=True, eq=False)
class Node:
    """One unit in one cell. `entries`: those of the unit itself; the counts are of its whole subtree."""

    unit: str
    own: Amount | None = None
    claim: Amount | None = None
    entries: Sequence[Entry] = ()
    parts: list[Node] = field(default_factory=list)
    expected: int = 0
    reported: int = 0
    not_applicable: int = 0
    complete: bool = False
    computed: Amount = NOTHING
    total: Amount = NOTHING
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
        node.entries = entries.get(unit, ())
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
        mixed = indicator.over_units != NONE and any(part.basis in (CLAIMED, MIXED) for part in node.parts)
        node.basis = MIXED if mixed else COMPUTED


def _count(node: Node, has_child: bool) -> None:
    """Rule 2. Where nobody below was asked the cell of a unit with children is never complete: a claim stands."""
    for part in node.parts:
        node.expected += part.expected
        node.reported += part.reported
        node.not_applicable += part.not_applicable
    asked_below = node.expected > 0
    node.expected += len(node.entries)
    for entry in node.entries:
        node.reported += entry.status == SPOKEN
        node.not_applicable += entry.status == NOT_APPLICABLE
    node.complete = node.reported + node.not_applicable == node.expected and (not has_child or asked_below)


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


def totals_of(cell: Cell, nodes: Mapping[str, Node], units: Container[str] | None = None) -> dict[str, Total]:
    """The rows of a cell: of all units, or of those named."""
    name = cell.indicator.indicator
    return {
        unit: Total(
            unit,
            name,
            cell.period,
            cell.breakdown,
            node.total.value,
            node.total.qualifier,
            node.reported,
            node.expected,
            node.not_applicable,
            node.basis,
            node.total.estimate,
        )
        for unit, node in nodes.items()
        if units is None or unit in units
    }
