"""`trienkhai consolidate` as a shell sees it."""

import argparse
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from trienkhai.consolidation.command import add_parsers

Province = Callable[..., dict[str, Path]]
HEADER = "unit,indicator,period,breakdown,value,qualifier,reported,expected,not_applicable,basis,estimate\n"


def run(paths: dict[str, Path], *more: object) -> int:
    """The exit code."""
    parser = argparse.ArgumentParser()
    add_parsers(parser.add_subparsers())
    given = [text for name, path in paths.items() for text in (f"--{name}", str(path))]
    arguments = parser.parse_args(["consolidate", *given, *map(str, more)])
    return int(arguments.run(arguments))


def test_totals_and_findings_are_written(province: Province, tmp_path: Path) -> None:
    figures = "unit,indicator,period,scope,value\nxa_an,lop,2026-01,own,5\nxa_bo,lop,2026-01,own,\n"
    figures += "tinh,lop,2026-01,whole,7\n"
    out, findings = tmp_path / "t.csv", tmp_path / "f.csv"
    assert run(province(figures=figures), "--totals", out, "--findings", findings) == 0
    assert out.read_text() == HEADER + "tinh,lop,2026-01,,5,,1,2,1,computed,false\n"
    assert findings.read_text() == "unit,indicator,period,breakdown,claimed,computed\ntinh,lop,2026-01,,7,5\n"


def test_parquet_out(province: Province, tmp_path: Path) -> None:
    out = tmp_path / "t.parquet"
    assert run(province(), "--leaves", "--totals", out) == 0
    table = pq.read_table(out)
    assert table.column("value").to_pylist() == [Decimal("120.75"), Decimal("120.5"), Decimal("0.25")]
    assert table.column("expected").to_pylist() == [2, 1, 1]
    assert table.column("estimate").to_pylist() == [False] * 3


def test_restated(province: Province, tmp_path: Path) -> None:
    units = "unit,parent,since,until\ntinh,,,\nxa_an,tinh,,2026-07-01\nxa_bo,tinh,,\n"
    successions = "old,new,date,share\nxa_an,xa_bo,2026-07-01,1\n"
    out = tmp_path / "t.csv"
    paths = province(units=units, successions=successions)
    assert run(paths, "--leaves", "--restate", "2026-07-01", "--totals", out) == 0
    assert "xa_bo,lop,2026-01,,120.75,at_least,2,2,0,computed,false\n" in out.read_text()


def test_problems_go_to_stderr_and_nothing_is_written(
    province: Province, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = province(figures="unit,indicator,period,scope,value\nxa_an,lop,2026-01,own,1.23456\nxa_la,lop,2026,own,1\n")
    out = tmp_path / "t.csv"
    out.write_text("as before")
    assert run(paths, "--totals", out) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[0] for line in lines] == [f"{paths['figures']}:2", f"{paths['figures']}:3"]
    assert out.read_text() == "as before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["figures.csv", "indicators.csv", "t.csv", "units.csv"]


def test_when_one_place_cannot_be_written_the_other_is_not(province: Province, tmp_path: Path) -> None:
    out = tmp_path / "t.csv"
    with pytest.raises(FileNotFoundError):
        run(province(), "--totals", out, "--findings", tmp_path / "nowhere" / "f.csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["figures.csv", "indicators.csv", "units.csv"]


@pytest.mark.parametrize(
    "more",
    [
        [],
        ["--totals", "t.xlsx"],
        ["--totals", "t.csv", "--restate", "1/7/2026"],
        ["--totals", "t.csv", "--restate", "2026-W27-3"],
        ["--totals", "t.csv", "--engine", "other"],
    ],
    ids=["no place to write", "unknown ending", "no day", "a week", "no engine"],
)
def test_wrong_usage(province: Province, more: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(province(), *more)
    assert stopped.value.code == 2


def test_nothing_heavy_is_imported_for_the_parser_or_for_csv(province: Province, tmp_path: Path) -> None:
    program = (
        "import sys, argparse\n"
        "from trienkhai.consolidation.command import add_parsers\n"
        "from trienkhai.consolidation import read_tables, consolidate, write_totals\n"
        "from pathlib import Path\n"
        "folder = Path(sys.argv[1])\n"
        "inputs = read_tables(*(folder / f'{name}.csv' for name in ('figures', 'units', 'indicators')))\n"
        "write_totals(folder / 'out.csv', consolidate(inputs).totals)\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'pyarrow', 'numpy', 'django', 'duckdb'}))\n"
    )
    province()
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
