"""Where digits are no figure: dates, years, clock times, names, numbering, the furniture of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from trienkhai.reading.dates import DAY
from trienkhai.reading.lexicon import UPPER, any_of, table
from trienkhai.reading.scanning import digits, lowered

Span = tuple[int, int]
Spans = list[Span]

_DATE = re.compile(DAY, re.X | re.I)
_OTHER = re.compile(
    r"""
    (?<![\d.,])(?:
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
    """,
    re.X,
)
_ADDRESS = re.compile(r"(?:h(?=ttps?://)|w(?=ww\.))(?<!\w.)\S+")
_NAME = re.compile(r"[\w.-]{1,40}$")
_REST = re.compile(r"\S+")
_GLUED = re.compile(r"(?<![^\W_])(?:(?P<letters>[^\W\d_]{1,12})-|(?i:covid)[ ]?-[ ]?)$")  # BQL-4, COVID - 19
_LINE = re.compile(r"[^\n]+")
_AFTER_A_DAY = (" ", "/", ".", "-")
_DAYS = re.compile(
    r"(?:\d{1,2}(?:[/-]\d{1,2}){0,2}(?:,[ ]|[ ]và[ ]|[ ]?-[ ]?|[ ]đến[ ](?:ngày[ ]|tháng[ ])?)?){1,6}(?![\d%])", re.I
)  # 20/11, 22/12
_YEARS = re.compile(r"(?:19|20)\d\d(?![.,]?\d)(?:(?:,|[ ]và|,[ ]và|[ ]?-)[ ]?(?:19|20)\d\d(?![.,]?\d))*")  # 2023, 2024
_PARTS = re.compile(r"(?:\d{1,2}|[IVX]+)(?:[ ]?[,/-][ ]?\d{1,4})*(?![\d%]|\.\d{3})")  # (tháng) 6/2026, (quý) I/2026
_CLAUSES = re.compile(
    r"(?!\d+(?:[.,]\d+)*[ ]?(?:%|tỷ|tỉ|triệu|nghìn|đồng))"  # chuyển khoản 1.250.000 đồng
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
_LED_WORD = re.compile(r"(?<![^\W_])[^\W\d_]{2,6}$")
_ROMAN = re.compile(r"[IVX]+/")
_NUMBERING = re.compile(
    rf"""
    ^[ ]?(?:[-+*•][ ]?)?
    (?:
        \(?\d{{1,2}}(?:\.\d{{1,2}}){{0,4}}(?:\)|\.(?!\d)|/(?=[ ]))          # 1.  2.1)  (3)  4/
      | \d{{1,2}}(?:\.\d{{1,2}}){{1,4}}\.?(?=[ ][{UPPER}])                  # 1.2 Kết quả
      | \d{{1,2}}(?=[ ]?-[ ][{UPPER}])                                  # 1 - Kết quả
    )
    """,
    re.M | re.X,
)
_INLINE = re.compile(r"\([ ]?\d{1,2}[ ]?\)|(?<=[;.,][ ])\d{1,2}\)|(?<=:[ ])0?1\)")  # but (nhóm A: 19)
_LONE = re.compile(r"^[ ]?[\d.,]+[ ]?$", re.M)


def excluded(text: str) -> Spans:
    """Spans of a view in which no figure begins, sorted and merged."""
    rules = (_dates, _others, _led, _numbering, _inline, _addresses, _furniture_lines)
    return merged([span for rule in rules for span in rule(text) if span[1] > span[0]])


def _dates(text: str) -> Iterator[Span]:
    """`22/10/2018`; of `122/10/2018` the last two digits may be a day."""
    last = 0
    for start, end in digits(text):
        if text[end : end + 1] not in _AFTER_A_DAY or start < last:
            continue
        found = _DATE.match(text, max(start, end - 2))
        if found:
            last = found.end()
            yield found.span()


def _others(text: str) -> Iterator[Span]:
    last = 0
    for start, end in digits(text):
        if start < last:
            continue
        if "-" in text[max(0, start - 2) : start] and (begin := _glued(text, start, end)) is not None:
            last = end
            yield begin, end
        elif found := _OTHER.match(text, start):
            last = found.end()
            yield found.span()


def _glued(text: str, start: int, end: int) -> int | None:
    """Where a name begins that ends in a dash and the digits at `start`."""
    found = _GLUED.search(text, max(0, start - 14), start)
    if found and found["letters"] and not text[end : end + 1].isalnum():
        return found.start()
    return found.start() if found and text.startswith("19", start) and found.group()[:5].lower() == "covid" else None


def _led(text: str) -> Iterator[Span]:
    """Numbers after a word that makes a day, a year, a clause or a place of them."""
    places = [start for start, _ in digits(text)] + [found.start() for found in _ROMAN.finditer(text)]
    small = lowered(text)
    for place in places:
        if text[place - 1 : place] != " ":
            continue
        word = _LED_WORD.search(small, max(0, place - 7), place - 1)
        pattern = _LED.get(word.group()) if word else None
        found = pattern.match(text, place) if pattern else None
        if word and found and small[max(0, word.start() - 4) : word.start()] not in ("mỗi ", "một "):  # mỗi ngày 6 tiết
            yield found.span()


def _numbering(text: str) -> Iterator[Span]:
    """What numbers a line, and lines of a number only."""
    last = -1
    for start, _ in digits(text):
        line = text.rfind("\n", max(0, start - 5), start) + 1
        if line == last or (not line and start > 4):
            continue
        last = line
        for pattern in (_NUMBERING, _LONE):
            found = pattern.match(text, line)
            if found:
                yield found.span()


def _inline(text: str) -> Iterator[Span]:
    """`(1)` and `; 2)` in the middle of a line."""
    for start, end in digits(text):
        if end - start < 3 and text[end : end + 1] in (")", " "):
            bracket = text.find("(", max(0, start - 2), start)
            found = _INLINE.match(text, bracket if bracket >= 0 else start)
            if found:
                yield found.span()


def _addresses(text: str) -> Iterator[Span]:
    for found in _ADDRESS.finditer(text):
        yield found.span()
    at = text.find("@")
    while at >= 0:
        name, rest = _NAME.search(text, max(0, at - 40), at), _REST.match(text, at + 1)
        if name and rest:
            yield name.start(), rest.end()
        at = text.find("@", rest.end() if rest else at + 1)


def _furniture_lines(text: str) -> Iterator[Span]:
    """Short lines that hold a counter of the page or its masthead."""
    small = lowered(text)
    for line in _LINE.finditer(text):
        start, end = line.span()
        if end - start < 110 and _furniture().search(small, start, end):
            words = line.group()
            if not words.rstrip(" )").endswith((".", ";", ",")) and len(words.split()) < 16:
                yield start, end


@cache
def _furniture() -> re.Pattern[str]:
    return re.compile(any_of(table("contexts")["furniture"]))


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
def _last_words() -> frozenset[str]:
    return frozenset(name.split()[-1] for name in _names())


@cache
def _not_names() -> frozenset[str]:
    return frozenset(table("contexts")["not_names"])


def name_before(text: str, start: int) -> str | None:
    """The word that makes the number at `start` part of a name: `Ban Chỉ đạo` 35."""
    before = text[max(0, start - 30) : start].lower()
    if not before.endswith(" "):
        return None
    gap = before.rstrip()
    last_word = gap[gap.rfind(" ") + 1 :]
    if last_word.isalpha() and last_word not in _last_words():
        return None
    words = _LAST_WORDS.findall(before[before.rfind("\n") + 1 :])
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
