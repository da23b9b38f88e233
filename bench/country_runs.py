"""Programs run whole, each as a process of its own: time by the clock, of the processor, and the most memory.

This module stays small, since the memory of a process that has just been started counts as its child's.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

PEERS = Path(__file__).parent / "peers"
TRIENKHAI = Path(sys.executable).with_name("trienkhai")
REFORM = "2025-07-01"


class Failed(Exception):
    """The program did not end with 0; str() is the last of what it said."""


@dataclass(slots=True)
class Run:
    """Seconds by the clock and of the processor (user and system, with children), and the peak in bytes.

    The peak is that of the largest process, should there be several.
    """

    wall: float
    processor: float
    peak: int


@dataclass(slots=True)
class Contender:
    """A program and what it took, run by run. `out` is where its totals are."""

    name: str
    command: Sequence[str]
    out: Path
    cores: int | None = None
    runs: list[Run] = field(default_factory=list)
    failed: str = ""

    def run(self) -> None:
        """Once more, unless it has failed."""
        if not self.failed:
            try:
                self.runs.append(measured(self.command, cores=self.cores))
            except Failed as failure:
                self.failed = str(failure)
                self.runs.clear()

    @property
    def wall(self) -> float:
        """The least of its runs."""
        return min(run.wall for run in self.runs)

    @property
    def processor(self) -> float:
        """The least of its runs."""
        return min(run.processor for run in self.runs)

    @property
    def peak(self) -> int:
        """The most of its runs."""
        return max(run.peak for run in self.runs)


def measured(command: Sequence[str], *, cores: int | None = None) -> Run:
    """Run it to its end. `cores`: on so many of them only."""
    before = os.sched_getaffinity(0)
    if cores:
        os.sched_setaffinity(0, sorted(before)[:cores])  # inherited
    try:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    finally:
        os.sched_setaffinity(0, before)
    assert process.stderr is not None
    said = process.stderr.read().decode(errors="replace")
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode:
        raise Failed(said.strip()[-300:] or f"exit {process.returncode}")
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def peer(name: str, script: str, folder: Path, order: str = "unit") -> Contender:
    """One of bench/peers."""
    out = folder / f"out-{script}-{order}.parquet"
    command = [
        sys.executable,
        str(PEERS / f"{script}.py"),
        str(folder),
        str(folder / f"figures-{order}.parquet"),
        str(out),
    ]
    return Contender(name, command, out)


def ours(
    name: str, engine: str, folder: Path, *more: str, order: str = "unit", label: str = "main", cores: int | None = None
) -> Contender:
    """`trienkhai consolidate`, all rules in force."""
    out = folder / f"out-{engine}-{label}.parquet"
    command = [str(TRIENKHAI), "consolidate", "--engine", engine, "--figures", str(folder / f"figures-{order}.parquet")]
    for table in ("units", "indicators", "successions"):
        command += [f"--{table}", str(folder / f"{table}.parquet")]
    command += [*more, "--totals", str(out), "--findings", str(out.with_name(f"findings-{engine}-{label}.parquet"))]
    return Contender(name, command, out, cores)


def in_turn(contenders: Sequence[Contender], runs: int) -> None:
    """Every one as often as said, in another order each time, so that no one always comes after the same."""
    for number in range(runs):
        turn = number % max(1, len(contenders))
        for contender in [*contenders[turn:], *contenders[:turn]]:
            contender.run()
