"""Bodies by their names and by the letters of their signs: which may be one, and which sign nobody of a name writes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from trienkhai.reading.lexicon import any_of, table, words
from trienkhai.vietnamese import clean, fold


@dataclass(frozen=True, slots=True)
class Body:
    """A name as compared: its kind where known, its levels, and the folded words of its place or branch."""

    kind: str | None
    levels: frozenset[str]
    words: frozenset[str]


@cache
def kinds() -> dict[str, dict[str, Any]]:
    """The kinds of bodies by their names."""
    return {entry["name"]: entry for entry in table("bodies")["kind"]}


@cache
def _kind_words() -> dict[str, str]:
    return {unaccented(word): entry["name"] for entry in kinds().values() for word in entry["words"]}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    lists = table("bodies")
    shorts = re.compile(rf"(?<![^\W_])(?:{any_of(lists['shorts'])})(?![^\W_])")
    kind = re.compile(rf"(?:{any_of(_kind_words())})(?![^\W_])")
    speakers = any_of(unaccented(word) for word in lists["speakers"]["words"])
    meeting = unaccented(lists["speakers"]["meeting"])
    speaker = re.compile(rf"(?:(?:{speakers})|{meeting}(?:\ lan\ thu\ \w+,?)?)\ (?:cua\ )?")
    return shorts, kind, speaker, words(lists["levels"])


def unaccented(text: str) -> str:
    """Small letters without marks; the words of a name as they are compared."""
    return fold(text)


@lru_cache(maxsize=4096)
def body_of(name: str) -> Body:
    """The body that an issuer's words name: `BTV Tỉnh ủy Hoa Sen` → a provincial committee, of Hoa Sen."""
    shorts, kind_words, speaker, levels = _patterns()
    full = unicodedata.normalize("NFC", clean(name)).replace("&", " ").replace("uỷ", "ủy").replace("Uỷ", "Ủy")
    full = shorts.sub(lambda found: table("bodies")["shorts"][found.group()], full).lower().replace("xã hội", "xã-hội")
    level = levels.search(full)
    bare = " ".join(re.findall(r"\w+", unaccented(full)))
    kind = kind_words.match(bare)
    while not kind and (spoken := speaker.match(bare)):
        bare = bare[spoken.end() :]
        kind = kind_words.match(bare)
    rest = bare[kind.end() :] if kind else bare
    return Body(
        _kind_words()[kind.group()] if kind else None,
        frozenset(table("bodies")["levels"][level.group()]) if level else frozenset(),
        frozenset(rest.split()) - _noise(),
    )


@cache
def _noise() -> frozenset[str]:
    """Words that a name may have or lack: of its level, and the smallest ones."""
    of_levels = {part for word in table("bodies")["levels"] for part in unaccented(word).split()}
    return frozenset(of_levels | {"cua", "va", "viet", "nam", "nuoc", "dang"})


def may_be_one(one: Body, other: Body) -> bool:
    """Whether two names may mean one body: kinds, levels and places contradict each other nowhere."""
    if one.kind and other.kind and not _kinds_agree(one.kind, other.kind):
        return False
    if one.levels and other.levels and not one.levels & other.levels:
        return False
    if bool(one.kind) != bool(other.kind):
        return False
    return one.words <= other.words or other.words <= one.words


def _kinds_agree(one: str, other: str) -> bool:
    return one == other or other in kinds()[one].get("also", ()) or one in kinds()[other].get("also", ())


def letters_of(symbol: str) -> tuple[str, ...]:
    """The pieces of a symbol that are letters of a known kind of body, without the number of a term: QH15 → QH."""
    pieces = (piece.rstrip("0123456789") for piece in re.split(r"[-/.]", symbol))
    return tuple(piece for piece in pieces if piece in _letters())


@cache
def _letters() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for entry in kinds().values():
        for piece in entry["letters"]:
            found[piece] = found.get(piece, frozenset()) | {entry["name"]}
    return found


def may_sign(body: Body, symbol: str) -> bool:
    """Whether a body of that name may write this symbol; in doubt, yes: unknown kinds and unknown letters."""
    pieces = letters_of(symbol)
    if not body.kind or not pieces:
        return True
    return any(body.kind in _letters()[piece] for piece in pieces)
