"""The words around a figure, as the checks compare them: composed, in small letters, with single blanks."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

from trienkhai.reading.lexicon import shortest, table
from trienkhai.reading.lexicon import words as any_word
from trienkhai.reading.marks import Figure
from trienkhai.vietnamese import clean


def plain(text: str) -> str:
    """For comparing only; the length may change."""
    composed = clean(text)
    single = composed.isprintable() and "  " not in composed  # the only blank that is printable is the plain one
    return (composed if single else _BLANKS.sub(" ", composed)).lower()


_BLANKS = re.compile(r"\s{2,}|[^\S ]")  # what is not one plain blank already


@lru_cache(maxsize=1024)
def named(words: str | None) -> str:
    """The same of a unit or a place, which one text names again and again; empty for none."""
    return plain(words) if words else ""


def before(text: str, figure: Figure, reach: int = 80) -> str:
    """What stands before a figure in its sentence."""
    return plain(text[max(figure.sentence[0], figure.start - reach) : figure.start])


def after(text: str, figure: Figure, reach: int = 60) -> str:
    """What stands behind a figure in its sentence."""
    return plain(text[figure.end : max(figure.end, min(figure.sentence[1], figure.end + reach))])


def between(text: str, one: Figure, other: Figure) -> str | None:
    """What stands between two figures of one sentence, or None where they are far apart."""
    if one.sentence != other.sentence or not 0 <= other.start - one.end <= 120:
        return None
    return plain(text[one.end : other.start])


def amount(figure: Figure) -> Decimal:
    """The value, exactly as it was read."""
    return Decimal(str(figure.value))


def head(figure: Figure) -> str:
    """The first word of what is counted; empty for money, whose unit names the purpose."""
    return named(figure.unit).partition(" ")[0] if figure.kind != "money" else ""


def family(figure: Figure) -> str:
    """`12,5 cây` is read as a measure, `12.500 cây` as a count: both count trees."""
    return figure.kind if figure.kind in ("money", "percent") else "count"


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The words of a list of `checks.toml`."""
    return any_word(table("checks")[name])


def says(name: str, words: str) -> bool:
    """Whether a word of the list stands in `words`; a quick look first, since most often none does."""
    return any(map(words.__contains__, _stems(name))) and bool(pattern(name).search(words))


@cache
def _stems(name: str) -> tuple[str, ...]:
    return shortest(table("checks")[name])
