"""Types and marks that all columns share."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..model import ABOUT, AT_LEAST, AT_MOST

Array = NDArray[Any]

# Bits of qualifiers; those of a total are all that went into it, and rule 7 reads them off.
BITS = {None: 0, AT_LEAST: 1, AT_MOST: 2, ABOUT: 4}
QUALIFIER_OF = (None, AT_LEAST, AT_MOST, ABOUT, ABOUT, ABOUT, ABOUT, ABOUT)

SILENT, SPOKEN, NOT_APPLICABLE = 0, 1, 2  # states of a unit in a cell
BASES = (None, "computed", "mixed", "claimed")  # codes of a basis are places in here
NO_BASIS, IS_COMPUTED, IS_MIXED, IS_CLAIMED = range(4)


def zeros(shape: tuple[int, ...], like: Array) -> Array:
    """Of the same kind of numbers; objects (integers of any size) as well."""
    return np.zeros(shape, like.dtype)
