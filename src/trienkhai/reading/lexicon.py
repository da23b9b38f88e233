"""The word lists of the reader: data with examples in `lexicon/*.toml`, compiled once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

EDGE_LEFT = r"(?<![^\W_])"  # no letter or digit before
EDGE_RIGHT = r"(?![^\W_])"  # none after


@cache
def table(name: str) -> dict[str, Any]:
    """One word list, `lexicon/NAME.toml`, as written."""
    return tomllib.loads((files(__package__) / "lexicon" / f"{name}.toml").read_text("utf-8"))


def any_of(words: Iterable[str]) -> str:
    """An alternation, longest first, of literal words in which a blank stands for one blank of the view."""
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


def words(entries: Iterable[str], flags: int = re.I) -> re.Pattern[str]:
    """A pattern that matches any of the entries as whole words."""
    return re.compile(f"{EDGE_LEFT}(?:{any_of(entries)}){EDGE_RIGHT}", flags)
