"""Invented texts of any length with as many marks per 1,000 characters as real reports have: ours, and English law."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

DENSITY = 4.7  # marks per 1,000 characters, as in real reports
_LISTS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "invented.toml").read_text("utf-8"))
_SLOT = re.compile(r"\{(\w+)\}")
_NO_MARK = ("place", "thing")


def vietnamese(length: int, seed: int = 1) -> str:
    """A narrative report: headings, citations, figures, breakdowns, and prose without any."""
    dice = random.Random(seed)
    fill = _Vietnamese(dice)
    return _text(length, dice, _LISTS["vietnamese"], fill, lambda: dice.choice(_LISTS["vietnamese"]["headings"]))


def english(length: int, seed: int = 1) -> str:
    """An opinion of a court that cites cases and statutes."""
    dice = random.Random(seed)
    return _text(length, dice, _LISTS["english"], _English(dice), lambda: "")


def _text(
    length: int, dice: random.Random, lists: dict[str, Any], fill: Callable[[str], str], heading: Callable[[], str]
) -> str:
    """Sentences with marks as long as there are too few, then sentences without."""
    paragraphs: list[str] = []
    written = marks = 0
    while written < length:
        sentences = []
        for _ in range(dice.randint(3, 8)):
            pattern = dice.choice(lists["marked" if marks * 1000 < DENSITY * written else "plain"])
            marks += sum(slot not in _NO_MARK for slot in _SLOT.findall(pattern)) + (pattern.startswith("Id"))
            sentence = _SLOT.sub(lambda slot: fill(slot[1]), pattern)
            sentences.append(sentence[0].upper() + sentence[1:])
            written += len(sentence) + 1
        paragraphs += [head] if (head := heading()) and dice.random() < 0.2 else []
        paragraphs.append(" ".join(sentences))
    return "\n".join(paragraphs)[:length]


class _Vietnamese:
    """Fills the slots of Vietnamese sentences."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._parts: list[int] = []

    def __call__(self, slot: str) -> str:
        return str(getattr(self, slot)())

    def full(self) -> str:
        """`Kế hoạch số 41/KH-UBND ngày 12/3/2026 của UBND tỉnh`."""
        kind, letters = self._choice("signs")
        day = f"{self._dice.randint(1, 28)}/{self._dice.randint(1, 12)}/{self._dice.randint(2018, 2026)}"
        return f"{kind} số {self._dice.randint(1, 400)}{letters} ngày {day} của {self._choice('bodies')}"

    def bare(self) -> str:
        """`Nghị quyết 35`."""
        return f"{self._dice.choice(['Nghị quyết', 'Chỉ thị', 'Kết luận'])} số {self._dice.randint(10, 99)}"

    def place(self) -> str:
        """A place with its kind."""
        return str(self._choice("places"))

    def thing(self) -> str:
        """What is counted."""
        return str(self._choice("things"))

    def n(self) -> int:
        """A small number."""
        return self._dice.randint(2, 180)

    def big(self) -> str:
        """`28.450`."""
        return f"{self._dice.randint(1000, 60000):,}".replace(",", ".")

    def share(self) -> str:
        """`97,8%`."""
        return f"{self._dice.randint(700, 999) / 10}%".replace(".", ",")

    def money(self) -> str:
        """`850 triệu đồng`."""
        return self._dice.choice(["{} triệu đồng", "{},5 tỷ đồng"]).format(self._dice.randint(2, 900))

    def km(self) -> str:
        """`3,4`."""
        return f"{self._dice.randint(1, 40)},{self._dice.randint(1, 9)}"

    def ratio(self) -> str:
        """`12/15`."""
        whole = self._dice.randint(13, 60)
        return f"{self._dice.randint(1, whole)}/{whole}"

    def range(self) -> str:
        """`20 đến 25`."""
        low = self._dice.randint(10, 40)
        return f"{low} đến {low + 5}"

    def sum(self) -> str:
        """The whole of the two parts that follow."""
        self._parts = [self._dice.randint(20, 400), self._dice.randint(20, 400)]
        return f"{sum(self._parts)} căn nhà"

    def part(self) -> int:
        """A part of the whole before."""
        return self._parts.pop()

    def _choice(self, name: str) -> Any:
        return self._dice.choice(_LISTS["vietnamese"][name])


class _English:
    """Fills the slots of English sentences."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice

    def __call__(self, slot: str) -> str:
        return str(getattr(self, slot)())

    def case(self) -> str:
        """`Harlan v. Mott, 1 F.3d 2, 5 (9th Cir. 1993)`."""
        reporter, low, high, court = self._dice.choice(_LISTS["english"]["reporters"])
        page = self._dice.randint(1, 990)
        names = " v. ".join(self._dice.sample(_LISTS["english"]["parties"], 2))
        pin = f", {page + self._dice.randint(1, 9)}" if self._dice.random() < 0.5 else ""
        year = self._dice.randint(1950, 2020)
        return f"{names}, {self._dice.randint(low, high)} {reporter} {page}{pin} ({court}{year})"

    def statute(self) -> str:
        """`42 U.S.C. § 1983`."""
        return f"{self._dice.randint(1, 50)} U.S.C. § {self._dice.randint(100, 3000)}"

    def supra(self) -> str:
        """`Harlan, supra, at 7`."""
        return f"{self._dice.choice(_LISTS['english']['parties'])}, supra, at {self.page()}"

    def short(self) -> str:
        """`Harlan, 1 F.3d at 7`."""
        reporter, low, high, _ = self._dice.choice(_LISTS["english"]["reporters"])
        party = self._dice.choice(_LISTS["english"]["parties"])
        return f"{party}, {self._dice.randint(low, high)} {reporter} at {self.page()}"

    def page(self) -> int:
        """A page."""
        return self._dice.randint(1, 900)
