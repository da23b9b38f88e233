"""The rules once more, as slowly and as literally as possible: every question looks through all rows again.

Nothing here is taken from the engines; where both agree on invented cases, both have read the rules alike.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction as F
from typing import Any

from trienkhai.consolidation import Inputs

Got = tuple[F | None, str | None, bool]  # value, qualifier, estimate


def first_and_last_day(code: str) -> tuple[date, date]:
    """Of the calendar forms that the invented cases use."""
    if len(code) >= 10:
        days = code.split("/")
        return date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    year = int(code[:4])
    first, last = 1, 12
    if code[4:]:
        length = {"H": 6, "Q": 3}.get(code[5], 1)
        last = length * int(code[6:] if length > 1 else code[5:])
        first = last - length + 1
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def rounded(value: F) -> F:
    """Half to even, 6 places."""
    return F(round(value * 10**6), 10**6)


def qualifier_of(kinds: list[str | None]) -> str | None:
    """Rule 7."""
    if not any(kinds):
        return None
    named = {kind for kind in kinds if kind}
    return named.pop() if len(named) == 1 else "about"


def together(how: str, parts: list[Got]) -> Got:
    """Rules 3 and 7."""
    said = [part for part in parts if part[0] is not None]
    if not said:
        return None, None, False
    numbers: list[Any] = [part[0] for part in said]
    value = sum(numbers) if how == "sum" else min(numbers) if how == "min" else max(numbers)
    equal = said if how == "sum" else [part for part in said if part[0] == value]
    return F(value), qualifier_of([part[1] for part in equal]), any(part[2] for part in said)


@dataclass
class Oracle:
    """Answers for one unit and cell at a time."""

    inputs: Inputs
    restate: date | None = None

    # --- the map ------------------------------------------------------------------------------------------------------

    def placement(self, unit: str, day: date) -> Any:
        for row in self.inputs.units:
            if row.unit == unit and (row.since or date.min) <= day < (row.until or date.max):
                return row
        return None

    def children(self, unit: str, day: date) -> list[str]:
        names = sorted({row.unit for row in self.inputs.units})
        return [name for name in names if (p := self.placement(name, day)) and p.parent == unit]

    def subtree(self, unit: str, day: date) -> list[str]:
        return [unit] + [below for child in self.children(unit, day) for below in self.subtree(child, day)]

    def successors(self, unit: str, day: date) -> dict[str, F]:
        ends = [row.until for row in self.inputs.units if row.unit == unit and row.until and row.until <= day]
        found: dict[str, F] = {}
        for row in self.inputs.successions:
            if ends and row.old == unit and row.date == max(ends):
                found[row.new] = found.get(row.new, F(0)) + F(row.share)
        return found

    def heirs(self, unit: str, day: date) -> dict[str, F]:
        if self.placement(unit, day):
            return {unit: F(1)}
        found: dict[str, F] = {}
        for new, share in self.successors(unit, day).items():
            for heir, rest in self.heirs(new, day).items():
                found[heir] = found.get(heir, F(0)) + share * rest
        return found

    def answers_for(self, unit: str, day: date) -> str:
        while not self.placement(unit, day):
            ways = self.successors(unit, day)
            unit = sorted(ways, key=lambda new: (-ways[new], new))[0]
        return unit

    # --- one cell -----------------------------------------------------------------------------------------------------

    def days(self, period: str) -> tuple[date, date]:
        for row in self.inputs.periods:
            if row.period == period and row.since and row.until:
                return row.since, row.until - timedelta(days=1)
        return first_and_last_day(period)

    def last_day(self, period: str) -> date:
        return self.days(period)[1]

    def day(self, period: str) -> date:
        return self.restate or self.last_day(period)

    def parts(self, period: str) -> list[str]:
        """Those with a position first, by it; the others by their days."""
        rows = [row for row in self.inputs.periods if row.part_of == period]
        with_place = sorted((row for row in rows if row.position is not None), key=lambda row: row.position or 0)
        without = sorted((row for row in rows if row.position is None), key=lambda row: self.days(row.period))
        return [row.period for row in with_place + without]

    def kind(self, indicator: str) -> Any:
        return next(row for row in self.inputs.indicators if row.indicator == indicator)

    def rows(self, indicator: str, period: str, breakdown: str | None, scope: str) -> dict[str, Any]:
        key = indicator, period, breakdown, scope
        rows = self.inputs.figures
        return {row.unit: row for row in rows if (row.indicator, row.period, row.breakdown, row.scope) == key}

    def over_time(self, how: str, parts: list[Got | None]) -> Got:
        there = [part for part in parts if part is not None]
        if how == "last":
            return next((part for part in reversed(there) if part[0] is not None), (None, None, False))
        return together(how, there) if how in ("sum", "max") else (None, None, False)

    def own(self, unit: str, ind: str, period: str, b: str | None, day: date, but: frozenset[str]) -> Got | None:
        """What lies at the unit of its own: given, handed on, made of parts; None where there is nothing."""
        kind, rows = self.kind(ind), self.rows(ind, period, b, "own")
        pieces: list[Got] = []
        for giver, row in rows.items():
            share = self.heirs(giver, day).get(unit)
            if giver in but or share is None or (giver != unit and kind.over_units == "none"):
                continue
            value = None if row.value is None else F(row.value)
            if value is not None and kind.over_units == "sum" and share != 1:
                value = rounded(value * share)
            pieces.append((value, row.qualifier, value is not None and share < 1))
        made = [self.own(unit, ind, part, b, day, but | rows.keys()) for part in self.parts(period)]
        if any(part is not None for part in made):
            pieces.append(self.over_time(kind.over_time, made))
        return together(kind.over_units, pieces) if pieces else None

    def claim(self, unit: str, ind: str, period: str, b: str | None) -> tuple[Got, list[date]] | None:
        """The whole figure and the last days of the periods that it speaks of."""
        row = self.rows(ind, period, b, "whole").get(unit)
        if row:
            return (F(row.value), row.qualifier, False), [self.last_day(period)]
        parts = [self.claim(unit, ind, part, b) for part in self.parts(period)]
        if not parts or any(part is None for part in parts):
            return None
        there = [part for part in parts if part]
        how = self.kind(ind).over_time
        made = self.over_time(how, [part[0] for part in there])
        days = there[-1][1] if how == "last" else [day for part in there for day in part[1]]
        return None if made[0] is None else (made, days)

    def lies_under(self, unit: str, day: date, then: date) -> dict[str, F]:
        below = self.subtree(unit, day) if self.placement(unit, day) else []
        found = {}
        for name in {row.unit for row in self.inputs.units}:
            begun = min(row.since or date.min for row in self.inputs.units if row.unit == name) <= then
            share = sum((s for heir, s in self.heirs(name, day).items() if heir in below), F(0))
            if begun and share:
                found[name] = share
        return found

    def usable(self, unit: str, period: str, days: list[date]) -> bool:
        day = self.day(period)
        same = all(self.lies_under(unit, day, then) == self.lies_under(unit, then, then) for then in days)
        return self.placement(unit, day) is not None and same

    # --- who was asked ------------------------------------------------------------------------------------------------

    def was_asked(self, ind: str, period: str) -> set[str]:
        if self.inputs.asked is not None:
            return {r.unit for r in self.inputs.asked if (r.indicator, r.period) == (ind, period)}
        if self.kind(ind).over_units == "ratio" or period not in {r.period for r in self.inputs.figures}:
            return set()
        day = self.last_day(period)
        units = {row.unit for row in self.inputs.units if self.placement(row.unit, day)}
        return {unit for unit in units if not self.children(unit, day)}

    def asked_in(self, ind: str, period: str) -> set[str]:
        return self.was_asked(ind, period).union(*(self.asked_in(ind, part) for part in self.parts(period)))

    def entries(self, ind: str, period: str, b: str | None, above: dict[str, str]) -> list[tuple[str, str]]:
        """(unit asked, status), one for each part."""
        rows = self.rows(ind, period, b, "own").items()
        status = {**{unit: "spoken" if r.value is not None else "n/a" for unit, r in rows}, **above}
        found = [entry for part in self.parts(period) for entry in self.entries(ind, part, b, status)]
        in_parts = {unit for unit, _ in found}
        asked = self.was_asked(ind, period) - in_parts
        return found + [(unit, status.get(unit, "silent")) for unit in asked]

    def occurring(self, ind: str, period: str) -> set[str | None]:
        found = {r.breakdown for r in self.inputs.figures if (r.indicator, r.period) == (ind, period)}
        return found.union(*(self.occurring(ind, part) for part in self.parts(period)))

    def periods(self) -> set[str]:
        found = {r.period for r in self.inputs.figures} | {r.period for r in self.inputs.asked or ()}
        while more := {r.part_of for r in self.inputs.periods if r.period in found and r.part_of} - found:
            found |= more
        return found

    # --- over units ---------------------------------------------------------------------------------------------------

    def total(self, unit: str, ind: str, period: str, b: str | None) -> dict[str, Any] | None:
        """The row, with `finding`; None where nothing was asked or given below."""
        day, kind = self.day(period), self.kind(ind)
        children = self.children(unit, day)
        below = [row for child in children if (row := self.total(child, ind, period, b))]
        own = self.own(unit, ind, period, b, day, frozenset())
        all_entries = [(self.answers_for(u, day), status) for u, status in self.entries(ind, period, b, {})]
        mine = [status for u, status in all_entries if u in self.subtree(unit, day)]
        at_unit = [status for u, status in all_entries if u == unit]
        if b not in (self.occurring(ind, period) or {None}):
            mine = at_unit = []
        claim = self.claim(unit, ind, period, b)
        if not (below or own is not None or mine or claim):
            return None
        usable = claim is not None and self.usable(unit, period, claim[1])
        going_in = [row for row in below if row["got"][0] is not None and kind.over_units != "none"]
        computed = together(kind.over_units, ([own] if own else []) + [row["got"] for row in going_in])
        answered = len([status for status in mine if status != "silent"])
        complete = answered == len(mine) and (not children or len(mine) > len(at_unit))
        row = {"expected": len(mine), "reported": mine.count("spoken"), "not_applicable": mine.count("n/a")}
        row |= {"got": computed, "finding": None, "basis": "computed"}
        if any(part["basis"] in ("claimed", "mixed") for part in going_in):
            row["basis"] = "mixed"
        if claim and usable:
            self.settle(row, claim[0], complete, ind)
        elif claim:
            row["finding"] = (claim[0][0], None)
        if row["got"][0] is None:
            row["basis"] = None
        return row

    def settle(self, row: dict[str, Any], claim: Got, complete: bool, ind: str) -> None:
        said, known = claim[0], row["got"][0]
        assert said is not None
        tiny = F(1, 10**6)
        never_negative = all(r.value is None or r.value >= 0 for r in self.inputs.figures if r.indicator == ind)
        if known is None:
            row |= {"got": claim, "basis": "claimed", "finding": (said, None) if complete else None}
        elif complete:
            row["finding"] = (said, known) if abs(said - known) > tiny else None
        elif self.kind(ind).over_units == "sum" and never_negative and known - said > tiny:
            row["finding"] = (said, known)
        else:
            row |= {"got": claim, "basis": "claimed"}

    # --- ratios -------------------------------------------------------------------------------------------------------

    def ratio(self, unit: str, ind: str, period: str, b: str | None) -> dict[str, Any] | None:
        """Rules 8 and 9, for a placed unit."""
        kind, empty = self.kind(ind), {"expected": 0, "reported": 0, "not_applicable": 0}
        parts = [self.total(unit, name, period, b) for name in (kind.numerator, kind.denominator)]
        here = set(self.subtree(unit, self.day(period)))
        asked = {self.answers_for(name, self.day(period)) for name in self.asked_in(ind, period)} & here
        shown = b in (self.occurring(ind, period) or {None})
        whole, own = (self.rows(ind, period, b, scope).get(unit) for scope in ("whole", "own"))
        row: dict[str, Any] = {"got": (None, None, False), "basis": None, "finding": None}
        if whole and not self.usable(unit, period, [self.last_day(period)]):
            row["unused"], whole = (F(whole.value), None), None
        given = whole or own
        if not (any(parts) or given or (asked and shown)):
            return row if "unused" in row else None
        counts = sorted(parts, key=lambda part: F(answered(part), (part or empty)["expected"] or 1))[0] or empty
        row |= {name: counts[name] for name in empty}
        above, below = ((part or {"got": (None,)})["got"] for part in parts)
        if above[0] is not None and below[0]:
            value = rounded(F(1 if kind.factor is None else kind.factor) * above[0] / below[0])
            row["got"] = value, "about" if above[1] or below[1] else None, above[2] or below[2]
            row["basis"] = "computed" if all(part and part["basis"] == "computed" for part in parts) else "mixed"
            if given and given.value is not None:
                row["finding"] = (F(given.value), value)
        elif given:
            row["got"] = None if given.value is None else F(given.value), given.qualifier, False
            row["basis"] = None if given.value is None else "claimed"
        return row


def answered(part: dict[str, Any] | None) -> int:
    """Entries that are not silent."""
    return part["reported"] + part["not_applicable"] if part else 0


def as_decimal(value: F | None) -> Decimal | None:
    """Exact: all values have at most 6 places."""
    return None if value is None else Decimal(value.numerator * (10**6 // value.denominator)).scaleb(-6)
