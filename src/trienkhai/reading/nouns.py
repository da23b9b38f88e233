"""What is counted: the noun phrase at a number, up to the first verb, preposition or clause boundary."""

from __future__ import annotations

import re
from functools import cache

from trienkhai.reading.lexicon import Tree, table

_WORD = re.compile(r"[^\W_]+(?:[-.&][^\W_]+)*(?:/c(?![^\W_]))?")
_MAX_WORDS = 10


class Phrases:
    """A set of phrases that finds the longest one starting at a word."""

    def __init__(self, entries: list[str]) -> None:
        self._after: Tree = {}  # what may follow: {"học": {"viên": {"": {}}}}
        for entry in entries:
            node = self._after
            for word in entry.lower().split():
                node = node.setdefault(word, {})
            node[""] = {}

    def longest(self, words: list[str], at: int) -> int:
        """How many words the longest phrase at `at` has; 0 where none begins."""
        node = self._after.get(words[at])
        length = longest = 0
        while node is not None:
            length += 1
            if "" in node:
                longest = length
            node = node.get(words[at + length]) if at + length < len(words) else None
        return longest


@cache
def lists() -> tuple[Phrases, Phrases, Phrases]:
    """Things, compounds and stops of the lexicon."""
    nouns, stops = table("nouns"), table("stops")
    things = [t.replace(",", "") for t in nouns["things"]]
    return (
        Phrases(things),
        Phrases([c.replace(",", "").replace(" - ", " ") for c in nouns["compounds"]]),
        Phrases(stops["verbs"] + stops["more_verbs"] + stops["others"]),
    )


def _words(text: str, position: int, limit: int = 160) -> list[tuple[int, int, str]]:
    """Words up to the end of the line: start, end and the mark between it and the word before."""
    found: list[tuple[int, int, str]] = []
    last = position
    stop = min(len(text), position + limit)
    for match in _WORD.finditer(text, position, stop):
        gap = text[last : match.start()]
        if "\n" in gap:
            break
        found.append((match.start(), match.end(), gap))
        last = match.end()
        if len(found) > _MAX_WORDS + 3:
            break
    return found


def starts_noun(text: str, position: int) -> bool:
    """Whether a counted thing stands right after `position`."""
    run = _run(text, position)
    things, compounds, stops = lists()
    noun = max(things.longest(run, 0), compounds.longest(run, 0)) if run else 0
    return noun > 0 and noun >= stops.longest(run, 0)


def starts_thing(text: str, position: int) -> bool:
    """The same, but `trực tuyến`, which only goes on in a phrase, is no thing."""
    run = _run(text, position)
    return bool(run) and lists()[0].longest(run, 0) > 0


def _run(text: str, position: int) -> list[str]:
    """The words after `position` with nothing but blanks between them, none where they begin with a capital."""
    words = _words(text, position, 40)
    if not words or words[0][2] != " " or text[words[0][0]].isupper():
        return []
    end = next((i for i in range(1, len(words)) if words[i][2] != " "), len(words))
    return [text[a:b].lower() for a, b, _ in words[:end]]


@cache
def _verbs() -> Phrases:
    return Phrases(table("stops")["verbs"] + table("stops")["more_verbs"])


@cache
def _never_first() -> frozenset[str]:
    return frozenset(table("stops")["never_first"])


def starts_verb(text: str, position: int, but: tuple[str, ...] = ()) -> bool:
    """Whether a verb of the lexicon, none of `but`, stands right after `position`."""
    words = _words(text, position, 40)
    if not words or words[0][2] != " ":
        return False
    lowered = [text[a:b].lower() for a, b, _ in words]
    length = _verbs().longest(lowered, 0)
    return length > 0 and " ".join(lowered[:length]) not in but


def noun_phrase(text: str, position: int, stop: int | None = None) -> tuple[int, int] | None:
    """The span of the noun phrase that starts right after `position` (one blank between) and ends before `stop`."""
    words = _words(text, position, 160 if stop is None else stop - position)
    if not words or words[0][2].strip(" ") or (words[0][2] == "" and position and text[position - 1].isalnum()):
        return None
    lowered = [text[a:b].lower() for a, b, _ in words]
    things, compounds, stops = lists()
    if lowered[0] in _never_first() and not (things.longest(lowered, 0) or compounds.longest(lowered, 0)):
        return None
    taken = 0
    while taken < min(len(words), _MAX_WORDS):
        gap = words[taken][2]
        if taken and gap != " " and not _list_goes_on(text, words, lowered, taken):
            break
        noun = max(things.longest(lowered, taken), compounds.longest(lowered, taken))
        stop = stops.longest(lowered, taken)
        if lowered[taken] == "và" and _and_goes_on(lowered, words, taken):
            taken += max(compounds.longest(lowered, taken), 1)
            continue
        if compounds.longest(lowered, taken) >= max(stop, 1):
            noun = max(noun, compounds.longest(lowered, taken))
        elif stop and not _noun_here(lowered, taken, noun, stop):
            break
        if lowered[taken][0].isdigit() and not (taken and re.fullmatch(r"\d{1,2}", lowered[taken]) is None):
            break
        if _names_places(text, words, lowered, taken):
            break
        if noun > 1 and _ends_with_a_time(lowered, taken + noun):
            noun -= 1  # kế hoạch năm, but kế hoạch (năm 2026)
        step = max(noun, 1)
        if any(words[i][2] != " " for i in range(taken + 1, taken + step)) and not _comma_inside(
            words, lowered, taken, step
        ):
            step = 1
        taken += step
    if not taken:
        return None
    return words[0][0], words[taken - 1][1]


def _noun_here(lowered: list[str], at: int, noun: int, stop: int) -> bool:
    """Whether what may be a verb counts here: first after the number, or after a classifier (`lượt kiến nghị`)."""
    if noun > stop:
        return True
    return noun == stop and (at == 0 or lowered[at - 1] in table("nouns")["classifiers"])


@cache
def _with_commas() -> frozenset[str]:
    """Entries of the lexicon that are written with a comma or a dash."""
    nouns = table("nouns")
    entries = [e for e in nouns["things"] + nouns["compounds"] if "," in e or " - " in e]
    return frozenset(e.replace(",", "").replace(" - ", " ") for e in entries)


def _comma_inside(words: list[tuple[int, int, str]], lowered: list[str], at: int, step: int) -> bool:
    """Whether the marks in a longer entry are its own: `tin, bài`, no `lượt, khách quốc tế`."""
    marks = all(words[i][2] in (" ", ", ", " - ") for i in range(at + 1, at + step))
    return marks and " ".join(lowered[at : at + step]).lower() in _with_commas()


def _list_goes_on(text: str, words: list[tuple[int, int, str]], lowered: list[str], at: int) -> bool:
    """`cán bộ, đảng viên`: after a comma the phrase goes on with another known thing that ends like one."""
    if words[at][2] == " - " and lowered[at - 1 : at + 1] in (["trị", "xã"], ["tế", "xã"]):
        return True
    if words[at][2] != ", " or text[words[at][0]].isupper() or lowered[at : at + 2] == ["hoạt", "động"]:
        return False  # 30 tổ, hoạt động tốt
    things, compounds, stops = lists()
    noun = max(things.longest(lowered, at), compounds.longest(lowered, at))
    if _is_named_place(text, words, lowered, at):
        return False  # 9 căn, xã Cẩm Sơn 7 căn
    if _labels_a_number(words, lowered, at):
        return False  # 80 liều, mũi 2; 38 trường, tiểu học 17
    return noun > 0 and noun >= stops.longest(lowered, at) and not lowered[at][0].isdigit()


def _names_places(text: str, words: list[tuple[int, int, str]], lowered: list[str], at: int) -> bool:
    """`4 xã An Hòa, Bình Minh`: the names are not counted; `4 xã NTM` tells what kind."""
    word = text[words[at][0] : words[at][1]]
    return at == 1 and lowered[0] in _NAMED and word[0].isupper() and not word.isupper() and lowered[at] != "nông"


def _ends_with_a_time(lowered: list[str], end: int) -> bool:
    return end < len(lowered) and lowered[end - 1] in _TIME_WORDS and lowered[end][0].isdigit()


_SAYS = frozenset(["tăng", "giảm", "là", "đạt", "có", "ước", "được", "gần", "hơn", "trên", "khoảng"])


def _labels_a_number(words: list[tuple[int, int, str]], lowered: list[str], at: int) -> bool:
    """Whether the words from `at` lead straight to a number of their own: `khách lẻ ước đạt 17`."""
    things, compounds, stops = lists()
    first = at + max(1, things.longest(lowered, at), compounds.longest(lowered, at))
    for i in range(at + 1, len(words)):
        if words[i][2] != " ":
            return False
        if lowered[i][0].isdigit():
            return lowered[i - 1] not in _TIME_WORDS
        if i >= first and lowered[i] not in _SAYS and stops.longest(lowered, i):
            return False
    return False


_TIME_WORDS = frozenset(["năm", "tháng", "quý", "khóa", "đợt"])
_NAMED = frozenset(["xã", "phường", "huyện", "quận", "tỉnh", "thôn", "ấp", "xóm"])
_PLACES = frozenset(["xã", "phường", "huyện", "quận", "tỉnh", "thôn", "ấp", "bản", "xóm", "trường", "khu"])


def _is_named_place(text: str, words: list[tuple[int, int, str]], lowered: list[str], at: int) -> bool:
    return lowered[at] in _PLACES and at + 1 < len(words) and text[words[at + 1][0]].isupper()


def _and_goes_on(lowered: list[str], words: list[tuple[int, int, str]], at: int) -> bool:
    """`cán bộ và nhân dân`, `và tương đương`."""
    if at == 0 or at + 1 >= len(lowered) or words[at + 1][2] != " ":
        return False
    things, compounds, stops = lists()
    if compounds.longest(lowered, at) > 1:
        return True
    noun = things.longest(lowered, at + 1)
    return noun > 0 and noun > stops.longest(lowered, at + 1)
