"""The least of several runs: what the machine can do when nothing else is in its way."""

import time
from collections.abc import Callable


def least(work: Callable[[], object], runs: int = 3) -> float:
    """Seconds of the fastest run."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)
