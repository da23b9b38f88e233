"""When a figure came about, as the text says it: `từ năm 2018 đến hết quý I/2023`, `lũy kế`, `so với cùng kỳ`.

`times` finds the expressions, one pass over the text; which figures each of them governs is decided in `stated`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from trienkhai.reading.lexicon import EDGE_LEFT, EDGE_RIGHT, any_of, table


@dataclass(frozen=True, slots=True)
class Time:
    """An expression of time in offsets of the view, with its first and last day (ISO) where it says so.

    `role`: `governs`; `compared` (what others are compared with: `so với năm 2024`); `earlier` (`cùng kỳ năm trước 120
    lớp`); `sum` (`lũy kế` without a time of its own); `plan` (`kế hoạch năm 2025`); `behind` (`từ năm 2008` in the
    midst of a clause: only for a figure right before it).
    """

    start: int
    end: int
    first: str | None
    last: str | None
    role: str
    cumulative: bool = False


_YEAR = r"(?:19|20)\d\d(?![\d%]|[.,]\d)"
_OF_YEAR = r"(?:[ ]?[/-][ ]?|[ ](?:của[ ])?năm[ ]|[ ])"
_DAY = rf"""
    (?:
        (?:ngày[ ])?(?P<d1>\d\d?)[ ]?[/.-][ ]?(?P<m1>\d\d?)[ ]?[/.-][ ]?(?P<y1>{_YEAR})           # 14/6/2026
      | (?:ngày[ ])?(?P<d2>\d\d?)[ ]tháng[ ](?P<m2>\d\d?)[ ]?,?[ ](?:năm[ ])?(?P<y2>{_YEAR})       # 14 tháng 6 năm 2026
      | ngày[ ](?P<d3>\d\d?)/(?P<m3>\d\d?)(?![/\d])                                               # ngày 01/01
    )
"""
_LONGER = rf"""
    (?:
        (?P<months>NUMBER)[ ]tháng(?:[ ](?P<part>đầu|cuối))?{_OF_YEAR}(?P<y4>{_YEAR})             # 6 tháng đầu năm 2026
      | quý[ ](?P<quarter>[1-4](?!\d)|iv|i{{1,3}}(?![^\W_]))(?:{_OF_YEAR}(?P<y5>{_YEAR}))?           # quý I/2023
      | tháng[ ](?P<m6>\d\d?)(?![\d.,]\d|[ ]?%)(?:{_OF_YEAR}(?P<y6>{_YEAR}))?                      # tháng 8/2026
      | năm[ ](?P<y7>{_YEAR})                                                                     # năm 2025
    )
"""
_AND = r"(?:,[ ](?:và[ ])?|[ ]và[ ])"
_QUARTER = r"(?:[1-4]|iv|i{1,3})"
_TIME = rf"""
    (?:
        (?P<sum>SUMS)                                                                         # lũy kế
      | (?P<range>(?:kể[ ])?từ[ ](?:(?:đầu|giữa|cuối|khoảng)[ ])?(?:(?P<begin>BEGIN)|\d\d?/\d\d?(?![/\d])|POINT)
            [ ]?(?:cho[ ])?(?:đến|tới|-)[ ]?(?:(?:hết|đầu|giữa|cuối)[ ])?(?:NOW|POINT))   # từ 2018 đến quý I/2023
      | (?P<since>(?:kể[ ])?từ[ ](?:(?:đầu|giữa|cuối|khoảng)[ ])?(?:BEGIN|DAY|LONGER))          # từ đầu năm 2026
      | (?P<until>(?:tính[ ])?(?:đến|tới)[ ](?:thời[ ]điểm[ ])?(?:(?:hết|đầu|giữa|cuối)[ ])?
            (?:NOW|DAY|LONGER|SCHOOL))                                                        # đến hết tháng 6/2026
      | (?P<stage>(?:giai[ ]đoạn|nhiệm[ ]kỳ|niên[ ]khóa|thời[ ]kỳ)(?:[ ](?:[ivx]{{1,4}}|\d))?[ ]?
         (?P<open>\()?(?:từ[ ])?(?:năm[ ])?{_YEAR}[ ]?(?:-|đến)[ ]?(?:năm[ ])?{_YEAR}(?(open)\)))  # giai đoạn 2021-2025
      | (?P<none>(?:học[ ]kỳ[ ](?:i{{1,2}}|[12])[ ,]{{1,2}})?năm[ ]học[ ]{_YEAR}[ ]?-[ ]?{_YEAR}   # năm học 2025-2026
            | vụ[ ]SEASON[ ](?:năm[ ])?{_YEAR}(?:[ ]?-[ ]?{_YEAR})?                                 # vụ hè thu 2026
            | (?:mùa[ ])?hè[ ](?:năm[ ])?{_YEAR}                                                # hè 2026
            | NUMBER[ ]tháng[ ](?:đầu|cuối)[ ]năm(?![ ]\d)
            | NUMBER[ ](?:năm|tháng)[ ](?:vừa[ ])?qua                                           # 5 năm qua
            | RELATIVE)
      | (?P<earlier>cùng[ ]kỳ(?:
            [ ](?:của[ ])?NUMBER[ ]tháng[ ](?:(?:đầu|cuối)[ ])?năm[ ](?:trước|ngoái|{_YEAR})  # cùng kỳ 6 tháng năm 2025
            | [ ](?:của[ ])?(?:năm|tháng|quý)[ ](?:trước|ngoái|{_YEAR})                         # cùng kỳ năm trước
            | [ ](?:giai[ ]đoạn|nhiệm[ ]kỳ)[ ]trước)?)
      | (?P<years>NUMBER[ ]năm[ ]?[,(]?[ ]?(?:từ[ ])?{_YEAR}[ ]?(?:-|đến|và)[ ]?{_YEAR}\)?        # 5 năm (2021 - 2025)
            | tháng[ ]\d\d?(?:{_AND}tháng[ ]\d\d?){{1,11}}(?:{_OF_YEAR}{_YEAR})?             # tháng 8 và tháng 9
            | quý[ ]{_QUARTER}(?:{_AND}quý[ ]{_QUARTER}){{1,3}}(?:{_OF_YEAR}{_YEAR})?           # quý I và quý II
            | năm[ ]{_YEAR}(?:[ ]?(?:,[ ]và|,|và|-)[ ]?(?:năm[ ])?{_YEAR}){{0,8}})                # năm 2023, 2024
      | (?P<edge>(?:đầu|giữa|cuối)[ ]LONGER)                                                  # cuối năm 2025
      | (?P<longer>LONGER)                                                                    # quý III/2026
      | (?P<day>(?=ngày)DAY)                                                                          # ngày 15/6/2026
    )
"""
_KINDS = ("sum", "range", "since", "until", "stage", "none", "earlier", "years", "edge", "longer", "day")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The expressions, and one point of time in them; both for small letters."""
    lists = table("periods")
    number = rf"(?:\d\d?|{any_of(lists['numbers'])})"
    point = rf"(?:{_DAY}|{_LONGER}|(?P<y8>{_YEAR}))".replace("NUMBER", number)
    edge = point.replace(r"ngày[ ](?P<d3>", r"(?:ngày[ ]|(?<=từ[ ]))(?P<d3>")  # từ 01/01 đến 30/6/2026
    words = {
        "POINT": re.sub(r"\?P<\w+>", "?:", point),
        "LONGER": re.sub(r"\?P<\w+>", "?:", _LONGER),
        "DAY": re.sub(r"\?P<\w+>", "?:", _DAY),
        "NUMBER": number,
        "BEGIN": rf"(?:{any_of(lists['begins'])})(?![^\W_]|[ ](?:19|20)\d\d)",
        "NOW": rf"(?:{any_of(lists['now'])})(?![^\W_]|[ ](?:học|(?:19|20)\d\d))",
        "SCHOOL": rf"năm[ ]học[ ]{_YEAR}[ ]?-[ ]?{_YEAR}",
        "SEASON": f"(?:{any_of(lists['seasons'])})",
        "SUMS": f"(?:{any_of(lists['sums'])})",
        "RELATIVE": rf"(?:{any_of(lists['relative'])})(?![^\W_]|[ ]?\(?(?:học[ ])?\d|[ ][iv]{{1,3}}(?![^\W_]))",
    }
    whole = _TIME
    for word, pattern in words.items():
        whole = whole.replace(word, pattern)
    return re.compile(rf"{EDGE_LEFT}{whole}{EDGE_RIGHT}", re.X), re.compile(edge, re.X)


@cache
def _before() -> re.Pattern[str]:
    """What right before a time takes it from the figures: `so với` năm 2024, `kế hoạch` năm 2025."""
    return re.compile(
        rf"""
        (?:^|[^\w])(?:
            (?P<compared>
                so(?:[ ]với)?(?:[ ](?:mức|kết[ ]quả|số[ ]liệu|con[ ]số|thời[ ]điểm|tháng|quý))?(?:[ ]của)?  # so với
              | (?:cao|thấp|nhiều|ít|lớn|nhỏ)[ ]hơn)                                              # cao hơn
          | (?P<plan>{any_of(table("periods")["plans"])})                                         # kế hoạch
          | (?P<often>mỗi|hằng|hàng|từng)                                                     # mỗi năm
          | (?P<born>(?<!học[ ])sinh|thành[ ]lập|ban[ ]hành|nguồn)                            # sinh năm 2020
        )[ ]$
        """,
        re.X,
    )


_GROWN = re.compile(r"(?:tăng|giảm|bằng|gấp|hơn|vượt|lần|%)[ ]$")  # bằng 105% (cùng kỳ)
_TIMES_THAT = re.compile(r"(?:gấp|bằng|hơn)[ ][\d.,]{1,9}[ ]?(?:lần|%)[ ](?:của[ ])?$")  # gấp 1,5 lần (năm 2020)
_LEADS_A_DAY = re.compile(r"(?:^|[\n.;,:(-]|vào|trong|sáng|chiều|tối)[ ]?$")


def small_letters(text: str) -> str:
    """The text in small letters where that keeps its length."""
    small = text.lower()
    return small if len(small) == len(text) else text


def times(small: str, parts: Sequence[tuple[int, int]]) -> list[Time]:
    """All expressions of time in some parts of a view in small letters, in order."""
    found: list[Time] = []
    for match in _expressions(small, parts):
        time = _time(small, match)
        if time is None:
            continue
        summed = time.role != "sum" and found and found[-1].role == "sum"
        if summed and not small[found[-1].end : time.start].strip(" ,:"):  # lũy kế đến hết tháng 6/2026
            found.pop()
            time = replace(time, cumulative=True, role="governs" if time.role == "behind" else time.role)
        found.append(time)
    return found


_BEGINS = re.compile(  # cheap: a mark or blank, then letters with which an expression can begin
    r"""
    [\s(\[“"',;:./-](?=
     từ[ ](?=[\dnntqđgck])|kể[ ]từ|(?:đến|tới)[ ](?=[ntqhcđgb])|tính[ ](?:đến|tới)|đến[ ](?=\d\d?/|\d\d?[ ]th)
    |giai[ ]đoạn|nhiệm[ ]kỳ|niên[ ]khóa|thời[ ](?=[kg])|học[ ]kỳ|kỳ[ ]|năm[ ]|tháng[ ]|quý[ ]|tuần[ ]|ngày[ ](?=\d)
    |cả[ ]năm|cùng[ ]kỳ|trong[ ](?=[kntqg])|vụ[ ]|hè[ ]|mùa[ ]hè|lũy[ ]kế|số[ ]lũy|tổng[ ]lũy|cộng[ ]dồn|những[ ]năm
    |(?:đầu|giữa|cuối)[ ](?=[ntqkgv])|(?:\d\d?|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|một)[ ](?:năm|tháng))
    """,
    re.X,
)


def _expressions(small: str, parts: Sequence[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """Matches of the long pattern, tried only where an expression can begin."""
    whole, position, marked = _patterns()[0], 0, "\n" + small  # so that a mark stands in front of every letter
    for part in parts:
        for begin in _BEGINS.finditer(marked, part[0], part[1] + 1):
            found = whole.match(small, begin.start()) if begin.start() >= position else None
            if found:
                yield found
                position = found.end()


def _time(small: str, match: re.Match[str]) -> Time | None:
    kind = next(name for name in _KINDS if match[name])
    start, end = match.span()
    reach = max(0, start - 24)
    before = _before().search(small, reach, start)
    led = before.lastgroup if before else None
    if (
        led == "often"
        or (led == "born" and kind in ("years", "longer", "edge", "stage"))
        or (kind == "day" and not led and not _LEADS_A_DAY.search(small, reach, start))
    ):
        return None  # mỗi năm; the day of a document
    role = led if led in ("compared", "plan") else "governs"
    if kind == "earlier" and role == "governs":
        role = "compared" if _GROWN.search(small, reach, start) else "earlier"
    if kind in ("years", "longer") and _TIMES_THAT.search(small, reach, start):
        role = "compared"
    if kind == "since" and role == "governs" and not _LEADS_A_DAY.search(small, reach, start):
        role = "behind"
    running = kind == "sum" or bool(match["begin"]) or (kind == "since" and "đầu năm" in match.group())
    return Time(start, end, *_days(kind, match.group()), "sum" if kind == "sum" else role, running)


def _days(kind: str, words: str) -> tuple[str | None, str | None]:
    """The first and the last day of an expression."""
    vague = kind in ("sum", "none", "earlier") or "năm học" in words  # a school year ends when the school says
    points = [] if vague else list(_patterns()[1].finditer(words))
    if not points:
        return None, None
    year = next((y for point in reversed(points) if (y := _year(point))), None)
    first, last = _first_and_last(points[0], year)[0], _first_and_last(points[-1], year)[1]
    if kind == "range":
        return (None if "từ giữa" in words or "từ cuối" in words else first), (last if _ends(words, points) else None)
    if kind == "since":
        return (None if "giữa" in words or "cuối" in words else first), None
    if kind in ("until", "edge"):
        return (first if kind == "edge" and words.startswith("đầu") else None), (last if _ends(words, points) else None)
    return first, last


def _ends(words: str, points: list[re.Match[str]]) -> bool:
    """Whether the expression ends with the end of its last point: not `đến đầu năm 2026`, `đến nay`."""
    return points[-1].end() == len(words) and not words[: points[-1].start()].endswith(("đầu ", "giữa "))


def _year(point: re.Match[str]) -> int | None:
    found = next((point[g] for g in ("y1", "y2", "y4", "y5", "y6", "y7", "y8") if point[g]), None)
    return int(found) if found else None


def _first_and_last(point: re.Match[str], year: int | None) -> tuple[str | None, str | None]:
    year = _year(point) or year
    if year is None:
        return None, None
    day = point["d1"] or point["d2"] or point["d3"]
    if day:
        month = int(point["m1"] or point["m2"] or point["m3"])
        whole = f"{year}-{month:02d}-{int(day):02d}"
        return whole, whole
    if point["months"]:
        count = table("periods")["numbers"].get(point["months"]) or int(point["months"])
        return _months(year, 13 - count, 12) if point["part"] == "cuối" else _months(year, 1, count)
    if point["quarter"]:
        quarter = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(point["quarter"]) or int(point["quarter"])
        return _months(year, 3 * quarter - 2, 3 * quarter)
    if point["m6"]:
        return _months(year, int(point["m6"]), int(point["m6"]))
    return _months(year, 1, 12)


def _months(year: int, first: int, last: int) -> tuple[str | None, str | None]:
    if not 1 <= first <= last <= 12:
        return None, None
    return f"{year}-{first:02d}-01", f"{year}-{last:02d}-{monthrange(year, last)[1]}"
