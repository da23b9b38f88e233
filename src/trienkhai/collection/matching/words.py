"""The words of a text as they are compared: small letters, tones in one place, `lý` as `lí`."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from trienkhai.vietnamese import fold

Term = tuple[str, ...]

# A word; a number with its marks and percent sign; a mark that parts clauses; the tab between cells of a table.
_TOKEN = re.compile(r"(?P<word>[^\W\d_]+)|(?P<number>\d[\w%]*(?:[.,]\d[\w%]*)*)|(?P<mark>[,;:.()/\t])")
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_FINAL_Y = re.compile(r"(?<=[bcdđghklmnpqrstvx])y(?=[\u0300-\u036f]*$)")  # lý, tỷ, kỹ; not quý
# Words that change nothing of what is counted.
IDLE = ("đã", "được", "các", "những", "của", "là", "số", "cho", "về", "tổng", "mà", "thì", "cũng", "vào", "đều")
FIGURE = "#"


@lru_cache(maxsize=1 << 16)
def key(word: str) -> str:
    """`Hoà` and `hòa` are one key, so are `tỷ` and `tỉ`."""
    pieces = unicodedata.normalize("NFD", word.lower())
    tones = "".join(c for c in pieces if c in _TONES)
    return _FINAL_Y.sub("i", "".join(c for c in pieces if c not in _TONES) + tones)


@lru_cache(maxsize=1 << 16)
def plain_key(word: str) -> str:
    """The key where a text has no marks on its letters at all."""
    return key(fold(word))


_IDLE = {False: frozenset(map(key, IDLE)), True: frozenset(map(plain_key, IDLE))}


def is_plain(text: str) -> bool:
    """Whether the text is written without marks: `mo 12 lop hoc`."""
    return text.isascii()


def content(text: str, *, plain: bool = False) -> tuple[str, ...]:
    """The keys of a phrase without idle words, numbers and marks."""
    cut = plain_key if plain else key
    keys = (cut(found["word"]) for found in _TOKEN.finditer(text) if found["word"])
    return tuple(word for word in keys if word not in _IDLE[plain])


def terms(words: Sequence[str]) -> tuple[Term, ...]:
    """What is looked for of a phrase: its pairs of neighbours, or the one word that it is."""
    return tuple(pairwise(words)) if len(words) > 1 else tuple((word,) for word in words)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in order; `keys` has FIGURE for numbers and marks as they are; idle words are left out."""

    starts: Sequence[int]
    ends: Sequence[int]
    keys: Sequence[str]
    plain: bool

    def between(self, start: int, end: int) -> range:
        """Indices of the words that lie within the span."""
        return range(bisect_left(self.starts, start), bisect_right(self.ends, end))


def words_of(text: str) -> Words:
    """One pass over the text."""
    plain = is_plain(text)
    cut, idle = (plain_key if plain else key), _IDLE[plain]
    starts, ends, keys = [], [], []
    for found in _TOKEN.finditer(text):
        word = cut(found["word"]) if found["word"] else (FIGURE if found["number"] else found["mark"])
        if word not in idle:
            starts.append(found.start())
            ends.append(found.end())
            keys.append(word)
    return Words(starts, ends, keys, plain)


_fold = lru_cache(maxsize=1 << 16)(fold)


def is_word(word: str) -> bool:
    """Whether a key is a word, not a number or a mark; a tone may stand at its end."""
    return word[:1].isalpha()


def folded(words: Iterable[str], most: int) -> str:
    """The first words without marks, to be kept: `lop hoc`."""
    return " ".join(_fold(word) for word in list(words)[:most])
