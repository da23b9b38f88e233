"""How much work something is, without a clock where that will do: tests share a machine with others."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

FOR_EVER = 60  # seconds of processor time: what runs away takes far more, what is slow on a busy machine far less


def steps(work: Callable[[], object]) -> int:
    """Calls of functions, Python's and C's, while `work` runs: the same number every time."""
    count = 0

    def call(_frame: FrameType, event: str, _what: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(call)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@contextmanager
def not_for_ever() -> Iterator[None]:
    """Fails where what runs inside explodes."""
    began = time.process_time()
    yield
    assert time.process_time() - began < FOR_EVER
