"""What a text says of a document, here and at its other mentions: number, sign, type, issuer, day, year, term."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from trienkhai.reading.bodies import body_of, may_be_one
from trienkhai.reading.marks import Citation
from trienkhai.vietnamese import clean

OLDEST = 1930  # no document of these offices is older
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is known of the document that one citation mentions; `borrowed`: its sign stands at another mention."""

    number: str | None
    symbol: str | None
    type: str | None
    type_is_written: bool
    issuer: str | None
    day: date | None
    year: int | None
    term: str | None  # XIII
    years: tuple[int, int] | None  # of a term: 2020, 2025
    borrowed: bool


def real_day(iso: str | None) -> date | None:
    """The day, where it exists and is not older than any document."""
    try:
        day = date.fromisoformat(iso or "")
    except ValueError:
        return None
    return day if day.year >= OLDEST else None


_TERM = re.compile(r"(?:khóa|khoá|nhiệm[ ]kỳ)\s+(?:thứ\s+)?(?P<term>[IVXLC]+|\d{1,2})(?![^\W_])", re.I)
_YEARS = re.compile(r"nhiệm\s+kỳ\s+(?P<first>\d{4})\s*-\s*(?P<last>\d{4})", re.I)
_YEAR = re.compile(r"năm\s+(?P<year>(?:19|20)\d\d)(?!\d)", re.I)
_SIGN_FIRST = re.compile(r"\s*(?:số\b|\d)", re.I)


def _alone(c: Citation) -> Evidence:
    text = clean(c.text)
    term, years, year = _TERM.search(text), _YEARS.search(text), _YEAR.search(text)
    return Evidence(
        c.number,
        c.symbol,
        c.type,
        not _SIGN_FIRST.match(text),
        c.issuer,
        real_day(c.date),
        int(year["year"]) if year and not c.date else None,
        term["term"].upper() if term else None,
        (int(years["first"]), int(years["last"])) if years else None,
        False,
    )


def evidence_of(citations: Sequence[Citation]) -> list[Evidence]:
    """For each citation what it says, filled up from other mentions of one key where these do not contradict."""
    alone = [_alone(c) for c in citations]
    groups: dict[tuple[str, str | None], list[Evidence]] = defaultdict(list)
    for c, known in zip(citations, alone, strict=True):
        if c.key:
            groups[c.key, c.type].append(known)
    together = {key: _together(group) for key, group in groups.items()}
    return [
        _filled(known, together[c.key, c.type]) if c.key else known for c, known in zip(citations, alone, strict=True)
    ]


def _together(group: Sequence[Evidence]) -> Evidence:
    """What all mentions of a key say; of two days, terms or bodies none: then they may be two documents."""
    first = group[0]
    return Evidence(
        first.number,
        _only([one.symbol for one in group]),
        first.type,
        any(one.type_is_written for one in group),
        _one_body([one.issuer for one in group if one.issuer]),
        _only([one.day for one in group]),
        _only([one.year for one in group]),
        _only([one.term for one in group]),
        _only([one.years for one in group]),
        True,
    )


def _only(values: Sequence[_T | None]) -> _T | None:
    """The one value given, None where there are none or two."""
    given = set(values) - {None}
    return next(iter(given)) if len(given) == 1 else None


def _one_body(names: Sequence[str]) -> str | None:
    """The fullest of several names of one body."""
    bodies = [body_of(name) for name in dict.fromkeys(names)]
    agree = all(may_be_one(one, other) for one in bodies for other in bodies)
    return max(names, key=len) if names and agree else None


def _filled(known: Evidence, more: Evidence) -> Evidence:
    return Evidence(
        known.number,
        known.symbol or more.symbol,
        known.type,
        known.type_is_written or more.type_is_written,
        known.issuer or more.issuer,
        known.day or more.day,
        known.year or more.year,
        known.term or more.term,
        known.years or more.years,
        not known.symbol and bool(more.symbol),
    )
