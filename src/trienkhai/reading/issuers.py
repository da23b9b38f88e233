"""The issuing body named right in a mention: `của Ban Thường vụ Tỉnh ủy (khóa XV)`."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from trienkhai.reading.lexicon import EDGE_LEFT, EDGE_RIGHT, UPPER, any_of, table, words

_CAPITAL = rf"(?:[{UPPER}][^\W_]*(?:[-&,][{UPPER}][^\W_]*)*)"  # Hoa, Tháp-Chàm, GD&ĐT, VH,TT&DL


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
    names = any_of([t["name"] for t in types] + [s for t in types for s in t.get("short", [])])
    return re.compile(f"{EDGE_LEFT}(?:{names})(?![ ](?:gia|sư){EDGE_RIGHT}){EDGE_RIGHT}", re.I)  # not Luật gia


_PLENUM = re.compile(
    r"""
    Hội[ ]nghị[ ](?:
        lần[ ]thứ[ ](?:[IVX]+|\d{1,2}|mười[ ][^\W\d_]+|[^\W\d_]+),?[ ](?:của[ ])?       # Hội nghị lần thứ sáu
        (?:Ban[ ]Chấp[ ]hành|BCH)[ ]?(?:Trung[ ]ương|TW|TƯ)(?:[ ]Đảng)?
      | (?:Trung[ ]ương|TW|TƯ)[ ](?:lần[ ]thứ[ ])?(?:\d{1,2}|[IVX]+)                       # Hội nghị Trung ương 6
      | (?:Trung[ ]ương|TW|TƯ)[ ]lần[ ]thứ[ ](?:mười[ ])?[^\W\d_]+                        # … Trung ương lần thứ sáu
      | (?:Trung[ ]ương|TW|TƯ)(?=[ ]?,?[ ]?\(?kh[óo][aá][ ])                              # … Trung ương khóa XII
    )(?![^\W_])
    """,
    re.X | re.I,
)
_MEETING = re.compile(
    r"Hội[ ]nghị[ ]lần[ ]thứ[ ](?:[IVX]+|\d{1,2}|mười[ ][^\W\d_]+|[^\W\d_]+),?[ ](?:của[ ])?(?!Hội[ ]nghị)", re.I
)  # Hội nghị lần thứ năm + BCH Đảng bộ tỉnh


def issuer_at(text: str, position: int) -> int | None:
    """Where the body that begins at `position` of a view ends, or None."""
    front, closed, opened, _ = _names()
    plenum = _PLENUM.match(text, position)
    if plenum:
        return plenum.end()
    meeting = _MEETING.match(text, position)
    if meeting and (of := issuer_at(text, meeting.end())):
        return of
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
            return _goes_on(text, _whole_head(text, mass.end())) if mass else _more_fronts(text, end)
        if best is lead and (not head or head.end() < end):
            after = re.compile(r"[ ](?:các[ ])?").match(text, end)
            if after and any(p.match(text, after.end()) for p in (front, closed, opened)):
                at = after.end()
                continue
            return _goes_on(text, end)
        return _goes_on(text, _whole_head(text, end), best.start())
    return None if not seen else at


def unknown_at(text: str, position: int) -> int | None:
    """Where a body of no known kind ends, by its capitals: `của Liên hiệp Bến Gỗ`; None where none begins."""
    first = re.compile(_CAPITAL).match(text, position)
    if not first or _type_words().match(text, position) or _is_sentence_word(text, position):
        return None
    return _goes_on(text, first.end())


@cache
def _fields() -> re.Pattern[str]:
    """`Giáo dục và Đào tạo`, `Kế hoạch & Đầu tư`, `Thi đua, Khen thưởng`, right after the head of a name."""
    names = any_of(table("issuers")["fields"])
    loose = names.replace(r"\ và\ ", r"[ ](?:và|&)[ ]").replace(r"\ \-\ ", r"(?:[ ]?-[ ]?|,[ ])")
    return re.compile(f"[ ](?:{loose}){EDGE_RIGHT}", re.I)


@cache
def _phrase() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """`Ban Chỉ đạo` and then `phòng, chống dịch tỉnh`: small words as far as the level, none that opens a clause."""
    lists = table("issuers")
    levels, stops = any_of(lists["levels"]), any_of(lists["clauses"])
    small = rf"(?:,?[ ](?!(?:{stops}|{levels}){EDGE_RIGHT})[^\W_][\w-]*){{1,12}}?"
    return words(lists["phrased"]), re.compile(rf"{small}[ ](?:{levels}){EDGE_RIGHT}")


_MASS = re.compile(r"[ ](?:Đoàn|Hội|Mặt[ ]trận|MTTQ|Công[ ]đoàn)(?![^\W_])")  # Ban Chấp hành Trung ương Đoàn


def _whole_head(text: str, end: int) -> int:
    """`Trung ương Hội` ends a head; with `Người cao tuổi` or `Luật gia` the head is longer."""
    last = text.rfind(" ", max(0, end - 12), end) + 1
    longer = _names()[2].match(text, last) if last and text[last:end] in _OF_MEMBERS else None
    return max(end, longer.end()) if longer else end


_OF_MEMBERS = ("Hội", "Đoàn", "Liên đoàn", "Mặt trận")


def _more_fronts(text: str, end: int) -> int:
    """`Bộ trưởng Bộ Y tế`, `Ban Bí thư Trung ương Đảng`: a closed name may carry nothing more than these."""
    found = re.compile(r"[ ](?:Trung[ ]ương[ ]Đảng|Trung[ ]ương|Việt[ ]Nam|Đảng)(?![^\W_])").match(text, end)
    return found.end() if found and text[end - 2 : end].lower() not in ("tw", "ộc") else end


_STEP = re.compile(
    rf"""
      [ ](?P<dotted>(?i:tp|tx|tt|q|p|h)\.)[ ]?(?={_CAPITAL})      # TP. Hoa Sen
    | [ ](?P<capital>{_CAPITAL})                             # Hoa Sen, Nội vụ
    | [ ](?P<number>\d{{1,3}})(?=[ ](?:tỉnh|huyện|xã|thành|trung|[{UPPER}]))  # Ban Chỉ đạo 35 tỉnh
    | (?i:(?<=[ ]quận)|(?<=phường)|(?<=uận[ ]ủy))[ ](?P<place>\d{{1,2}})(?![^\W_]|[/.,%]\d)   # phường 5
    | [ ](?P<and>(?:và|-|&)[ ]){_CAPITAL}                   # Cơ quan và Doanh nghiệp
    | ,[ ](?P<comma>{_CAPITAL}[ ](?:[^\W\d_]+[ ]){{0,3}}(?:và|-|&)[ ]){_CAPITAL}  # Văn hóa, Thể thao và Du lịch
    """,
    re.X,
)
_PLACES = ("tỉnh", "thành phố", "huyện", "thị xã", "thị trấn", "quận", "xã", "phường", "đặc khu", "tp", "tp.")


@cache
def _of_places() -> frozenset[str]:
    """Heads that only the name of a place follows: no small word goes on a name after them."""
    return frozenset(word.lower() for word in table("issuers")["of_places"])


_OF_BODY = re.compile(r"[ ]của[ ]")
_OWNED = re.compile(r"(?:Ban|Thường[ ]trực|Văn[ ]phòng|Đoàn)(?![^\W_])")  # Ban Pháp chế của Hội đồng nhân dân tỉnh


def _goes_on(text: str, end: int, begin: int | None = None) -> int:
    _, closed, opened, inside = _names()
    if begin is not None:
        end = _branch(text, begin, end)
    types = _type_words()
    head = text[begin:end].lower() if begin is not None else ""
    in_place = head in _of_places() or any(text[end - len(p) - 1 : end].lower() == " " + p for p in _PLACES)
    for _ in range(14):
        small = inside.match(text, end + 1) if text[end : end + 1] == " " else None
        found = None if small and " " in small.group() else _STEP.match(text, end)
        if found:
            start = end + 1 if text[end] == " " else end + 2
            if found["and"]:
                start = found.end("and")
            joined = found["and"] or found["comma"]
            if joined and (opened.match(text, start) or closed.match(text, start)):
                return end
            if not found["place"] and (types.match(text, start) or _is_sentence_word(text, start)):
                return end
            field = _fields().match(text, start - 1) if not in_place and not found["dotted"] else None
            end = field.end() if field and field.end() > found.end() else found.end()
            end -= bool(found["dotted"]) and text[end - 1] == " "
            continue
        if small:
            in_place = in_place or small.group().lower() in _PLACES
            end = small.end()
            continue
        tail = None if in_place else _compound(text, end, begin)
        if tail is None:
            break
        end = tail
    return _owner(text, begin, end)


def _branch(text: str, begin: int, end: int) -> int:
    """What the head of a name is about: `Sở` + `Kế hoạch và Đầu tư`, `Ban Chỉ đạo` + `xây dựng nông thôn mới tỉnh`."""
    heads, phrase = _phrase()
    about = phrase.match(text, end) if heads.fullmatch(text, begin, end) else None
    return max((found.end() for found in (_fields().match(text, end), about) if found), default=end)


def _owner(text: str, begin: int | None, end: int) -> int:
    """`Ban Pháp chế` + ` của Hội đồng nhân dân tỉnh`."""
    of = _OF_BODY.match(text, end)
    if begin is None or not of or not _OWNED.match(text, begin):
        return end
    _, _, opened, _ = _names()
    head = opened.match(text, of.end())
    return _goes_on(text, head.end()) if head else end


@cache
def _syllables() -> tuple[re.Pattern[str], frozenset[str]]:
    """Small words that go on a capital one: any of a list, and those of the names known (`Ngoại giao`)."""
    lists = table("issuers")
    known = (name.split() for name in [*lists["fields"], *lists["closed"], *lists["open"]])
    pairs = {
        f"{one} {after}" for name in known for one, after in pairwise(name) if one[0].isupper() and after.islower()
    }
    return re.compile(f"[ ](?:{any_of(lists['syllables'])}){EDGE_RIGHT}"), frozenset(pairs)


_WORD = re.compile(r"[ ][^\W\d_]+")


_THEN_CAPITAL = re.compile(rf"[ ](?P<word>[^\W\d_]+)(?=[ ]{_CAPITAL})")


def _compound(text: str, end: int, begin: int | None) -> int | None:
    """`Nội` + `vụ`: a small word of a name, directly after a capital word; `Trường Mầm` + `non` before `Hoa Mai`."""
    before = text[text.rfind(" ", max(0, end - 20), end) + 1 : end]
    if not before[:1].isupper():
        return None
    listed, pairs = _syllables()
    found = listed.match(text, end)
    if not found and (word := _WORD.match(text, end)) and before + word.group() in pairs:
        found = word
    if not found and begin is not None and (first := _THEN_CAPITAL.match(text, end)):
        _, closed, opened, _ = _names()
        goes_on = not (opened.match(text, first.end() + 1) or closed.match(text, first.end() + 1))
        is_second = opened.fullmatch(text, begin, end - len(before) - 1) is not None
        found = first if goes_on and is_second and first["word"] not in table("issuers")["clauses"] else None
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
        (?:,?[ ]nhiệm[ ]kỳ[ ]\d{4}[ ]?-[ ]?\d{4}|[ ]\(nhiệm[ ]kỳ[ ]\d{4}[ ]?-[ ]?\d{4}\))?  # khóa XI (nhiệm kỳ …)
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
