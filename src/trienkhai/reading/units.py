"""Units that stand before their number: the sum of money, the label of a list, `tổng số học viên là 350`."""

from __future__ import annotations

import re
from functools import cache

from trienkhai.reading.lexicon import any_of, table
from trienkhai.reading.nouns import noun_phrase

_CLAUSE = re.compile(r"(?<!TP)(?<!TX)(?<!TT)\.|[;:()\n“”\"]|,(?!\d)")  # but TP. An Hòa


@cache
def _money() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{any_of(table('measures')['money_nouns'])})(?![^\W_])", re.I)


@cache
def _things() -> re.Pattern[str]:
    nouns = table("nouns")
    things = [n for n in nouns["things"] + nouns["compounds"] if " " in n and not n.startswith("cấp ")] + nouns["alone"]
    return re.compile(rf"(?<![^\W_])(?:{any_of(things)})(?![^\W_])", re.I)


def _clause_before(text: str, start: int, reach: int = 90) -> int:
    begin = max(0, start - reach)
    last = begin
    for found in _CLAUSE.finditer(text, begin, start):
        last = found.end()
    return last


def money_noun(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The noun that names the money: right after the amount (`13 triệu đồng kinh phí`), else before it."""
    after = _money().match(text, end + 1) if text[end : end + 1] == " " else None
    if after:
        return noun_phrase(text, end) or after.span()
    begin = _clause_before(text, start, 160)
    if not text[begin:start].strip() and begin and text[begin - 1] == ":":
        begin = _clause_before(text, begin - 1, 60)  # lệ phí: 50.000 đồng
    for read in (_money_in, _flow, _subject_before, _label_of_money, _level_of_money):
        span = read(text, begin, start)
        if span:
            return span
    return None


_MORE_OF_IT = re.compile(  # the words that go with a noun of money: tổng số (nợ), mức (học phí)
    r"(?<![^\W_])(?:(?:tổng số|tổng|mức|quy mô|sắc|tiêu chí|nhu cầu|các loại|số|nguồn)[ ])+$", re.I
)
_OUT_OF = re.compile(r"(?:^|[ ])(?:từ|bằng)[ ](?:(?:các|nguồn|quỹ|phần)[ ]){0,2}$", re.I)
_OFFICE = re.compile(r"(?<![^\W_])(?:cục|ngành|cơ quan|phòng|đội|kho|tổng cục)[ ]$", re.I)  # Cục Thuế
_AGE = re.compile(r"[ ](?:mới|cũ)$", re.I)


def _money_in(text: str, begin: int, start: int) -> tuple[int, int] | None:
    """The last noun of money in a clause that does not only say where the money of another comes from."""
    span = None
    for found in _money().finditer(text, begin, start):
        if text[max(0, found.start() - 4) : found.start()].lower() == "trị ":
            span = None  # trị giá: a verb here
            continue
        if _OFFICE.search(text, max(0, found.start() - 10), found.start()):
            continue
        if span and (found.start() <= span[1] or _OUT_OF.search(text, max(span[1], found.start() - 20), found.start())):
            continue  # kinh phí từ ngân sách tỉnh
        joined = span[0] if span and text[span[1] : found.start()] == " và " else None  # nợ quá hạn và nợ khoanh
        first, end = _whole_noun(text, begin, found, start)
        span = (first if joined is None else joined), end
    return span


def _whole_noun(text: str, begin: int, found: re.Match[str], start: int) -> tuple[int, int]:
    """A noun of money with what leads it (`tổng số nợ`) and what describes it, up to the next number."""
    digit = _DIGIT.search(text, found.end(), start)
    phrase = noun_phrase(text, found.start(), digit.start() if digit else start)
    end = max(found.end(), phrase[1] if phrase else 0)
    age = _AGE.search(text, found.end(), end)
    lead = _MORE_OF_IT.search(text, max(begin, found.start() - 24), found.start())
    return (lead.start() if lead else found.start()), (age.start() if age else end)


_DIGIT = re.compile(r"\d")
_FLOW = re.compile(
    r"""
    (?:^|[\s])(?:(?:trong[ ]đó|và|còn|riêng|ước|số|tổng)[ ,]{1,2}){0,3}           # trong đó
    (?P<noun>(?:tổng[ ])?(?:thu|chi)[ ])
    (?!hội|bộ|đoàn|nhánh|cục|đội|ủy|tiết|trả[ ]cho|hút|hồi|gom|hoạch|nhập|về|được|cho|là|đạt|tới|\d)
    """,
    re.X | re.I,
)


def _flow(text: str, begin: int, start: int) -> tuple[int, int] | None:
    """`chi đảm bảo xã hội 5 tỷ đồng`: what comes in or goes out, at the head of its clause."""
    found = _FLOW.match(text, begin, start)
    if not found:
        return None
    digit = _DIGIT.search(text, found.end(), start)
    phrase = noun_phrase(text, found.start("noun"), digit.start() if digit else start)
    return phrase if phrase and phrase[1] > found.end() else None


_TOLD = re.compile(r"\d|(?<![^\W_])(?:đạt|là|được|bị|tăng|giảm|có|đã|cho)(?![^\W_])", re.I)


def _subject_before(text: str, begin: int, start: int) -> tuple[int, int] | None:
    """`kinh phí chăm sóc cây, hoa là 5 tỷ đồng`: a comma within what the clause before it begins with."""
    if begin < 2 or text[begin - 1] != "," or _DIGIT.search(text, begin, start):
        return None
    first = _clause_before(text, begin - 1, 120)
    noun = _money().match(text, first + len(text[first:begin]) - len(text[first:begin].lstrip()))
    if not noun or _TOLD.search(text, noun.end(), begin):
        return None
    return _whole_noun(text, first, noun, begin - 1)


_LABEL_OF_MONEY = re.compile(
    r"(?:^|[ ])(?:trong đó[ :,]{1,2}|và[ ]|riêng[ ]|gồm[ ])?(?P<noun>[^\W\d_]+(?:[ ][^\W\d_]+){0,4})[ ]"
    r"(?:ước[ ])?(?:(?:đạt|là|được)[ ])?(?:(?:khoảng|gần|hơn|trên|dưới)[ ])?$",
    re.I,
)


def _label_of_money(text: str, begin: int, start: int) -> tuple[int, int] | None:
    """`khối trường học 38 triệu đồng`: in a list, whose money it is; no name and no word of doing."""
    found = _LABEL_OF_MONEY.match(text, begin, start)
    if not found or (begin and text[begin - 1] not in ",;:("):
        return None
    words = found["noun"].lower().split()
    if not found["noun"][1:].islower() or words[0] in _PRIZES or words[-1] in _GAINS or len(words) < 2:
        return None
    return found.span("noun") if noun_phrase(text, found.start("noun"), start) == found.span("noun") else None


_LEVEL_OF_MONEY = re.compile(r"(?<![^\W_])(?P<noun>mức)[ ](?:(?:khoảng|gần|hơn|trên|dưới|từ)[ ])?$", re.I)


def _level_of_money(text: str, begin: int, start: int) -> tuple[int, int] | None:
    """`hỗ trợ mức 40.000 đồng/kg`, but not `lên mức 40.000 đồng`."""
    found = _LEVEL_OF_MONEY.search(text, max(begin, start - 20), start)
    raised = found and text[max(begin, found.start() - 6) : found.start()].lower().endswith(("lên ", "xuống ", "ở "))
    return found.span("noun") if found and not raised else None


_PRIZES = ("giải", "tổng", "cộng", "mỗi", "mức", "từ", "lên", "còn", "xã", "huyện", "tỉnh", "phường", "thôn", "cấp")
_GAINS = ("lãi", "lỗ", "thu", "chi", "nợ")
_LEVEL = re.compile(
    r"""
    (?<![^\W_])
    (?:cấp[ ](?:tỉnh|huyện|xã|cơ[ ]sở|trung[ ]ương|thành[ ]phố|thôn|phường)|nữ|nam|tỉnh|huyện|xã)   # cấp tỉnh
    [ ]?:?[ ]?(?:có[ ]|là[ ]|trên[ ]|hơn[ ]|gần[ ]|khoảng[ ])?$
    """,
    re.X | re.I,
)


def is_level(text: str, start: int) -> bool:
    """Whether a label of a list stands right before: `cấp tỉnh 01`."""
    return bool(_LEVEL.search(text[max(0, start - 30) : start]))


def unit_before(text: str, start: int) -> tuple[int, int] | None:
    """The last known thing before a number, in its clause or before its colon."""
    if _ends_a_name(text[max(0, start - 24) : start]):
        return None  # Trường Mầm non Hoa Sen 1
    begin = _clause_before(text, start)
    if not text[begin:start].strip() and begin and text[begin - 1] in ":(":
        label = _label_before(text, begin - 1) if text[begin - 1] == ":" else None
        if label:
            return None if _codes().match(text, label[0]) else noun_phrase(text, *label)
        begin = _clause_before(text, begin - 1)
    last = None
    for found in _things().finditer(text, begin, start):
        last = found
    if last is None:
        return _sum_of(text, begin, start)
    if last.end() == start - 1 and not _is_label(text, begin, last):
        return None
    return last.span()


_SUM_OF = re.compile(r"[ ]?(?:tổng số|số lượng)(?=[ ])", re.I)
_IS = re.compile(r"[ ](?:là|đạt|có|được|còn)[ ](?:(?:hơn|trên|gần|khoảng|dưới)[ ])?$", re.I)


def _sum_of(text: str, begin: int, start: int) -> tuple[int, int] | None:
    """`Tổng số phiếu phát ra là hơn 15.000`: what the clause begins with."""
    found = _SUM_OF.match(text, begin, start)
    return noun_phrase(text, found.end(), start) if found and _IS.search(text, max(begin, start - 14), start) else None


_COUNT_OF = re.compile(
    r"(?:^|[.;,(\n][ ]?|[ ])(?:tổng[ ]số|số[ ]lượng|số(?![ ]lượng))(?P<noun>[ ][^\d\n]{2,60})$", re.I
)


def _ends_a_name(before: str) -> bool:
    """Two capitalised words right before a number."""
    words = before.split()[-2:]
    return (
        before[-2:-1].isalpha()
        and before[-1] == " "
        and len(words) == 2
        and all(word[0].isupper() and not word.isupper() for word in words)
    )


@cache
def _codes() -> re.Pattern[str]:
    return re.compile(rf"[ ]?(?:{any_of(w[3:] for w in table('contexts')['columns'] if w.startswith('số'))})", re.I)


def _label_before(text: str, colon: int) -> tuple[int, int] | None:
    """What stands after `số` before a colon: `số biểu mẫu phải nộp: 04` counts forms, `số tài khoản: …` nothing."""
    begin = _clause_before(text, colon)
    found = _COUNT_OF.search(text[max(0, begin - 2) : colon])
    return (max(0, begin - 2) + found.start("noun"), colon) if found else None


def _is_label(text: str, begin: int, thing: re.Match[str]) -> bool:
    """`số lớp 12` and `nữ 25` label a number; `lớp 5` and `phòng 205` are names."""
    before = text[max(begin, thing.start() - 14) : thing.start()].lower()
    return thing.group().lower() in ("nữ", "nam") or bool(re.search(r"(?:số|số lượng|tổng) $", before))
