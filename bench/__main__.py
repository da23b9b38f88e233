"""Run the measurements: `make bench`, or some of them: `make bench BENCH="scores consolidation"`.

Some parts take arguments of their own: `python -m bench country --scale 0.1`, `passages SET --misses`, `gains COMMIT`,
`robustness MINUTES`.
"""

import argparse
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec

# Each is the module bench.NAME with a function `main`.
ALWAYS = ["scores", "passages", "gains", "matching", "reading", "consolidation", "country", "page"]
WITH_ARGUMENTS = ["passages", "gains", "matching", "robustness", "country", "page"]


def main(words: Sequence[str]) -> int:
    """Measure the parts named, or all but the long ones."""
    if words and words[0] in WITH_ARGUMENTS:
        import_module(f"bench.{words[0]}").main(words[1:])
        return 0
    there = [part for part in ALWAYS if find_spec(f"bench.{part}")]
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"one of {', '.join(there)}; without any: all")
    chosen = parser.parse_args(words).parts or there
    if unknown := set(chosen) - set(there):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    if len(chosen) == 1:
        import_module(f"bench.{chosen[0]}").main()
        return 0
    return max([apart(part) for part in chosen])


def apart(part: str) -> int:
    """One of several, in a process of its own: none leaves memory or modules behind for the next."""
    print(f"── {part} ──", flush=True)
    return subprocess.run([sys.executable, "-m", "bench", part], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
