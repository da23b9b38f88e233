"""The child process: shut the doors first, then open the file. Started by `sandbox.run`, never imported by it."""

import ctypes
import importlib.util
import json
import os
import re
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

SCRATCH_BYTES = 256 << 20
HALF = re.compile("[\ud800-\udfff]")
NUL = re.compile(r"(?P<before>(?<!\\)(?:\\\\)*)\\u0000")  # as JSON writes it, after an even number of backslashes
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 1, 4, 38


def main(arguments: list[str]) -> int:
    """Arguments: the number of the pipe to answer on, and the request as JSON. Exit code 0 when something was said."""
    pipe, request = int(arguments[0]), json.loads(arguments[1])
    closed = shut_the_doors(seconds=request["seconds"], memory=request["memory"])
    if os.getppid() != request["parent"]:
        return 1  # the server was killed before it could take us along
    try:
        said = _do(request, closed)
        words = as_json(said)
    except MemoryError:
        words = json.dumps({"refused": {"code": "out_of_memory", "template": ""}}).encode()
    with os.fdopen(pipe, "wb") as answer:
        answer.write(words)
    return 0


def as_json(said: dict[str, Any]) -> bytes:
    """JSON that a database can keep: half surrogates and NULs become U+FFFD, one for one, so that offsets hold."""
    text = HALF.sub("\ufffd", json.dumps(said, ensure_ascii=False))
    return NUL.sub(r"\g<before>\\ufffd", text).encode()


def _do(request: dict[str, Any], closed: bool) -> dict[str, Any]:
    from trienkhai.vietnamese import Refusal

    try:
        if request["job"] == "network":
            return {"done": {"closed": closed}}
        return {"done": _job(request["job"])(Path(request["path"]), **request["options"])}
    except Refusal as refusal:
        values = {key: str(value) for key, value in refusal.values.items()}
        return {"refused": {"code": refusal.code, "template": refusal.template, "values": values}}


def _job(name: str) -> Callable[..., dict[str, Any]]:
    file, colon, function = name.rpartition(":")
    if not colon:
        from trienkhai.files.inside import JOBS

        return JOBS[name]
    spec = importlib.util.spec_from_file_location("tool", file)
    assert spec and spec.loader, file
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, function)


def shut_the_doors(*, seconds: int, memory: int) -> bool:
    """Limits of this process, for good. Gives whether the network is closed; where it cannot be, we go on."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)  # when the server is killed, so are we
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    for limit, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_FSIZE, SCRATCH_BYTES),
        (resource.RLIMIT_NPROC, 0),  # it starts nothing, so nothing outlives it
        (resource.RLIMIT_AS, memory),
    ):
        _limit(limit, most, most)
    _limit(resource.RLIMIT_CPU, seconds, seconds + 1)  # the first ends it with a signal that tells why
    # A new user namespace lets anybody have an empty network; a privileged process needs none.
    return not libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) or not libc.unshare(CLONE_NEWNET)


def _limit(limit: int, soft: int, hard: int) -> None:
    _, highest = resource.getrlimit(limit)
    if highest != resource.RLIM_INFINITY:
        soft, hard = min(soft, highest), min(hard, highest)
    resource.setrlimit(limit, (soft, hard))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
