"""Citations as people write them, in the tables of `citations/`: abbreviations, slips, lists, grounds, heads of papers.

The form is that of `test_citations`; `\\u00d0` in a table stands for that character.
"""

import re
from pathlib import Path

import pytest

from tests.unit.reading.test_citations import rows, shown
from trienkhai.reading import read

TABLES = sorted((Path(__file__).parent / "citations").glob("*.txt"))


def written(path: Path) -> list[tuple[str, list[str]]]:
    """(text, its citations) from one file."""
    table = path.read_text(encoding="utf-8")
    return rows(re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), table))


ROWS = [row for path in TABLES for row in written(path)]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=lambda value: value[:50] if isinstance(value, str) else "")
def test_citations_are_read_as_people_write_them(text: str, expected: list[str]) -> None:
    assert [shown(c) for c in read(text).citations] == expected
