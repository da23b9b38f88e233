"""Citations that contradict each other or themselves: impossible days, slips in signs, signs of others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from trienkhai.reading.bodies import body_of, kinds, letters_of, may_be_one, may_sign
from trienkhai.reading.evidence import real_day
from trienkhai.reading.lexicon import any_of, table
from trienkhai.reading.marks import Citation, Finding, finding
from trienkhai.vietnamese import clean

_CONGRESS_EVERY = 5  # years; signs of the Party begin again: 2015, 2020, 2025 below, the year after at the centre


def of_citations(citations: Sequence[Citation]) -> list[Finding]:
    """All findings about citations, in no particular order."""
    signed = [found for c in citations if c.symbol for found in _of_sign(c, c.symbol)]
    return [*_days(citations), *_two_days(citations), *signed]


def future_dates(citations: Sequence[Citation], today: date) -> list[Finding]:
    """Citations with a day after `today`: reading itself has no clock."""
    late = ((c, real_day(c.date)) for c in citations)
    return [finding(c, "after_today", day=_shown(c.date or "")) for c, day in late if day and day > today]


# --- days -------------------------------------------------------------------------------------------------------------


def _days(citations: Sequence[Citation]) -> Iterator[Finding]:
    years = sorted(day.year for c in citations if (day := real_day(c.date)))
    usual = years[len(years) // 2] if years else None
    for c in citations:
        day = real_day(c.date)
        if c.date and not day:
            yield finding(c, "impossible_date", day=_shown(c.date))
        elif day and usual is not None and len(years) > 2 and day.year > usual + 20:
            yield finding(c, "future_date", day=_shown(day.isoformat()))
        elif day and (year := _year_of(c)) and day.year != year:
            yield finding(c, "date_contradicts_sign", day=_shown(day.isoformat()), key=c.key or c.symbol or "")


def _shown(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))


def _year_of(c: Citation) -> int | None:
    """The year in a legal document's sign: 30/2020/NĐ-CP."""
    first = (c.symbol or "").partition("/")[0]
    return int(first) if re.fullmatch(r"(?:19|20)\d\d", first) else None


def _two_days(citations: Sequence[Citation]) -> Iterator[Finding]:
    before: dict[tuple[str | None, str], list[Citation]] = defaultdict(list)
    for c in citations:
        if not (c.key and real_day(c.date)):
            continue
        others = before[c.type, c.key]
        if not any(other.date == c.date for other in others):
            for other in others[:1]:
                if _must_be_one(other, c):
                    yield finding(
                        c, "two_dates", other, key=c.key, day=_shown(c.date or ""), other=_shown(other.date or "")
                    )
            others.append(c)


def _must_be_one(one: Citation, other: Citation) -> bool:
    """Whether two mentions of one sign with two days must mean one document: not of two bodies, years or terms."""
    if one.issuer and other.issuer and not may_be_one(body_of(one.issuer), body_of(other.issuer)):
        return False
    first, second = sorted(day for c in (one, other) if (day := real_day(c.date)))
    if first.year == second.year or (first.month, first.day) == (second.month, second.day) or _year_of(one):
        return True
    return _is_party(one) and not _congress_between(
        first.year, second.year, central="TW" in letters_of(one.symbol or "")
    )


def _is_party(c: Citation) -> bool:
    return bool(re.match(r"\d+-", c.key or ""))


def _congress_between(first: int, last: int, *, central: bool) -> bool:
    """Whether a term may have begun in one of these years."""
    return any(year % _CONGRESS_EVERY == central for year in range(first, last + 1))


# --- signs ------------------------------------------------------------------------------------------------------------


def _of_sign(c: Citation, symbol: str) -> Iterator[Finding]:
    """What is wrong with one sign; a sign whose dash was lost was mended by a guess and is judged no further."""
    slip = _lost_dash(c, symbol)
    if slip:
        yield slip
        return
    yield from filter(None, (_type(c, symbol), _doubled(c, symbol), _body(c, symbol) or _only(c, symbol)))
    yield from filter(None, (_form(c, symbol),))


@cache
def _types_of_codes() -> dict[str, set[str]]:
    codes: dict[str, set[str]] = defaultdict(set)
    for entry in table("types")["type"]:
        for code in [*entry["codes"], *entry.get("also", [])]:
            codes[code].add(entry["name"])
    return codes


def _code(symbol: str) -> str:
    """The piece that may be the code of the type: NQ of NQ/TW, NĐ of 2020/NĐ-CP."""
    return re.split(r"[-/]", re.sub(r"^\d{4}/", "", symbol))[0]


def _type(c: Citation, symbol: str) -> Finding | None:
    names = _types_of_codes().get(_code(symbol), set())
    if not c.type or not names or c.type == "văn bản":
        return None
    if any(c.type == name or c.type.startswith(name) or name.startswith(c.type) for name in names):
        return None
    return finding(c, "type_contradicts_sign", symbol=symbol, types=" hoặc ".join(sorted(names)), type=c.type)


@cache
def _short() -> re.Pattern[str]:
    return re.compile(rf"(?P<code>{any_of(s for e in table('types')['type'] for s in e.get('short', []))})\s*\d")


def _doubled(c: Citation, symbol: str) -> Finding | None:
    """`QĐ 1147-QĐ/BGDVTW`: the code before the number and again behind it."""
    before = _short().match(clean(c.text))
    if not before or before["code"] != _code(symbol) or not c.key:
        return None
    return finding(c, "doubled_type", text=_one_line(c.text), key=c.key)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _lost_dash(c: Citation, symbol: str) -> Finding | None:
    """`84 QĐ/TWĐTN`, `90/TBMTTQ-BTT`: the letters stand there, a dash between them does not."""
    if any(f"số {c.number}{joint}{symbol}" in c.text for joint in "-/"):
        return None  # most are written so; to search costs more
    written = re.sub(r"[\s\u00ad]+", "", _dashes(c.text))
    letters = r"[-/.]?".join(re.escape(piece) for piece in re.split(r"[-/.]", symbol))
    found = re.search(rf"(?<!\d)0*{re.escape(c.number or '')}[-/.]?{letters}", written.replace("TƯ", "TW"))
    whole = re.search(rf"(?<!\d)0*{re.escape(c.number or '')}[-/.]{re.escape(symbol)}", written.replace("TƯ", "TW"))
    if not found or whole or not c.key:
        return None
    dashes = c.key.replace("/", "-")
    if dashes.lstrip("0") in found.group() and "/" in symbol and not symbol[:4].isdigit():
        return finding(c, "other_form", key=dashes, proper=c.key)  # 05-NQ-TW for 05-NQ/TW
    return finding(c, "lost_dash", text=_one_line(c.text), key=c.key)


def _dashes(text: str) -> str:
    return re.sub("[\u2010-\u2015\u2212\u0002\ufffe\uff0d\u2043]", "-", clean(text))


def _body(c: Citation, symbol: str) -> Finding | None:
    """`Nghị định 30/2020/NĐ-CP của UBND tỉnh`: the body named cannot write that sign."""
    if not c.issuer or not c.key or may_sign(body_of(c.issuer), symbol):
        return None
    return finding(c, "cannot_issue", issuer=c.issuer, key=c.key)


def _only(c: Citation, symbol: str) -> Finding | None:
    """`12/2024/NĐ-UBND`: only the Government issues a decree."""
    pieces = letters_of(symbol)
    bodies = table("bodies")["only"].get(_code(symbol))
    if not bodies or not pieces or not c.key or not set(bodies).isdisjoint(pieces):
        return None
    return finding(c, "cannot_issue", issuer=", ".join(pieces), key=c.key)


def _form(c: Citation, symbol: str) -> Finding | None:
    """`15/KH-TU` and `15-KH/UBND`: a committee of the Party numbers with a dash, a State office with a slash."""
    shape = re.fullmatch(r"(?P<number>\d+)(?P<join>[-/])(?P<code>[^-/]+)[-/](?P<rest>.+)", c.key or "")
    if not shape or shape["code"] not in _types_of_codes():
        return None
    form = _form_of(re.split(r"[-/]", shape["rest"])[0])
    if form is None or form == ("party" if shape["join"] == "-" else "state"):
        return None
    joins = "-/" if form == "party" else "/-"
    proper = f"{shape['number']}{joins[0]}{shape['code']}{joins[1]}{shape['rest']}"
    return finding(c, "other_form", key=c.key or "", proper=proper)


def _form_of(piece: str) -> str | None:
    """The form of the one kind of body that these letters stand for; mass organisations write both."""
    forms = {
        str(entry["form"])
        for entry in kinds().values()
        if piece.rstrip("0123456789") in entry["letters"] and entry["name"] not in ("front", "youth", "association")
    }
    return forms.pop() if len(forms) == 1 else None
