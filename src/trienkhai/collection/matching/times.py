"""Which time the words around a figure name, where reading itself does not say: `quý II`, `9 tháng đầu năm`."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_NUMERALS = {
    word: n
    for n, word in enumerate(("mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi"), 1)
} | {"muoi mot": 11, "muoi hai": 12, "tu": 4}  # fmt: skip
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = r"(?:\s?/\s?|\s(?:nam\s)?)(?P<{}>20\d\d)"

# In folded text.
_NAMED = re.compile(
    rf"""
    \b(?:
        tu\s(?:ngay\s)?(?P<d1>\d\d?)/(?P<m1>\d\d?)(?:/(?P<y1>20\d\d))?\s(?:den|-)\s(?:het\s)?(?:ngay\s)?
            (?P<d2>\d\d?)/(?P<m2>\d\d?)(?:/(?P<y2>20\d\d))?                          # từ 01/7 đến 30/9/2026
      | tu\sthang\s(?P<m3>\d\d?)(?:{_YEAR.format("y3")})?\sden\s(?:het\s)?thang\s
            (?P<m4>\d\d?)(?:{_YEAR.format("y4")})?                                   # từ tháng 4 đến hết tháng 6/2026
      | quy\s(?P<quarter>iv|i{{1,3}}|[1-4])(?![\w.])(?:{_YEAR.format("yq")})?        # quý III/2026, quý 3 năm 2026
      | (?P<count>\d\d?|muoi\shai|muoi\smot|[a-z]{{2,4}})\sthang\s(?P<half>dau|cuoi)\snam
            (?:{_YEAR.format("yc")})?                                                # chín tháng đầu năm 2026
      | (?P<count9>\d\d?)\sthang(?:\snam)?\s(?P<y9>20\d\d)                           # 9 tháng năm 2026
      | (?P<bare>\d\d?)\sthang$                                                      # KẾT QUẢ 9 THÁNG
      | thang\s(?P<month>\d\d?)(?!\d|[.,]\d)(?:{_YEAR.format("ym")})?                   # tháng 6, tháng 6/2026
      | (?:trong|ca|toan)\snam\s(?P<year>20\d\d)                                     # trong năm 2026
      | (?P<past>(?:nam|quy|thang|ky)\s(?:truoc|ngoai))\b                            # năm trước
      | nam\s(?P<named>20\d\d)                                                       # năm 2024
    )
    """,
    re.VERBOSE,
)
# A year that names a document or a plan says nothing about when: `Kế hoạch năm 2026`.
_OF_A_PAPER = re.compile(r"(?:ke hoach|nghi quyet|chuong trinh|chi thi|du toan|quyet dinh|luat)(?: \w+)?\s$")


@dataclass(frozen=True)
class Named:
    """A time that the text names; `first` is None where it is only said to be another."""

    start: int
    end: int
    first: date | None
    last: date | None
    year_only: bool = False


def named_in(plain: str, year: int) -> Iterator[Named]:
    """Every time named in a folded text, in order; `year` where none is said."""
    for found in _NAMED.finditer(plain):
        if found["named"] and _OF_A_PAPER.search(plain, max(0, found.start() - 40), found.start()):
            continue
        days = _days(found, year)
        if days is not None:
            yield Named(found.start(), found.end(), *days, year_only=bool(found["named"]))


def _days(found: re.Match[str], year: int) -> tuple[date | None, date | None] | None:
    try:
        return _parsed(found, year)
    except (ValueError, KeyError):
        return None


def _parsed(found: re.Match[str], year: int) -> tuple[date | None, date | None]:
    def number(name: str, default: int = 0) -> int:
        return int(found[name]) if found[name] else default

    if found["past"]:
        return None, None
    if found["d1"]:
        last = date(number("y2", year), number("m2"), number("d2"))
        return date(number("y1", last.year), number("m1"), number("d1")), last
    if found["m3"]:
        until = number("y4", year)
        return _month(number("y3", until), number("m3"))[0], _month(until, number("m4"))[1]
    if found["quarter"]:
        quarter = _ROMAN.get(found["quarter"]) or int(found["quarter"])
        of = number("yq", year)
        return _month(of, 3 * quarter - 2)[0], _month(of, 3 * quarter)[1]
    if found["month"]:
        return _month(number("ym", year), number("month"))
    if found["year"] or found["named"]:
        of = number("year") or number("named")
        return date(of, 1, 1), date(of, 12, 31)
    return _months(found, year)


def _months(found: re.Match[str], year: int) -> tuple[date, date]:
    said = found["count"] or found["count9"] or found["bare"]
    count = int(said) if said.isdigit() else _NUMERALS[said]
    of = int(found["yc"] or found["y9"] or year)
    if found["half"] == "cuoi":
        return _month(of, 13 - count)[0], date(of, 12, 31)
    return date(of, 1, 1), _month(of, count)[1]


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
