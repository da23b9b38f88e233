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

# Inside a class of a pattern. No ranges of Vietnamese letters: between À and Ỹ capital and small ones take turns.
_CAPITALS = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
UPPER = "A-Z" + _CAPITALS
LOWER = "a-z" + _CAPITALS.lower()

Tree = dict[str, "Tree"]
_END = ""  # a word ends here


@cache
def table(name: str) -> dict[str, Any]:
    """One word list, `lexicon/NAME.toml`, as written."""
    return tomllib.loads((files(__package__) / "lexicon" / f"{name}.toml").read_text("utf-8"))


def any_of(words: Iterable[str]) -> str:
    """An alternation, longest first, of literal words in which a blank stands for one blank of the view.

    Words that begin alike share their beginning (`ban (?:bí thư|chỉ đạo|)`), so that a list of hundreds costs as little
    as one of ten.
    """
    root: Tree = {}
    for word in sorted(set(words)):
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[_END] = {}
    return _branches(root)[1]


def _branches(node: Tree) -> tuple[int, str]:
    """The length of the longest word below a node, and the alternation of all of them, the longest first."""
    branches = []
    for letter in sorted(node.keys() - {_END}):
        length, rest = _rest(node[letter])
        branches.append((length + 1, re.escape(letter) + rest))
    branches.sort(key=lambda branch: -branch[0])
    return max((length for length, _ in branches), default=0), "|".join(branch for _, branch in branches)


def _rest(node: Tree) -> tuple[int, str]:
    length, more = _branches(node)
    if _END in node:
        return length, f"(?:{more}|)" if more else ""
    return length, more if len(node) == 1 else f"(?:{more})"


def words(entries: Iterable[str], flags: int = re.I) -> re.Pattern[str]:
    """A pattern that matches any of the entries as whole words."""
    return re.compile(f"{EDGE_LEFT}(?:{any_of(entries)}){EDGE_RIGHT}", flags)


def shortest(entries: Iterable[str]) -> tuple[str, ...]:
    """The words in which no other one is: where none of them stands, no word of the list does."""
    distinct = dict.fromkeys(entries)
    return tuple(w for w in distinct if not any(other in w and other != w for other in distinct))
