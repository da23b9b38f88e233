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
    (?<![\d.,])(?=\d)(?:
        \d{1,2}[ ]?[/.-][ ]?\d{1,2}[ ]?[/.-][ ]?\d{2}(?![\d/])                    # 22/10/18
      | \d{1,2}[ ]?[/.-][ ]?(?:19|20)\d\d(?!\d)                                     # 9/2026
      | 1\d\d\d[ ]?-[ ]?(?:1\d|20)\d\d(?![\d.,])                                    # 1899 - 1975
      | (?:19|20)\d\d[ ]?(?:-|đến)[ ]?(?:năm[ ])?(?:19|20)?\d\d(?!\d|[.,]\d)        # 2021-2025
      | \d{1,2}[ ]?(?:giờ|h)[ ]?(?:\d{1,2}(?:[ ]phút)?)?(?![^\W_])                 # 8 giờ 30, 14h
      | \d{1,2}:\d{2}(?::\d{2})?(?!\d)                                              # 15:56
      | (?:24/7|7/7)(?!\d|[.,]\d)                                                   # 24/7
      | (?:24/24|12/12)(?=[ ]?(?:giờ|h)(?![^\W_])|[ ]?(?:[.,;)]|$))                 # 24/24 giờ, but 24/24 phường
      | [1-5]\.0(?!\d|[ ]?%)                                                        # 4.0
      | 0\d{2,3}[.\- ]?\d{3,4}[.\- ]?\d{3,4}(?!\d) | 1[89]00[ .]?\d{4,6}(?!\d)       # telephone
    )
    | \b(?:https?://|www\.)\S+ | [\w.-]{1,40}@\S+                                   # addresses
    | (?<![^\W_])(?i:covid)[ ]?-[ ]?19
    | (?<![^\W_])[^\W\d_]{1,12}-\d+(?![^\W_])                                        # BQL-4
    """,
    re.X,
)
_DAYS = re.compile(
    r"(?:\d{1,2}(?:[/-]\d{1,2}){0,2}(?:,[ ]|[ ]và[ ]|[ ]?-[ ]?|[ ]đến[ ](?:ngày[ ]|tháng[ ])?)?){1,6}(?![\d%])", re.I
)  # 20/11, 22/12
_YEARS = re.compile(r"(?:19|20)\d\d(?![.,]?\d)(?:(?:,|[ ]và|,[ ]và|[ ]?-)[ ]?(?:19|20)\d\d(?![.,]?\d))*")  # 2023, 2024
_PARTS = re.compile(r"(?:\d{1,2}|[IVX]+)(?:[ ]?[,/-][ ]?\d{1,4})*(?![\d%])")  # (tháng) 6/2026, (quý) I/2026
_CLAUSES = re.compile(
    r"\d+(?:[.,]\d+)*(?:(?:,|[ ]và)[ ]\d+(?![.,]?\d|[ ][^\W\d_]))*(?![ ]?(?:%|tỷ|tỉ|triệu|nghìn|đồng))"
)  # (khoản) 2, 3
_PLACES = re.compile(r"\d{1,3}(?:(?:[ ]?[-,][ ]?|[ ]và[ ])\d{1,3}){1,6}(?!\d|[.,]\d|[ ]?%)")  # (thôn) 4-5
_LED = {  # what the word before a number makes of it
    **dict.fromkeys(["ngày", "mùng", "mồng", "dịp", "lễ", "khánh"], _DAYS),
    **dict.fromkeys(["năm", "kỳ", "đoạn", "khóa", "học", "từ", "hè", "đến"], _YEARS),
    **dict.fromkeys(["tháng", "quý", "tuần"], _PARTS),
    **dict.fromkeys(["điều", "khoản", "mục", "lục", "chương"], _CLAUSES),
    **dict.fromkeys(["thôn", "ấp", "tổ", "khu", "khóm", "xóm", "phường", "quận"], _PLACES),
}
_LED_WORD = re.compile(r"(?<![^\W_])(?P<word>[^\W\d_]{2,6})[ ](?=\d|[IVX]+/)")
_NUMBERING = re.compile(
    r"""
    ^[ ]?(?:[-+*•][ ]?)?
    (?:
        \(?\d{1,2}(?:\.\d{1,2}){0,4}(?:\)|\.(?!\d)|/(?=[ ]))          # 1.  2.1)  (3)  4/
      | \d{1,2}(?:\.\d{1,2}){1,4}\.?(?=[ ][A-ZĐÀ-Ỹ])                  # 1.2 Kết quả
      | \d{1,2}(?=[ ]?-[ ][A-ZĐÀ-Ỹ])                                  # 1 - Kết quả
    )
    """,
    re.M | re.X,
)
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
    found += _led(text)
    return merged([span for span in found if span[1] > span[0]])


def _led(text: str) -> Iterator[tuple[int, int]]:
    for word in _LED_WORD.finditer(text):
        pattern = _LED.get(word["word"].lower())
        found = pattern.match(text, word.end()) if pattern else None
        if found and text[max(0, word.start() - 4) : word.start()].lower() not in ("mỗi ", "một "):  # mỗi ngày 6 tiết
            yield found.span()


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


_COUNTING = re.compile(r"(?:tổng|trong|có|trên|dân|sĩ|quân|doanh|hệ|tỷ|điểm|chỉ|ý|quá|đa|thiểu)[ ]số[ ]$", re.I)
_LAST_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)?")


@cache
def _names() -> frozenset[str]:
    return frozenset(name.lower() for name in table("contexts")["names"])


@cache
def _not_names() -> frozenset[str]:
    return frozenset(table("contexts")["not_names"])


def name_before(text: str, start: int) -> str | None:
    """The word that makes the number at `start` part of a name: `Ban Chỉ đạo` 35."""
    before = text[max(0, start - 30) : start].lower()
    if not before.endswith(" "):
        return None
    words = _LAST_WORDS.findall(before[before.rfind("\n") + 1 :])
    gap = before.rstrip()
    if not words or not gap.endswith(words[-1]):
        return None
    for last in (words, words[:-1]) if words[-1] == "số" else (words,):
        for length in (4, 3, 2, 1):
            name = " ".join(last[-length:])
            if length < len(last) and " ".join(last[-length - 1 :]) in _not_names():
                return None  # quốc phòng 200
            if len(last) >= length and name in _names():
                return None if name == "số" and _COUNTING.search(before) else name
    return None


@cache
def duration_pattern() -> re.Pattern[str]:
    """A span of time or an age right after a number."""
    lists = table("contexts")
    not_these, these = any_of(lists["not_durations"]), any_of(lists["durations"])
    return re.compile(
        rf"""
        (?:[ ]\([^\d()\n]{{1,20}}\))?      # 10 (mười) ngày
        [ ]?(?!(?:{not_these})(?![^\W_]))  # ngày công
        (?:{these})(?![^\W_])             # năm, ngày, tuổi
        """,
        re.I | re.X,
    )
