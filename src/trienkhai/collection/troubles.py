"""What stops a total, said with the names of units and what to do; the engine itself knows only codes and rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from trienkhai import consolidation as c
from trienkhai.consolidation.handing_on import HandingOn
from trienkhai.consolidation.periods import Calendar
from trienkhai.consolidation.tree import Placements
from trienkhai.units.models import Unit
from trienkhai.vietnamese import N_, format_date

from .errors import CannotTotal

MOST_NAMES = 5


@contextmanager
def told_by_name(inputs: c.Inputs, restate: date | None) -> Iterator[None]:
    """Turns a ConsolidationError into a CannotTotal that a reader of the page can act on."""
    try:
        yield
    except c.ConsolidationError as error:
        raise _Troubles(inputs, restate).refusal(error.problems) from error


@dataclass
class _Troubles:
    inputs: c.Inputs
    restate: date | None

    def __post_init__(self) -> None:
        self.placements = Placements(self.inputs.units)
        self.calendar = Calendar(self.inputs.periods)

    def refusal(self, problems: tuple[c.Problem, ...]) -> CannotTotal:
        """Those units first that have figures before they began: no other mending helps there."""
        held = [pair for problem in problems for pair in self._held(problem)]
        early = [(unit, period) for unit, period in held if not self._begun(unit, period)]
        if early:
            return self._too_early(early)
        heirless = sorted({lost for unit, period in held for lost in self._lost(unit, period)})
        if heirless:
            template = N_(
                "Chưa cộng được: {units} không còn hoạt động mà chưa ghi đơn vị kế tục, nên chưa biết tính số liệu vào"
                " đâu. Hãy ghi đơn vị kế tục ở trang của đơn vị (thường là cấp trên cũ), rồi xem lại."
            )
            return CannotTotal(template, units=_names(heirless))
        template = N_("Chưa cộng được vì dữ liệu về đơn vị chưa khớp: {reason}. Hãy báo người quản trị các đơn vị sửa.")
        return CannotTotal(template, reason=_with_names(problems[0].reason))

    def _held(self, problem: c.Problem) -> list[tuple[str, str]]:
        """(unit, period) of the row that the problem is about."""
        tables: dict[str, Sequence[c.Figure | c.Asked]] = {
            "figures": self.inputs.figures,
            "asked": self.inputs.asked or (),
        }
        rows = tables.get(problem.table, ())
        if problem.row is None or problem.row > len(rows):
            return []
        row = rows[problem.row - 1]
        return [(row.unit, row.period)] if row.unit in self.placements else []

    def _day(self, period: str) -> date:
        return self.restate or self.calendar.last_day(period)

    def _begun(self, unit: str, period: str) -> bool:
        return self.placements.has_begun(unit, self._day(period))

    def _lost(self, unit: str, period: str) -> tuple[str, ...]:
        handing_on = HandingOn(self.placements, self.inputs.successions)
        days = sorted({self._day(code) for code in self.calendar.with_longer([period])})
        return next((lost for day in days if (lost := handing_on.heirs(unit, day).lost)), ())

    def _too_early(self, found: list[tuple[str, str]]) -> CannotTotal:
        since = max(row.since for unit, _ in found if (row := self.placements.of(unit)[0]).since is not None)
        values = {"units": _names(sorted({unit for unit, _ in found})), "since": format_date(since)}
        if self.restate is not None:
            template = N_(
                "Không đưa số liệu về ngày {day} được: {units} chỉ có từ ngày {since}, mà số liệu chỉ chuyển được về"
                " sau. Hãy chọn một ngày từ {since} trở đi."
            )
            return CannotTotal(template, day=format_date(self.restate), **values)
        template = N_(
            "Chưa cộng được: {units} được hỏi hoặc có số liệu của kỳ kết thúc trước ngày {since}, là ngày đơn vị bắt"
            " đầu. Hãy sửa ngày bắt đầu của đơn vị, hoặc trả lại số liệu của kỳ ấy."
        )
        return CannotTotal(template, **values)


def _names(codes: list[str]) -> str:
    """«Xã An», «Xã Bình», …"""
    names = dict(Unit.objects.filter(code__in=codes).order_by("sort").values_list("code", "name"))
    shown = [f"«{name}»" for name in list(names.values())[:MOST_NAMES]]
    return ", ".join([*shown, *(["…"] if len(names) > MOST_NAMES else [])])


def _with_names(reason: str) -> str:
    """The engine's phrase with names in the place of codes."""
    codes = reason.replace("”", "“").split("“")[1::2]
    for code, name in Unit.objects.filter(code__in=codes).values_list("code", "name"):
        reason = reason.replace(f"“{code}”", f"«{name}»")
    return reason
