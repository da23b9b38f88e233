"""What people type about targets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from trienkhai.kit.formats import in_words, read_number, typed
from trienkhai.vietnamese import Refusal

from .models import Indicator, Target


@dataclass
class Row:
    """One indicator: the target that holds, the earlier ones, and what was typed."""

    indicator: Indicator
    versions: list[Target] = field(default_factory=list)
    text: str = ""
    error: str = ""
    changed: bool = False

    @property
    def target(self) -> Target | None:
        """None where there is none, or it was taken back."""
        return self.versions[0] if self.versions and self.versions[0].value is not None else None

    @property
    def seen(self) -> int:
        """The version that the page shows; 0 where there was never one."""
        return self.versions[0].version if self.versions else 0

    def as_shown(self, version: int) -> str:
        """What stood in the input when that version held."""
        return next((typed(one.value) for one in self.versions if one.version == version), "")

    @property
    def name(self) -> str:
        """Of the input."""
        return f"t-{self.indicator.pk}"


def rows_of(indicators: Iterable[Indicator], versions: Mapping[int, list[Target]]) -> list[Row]:
    """The page as it stands."""
    rows = [Row(one, versions.get(one.pk, [])) for one in indicators]
    for row in rows:
        row.text = typed(row.target.value) if row.target else ""
    return rows


def read_rows(rows: Iterable[Row], data: Mapping[str, str]) -> dict[int, tuple[Decimal | None, int]]:
    """{indicator: (value, version that stood on the page)} of what was changed; a row that cannot be read keeps its
    text and its error."""
    changed = {}
    for row in rows:
        if row.name not in data:
            continue
        given, seen = data[row.name].strip(), data.get(f"seen-{row.indicator.pk}", "")
        version = int(seen) if seen.isdecimal() and len(seen) < 9 else 0
        if given == row.as_shown(version):
            continue  # left as it was, whatever others did meanwhile
        row.text, row.changed = given, True
        try:
            changed[row.indicator.pk] = (read_number(given) if given else None, version)
        except Refusal as refusal:
            row.error = in_words(refusal)
    return changed
