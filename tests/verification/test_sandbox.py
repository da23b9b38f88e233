"""The child process against the real system: time, memory, death, disk, network, and what it leaves behind."""

import errno
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from trienkhai.files import children, sandbox
from trienkhai.files.errors import ChildFailed, OutOfMemory, RefusedInside, TimedOut, Unreadable

TOOLS = Path(__file__).with_name("sandbox_tools.py")


@pytest.fixture
def inside(tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """`inside("sleep", seconds=1, **options)` runs a function of TOOLS in the child."""
    path = tmp_path / "content"
    path.write_text("85 lớp", encoding="utf-8")

    def run(function: str, **options: object) -> dict[str, Any]:
        return sandbox.run(f"{TOOLS}:{function}", path, **options)

    return run


@pytest.fixture(autouse=True)
def nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """After each test the scratch folders are gone, and no child of ours is."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    yield
    assert list(scratch.iterdir()) == []


Inside = Callable[..., dict[str, Any]]


def test_the_child_is_shut_in(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:secret@host/name")
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    found = inside("look", seconds=20)
    assert set(found["environment"]) <= {
        "PATH", "LANG", "HOME", "TMPDIR", "MALLOC_ARENA_MAX", "LC_CTYPE",
        "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS",
    }  # fmt: skip
    assert Path(found["cwd"]).parent == Path(tempfile.gettempdir())
    assert found["environment"]["TMPDIR"] == found["environment"]["HOME"] == found["cwd"]
    limits = found["limits"]
    assert (limits["RLIMIT_AS"], limits["RLIMIT_CPU"], limits["RLIMIT_CORE"]) == (1 << 30, 21, 0)
    assert (limits["RLIMIT_NPROC"], limits["RLIMIT_NOFILE"]) == (0, 64)
    assert limits["RLIMIT_FSIZE"] == 256 << 20
    assert found["session"] is True
    assert len(found["files"]) == 5, "three streams, the pipe, and the listing itself"
    assert found["content"] == "85 lớp"
    assert not {name.split(".")[0] for name in found["modules"]} & {"django", "psycopg"}


def test_a_child_that_sleeps_is_stopped(inside: Inside) -> None:
    began = time.monotonic()
    with pytest.raises(TimedOut, match="quá 1 giây") as refused:
        inside("sleep", seconds=1)
    assert refused.value.code == "timeout"
    assert time.monotonic() - began < 5


def test_a_child_that_never_ends_is_stopped(inside: Inside) -> None:
    with pytest.raises(TimedOut):
        inside("spin", seconds=1)


def test_a_child_that_eats_memory_is_stopped(inside: Inside) -> None:
    with pytest.raises(OutOfMemory, match="bộ nhớ") as refused:
        inside("eat", memory=200 << 20)
    assert refused.value.code == "out_of_memory"


@pytest.mark.parametrize("function", ["die", "abort"])
def test_a_killed_child_is_told(inside: Inside, function: str) -> None:
    with pytest.raises(ChildFailed, match="bị ngắt") as refused:
        inside(function)
    assert refused.value.code == "killed"


@pytest.mark.parametrize("said", ["", "{", "[]", "null", '{"done": 3}', "[" * 100_000, '{"refused": []}'])
def test_a_child_that_says_nonsense_has_not_read_the_file(inside: Inside, said: str) -> None:
    with pytest.raises(Unreadable):
        inside("say", text=said)


def test_a_child_that_leaves_without_a_word_has_not_read_the_file(inside: Inside) -> None:
    with pytest.raises(Unreadable):
        inside("leave")


@pytest.mark.parametrize("function", ["fail", "deep", "no_json"])
def test_a_fault_of_the_reader_is_a_refusal_and_is_logged(
    inside: Inside, function: str, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Unreadable, match="Không mở được tệp"):
        inside(function)
    assert "Error" in caplog.text


def test_a_refusal_comes_back_with_its_code_and_words(inside: Inside) -> None:
    with pytest.raises(RefusedInside) as refused:
        inside("refuse")
    assert refused.value.code == "bad_line"
    assert str(refused.value) == "Dòng 3: không đọc được «{0.__class__}»."
    assert refused.value.template == "Dòng {line}: không đọc được «{what}»."


def test_a_refusal_with_strange_words_does_no_harm(inside: Inside) -> None:
    for template in ("{", "{0}", "{a.b}", "{missing}"):
        with pytest.raises((Unreadable, RefusedInside)):
            inside("say", text=json.dumps({"refused": {"code": "A B", "template": template, "values": {"a": 1}}}))


def test_an_answer_without_end_is_cut_off(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "MOST_ANSWER", 1 << 20)
    assert len(inside("much", size=1000 << 10)["text"]) == 1000 << 10
    began = time.monotonic()
    with pytest.raises(Unreadable, match="quá dài"):
        inside("much", size=8 << 20)
    assert time.monotonic() - began < 30, "nobody waits for the rest of it"


def test_what_no_database_can_keep_is_replaced_one_for_one(inside: Inside) -> None:
    assert inside("strange")["text"] == "a\ufffdb\ufffdc\\u0000d\\\ufffde"


def test_a_child_cannot_fill_the_disk(inside: Inside) -> None:
    with pytest.raises(Unreadable):
        inside("fill")


def test_what_the_child_writes_is_thrown_away(inside: Inside) -> None:
    assert not Path(inside("litter")["at"]).exists()


def test_the_child_reaches_nobody(inside: Inside) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        if sandbox.network_is_closed():
            with pytest.raises(Unreadable):
                inside("call", port=port)
        else:  # this system does not allow it: `trienkhai doctor` says so, and reading goes on
            assert inside("call", port=port) == {"reached": True}


def test_what_the_child_starts_dies_with_it(inside: Inside) -> None:
    """Root may always start processes, whatever the limit; those of its group are killed."""
    if os.getuid() == 0:
        began = time.monotonic()
        with pytest.raises(TimedOut):
            inside("fork", seconds=2)
        assert time.monotonic() - began < 10
    else:
        with pytest.raises(Unreadable):
            inside("fork")


def test_many_at_once_do_not_disturb_each_other(inside: Inside) -> None:
    found: list[object] = []

    def work(size: int) -> None:
        found.append(len(inside("much", size=size)["text"]) == size)

    workers = [threading.Thread(target=work, args=(1000 * n,)) for n in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert found == [True] * 6


def test_who_waits_too_long_for_a_turn_is_told(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "AT_ONCE", threading.BoundedSemaphore(1))
    monkeypatch.setattr(children, "PATIENCE", 0.1)
    with children.AT_ONCE, pytest.raises(ChildFailed, match="đang bận") as refused:
        inside("much", size=1)
    assert refused.value.code == "busy"
    assert inside("much", size=1) == {"text": "a"}
    with pytest.raises(TimedOut):
        inside("sleep", seconds=0.5)
    assert inside("much", size=1) == {"text": "a"}, "the turn was given back"


def test_a_system_without_room_for_a_process_is_busy(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    with monkeypatch.context() as patch:
        patch.setattr(subprocess, "Popen", full)
        with pytest.raises(ChildFailed, match="đang bận"):
            inside("much", size=1)
    assert inside("much", size=1) == {"text": "a"}


def test_whoever_opens_files_needs_no_django() -> None:
    program = "import sys, trienkhai.files.sandbox, trienkhai.files.inside; print('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout == b"False\n"


PARENT = """
import sys
from trienkhai.files import children, sandbox
print("started", flush=True)
sandbox.run(sys.argv[1], sys.argv[2])
"""


def children_of(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def test_when_the_server_is_killed_so_is_the_child(tmp_path: Path) -> None:
    scratch = tmp_path / "parent"
    scratch.mkdir()
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, f"{TOOLS}:sleep", str(TOOLS)],
        stdout=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(scratch)},
    )
    try:
        (child,) = until(lambda: children_of(parent.pid))
        until(lambda: is_shut_in(child))
    finally:
        parent.kill()
        parent.communicate()
    until(lambda: is_gone(child))


def is_shut_in(process: int) -> bool:
    """Whether it has come as far as its limits."""
    return re.search(r"Max open files +64 ", Path(f"/proc/{process}/limits").read_text()) is not None


def is_gone(process: int) -> bool:
    """Whether it has ended; nobody may have asked for its exit code yet."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def until(condition: Callable[[], Any]) -> Any:
    """What the condition gives once it gives something, within 20 seconds."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.02)
    raise AssertionError("it never came")
