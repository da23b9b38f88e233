"""What reading a report gives: plain frozen records, each pointing at its place in the text as it was handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from trienkhai.reading.messages import TEMPLATES

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the report and what stands under it, up to the next heading of its level or a higher one."""

    start: int
    end: int
    heading: str
    level: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A mention of an identifiable official document; `number` without leading zeros, `date` an ISO day as written."""

    start: int
    end: int
    text: str
    type: str | None
    number: str | None
    symbol: str | None
    date: str | None
    issuer: str | None
    form: str  # full, numbered, named
    key: str | None


@dataclass(frozen=True, slots=True)
class Period:
    """The time that the text states for a figure: its words, and the first and last day (ISO) where they say so."""

    text: str
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity the report states; `of` belongs to a ratio, `to` to a range; money in đồng unless the span differs.

    `period` and `scope` are what the text states for it, else None. `basis` is `cumulative` (`lũy kế`, `từ đầu năm đến
    nay`) or `comparison` (`so với cùng kỳ`: a difference, or the figure of the other period), else None.
    """

    start: int
    end: int
    text: str
    value: int | float
    kind: str  # count, percent, money, ratio, measure
    unit: str | None
    qualifier: str | None  # at_least, about, at_most
    of: int | float | None = None
    to: int | float | None = None
    sentence: Span = (0, 0)
    period: Period | None = None
    scope: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """A figure that the text itself breaks into parts; indices count in `Reading.figures`."""

    total: int
    parts: tuple[int, ...]
    holds: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an officer should look at; `code` is a key of TEMPLATES, `others` the places it contradicts."""

    start: int
    end: int
    text: str
    code: str
    values: Mapping[str, str] = field(default_factory=dict)
    others: tuple[Span, ...] = ()

    @property
    def message(self) -> str:
        """The Vietnamese sentence."""
        return TEMPLATES[self.code].format(**self.values)


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything found in one text, each list in the order of the text."""

    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]
    figures: tuple[Figure, ...]
    totals: tuple[Total, ...]
    findings: tuple[Finding, ...]


def finding(at: Citation | Figure, code: str, *others: Citation | Figure, **values: str) -> Finding:
    """A finding at a mark, which contradicts `others`."""
    return Finding(at.start, at.end, at.text, code, values, tuple((o.start, o.end) for o in others))
