"""Signs of documents: `35-NQ/TW`, `30/2020/NĐ-CP`, `67/KH-MTTQ-BTT`, `84 QĐ/TWĐTN`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from trienkhai.reading.lexicon import any_of, table


@cache
def codes() -> dict[str, str]:
    """Type code → type, the first type of the list that uses it."""
    found: dict[str, str] = {}
    for entry in table("types")["type"]:
        for code in entry["codes"]:
            found.setdefault(code, entry["name"])
    return found


@cache
def letters() -> frozenset[str]:
    """The letters of issuers known from signs."""
    return frozenset(table("signs")["party"]) | frozenset(table("signs")["state"])


_SEGMENT = r"(?:[A-ZĐƯ][A-ZĐƯa-zđ&]{0,13}\d{0,3})(?![^\W_])"
_ACRONYM = r"(?:(?:[A-ZĐƯ][a-zđ]{0,2}&?){2,8}\d{0,3}|[A-ZĐƯ]\d{1,3}|TTg|L(?=-CTN)|[A-ZĐƯ]{2,14}[a-z]?\d{0,3})(?![^\W_])"


@cache
def sign_pattern() -> re.Pattern[str]:
    """Matches a whole sign at a position of the view."""
    code = any_of(codes())
    issuer = any_of(letters())
    return re.compile(
        rf"""
        (?P<number>\d{{1,5}}[a-zđ]?)                         # 35, 30a
        (?:
            (?P<join>[ ]?[-/.][ ]?)                           # 35-NQ, 35 - NQ, 1206 /QĐ
            (?P<year>(?:19|20)\d{{2,3}}[ ]?[/-][ ]?)?              # 30/2020/NĐ-CP
          | (?P<lost>[ ]?)(?=(?:{code})(?:{issuer})?[ ]?[-/])  # 84 QĐ/TWĐTN, 12KH/TU: the dash lost
        )
        (?P<symbol>
            {_ACRONYM}
            (?:[ ]?[-/][ ]?{_ACRONYM})?                       # NQ/TW, KH - UBND
            (?:(?:[-/][ ]?|\.){_SEGMENT}){{0,4}}              # -BTT
          | {_ACRONYM}
        )
        """,
        re.X,
    )


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign as an official would write it, and where its mention ends."""

    end: int
    number: str
    symbol: str
    key: str
    type: str | None  # what the letters say
    known: bool  # whether any letters are in the lists


def sign_at(text: str, position: int) -> Sign | None:
    """The sign that begins at `position` of a view, or None."""
    found = sign_pattern().match(text, position)
    if not found:
        return None
    segments = re.split(r"([-/.])", found["symbol"].replace(" ", ""))
    first = segments[0]
    if first not in codes() and first not in letters():
        segments[0:1] = _part(first, after_slash="/" in (found["join"] or ""))
    elif first in codes() and _is_of_party(found, segments):
        segments[1] = "/"
    symbol = "".join(segments)
    kind = codes().get(segments[0])
    known = bool(kind) or any(_is_letters(s) for s in segments)
    if not known and not found["year"]:
        known = False
    year = (found["year"] or "").replace(" ", "").strip("/-")
    join = _join(found, segments, year)
    number = found["number"].lstrip("0") or "0"
    whole = f"{year}/{symbol}" if year else symbol
    padded = number if len(re.sub(r"\D", "", number)) > 1 else "0" + number
    return Sign(
        found.end(),
        number,
        whole,
        f"{padded}{join}{whole}".replace("T.Ư", "TW").replace("TƯ", "TW"),
        _type(kind, year, segments),
        known or bool(year),
    )


def _is_of_party(found: re.Match[str], segments: list[str]) -> bool:
    """`05 - NQ - TW`, for `05-NQ/TW`: the Party writes a slash there."""
    party = table("signs")["party"]
    return (found["join"] or "").strip() == "-" and segments[1:2] == ["-"] and segments[2] in party


def _part(first: str, after_slash: bool) -> list[str]:
    """`TBMTTQ` → `TB`, `-`, `MTTQ`: the inner dash was lost."""
    for code in sorted(codes(), key=len, reverse=True):
        rest = first[len(code) :]
        if first.startswith(code) and rest in letters():
            return [code, "-" if after_slash else "/", rest]
    return [first]


def _is_letters(segment: str) -> bool:
    return segment in letters() or segment.rstrip("0123456789") in letters()


def _join(found: re.Match[str], segments: list[str], year: str) -> str:
    if year:
        return "/"
    written = (found["join"] or "").strip()
    if written in ("-", "/"):
        return written
    return "-" if len(segments) > 2 and segments[1] == "/" else "/"


def _type(kind: str | None, year: str, segments: list[str]) -> str | None:
    if kind == "thông tư" or kind == "thông tri":
        return "thông tư" if year else "thông tri"
    if kind:
        return kind
    return None if year else "công văn" if segments[0] in letters() else None
