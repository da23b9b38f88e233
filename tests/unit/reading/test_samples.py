"""The scores on the sample reports, where these are present."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from trienkhai.reading import read, to_json

LEAST = {"citations": 0.98, "figures": 0.96, "totals": 0.95}


@pytest.mark.parametrize("folder", ["seeds", "dev"])
def test_scores_on_the_samples(samples: Path, folder: str) -> None:
    lines = [
        json.dumps(to_json(path.name, read(path.read_bytes().decode("utf-8"))), ensure_ascii=False)
        for path in sorted((samples / folder).glob("*.txt"))
    ]
    command = [sys.executable, "-X", "utf8", str(samples / "score.py"), str(samples / folder / "gold.jsonl"), "-"]
    done = subprocess.run(command, input="\n".join(lines), capture_output=True, text=True, encoding="utf-8", check=True)
    rows = [line for line in done.stdout.splitlines() if " F1 " in line]
    scores = {row.split()[0]: float(row.split("F1")[1].split()[0]) for row in rows}
    assert [name for name, least in LEAST.items() if scores[name] < least] == [], done.stdout
