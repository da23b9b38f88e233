"""Vietnamese text, numbers and dates: read, written, folded for search, ordered for lists. Pure."""

from .dates import NotADate, date_in_words, format_date, parse_date
from .numbers import DoubtfulNumber, NotANumber, format_number, number_writer, parse_number
from .refusal import N_, Refusal
from .text import clean, fold, sort_key

__all__ = [
    "N_",
    "DoubtfulNumber",
    "NotADate",
    "NotANumber",
    "Refusal",
    "clean",
    "date_in_words",
    "fold",
    "format_date",
    "format_number",
    "number_writer",
    "parse_date",
    "parse_number",
    "sort_key",
]
