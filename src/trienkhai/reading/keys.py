"""What a numbered mention stands for: the full sign given elsewhere in the same document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from trienkhai.reading.citations import Mention
from trienkhai.reading.lexicon import table

_BOTH = {"quyết định": "qđ", "quy định": "qđ"}


def resolved(text: str, found: Sequence[Mention]) -> list[Mention]:
    """The mentions with keys; two candidates are as good as none."""
    full: dict[tuple[str, str], dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for mention in found:
        if mention.form == "full" and mention.key and mention.type and mention.number:
            full[(_kind(mention.type), mention.number)][mention.key].append(mention)
    return [_with_key(text, m, full) if m.form == "numbered" else m for m in found]


def _kind(name: str) -> str:
    return _BOTH.get(name, name.split(" hành động")[0])


def _with_key(text: str, mention: Mention, full: dict[tuple[str, str], dict[str, list[Mention]]]) -> Mention:
    candidates = full.get((_kind(mention.type or ""), mention.number or ""), {})
    fitting = [key for key, others in candidates.items() if any(_fits(text, mention, other) for other in others[:50])]
    return replace(mention, key=fitting[0]) if len(fitting) == 1 else mention


def _fits(text: str, mention: Mention, other: Mention) -> bool:
    if mention.date and other.date and mention.date != other.date:
        return False
    mine = _level_of_words(text[slice(*mention.issuer)]) if mention.issuer else None
    theirs = _level_of_letters(other.symbol or "")
    if mine and theirs:
        return mine == theirs
    return not (mine or (mention.issuer and theirs)) or mine == theirs


@cache
def _levels() -> list[tuple[str, str]]:
    return [(word, level["letters"][0]) for level in table("signs")["level"] for word in level["words"]]


def _level_of_words(issuer: str) -> str | None:
    lowered = issuer.lower()
    fitting = [
        (len(word), letters) for word, letters in _levels() if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", lowered)
    ]
    return max(fitting)[1] if fitting else None


def _level_of_letters(symbol: str) -> str | None:
    for segment in re.split(r"[-/.]", symbol):
        for level in table("signs")["level"]:
            if segment in level["letters"]:
                return str(level["letters"][0])
    return None
