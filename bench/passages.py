"""How well invented passages are read: `python -m bench passages [SET …] [--misses]`; without a set: all of them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence

from bench.gold import BadGold, Passage, passages, sets
from bench.scoring import GROUPS, Score, add
from trienkhai.reading import read, to_json


def scored(documents: Iterable[Passage]) -> Score:
    """The score of some passages together."""
    score = Score()
    for passage in documents:
        got = to_json(passage.name, read(passage.text))
        wanted = {group: getattr(passage, group) for group in GROUPS}
        wanted["findings"] = _once(wanted["findings"])
        add(score, passage.name, wanted, got)
    return score


def _once(findings: list[dict[str, object]]) -> list[dict[str, object]]:
    """A total that differs implies its finding, which the file may name as well."""
    return list({(f["start"], f["end"], f["code"]): f for f in findings}.values())


def main(arguments: Sequence[str] = ()) -> None:
    """Print the score of every set named, and its misses when asked."""
    parser = argparse.ArgumentParser(prog="bench passages", description=__doc__)
    parser.add_argument("sets", nargs="*", metavar="SET")
    parser.add_argument("--misses", action="store_true", help="every mark missed, invented or told otherwise")
    chosen = parser.parse_args(arguments)
    names = chosen.sets or sets()
    if not names:
        print("no sets of passages")
    for name in names:
        try:
            documents = passages(name)
        except BadGold as reason:
            sys.exit(str(reason))
        score = scored(documents)
        print(f"{name}: {len(documents)} passages")
        print("\n".join(f"  {line}" for line in score.lines()))
        if chosen.misses:
            print("\n".join(f"  {line}" for line in score.misses))
