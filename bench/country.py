"""Consolidation at the size of a country, beside DuckDB, polars and pandas.

Every contender is a process of its own that reads the same Parquet files and writes a Parquet file; the figures are the
least of several runs in alternating order, by the clock and of the processor. The peers only add up; ours follows every
rule. The floor sums one level only. Goals are printed beside each ratio; a goal that is missed fails nothing.
"""

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from bench.country_runs import REFORM, Contender, in_turn, ours, peer

ROOT = Path(__file__).resolve().parent.parent
PEERS = {"floor": "duckdb_scan", "duckdb": "duckdb_rollup", "polars": "polars_rollup", "pandas": "pandas_rollup"}
TITLES = {
    "floor": "DuckDB, one level only: the floor",
    "duckdb": "DuckDB, level by level, no rules",
    "polars": "polars, level by level, no rules",
    "pandas": "pandas, level by level, no rules",
    "ours": "ours, every rule",
    "restated": f"ours, restated to {REFORM}",
    "order": "ours, figures in random order",
    "longer": "ours, with quarters and the year",
    "asked": "ours, with a table of who was asked",
}
USUAL = ["floor", "duckdb", "polars", "pandas", "ours", "restated", "order", "growth", "checks"]
PARTS = [*USUAL, "longer", "asked"]


def main(words: Sequence[str] = ()) -> None:
    """Print every run, then the ratios with their goals, then the checks."""
    parser = argparse.ArgumentParser(prog="bench country", description=__doc__.split("\n\n")[1])
    parser.add_argument("--scale", type=float, default=1, help="1: 34 million figures; 0.1: tenth; 0.001: for plain")
    parser.add_argument("--runs", type=int, default=3, help="of each, the least counts (default: 3)")
    parser.add_argument("--engine", default="fast", help="ours: fast (default) or plain")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=USUAL, metavar="PART", help=", ".join(PARTS))
    chosen = parser.parse_args(words)
    name_machine()
    orders = ["unit", *(["random"] if "order" in chosen.only else []), *(["asked"] if "asked" in chosen.only else [])]
    folder = country(chosen.scale, *orders)
    found = contenders(folder, chosen.engine, chosen.only)
    in_turn(list(found.values()), chosen.runs)
    for contender in found.values():
        tell(contender)
    grown = growth(found, chosen) if "growth" in chosen.only else {}
    print()
    ratios(found, grown)
    if "checks" in chosen.only:
        checks(folder, found, chosen.engine)


def name_machine() -> None:
    """What it was measured on, and with what."""
    model = next(
        (line.split(":", 1)[1].strip() for line in read(Path("/proc/cpuinfo")) if line.startswith("model name")), ""
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    packages = ", ".join(f"{name} {version(name)}" for name in ("numpy", "pyarrow", "duckdb", "polars", "pandas"))
    print(f"{model or platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GB; Python {platform.python_version()}")
    print(f"{packages}; load before: {os.getloadavg()[0]:.1f}\n", flush=True)


def read(path: Path) -> list[str]:
    """Its lines; none where there is no such file."""
    return path.read_text().splitlines() if path.is_file() else []


def country(scale: float, *wanted: str) -> Path:
    """Its folder, made in another process where it is not there yet: this one stays small."""
    command = [sys.executable, "-m", "bench.country_data", str(scale), *wanted]
    made = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return Path(made.stdout.strip())


def contenders(folder: Path, engine: str, names: Sequence[str]) -> dict[str, Contender]:
    """Those named, in the usual order."""
    found = {name: peer(TITLES[name], script, folder) for name, script in PEERS.items() if name in names}
    for name, options in {
        "ours": [],
        "restated": ["--restate", REFORM],
        "longer": ["--periods", str(folder / "periods.parquet")],
        "asked": ["--asked", str(folder / "asked.parquet")],
    }.items():
        if name in names:
            found[name] = ours(TITLES[name], engine, folder, *options, label=name)
    if "order" in names:
        found["order"] = ours(TITLES["order"], engine, folder, order="random", label="random")
    return found


def tell(contender: Contender) -> None:
    """One line."""
    if contender.failed:
        print(f"{contender.name:<44} not measured: {contender.failed.splitlines()[-1]}", flush=True)
    else:
        wall, processor, peak = contender.wall, contender.processor, contender.peak / 1e9
        print(f"{contender.name:<44} {wall:7.2f} s {processor:7.2f} s processor {peak:6.2f} GB", flush=True)


def growth(found: dict[str, Contender], chosen: argparse.Namespace) -> dict[str, Contender]:
    """The floor and ours with four times as many figures, of four times as many months."""
    folder = country(4 * chosen.scale)
    grown = contenders(folder, chosen.engine, [name for name in ("floor", "ours") if name in found])
    in_turn(list(grown.values()), max(1, chosen.runs - 1))
    for contender in grown.values():
        contender.name += ", 4 ×"
        tell(contender)
    return grown


def ratios(found: dict[str, Contender], grown: dict[str, Contender]) -> None:
    """Each with its goal."""
    print(f"{'':<44} {'clock':>8} {'processor':>10}   goal")
    compare("ours to the floor, first goal", found.get("ours"), found.get("floor"), 3)
    compare("ours to the floor", found.get("ours"), found.get("floor"), 2)
    compare("ours to DuckDB's roll-up", found.get("ours"), found.get("duckdb"), 1)
    compare("polars to ours", found.get("polars"), found.get("ours"))
    compare("pandas to ours", found.get("pandas"), found.get("ours"), 5, at_least=True)
    compare("restated to as reported", found.get("restated"), found.get("ours"), 1.5)
    compare("random order to the natural one", found.get("order"), found.get("ours"))
    compare("with quarters and the year, to months only", found.get("longer"), found.get("ours"))
    compare("with a table of who was asked, to without", found.get("asked"), found.get("ours"))
    compare("growth 1 × → 4 ×, the floor", grown.get("floor"), found.get("floor"))
    compare("growth 1 × → 4 ×, ours", grown.get("ours"), found.get("ours"), 4.4)
    memory("peak of ours, 1 ×", found.get("ours"), 1.0)
    memory("peak of ours, restated", found.get("restated"), 1.0)
    memory("peak of ours, 4 ×", grown.get("ours"), 1.5)


def compare(
    name: str, one: Contender | None, other: Contender | None, goal: float | None = None, *, at_least: bool = False
) -> None:
    """Time to time, where both were measured; the goal is reached by the clock and by the processor, or missed."""
    if one is None or other is None or not (one.runs and other.runs):
        return
    wall, processor = one.wall / other.wall, one.processor / other.processor
    said = ""
    if goal is not None:
        reached = min(wall, processor) >= goal if at_least else max(wall, processor) <= goal
        said = f"{'≥' if at_least else '≤'} {goal:g} ×  {'reached' if reached else 'missed'}"
    print(f"{name:<44} {wall:6.2f} × {processor:8.2f} ×   {said}".rstrip(), flush=True)


def memory(name: str, contender: Contender | None, goal: float) -> None:
    """In billions of bytes."""
    if contender is not None and contender.runs:
        peak = contender.peak / 1e9
        said = "reached" if peak <= goal else "missed"
        print(f"{name:<44} {peak:6.2f} GB {'':>10}  ≤ {goal:g} GB  {said}", flush=True)


def checks(folder: Path, found: dict[str, Contender], engine: str) -> None:
    """Whatever can be compared with what was run; some runs are made only to be compared."""
    print()
    figures = folder / "figures-unit.parquet"
    our = found.get("ours")
    if our is None or not our.runs:
        print("nothing of ours to check")
        return
    check("sums unlike their parts", "parts", our.out, folder, figures)
    for name in PEERS:
        if name != "floor" and name in found and found[name].runs:
            check(f"sums unlike those of {name}", "peer", our.out, folder, found[name].out)
    alone = ours("", engine, folder, label="alone", cores=1)
    in_turn([alone], 1)
    outs = [run.out for run in (our, alone, found.get("order")) if run and run.runs]
    check("unlike in another order, on one core", "same", *outs)
    check("unlike in the plain engine", "same", *both_engines(engine))
    restated = found.get("restated")
    if restated and restated.runs:
        leaves = ours("", engine, folder, "--restate", REFORM, "--leaves", label="leaves")
        in_turn([leaves], 1)
        check("restated sums unlike their parts", "restated", restated.out, leaves.out, folder, figures)


def both_engines(engine: str) -> list[Path]:
    """Totals of a toy country, by the plain engine and by that which is measured."""
    toy = country(0.001)
    runs = [ours("", name, toy, "--periods", str(toy / "periods.parquet")) for name in ("plain", engine)]
    in_turn(runs, 1)
    return [run.out for run in runs]


def check(name: str, what: str, *paths: Path) -> None:
    """How many are wrong, which should be none."""
    command = [sys.executable, "-m", "bench.country_checks", what, *map(str, paths)]
    said = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
    wrong, remark = said.split("\t")
    print(f"{name:<44} {wrong:>8}  {remark}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
