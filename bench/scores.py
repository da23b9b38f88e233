"""How well reports are read: what the samples' own scorer prints, where the samples are present."""

import os
import subprocess
import sys
from pathlib import Path

SAMPLES = Path(os.environ.get("TRIENKHAI_SAMPLES") or Path(__file__).resolve().parents[2] / "shared" / "reading")


def main() -> None:
    """Read the marked reports by the command line and give the result to their scorer, set by set."""
    sets = [gold for name in ("seeds", "dev") if (gold := SAMPLES / name / "gold.jsonl").is_file()]
    if not sets:
        print("samples not present: scores not measured")
    for gold in sets:
        files = sorted(gold.parent.glob("*.txt"))
        command = [sys.executable, "-m", "trienkhai.cli", "read", "--json", *map(str, files)]
        read_out = subprocess.run(command, capture_output=True, check=True).stdout
        scorer = [sys.executable, str(SAMPLES / "score.py"), str(gold), "-"]
        printed = subprocess.run(scorer, input=read_out, capture_output=True, check=True).stdout.decode()
        print(f"{gold.parent.name}: {len(files)} reports\n{printed}", end="")


if __name__ == "__main__":
    main()
