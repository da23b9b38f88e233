"""Start a child process with limits, follow it, and take its answer. Imports no Django.

The child has an empty folder that is thrown away, no secrets in its environment, and one pipe on which it may answer
with JSON. Whatever happens to it, this process goes on.
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
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from trienkhai.files.errors import DAMAGED, ChildFailed, OutOfMemory, RefusedInside, TimedOut, Unreadable
from trienkhai.vietnamese import N_, Refusal

log = logging.getLogger(__name__)

MOST_ANSWER = 16 << 20  # bytes of JSON; as objects they may take twenty times as much
AT_ONCE = threading.BoundedSemaphore(max(2, os.cpu_count() or 2))  # children of this process
PATIENCE = 120  # seconds that somebody waits for a turn
MOST_COMPLAINT = 4000  # bytes of the child's stderr that are looked at
PASSED = ("TESSDATA_PREFIX",)  # where somebody keeps the languages of Tesseract
NO_MEMORY = (b"MemoryError", b"bad_alloc", b"memory allocation of", b"Cannot allocate memory", b"out of memory")


def ask(module: str, request: Mapping[str, Any], *, scratch: Path, seconds: float, memory: int) -> dict[str, Any]:
    """The answer of a child that runs `module` (`child`, `tool`) in `scratch`; waits for a turn first.

    Raises TimedOut, OutOfMemory, ChildFailed, Unreadable, and RefusedInside for what the child itself refuses.
    """
    limits = {"seconds": max(1, int(seconds)), "memory": memory, "parent": os.getpid()}
    with _turn(), tempfile.TemporaryFile(dir=scratch) as complaint:
        answer, code = _start(module, json.dumps({**request, **limits}), scratch, complaint, seconds)
        if code is None:
            raise TimedOut(
                N_("Đọc tệp quá {seconds} giây nên đã dừng. Hãy chia tệp thành các phần nhỏ hơn rồi nộp lại."),
                seconds=f"{seconds:g}",
            )
        return _answer(answer, code, complaint)


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
def new_scratch() -> Iterator[Path]:
    """An empty folder for a child."""
    folder = Path(tempfile.mkdtemp(prefix="trienkhai-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start(module: str, request: str, scratch: Path, complaint: IO[bytes], seconds: float) -> tuple[bytes, int | None]:
    """What the child wrote on its pipe, and its exit code; None when time ran out."""
    ours, theirs = os.pipe()
    with os.fdopen(ours, "rb", buffering=0) as pipe:
        try:
            child = subprocess.Popen(
                [sys.executable, "-I", "-X", "utf8", "-m", f"trienkhai.files.{module}", str(theirs), request],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=complaint,
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
        **{name: os.environ[name] for name in PASSED if name in os.environ},
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


def _answer(answer: bytes, code: int, complaint: IO[bytes]) -> dict[str, Any]:
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


def _death(code: int, complaint: IO[bytes]) -> Refusal:
    """The reason for which the child is gone, as far as it can be told."""
    complaint.seek(max(0, complaint.seek(0, os.SEEK_END) - MOST_COMPLAINT))
    last_words = complaint.read(MOST_COMPLAINT)
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
