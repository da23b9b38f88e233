"""The chapters of the manual page, in order."""

from . import (
    asking,
    breakdowns,
    claims,
    errors_figures,
    errors_map,
    over_time,
    over_units,
    qualifiers,
    ratios,
    reforms,
    restating,
    successions,
)

CHAPTERS = [
    over_units.CHAPTER,
    asking.CHAPTER,
    claims.CHAPTER,
    qualifiers.CHAPTER,
    breakdowns.CHAPTER,
    ratios.CHAPTER,
    over_time.CHAPTER,
    successions.CHAPTER,
    reforms.CHAPTER,
    restating.CHAPTER,
    errors_figures.CHAPTER,
    errors_map.CHAPTER,
]
