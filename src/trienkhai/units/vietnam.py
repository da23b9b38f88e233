"""The units of Viet Nam before and after 1 July 2025, from catalogue/vietnam. No tables of the database here."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from importlib import resources

from trienkhai.vietnamese import N_, Refusal, fold, sort_key

REFORM = date(2025, 7, 1)
# Of no unit the data say since when it has existed. This day stands for «before anything here was counted».
BEGINNING = date(1900, 1, 1)
KIND_WORD = re.compile(r"^(tinh|thanh pho|tp\.?) +")  # «Tỉnh Lào Cai», «TP. Huế», folded


class UnknownProvince(Refusal):
    """No province, present or former, is called so."""

    code = "unknown_province"


@dataclass(frozen=True)
class State:
    """What a unit was called, of which kind, with which official code."""

    name: str
    kind: str
    official: str


@dataclass(frozen=True)
class VietnamUnit:
    """`was`: until 30 June 2025, below `parent` (a code, empty at the top). `now`: since then, below the province.

    A unit with both lives on; one with the first only ended; one with the second only is new.
    """

    code: str
    parent: str
    was: State | None
    now: State | None


@dataclass(frozen=True)
class Heir:
    """`share` of the unit `old` goes on in `new`, by codes."""

    old: str
    new: str
    share: Decimal


@dataclass(frozen=True)
class Doubt:
    """What the sources leave open about a unit. `what`: divided, divided_main_unsure, heir, spelling, code."""

    what: str
    code: str
    taken: str
    other: str

    def __str__(self) -> str:
        return DOUBTS[self.what].format(taken=self.taken, other=self.other)


DOUBTS = {
    "divided": "được chia, chưa ai công bố tỷ lệ; tạm tính cả cho {taken}, còn {other} chỉ được đánh dấu là ước lượng",
    "divided_main_unsure": "được chia, chưa ai công bố tỷ lệ, các nguồn nêu đơn vị nhận chính khác nhau; "
    "tạm tính cả cho {taken}, còn {other} chỉ được đánh dấu là ước lượng",
    "heir": "vào {taken}; một nguồn khác nêu {other}",
    "spelling": "viết là {taken}; một nguồn khác viết {other}",
    "code": "mã chính thức mới là {taken}; một nguồn khác nêu {other}",
}


@dataclass(frozen=True)
class Province:
    """One of the 34, with everything that went into it. `units`: a parent before those below it."""

    official: str
    units: tuple[VietnamUnit, ...]
    heirs: tuple[Heir, ...]
    doubts: tuple[Doubt, ...]

    @property
    def itself(self) -> VietnamUnit:
        return next(unit for unit in self.units if unit.now and unit.now.kind == "province")

    @property
    def name(self) -> str:
        assert self.itself.now is not None
        return self.itself.now.name

    @property
    def merged(self) -> list[str]:
        """Names of the former provinces in it, in Vietnamese order."""
        return sorted((u.was.name for u in self.units if u.was and u.was.kind == "province"), key=sort_key)

    @property
    def communes(self) -> list[VietnamUnit]:
        """Communes, wards and special zones of today."""
        return [unit for unit in self.units if unit.now and unit.now.kind != "province"]

    def called(self, code: str) -> str:
        """The unit's name when it was last asked about: the former one where it had one, with where it stood."""
        unit = self._by_code[code]
        state = unit.was or unit.now
        above = self._by_code[unit.parent].was if unit.parent else None
        assert state is not None
        return f"{state.name} ({above.name})" if above else state.name

    @cached_property
    def _by_code(self) -> dict[str, VietnamUnit]:
        return {unit.code: unit for unit in self.units}


@cache
def provinces() -> tuple[Province, ...]:
    """All 34, by official code."""
    units, heirs, doubts = (_by_province(name) for name in ("units.csv", "successions.csv", "doubts.csv"))
    return tuple(
        Province(
            official,
            tuple(map(_unit, rows)),
            tuple(Heir(row["old"], row["new"], Decimal(row["share"])) for row in heirs.get(official, [])),
            tuple(Doubt(row["what"], row["code"], row["taken"], row["other"]) for row in doubts.get(official, [])),
        )
        for official, rows in sorted(units.items())
    )


def _by_province(name: str) -> dict[str, list[dict[str, str]]]:
    path = resources.files("trienkhai") / "catalogue" / "vietnam" / name
    found: dict[str, list[dict[str, str]]] = {}
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["province"], []).append(row)
    return found


def _unit(row: dict[str, str]) -> VietnamUnit:
    was = State(row["name"], row["kind"], row["official"]) if row["name"] else None
    now = State(row["name_now"], row["kind_now"], row["official_now"]) if row["name_now"] else None
    return VietnamUnit(row["code"], row["parent"], was, now)


def find_province(given: str) -> Province:
    """By name with or without marks, or official code: of the 34 first, else of a former one, meaning where it went.

    Raises UnknownProvince.
    """
    wanted = _bare(given)
    for province in provinces():
        if wanted in (province.official, _bare(province.name)):
            return province
    for province in provinces():
        if wanted in _former_words(province):
            return province
    raise UnknownProvince(
        N_("Không có tỉnh, thành phố nào tên hoặc mã «{given}». Xem danh sách: trienkhai import vietnam --list"),
        given=given,
    )


def _bare(name: str) -> str:
    return KIND_WORD.sub("", " ".join(fold(name).replace("-", " ").split()))


def _former_words(province: Province) -> Iterator[str]:
    for unit in province.units:
        if unit.was and unit.was.kind == "province":
            yield from (unit.was.official, _bare(unit.was.name))
