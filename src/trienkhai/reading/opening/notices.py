"""What must be said about how a text was come by; on the page and in JSON it is a finding like any other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from trienkhai.reading.marks import Finding

_FIRST_WORDS = re.compile(r"[^\d\n\r]{0,79}[^\d\s]")  # before any figure: the notice doubts no single one
_BLANK = "\ufeff \t\r\n"


@dataclass(frozen=True, slots=True)
class Notice:
    """`code` of messages.TEMPLATES about the text that begins at `start`."""

    code: str
    start: int = 0
    values: Mapping[str, str] = field(default_factory=dict)


def as_finding(notice: Notice, text: str) -> Finding:
    """The finding at the first words that the notice is about."""
    start = notice.start + len(text[notice.start :]) - len(text[notice.start :].lstrip(_BLANK))
    start = min(start, len(text) - 1)
    words = _FIRST_WORDS.match(text, start)
    end = words.end() if words else start + 1
    return Finding(start, end, text[start:end], notice.code, notice.values)
