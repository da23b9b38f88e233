"""Run the measurements: `make bench`, or some of them: `make bench BENCH="scores consolidation"`."""

import argparse
import sys

from bench import consolidation, reading, scores


def totals() -> None:
    """One line for each measurement of consolidation: name, figure, remark."""
    for name, figure, remark in consolidation.measure():
        print(f"{name:<36} {figure:>12}  {remark}", flush=True)


PARTS = {"scores": scores.main, "reading": reading.main, "consolidation": totals}


def main() -> int:
    """Measure the parts named, or all."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"one of {', '.join(PARTS)}; without any: all")
    chosen = parser.parse_args().parts or list(PARTS)
    if unknown := set(chosen) - set(PARTS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    for part in chosen:
        print(f"── {part} ──", flush=True)
        PARTS[part]()
    return 0


sys.exit(main())
