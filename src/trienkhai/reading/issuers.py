"""The issuing body named right in a mention: `của Ban Thường vụ Tỉnh ủy (khóa XV)`."""

from __future__ import annotations

import re
from functools import cache

from trienkhai.reading.lexicon import EDGE_LEFT, EDGE_RIGHT, any_of, table, words

_CAPITAL = r"(?:[A-ZÀ-ỸĐƯƠ][^\W_]*(?:-[A-ZÀ-ỸĐ][^\W_]*)*)"


@cache
def _names() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    lists = table("issuers")
    # All are case-insensitive but the short open heads (`Hội`, `Sở`, `Ban`), which must be capital to be a name.
    long_open = [w for w in lists["open"] if " " in w or len(w) > 5]
    short_open = [w for w in lists["open"] if w not in long_open]
    front = words(lists["front"])
    closed = words(lists["closed"])
    shouted = any_of(w.upper() for w in short_open)
    opened = re.compile(f"{EDGE_LEFT}(?:(?i:{any_of(long_open)})|{any_of(short_open)}|{shouted}|ubnd|hđnd){EDGE_RIGHT}")
    inside = words(lists["inside"])
    return front, closed, opened, inside


@cache
def _type_words() -> re.Pattern[str]:
    types = table("types")["type"]
    return words([t["name"] for t in types] + [s for t in types for s in t.get("short", [])])


_PLENUM = re.compile(
    r"""
    Hội[ ]nghị[ ](?:
        lần[ ]thứ[ ](?:[IVX]+|\d{1,2}|mười[ ][^\W\d_]+|[^\W\d_]+),?[ ](?:của[ ])?       # Hội nghị lần thứ sáu
        (?:Ban[ ]Chấp[ ]hành|BCH)[ ](?:Trung[ ]ương|TW|TƯ)(?:[ ]Đảng)?
      | (?:Trung[ ]ương|TW|TƯ)[ ](?:lần[ ]thứ[ ])?(?:\d{1,2}|[IVX]+)                       # Hội nghị Trung ương 6
    )(?![^\W_])
    """,
    re.X | re.I,
)


def issuer_at(text: str, position: int) -> int | None:
    """Where the body that begins at `position` of a view ends, or None."""
    front, closed, opened, _ = _names()
    plenum = _PLENUM.match(text, position)
    if plenum:
        return plenum.end()
    at, seen = position, False
    for _ in range(4):
        fixed, head, lead = closed.match(text, at), opened.match(text, at), front.match(text, at)
        best = max((m for m in (fixed, head, lead) if m), key=lambda m: m.end(), default=None)
        if best is None:
            break
        end = best.end()
        seen = True
        if best is fixed and (not head or head.end() < end):
            mass = _MASS.match(text, end) if text[end - 4 : end].endswith(("ương", "TW")) else None
            return _goes_on(text, mass.end()) if mass else _more_fronts(text, end)
        if best is lead and (not head or head.end() < end):
            after = re.compile(r"[ ](?:các[ ])?").match(text, end)
            if after and any(p.match(text, after.end()) for p in (front, closed, opened)):
                at = after.end()
                continue
            return _goes_on(text, end)
        return _goes_on(text, end)
    return None if not seen else at


_MASS = re.compile(r"[ ](?:Đoàn|Hội|Mặt[ ]trận|MTTQ|Công[ ]đoàn)(?![^\W_])")  # Ban Chấp hành Trung ương Đoàn


def _more_fronts(text: str, end: int) -> int:
    """`Bộ trưởng Bộ Y tế`, `Ban Bí thư Trung ương Đảng`: a closed name may carry nothing more than these."""
    found = re.compile(r"[ ](?:Trung[ ]ương[ ]Đảng|Trung[ ]ương|Việt[ ]Nam|Đảng)(?![^\W_])").match(text, end)
    return found.end() if found and text[end - 2 : end].lower() not in ("tw", "ộc") else end


_STEP = re.compile(
    rf"""
      [ ](?P<capital>{_CAPITAL})                             # Hoa Sen, Nội vụ
    | [ ](?P<number>\d{{1,3}})(?=[ ](?:tỉnh|huyện|xã|thành|trung|[A-ZĐ]))  # Ban Chỉ đạo 35 tỉnh
    | [ ](?P<and>(?:và|-|&)[ ]){_CAPITAL}                   # Cơ quan và Doanh nghiệp
    | ,[ ](?P<comma>{_CAPITAL}[ ](?:[^\W\d_]+[ ]){{0,3}}(?:và|-|&)[ ]){_CAPITAL}  # Văn hóa, Thể thao và Du lịch
    """,
    re.X,
)
_PLACES = ("tỉnh", "thành phố", "huyện", "thị xã", "thị trấn", "quận", "xã", "phường", "đặc khu", "tp", "tp.")


def _goes_on(text: str, end: int) -> int:
    _, closed, opened, inside = _names()
    types = _type_words()
    in_place = any(text[end - len(p) - 1 : end].lower() == " " + p for p in _PLACES)
    for _ in range(14):
        found = _STEP.match(text, end)
        if found:
            start = end + 1 if text[end] == " " else end + 2
            if found["and"]:
                start = found.end("and")
                if opened.match(text, start) or closed.match(text, start):
                    return end
            if found["comma"] and (opened.match(text, start) or closed.match(text, start)):
                return end
            if types.match(text, start) or _is_sentence_word(text, start):
                return end
            end = found.end()
            continue
        small = inside.match(text, end + 1) if text[end : end + 1] == " " else None
        if small:
            in_place = in_place or small.group().lower() in _PLACES
            end = small.end()
            continue
        tail = None if in_place else _compound(text, end)
        if tail is None:
            return end
        end = tail
    return end


@cache
def _syllables() -> re.Pattern[str]:
    return re.compile(f"[ ](?:{any_of(table('issuers')['syllables'])}){EDGE_RIGHT}")


def _compound(text: str, end: int) -> int | None:
    """`Nội` + `vụ`: a small word of a name, directly after a capital word."""
    if not text[text.rfind(" ", max(0, end - 20), end) + 1 : end][:1].isupper():
        return None
    found = _syllables().match(text, end)
    return found.end() if found else None


@cache
def _sentence_words() -> frozenset[str]:
    return frozenset(table("issuers")["sentence_words"])


def _is_sentence_word(text: str, start: int) -> bool:
    found = re.compile(r"[^\W\d_]+").match(text, start)
    return bool(found) and found.group() in _sentence_words()  # type: ignore[union-attr]


TERM = re.compile(
    r"""
    [ ]?,?[ ]?(?P<open>\()?[ ]?
    (?:
        (?:khóa|khoá|nhiệm[ ]kỳ)[ ]?(?:thứ[ ])?(?:[IVXLC]+|\d{1,2}(?!\d))(?![^\W_])      # khóa XII
        (?:,?[ ]nhiệm[ ]kỳ[ ]\d{4}[ ]?-[ ]?\d{4})?
      | nhiệm[ ]kỳ[ ]\d{4}[ ]?-[ ]?\d{4}                                                # nhiệm kỳ 2020 - 2025
      | lần[ ]thứ[ ](?:[IVXLC]+|\d{1,2}|[^\W\d_]+)(?![^\W_])                            # lần thứ XVI
    )
    (?P<close>[ ]?\))?
    """,
    re.X | re.I,
)


def term_after(text: str, position: int) -> int | None:
    """Where a term of office (`(khóa XII)`, `, khóa XI`) that goes on a mention ends, or None."""
    found = TERM.match(text, position)
    if not found:
        return None
    if found["open"]:
        return found.end() if found["close"] else None
    return found.start("close") if found["close"] else found.end()
