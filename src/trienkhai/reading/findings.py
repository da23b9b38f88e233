"""What an officer should look at before trusting a text: impossible days, contradicting signs, sums that differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from trienkhai.reading.lexicon import table
from trienkhai.reading.marks import Citation, Figure, Finding, Total

_OLDEST = 1930


def findings(citations: Sequence[Citation], figures: Sequence[Figure], totals: Sequence[Total]) -> list[Finding]:
    """All findings in the order of the text."""
    found = [*_days(citations), *_types(citations), *_two_days(citations), *_sums(figures, totals), *_ratios(figures)]
    return sorted(found, key=lambda f: (f.start, f.end, f.code))


def _days(citations: Sequence[Citation]) -> list[Finding]:
    years = sorted(int(c.date[:4]) for c in citations if c.date and _real(c.date))
    usual = years[len(years) // 2] if years else None
    found = []
    for c in citations:
        if c.date and not _real(c.date):
            found.append(
                _at(c, "impossible_date", f"Ngày “{_shown(c.date)}” không thể có; kiểm tra lại ngày của văn bản.")
            )
        elif c.date and usual is not None and len(years) > 2 and int(c.date[:4]) > usual + 20:
            found.append(
                _at(
                    c,
                    "future_date",
                    f"Ngày “{_shown(c.date)}” muộn hơn hẳn các ngày khác trong văn bản; kiểm tra lại năm.",
                )
            )
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
            found.append(
                _at(
                    c,
                    "type_contradicts_sign",
                    f"Ký hiệu “{c.symbol}” là của {' hoặc '.join(sorted(names))}, không phải {c.type}.",
                )
            )
    return found


def _two_days(citations: Sequence[Citation]) -> list[Finding]:
    first: dict[tuple[str | None, str], Citation] = {}
    found = []
    for c in citations:
        if not (c.key and c.date and _real(c.date)):
            continue
        before = first.setdefault((c.type, c.key), c)
        if before.date != c.date and before.date:
            found.append(
                _at(c, "two_dates", f"{c.key} ghi ngày {_shown(c.date)}, chỗ khác ghi ngày {_shown(before.date)}.")
            )
    return found


def _sums(figures: Sequence[Figure], totals: Sequence[Total]) -> list[Finding]:
    found = []
    for t in totals:
        if not t.holds:
            whole, parts = figures[t.total], [figures[i].text for i in t.parts]
            message = f"Tổng ghi {whole.text}, nhưng các phần {' + '.join(parts)} cộng lại không bằng."
            found.append(Finding(whole.start, whole.end, whole.text, "sum_differs", message))
    return found


def _ratios(figures: Sequence[Figure]) -> list[Finding]:
    return [
        Finding(f.start, f.end, f.text, "ratio_over_whole", f"Tỷ số {f.text}: phần lớn hơn toàn bộ.")
        for f in figures
        if f.kind == "ratio" and f.of is not None and f.value > f.of
    ]


def _at(c: Citation, code: str, message: str) -> Finding:
    return Finding(c.start, c.end, c.text, code, message)
