"""Folding for search, keys for ordering, and cleaning of text as it arrives from Word and PDF."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ODD = {
    **dict.fromkeys(
        map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"), " "
    ),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), ""),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-"),
    ord("Ð"): "Đ",  # the Icelandic letter that some fonts' tables put in place of Đ
}
_ANY_ODD = re.compile(f"[{''.join(map(chr, _ODD))}]")  # most text has none, and to translate is slow


def clean(text: str) -> str:
    """Composed letters, plain spaces and dashes, nothing invisible; for comparing, never stored for the original."""
    composed = unicodedata.normalize("NFC", text)
    return composed.translate(_ODD) if _ANY_ODD.search(composed) else composed


def fold(text: str) -> str:
    """Lower case without marks, đ as d, single spaces: `Đường Ổ Gà` → `duong o ga`. What search compares."""
    bare = "".join(c for c in unicodedata.normalize("NFD", clean(text)) if not unicodedata.combining(c))
    return " ".join(bare.replace("đ", "d").replace("Đ", "d").casefold().split())


# Order of the alphabet (Quyết định 1989/QĐ-BGDĐT 2018) and of the tones in dictionaries: ngang huyền hỏi ngã sắc nặng.
_LETTERS = {"ă": "ab", "â": "ac", "đ": "db", "ê": "eb", "ô": "ob", "ơ": "oc", "ư": "ub"}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_SHAPES = {"\u0306": {"a": "ă"}, "\u0302": {"a": "â", "e": "ê", "o": "ô"}, "\u031b": {"o": "ơ", "u": "ư"}}
_SPACE, _END = "01", "00"


@lru_cache(maxsize=8192)
def sort_key(text: str) -> str:
    """A key of ASCII digits and letters whose plain order is the Vietnamese order of the texts.

    Letters count first, tones only where all letters agree, and runs of digits by their value
    (`phường 2` before `phường 10`). Being ASCII, it sorts alike in SQLite and in PostgreSQL under any collation.
    """
    letters: list[str] = []
    tones: list[str] = []
    for word in re.findall(r"\d+|[^\W\d_]+", unicodedata.normalize("NFC", clean(text)).casefold()):
        if letters:
            letters.append(_SPACE)
            tones.append("0")
        if word.isdigit():
            letters.append("1" + word.lstrip("0").zfill(12))
            tones.append("0")
            continue
        for letter, tone in map(_letter_and_tone, word):
            letters.append(_LETTERS.get(letter) or (letter + "a" if letter.isascii() else f"zz{ord(letter[0]):06x}"))
            tones.append(tone)
    return "".join(letters) + _END + "".join(tones).rstrip("0")


@lru_cache(maxsize=512)
def _letter_and_tone(character: str) -> tuple[str, str]:
    base, *marks = list(unicodedata.normalize("NFD", character))
    tone = "0"
    for mark in marks:
        base = _SHAPES.get(mark, {}).get(base, base)
        tone = _TONES.get(mark, tone)
    return base, tone
