"""How well marks agree with gold, by the definitions of the samples' own scorer, so that figures are comparable.

A mark matches a gold mark when their spans overlap and, for a citation, number and symbol agree (a named one: the
type); for a figure, kind, value, `of` and `to`. Attributes count on matched marks where gold or reading states one.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

Mark = dict[str, Any]
GROUPS = ("citations", "figures", "totals", "findings")
_STATED = {"citations": ("date", "issuer", "key"), "figures": ("unit", "qualifier", "period", "scope", "basis")}


@dataclass
class Score:
    """Counts of one or more documents; `misses` are lines that name document, mark and what was read instead."""

    hit: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    marked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    stated: Counter[str] = field(default_factory=Counter)
    codes: dict[str, Counter[str]] = field(default_factory=dict)  # of findings: found, missed, invented
    misses: list[str] = field(default_factory=list)

    def finding(self, code: str, outcome: str) -> None:
        """Count a finding that was found, missed or invented."""
        self.codes.setdefault(code, Counter())[outcome] += 1

    def attribute(self, name: str, ok: bool) -> None:
        """Count an attribute that gold or reading states."""
        self.right[name] += ok
        self.stated[name] += 1

    def f1(self, group: str) -> tuple[float, float, float]:
        """Precision, recall, F1; 1 where there is nothing to find."""
        precision, recall = _share(self.hit[group], self.marked[group]), _share(self.hit[group], self.gold[group])
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0

    def lines(self) -> list[str]:
        """What is printed."""
        out = []
        for group in GROUPS:
            precision, recall, f1 = self.f1(group)
            counts = f"({self.hit[group]} of {self.gold[group]} gold, {self.marked[group]} marked)"
            out.append(f"{group:10} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}   {counts}")
        for name, seen in sorted(self.stated.items()):
            out.append(f"{name:18} {self.right[name] / seen:.3f}   ({self.right[name]} of {seen})")
        for code, outcomes in sorted(self.codes.items()):
            said = ", ".join(f"{outcomes[outcome]} {outcome}" for outcome in ("found", "missed", "invented"))
            out.append(f"finding {code:24} {said}")
        return out


def add(score: Score, name: str, gold: dict[str, list[Mark]], read: dict[str, list[Mark]]) -> None:
    """Score one document; both sides have lists of marks by group, in the form of `read --json`."""
    figures: dict[int, int] = {}
    for group, matches in (("citations", _same_citation), ("figures", _same_figure), ("findings", _same_finding)):
        pairs = pair(gold[group], read[group], matches)
        _count(score, group, len(pairs), len(gold[group]), len(read[group]))
        _note(score, name, group, pairs, gold[group], read[group])
        if group == "findings":
            _codes(score, pairs, gold[group], read[group])
        for g, m in pairs:
            if group == "figures":
                figures[m] = g
            if group != "findings":
                _attributes(score, name, group, gold[group][g], read[group][m])
    _totals(score, name, gold, read, figures)


def pair(golds: Sequence[Mark], marks: Sequence[Mark], matches: Callable[[Mark, Mark], bool]) -> list[tuple[int, int]]:
    """Indices of gold marks and the marks that match them, each once."""
    taken: set[int] = set()
    pairs = []
    for g, gold in enumerate(golds):
        for m, mark in enumerate(marks):
            overlap = mark["start"] < gold["end"] and mark["end"] > gold["start"]
            if overlap and m not in taken and matches(gold, mark):
                taken.add(m)
                pairs.append((g, m))
                break
    return pairs


def _count(score: Score, group: str, hit: int, gold: int, marked: int) -> None:
    score.hit[group] += hit
    score.gold[group] += gold
    score.marked[group] += marked


def _note(
    score: Score, name: str, group: str, pairs: list[tuple[int, int]], golds: list[Mark], marks: list[Mark]
) -> None:
    hit_gold, hit_mark = {g for g, _ in pairs}, {m for _, m in pairs}
    score.misses += [f"missed  {name} {group[:-1]}: {shown(w)}" for g, w in enumerate(golds) if g not in hit_gold]
    score.misses += [f"extra   {name} {group[:-1]}: {shown(m)}" for i, m in enumerate(marks) if i not in hit_mark]


def _codes(score: Score, pairs: list[tuple[int, int]], golds: list[Mark], marks: list[Mark]) -> None:
    found, right = {g for g, _ in pairs}, {m for _, m in pairs}
    for g, gold in enumerate(golds):
        score.finding(gold["code"], "found" if g in found else "missed")
    for m, mark in enumerate(marks):
        if m not in right:
            score.finding(mark["code"], "invented")


def shown(mark: Mark) -> str:
    """A mark in few words."""
    said = [mark.get("code"), mark.get("form"), mark.get("kind"), mark.get("value"), mark.get("of"), mark.get("to")]
    return f"{mark['text']!r} {' '.join(str(word) for word in said if word is not None)}".rstrip()


def _attributes(score: Score, name: str, group: str, want: Mark, got: Mark) -> None:
    kind = group[:-1]
    for attribute in _STATED[group]:
        wanted, given = want.get(attribute), got.get(attribute)
        if not (wanted or given):
            continue
        ok = _same_unit(wanted, given) if attribute == "unit" else norm(wanted) == norm(given)
        score.attribute(f"{kind} {attribute}", ok)
        if not ok:
            score.misses.append(f"{attribute:7} {name} {kind} {want['text']!r}: {given!r}, gold {wanted!r}")
    same = (want["start"], want["end"]) == (got["start"], got["end"])
    score.attribute(f"{kind} span", same)
    if not same:
        score.misses.append(f"span    {name} {kind} {want['text']!r}: {got['text']!r}")


def _totals(
    score: Score, name: str, gold: dict[str, list[Mark]], read: dict[str, list[Mark]], figures: dict[int, int]
) -> None:
    wanted = {(t["total"], tuple(sorted(t["parts"])), t["holds"]) for t in gold["totals"]}
    given = {
        (figures.get(t["total"], -1), tuple(sorted(figures.get(p, -1) for p in t["parts"])), t["holds"]): t
        for t in read["totals"]
    }
    _count(score, "totals", len(wanted & given.keys()), len(wanted), len(given))
    for total, parts, holds in sorted(wanted - given.keys()):
        score.misses.append(f"missed  {name} total: {_sum(gold['figures'], total, parts, holds)}")
    for key, t in given.items():
        if key not in wanted:
            score.misses.append(f"extra   {name} total: {_sum(read['figures'], t['total'], t['parts'], t['holds'])}")


def _sum(figures: Sequence[Mark], total: int, parts: Sequence[int], holds: bool) -> str:
    return f"{figures[total]['text']} {'=' if holds else '≠'} {' + '.join(figures[p]['text'] for p in parts)}"


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def norm(value: object) -> str | None:
    """Composed, without case, one kind of dash and blank; None for nothing."""
    if value is None:
        return None
    text = unicodedata.normalize("NFC", str(value)).casefold()
    return " ".join(text.replace("–", "-").replace("—", "-").split()) or None


def _same_citation(gold: Mark, mark: Mark) -> bool:
    if gold["form"] == "named":
        return norm(gold["type"]) == norm(mark.get("type")) and not mark.get("number")
    wanted, given = norm(gold["number"]), norm(mark.get("number"))
    if wanted is None or given is None or wanted.lstrip("0") != given.lstrip("0"):
        return False
    return norm(gold.get("symbol")) == norm(mark.get("symbol"))


def _same_figure(gold: Mark, mark: Mark) -> bool:
    same = all(_same_number(gold.get(name), mark.get(name)) for name in ("value", "of", "to"))
    return same and bool(gold["kind"] == mark.get("kind"))


def _same_finding(gold: Mark, mark: Mark) -> bool:
    return bool(gold["code"] == mark["code"])


def _same_number(a: Any, b: Any) -> bool:
    if a is None or b is None:
        return a is b
    return abs(float(a) - float(b)) <= 1e-9 * max(1.0, abs(float(a)))


def _same_unit(gold: object, mark: object) -> bool:
    """The first two words agree."""
    wanted, given = norm(gold), norm(mark)
    if wanted is None or given is None:
        return wanted is given
    first, second = ([word.strip(",.;:") for word in words.split()] for words in (wanted, given))
    head = min(2, len(first), len(second))
    return first[:head] == second[:head]
