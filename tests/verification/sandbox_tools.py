"""Jobs that test_sandbox gives to the child process: each misbehaves in its own way. Run inside the child only."""

import json
import os
import resource
import signal
import socket
import sys
import time
from pathlib import Path
from typing import Any, NoReturn

from trienkhai.vietnamese import Refusal


def sleep(path: Path) -> dict[str, Any]:
    time.sleep(60)
    return {}


def spin(path: Path) -> NoReturn:
    while True:
        pass


def eat(path: Path) -> NoReturn:
    eaten = []
    while True:
        eaten.append(bytearray(10 << 20))


def die(path: Path) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def abort(path: Path) -> None:
    os.abort()


def leave(path: Path) -> None:
    os._exit(0)


def say(path: Path, text: str) -> None:
    """Write on every pipe that is open, past the program that should do it."""
    for pipe in range(3, 64):
        try:
            os.write(pipe, text.encode())
        except OSError:
            continue
    os._exit(0)


def much(path: Path, size: int) -> dict[str, Any]:
    return {"text": "a" * size}


def strange(path: Path) -> dict[str, Any]:
    return {"text": "a\0b\ud800c\\u0000d\\\0e"}


def fail(path: Path) -> NoReturn:
    raise ValueError("a fault of the reader")


def deep(path: Path) -> Any:
    return deep(path)


def no_json(path: Path) -> dict[str, Any]:
    return {"found": {1, 2}}


def refuse(path: Path) -> NoReturn:
    raise Refusal("Dòng {line}: không đọc được «{what}».", code="bad_line", line=3, what="{0.__class__}")


def look(path: Path) -> dict[str, Any]:
    """What the child sees of the world."""
    names = [name for name in dir(resource) if name.startswith("RLIMIT")]
    return {
        "cwd": str(Path.cwd()),
        "environment": dict(os.environ),
        "limits": {name: resource.getrlimit(getattr(resource, name))[1] for name in names},
        "session": os.getsid(0) == os.getpid(),
        "files": os.listdir("/proc/self/fd"),  # noqa: PTH208
        "content": path.read_text(encoding="utf-8"),
        "modules": sorted(sys.modules),
    }


def fill(path: Path) -> None:
    with Path("big").open("wb") as file:
        for _ in range(10_000):
            file.write(b"a" * (1 << 20))


def litter(path: Path) -> dict[str, Any]:
    Path("left").write_text("over")
    Path(os.environ["TMPDIR"], "also").mkdir()
    return {"at": str(Path.cwd())}


def call(path: Path, port: int) -> dict[str, Any]:
    socket.create_connection(("127.0.0.1", port), 2).close()
    return {"reached": True}


def fork(path: Path) -> dict[str, Any]:
    if os.fork() == 0:
        time.sleep(60)
    return json.loads("{}")
