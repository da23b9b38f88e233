"""Run the measurements: `make bench`, or some of them: `make bench BENCH="scores consolidation"`.

Some parts take arguments of their own: `python -m bench passages SET --misses`, `gains COMMIT`, `robustness MINUTES`.
"""

import argparse
import sys
from collections.abc import Callable, Sequence

from bench import consolidation, gains, matching, passages, reading, robustness, scores


def totals() -> None:
    """One line for each measurement of consolidation: name, figure, remark."""
    for name, figure, remark in consolidation.measure():
        print(f"{name:<36} {figure:>12}  {remark}", flush=True)


ALWAYS: dict[str, Callable[[], None]] = {
    "scores": scores.main,
    "passages": passages.main,
    "gains": gains.main,
    "matching": matching.main,
    "reading": reading.main,
    "consolidation": totals,
}
WITH_ARGUMENTS: dict[str, Callable[[Sequence[str]], None]] = {
    "passages": passages.main,
    "gains": gains.main,
    "matching": matching.main,
    "robustness": robustness.main,
}


def main(words: Sequence[str]) -> int:
    """Measure the parts named, or all but the long ones."""
    if words and words[0] in WITH_ARGUMENTS:
        WITH_ARGUMENTS[words[0]](words[1:])
        return 0
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"one of {', '.join(ALWAYS)}; without any: all")
    chosen = parser.parse_args(words).parts or list(ALWAYS)
    if unknown := set(chosen) - set(ALWAYS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    for part in chosen:
        print(f"── {part} ──", flush=True)
        ALWAYS[part]()
    return 0


sys.exit(main(sys.argv[1:]))
