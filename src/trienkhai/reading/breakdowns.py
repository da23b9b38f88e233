"""Labelled numbers after a whole: `21 mô hình (tập thể 8, cá nhân 12)`, `12 lớp, trong đó xã An Hòa 5, xã Bình Minh 7`.

The numbers of such a list stand bare, so what they count is read from the label (`tập thể`) or, where the label is a
place or an adverb (`xã An Hòa`, `đúng hạn`), from the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from trienkhai.reading.lexicon import any_of, table
from trienkhai.reading.nouns import noun_phrase, starts_noun, starts_thing
from trienkhai.reading.numbers import value_of

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list: its label, where its number stands, what that is worth, whether a noun follows it."""

    label: Span
    number: Span
    value: int | float
    bare: bool


@dataclass(frozen=True, slots=True)
class Part:
    """What a labelled number counts; `certain`: the list adds up, so a label such as `phường` names nothing here."""

    unit: Span
    certain: bool


_OPENING = re.compile(
    r"""
    [^().;:\d\n]{0,90}?
    (?:\(|:                                                             # 21 mô hình (
      | (?P<comma>,)[ ](?=[^\W\d_])(?!trong[ ]đó|bao[ ]gồm|gồm|chia[ ]ra|cụ[ ]thể)  # 25 học viên, nữ
      | (?<![^\W_])(?=(?:trong[ ]đó|bao[ ]gồm|gồm|chia[ ]ra|cụ[ ]thể)[ ,:]))      # 12 lớp, trong đó
    [ ]?(?:(?:trong[ ]đó|bao[ ]gồm|gồm|chia[ ]ra|cụ[ ]thể)[ ]?[:,]?[ ]?)?(?:có[ ])?
    """,
    re.X | re.I,
)
_ITEM = re.compile(
    r"""
    (?:có[ ]|số[ ])?
    (?P<label>[^\W\d_]{1,4}\d{1,4}|[^\W\d_][^,;:()\n.!?…“”"\d]{0,60}?)    # TR4, xã An Hòa
    (?:[ ]?:|[ ]-)?[ ]
    (?P<number>\d{1,3}(?:\.\d{3})+|\d{1,9})(?![\d%/]|[.,]\d|[ ]?%)         # 1.250
    (?:(?P<bare>(?=[ ]?(?:[,;.)\n]|$|\(|và[ ])))|[ ][^,;:()\n.!?\d]{1,60}?(?=[ ]và[ ]|[,;.)\n]|$))
    (?:[ ]?\([^()\n]{1,30}\))?                                           # nam 120 (40%)
    """,
    re.X | re.I,
)
_NUMBER_FIRST = re.compile(
    r"""
    [ ]?(?P<number>\d{1,3}(?:\.\d{3})+|\d{1,9})[ ]                  # 16.940
    [^\W\d_][^,;:()\n.\d]{1,50}?[ ]?(?:[,;](?:[ ]và)?|và|(?=[).\n]))   # trực tuyến,
    """,
    re.X,
)
_JOINT = re.compile(r"[ ]?(?:[,;][ ]?(?:và[ ]|còn[ ]lại[ ])?|và[ ])", re.I)
_HEADING = re.compile(r"(?<![^\W_])(?:tổng[ ]số|số[ ]lượng|số)(?P<noun>[ ][^,;:()\n.\d]{2,60}):[ ](?=[^\W\d_])", re.I)
_COLON = re.compile(r":[ ](?=[^\W\d_])")
_MOST = 40


def headed(text: str) -> Iterator[tuple[int, Part]]:
    """`Số máy tính được cấp: Trường An Hòa 20, Trường Bình Minh 15`: (start of the number, what it counts)."""
    for colon in _COLON.finditer(text):
        begin = max(0, colon.start() - 75)
        begin = max(begin, text.rfind(":", begin, colon.start()) + 1)
        found = _HEADING.search(text, begin, colon.end() + 1)
        if not found or found.end() != colon.end():
            continue
        unit = noun_phrase(text, found.start("noun"), found.end("noun"))
        if unit:
            yield from _accepted(text, _items(text, found.end()), unit, None)


_NEXT_SENTENCE = re.compile(
    r"[.][ ](?:Trong đó|Cụ thể|Bao gồm|Gồm)[ ]?[:,]?[ ]?(?:có[ ])?(?=[^\W\d_][^,;:()\n.\d]{0,40}?:?[ ]\d)"
)


def in_next_sentence(text: str) -> Iterator[tuple[int, int]]:
    """`Thu được 508 đơn vị máu. Trong đó nhóm O: 221`: where such a list opens, where its first label stands."""
    for found in _NEXT_SENTENCE.finditer(text):
        yield found.start(), found.end()


def parts_of_earlier(
    text: str, position: int, wholes: Sequence[tuple[Span, int | float]]
) -> Iterator[tuple[int, Part]]:
    """The labelled numbers from `position`, parts of one of the things counted before: the one they add up to, else
    the nearest that is larger than all of them together."""
    items = _items(text, position)
    together = sum(item.value for item in items)
    fitting = [whole for whole in wholes if whole[1] >= together]
    exact = [whole for whole in fitting if whole[1] == together]
    for unit, value in (exact or fitting)[-1:]:
        yield from _accepted(text, items, unit, value)


def parts_of_groups(
    text: str, end: int, unit: Span, wholes: Sequence[tuple[Span, int | float]]
) -> Iterator[tuple[int, Part]]:
    """`75 đề tài thuộc 6 lĩnh vực: y tế 20, …`: the list sorts what was counted before the groups."""
    opening = _LIST_OPENS.match(text, end) if wholes and _groups().fullmatch(text[unit[0] : unit[1]]) else None
    if opening:
        yield from parts_of_earlier(text, opening.end(), wholes)


_LIST_OPENS = re.compile(r"[ ]?(?::[ ]?|\([ ]?|,[ ]gồm[ ]:?)(?=[^\W\d_])")


def parts_after(text: str, end: int, unit: Span, value: int | float) -> Iterator[tuple[int, Part]]:
    """The labelled numbers of the list that opens behind a counted thing, whose words end at `end`."""
    opening = _OPENING.match(text, end)
    if not opening:
        return
    yield from _numbers_first(text, opening.end(), unit, value)
    items = _items(text, opening.end())
    if opening["comma"] and not all(item.bare and _thing(text, item.label) for item in items):
        return  # 25 học viên, nữ 24, hộ nghèo 6
    yield from _accepted(text, items, unit, value)


def _numbers_first(text: str, position: int, unit: Span, value: int | float) -> Iterator[tuple[int, Part]]:
    """`18.204 hồ sơ (16.940 trực tuyến, 1.190 trực tiếp)`: words behind the numbers sort what the whole counts."""
    found: list[re.Match[str]] = []
    while len(found) < _MOST and (item := _NUMBER_FIRST.match(text, position)):
        found.append(item)
        position = item.end()
    values = [value_of(item["number"], whole=True) or 0 for item in found]
    if len(found) > 1 and sum(values) == value and not any(starts_thing(text, i.end("number")) for i in found):
        yield from ((item.start("number"), Part(unit, certain=True)) for item in found)


def _items(text: str, position: int) -> list[Item]:
    items: list[Item] = []
    while len(items) < _MOST:
        found = _ITEM.match(text, position)
        value = value_of(found["number"], whole=True) if found else None
        if not found or value is None:
            break
        items.append(Item(found.span("label"), found.span("number"), value, found["bare"] is not None))
        joint = _JOINT.match(text, found.end())
        if not joint:
            break
        position = joint.end()
    return items


def _accepted(text: str, items: list[Item], unit: Span, value: int | float | None) -> Iterator[tuple[int, Part]]:
    """Two entries at least, no label twice (`Tân Lập 1, Tân Lập 2` are names), no part above the whole."""
    labels = [text[i.label[0] : i.label[1]].lower() for i in items]
    if len(items) < 2 or len(set(labels)) < len(labels) or not any(i.bare for i in items):
        return
    certain = value is not None and sum(i.value for i in items) == value
    if value is not None and any(i.value > value for i in items):
        return
    head = text[unit[0] : unit[1]].lower().split()[0]
    if any(_names_a_place(text, item, head, certain) for item in items):
        return
    things = [_thing(text, item.label) for item in items]
    each = all(things)  # one adverb among the labels, and all count what the whole counts
    for item, own in zip(items, things, strict=True):
        if item.bare:
            told = ":" in text[item.label[1] : item.number[0]]  # nhóm AB: 19 names nothing
            named = not told and any(word[0].isupper() for word in text[item.label[0] : item.label[1]].split()[1:])
            yield item.number[0], Part(own if own and each else unit, certain and not named)


def _names_a_place(text: str, item: Item, head: str, certain: bool) -> bool:
    """`3 thôn: thôn Đoài 1, thôn Hạ 2`: the numbers belong to the names."""
    first, _, rest = text[item.label[0] : item.label[1]].partition(" ")
    if not rest[:1].isupper():
        return False
    return first.lower() == head or (not certain and item.value < 10 and first.lower() in _numbered())


@cache
def _numbered() -> frozenset[str]:
    return frozenset(table("partitions")["numbered_places"])


@cache
def _groups() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(table('partitions')['groups'])})(?![^\W_])", re.I)


@cache
def _trailing() -> re.Pattern[str]:
    lists = table("qualifiers")["before"].values()
    return re.compile(rf"[ ](?:{any_of([*(w for found in lists for w in found), 'có', 'là', 'được'])})$", re.I)


def _thing(text: str, label: Span) -> Span | None:
    """The label itself where it is a counted thing and nothing else; `xã An Hòa` and `cấp xã` are places."""
    words = _trailing().sub("", text[label[0] : label[1]])
    end = label[0] + len(words)
    if _groups().match(words) or any(word[0].isupper() for word in words.split()[1:]):
        return None
    if not starts_noun(" " + words.lower(), 0):
        return None
    phrase = noun_phrase(text, label[0], end)
    return phrase if phrase and phrase[1] == end else None
