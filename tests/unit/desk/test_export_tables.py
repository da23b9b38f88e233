"""What `export` writes is what `consolidate` reads, and both come to the totals of the page."""

from __future__ import annotations

import csv
import os
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.cast import MERGED
from tests.unit.collection.asking import Asking
from tests.unit.collection.conftest import asking as asking  # a fixture
from tests.unit.collection.test_lines import party as party  # a fixture
from tests.unit.collection.test_lines import post_in
from trienkhai.cli import build_parser, main
from trienkhai.collection.models import Submission
from trienkhai.collection.totals import totals_of
from trienkhai.desk.commands import replacing
from trienkhai.units.models import Line
from trienkhai.vietnamese import Refusal

KINDS = ["figures", "units", "indicators", "successions", "asked", "periods"]


@pytest.fixture
def answered(asking: Asking) -> Asking:
    """Answers of three quarters: claims, qualifiers, breakdowns, something not applicable, a unit that is no more."""
    first = asking.round(units=["xa_an", "xa_bo", "xa_ca", "tinh", "thon_1"])
    asking.accept(asking.answer(first, classes=(12, "at_least", ""), share="97.85", models__kind_collective=3))
    asking.answer(first, asking.cast.officer_bo, classes="x", attended=3, invited=7, learners=9, learners__sex_f=4)
    asking.answer(first, asking.cast.officer, classes__whole=80, learners__whole=4)
    second = asking.round("hai", units=["xa_an", "xa_bo"], period="2026-Q2")
    asking.answer(second, classes="0.5", models__kind_individual=2)
    old = asking.round("cu", units=["xa_cu", "xa_bo"], period="2025-Q2")
    sent = asking.answer(old, asking.cast.officer_bo, classes=7)
    for rows in (Submission.objects.filter(pk=sent.pk), sent.figures.all()):
        rows.update(unit=asking.cast.xa_cu)  # nobody can answer any more for a unit that is no more
    return asking


def export(kind: str, out: Path, *more: str) -> Path:
    """As the command line does, but in this process, whose database the test has filled."""
    arguments = build_parser().parse_args(["export", kind, str(out), *more])
    assert arguments.run(arguments) == 0
    return out


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def consolidated(folder: Path, ending: str, periods: list[str], *more: str) -> Path:
    """Every table exported, then added up by the command that knows no database."""
    takes = {"figures", "asked", "periods"}
    named = [word for period in periods for word in ("--period", period)]
    paths = {kind: export(kind, folder / f"{kind}{ending}", *(named if kind in takes else [])) for kind in KINDS}
    out = folder / "consolidated.csv"
    tables = [word for kind, path in paths.items() for word in (f"--{kind}", str(path))]
    assert main(["consolidate", *tables, "--totals", str(out), *more]) == 0
    return out


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
@pytest.mark.parametrize(
    ("periods", "more"),
    [(["2026-Q1"], []), (["2026-Q1"], ["--leaves"]), (["2026-H1"], []), (["2025-Q2"], ["--restate", "2026-04-01"])],
)
def test_exported_tables_come_to_the_exported_totals(
    answered: Asking, tmp_path: Path, ending: str, periods: list[str], more: list[str]
) -> None:
    named = [word for period in periods for word in ("--period", period)]
    there = rows_of(consolidated(tmp_path, ending, periods, *more))
    here = rows_of(export("totals", tmp_path / "totals.csv", *named, *more))
    assert here == [row for row in there if row["period"] in periods]
    assert any(row["value"] not in ("", "0") for row in here)


def test_exported_totals_are_those_of_the_page(answered: Asking, tmp_path: Path) -> None:
    cast = answered.cast
    found = totals_of(
        unit=cast.tinh, line=cast.line, period="2026-H1", indicators=list(answered.indicators.values()), restate=MERGED
    )
    named = ["--period", "2026-H1", "--unit", "tinh", "--form", "small", "--leaves", "--restate", str(MERGED)]
    rows = {
        (row["unit"], row["indicator"], row["breakdown"]): row["value"]
        for row in rows_of(export("totals", tmp_path / "totals.csv", *named))
    }
    assert set(rows) == {key for key in found.rows if key[0] not in ("tinh_la", "xa_la")}
    assert {key: Decimal(value) for key, value in rows.items() if value} == {
        key: row.value for key, row in found.rows.items() if row.value is not None
    }
    below = rows_of(export("totals", tmp_path / "below.csv", *(word.replace("tinh", "xa_an") for word in named)))
    assert {row["unit"] for row in below} == {"xa_an", "thon_1"}


def test_figures_with_their_sources(answered: Asking, tmp_path: Path) -> None:
    bare = rows_of(export("figures", tmp_path / "bare.csv"))
    traced = rows_of(export("figures", tmp_path / "traced.csv", "--sources"))
    assert [{name: row[name] for name in bare[0]} for row in traced] == bare
    assert {row["entered_by"] for row in traced if row["unit"] == "xa_an"} == {"Nguyễn Thị An"}
    accepted = rows_of(export("figures", tmp_path / "accepted.csv", "--accepted-only"))
    assert {row["unit"] for row in accepted} == {"xa_an"} and len(accepted) < len(bare)
    assert export("figures", tmp_path / "figures.xlsx").read_bytes().startswith(b"PK")


def test_a_cell_asked_in_two_lines_is_in_the_figures_of_both(asking: Asking, party: Line, tmp_path: Path) -> None:
    cast = asking.cast
    asking.answer(asking.round(units=["thon_1"]), cast.officer_thon, classes=3)
    in_party = Asking(replace(cast, line=party), asking.form, clock=asking.clock, indicators=asking.indicators)
    in_party.answer(in_party.round("dang", units=["thon_1"]), post_in(party, cast.officer_thon))  # filled in there
    for line in (cast.line.code, party.code):
        for more in ([], ["--sources"]):
            rows = rows_of(export("figures", tmp_path / "figures.csv", "--line", line, *more))
            assert [(row["unit"], row["indicator"], row["value"]) for row in rows] == [("thon_1", "classes", "3")]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--line", "khong-co"], "hệ thống"), (["--form", "khong-co"], "biểu mẫu"), (["--unit", "khong-co"], "đơn vị"),
        (["--period", "2026-Q9"], "mã kỳ"), (["--period", "2025-Q2", "--restate", "2019-01-01"], "Hãy"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_refused_and_nothing_written(
    answered: Asking, tmp_path: Path, more: list[str], words: str
) -> None:
    with pytest.raises(Refusal, match=words):
        export("totals", tmp_path / "totals.csv", *more)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [["figures", "x.txt"], ["units", "x.csv", "--period", "2026"], ["x", "x.csv"]])
def test_wrong_usage_is_told(words: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["export", *words])


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("old")

    def fail() -> None:
        with replacing(path) as file:
            file.write(b"half")
            raise ValueError

    with pytest.raises(ValueError):
        fail()
    assert path.read_text() == "old" and list(tmp_path.iterdir()) == [path]
    with replacing(path) as file:
        file.write(b"new")
    assert path.read_text() == "new" and path.stat().st_mode & 0o777 == 0o666 & ~current_umask()
    with pytest.raises(FileNotFoundError, match="nowhere"), replacing(tmp_path / "nowhere" / "x.csv"):
        pass


def current_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_the_example_names_what_consolidate_takes(answered: Asking, tmp_path: Path) -> None:
    header: Any = {kind: rows_of_header(export(kind, tmp_path / f"{kind}.csv")) for kind in KINDS}
    assert header["figures"] == "unit,indicator,period,breakdown,scope,value,qualifier"
    assert header["periods"] == "period,since,until,part_of,position"
    assert header["successions"] == "old,new,date,share"


def rows_of_header(path: Path) -> str:
    return path.read_text(encoding="utf-8").splitlines()[0]
