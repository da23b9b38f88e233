"""Open a stranger's file in a child process with limits. Imports no Django.

The child has 60 seconds, 1 GB, no network where the system allows that, no secrets in its environment, an empty folder
that is thrown away, and one pipe on which it may answer with JSON. Whatever happens to it, this process goes on.

What needs an outside program to be read goes through `outside` first, where that program is installed.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

from trienkhai.files import outside
from trienkhai.files.children import ask, new_scratch
from trienkhai.files.errors import RefusedInside

SECONDS = 60
MEMORY = 1 << 30  # bytes of address space


def run(
    job: str, path: Path | str, *, seconds: float = SECONDS, memory: int = MEMORY, **options: Any
) -> dict[str, Any]:
    """Do `job` (a name in inside.JOBS, or `FILE.py:function` for a tool) on the file at `path`, and give its answer.

    `seconds` of wall time; `memory` in bytes; `options` go to the job as JSON. Raises TimedOut, OutOfMemory,
    ChildFailed, Unreadable, and RefusedInside for what the job itself refuses.
    """
    options |= {"seconds": seconds, "memory": memory}
    if job != "read":
        return _once(job, path, **options)
    try:
        found = _once(job, path, **options)
    except RefusedInside as refusal:
        with outside.help_for(refusal, Path(path), _once) as helped:
            if helped is None:
                raise
            return _once(job, helped.path, **options, **helped.options)
    if not found["unread"]:
        return found
    with outside.help_for_pages(found["unread"], Path(path), _once) as helped:
        return _once(job, helped.path, **options, **helped.options) if helped else found


def _once(
    job: str, path: Path | str, *, seconds: float = SECONDS, memory: int = MEMORY, **options: Any
) -> dict[str, Any]:
    request = {"job": job, "path": str(Path(path).resolve()), "options": options}
    with new_scratch() as scratch:
        return ask("child", request, scratch=scratch, seconds=seconds, memory=memory)


@lru_cache(maxsize=1)
def network_is_closed() -> bool:
    """Whether this system lets a child cut itself off the network. For `trienkhai doctor`."""
    return bool(run("network", Path(__file__))["closed"])
