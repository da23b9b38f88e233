"""Open a stranger's file in a child process with limits. Imports no Django.

The child has 60 seconds, 1 GB, no network where the system allows that, no secrets in its environment, an empty folder
that is thrown away, and one pipe on which it may answer with JSON. Whatever happens to it, this process goes on.
"""

import errno
import json
import logging
import os
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from trienkhai.files.errors import DAMAGED, ChildFailed, OutOfMemory, RefusedInside, TimedOut, Unreadable
from trienkhai.vietnamese import N_, Refusal

log = logging.getLogger(__name__)

SECONDS = 60
MEMORY = 1 << 30  # bytes of address space
MOST_ANSWER = 16 << 20  # bytes of JSON; as objects they may take twenty times as much
AT_ONCE = threading.BoundedSemaphore(max(2, os.cpu_count() or 2))  # children of this process
PATIENCE = 120  # seconds that somebody waits for a turn
MOST_COMPLAINT = 4000  # bytes of the child's stderr that are looked at
NO_MEMORY = (b"MemoryError", b"bad_alloc", b"memory allocation of", b"Cannot allocate memory", b"out of memory")


def run(
    job: str, path: Path | str, *, seconds: float = SECONDS, memory: int = MEMORY, **options: Any
) -> dict[str, Any]:
    """Do `job` (a name in inside.JOBS, or `FILE.py:function` for a tool) on the file at `path`, and give its answer.

    `seconds` of wall time; `memory` in bytes; `options` go to the job as JSON. Raises TimedOut, OutOfMemory,
    ChildFailed, Unreadable, and RefusedInside for what the job itself refuses.
    """
    with _turn(), _scratch() as scratch:
        complaint = scratch / "stderr"
        request = {"job": job, "path": str(Path(path).resolve()), "options": options}
        limits = {"seconds": max(1, int(seconds)), "memory": memory, "parent": os.getpid()}
        answer, code = _start(json.dumps(request | limits), scratch, complaint, seconds)
        if code is None:
            raise TimedOut(
                N_("Đọc tệp quá {seconds} giây nên đã dừng. Hãy chia tệp thành các phần nhỏ hơn rồi nộp lại."),
                seconds=f"{seconds:g}",
            )
        return _answer(answer, code, complaint)


@lru_cache(maxsize=1)
def network_is_closed() -> bool:
    """Whether this system lets a child cut itself off the network. For `trienkhai doctor`."""
    return bool(run("network", Path(__file__))["closed"])


@contextmanager
def _turn() -> Iterator[None]:
    """Wait until fewer children are at work: each may take a gigabyte, and the server needs some itself."""
    if not AT_ONCE.acquire(timeout=PATIENCE):
        raise _busy()
    try:
        yield
    finally:
        AT_ONCE.release()


@contextmanager
def _scratch() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="trienkhai-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start(request: str, scratch: Path, complaint: Path, seconds: float) -> tuple[bytes, int | None]:
    """What the child wrote on its pipe, and its exit code; None when time ran out."""
    ours, theirs = os.pipe()
    with os.fdopen(ours, "rb", buffering=0) as pipe, complaint.open("wb") as stderr:
        try:
            child = subprocess.Popen(
                [sys.executable, "-I", "-X", "utf8", "-m", "trienkhai.files.child", str(theirs), request],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=stderr,
                cwd=scratch,
                env=_environment(scratch),
                pass_fds=(theirs,),
                start_new_session=True,  # its own group, so that what it starts dies with it
            )
        except OSError as error:
            if error.errno in (errno.EAGAIN, errno.ENOMEM):  # no room for another process
                raise _busy() from error
            raise
        finally:
            os.close(theirs)
        return _follow(child, pipe.fileno(), time.monotonic() + seconds)


def _follow(child: subprocess.Popen[bytes], pipe: int, deadline: float) -> tuple[bytes, int | None]:
    """The child's answer and exit code; its group is dead afterwards, whatever happens."""
    try:
        answer = _read(pipe, deadline)
        if len(answer) <= MOST_ANSWER:
            child.wait(max(0.0, deadline - time.monotonic()))
    except (TimeoutError, subprocess.TimeoutExpired):
        return b"", None
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        code = child.wait()
    return answer, code


def _environment(scratch: Path) -> dict[str, str]:
    """Nothing of ours: no address of a database, no key. One thread, since each reserves address space."""
    one_thread = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"), "1")
    return {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "HOME": str(scratch),
        "TMPDIR": str(scratch),
        "MALLOC_ARENA_MAX": "2",
        **one_thread,
    }


def _read(pipe: int, deadline: float) -> bytes:
    """All that comes until the child closes its end; a babbling child is cut off one byte past the limit."""
    blocks: list[bytes] = []
    size = 0
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while size <= MOST_ANSWER:
            if not selector.select(max(0.0, deadline - time.monotonic())):
                raise TimeoutError
            block = os.read(pipe, 1 << 16)
            if not block:
                break
            blocks.append(block)
            size += len(block)
    return b"".join(blocks)


def _answer(answer: bytes, code: int, complaint: Path) -> dict[str, Any]:
    if len(answer) > MOST_ANSWER:
        raise Unreadable(
            N_("Tệp quá dài để đọc một lần. Hãy chia tệp thành các phần nhỏ hơn rồi nộp lại."), code="too_large"
        )
    if code == 0:
        with suppress(ValueError, RecursionError):
            said = json.loads(answer)
            if isinstance(said, dict) and isinstance(said.get("done"), dict):
                return said["done"]
            if isinstance(said, dict) and isinstance(said.get("refused"), dict):
                raise _refusal(said["refused"])
    raise _death(code, complaint)


def _refusal(said: dict[str, Any]) -> Refusal:
    """Only words come back from the child, never objects; and not many words."""
    template, values = str(said.get("template", ""))[:2000], said.get("values")
    values = {str(key): str(value)[:500] for key, value in values.items()} if isinstance(values, dict) else {}
    code = "".join(
        letter for letter in str(said.get("code", ""))[:40] if letter.isascii() and (letter.isalnum() or letter == "_")
    )
    if code == "out_of_memory":
        return _out_of_memory()
    try:
        return RefusedInside(template, code=code or "unreadable", **values)
    except (LookupError, ValueError, AttributeError, TypeError):
        return Unreadable(DAMAGED)


def _death(code: int, complaint: Path) -> Refusal:
    """The reason for which the child is gone, as far as it can be told."""
    with complaint.open("rb") as file:
        file.seek(max(0, complaint.stat().st_size - MOST_COMPLAINT))
        last_words = file.read(MOST_COMPLAINT)
    log.warning("The child that opened a file ended with %s: %s", code, last_words.decode(errors="replace"))
    if any(sign in last_words for sign in NO_MEMORY):
        return _out_of_memory()
    if code == -signal.SIGXCPU:
        return TimedOut(N_("Đọc tệp tốn quá nhiều công sức của máy nên đã dừng. Hãy chia nhỏ tệp rồi nộp lại."))
    if code < 0:
        return ChildFailed(
            N_("Tiến trình đọc tệp bị ngắt giữa chừng. Hãy thử lại; nếu vẫn vậy, hãy lưu lại tệp rồi nộp.")
        )
    return Unreadable(DAMAGED)


def _busy() -> Refusal:
    return ChildFailed(N_("Máy chủ đang bận nên chưa mở được tệp. Hãy thử lại sau ít phút."), code="busy")


def _out_of_memory() -> Refusal:
    return OutOfMemory(N_("Đọc tệp cần quá nhiều bộ nhớ nên đã dừng. Hãy chia tệp thành các phần nhỏ hơn rồi nộp lại."))
