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
    return _branches(root)


def _branches(node: Tree) -> str:
    letters = sorted((letter for letter in node if letter != _END), key=lambda letter: (-_depth(node[letter]), letter))
    return "|".join(re.escape(letter) + _rest(node[letter]) for letter in letters)


def _rest(node: Tree) -> str:
    more = _branches(node)
    if _END in node:
        return f"(?:{more}|)" if more else ""
    return more if len(node) == 1 else f"(?:{more})"


def _depth(node: Tree) -> int:
    return 1 + max((_depth(child) for child in node.values()), default=0)


def words(entries: Iterable[str], flags: int = re.I) -> re.Pattern[str]:
    """A pattern that matches any of the entries as whole words."""
    return re.compile(f"{EDGE_LEFT}(?:{any_of(entries)}){EDGE_RIGHT}", flags)
