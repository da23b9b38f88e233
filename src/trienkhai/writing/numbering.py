"""Numbers of headings: I. 1. a) - in the State form, I- 1. a) - in the Party form."""

from __future__ import annotations

from .layouts import Layout
from .outline import Heading

LETTERS = "abcdđeghiklmnopqrstuvxy"  # the Vietnamese alphabet as points of law use it


class Numbering:
    """Counts headings of one document in order."""

    def __init__(self, layout: Layout) -> None:
        self._forms = [str(style["number"]) for style in layout.headings]
        self._counts = [0, 0, 0, 0]

    def of(self, heading: Heading) -> str:
        """The number of the next heading, with the space behind it; empty for an unnumbered one."""
        place = heading.level - 1
        self._counts[place + 1 :] = [0] * (3 - place)
        if not heading.numbered:
            return ""
        self._counts[place] += 1
        count = self._counts[place]
        return self._forms[place].format(roman=roman(count), arabic=count, letter=letter(count))


def roman(number: int) -> str:
    """4 → IV. Any positive number."""
    text = "M" * (number // 1000)
    for value, one, five, ten in ((100, "C", "D", "M"), (10, "X", "L", "C"), (1, "I", "V", "X")):
        digit = number // value % 10
        text += ("", one, one * 2, one * 3, one + five, five, five + one, five + one * 2, five + one * 3, one + ten)[
            digit
        ]
    return text


def letter(number: int) -> str:
    """5 → đ; after y the letters go on in pairs (aa, ab …)."""
    text = ""
    while number > 0:
        number, place = divmod(number - 1, len(LETTERS))
        text = LETTERS[place] + text
    return text
