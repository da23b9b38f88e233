"""What may stand in a printed text, and where a line may not break.

Text that people typed is data. Three writers (Word, PDF, HTML) must print the same words, so the one rule of what is
dropped lives here and is applied once, when an outline is built.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields
from typing import Any

# Ends of lines of every kind become one space: a run is part of a line, paragraphs are separate objects.
LINE_ENDS = re.compile("[\t\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]+")

# Changing the direction of writing would let a text show other words than it holds.
DIRECTION_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

SIGN = re.compile(
    r"""
    (?<![\w/-])
    \d{1,5}                                     # 15
    (?:/\d{4})?                                 # 30/2020/NĐ-CP
    (?:-[A-ZĐ][A-Za-zĐđ]{0,5})?                 # 05-CT/TW
    /[A-ZĐƯ][A-Za-zĐđƯư0-9]*                    # 15/BC
    (?:[-.][A-ZĐƯ][A-Za-zĐđƯư0-9]*)*            # 67/KH-MTTQ-BTT
    (?![\w/])
    """,
    re.VERBOSE,
)


def printable(text: str) -> str:
    """Return `text` without what no paper can show and XML forbids.

    Line ends and tabs become one space; control characters, lone surrogates, non-characters and direction controls are
    dropped. Nothing else changes: no normalisation, no trimming, no judgement about markup.
    """
    return "".join(character for character in LINE_ENDS.sub(" ", text) if _shows(character))


def _shows(character: str) -> bool:
    code = ord(character)
    if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return False
    return unicodedata.category(character) not in ("Cc", "Cs") and character not in DIRECTION_CONTROLS


def split_signs(text: str) -> list[tuple[str, bool]]:
    """Cut `text` into (part, is_sign); the parts joined are the text. A sign (15/BC-UBND) must stay on one line."""
    parts: list[tuple[str, bool]] = []
    end = 0
    for match in SIGN.finditer(text):
        if "-" not in match.group():
            continue
        parts.append((text[end : match.start()], False))
        parts.append((match.group(), True))
        end = match.end()
    parts.append((text[end:], False))
    return [part for part in parts if part[0]]


def hold_percent(text: str) -> str:
    """Return `text` with a no-break space between a number and its per cent sign: 97,8 % stays on one line."""
    return re.sub(r"(?<=\d) (?=[%‰])", "\u00a0", text)


def capitals(text: str) -> str:
    """Return `text` in capitals, except signs: 12/QyĐ-UBND keeps its small y."""
    return "".join(part if is_sign else part.upper() for part, is_sign in split_signs(text))


class Printed:
    """Base of the outline's dataclasses: every text in a field becomes printable when the object is made."""

    def __post_init__(self) -> None:
        for field in fields(self):  # type: ignore[arg-type]  # only dataclasses inherit
            object.__setattr__(self, field.name, _printable_all(getattr(self, field.name)))


def _printable_all(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list | tuple):
        return tuple(_printable_all(item) for item in value)
    return value
