"""How a seal's hash is made. Written out here once, because whoever checks must be able to make it again."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple


class Line(NamedTuple):
    """The sealed columns of an entry, in the order in which they are hashed."""

    id: int
    at: datetime
    person_id: int | None
    post_id: int | None
    verb: str
    kind: str
    object_id: int
    digest: str


def link(previous_hash: str, number: int, at: datetime, lines: Iterable[Line]) -> str:
    """Hash of a seal: sha256 over the hash before it, its own number and moment, and each line, in hexadecimal.

    Fields are parted by tabs and lines by line feeds; no field can hold either. Moments are UTC to the
    microsecond, so that both databases give the same bytes.
    """
    digest = hashlib.sha256(f"{previous_hash}\t{number}\t{_moment(at)}\n".encode())
    for line in lines:
        fields = (line.id, _moment(line.at), *line[2:])
        digest.update(("\t".join("" if field is None else str(field) for field in fields) + "\n").encode())
    return digest.hexdigest()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
