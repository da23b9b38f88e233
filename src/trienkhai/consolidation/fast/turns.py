"""Work in turns of several threads, with what comes out in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

THREADS = 2
T = TypeVar("T")


def in_turns(job: Callable[[int], T], count: int) -> Iterator[T]:
    """job(0), job(1) … in order. Jobs of one thread are those that leave the same rest, so that what belongs to it is
    touched by nobody else; only as many are ahead as there are threads."""
    if count < 2:
        yield from map(job, range(count))
        return
    pools = [ThreadPoolExecutor(1) for _ in range(THREADS)]
    try:
        waiting: deque[Future[T]] = deque()
        for number in range(count + THREADS):
            if number >= THREADS and waiting:
                done = waiting.popleft()
                if number < count:
                    waiting.append(pools[number % THREADS].submit(job, number))
                yield done.result()
            elif number < count:
                waiting.append(pools[number % THREADS].submit(job, number))
    finally:
        for pool in pools:
            pool.shutdown(cancel_futures=True)
