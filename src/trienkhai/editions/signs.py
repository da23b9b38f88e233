"""Number and symbol of an edition, as its form writes them."""

from __future__ import annotations

from .models import Edition


def default_symbol(edition: Edition) -> str:
    """BC-UBND in the State's form, BC/ĐU in the Party's: what a person may change before the edition is issued."""
    return "BC-UBND" if edition.layout == "state" else "BC/ĐU"


def sign_of(edition: Edition) -> str:
    """`07/BC-UBND` or `07-BC/ĐU`."""
    joint = "/" if edition.layout == "state" else "-"
    return f"{edition.number:02d}{joint}{edition.symbol}" if edition.number else ""
