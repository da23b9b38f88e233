"""Types of documents, their codes in signs, and the terms of the Party: data files with dates and sources."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "catalogue"
STATE, PARTY = "state", "party"
CENTRAL = ("TW", "VPTW", "UBKTTW", "BTGTW", "BTGDVTW", "BNCTW", "BTCTW")  # issuers whose term begins at the congress


@dataclass(frozen=True)
class DocumentType:
    """A type; `state` and `party` are its codes in signs of that form, None where it is not used in it."""

    code: str
    name: str
    state: tuple[str, ...] | None = None
    party: tuple[str, ...] | None = None

    def codes(self, form: str) -> tuple[str, ...] | None:
        """Its codes in that form: `kế hoạch` → KH; empty where it has none (công văn)."""
        return self.party if form == PARTY else self.state


@dataclass(frozen=True)
class Term:
    """A term: since `central` for the centre; below since some day from `local_first` to `local_last`."""

    name: str
    central: date
    local_first: date
    local_last: date


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


@cache
def document_types() -> tuple[DocumentType, ...]:
    """All types, in the order of the file."""
    rows = _table("document_types.toml")["types"]
    return tuple(
        DocumentType(
            row["code"],
            row["name"],
            tuple(row["state"]) if "state" in row else None,
            tuple(row["party"]) if "party" in row else None,
        )
        for row in rows
    )


def document_type(code: str) -> DocumentType | None:
    """The type of that code (`ke_hoach`)."""
    return next((one for one in document_types() if one.code == code), None)


def type_name(code: str) -> str:
    """`ke_hoach` → kế hoạch; a code that the file no longer has stays as it is."""
    found = document_type(code)
    return found.name if found else code


@cache
def terms() -> tuple[Term, ...]:
    """The terms known, oldest first."""
    return tuple(Term(**row) for row in _table("party_terms.toml")["terms"])


def may_be_one_term(one: date, other: date, *, central: bool, known: Sequence[Term] | None = None) -> bool:
    """Whether documents of two days may belong to one term of the same committee; in doubt, yes.

    Below the centre a term begins on a day that only the committee knows: one between two days of the data.
    """
    earlier, later = sorted((one, other))
    for term in terms() if known is None else known:
        first, last = (term.central, term.central) if central else (term.local_first, term.local_last)
        if earlier < first and later >= last:
            return False
    return True
