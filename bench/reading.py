"""Reading: characters a second, and the scores against the marked sample reports where those are present."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.timing import least
from trienkhai.reading import read

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = Path(os.environ.get("TRIENKHAI_SAMPLES") or ROOT.parent / "shared" / "reading")
INVENTED = ROOT / "docs" / "examples" / "read" / "bao-cao.txt"


def measure() -> Iterator[tuple[str, str, str]]:
    """(name, figure, remark)."""
    text = INVENTED.read_text(encoding="utf-8") * 10
    yield speed("invented report, ten times over", text)
    seeds = sorted((SAMPLES / "seeds").glob("*.txt"))
    if not seeds:
        yield "sample reports", "-", "samples not present: scores not measured"
        return
    yield speed("sample reports", "\n\n".join(path.read_text(encoding="utf-8") for path in seeds))
    yield from scores(seeds)


def speed(name: str, text: str) -> tuple[str, str, str]:
    """Thousand characters a second."""
    return name, f"{len(text) / least(lambda: read(text)) / 1000:,.0f} k/s", f"{len(text):,} characters"


def scores(seeds: list[Path]) -> Iterator[tuple[str, str, str]]:
    """What the samples' own scorer prints, line by line."""
    command = [sys.executable, "-m", "trienkhai.cli", "read", "--json", *map(str, seeds)]
    read_out = subprocess.run(command, capture_output=True, check=True)
    scorer = [sys.executable, str(SAMPLES / "score.py"), str(SAMPLES / "seeds" / "gold.jsonl"), "-"]
    printed = subprocess.run(scorer, input=read_out.stdout, capture_output=True, check=True).stdout.decode()
    for line in printed.splitlines():
        yield "score", "", line.strip()
