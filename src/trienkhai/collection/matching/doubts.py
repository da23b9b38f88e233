"""Why a figure that fits a cell is not chosen for it: another time or place, a plan, a comparison, a failed check."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from trienkhai.vietnamese import fold

from . import signals
from .places import Place
from .signals import Signal, said
from .targets import Target
from .times import Named, named_in

FARTHEST = 400  # characters before a figure that may speak of it
NEAR_BY = 60  # and of a place named right before it

_DAY = re.compile(r"\D*(\d\d?)/(\d\d?)")  # đến ngày 30/9
_YEAR = re.compile(r"nam 20\d\d")
_LEVELS = ("thanh pho", "thi tran", "tinh", "huyen", "quan", "xa", "phuong", "dac khu")
_OWN_PLACE = re.compile(
    r"^(?:(?:tren|toan|trong|ca|khap|o|tai|pham vi|dia ban|rieng|cua|thuoc|tat ca)\b ?"
    r"|cac (?:thon|ap|ban|buon|lang|xom|to dan pho|khu pho|khoi pho|don vi)\b ?)*"
)
_OFFICE = re.compile(r"^(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|dang uy|dang bo|van phong) ")
_CLOSED = re.compile(r"\([^()]*\)")  # a remark that is over does not govern what follows


@dataclass(frozen=True)
class Frame:
    """What the round is about: its first and last day, and the name of the unit that answers."""

    first: date
    last: date
    unit: str = ""

    @property
    def level(self) -> str:
        """`xa` of «Xã Tân Lộc»; empty where the name does not say."""
        words = f" {fold(self.unit)} "
        return next((level for level in _LEVELS if f" {level} " in words), "")

    def is_own(self, scope: str) -> bool:
        """Whether words of a place mean the unit itself: `toàn xã`, `trên địa bàn xã Tân Lộc`, `đơn vị`."""
        plain = _OFFICE.sub("", _OWN_PLACE.sub("", fold(scope)).partition(",")[0].strip())
        if not plain or plain in ("don vi", "co quan", "dia phuong", "dia ban"):
            return True
        if f" {fold(self.unit).partition(',')[0].strip()}".endswith(f" {plain}"):
            return True
        return bool(self.level) and (plain == self.level or plain in (f"{self.level} nha", f"{self.level} ta"))

    def is_round(self, first: date | None, last: date | None) -> bool:
        """Whether the days are those that the round asks, or of an event within it: `từ ngày 15/7 đến ngày 20/8`."""
        if (first, last) == (self.first, self.last):
            return True
        if first is None or last is None or not self.first <= first <= last <= self.last:
            return False
        return first.day != 1 or (last + timedelta(days=1)).day != 1


class Doubts:
    """Looks for a reason against, the weightiest first."""

    def __init__(self, reading: Mapping[str, Any], text: str, frame: Frame) -> None:
        self._text, self._frame = text, frame
        self._broken = {i for t in reading.get("totals", ()) if not t["holds"] for i in (t["total"], *t["parts"])}
        self._checks = _Checks(reading.get("findings", ()))
        self._plain = text.isascii()
        self._say = lru_cache(maxsize=4096)(said)
        self._bare = lru_cache(maxsize=4096)(fold)

    def of(self, place: Place, target: Target) -> str:
        """`code|words`, or empty."""
        return (
            self._check(place)
            or self._said(place, target)
            or self._by_words(place, target)
            or self._by_time(place)
            or self._by_place(place)
        )

    def _check(self, place: Place) -> str:
        if place.index in self._broken:
            return "total|"
        if code := self._checks.at(place.figure["start"], place.figure["end"]):
            return f"check|{code}"
        return "range|" if place.figure.get("to") is not None else ""

    def _said(self, place: Place, target: Target) -> str:
        """What reading found out about time, place and kind of the figure."""
        figure, frame = place.figure, self._frame
        basis, scope = figure.get("basis"), figure.get("scope")
        period, days = self._period(place)
        if basis == "comparison":
            return f"comparison|{period or ''}"
        if basis == "cumulative" and not frame.is_round(*days) and not target.stock:
            return f"cumulative|{period or ''}"
        if basis and basis not in ("comparison", "cumulative"):
            return f"plan|{period or ''}"
        if scope and not frame.is_own(scope):
            return f"other_scope|{scope}"
        if period and any(days) and not frame.is_round(*days) and not (target.stock and days[1] == frame.last):
            return f"other_period|{period}"
        return ""

    def _period(self, place: Place) -> tuple[str, tuple[date | None, date | None]]:
        """As reading says. The bare year in which the round lies (`năm 2026`) is said of plans and titles: nothing."""
        figure = place.figure
        words = figure.get("period") or ""
        if words and self._is_said_later(place, words):
            words = ""
        first, last = (
            date.fromisoformat(day) if day else None for day in (figure.get("period_from"), figure.get("period_to"))
        )
        if first and last and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            words = "" if _YEAR.fullmatch(fold(words)) and first.year == self._frame.first.year else words
        return words, (first, last)

    def _is_said_later(self, place: Place, words: str) -> bool:
        """`sửa 3 căn, còn 2 căn sẽ bàn giao trong tháng 11`: what is said behind the clause of 3 is not said of it."""
        later = self._text[max(place.clause[1], place.figure["end"]) : place.figure["sentence"][1]][:FARTHEST]
        return said(words) in self._say(later) and said(words) not in self._led(place)

    def _by_words(self, place: Place, target: Target) -> str:
        led = self._led(place)
        before, after = self._clause(place)
        head = self._say(f"{place.row_head} {place.column_head}".strip())
        looked_for = (
            ("plan", signals.AHEAD, led),
            ("plan", signals.PLAN, head),
            ("plan", signals.PLAN, "" if self._find(signals.AS_PLANNED, before) else before),
            ("plan", signals.PLAN_AFTER, after),
            ("comparison", signals.COMPARED_AT_ONCE, led),
            ("comparison", signals.COMPARED, before),
            ("comparison", signals.COMPARED, after),
            ("comparison", signals.DIFFERENCE, before),
            ("cumulative", signals.CUMULATIVE, led),
            ("cumulative", signals.CUMULATIVE, after),
            ("cumulative", signals.TO_THIS_DAY, "" if target.stock else led),
            ("other_period", signals.AT_FIRST, before),
            ("other_period", signals.AT_FIRST, after),
            ("unfinished", signals.UNFINISHED_BEFORE, "" if target.percent else before),
            ("unfinished", signals.UNFINISHED_AFTER, after),
            ("unfinished", signals.WAITING, before),
            ("unfinished", signals.BEGUN, before),
            ("other_scope", signals.SENT_AWAY, head),
            ("other_scope", signals.ELSEWHERE, before),
            ("other_scope", signals.BY_OTHERS, after),
        )
        for code, signal, words in looked_for:
            if words and (found := self._find(signal, words)):
                return f"{code}|{found[0].strip()}"
        heading = next((h for h in place.headings if self._find(signals.TO_DO, self._say(h))), "")
        return f"plan|{heading}" if heading else ""

    def _find(self, signal: Signal, words: str) -> re.Match[str] | None:
        return signal.search(words, plain=self._plain)

    def _by_time(self, place: Place) -> str:
        """The nearest words that name a time decide: column, row, sentence, then headings."""
        period, days = self._period(place)
        if period and any(days):
            return ""
        after = self._clause(place)[1]
        for words in (place.column_head, place.row_head):
            if words and (doubt := self._time(self._say(words), last=False)) is not None:
                return doubt
        for words, last in ((self._led(place), True), (after, False)):
            if (doubt := self._time(words, last=last)) is not None:
                return doubt
        for heading in place.headings:
            if (doubt := self._time(self._say(heading), last=False)) is not None:
                return doubt
        return f"other_period|{period}" if period and not self._is_now(self._say(period)) else ""

    def _is_now(self, words: str) -> bool:
        """Words without a number name the time of the report, `trong quý`, as does a day within the round."""
        if day := _DAY.fullmatch(words):
            with suppress(ValueError):
                return self._frame.first <= date(self._frame.last.year, int(day[2]), int(day[1])) <= self._frame.last
        return self._find(signals.ANOTHER, words) is None

    def _time(self, words: str, *, last: bool) -> str | None:
        """Empty where the words name the round's own time, None where they name none."""
        frame = self._frame
        named = [n for n in named_in(self._bare(words), frame.first.year) if not self._says_nothing(n)]
        if not named:
            return None
        nearest = named[-1:] if last else named
        if any(frame.is_round(n.first, n.last) for n in nearest):
            return ""
        return f"other_period|{words[nearest[0].start : nearest[0].end]}"

    def _says_nothing(self, named: Named) -> bool:
        """`năm 2026` beside a quarter of 2026."""
        return named.year_only and named.first is not None and named.first.year == self._frame.first.year

    def _by_place(self, place: Place) -> str:
        if place.figure.get("scope"):
            return ""
        led = self._led(place)
        wider = signals.WIDER.finditer(led, plain=self._plain)
        wider = [found for found in wider if fold(found["level"]) != self._frame.level]
        own = signals.OWN.finditer(led, plain=self._plain) if wider else []
        if wider and self._frame.level and not (own and own[-1].start() > wider[-1].end()):
            return f"other_scope|{wider[-1][0]}"
        if place.of_the_most:  # the largest of several is one of its parts
            return ""
        start = place.figure["start"]
        part = signals.PART.search(self._text, max(place.clause[0], start - FARTHEST), start)
        part = part or signals.PART_BESIDE.search(self._text, max(place.led[0], start - NEAR_BY), start)
        return f"other_scope|{part['part']}" if part else ""

    def _led(self, place: Place) -> str:
        """The sentence up to the figure."""
        start = max(place.led[0], place.figure["start"] - FARTHEST)
        led = self._say(_CLOSED.sub(" ", self._text[start : place.figure["start"]]))
        if led.startswith(("trong đó", "trong do")):  # goes on with the sentence before
            led = self._say(self._text[max(0, start - FARTHEST // 2) : start].rpartition("\n")[2]) + " " + led
        return led

    def _clause(self, place: Place) -> tuple[str, str]:
        """What speaks of the figure alone, before it and after it."""
        start, end = place.clause
        figure = place.figure
        start = max(start, figure["start"] - FARTHEST)
        after = self._text[figure["end"] : min(max(end, figure["end"]), figure["end"] + FARTHEST)]
        return self._say(self._text[start : figure["start"]]), self._say(after)


class _Checks:
    """The findings of the reading, by place."""

    def __init__(self, findings: Sequence[Mapping[str, Any]]) -> None:
        spans = [(f["start"], f["end"], f["code"]) for f in findings]
        spans += [(start, end, f["code"]) for f in findings for start, end in f.get("others", ())]
        self._spans = sorted(spans)
        self._starts = [span[0] for span in self._spans]

    def at(self, start: int, end: int) -> str:
        """What a check says of a figure; findings point at figures exactly, so neighbours are enough."""
        i = bisect_right(self._starts, end - 1)
        for begun, ended, code in self._spans[max(0, i - 8) : i]:
            if begun < end and start < ended:
                return str(code)
        return ""
