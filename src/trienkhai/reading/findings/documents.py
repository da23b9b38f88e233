"""Citations that contradict each other or themselves: impossible days, signs of another type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from trienkhai.reading.lexicon import table
from trienkhai.reading.marks import Citation, Finding, finding

_OLDEST = 1930


def of_citations(citations: Sequence[Citation]) -> list[Finding]:
    """All findings about citations, in no particular order."""
    return [*_days(citations), *_types(citations), *_two_days(citations)]


def _days(citations: Sequence[Citation]) -> list[Finding]:
    years = sorted(int(c.date[:4]) for c in citations if c.date and _real(c.date))
    usual = years[len(years) // 2] if years else None
    found = []
    for c in citations:
        if c.date and not _real(c.date):
            found.append(finding(c, "impossible_date", day=_shown(c.date)))
        elif c.date and usual is not None and len(years) > 2 and int(c.date[:4]) > usual + 20:
            found.append(finding(c, "future_date", day=_shown(c.date)))
    return found


def _real(iso: str) -> bool:
    try:
        return date.fromisoformat(iso).year >= _OLDEST
    except ValueError:
        return False


def _shown(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{day}/{month}/{year}"


def _types(citations: Sequence[Citation]) -> list[Finding]:
    codes: dict[str, set[str]] = defaultdict(set)
    for entry in table("types")["type"]:
        for code in entry["codes"]:
            codes[code].add(entry["name"])
    found = []
    for c in citations:
        if not c.symbol or not c.type:
            continue
        segments = (
            c.symbol.split("/")[-1].split("-") if c.symbol[:4].isdigit() else c.symbol.replace("/", "-").split("-")
        )
        names = codes.get(segments[0], set())
        if (
            names
            and not any(c.type == n or c.type.startswith(n) or n.startswith(c.type) for n in names)
            and c.type != "văn bản"
        ):
            types = " hoặc ".join(sorted(names))
            found.append(finding(c, "type_contradicts_sign", symbol=c.symbol, types=types, type=c.type))
    return found


def _two_days(citations: Sequence[Citation]) -> list[Finding]:
    first: dict[tuple[str | None, str], Citation] = {}
    found = []
    for c in citations:
        if not (c.key and c.date and _real(c.date)):
            continue
        before = first.setdefault((c.type, c.key), c)
        if before.date != c.date and before.date:
            found.append(finding(c, "two_dates", before, key=c.key, day=_shown(c.date), other=_shown(before.date)))
    return found
