"""Commands where nothing is as it should be: one line, an exit code, no traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from trienkhai.service import at_least_one


def trienkhai(*words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """The command in a process of its own."""
    given = {key: value for key, value in os.environ.items() if not key.startswith(("TRIENKHAI_", "DJANGO_"))}
    given.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "trienkhai.cli", *words]
    return subprocess.run(command, env=given | environment, capture_output=True, text=True, check=False, timeout=120)


def test_a_database_file_that_is_none_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "trienkhai.sqlite3").write_bytes(b"no database at all" * 100)
    for command in ("verify", "init"):
        ended = trienkhai(command, TRIENKHAI_STATE=str(tmp_path))
        assert ended.returncode == 1
        assert ended.stderr.startswith("trienkhai: Cơ sở dữ liệu không dùng được")
        assert ended.stderr.count("\n") == 1


def test_the_demo_says_where_it_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ended = trienkhai("demo", "--no-browser", TRIENKHAI_STATE=str(tmp_path / "file"))
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
    assert str(tmp_path / "file") in ended.stderr


@pytest.mark.parametrize("threads", ["0", "-5", "٣", "1e3", "9" * 40])
def test_threads_are_counted_from_one(threads: str) -> None:
    with pytest.raises(Exception, match="số nguyên"):
        at_least_one(threads)
    assert trienkhai("serve", f"--threads={threads}").returncode == 2
