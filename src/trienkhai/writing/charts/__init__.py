"""Charts: data → Vega-Lite dict → SVG for pages and PDF, PNG for Word, and the same in words and as a table."""

from .draw import to_png, to_svg
from .spec import make_spec
from .words import NO_FIGURE, caption, data_table, describe

__all__ = ["NO_FIGURE", "caption", "data_table", "describe", "make_spec", "to_png", "to_svg"]
