"""Run the measurements and print one line for each: name, figure, unit, remark."""

import argparse
import sys

from bench import consolidation, reading

PARTS = {"reading": reading.measure, "consolidation": consolidation.measure}


def main() -> int:
    """Measure the parts named, or all."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"one of {', '.join(PARTS)}; without any: all")
    chosen = parser.parse_args().parts or list(PARTS)
    if unknown := set(chosen) - set(PARTS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    for part in chosen:
        for name, figure, remark in PARTS[part]():
            print(f"{part:<14} {name:<36} {figure:>16}  {remark}", flush=True)
    return 0


sys.exit(main())
