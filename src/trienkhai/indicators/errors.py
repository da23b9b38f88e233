"""Why a catalogue was not taken, or a period not understood."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trienkhai.vietnamese import N_, Refusal


@dataclass(frozen=True, order=True)
class Problem:
    """`place`: the file, in a table its row too; `key`: the name there, or empty; `reason`: a Vietnamese phrase."""

    place: str
    key: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {f'«{self.key}» ' if self.key else ''}{self.reason}"


class CatalogueError(Refusal):
    """Nothing of the catalogue was taken. `problems` has all of them, by file and key."""

    code = "catalogue"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(
            N_("Danh mục có {count} lỗi nên chưa nạp gì. Hãy sửa rồi nạp lại. Lỗi đầu tiên: {first}."),
            count=len(self.problems),
            first=self.problems[0],
        )


class NotAPeriod(Refusal):
    """The code is none of the forms of a period."""

    code = "not_a_period"


class TargetChanged(Refusal):
    """Somebody set it since the page was made."""

    code = "target_changed"


class TargetLacksBasis(Refusal):
    """A target is set by a document, and changed for a reason."""

    code = "target_lacks_basis"
