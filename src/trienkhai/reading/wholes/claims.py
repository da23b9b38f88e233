"""Whether a list that does not add up still claims to be all of the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from itertools import takewhile

from trienkhai.reading.figures import Quantity
from trienkhai.reading.lexicon import any_of, table
from trienkhai.reading.numbers import NUMBER, value_of
from trienkhai.reading.wholes.openings import Opening
from trienkhai.reading.wholes.parts import MOST, Part, head

_CLOSE, _NEAR, _NOT_FAR, _HALF = Decimal("0.025"), Decimal("0.07"), Decimal("0.25"), Decimal("0.5")
_MANY, _ITEM_END = 100, re.compile(r"[ ]?(?:[;,)\n]|\.(?=[ ]|$)|$)")
_TELLS = re.compile(r"(?<![^\W_])(?:có|đã|được|đang|chưa|đạt|là)(?![^\W_])", re.I)
_REST = re.compile(r"(?<![^\W_])(?:còn[ ]lại|số[ ]còn[ ]lại)(?![^\W_])", re.I)
_OPEN_END = re.compile(r"(?<![^\W_])(?:và|cùng|với)[ ](?:các|những|một[ ]số|nhiều|hàng)(?![^\W_])", re.I)


def value(quantity: Quantity) -> Decimal:
    """What a figure adds to a sum."""
    return Decimal(str(quantity.value))


def total_of(parts: Sequence[Part]) -> Decimal:
    """What the parts add up to."""
    return sum((value(p.quantity) for p in parts), Decimal(0))


@cache
def _some() -> re.Pattern[str]:
    """At the head of the list: `(chủ yếu 8 lớp may)`, but not `quốc gia đặc biệt: 1`."""
    words, leads = (any_of(table("wholes")[name]) for name in ("some", "open"))
    return re.compile(rf"[ (:,]*(?:(?:{leads})[ :,]*(?:có[ ])?)?(?:{words})(?![^\W_])", re.I)


def names_some_only(text: str, opening: Opening, parts: Sequence[Part]) -> bool:
    """`(chủ yếu 8 lớp may)`, `gồm 10 lớp may, 6 lớp mộc…`: the writer says that there are more."""
    inside = (
        text[opening.at : opening.end].rstrip(" .") if opening.form != "bracket" else text[opening.at : opening.end]
    )
    if inside.rstrip(" ;,\n").endswith(tuple(table("wholes")["more"])) or text.startswith("…", opening.end):
        return True
    first = text[opening.at : parts[0].quantity.start]
    return bool(_some().match(first)) or bool(re.search(r"…|\.\.\.|v\.v", text[opening.start : opening.end]))


def claims(text: str, opening: Opening, found: Sequence[Quantity], index: int, parts: Sequence[Part]) -> bool:
    """Whether the list says that these parts are all of the figure `index`, though they do not add up to it."""
    whole = found[index]
    if len(parts) < 2 or not whole.value or _missed_one(text, opening, found, total_of(parts) - value(whole)):
        return False
    if (_is_partition(parts) or _is_series(parts)) and not _same_label(text, whole, parts):
        return True
    if opening.form == "comma":
        return False
    off = abs(total_of(parts) - value(whole)) / value(whole)
    if opening.complete and len(parts) > 2 and off <= _NEAR:
        return True
    if not _comparable(parts) or _overlap(parts) or _OPEN_END.search(parts[-1].after):
        return False
    if any(_REST.search(p.label) for p in parts) or _counted_beside(text, opening, whole, parts):
        return True
    same = all(p.head == head(text, whole) or not p.head for p in parts)
    if opening.complete:
        return off <= (_HALF if same else _NOT_FAR) or _thousandfold(whole, parts)
    return off <= (_CLOSE if _told(parts) else _allowed(opening, len(parts), same))


def _told(parts: Sequence[Part]) -> bool:
    """`30 hộ đã nhận cây giống, 12 hộ đã trồng xong`: what was done, which may be said of the same households twice."""
    return sum(bool(_TELLS.search(p.after)) for p in parts) > 1


def _thousandfold(whole: Quantity, parts: Sequence[Part]) -> bool:
    """Whether the list comes out with one part a thousand times smaller or larger: a slip of the mark."""
    missing = value(whole) - total_of(parts)
    return any(missing in (value(p.quantity) * 999, -value(p.quantity) * 999 / 1000) for p in parts)


def _same_label(text: str, whole: Quantity, parts: Sequence[Part]) -> bool:
    """`14 huy chương vàng, 9 huy chương bạc, 11 huy chương đồng`: the first is one of the series itself."""
    words = text[whole.unit[0] : whole.unit[1]].lower() if whole.unit else ""
    sets = [*table("wholes")["series"], *table("partitions")["sets"]]
    return any(_words(tuple(s)).search(words) and _words(tuple(s)).search(parts[0].after.lower()) for s in sets)


def _allowed(opening: Opening, count: int, same: bool) -> Decimal:
    """How far off a list may be that does not say it is complete; further off it names some of the parts only."""
    if opening.word or opening.form in ("of", "below"):
        return _NEAR
    if opening.form == "colon" and same:
        return _HALF
    return _NOT_FAR if count > 2 else _NEAR


def _missed_one(text: str, opening: Opening, found: Sequence[Quantity], over: Decimal) -> bool:
    """Whether what is missing stands in the list as a number that is no figure (`đào tạo dưới 3 tháng 3.272 người`)."""
    figures = {quantity.start for quantity in found[opening.index : opening.index + 3 * MOST]}
    for number in NUMBER.finditer(text, opening.start, opening.end):
        if number.start() in figures:
            continue
        amount = value_of(number["digits"])
        large = amount is not None and amount >= _MANY and _ITEM_END.match(text, number.end("digits"))
        if (large or amount == -over) and not _inside(found, opening, number.start()):
            return True
    return False


def _inside(found: Sequence[Quantity], opening: Opening, position: int) -> bool:
    return any(q.start < position < q.end for q in found[opening.index : opening.index + 3 * MOST])


def _comparable(parts: Sequence[Part]) -> bool:
    """All parts count one kind of thing, or each is named by its label alone."""
    heads = {p.head for p in parts if p.head}
    return len(heads) <= 1 or heads <= _kin()


@cache
def _kin() -> frozenset[str]:
    return frozenset(word for members in table("wholes")["kin"] for word in members)


def _counted_beside(text: str, opening: Opening, whole: Quantity, parts: Sequence[Part]) -> bool:
    """`340 máy cho 3 trường: …`: as many parts as the sentence says there are."""
    before = text[max(whole.end, opening.at - 60) : opening.at]
    return bool(re.search(rf"(?<![\d.,])0?{len(parts)}[ ][^\W\d_]+(?:[ ][^\W\d_]+){{0,3}}[ ]?$", before))


@cache
def _words(entries: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{any_of(entries)})(?![^\W_])", re.I)


def _is_partition(parts: Sequence[Part]) -> bool:
    """Whether the parts are named by all of a set that makes up a whole: `tập thể 8, cá nhân 12`."""
    named = [f"{p.label} {p.after}".lower() for p in parts]
    return any(_covers(tuple(members), named) for members in table("partitions")["sets"])


def _covers(members: tuple[str, ...], named: Sequence[str]) -> bool:
    if len(named) != len(members):
        return False
    found = [_words(members).findall(name) for name in named]
    return all(found) and {f[-1].lower() for f in found} == set(members)


def _is_series(parts: Sequence[Part]) -> bool:
    """Whether each part has its own label of one series: `cấp tỉnh 01; cấp huyện 07`."""
    for series in table("wholes")["series"]:
        words = _words(tuple(series))
        found = list(takewhile(bool, (words.findall(p.label + " " + p.after) for p in parts)))
        if len({f[-1].lower() for f in found}) == len(parts):
            return True
    return False


def _overlap(parts: Sequence[Part]) -> bool:
    """`nữ 24, dân tộc thiểu số 10`: the same people twice; women without men are some of the whole only."""
    words = _words(tuple(table("wholes")["overlap"]))
    named = [found.group().lower() for p in parts if (found := words.search(p.label + " " + p.after))]
    return len(named) > 1 or "nữ" in named
