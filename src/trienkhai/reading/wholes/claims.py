"""Whether a list that does not add up still claims to be all of the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from trienkhai.reading.lexicon import EDGE_RIGHT, any_of, table, words
from trienkhai.reading.wholes.counted import Counted, Loose
from trienkhai.reading.wholes.openings import Opening
from trienkhai.reading.wholes.parts import Group, Part

_CLOSE, _NEAR, _NOT_FAR, _HALF = Decimal("0.025"), Decimal("0.07"), Decimal("0.25"), Decimal("0.5")
_MANY, _ITEM_END = 100, re.compile(r"[ ]?(?:[;,)\n]|\.(?=[ ]|$)|$)")
_TELLS = words(["có", "đã", "được", "đang", "chưa", "đạt", "là"])
_REST = words(["còn lại"])
_OPEN_END = words(
    f"{lead} {more}" for lead in ("và", "cùng", "với") for more in ("các", "những", "một số", "nhiều", "hàng")
)
_MORE = ("…", "...", "v.v")


@cache
def _some() -> re.Pattern[str]:
    """At the head of the list: `(chủ yếu 8 lớp may)`, but not `quốc gia đặc biệt: 1`."""
    some, leads = (any_of(table("wholes")[name]) for name in ("some", "open"))
    return re.compile(rf"[ (:,]*(?:(?:{leads})[ :,]*(?:có[ ])?)?(?:{some}){EDGE_RIGHT}")


def names_some_only(counted: Counted, opening: Opening, parts: Sequence[Part]) -> bool:
    """`(chủ yếu 8 lớp may)`, `gồm 10 lớp may, 6 lớp mộc…`: the writer says that there are more."""
    text, start, end = counted.text, opening.start, opening.end
    if text.startswith("…", end) or any(text.find(more, start, end) >= 0 for more in _MORE):
        return True
    tail = text[max(start, end - 20) : end].rstrip(" ;,\n" if opening.form == "bracket" else " .;,\n")
    return tail.endswith(tuple(table("wholes")["more"])) or bool(
        _some().match(counted.low, opening.at, counted.starts[parts[0].index])
    )


def claims(counted: Counted, opening: Opening, whole: int, group: Group) -> bool:
    """Whether the list says that these parts are all of the figure `whole`, though they do not add up to it."""
    if not counted.value(whole) or not _says_all(counted, opening, whole, group):
        return False
    return not _missed_one(counted, opening, counted.value(whole) - group.total)


def _says_all(counted: Counted, opening: Opening, whole: int, group: Group) -> bool:
    """By labels that make up a whole, by a word for all, or by coming near; what is quick to tell stands first."""
    parts = group.parts
    if _is_labelled(parts) and not _same_label(counted, whole, parts):
        return True
    if opening.form == "comma":
        return False
    off = abs(group.total - counted.value(whole)) / counted.value(whole)
    if opening.complete and len(parts) > 2 and off <= _NEAR:
        return True
    if not (
        _comes_near(counted, opening, whole, group, off)
        or _names_the_rest(counted, opening, parts)
        or _counted_beside(counted, opening, whole, len(parts))
    ):
        return False
    return _comparable(parts) and not _overlap(parts) and not _OPEN_END.search(parts[-1].after)


def _comes_near(counted: Counted, opening: Opening, whole: int, group: Group, off: Decimal) -> bool:
    """How far off a list may be hangs on how much its words and form say that it is complete."""
    same = {p.head for p in group.parts} <= {"", counted.head(whole)}
    if opening.complete:
        return off <= (_HALF if same else _NOT_FAR) or _thousandfold(counted, whole, group)
    return off <= _CLOSE or (off <= _allowed(opening, len(group.parts), same) and not _told(group.parts))


def _names_the_rest(counted: Counted, opening: Opening, parts: Sequence[Part]) -> bool:
    """`30 máy cho trường, còn lại 12 máy cho thư viện`."""
    stands = counted.low.find("còn lại", opening.start, counted.starts[parts[-1].index]) >= 0
    return stands and any(_REST.search(p.label) for p in parts)


def _told(parts: Sequence[Part]) -> bool:
    """`30 hộ đã nhận cây giống, 12 hộ đã trồng xong`: what was done, which may be said of the same households twice."""
    return sum(bool(_TELLS.search(p.after)) for p in parts) > 1


def _thousandfold(counted: Counted, whole: int, group: Group) -> bool:
    """Whether the list comes out with one part a thousand times smaller or larger: a slip of the mark."""
    missing = counted.value(whole) - group.total
    return any(missing in (p.value * 999, -p.value * 999 / 1000) for p in group.parts)


def _allowed(opening: Opening, count: int, same: bool) -> Decimal:
    """How far off a list may be that does not say it is complete; further off it names some of the parts only."""
    if opening.word or opening.form in ("of", "below"):
        return _NEAR
    if opening.form == "colon" and same:
        return _HALF
    return _NOT_FAR if count > 2 else _NEAR


def _missed_one(counted: Counted, opening: Opening, missing: Decimal) -> bool:
    """Whether what is missing stands in the list as a number that is no figure (`đào tạo dưới 3 tháng 3.272 người`)."""
    for loose in _loose(counted, opening):
        if loose.amount is not None and loose.amount >= _MANY and _ITEM_END.match(counted.text, loose.end):
            return True
        if loose.amount == missing:
            return True
    return False


def _loose(counted: Counted, opening: Opening) -> Iterator[Loose]:
    """The numbers inside a list that are no figures."""
    for index in range(opening.index + 1, len(counted.starts) + 1):
        yield from (n for n in counted.loose(index) if opening.start <= n.start < opening.end)
        if index == len(counted.starts) or counted.starts[index] >= opening.end:
            return


def _comparable(parts: Sequence[Part]) -> bool:
    """All parts count one kind of thing, or each is named by its label alone."""
    heads = {p.head for p in parts if p.head}
    return len(heads) <= 1 or any(heads <= set(kin) for kin in table("wholes")["kin"])


def _counted_beside(counted: Counted, opening: Opening, whole: int, count: int) -> bool:
    """`340 máy cho 3 trường: …`: as many parts as the sentence says there are."""
    before = counted.text[max(counted.found[whole].end, opening.at - 60) : opening.at]
    number = _NUMBER_OF_THINGS.search(before)
    return number is not None and int(number[1]) == count


_NUMBER_OF_THINGS = re.compile(r"(?<![\d.,])0?([1-9]\d?)[ ][^\W\d_]+(?:[ ][^\W\d_]+){0,3}[ ]?$")


@cache
def _sets() -> list[tuple[frozenset[str], re.Pattern[str]]]:
    """Labels that together make up a whole."""
    return [(frozenset(members), words(members)) for members in table("partitions")["sets"]]


@cache
def _series() -> list[tuple[int, re.Pattern[str]]]:
    """Labels of which each part has its own, and how many there are."""
    return [(len(series), words(series)) for series in table("wholes")["series"]]


@cache
def _labels() -> re.Pattern[str]:
    """Any label of a set or series."""
    return words(label for labels in [*table("partitions")["sets"], *table("wholes")["series"]] for label in labels)


def _is_labelled(parts: Sequence[Part]) -> bool:
    """Whether the labels alone tell that these parts are all."""
    return bool(_labels().search(parts[0].words)) and (_is_partition(parts) or _is_series(parts))


def _is_partition(parts: Sequence[Part]) -> bool:
    """Whether the parts are named by all of a set that makes up a whole: `tập thể 8, cá nhân 12`."""
    return any(len(members) == len(parts) and _names(parts, said) == members for members, said in _sets())


def _is_series(parts: Sequence[Part]) -> bool:
    """Whether each part has its own label of one series: `cấp tỉnh 01; cấp huyện 07`."""
    return any(most >= len(parts) and len(_names(parts, said)) == len(parts) for most, said in _series())


def _names(parts: Sequence[Part], said: re.Pattern[str]) -> set[str]:
    """The last of the words by which each part is named; none where one part has no such name."""
    names = set()
    for part in parts:
        found = said.findall(part.words)
        if not found:
            return set()
        names.add(found[-1].lower())
    return names


def _same_label(counted: Counted, whole: int, parts: Sequence[Part]) -> bool:
    """`14 huy chương vàng, 9 huy chương bạc, 11 huy chương đồng`: the first is one of the series itself."""
    unit = counted.found[whole].unit
    named = counted.low[slice(*unit)] if unit else ""
    return any(said.search(named) and said.search(parts[0].after) for _, said in [*_series(), *_sets()])


def _overlap(parts: Sequence[Part]) -> bool:
    """`nữ 24, dân tộc thiểu số 10`: the same people twice; women without men are some of the whole only."""
    named = [found.group().lower() for p in parts if (found := _overlapping().search(p.words))]
    return len(named) > 1 or "nữ" in named


@cache
def _overlapping() -> re.Pattern[str]:
    return words(table("wholes")["overlap"])
