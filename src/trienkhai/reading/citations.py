"""Mentions of documents in a view: type word, sign, day, issuer and term, in the orders people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from trienkhai.reading.dates import day_after
from trienkhai.reading.issuers import issuer_at, term_after, unknown_at
from trienkhai.reading.lexicon import EDGE_LEFT, EDGE_RIGHT, any_of, table
from trienkhai.reading.nouns import starts_noun
from trienkhai.reading.scanning import digits, lowered
from trienkhai.reading.signs import Sign, codes, letters, sign_at
from trienkhai.reading.titles import title_after


@dataclass(frozen=True, slots=True)
class Mention:
    """A citation in offsets of the view; `issuer` is a span."""

    start: int
    end: int
    type: str | None
    number: str | None = None
    symbol: str | None = None
    date: str | None = None
    issuer: tuple[int, int] | None = None
    form: str = "named"
    key: str | None = None


@cache
def _types() -> tuple[dict[str, dict[str, object]], re.Pattern[str]]:
    entries = table("types")["type"]
    by_word: dict[str, dict[str, object]] = {}
    for entry in entries:
        by_word[entry["name"]] = entry
        for short in entry.get("short", []):
            by_word.setdefault(short, entry)
    full = any_of(e["name"] for e in entries)
    short = any_of(s for e in entries for s in e.get("short", []))
    return by_word, re.compile(
        rf"""
          {EDGE_LEFT}(?i:(?P<full>{full})){EDGE_RIGHT}            # Nghị quyết
        | (?<![\w/.-])(?P<short>{short})(?=[ ]?(?:số[ ]?)?\d)       # NQ 35, NQ35
        | (?<![\w/.,:-])(?P<alone>(?:(?i:số)[ ]?:?[ ]?)?           # 01-KL/TW, số 30/2020/NĐ-CP
            (?=\d{{1,5}}[a-zđ]?[ ]?[-/ ]?[ ]?(?:\d{{4}}[ ]?/[ ]?)?[A-ZĐ]))
        """,
        re.X,
    )


@cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words between type and number (`Nghị quyết chuyên đề số 5`), and what may follow a number without letters."""
    lists = table("types")
    filler = re.compile(f"[ ](?:{any_of(lists['fillers'])}){EDGE_RIGHT}", re.I)
    after = re.compile(rf"$|\n|[ ]?[.,;:)\]”\"“…(-]|[ ]năm[ ](?:19|20)\d\d|[ ](?:{any_of(lists['after_bare'])})", re.I)
    return filler, after


_NUMBER_WORD = re.compile(r"(?P<open>[ ]?\()?[ ]?,?[ ]?(?P<word>(?i:số)[ ]?:?[ ]?)?(?=\d)")
_BARE = re.compile(r"(?P<number>\d{1,5}[a-zđ]?)(?![\w%])(?![.,/]\d)(?![ ]?[/%])")
_A_YEAR = re.compile(r"19[4-9]\d|20[0-4]\d")  # Kế hoạch 2025
_YEARLY = re.compile(r"(?P<number>\d{1,4})/(?P<year>(?:19|20)\d\d)(?![\w/-])")  # Nghị định 15/2022
_OF = re.compile(r"(?P<comma>[ ]?,)?[ ]?(?P<open>\()?(?:của|do)[ ]", re.I)
_YEAR = re.compile(r"[ ]?,?[ ](?:ban[ ]hành[ ])?năm[ ](?:19|20)\d\d(?!\w|[/.-]\d)(?![ ]?-[ ]?\d)")
_MORE = re.compile(r"(?:[ ]?[,;]|[ ]và|[ ]?,[ ]?và)[ ](?P<word>(?i:số)[ ])?(?=\d)")
_CLAUSE_AFTER_DAY = re.compile(r",[ ](?!của|về|“|\"|quy[ ]định|v/v|do[ ])", re.I)


def mentions(text: str) -> list[Mention]:
    """All mentions in a view, in order, none overlapping."""
    found: list[Mention] = []
    position = 0
    for start in _starts(text):
        if start.start() < position:
            continue
        for mention in _at(text, start):
            found.append(mention)
            position = mention.end
    return found


def _starts(text: str) -> Iterator[re.Match[str]]:
    """The type words, short forms and signs of a text, tried where a word of the lists or a digit stands."""
    words, shorts = _first_words()
    places = {found.start() for found in words.finditer(lowered(text))}
    places.update(found.start() for found in shorts.finditer(text))
    places.update(start for start, _ in digits(text))
    _, pattern = _types()
    end = 0
    for place in sorted(places):
        start = pattern.match(text, place) if place >= end else None
        if start:
            end = start.end()
            yield start


@cache
def _first_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    entries = table("types")["type"]
    shorts = any_of(s for e in entries for s in e.get("short", []))
    return re.compile(any_of([*(e["name"] for e in entries), "số"])), re.compile(shorts)


def _at(text: str, start: re.Match[str]) -> Iterator[Mention]:
    if start["alone"] is not None:
        yield from _alone(text, start)
        return
    entry = _types()[0][(start["full"] or "").lower() or start["short"]]
    if entry.get("title"):
        titled = _titled(text, start, str(entry["name"]))
        if titled:
            yield titled
        return
    first = _signed(text, start.start(), start.end(), entry, bool(start["short"]))
    if first:
        yield from _with_others(text, first)
        return
    if start["full"]:
        named = title_after(text, start.start(), start.end())
        if named:
            yield Mention(start.start(), named.end, str(entry["name"]), issuer=named.issuer, date=named.date)
            for begin, end in named.others:
                yield Mention(begin, end, str(entry["name"]), issuer=named.issuer)


def _titled(text: str, start: re.Match[str], kind: str) -> Mention | None:
    """A law: by its title, or by its number, or both."""
    from trienkhai.reading.laws import law_after

    law = law_after(text, start.start(), start.end(), kind)
    if law is None:
        return None
    if law.sign:
        return Mention(
            start.start(), law.end, kind, law.sign.number, law.sign.symbol, law.date, None, "full", law.sign.key
        )
    return Mention(start.start(), law.end, kind, date=law.date)


def _alone(text: str, start: re.Match[str]) -> Iterator[Mention]:
    sign = sign_at(text, start.end("alone"))
    if sign is None or not sign.known or _is_masthead(text, start.end("alone"), sign.end):
        return
    first = _tail(
        text, Mention(start.start(), sign.end, sign.type, sign.number, sign.symbol, form="full", key=sign.key)
    )
    yield from _with_others(text, first)


_OWN_SIGN = re.compile(r"(?:^|[\n|])[ ]?(?i:số)[ ]?:?[ \n]?$")


def _is_masthead(text: str, start: int, end: int) -> bool:
    """`Số: 15/BC-UBND` on a line of its own is the paper's own sign, not a mention."""
    before = _OWN_SIGN.search(text[max(0, start - 12) : start])
    # Beside it, in the next cell, stand the place and the day.
    after = re.compile(r"[ ]?(?:\n|$|\|)|[ ][^,\n]{2,40},[ ]ngày[ ]").match(text, end)
    return bool(before and after and (before.start() or start <= 12 or text[start - 13] in "\n|"))


def _signed(text: str, start: int, after: int, entry: dict[str, object], is_short: bool) -> Mention | None:
    """A mention with a number, from the end of its type word."""
    kind = str(entry["name"])
    filler = _around()[0].match(text, after)
    issuer = None
    lead = _NUMBER_WORD.match(text, filler.end() if filler else after)
    if not lead:
        between = _issuer_between(text, filler.end() if filler else after)
        if not between:
            return None
        issuer, position = between
        lead = _NUMBER_WORD.match(text, position)
        if not lead or not lead["word"]:
            return None
    at = lead.end()
    sign = sign_at(text, at)
    if sign and (sign.known or lead["word"] or sign.type or (not is_short and re.search(r"[-/]", sign.symbol))):
        mention = Mention(start, sign.end, kind, sign.number, sign.symbol, None, issuer, "full", sign.key)
    elif yearly := _YEARLY.match(text, at):
        number, year = yearly["number"].lstrip("0") or "0", yearly["year"]
        mention = Mention(start, yearly.end(), kind, number, year, None, issuer, "full", f"{yearly['number']}/{year}")
    else:
        bare = _BARE.match(text, at)
        if not bare or lead["open"] or not _may_be_bare(text, start, bare, entry, bool(lead["word"]), is_short):
            return None
        number = bare["number"].lstrip("0") or "0"
        mention = Mention(start, bare.end(), kind, number, None, None, issuer, "numbered")
    mention = _tail(text, mention)
    if lead["open"]:
        closing = re.compile(r"[ ]?\)").match(text, mention.end)
        if not closing:
            return mention
        mention = _tail(text, replace(mention, end=closing.end()))
    if mention.form == "numbered" and entry.get("nick") and not (lead["word"] and (mention.issuer or mention.date)):
        return None
    return mention


def _issuer_between(text: str, after: int) -> tuple[tuple[int, int], int] | None:
    """`Nghị quyết của Bộ Chính trị số 35-NQ/TW`."""
    of = re.compile(r"[ ](?:của[ ])?").match(text, after)
    end = issuer_at(text, of.end()) if of else None
    if not of or not end:
        return None
    return (of.end(), end), end


_DATED = re.compile(r"[ ]\(?ngày[ ]\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?!\d)", re.I)  # Tờ trình 09 ngày 02/4/2024


def _may_be_bare(
    text: str, start: int, bare: re.Match[str], entry: dict[str, object], has_word: bool, is_short: bool
) -> bool:
    """Whether a bare number is a document's: `Nghị quyết 35 đảm bảo`, but not `kết luận 5 vụ việc`."""
    if re.compile(r"[ ](?:năm(?![ ](?:19|20)\d\d)|tháng|tuần|giờ|phút|triệu|tỷ|nghìn)(?![^\W_])", re.I).match(
        text, bare.end()
    ):
        return False
    if has_word or (not is_short and _DATED.match(text, bare.end())):
        return True
    if not entry.get("bare") or _A_YEAR.fullmatch(bare["number"]):
        return False
    if is_short and entry["name"] not in (
        "nghị quyết",
        "chỉ thị",
        "kết luận",
        "quyết định",
        "quy định",
        "nghị định",
        "kế hoạch",
    ):
        return False
    if len(bare["number"]) > 4:
        return False
    strong = entry["name"] in ("nghị quyết", "nghị định", "thông tư")
    if starts_noun(text, bare.end()):
        return False
    if strong or (text[start].isupper() and entry["name"] == "chỉ thị"):
        return True
    return text[start].isupper() and bool(_around()[1].match(text, bare.end()))


def _tail(text: str, mention: Mention) -> Mention:
    """Take in the day, the year, the issuer and the term that follow, each once, in any order."""
    year = term = False
    for _ in range(5):
        end = mention.end
        if not mention.date and (day := day_after(text, end)) and not _opens_clause(text, mention, day.end, day.comma):
            mention = replace(mention, end=day.end, date=day.iso)
            continue
        if not year and not mention.date and (found := _YEAR.match(text, end)):
            year, mention = True, replace(mention, end=found.end())
            continue
        if not mention.issuer and (body := _issuer_after(text, end)):
            last = _partners(text, body[1]) if _is_joint(text, mention) else body[1]
            mention = replace(mention, end=last, issuer=(body[0], last))
            continue
        if not term and (until := term_after(text, end)):
            term, mention = True, replace(mention, end=until)
            continue
        break
    return mention


_JOINT = re.compile(r"liên[ ](?:tịch|ngành)|phối[ ]hợp|LT(?![^\W_])|PH-|LN-", re.I)
_PARTNER = re.compile(r"(?:,|[ ]và|[ ]-|,[ ]và|[ ]với)[ ]")


def _is_joint(text: str, mention: Mention) -> bool:
    """Whether several bodies issued it: `Thông tư liên tịch`, `Kế hoạch phối hợp`."""
    return bool(_JOINT.search(text, mention.start, min(mention.end, mention.start + 80)))


def _partners(text: str, end: int) -> int:
    """`Bộ Y tế` + ` và Bộ Nội vụ`."""
    for _ in range(8):
        more = _PARTNER.match(text, end)
        body = issuer_at(text, more.end()) if more and text[more.end() : more.end() + 1].isupper() else None
        if not body:
            break
        end = body
    return end


def _opens_clause(text: str, mention: Mention, end: int, comma: bool) -> bool:
    """`Chỉ thị số 05-CT/TW, ngày 02/6/2025, xã tổ chức …`: the day belongs to what follows."""
    if not comma:
        return False
    if mention.issuer:
        return not re.compile(r"[ ]?(?:$|[;.)\n]|,?[ ](?:về|của|“|\"))", re.I).match(text, end)
    return bool(_CLAUSE_AFTER_DAY.match(text, end))


def _issuer_after(text: str, end: int) -> tuple[int, int] | None:
    of = _OF.match(text, end)
    if of:
        named = None if of["open"] else issuer_at(text, of.end()) or unknown_at(text, of.end())
        return (of.end(), named) if named else None
    if text[end : end + 1] == " ":
        first = text[end + 1 : end + 2]
        body = issuer_at(text, end + 1) if first.isupper() else None
        return (end + 1, body) if body and _is_body(text, end + 1, body) else None
    return None


def _is_body(text: str, start: int, end: int) -> bool:
    """Without `của` only a name that cannot be the subject of a new clause is taken: `Nghị quyết 35 Bộ Chính trị`."""
    if text[start : start + 9].lower() == "hội nghị ":
        return True
    return (
        bool(re.compile(r"[ ]?(?:$|\n|[.;)]|,?[ ](?:về|ngày|khóa|“|\")|[ ]\()", re.I).match(text, end)) and start < end
    )


def _with_others(text: str, first: Mention) -> Iterator[Mention]:
    """The first mention and the further numbers of its list: `Nghị quyết số 10, 11-NQ/TW`."""
    group = [first]
    for _ in range(40):
        last = group[-1]
        more = _MORE.match(text, last.end)
        if not more:
            break
        start = more.start("word") if more["word"] else more.end()
        sign = sign_at(text, more.end())
        if sign and sign.known:
            kind = first.type if sign.type is None or _same_type(first.type, sign) else sign.type
            group.append(
                _tail(text, Mention(start, sign.end, kind, sign.number, sign.symbol, form="full", key=sign.key))
            )
            continue
        bare = _BARE.match(text, more.end())
        if last.symbol or not bare or not _goes_on_list(text, bare):
            break
        number = bare["number"].lstrip("0") or "0"
        group.append(_tail(text, Mention(start, bare.end(), first.type, number, form="numbered")))
    yield from _share_symbol(group)


def _same_type(kind: str | None, sign: Sign) -> bool:
    code = re.split(r"[-/]", sign.symbol.split("/", 1)[1] if sign.symbol[:4].isdigit() else sign.symbol)[0]
    return (
        any(kind == e["name"] and code in e["codes"] for e in table("types")["type"])
        or code in letters()
        or code not in codes()
    )


def _goes_on_list(text: str, bare: re.Match[str]) -> bool:
    if starts_noun(text, bare.end()) or len(bare["number"]) > 4:
        return False
    return bool(re.compile(r"$|\n|[ ]?[.,;)(-]|[ ](?:và|của|về|ngày|được|trong|khóa)", re.I).match(text, bare.end()))


def _share_symbol(group: list[Mention]) -> list[Mention]:
    """In `số 10, 11-NQ/TW` the letters stand for both numbers."""
    for i in range(len(group) - 2, -1, -1):
        mine, after = group[i], group[i + 1]
        if (
            mine.form == "numbered"
            and after.symbol
            and not (mine.issuer or mine.date)
            and mine.type == after.type
            and after.key
        ):
            number = mine.number or ""
            join = after.key[len(after.number or "") :].lstrip("0123456789")[:1] or "-"
            padded = number if len(number) > 1 else "0" + number
            group[i] = replace(
                mine, symbol=after.symbol, form="full", key=f"{padded}{join}{after.symbol}".replace("TƯ", "TW")
            )
    return group
