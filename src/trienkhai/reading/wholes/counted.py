"""The figures of a text with what the rules for sums ask about each, found out once however many lists it is in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property

from trienkhai.reading.figures import Quantity
from trienkhai.reading.lexicon import EDGE_LEFT, EDGE_RIGHT, any_of, shortest, table, words
from trienkhai.reading.numbers import NUMBER, value_of
from trienkhai.reading.scanning import lowered
from trienkhai.reading.wholes.ends import Ends

ITEM = re.compile(r"[;,\n]|[ ]và[ ]|[ ]còn[ ]lại[ ]")  # parts one item of a list from the next
_SENTENCE, _BREAK = re.compile(r"\n|[.!?](?=[ ]|$)"), re.compile(r"[;\n]")
_BESIDE_REACH, _GAP_REACH = 26, 1500


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between a figure and the one before: brackets opened less those closed, words that open a list."""

    depth: int
    sentences: int
    opens: bool
    breaks: bool
    opens_last: bool  # behind the last break


@dataclass(frozen=True, slots=True)
class Loose:
    """A number in the text that is no figure."""

    start: int
    end: int
    amount: int | float | None


class Counted:
    """The figures of a view, by index."""

    def __init__(self, text: str, found: Sequence[Quantity]) -> None:
        self.text, self.found = text, found
        self.low = lowered(text)
        self.starts = [q.start for q in found]
        self.families = ["count" if q.kind == "ratio" else q.kind for q in found]  # a ratio counts by its value
        self.value = cache(self._value)
        self.head = cache(self._head)
        self.gap = cache(self._gap)
        self.loose = cache(self._loose)
        self.parted = cache(self._parted)
        self.stands_beside = cache(self._stands_beside)

    @cached_property
    def ends(self) -> Ends:
        """Where sentences, brackets and lists of lines end."""
        return Ends(self.text)

    def behind(self, index: int) -> int:
        """Where the figure ends with the noun behind it."""
        quantity = self.found[index]
        return quantity.unit[1] if quantity.unit and quantity.unit[0] >= quantity.end else quantity.end

    def _value(self, index: int) -> Decimal:
        """What the figure adds to a sum."""
        return Decimal(str(self.found[index].value))

    def _head(self, index: int) -> str:
        """The first word of the noun behind the number; of money nothing (`đồng` is part of the figure)."""
        quantity = self.found[index]
        if quantity.kind == "money" or not quantity.unit or quantity.unit[0] < quantity.start:
            return ""
        return self.low[slice(*quantity.unit)].split(maxsplit=1)[0].strip(",;")

    def _gap(self, index: int) -> Gap:
        between = self.low[self.found[index - 1].end : self.starts[index]]
        last = _BREAK.split(between)[-1]
        opens = opens_list(between)
        return Gap(
            between.count("(") - between.count(")"),
            len(_SENTENCE.findall(between)),
            opens,
            len(last) < len(between),
            opens and opens_list(last),
        )

    def _parted(self, begin: int, index: int) -> bool:
        """Whether a mark between items stands from `begin` to the figure."""
        return ITEM.search(self.low, begin, self.starts[index]) is not None

    def _loose(self, index: int) -> list[Loose]:
        """The numbers between a figure and the one before; `index` may be one past the last figure."""
        begin = self.found[index - 1].end
        end = self.starts[index] if index < len(self.starts) else begin + _GAP_REACH
        found = NUMBER.finditer(self.text, begin, end)
        return [Loose(n.start(), n.end("digits"), value_of(n["digits"])) for n in found]

    def _stands_beside(self, index: int) -> bool:
        """`tăng 12 lớp`, `mỗi lớp 30 học viên`: no part of anything. A range is none either."""
        quantity = self.found[index]
        if quantity.to is not None:
            return True
        before = self.low[max(0, quantity.start - _BESIDE_REACH) : quantity.start]
        found = _beside().search(before) if any(map(before.__contains__, _beside_words())) else None
        if not found or self._is_grade(index, found["word"]):
            return False
        return bool(self.head(index)) or found.group().strip() not in table("wholes")["bare_labels"]

    def _is_grade(self, index: int, word: str) -> bool:
        """`đạt 14/18 chỉ tiêu: vượt 5, đạt 9`: one grade beside another, and no comparison."""
        if word != "vượt":
            return False
        later = self.low[self.behind(index) : self.starts[index + 1]] if index + 1 < len(self.starts) else ""
        if _GRADE_AFTER.fullmatch(later) and self.families[index + 1] == self.families[index]:
            return True
        earlier = self.low[self.behind(index - 1) : self.starts[index]] if index else ""
        same = earlier and self.families[index - 1] == self.families[index]
        return bool(same and _GRADE_BEFORE.fullmatch(earlier) and self.low.endswith("đạt ", 0, self.starts[index - 1]))


_GRADE_AFTER = re.compile(r"[ ]?[,;]?(?:[ ]và)?[ ](?:(?:chưa|không)[ ])?đạt[ ]")  # vượt 5, đạt 9
_GRADE_BEFORE = re.compile(r"[ ]?[,;]?(?:[ ]và)?[ ]vượt[ ]")  # đạt 9 chỉ tiêu và vượt 5


@cache
def _opening_words() -> tuple[re.Pattern[str], tuple[str, ...]]:
    entries = [*table("wholes")["complete"], *table("wholes")["open"]]
    return words(entries, 0), shortest(entries)


def opens_list(low: str) -> bool:
    """Whether a word such as `gồm`, `trong đó` stands in a stretch of small letters."""
    pattern, stems = _opening_words()
    return any(map(low.__contains__, stems)) and bool(pattern.search(low))


def may_open_list(low: str) -> bool:
    """A quick look: False where no such word can stand in the stretch."""
    return any(map(low.__contains__, _opening_words()[1]))


@cache
def _beside() -> re.Pattern[str]:
    between = r"(?:[ ](?:thêm|được|có|là|lên|xuống|hơn|trên|gần|khoảng|người|lớp|xã))?[ ]?$"
    return re.compile(rf"{EDGE_LEFT}(?P<word>{any_of(table('wholes')['beside'])}){EDGE_RIGHT}{between}")


@cache
def _beside_words() -> tuple[str, ...]:
    return shortest(table("wholes")["beside"])
