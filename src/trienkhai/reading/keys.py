"""What a numbered mention stands for: the full sign given elsewhere in the same document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from trienkhai.reading.bodies import body_of, letters_of, may_be_one, may_sign
from trienkhai.reading.citations import Mention

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
    """Whether the full mention may be of the same document: no other day, and of a body that may write its sign."""
    if mention.date and other.date and mention.date != other.date:
        return False
    if not mention.issuer:
        return True
    body, symbol = body_of(text[slice(*mention.issuer)]), other.symbol or ""
    if other.issuer and not may_be_one(body, body_of(text[slice(*other.issuer)])):
        return False
    return may_sign(body, symbol) and (body.kind is not None or not letters_of(symbol))
