"""The fast engine: the same rules over whole columns of scaled integers, exact in any order of rows and threads."""

from .engine import consolidate_fast

__all__ = ["consolidate_fast"]
