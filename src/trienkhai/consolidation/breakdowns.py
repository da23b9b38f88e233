"""The form of a breakdown: `dimension=category`, several joined by `;` in alphabetical order of the dimensions."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise


@lru_cache(maxsize=4096)
def is_breakdown(text: str) -> bool:
    """`sex=f`, `kind=collective;sex=f`; not `sex`, `=f`, `sex=f;kind=x`, `sex=f;sex=m`."""
    dimensions = []
    for piece in text.split(";"):
        dimension, _, category = piece.partition("=")
        if not dimension or not category or "=" in category or piece != piece.strip():
            return False
        dimensions.append(dimension)
    return all(one < other for one, other in pairwise(dimensions))
