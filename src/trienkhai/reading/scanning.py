"""Where rules look first: digits, and words in lower case.

A pattern that is tried at each letter of a text costs more than all that it finds. So a rule finds the few places that
come into question by a search that is cheap (one set of letters to stop at, no case to ignore, nothing to look back
for), and tries its own pattern there.
"""

from __future__ import annotations

import re
from functools import lru_cache

_DIGITS = re.compile(r"\d+")


@lru_cache(maxsize=4)
def digits(text: str) -> list[tuple[int, int]]:
    """The spans of all unbroken runs of digits."""
    return [found.span() for found in _DIGITS.finditer(text)]


@lru_cache(maxsize=4)
def lowered(text: str) -> str:
    """The text in lower case, each letter in its place."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
