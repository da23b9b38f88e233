"""Choices of a generator: drawn by Hypothesis, which makes failing cases small, or thrown by a seed, for big cases."""

import os
import random
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


def examples(usual: int) -> int:
    """How many to try; `TRIENKHAI_EXAMPLES=5000` for a long run by hand."""
    return int(os.environ.get("TRIENKHAI_EXAMPLES", usual))


@lru_cache(maxsize=1024)
def _below(number: int) -> st.SearchStrategy[int]:
    return st.integers(0, number - 1)


class Dice:
    """The first of several is the simplest, so that Hypothesis ends there."""

    def __init__(self, draw: Callable[[st.SearchStrategy[int]], int] | None = None, seed: int = 0) -> None:
        self._draw = draw
        self._random = random.Random(seed)

    def below(self, number: int) -> int:
        """0 … number - 1."""
        return self._draw(_below(number)) if self._draw else self._random.randrange(number)

    def between(self, least: int, most: int) -> int:
        """Both included."""
        return least + self.below(most - least + 1)

    def pick(self, things: Sequence[T]) -> T:
        """One of them."""
        return things[self.below(len(things))]

    def one_in(self, number: int) -> bool:
        """True once in so many times."""
        return self.below(number) == number - 1

    def some(self, things: Sequence[T], least: int, most: int) -> list[T]:
        """Different ones, in any order."""
        left = list(things)
        return [left.pop(self.below(len(left))) for _ in range(min(self.between(least, most), len(left)))]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """All of them in any order; for a big table its rows backwards are disorder enough to draw."""
        if self._draw and len(things) > 12:
            return list(things)[:: self.pick((1, -1))]
        return self.some(things, len(things), len(things))
