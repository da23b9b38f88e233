"""What is wrong with the tables: every problem at once, each with table, row and reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trienkhai.vietnamese import Refusal

TABLES = ("units", "indicators", "successions", "periods", "asked", "figures")


@dataclass(frozen=True, slots=True)
class Problem:
    """`row` counts as the file shows it: in CSV the header is row 1; None where a whole table is meant."""

    table: str
    row: int | None
    reason: str


class ConsolidationError(Refusal):
    """Nothing was added up. `problems` has all of them, by table and row."""

    code = "consolidation"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=_place))
        first = self.problems[0]
        super().__init__(
            "Không tổng hợp được: {count} lỗi trong dữ liệu. Lỗi đầu tiên: bảng {table}, dòng {row}: {reason}.",
            count=len(self.problems),
            table=first.table,
            row=first.row or "-",
            reason=first.reason,
        )


class NothingThere(Refusal):
    """Nothing was asked or given in that cell at or below that unit, so there is nothing to explain."""

    code = "nothing_there"


def _place(problem: Problem) -> tuple[int, int, str]:
    return TABLES.index(problem.table), problem.row or 0, problem.reason
