"""Kinds, lines and roles from the catalogue. Loading twice changes nothing."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

from django.db import transaction

from ..models import Line, Role, UnitKind
from ..permissions import ALL


@transaction.atomic
def load_kinds() -> None:
    """Lines and kinds of catalogue/unit_kinds.toml, in the order of the file."""
    table = _table("unit_kinds.toml")
    for row in table["line"]:
        Line.objects.update_or_create(code=row["code"], defaults={"name": row["name"]})
    for position, row in enumerate(table["kind"]):
        UnitKind.objects.update_or_create(code=row["code"], defaults={"name": row["name"], "position": position})


@transaction.atomic
def load_roles() -> None:
    """Roles of catalogue/roles.toml. Raises ValueError for a permission that no code knows."""
    for position, row in enumerate(_table("roles.toml")["role"]):
        if unknown := set(row["permissions"]) - set(ALL):
            raise ValueError(f"roles.toml, {row['code']}: {sorted(unknown)}")
        defaults = {"name": row["name"], "permissions": row["permissions"], "position": position}
        Role.objects.update_or_create(code=row["code"], defaults=defaults)


def _table(name: str) -> dict[str, Any]:
    text = (resources.files("trienkhai") / "catalogue" / name).read_text(encoding="utf-8")
    return tomllib.loads(text)
