"""The child process: shut the doors first, then open the file. Started by `sandbox.run`, never imported by it."""

import importlib.util
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from trienkhai.files import doors

HALF = re.compile("[\ud800-\udfff]")
NUL = re.compile(r"(?P<before>(?<!\\)(?:\\\\)*)\\u0000")  # as JSON writes it, after an even number of backslashes


def main(arguments: list[str]) -> int:
    """Arguments: the number of the pipe to answer on, and the request as JSON. Exit code 0 when something was said."""
    pipe, request = int(arguments[0]), json.loads(arguments[1])
    doors.give_up_privileges()
    doors.limit(seconds=request["seconds"], memory=request["memory"], files=64, processes=0)  # nothing outlives it
    closed = doors.leave()  # where the network cannot be left, we go on
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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
