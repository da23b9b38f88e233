"""Where digits are no figure: dates, years, clock times, names, numbering, the furniture of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from trienkhai.reading.dates import DAY
from trienkhai.reading.lexicon import any_of, table

Spans = list[tuple[int, int]]

_DATE = re.compile(DAY, re.X | re.I)
_OTHER = re.compile(
    r"""
      (?<!\d)\d{1,2}[ ]?[/.-][ ]?\d{1,2}[ ]?[/.-][ ]?\d{2}(?![\d/])                      # 22/10/18
    | (?<!\d)\d{1,2}[ ]?[/-][ ]?(?:19|20)\d\d(?!\d)                                        # 9/2026
    | (?<![^\W_])(?i:ngày|từ[ ]ngày|đến[ ]ngày|mùng|mồng|tháng|dịp|lễ|quốc[ ]khánh)[ ](?:\d{1,2}(?:/\d{1,2}){0,2}(?:,[ ]|[ ]và[ ]|[ ]?-[ ]?|[ ]đến[ ](?:ngày[ ]|tháng[ ])?)?){1,6}(?![\d%])   # ngày 20/11, 22/12
    | (?<![\d.,])1[0-9]\d\d[ ]?-[ ]?(?:1[0-9]|20)\d\d(?![\d.,]) | (?<![\d.,])(?:19|20)\d\d[ ]?(?:-|đến)[ ]?(?:năm[ ])?(?:19|20)?\d\d(?![\d.,]\d|\d)                      # 2021-2025
    | (?<![^\W_])(?i:năm|nhiệm[ ]kỳ|giai[ ]đoạn|niên[ ]khóa|năm[ ]học|từ|đến[ ]năm|khóa|hè)[ ](?:học[ ])?(?:19|20)\d\d(?![\d.]\d|\d)(?:(?:,|[ ]và|,[ ]và|[ ]?-)[ ]?(?:19|20)\d\d(?![\d.]\d|\d))*  # năm 2023, 2024
    | (?<!\d)\d{1,2}[ ]?(?:giờ|h)[ ]?(?:\d{1,2}(?:[ ]phút)?)?(?![^\W_])                   # 8 giờ 30, 14h
    | (?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)                                                 # 15:56
    | (?<![\d.,])(?:24/7|24/24|7/7|12/12[ ]?(?=giờ|h))(?![\d.,])                                   # 24/7
    | (?<![^\W_])(?i:quý)[ ](?:[IV]+|\d)(?:/\d{4})?                                                   # quý I/2026
    | (?<![^\W_])(?i:tháng|quý|tuần)[ ]\d{1,2}(?:[ ]?[,/-][ ]?\d{1,4})*                               # tháng 6/2026
    | (?<![^\W_])(?i:thôn|ấp|tổ|khu|khóm|xóm|bản|phường|quận)[ ]\d{1,3}(?:[ ]?[-,][ ]?\d{1,3}|[ ]và[ ]\d{1,3})*(?!\d|[.,]\d|[ ]?%)     # thôn 4-5
    | (?i:covid)[ ]?-[ ]?19 | \b[1-5]\.0(?!\d)                                             # 4.0
    | (?<![^\W_])(?i:điều|khoản|điểm|mục|phụ[ ]lục|chương)[ ]\d+(?:[.,]\d+)*(?:(?:,|[ ]và)[ ]\d+(?![.,]?\d|[ ][^\W\d_]))*    # khoản 2, 3
    | (?<!\d)0\d{2,3}[.\- ]?\d{3,4}[.\- ]?\d{3,4}(?!\d) | (?<!\d)1[89]00[ .]?\d{4,6}(?!\d)   # telephone
    | \b(?:https?://|www\.)\S+ | \S+@\S+                                                   # addresses
    | (?<![^\W_])(?=[^\W_]{0,12}[^\W\d_])[^\W_]{1,12}-\d+(?![^\W_])                          # BQL-4
    """,
    re.X,
)
_NUMBERING = re.compile(r"^[ ]?(?:[-+*•][ ]?)?(?:\(?\d{1,2}(?:\.\d{1,2}){0,4}(?:\)|\.(?!\d)|/(?=[ ]))|\d{1,2}(?:\.\d{1,2}){1,4}\.?(?=[ ][A-ZĐÀ-Ỹ])|\d{1,2}(?=[ ]?-[ ][A-ZĐÀ-Ỹ]))", re.M)
_INLINE = re.compile(r"\([ ]?\d{1,2}[ ]?\)|(?<=[;:.,][ ])\d{1,2}\)")
_LONE = re.compile(r"^[ ]?[\d.,]+[ ]?$", re.M)


def excluded(text: str) -> Spans:
    """Spans of a view in which no figure begins, sorted and merged."""
    found: Spans = []
    for start, end in _near_digits(text):
        for pattern in (_DATE, _OTHER):
            found += [m.span() for m in pattern.finditer(text, start, end)]
    for pattern in (_NUMBERING, _INLINE, _LONE):
        found += [m.span() for m in pattern.finditer(text)]
    found += _furniture_lines(text)
    return merged([span for span in found if span[1] > span[0]])


def _near_digits(text: str) -> Iterator[tuple[int, int]]:
    """Stretches around digits: most of a report holds none, and the patterns of this module are not cheap."""
    begin = end = 0
    for found in re.finditer(r"\d+", text):
        if found.start() - 45 > end:
            if end:
                yield begin, end
            begin = max(0, found.start() - 45)
        end = min(len(text), found.end() + 45)
    if end:
        yield begin, end


def _furniture_lines(text: str) -> Spans:
    """Short lines that hold a counter of the page or its masthead."""
    words = re.compile(any_of(table("contexts")["furniture"]), re.I)
    found: Spans = []
    for line in re.finditer(r"[^\n]+", text):
        short = line.end() - line.start() < 110 and not line.group().rstrip(" )").endswith((".", ";", ","))
        if short and words.search(line.group()) and len(line.group().split()) < 16:
            found.append(line.span())
    return found


def merged(spans: Spans) -> Spans:
    """Overlapping spans joined, in order."""
    out: Spans = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


_COUNTING = re.compile(r"(?:tổng|trong|có|số lượng|trên)[ ]số[ ]$", re.I)


@cache
def _name_before() -> re.Pattern[str]:
    names = table("contexts")["names"]
    return re.compile(rf"(?:^|[^\w])(?P<word>{any_of(names)})[ ](?:số[ ])?$", re.I)


def name_before(text: str, start: int) -> str | None:
    """The word that makes the number at `start` part of a name: `Ban Chỉ đạo` 35."""
    found = _name_before().search(text[max(0, start - 30) : start])
    if found and found["word"].lower() == "số" and _COUNTING.search(text[max(0, start - 12) : start]):
        return None  # tổng số 28 chỉ tiêu
    return found["word"].lower() if found else None


@cache
def duration_pattern() -> re.Pattern[str]:
    """A span of time or an age right after a number."""
    lists = table("contexts")
    return re.compile(
        rf"[ ]?(?!(?:{any_of(lists['not_durations'])})(?![^\W_]))(?:{any_of(lists['durations'])})(?![^\W_])", re.I
    )
