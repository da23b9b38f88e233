"""Reading: a report in; its sections, citations, figures and totals out, each with its place."""

from trienkhai.reading.marks import Citation, Figure, Finding, Reading, Section, Total
from trienkhai.reading.opening import FileReading, read_file
from trienkhai.reading.output import to_json
from trienkhai.reading.reader import read

__all__ = [
    "Citation",
    "Figure",
    "FileReading",
    "Finding",
    "Reading",
    "Section",
    "Total",
    "read",
    "read_file",
    "to_json",
]
