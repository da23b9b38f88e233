"""How well reports are read: what the samples' own scorer prints, where the samples are present."""

import os
import subprocess
import sys
from pathlib import Path

SAMPLES = Path(os.environ.get("TRIENKHAI_SAMPLES") or Path(__file__).resolve().parents[2] / "shared" / "reading")


def main() -> None:
    """Read the marked reports by the command line and give the result to their scorer."""
    seeds = sorted((SAMPLES / "seeds").glob("*.txt"))
    if not seeds:
        print("samples not present: scores not measured")
        return
    command = [sys.executable, "-m", "trienkhai.cli", "read", "--json", *map(str, seeds)]
    read_out = subprocess.run(command, capture_output=True, check=True)
    scorer = [sys.executable, str(SAMPLES / "score.py"), str(SAMPLES / "seeds" / "gold.jsonl"), "-"]
    print(subprocess.run(scorer, input=read_out.stdout, capture_output=True, check=True).stdout.decode(), end="")


if __name__ == "__main__":
    main()
