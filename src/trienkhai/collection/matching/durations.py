"""Durations as figures, where a round asks for days or hours: reading rightly takes `05 ngày` for no quantity."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .places import MOST
from .targets import Target, holds
from .words import content

TIMES = ("phút", "giờ", "ngày", "tuần", "tháng", "năm")
LONGEST = 600  # characters of a sentence that are looked at


def durations(text: str, targets: Sequence[Target]) -> Iterator[re.Match[str]]:
    """Numbers before the unit of an asked duration: `21 ngày`."""
    if asked := asked_durations(targets):
        measures = "|".join(dict.fromkeys(target.measure for target in asked))
        pattern = rf"(?<![\w.,/:-])(?P<number>\d{{1,6}}(?:[.,]\d{{1,4}})?)\s(?P<unit>{measures})(?!\w)"
        yield from re.compile(pattern, re.IGNORECASE).finditer(text)


def asked_durations(targets: Sequence[Target]) -> list[Target]:
    """The indicators that are measured in time."""
    return [target for target in targets if not target.breakdown and target.measure in TIMES]


def speaks_of_duration(sentence: str, unit: str, asked: Sequence[Target]) -> bool:
    """Whether the sentence names an indicator that is measured so."""
    said = content(sentence[:LONGEST])
    return any(
        holds(said, content(word)) or (MOST in content(word) and MOST in said)
        for target in asked
        if target.measure == unit.lower()
        for word in (*target.words, target.name)
    )
