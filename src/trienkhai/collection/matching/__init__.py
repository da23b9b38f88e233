"""Which cell a figure of a narrative is probably for. Pure: no database, no clock.

A proposal, never a decision. `words` and `places` say what stands around a figure, `targets` what the round asks,
`scoring` how well the two fit, `learning` what was decided before, `doubts` what speaks against choosing, and
`choosing` makes one proposal a figure.
"""

from .choosing import LEAST, SURE, Guess, guess_all
from .doubts import Frame
from .learning import Learnt, Memory, lesson
from .more import more_figures
from .places import Place, places_of
from .targets import Target, value_for

__all__ = [
    "LEAST",
    "SURE",
    "Frame",
    "Guess",
    "Learnt",
    "Memory",
    "Place",
    "Target",
    "guess_all",
    "lesson",
    "more_figures",
    "places_of",
    "value_for",
]
