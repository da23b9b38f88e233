"""Which period, scope and basis the text states for each figure.

The rules, for times and places alike:

1. An expression right behind a figure, in its clause, is said of it: `5,2% năm 2021`, `12 lớp (năm 2024)`, `5 lớp tại
   xã An Hòa`. Further behind (more than three words), or a stage of years (`đạt chuẩn giai đoạn 2021-2025`), it
   counts only where no other stands before the figure.
2. Else the nearest expression before it in the sentence: `Năm 2025, xã mở 12 lớp, cấp 300 thẻ`. One in brackets holds
   inside them; a label (`xã An Hòa 7 căn`) for its own figure; the first of a pair (`từ 5,2% năm 2021 xuống 1,1%`) not
   for the second.
3. Else one that closes the clause or sentence: `Cấp 300 thẻ, mở 4 lớp trong quý I/2026`.
4. Else the one in the line with a colon above a list.
5. In a table the head of the column, and the name in the column of places.

The title, numbered headings and the sentences before say nothing of a figure. `so với năm 2024` never gives a period:
it makes a figure that says by how much (`tăng 12,5%`, `bằng 105%`) a comparison. The figure of the other period
(`cùng kỳ năm trước 820 hồ sơ`) is one too. `lũy kế`, `từ đầu năm đến nay` make cumulative.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from trienkhai.reading.figures import Quantity
from trienkhai.reading.lexicon import any_of, table
from trienkhai.reading.periods import Time, small_letters, times
from trienkhai.reading.scopes import Scope, scopes
from trienkhai.reading.stretches import lists, stretches
from trienkhai.reading.tables import tables

Span = tuple[int, int]
Placed = TypeVar("Placed", Time, Scope)


@dataclass(frozen=True, slots=True)
class Stated:
    """What the text says of one figure; `scope` is a span of the view."""

    time: Time | None = None
    scope: Span | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """An expression that may govern figures: what it is, the bracket it stands in (-1 for none), how far it reaches."""

    of: Time | Scope
    bracket: int
    leads: bool = True
    trails: bool = True
    local: bool = False
    opens: bool = True  # at the head of its clause: then it holds across a semicolon

    @property
    def start(self) -> int:
        """Where the expression begins."""
        return self.of.start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.of.end


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with the words of its unit behind it."""

    start: int
    until: int
    bracket: int


def stated(text: str, figures: Sequence[Quantity], sentences: Sequence[Span], cited: Sequence[Span]) -> list[Stated]:
    """For each figure what the text states; `sentences`: the sentence of each, `cited`: spans of citations."""
    if not figures:
        return []
    small = small_letters(text)
    parts = stretches(small, sentences)
    found = _outside(times(small, parts), cited)
    timed = [_time_event(small, t) for t in found if t.role != "compared"]
    placed = [_scope_event(small, s) for s in _outside(scopes(text, small, {f.start for f in figures}, parts), cited)]
    compared = [t for t in found if t.role == "compared"]
    timed = sorted(timed + [_other(small, t) for t in compared if _IN_BRACKETS.match(small, t.end)], key=_start)
    counted = [_counted(small, f) for f in figures]
    when = _governed(small, counted, sentences, timed)
    where = _governed(small, counted, sentences, placed)
    columns = dict(_of_tables(text, small, figures, timed))
    differences = _differences(small, counted, sentences, compared)
    differences |= {i for i, f in enumerate(figures) if _is_times(small, f, counted[i]) or _than(small, counted[i])}
    return [_one(when[i], where[i], columns.get(f.start), i in differences) for i, f in enumerate(figures)]


def _is_times(small: str, figure: Quantity, counted: Counted) -> bool:
    """`gấp 1,5 lần` always compares."""
    return figure.kind == "measure" and small[counted.until - 4 : counted.until] == " lần" and _grown(small, counted)


_THAN = re.compile(  # nhiều hơn kế hoạch 58 đơn vị
    r"(?:nhiều|ít|cao|thấp|lớn|nhỏ)[ ]hơn[ ](?:so[ ]với[ ])?[^\W\d_]+(?:[ ][^\W\d_]+){0,4}[ ](?:là[ ])?$"
)


def _than(small: str, counted: Counted) -> bool:
    """`nhiều hơn kế hoạch 58 đơn vị`: by how much it differs, from whatever."""
    return _THAN.search(small, max(0, counted.start - 44), counted.start) is not None


def _start(event: Event) -> int:
    return event.start


def _one(when: Event | None, where: Event | None, column: Stated | None, differs: bool) -> Stated:
    time = when.of if when and isinstance(when.of, Time) else None
    scope = where.of if where and isinstance(where.of, Scope) else None
    basis = "cumulative" if time and time.cumulative else None
    if differs or (time and time.role in ("earlier", "compared")):
        basis = "comparison"
    place = (scope.start, scope.end) if scope and scope.role != "none" else None
    if column:
        return Stated(column.time or time, column.scope or place, basis)
    return Stated(time, place, basis)


def _outside(found: Sequence[Placed], cited: Sequence[Span]) -> list[Placed]:
    """Those that are no part of a citation."""
    out, pointer = [], 0
    for one in found:
        while pointer < len(cited) and cited[pointer][1] <= one.start:
            pointer += 1
        if pointer == len(cited) or cited[pointer][0] >= one.end:
            out.append(one)
    return out


def _bracket(text: str, position: int) -> int:
    """Where the bracket around a position opens, within 300 characters; -1 for none."""
    reach = max(0, position - 300)
    opening = text.rfind("(", reach, position)
    return opening if opening >= 0 and text.rfind(")", opening, position) < 0 else -1


_OPENS = re.compile(
    r"(?:^|[\n.;:,(!?…-][ ]?|\d[.)][ ])(?:(?:trong|riêng|tại|ở|vào|tính|và|còn|cũng|chỉ|trên|hiện|nay)[ ]){0,2}$"
)


def _opens(small: str, start: int) -> bool:
    return bool(_OPENS.search(small, max(0, start - 24), start))


def _time_event(small: str, time: Time) -> Event:
    bracket = _bracket(small, time.start)
    trails = time.role in ("governs", "sum", "behind")
    local = time.role == "earlier" and bracket < 0
    return Event(time, bracket, time.role != "behind", trails, local, _opens(small, time.start))


_IN_BRACKETS = re.compile(r"[ ]\((?:là[ ]|đạt[ ]|có[ ])?\d")


def _other(small: str, time: Time) -> Event:
    """`so với năm 2024 (12 lớp)`: what stands in the brackets is the figure of that year."""
    return Event(time, time.end + 1, True, False)


def _scope_event(small: str, scope: Scope) -> Event:
    leads, trails = scope.role != "behind", scope.role not in ("label", "none")
    local = scope.role in ("label", "none")
    opens = scope.role == "whole" or _opens(small, scope.start)
    return Event(scope, _bracket(small, scope.start), leads, trails, local, opens)


def _counted(small: str, figure: Quantity) -> Counted:
    until = max(figure.end, figure.unit[1] if figure.unit and figure.unit[0] >= figure.end else 0)
    return Counted(figure.start, until, _bracket(small, figure.start))


def _governed(
    small: str, counted: Sequence[Counted], sentences: Sequence[Span], events: Sequence[Event]
) -> list[Event | None]:
    """For each figure the expression that governs it."""
    out: list[Event | None] = []
    regions = list(_lists(small, events)) if events else []
    at = first = region = 0
    for i, figure in enumerate(counted):
        while first < len(events) and events[first].end <= sentences[i][0]:
            first += 1
        while at < len(events) and events[at].start < figure.until:
            at += 1
        near = counted[i + 1 : i + 6]
        here = _of_sentence(small, figure, events[max(first, at - 12) : at], events[at : at + 1], sentences[i], near)
        while region < len(regions) and regions[region][1] <= figure.start:
            region += 1
        if here is None and region < len(regions) and regions[region][0] <= figure.start:
            here = regions[region][2]
        out.append(here)
    return out


_REACH = 2000
_DIGIT = re.compile(r"\d")
_PAIR = re.compile(r"[ ](?:lên|xuống|còn|sang|thành)(?![^\W_])")
_VALUE_BEFORE = re.compile(r"\d[^.;\n]{0,50}$")
_LOCAL_END = re.compile(r"[,;)\n]")


def _of_sentence(
    small: str, figure: Counted, before: Sequence[Event], after: Sequence[Event], around: Span, near: Sequence[Counted]
) -> Event | None:
    begin, end = around
    behind = after[0] if after and after[0].start < end else None
    right = _right_behind(small, figure, behind, near[0].start if near else len(small)) if behind else 0
    if behind and right == 2:
        return behind
    for event in reversed(before):
        if event.leads and event.start < figure.start and _reaches(small, event, figure, begin):
            return event
    return behind if behind and (right or _closes(small, figure, behind, near)) else None


def _crosses(small: str, event: Event, figure: Counted, begin: int) -> bool:
    """Whether no semicolon parts them, or it has a figure of its own and none before it: `vụ mùa 5 tấn; vải 2`."""
    own, semicolon, _ = small[event.end : figure.start].partition(";")
    return not semicolon or (_has_digit(own) and not _has_digit(small[max(begin, event.start - 200) : event.start]))


def _has_digit(text: str) -> bool:
    return _DIGIT.search(text) is not None


def _reaches(small: str, event: Event, figure: Counted, begin: int) -> bool:
    if event.bracket not in (-1, figure.bracket):
        return False
    if event.local and _LOCAL_END.search(small, event.end, figure.start):
        return False
    if figure.start - event.end > _REACH or not (event.opens or _crosses(small, event, figure, begin)):
        return False
    paired = _PAIR.match(small, event.end)  # từ 5,2% năm 2021 xuống 1,1%
    return not (paired and _VALUE_BEFORE.search(small, max(0, event.start - 60), event.start))


def _right_behind(small: str, figure: Counted, event: Event, following: int) -> int:
    """2: said of this figure whatever stands before it; 1: only where nothing does; 0: not at all."""
    between = small[figure.until : min(event.start, figure.until + 90)]
    if not event.trails or event.start > following or len(between) > 80:
        return 0
    if between.strip() == "(":
        return 2 if small[event.end : event.end + 1] == ")" else 0
    if re.search(r"[,;:.()\n]", between) or re.search(r"[ ](?:và|còn|nhưng)[ ]$", between):
        return 0
    if isinstance(event.of, Time) and event.of.role == "behind":
        return 2 if not between.strip() else 0
    stage = small.startswith(("giai", "nhiệm", "niên"), event.start)
    return 1 if stage or len(between.split()) > 3 else 2


def _closes(small: str, figure: Counted, event: Event, near: Sequence[Counted]) -> bool:
    """Whether an expression stands at the end of the clause for all that was counted in it."""
    if not event.trails or not event.leads or event.bracket >= 0 or figure.bracket >= 0:
        return False
    if isinstance(event.of, Scope) and event.of.role != "whole":
        return False
    last = next((other for other in reversed(near) if other.until <= event.start), figure)
    if event.start - figure.until > 200 or re.search(r"[,;:()\n]", small[last.until : event.start]):
        return False
    between = small[figure.until : event.start]
    if re.search(r"[;:\n]|[ ](?:từ|và)[ ][^,]*\d[^,]*$", between):
        return False
    return bool(re.match(r"[ ]?(?:[.,;)\n]|$)", small[event.end : event.end + 2]))


def _lists(small: str, events: Sequence[Event]) -> Iterator[tuple[int, int, Event]]:
    """The lists under a line with a colon that holds an expression: where they begin and end, and which it is."""
    at = 0
    for (begin, end), items in lists(small):
        last = None
        while at < len(events) and events[at].start < end:
            last = events[at] if events[at].start >= begin and events[at].bracket < 0 else last
            at += 1
        if last and last.leads and not last.local:
            yield *items, last


@cache
def _grows() -> re.Pattern[str]:
    """`tăng`, `cao hơn` right before a number, or a word or two before it."""
    return re.compile(rf"(?:^|[^\w])(?:{any_of(table('periods')['growth'])})(?:[ ][^\W\d_]+){{0,2}}[ ]$")


@cache
def _equals() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[^\w])(?:{any_of(table('periods')['equal'])})[ ]$")


_JOINED = re.compile(r"(?:[ ]và[ ]|[ ]\(|[ ](?:và[ ])?(?:tương ứng|tức|hay)[ ])$")  # tăng 2 lớp và 46 học sinh
_FRONTED = re.compile(r"(?:^|[\n.;:,(][ ]?|[-+*•][ ])so(?:[ ]với)?[^,.;]{0,20}$")  # So với năm 2024, số lớp tăng 3
_SHARED = re.compile(r"[^,;.:()\d]{0,20}\([-+]?$|(?:[ ][^\W\d_]+)?(?:,|[ ]và)[ ]$")  # giảm 47 vụ (-6,2%), 3 ca
_NEAR = 7


def _differences(
    small: str, counted: Sequence[Counted], sentences: Sequence[Span], compared: Sequence[Time]
) -> set[int]:
    """Indices of the figures that say by how much something differs from another period."""
    out: set[int] = set()
    at = 0
    for time in compared:
        while at < len(counted) and counted[at].until <= time.start:
            at += 1
        out.update(_before_it(small, counted, at, time))
        if at < len(counted) and small[time.end : counted[at].start] == " " and _GREATER.search(small, 0, time.start):
            out.add(at)  # thấp hơn cùng kỳ 2,1 m
        if _FRONTED.search(small, max(0, time.start - 40), time.start) or small.startswith(
            (" (tăng", " (giảm"), time.end
        ):
            for i in range(at, min(len(counted), at + _NEAR)):
                shared = i - 1 in out and _SHARED.match(small, counted[i - 1].until, counted[i].start)
                if sentences[i][0] <= time.start and (shared or _grown(small, counted[i])):
                    out.add(i)
    return out


_GREATER = re.compile(r"(?:tăng|giảm|hơn|vượt|kém)[ ](?:so[ ](?:với[ ])?)?$")


def _grown(small: str, figure: Counted) -> bool:
    return bool(_grows().search(small, max(0, figure.start - 30), figure.start))


def _before_it(small: str, counted: Sequence[Counted], at: int, time: Time) -> Iterator[int]:
    """`tăng 2 lớp và 46 học sinh so với`: back to the last figure that is no difference, in the same clause."""
    waiting: list[int] = []
    for i in range(at - 1, max(-1, at - _NEAR), -1):
        figure = counted[i]
        if figure.start < time.start - 300 or re.search(r"[.;\n](?!\d)", small[figure.until : time.start]):
            return
        waiting.append(i)
        if _grown(small, figure) or (i == at - 1 and _equals().search(small, max(0, figure.start - 8), figure.start)):
            yield from waiting
            waiting = []
        elif not (i and _JOINED.search(small, max(counted[i - 1].until, figure.start - 14), figure.start)):
            return


_PLACES = re.compile(r"[ ]*(?:tên[ ])?(?:đơn[ ]vị(?![ ]tính)|địa[ ]phương|xã|phường|thôn|huyện|trường|địa[ ]bàn)")
_NO_PLACE = re.compile(
    r"[ ]*(?:tổng|cộng|trạm|trường|phòng|ban|trung[ ]tâm|chi[ ]cục|hội|đoàn|bệnh[ ]viện|[ivx\d.]*[ ]*$)"
)


def _of_tables(
    text: str, small: str, figures: Sequence[Quantity], timed: Sequence[Event]
) -> Iterator[tuple[int, Stated]]:
    """For the bare number of a cell the time in the head of its column, the name in the column of places."""
    starts = {f.start for f in figures} if "\t" in text else set()
    for rows in tables(text) if starts else ():
        head = rows[0]
        heads = [_first_in(timed, a, b) for a, b in head]
        names = next((c for c, (a, b) in enumerate(head) if _PLACES.match(small, a, b)), None)
        for row in rows[1:]:
            name = _name_of(small, row[names]) if names is not None and names < len(row) else None
            for column, (a, b) in enumerate(row):
                start = b - len(text[a:b].lstrip())
                if start in starts:
                    same = len(row) == len(head)
                    yield start, Stated(heads[column] if same else None, name)


def _first_in(timed: Sequence[Event], start: int, end: int) -> Time | None:
    at = bisect_left(timed, start, key=_start)
    event = timed[at] if at < len(timed) and timed[at].start < end else None
    return event.of if event and isinstance(event.of, Time) else None


def _name_of(small: str, cell: Span) -> Span | None:
    words = small[cell[0] : cell[1]]
    start = cell[1] - len(words.lstrip())
    if not words.strip() or _NO_PLACE.match(words) or not re.search(r"[^\W\d_]", words):
        return None
    return start, start + len(words.strip())
