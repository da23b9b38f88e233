"""What a number with a noun says besides a count: a score, so many times as much, a rate."""

from __future__ import annotations

import re

from trienkhai.reading.nouns import noun_phrase, starts_verb

Span = tuple[int, int]


def opens_a_title(text: str, start: int) -> bool:
    """`cuốn “100 cách làm vườn”`: a name in quotes that begins with a number; what somebody says follows a colon."""
    quote = text[start - 1 : start]
    opens = quote in ("“", "‘") or (quote == '"' and text[start - 2 : start - 1] in (" ", "(", ""))
    return bool(quote) and opens and not text[max(0, start - 4) : start - 1].rstrip().endswith(":")


_MORE_MONTHS = re.compile(r"(?<![^\W_])(?:tháng|quý)[ ]\d\d?(?:,[ ]\d\d?){0,9}(?:,[ ]|[ ]và[ ])$", re.I)


def is_second(text: str, start: int, length: int) -> bool:
    """Whether a number goes on with the one before: `tháng 9 và 10`, `cấp 6-7`."""
    if text[start - 1 : start] == "-" and text[max(0, start - 2) : start - 1].isdigit():
        return True
    return (
        length <= 2
        and text[start - 2 : start] in (", ", "à ")
        and bool(_MORE_MONTHS.search(text, max(0, start - 50), start))
    )


_PER = re.compile(
    r"(?:[ ][^\W\d_]+){0,2}?[ ]?/[ ]?(?P<time>(?:ngày|tuần|tháng|quý|năm|giờ|buổi|vụ)(?![^\W_]))?"
    r"(?=[^\W\d_]|[.,;)\s]|$)",
    re.I,
)
_PER_NUMBER = re.compile(r"[ ]?/[ ]?(?=\d)")
_EXACT = re.compile(r"(?:trên|hơn|gần|khoảng)[ ]")
_BASE = re.compile(r"(?P<n>\d{1,3}(?:\.\d{3})*)[ ][^\W\d_]+")
_AT = re.compile(r"(?:^|[^\w])(?:tại|ở|đặt|lập|mở)(?:[ ]số)?[ ]$", re.I)  # tại 3 điểm: places, no score
_HELD = ("đạt", "là", "so với", "có", "được", "tăng", "giảm", "vượt", "chiếm", "xếp loại", "trở lên", "lên", "xuống")


def is_points(text: str, start: int, value: int | float, unit: Span) -> bool:
    """`88,5 điểm` is a score; `tại 3 điểm`, `912 điểm hoạt động thường xuyên` are places."""
    words = text[unit[0] : unit[1]].lower()
    if words != "điểm":
        return isinstance(value, float) and words.startswith("điểm") and _compared(text, start, unit[0])
    if _AT.search(text[max(0, start - 9) : start]):
        return False
    return isinstance(value, float) or not starts_verb(text, unit[1], _HELD)


def times_of(text: str, start: int, unit: Span) -> Span | None:
    """The word `lần` of `gấp 5 lần lao động thủ công`: so many times as much."""
    words = text[unit[0] : unit[1]].lower()
    is_times = words == "lần" or words.startswith("lần ")
    return (unit[0], unit[0] + 3) if is_times and _compared(text, start, unit[0]) else None


_MORE = re.compile(r"(?:tăng|giảm|gấp|cao|thấp|hơn|bằng|nhiều|lớn)[^.;\n]{0,25}$", re.I)


def _compared(text: str, start: int, unit: int) -> bool:
    """`tăng 3 lần`, `gấp 1,2 lần`."""
    return bool(_MORE.search(text, max(0, start - 36), start)) or "," in text[start:unit]


def is_rate(text: str, end: int) -> bool:
    """`13,47 tiêu chí/xã`, `107 trẻ/100 trẻ`."""
    per = _PER.match(text, end)
    if per and per["time"]:
        return True  # 120 lượt bạn đọc/ngày
    if per and text[per.end() : per.end() + 1].isalpha():
        return bool(noun_phrase(" " + text[per.end() : per.end() + 60], 0)) and not _EXACT.match(text, per.end())
    number = _PER_NUMBER.match(text, end)
    base = _BASE.match(text, number.end()) if number else None
    return base is not None and base["n"].replace(".", "") in ("100", "1000", "10000", "100000")
