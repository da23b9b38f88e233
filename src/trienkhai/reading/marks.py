"""What reading a report gives: plain frozen records, each pointing at its place in the text as it was handed in."""

from __future__ import annotations

from dataclasses import dataclass


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
class Figure:
    """A quantity the report states; `of` belongs to a ratio, `to` to a range; money in đồng unless the span differs."""

    start: int
    end: int
    text: str
    value: int | float
    kind: str  # count, percent, money, ratio, measure
    unit: str | None
    qualifier: str | None  # at_least, about, at_most
    of: int | float | None = None
    to: int | float | None = None
    sentence: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Total:
    """A figure that the text itself breaks into parts; indices count in `Reading.figures`."""

    total: int
    parts: tuple[int, ...]
    holds: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an officer should look at; `code` is a short ASCII word, `message` Vietnamese."""

    start: int
    end: int
    text: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything found in one text, each list in the order of the text."""

    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]
    figures: tuple[Figure, ...]
    totals: tuple[Total, ...]
    findings: tuple[Finding, ...]
