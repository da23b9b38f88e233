"""Documents known without a number: congress and plenum resolutions, papers named by day and issuer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from trienkhai.reading.dates import day_after
from trienkhai.reading.issuers import issuer_at, term_after
from trienkhai.reading.lexicon import UPPER, any_of, table

_ORDINAL = (
    r"(?:[IVXL]{1,6}|\d{1,2}|nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín"
    r"|mười(?:[ ](?:một|hai|ba|bốn|tư|lăm|sáu|bảy|tám|chín))?)"
)

_PLENUM = re.compile(
    rf"""
    [ ](?:của[ ])?(?P<early>lần[ ]thứ[ ]{_ORDINAL},?[ ](?:của[ ])?)?   # lần thứ tám của Trung ương
    (?P<issuer>
        (?P<meeting>Hội[ ]nghị[ ](?:lần[ ]thứ[ ]{_ORDINAL},?[ ])?)?     # Hội nghị lần thứ tư
        (?:(?:Ban[ ]Chấp[ ]hành|BCH)[ ])?(?:Trung[ ]ương|TW|TƯ)(?:[ ]Đảng)?
    )
    (?:[ ]?(?:lần[ ]thứ[ ])?(?P<ordinal>(?:\d{{1,2}}|[IVXL]+|lần[ ]thứ[ ]{_ORDINAL})))?(?![^\W_]|[/-])
    """,
    re.X | re.I,
)

_SESSION = re.compile(
    rf"""
    [ ](?:tại[ ]|của[ ])?(?:kỳ[ ]họp|phiên[ ]họp)[ ](?:thường[ ]lệ[ ]|chuyên[ ]đề[ ])?
    (?:lần[ ])?thứ[ ]{_ORDINAL}                                       # kỳ họp thứ 10
    ,?[ ](?:của[ ])?(?=(?:Quốc[ ]hội|Hội[ ]đồng[ ]nhân[ ]dân|HĐND)(?![^\W_]))
    """,
    re.X | re.I,
)
_LOCAL_PLENUM = re.compile(
    rf"""
    [ ](?:của[ ])?(?P<meeting>Hội[ ]nghị[ ](?:lần[ ]thứ|lần|thứ)[ ]{_ORDINAL},?[ ](?:của[ ])?)
    (?=(?:Ban[ ]Chấp[ ]hành|BCH|Tỉnh[ ]ủy|Thành[ ]ủy|Huyện[ ]ủy|Thị[ ]ủy|Quận[ ]ủy|Đảng[ ]ủy)(?![^\W_]))
    """,
    re.X | re.I,
)
_MORE_ORDINALS = re.compile(r"(?:,[ ]|[ ]và[ ]|,[ ]và[ ])(?P<ordinal>\d{1,2})(?=[ ]?[,(.;)]|[ ]và[ ]\d|[ ]khóa|$)")
_CONGRESS_START = re.compile(r"[ ](?:của[ ])?(?P<name>(?:Đại[ ]hội|ĐHĐB(?:TQ)?|ĐHTĐ|ĐH|Đảng[ ]bộ)(?![^\W_]))", re.I)


@cache
def _congress_step() -> re.Pattern[str]:
    words = any_of(table("issuers")["congress"])
    return re.compile(
        rf"""
          [ ](?P<ordinal>(?:(?:khóa|lần[ ]thứ|lần|thứ)[ ])?(?:{_ORDINAL}))(?![^\W_]|[/%])   # lần thứ XIII
        | [ ](?P<word>{words})(?![^\W_])                                # đại biểu, Đảng bộ, tỉnh
        | [ ](?P<of>của)(?=[ ](?:đảng|đoàn|hội|công|tỉnh|mttq)(?![^\W_]))                    # của Đảng
        | [ ](?P<place>[^\W\d_]+)(?![^\W_])                                        # Hoa Sen
        """,
        re.X | re.I,
    )


_OWNER = re.compile(
    rf"""
    [ ](?:của[ ])?(?:
        Đảng(?:[ ](?:Cộng[ ]sản[ ](?:Việt[ ]Nam|VN)|CSVN|ta))?                                 # của Đảng
      | (?:CĐ|Công[ ]đoàn|Đoàn|Hội|MTTQ|Mặt[ ]trận)(?:[ ][{UPPER}][^\W\d_]*){{0,6}}(?:[ ]tỉnh)?     # Công đoàn Việt Nam
      | CĐVN
    )(?![^\W_])
    """,
    re.X,
)


@dataclass(frozen=True, slots=True)
class Named:
    """Where a named mention ends, its issuer's span, its day."""

    end: int
    issuer: tuple[int, int] | None
    date: str | None = None
    others: tuple[tuple[int, int], ...] = ()  # further numbers of its list: Trung ương 4, 5, 6


def title_after(text: str, start: int, position: int) -> Named | None:
    """What names a document after its type word, or None where the mention is generic."""
    return _congress(text, position) or _plenum(text, position) or _session(text, position) or _dated(text, position)


def _session(text: str, position: int) -> Named | None:
    """`Nghị quyết kỳ họp thứ 10 Quốc hội khóa IX`."""
    found = _SESSION.match(text, position) or _LOCAL_PLENUM.match(text, position)
    body = issuer_at(text, found.end()) if found else None
    if not found or not body:
        return None
    begin = found.start("meeting") if "meeting" in found.re.groupindex else found.end()
    return Named(term_after(text, body) or body, (begin, body))


def _plenum(text: str, position: int) -> Named | None:
    found = _PLENUM.match(text, position)
    if not found or not (found["ordinal"] or found["early"] or (found["meeting"] and "thứ" in found["meeting"])):
        return None
    issuer = (
        found.span("issuer")
        if not (found["meeting"] and found["ordinal"])
        else (found.start("issuer"), found.end("ordinal"))
    )
    end = found.end()
    more: list[tuple[int, int]] = []
    for other in _MORE_ORDINALS.finditer(text, end, end + 60):
        if other.start() != (more[-1][1] if more else end):
            break
        more.append(other.span("ordinal"))
    if more:
        more[-1] = (more[-1][0], term_after(text, more[-1][1]) or more[-1][1])
        return Named(end, issuer, others=tuple(more))
    return Named(term_after(text, end) or end, issuer)


def _congress(text: str, position: int) -> Named | None:
    found = _CONGRESS_START.match(text, position)
    if not found:
        return None
    begin, end, ordinal = found.start("name"), found.end(), 0
    for _ in range(16):
        if (body := _congress_of(text, end)) > end:
            end = body
            continue
        step = _congress_step().match(text, end)
        if not step or (step["place"] and step["place"][0].islower()):
            break
        if step["ordinal"]:
            if ordinal or (step["ordinal"][0].islower() and step["ordinal"].split()[0] not in ("lần", "thứ", "khóa")):
                break
            ordinal = step.end()
        elif ordinal and not step["of"] and not text[ordinal:end].strip():
            break
        end = step.end()
    end = _owner_end(text, end) if ordinal == end else end
    term = re.compile(r"[ ]?,?[ ]\(?nhiệm[ ]kỳ[ ]\d{4}[ ]?-[ ]?\d{4}\)?", re.I).match(text, end)
    if not ordinal and not term:
        return None
    if not ordinal and re.search(r"các cấp|đảng các", text[begin:end].lower()):
        return None
    issuer_end = end
    if found["name"].lower() == "đảng bộ" and ordinal:
        issuer_end = begin + len(re.sub(r"[ ](?:(?:khóa|lần thứ|lần|thứ) )?\S+$", "", text[begin:ordinal]))
    return Named(term.end() if term else end, (begin, issuer_end))


_PARTY_BODY = re.compile(r"[ ](?:của[ ])?(?=Đảng[ ]bộ[ ])")


def _owner_end(text: str, end: int) -> int:
    """`Đại hội XIII` + ` của Đảng`, `Đại hội XVII` + ` Đảng bộ tỉnh`."""
    lead = _PARTY_BODY.match(text, end)
    owner = _OWNER.match(text, end)
    return (lead and issuer_at(text, lead.end())) or (owner.end() if owner else end)


_MASS_BODY = re.compile(r"[ ](?=(?:Hội|Công[ ]đoàn|Liên[ ]đoàn|Đoàn|Liên[ ]minh|Hiệp[ ]hội)[ ])")


def _congress_of(text: str, end: int) -> int:
    """`Đại hội đại biểu` + ` Hội Luật gia tỉnh`: as far as the name of the body goes."""
    lead = _MASS_BODY.match(text, end)
    return (lead and issuer_at(text, lead.end())) or end


def _dated(text: str, position: int) -> Named | None:
    """`Kế hoạch ngày 27/3/2023 của Ban Thường vụ Tỉnh ủy`: no number, but a day and a body."""
    day = day_after(text, position)
    if not day or day.comma:
        return None
    of = re.compile(r"[ ]của[ ]", re.I).match(text, day.end)
    body = issuer_at(text, of.end()) if of else None
    if not of or not body:
        return None
    return Named(term_after(text, body) or body, (of.end(), body), day.iso)
