"""Where a figure stands: the words near it and farther off, its heading, its row and column in a table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from .grid import Grid
from .words import FIGURE, Term, Words, content, folded, is_word, key, words_of

# How much a word says by where it stands; the nearest place of a term counts.
NEAR_AFTER, FAR_AFTER, BEYOND_COMMA = 1.0, 0.75, 0.35
NEAR_BEFORE, FAR_BEFORE, FARTHEST_BEFORE = 0.9, 0.7, 0.5
COMMA_BEFORE, OF_THE_FIGURE_BEFORE, EARLIER = 0.6, 0.3, 0.2
LABEL, COLUMN, LEAD, HEADING = 0.9, 0.9, 0.35, 0.25
NOUN_BEHIND = 0.7
OVER_A_WORD = 0.6  # `người đến học` for `người học`
MOST_AFTER, MOST_BEFORE, MOST_EARLIER, MOST_HEADING = 16, 24, 24, 16

MOST, WITHIN = key("nhất"), key("trong")
NO_MOST_AFTER = {(key(word),) for word in ("thứ", "thống", "duy", "giải", "hợp", "đồng")}  # thứ nhất, thống nhất
NO_MOST_BEFORE = {(key(word),) for word in ("trí", "là", "định")}  # nhất trí, nhất là

# Heads of columns that do not say what is counted.
NAMELESS = (
    "số lượng",
    "kết quả",
    "số liệu",
    "thực hiện",
    "kết quả thực hiện",
    "tổng số",
    "tổng cộng",
    "ghi chú",
    "đvt",
)

Span = tuple[int, int]


@dataclass
class Place:
    """One figure among its words. `near_*` are the words that belong to it alone, in the order of the text."""

    index: int
    figure: Mapping[str, Any]
    unit: tuple[str, ...] = ()
    near_after: tuple[str, ...] = ()
    near_before: tuple[str, ...] = ()
    before: tuple[str, ...] = ()  # back to the figure before or a semicolon
    beyond: tuple[str, ...] = ()  # behind the next comma
    label: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    zones: dict[Term, tuple[float, str]] = field(default_factory=dict)
    clause: Span = (0, 0)  # what speaks of this figure alone
    led: Span = (0, 0)  # from the beginning of the sentence, or of the row of a table
    headings: tuple[str, ...] = ()  # innermost first
    column_head: str = ""
    row_head: str = ""
    total: int | None = None  # the figure of which this one is a part
    clause_alone: bool = False  # no other figure stands in `before`
    heading_keys: tuple[str, ...] = ()

    @cached_property
    def of_the_most(self) -> bool:
        """Whether the words speak of the largest or smallest of several; `ít nhất 12 lớp` is a bound."""
        near = self.near_before
        said = (*self.before, *self.label, ".", *self.beyond)
        if self.figure.get("qualifier") and near[-1:] == (MOST,):
            said = said[: len(self.before) - 1]
        return any(
            word == MOST and said[i - 1 : i] not in NO_MOST_AFTER and said[i + 1 : i + 2] not in NO_MOST_BEFORE
            for i, word in enumerate(said)
        )

    @cached_property
    def phrase(self) -> str:
        """What is remembered of it when somebody decides: a few words without marks, never the sentence."""
        unit = folded(self.unit, 4) or self.figure["kind"]
        after = [word for word in self.near_after[len(self.unit) :] if is_word(word)]
        before = [word for word in reversed(self.before or self.label) if is_word(word)]
        heading = [word for word in self.heading_keys if is_word(word) and len(word) > 1]
        nearest = folded(reversed(before[:3]), 3)
        return "|".join((unit[:50], nearest[:50], folded(after, 3)[:40], folded(heading, 4)[:50]))


def places_of(reading: Mapping[str, Any], text: str) -> list[Place]:
    """One for each figure, in order. `reading`: as reading.to_json gives it."""
    return _Surveyor(reading, text).places()


class _Surveyor:
    """Walks over the words of one report."""

    def __init__(self, reading: Mapping[str, Any], text: str) -> None:
        self.text = text
        self.figures: Sequence[Mapping[str, Any]] = reading["figures"]
        self.words: Words = words_of(text)
        self.grid = Grid(text)
        self.sections = _Sections(reading.get("sections", ()))
        self.at = [self.words.between(figure["start"], figure["end"]) for figure in self.figures]
        self.owner = {i: n for n, span in enumerate(self.at) for i in span}
        self.units = [self.keys((figure.get("unit") or "").partition(",")[0]) for figure in self.figures]
        self.nameless = {self.keys(head) for head in NAMELESS}
        self.parts: dict[int, int] = {}
        for total in reading.get("totals", ()):
            self.parts |= dict.fromkeys(total["parts"], total["total"])
        self._parts_by_row()

    def _parts_by_row(self) -> None:
        """A cell beside parts of totals is a part of something, too: `Thôn Đông | 9 | 60`."""
        rows = [self.grid.row(figure["start"]) for figure in self.figures]
        named = {row.start: self.parts[n] for n, row in enumerate(rows) if row is not None and n in self.parts}
        for n, row in enumerate(rows):
            if row is not None and row.start in named:
                self.parts.setdefault(n, named[row.start])

    def keys(self, text: str) -> tuple[str, ...]:
        return content(text, plain=self.words.plain)

    def places(self) -> list[Place]:
        return [self.place(n) for n in range(len(self.figures))]

    def place(self, n: int) -> Place:
        figure = self.figures[n]
        place = Place(n, figure, self.units[n], total=self.parts.get(n))
        start, end = figure["sentence"]
        row = self.grid.row(figure["start"])
        if row is not None:
            start, end = max(start, row.start), min(end, row.end)
        self._after(place, end)
        self._before(place, start)
        if row is not None:
            self._in_table(place)
        place.led = (start, end)
        place.headings = self.sections.over(figure["start"])
        lead = self.grid.lead(figure["start"])
        place.heading_keys = self.keys(place.headings[0] if place.headings else lead)
        self._pairs(place, self.keys(lead), LEAD, "lead")
        for heading in place.headings[:2]:
            self._pairs(place, self.keys(heading)[:MOST_HEADING], HEADING, "heading")
        return place

    def _after(self, place: Place, end: int) -> None:
        """Up to the next figure or the end of the clause."""
        near: list[str] = []
        beyond: list[str] = []
        weight, run, previous, skipped = NEAR_AFTER, 0, "", ""
        stop = place.figure["end"]
        another = False
        for i in self._from(place.index, end):
            word = self.words.keys[i]
            another = i in self.owner
            if another or word in ";.()\t" or run > MOST_AFTER:
                break
            if word in ",:/":
                weight, previous = BEYOND_COMMA, ""
                continue
            if word == FIGURE:
                previous = ""
                continue
            run += 1
            (near if weight == NEAR_AFTER else beyond).append(word)
            stop = self.words.ends[i] if weight == NEAR_AFTER else stop
            far = min(weight, FAR_AFTER) if run > 5 else weight
            self._add(place, previous, word, far, "after")
            self._add(place, skipped if previous else "", word, far * OVER_A_WORD, "after")
            skipped, previous = previous, word
        place.near_after, place.beyond = tuple(near), () if another and _leads_on(beyond) else tuple(beyond)
        place.clause = (place.clause[0], stop)

    def _from(self, n: int, end: int) -> Iterator[int]:
        i = self.at[n].stop
        while i < len(self.words.keys) and self.words.starts[i] < end:
            yield i
            i += 1

    def _before(self, place: Place, start: int) -> None:
        """Back to the figure before, and lightly farther."""
        near: list[str] = []
        before: list[str] = []
        comma, run, following, skipped, alone = 1.0, 0, "", "", True
        i, begun = self.at[place.index].start - 1, place.figure["start"]
        while i >= 0 and self.words.starts[i] >= start and run < MOST_BEFORE:
            word = self.words.keys[i]
            if i in self.owner or word == ";":
                break
            if word in ",()\t:./" or word == FIGURE:
                alone = alone and word in ":./("
                comma *= COMMA_BEFORE if word == "," else 1.0
                following = "" if word in ",;)" else following
            else:
                run += 1
                weight = NEAR_BEFORE if run <= 6 else FAR_BEFORE if run <= 12 else FARTHEST_BEFORE
                if self._is_of_figure_before(i):
                    weight *= OF_THE_FIGURE_BEFORE
                    alone = False
                before.append(word)
                if alone:
                    near.append(word)
                if comma == 1.0:
                    begun = self.words.starts[i]
                self._add(place, word, following, weight * comma, "before")
                self._add(place, word, skipped if following else "", weight * comma * OVER_A_WORD, "before")
                skipped, following = following, word
            i -= 1
        place.near_before, place.before = tuple(reversed(near)), tuple(reversed(before))
        place.clause = (begun, place.clause[1])
        if place.near_after == place.unit:
            for word in near[:6]:  # `người dự: 905 lượt` is of `lượt người dự`
                self._add(place, place.unit[-1] if place.unit else "", word, NOUN_BEHIND, "before")
        place.clause_alone = i < 0 or i not in self.owner
        self._earlier(place, i, start)

    def _is_of_figure_before(self, i: int) -> bool:
        """`lớp` in `12 lớp với 480 lượt`, seen from 480."""
        for back in range(1, 5):
            n = self.owner.get(i - back)
            if n is not None:
                unit, behind = self.units[n], self.at[n].stop
                return back <= len(unit) and tuple(self.words.keys[behind : behind + len(unit)]) == unit
        return False

    def _earlier(self, place: Place, i: int, start: int) -> None:
        following = ""
        for _ in range(MOST_EARLIER):
            if i < 0 or self.words.starts[i] < start:
                return
            word = self.words.keys[i]
            if is_word(word):
                self._add(place, word, following, EARLIER, "earlier")
                following = word
            else:
                following = ""
            i -= 1

    def _in_table(self, place: Place) -> None:
        place.row_head, own, place.column_head = self.grid.heads(place.figure["start"], place.figure["end"])
        if place.unit in self.nameless:
            place.unit = ()
        bare = not any(c.isalpha() for c in own)
        place.label, place.column = self.keys(place.row_head), self.keys(place.column_head)
        if place.unit and place.label[-len(place.unit) :] == place.unit and place.label != place.unit:
            place.label = place.label[: -len(place.unit)]  # the cell of the unit: `Hội nghị | cuộc | 5`
        self._pairs(place, place.label, LABEL if bare else LEAD, "label")
        self._pairs(place, place.column, COLUMN if bare else LEAD, "column")
        if not bare:
            place.label = place.column = ()

    def _pairs(self, place: Place, keys: Sequence[str], weight: float, zone: str) -> None:
        previous = ""
        for word in keys:
            self._add(place, previous, word, weight, zone)
            previous = word

    @staticmethod
    def _add(place: Place, first: str, second: str, weight: float, zone: str) -> None:
        """The pair and both words, each kept where it counts most."""
        for term in ((first, second), (first,), (second,)):
            if all(term) and weight > place.zones.get(term, (0.0, ""))[0]:
                place.zones[term] = (weight, zone)


def _leads_on(words: Sequence[str]) -> bool:
    """`13 lớp, đông nhất là lớp may với 59 người` speaks of 59; `59 người, đông nhất trong 13 lớp` of 59, too."""
    return MOST in words and WITHIN not in words[words.index(MOST) :][:2]


class _Sections:
    """The headings above a place."""

    def __init__(self, sections: Sequence[Mapping[str, Any]]) -> None:
        self._sections = sorted(sections, key=lambda s: s["start"])
        self._starts = [section["start"] for section in self._sections]

    def over(self, place: int) -> tuple[str, ...]:
        """Innermost first."""
        found: list[str] = []
        level = 99
        for n in range(bisect_right(self._starts, place) - 1, max(-1, bisect_right(self._starts, place) - 60), -1):
            section = self._sections[n]
            if section["level"] < level and section["end"] > place:
                found.append(section["heading"])
                level = section["level"]
        return tuple(found)
