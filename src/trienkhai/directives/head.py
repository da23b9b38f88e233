"""Propose what the register needs from the head of a document's text. Pure.

A proposal only fills in the form; a person reads it against the paper. What is not found stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from trienkhai.vietnamese import Refusal, clean, fold, parse_date

from .catalogue import DocumentType, document_types
from .signs import Sign, parse_sign, types_of

HEAD_LINES, HEAD_LETTERS = 60, 6000
SUMMARY_LINES, SUMMARY_LETTERS = 4, 600

NUMBER = re.compile(
    r"""Số\s*:?\s*                              # Số: 15/KH-UBND   Số 05-CT/TU; inside a line it names another document
        (?P<sign>\d{1,5}\s*[-/]\s*[^\s,;.]+(?:\s*[-/]\s*[^\s,;.]+)*)
    """,
    re.VERBOSE,
)
DAY = re.compile(r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}", re.IGNORECASE)
ABOUT = re.compile(r"^V/v\s*:?\s*(?P<about>.+)", re.IGNORECASE)  # V/v chuẩn bị phòng học
NOT_ISSUER = re.compile(r"cong hoa xa hoi|dang cong san|doc lap|tu do|hanh phuc")
RULE = re.compile(r"^[\W_]*$")  # a line of *, - or _
BODY = re.compile(
    r"""^(?: căn\ cứ | kính\ gửi | thực\ hiện | để\ | nhằm\ | [IVX]+\s*[.-] | \d+\s*[.)] | điều\ \d )""",
    re.VERBOSE | re.IGNORECASE,
)
PLACE = re.compile(r"\b(tỉnh ủy|thành ủy|đảng ủy|tỉnh|thành phố|thị xã|xã|phường|huyện|quận|thị trấn|đặc khu)\b")

COMMITTEE = re.compile(r"\bỦY\b|\bUỶ\b")  # TỈNH ỦY ĐÔNG GIANG is a body, XÃ AN BÌNH a place
OF_PROVINCE = re.compile(r"^(SỞ|PHÒNG|TRUNG TÂM)\b")
COUNCIL = re.compile(r"^(UBND|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN)\s+")
ACRONYM = re.compile(r"\b(ubnd|hđnd|mttq|ubmttq)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Proposal:
    """What was found; None or empty where nothing was."""

    type: str = ""
    sign: Sign | None = None
    issuer: str = ""
    issued_on: date | None = None
    summary: str = ""

    def found(self) -> bool:
        """Whether there is anything to fill in."""
        return self != Proposal()


def propose(text: str, citations: Sequence[Mapping[str, Any]] = ()) -> Proposal:
    """From the head of a document's text or, where it has none, from the full citation with which the text begins.

    `citations` are those of reading.to_json: dicts with start, type, number, symbol, date, issuer, form. One further
    on names another document, not this one.
    """
    lines = [clean(line).strip(" \r|") for line in re.split(r"[\n\t\v\f]", text[:HEAD_LETTERS])][:HEAD_LINES]
    place, sign = _sign(lines)
    if sign is None:
        beginning = len(text) - len(text.lstrip())
        return _from_citation([one for one in citations if one["start"] <= beginning])
    kind, title = _type(lines, sign)
    days = [found[0] for line in lines if (found := DAY.search(line))]
    return Proposal(
        type=kind.code if kind else "",
        sign=sign,
        issuer=_issuer(lines[:place]),
        issued_on=_day(days[0]) if days else None,
        summary=_summary(lines, title),
    )


def _sign(lines: Sequence[str]) -> tuple[int, Sign | None]:
    """The first line with a number, and its sign."""
    for place, line in enumerate(lines):
        if found := NUMBER.match(line):
            try:
                return place, parse_sign(found["sign"])
            except Refusal:
                continue
    return 0, None


def _type(lines: Sequence[str], sign: Sign) -> tuple[DocumentType | None, int]:
    """The type whose name stands alone on a line, and that line's number; else the only one of the sign's code."""
    names = {fold(one.name): one for one in document_types() if one.codes(sign.form) is not None}
    candidates = types_of(sign)
    for place, line in enumerate(lines):
        kind = names.get(fold(line))
        if kind and (not candidates or kind in candidates):
            return kind, place
    if len(candidates) == 1:
        return candidates[0], -1
    letter = next((one for one in document_types() if one.code == "cong_van"), None)
    return (letter, -1) if any(ABOUT.match(line) for line in lines) else (None, -1)


def _day(text: str) -> date | None:
    try:
        return parse_date(" ".join(text.split()))
    except Refusal:
        return None  # a slip of the pen on the paper; the form asks


def _issuer(lines: Sequence[str]) -> str:
    """The last body in capitals on the left of the head, above the number: parent first, issuer below it."""
    capitals = [
        line
        for line in lines
        if re.search(r"[^\W\d_]", line) and line == line.upper() and not NOT_ISSUER.search(fold(line))
    ]
    if not capitals:
        return ""
    issuer, above = capitals[-1], capitals[-2] if len(capitals) > 1 else ""
    if above and PLACE.match(issuer.lower()) and not COMMITTEE.search(issuer):
        issuer = f"{above} {issuer}"  # ỦY BAN NHÂN DÂN over XÃ AN BÌNH
    elif above and PLACE.search(above.lower()) and not PLACE.search(issuer.lower()):
        if OF_PROVINCE.match(issuer):
            above = COUNCIL.sub("", above)  # SỞ Y TẾ under UBND TỈNH …: Sở y tế tỉnh …
        issuer = f"{issuer} {above}"  # VĂN PHÒNG under UBND TỈNH ĐÔNG GIANG
    return in_sentence_case(" ".join(issuer.split()))


def in_sentence_case(capitals: str) -> str:
    """ỦY BAN NHÂN DÂN XÃ AN BÌNH → Ủy ban nhân dân xã An Bình: names follow the word of a place."""
    lower = capitals.lower()
    places = list(PLACE.finditer(lower))
    end = places[-1].end() if places else len(lower)
    name = " ".join(word[:1].upper() + word[1:] for word in lower[end:].split())
    head = ACRONYM.sub(lambda found: found[0].upper(), f"{lower[:1].upper()}{lower[1:end]}")
    return f"{head} {name}".strip()


def _summary(lines: Sequence[str], title: int) -> str:
    """The lines under the name of the type up to a rule, an empty line or the body; of a letter, what follows V/v."""
    about = [place for place, line in enumerate(lines) if ABOUT.match(line)]
    if title < 0 and not about:
        return ""
    start = title + 1 if title >= 0 else about[0]
    while start < len(lines) and not lines[start]:
        start += 1
    found: list[str] = []
    for line in lines[start : start + SUMMARY_LINES]:
        if RULE.match(line) or BODY.match(line) or DAY.search(line) or NOT_ISSUER.search(fold(line)):
            break
        found.append(line)
        if line.endswith((".", ":", ";")):
            break
    summary = " ".join(found)
    return (ABOUT.sub(r"\g<about>", summary)).strip(" .;:")[:SUMMARY_LETTERS]


def _from_citation(citations: Sequence[Mapping[str, Any]]) -> Proposal:
    for one in citations:
        sign = _sign_of(one)
        if sign is None:
            continue
        names = {kind.name: kind.code for kind in document_types()}
        try:
            issued_on = date.fromisoformat(str(one.get("date")))
        except ValueError:
            issued_on = None
        return Proposal(names.get(str(one.get("type")), ""), sign, str(one.get("issuer") or ""), issued_on)
    return Proposal()


def signs_cited(citations: Sequence[Mapping[str, Any]]) -> list[Sign]:
    """The signs of all documents that a text cites in full, each once, in the order of the text."""
    return list(dict.fromkeys(sign for one in citations if (sign := _sign_of(one))))


def _sign_of(citation: Mapping[str, Any]) -> Sign | None:
    if citation.get("form") != "full" or not citation.get("number") or not citation.get("symbol"):
        return None
    try:
        return parse_sign(str(citation.get("key") or f"{citation['number']}/{citation['symbol']}"))
    except Refusal:
        return None
