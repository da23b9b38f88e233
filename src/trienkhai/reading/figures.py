"""Quantities in a view: number, multiplier, percent or currency, what is counted, how exact."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, replace

from trienkhai.reading.breakdowns import Part, headed, in_next_sentence, parts_after, parts_of_earlier, parts_of_groups
from trienkhai.reading.contexts import Spans, duration_pattern, name_before
from trienkhai.reading.lexicon import table
from trienkhai.reading.nouns import noun_phrase, starts_noun, starts_thing
from trienkhai.reading.numbers import (
    NUMBER,
    currency_pattern,
    measure_pattern,
    multiplier_pattern,
    numbers,
    scaled,
    value_of,
)
from trienkhai.reading.qualifiers import past_qualifier, qualifier
from trienkhai.reading.senses import is_points, is_rate, is_second, opens_a_title, times_of
from trienkhai.reading.tables import Cell, cells
from trienkhai.reading.units import is_level, money_noun, unit_before

Number = int | float


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in offsets of the view; `unit` is a span."""

    start: int
    end: int
    value: Number
    kind: str
    unit: tuple[int, int] | None
    qualifier: str | None
    of: Number | None = None
    to: Number | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A number with what is glued to it."""

    start: int
    end: int
    value: Number
    kind: str
    digits: str
    scaled: bool = False


_RATIO = re.compile(r"[ ]?/[ ]?(?P<of>\d{1,12}(?:[.,]\d{1,6})*)(?![\d/])")
_ONE_OF = re.compile(r"[ ]trong[ ](?:tổng[ ])?(?:số[ ])?(?P<of>\d{1,12}(?:[.,]\d{1,6})*)(?![\d/])", re.I)
_RANGE = re.compile(r"[ ]?(?P<dash>-|đến|tới)[ ]?(?=\d)", re.I)
_PERCENT = re.compile(r"[ ]?(?:%|phần[ ]trăm(?![^\W_]))", re.I)
_BY = re.compile(r"(?:[ ]?[x×][ ]?\d{1,6}(?:[.,]\d{1,6})?){1,2}(?![\d])", re.I)


def quantities(text: str, excluded: Spans) -> list[Quantity]:
    """All figures of a view outside the excluded spans, in order."""
    found: list[Quantity] = []
    parts, in_table = dict(headed(text)), cells(text)
    lists = deque(in_next_sentence(text))
    pointer, position = 0, 0
    for match in numbers(text):
        start = match.start()
        while lists and lists[0][1] <= start:
            parts.update(parts_of_earlier(text, lists[0][1], _wholes(text, found, lists.popleft()[0])))
        while pointer < len(excluded) and excluded[pointer][1] <= start:
            pointer += 1
        if start < position or (pointer < len(excluded) and excluded[pointer][0] <= start):
            continue
        if start in in_table:
            found += _of_cell(in_table[start])
            continue
        quantity = _quantity(text, match, found[-1] if found else None, parts.get(start))
        if quantity:
            quantity = _with_unit_of_list(text, quantity, found)
            if quantity.kind in ("count", "ratio") and quantity.unit and start not in parts:
                after = max(quantity.end, quantity.unit[1])
                parts.update(parts_after(text, after, quantity.unit, quantity.value))
                parts.update(parts_of_groups(text, after, quantity.unit, _wholes(text, found, start)))
            found.append(quantity)
            position = _skip_base(text, quantity)
    return found


def _wholes(text: str, found: list[Quantity], end: int) -> list[tuple[tuple[int, int], Number]]:
    """What was counted in the sentence that ends at `end`."""
    begin = max(0, end - 200)
    begin = max(begin, text.rfind("\n", begin, end), text.rfind(". ", begin, end))
    return [(f.unit, f.value) for f in found[-6:] if f.kind == "count" and f.unit and f.start > begin]


def _of_cell(cell: Cell | None) -> list[Quantity]:
    return [Quantity(cell.start, cell.end, cell.value, cell.kind, cell.unit, None)] if cell else []


def _with_unit_of_list(text: str, quantity: Quantity, before: list[Quantity]) -> Quantity:
    """`72 trang (cấp tỉnh 01; cấp huyện 07)`: the parts count what the whole counts."""
    if quantity.unit or quantity.kind != "count" or not before or not before[-1].unit:
        return quantity
    between = text[before[-1].end : quantity.start]
    return quantity if len(between) > 160 or "\n" in between else replace(quantity, unit=before[-1].unit)


def _skip_base(text: str, quantity: Quantity) -> int:
    """The `1` of `7.000 cuốn/1 tài liệu` and the second number of a rate are no figures of their own."""
    after = quantity.unit[1] if quantity.unit and quantity.unit[0] >= quantity.end else quantity.end
    base = re.compile(r"[ ]?/[ ]?(?P<base>\d{1,3}(?:\.\d{3})*)(?=[ ])").match(text, after)
    if base and (base["base"] in ("1", "01") or quantity.kind == "measure"):
        return base.end()
    return quantity.end


def _quantity(text: str, match: re.Match[str], before: Quantity | None, part: Part | None) -> Quantity | None:
    piece = _piece(text, match)
    if piece is None:
        return None
    if opens_a_title(text, piece.start) or _ends_a_span(text, piece):
        return None
    name = name_before(text, piece.start)
    if name and not (part and part.certain) and not _revived(text, piece, name):
        return None
    ratio = _ratio(text, piece)
    if ratio:
        return ratio
    ranged = _range(text, piece)
    if ranged:
        return ranged
    single = _single(text, piece, part is not None or _goes_on_list(text, piece, before))
    if part and part.certain and (single is None or single.unit is None or not starts_thing(text, piece.end)):
        how = qualifier(text, piece.start, piece.end)
        return (
            Quantity(piece.start, piece.end, piece.value, "count", part.unit, how) if piece.kind == "count" else single
        )
    return replace(single, unit=part.unit) if single and part and single.unit is None else single


def _ends_a_span(text: str, piece: Piece) -> bool:
    """The 10 of `tháng 9 và 10`, the 7 of `cấp 6-7`."""
    if not is_second(text, piece.start, len(piece.digits)):
        return False
    return text[piece.start - 1] == "-" or (piece.kind == "count" and not starts_noun(text, piece.end))


def _goes_on_list(text: str, piece: Piece, before: Quantity | None) -> bool:
    """`15.234 hồ sơ (đúng hạn 15.100, quá hạn 134)`: a bare number in the sentence of a counted thing, after a word."""
    if before is None or before.kind != "count" or not before.unit or piece.start - before.end > 80:
        return False
    between = text[before.end : piece.start]
    if re.search(r"\n|[.!?…:“”\"]|\d", between) or len(piece.digits) == 1 or isinstance(piece.value, float):
        return False
    last = re.search(r"(?:[,;(][ ]?(?:và[ ])?|[ ]và[ ])(?P<label>[^,;()]*)$", between)
    words = last["label"].split() if last else []
    if not 1 <= len(words) <= 5 or not (words[0][0].islower() or (words[0].isupper() and len(words[0]) > 2)):
        return False
    return len(words) > 1 or not starts_noun(" " + words[-1], 0)


_PROGRAMMES = ("dự án", "đề án", "chương trình", "ban chỉ đạo")
_OF_LEVEL = re.compile(r"[ ](?:tỉnh|huyện|xã|phường|thành phố|trung ương|cấp)(?![^\W_])", re.I)  # dự án 661 tỉnh
_TIMES = ("năm", "tháng", "quý", "tuần", "ngày", "hè", "giai đoạn")


def _revived(text: str, piece: Piece, name: str) -> bool:
    if (piece.kind in ("percent", "money") or piece.scaled) and name not in ("điều", "khoản"):
        return True
    if piece.kind == "money" and piece.value >= 1000:
        return True  # chuyển khoản 1.250.000 đồng
    if name not in table("contexts")["revived"] or (name in _PROGRAMMES and _OF_LEVEL.match(text, piece.end)):
        return False
    if measure_pattern().match(text, piece.end):
        return True
    ratio = _RATIO.match(text, piece.end)
    if ratio and piece.value > 31 and starts_noun(text, ratio.end()):
        return True  # dưới 5 tuổi 412/415 cháu
    plain = piece.value >= 1000 and "." not in piece.digits  # năm 2025 học viên
    return starts_noun(text, piece.end) and not (plain and name in _TIMES)


def _piece(text: str, match: re.Match[str]) -> Piece | None:
    """The number at a match with its multiplier, percent sign or currency; None where letters are glued on."""
    digits = match["digits"]
    end = match.end("digits")
    if match["spaced"]:
        digits, end = match.group().replace(" ", "."), match.end()
    percent = _PERCENT.match(text, end)
    if percent:
        value = value_of(digits, percent=True)
        return None if value is None else Piece(match.start(), percent.end(), value, "percent", digits)
    factor, after = 1, end
    times = multiplier_pattern().match(text, end)
    if times:
        factor, after = table("measures")["multipliers"][times["word"].lower()], times.end()
    money = currency_pattern().match(text, after)
    value = value_of(digits, whole=not times and not measure_pattern().match(text, after))
    if value is None:
        return None
    value, after = _and_more(text, scaled(value, factor), after, factor)
    money = currency_pattern().match(text, after) or money
    if money and money.end() >= after:
        return Piece(match.start(), money.end(), value, "money", digits, bool(times))
    if (
        after == end
        and after < len(text)
        and (text[after].isalpha() or text[after] == "_")
        and not measure_pattern().match(text, after)
        and not _BY.match(text, after)
    ):
        return None
    return Piece(match.start(), after, value, "count", digits, bool(times))


_NEXT_PART = re.compile(r"[ ](?P<digits>\d{1,3})[ ]?(?P<word>triệu|nghìn|ngàn)(?![^\W_])", re.I)


def _and_more(text: str, value: Number, end: int, factor: int) -> tuple[Number, int]:
    """`1 tỷ 200 triệu`: one amount in two steps."""
    while factor >= 1_000_000:
        part = _NEXT_PART.match(text, end)
        step = table("measures")["multipliers"][part["word"].lower()] if part else factor
        if not part or step >= factor:
            break
        value, end, factor = value + int(part["digits"]) * step, part.end(), step
    return value, end


def _ratio(text: str, piece: Piece) -> Quantity | None:
    if piece.kind != "count" or piece.scaled:
        return None
    found = _RATIO.match(text, piece.end) or _ONE_OF.match(text, piece.end)
    if not found:
        return None
    of = value_of(found["of"], whole=True)
    if of is None or duration_pattern().match(text, found.end()):
        return None
    if _PERCENT.match(text, found.end()):
        return None
    unit = noun_phrase(text, found.end()) or unit_before(text, piece.start)
    if _looks_like_a_day(text, piece, of) and not starts_noun(text, found.end()):
        fraction = unit and _FRACTION.search(text, max(0, piece.start - 8), piece.start)
        if not fraction and not _achieved(text, piece.start):
            return None
    return Quantity(
        piece.start, found.end(), piece.value, "ratio", unit, qualifier(text, piece.start, found.end()), of=of
    )


def _looks_like_a_day(text: str, piece: Piece, of: Number) -> bool:
    return (
        isinstance(piece.value, int)
        and 1 <= piece.value <= 31
        and of <= 12
        and len(piece.digits) <= 2
        and "/" in text[piece.end : piece.end + 2]
    )


_ACHIEVED = re.compile(r"(?:đạt|có|hoàn thành|là|được|:|,|\()[ ]?$", re.I)
_FRACTION = re.compile(r"(?:^|[^\w])(?:bằng|khoảng|chiếm|gần|hơn|trên)[ ]$", re.I)  # bằng 1/3 diện tích


def _achieved(text: str, start: int) -> bool:
    return bool(_ACHIEVED.search(text, max(0, start - 12), start))


def _range(text: str, piece: Piece) -> Quantity | None:
    joint = _RANGE.match(text, piece.end)
    if not joint:
        return None
    match = NUMBER.match(text, joint.end())
    other = _piece(text, match) if match else None
    if other is None:
        plain = re.compile(r"\d{1,9}(?:[.,]\d{1,6})*").match(text, joint.end())
        other = _piece_at(text, plain) if plain else None
    if other is None or (duration_pattern().match(text, other.end) and other.kind == "count"):
        return None
    low = piece.value
    if piece.kind == "count" and other.scaled and not piece.scaled:
        by = other.value / (value_of(other.digits) or 1)
        low = scaled(low, int(by))
    if not low < other.value or (piece.kind != other.kind and piece.kind != "count"):
        return None
    one = _single(text, Piece(piece.start, other.end, low, other.kind, other.digits, other.scaled))
    if one is None:
        return None
    return Quantity(piece.start, one.end, low, one.kind, one.unit, one.qualifier, to=other.value)


def _piece_at(text: str, match: re.Match[str]) -> Piece | None:
    glued = NUMBER.match(" " + text[match.start() : match.end() + 40], 1)
    if not glued:
        return None
    inner = _piece(" " + text[match.start() : match.end() + 40], glued)
    shift = match.start() - 1
    return (
        Piece(inner.start + shift, inner.end + shift, inner.value, inner.kind, inner.digits, inner.scaled)
        if inner
        else None
    )


def _single(text: str, piece: Piece, goes_on: bool = False) -> Quantity | None:
    how = qualifier(text, piece.start, piece.end)

    def make(kind: str, unit: tuple[int, int] | None) -> Quantity:
        return Quantity(piece.start, piece.end, piece.value, kind, unit, how)

    if piece.kind == "percent":
        share = noun_phrase(text, past_qualifier(text, piece.end))
        return make("percent", None if share and text[share[0] : share[1]].lower() == "số" else share)
    if piece.kind == "money" and piece.value == 0:
        return None  # phiên chợ 0 đồng
    if piece.kind == "money":
        return make("money", money_noun(text, piece.start, piece.end))
    if duration_pattern().match(text, piece.end):
        return None
    sides = _BY.match(text, piece.end)  # 14,5 x 20,5 cm
    until = sides.end() if sides else piece.end
    measured = measure_pattern().match(text, until)
    if measured and not starts_longer_noun(text, until, measured.end()):
        after = noun_phrase(text, measured.end()) if text[measured.end() : measured.end() + 1] == " " else None
        return make("measure", (measured.start("word"), after[1] if after else measured.end("word")))
    if _is_year(text, piece):
        return None
    return _counted(text, piece, how, goes_on)


def starts_longer_noun(text: str, position: int, measured: int) -> bool:
    """`5 m` is a measure; `2 thùng rác` counts bins."""
    found = noun_phrase(text, position)
    return found is not None and starts_noun(text, position) and found[1] > measured


def _is_year(text: str, piece: Piece) -> bool:
    plain = piece.digits.isdigit() and len(piece.digits) == 4 and 1900 <= piece.value <= 2100 and not piece.scaled
    return plain and not starts_noun(text, piece.end)


def _counted(text: str, piece: Piece, how: str | None, goes_on: bool) -> Quantity | None:
    unit = noun_phrase(text, piece.end) or _unit_of_the_second(text, piece.end) or _quoted(text, piece.end)
    if piece.scaled and not unit:
        return Quantity(piece.start, piece.end, piece.value, "money", money_noun(text, piece.start, piece.end), how)
    times = times_of(text, piece.start, unit) if unit else None
    if times or (unit and is_points(text, piece.start, piece.value, unit)):
        return Quantity(piece.start, piece.end, piece.value, "measure", times or unit, how)
    if unit:
        kind = "measure" if is_rate(text, unit[1]) or (isinstance(piece.value, float) and not piece.scaled) else "count"
        return Quantity(piece.start, piece.end, piece.value, kind, unit, how)
    if not _ends_here(text, piece.end):
        return None
    before = None if goes_on else unit_before(text, piece.start)
    if before is None and not goes_on and not is_level(text, piece.start) and not _is_sum(text, piece.start):
        return None
    return Quantity(
        piece.start, piece.end, piece.value, "measure" if isinstance(piece.value, float) else "count", before, how
    )


_SUM_LABEL = re.compile(r"(?:^|[\n.;,(][ ]?|[-+*•][ ])(?:số lượng|tổng số|tổng cộng|tổng|cộng)[ ]?:[ ]?$", re.I)


def _is_sum(text: str, start: int) -> bool:
    """`Số lượng: 15`: a sum whatever it counts."""
    return bool(_SUM_LABEL.search(text, max(0, start - 16), start))


def _quoted(text: str, end: int) -> tuple[int, int] | None:
    """`15 “Mái ấm”`: what is counted bears a name in quotes."""
    found = re.compile(r"[ ][“\"](?P<name>[^“”\"\n]{2,60})[”\"]").match(text, end)
    return found.span("name") if found else None


_TO_A_SECOND = re.compile(r"[ ](?:xuống|lên)(?:[ ]còn|[ ]thành)?[ ]\d[\d.,]*(?=[ ])", re.I)


def _unit_of_the_second(text: str, end: int) -> tuple[int, int] | None:
    """`từ 401 xuống còn 208 hồ sơ`: both count the same."""
    found = _TO_A_SECOND.match(text, end)
    return noun_phrase(text, found.end()) if found else None


def _ends_here(text: str, end: int) -> bool:
    return bool(re.compile(r"[ ]?(?:$|[\n.,;:)(\t]|và[ ]|xuống|lên|\()", re.I).match(text, end))
