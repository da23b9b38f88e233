"""The words of an edition that people write; everything else is put together from figures."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Words:
    """Texts of an edition. Paragraphs are separated by line ends."""

    summary: str = ""  # trích yếu
    opening: str = ""
    results: str = ""  # before the tables
    shortcomings: str = ""
    tasks: str = ""
    requests: str = ""
    issuer: str = ""  # as in the head of the paper
    parent: str = ""
    place: str = ""
    authority_form: str = "TM"
    authority: str = ""  # TM. whom
    signer_post: str = ""
    signer_name: str = ""
    recipients: str = ""  # one a line
    archive: str = ""

    @classmethod
    def of(cls, stored: dict[str, Any]) -> Words:
        """From what the database keeps; words of a later version that are not known here are left alone."""
        known = {field.name for field in fields(cls)}
        return cls(**{key: str(value) for key, value in stored.items() if key in known})

    def stored(self) -> dict[str, str]:
        return asdict(self)


def paragraphs(text: str) -> list[str]:
    """Lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
