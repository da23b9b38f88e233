"""The command line: how errors end, how commands are grouped, that nothing heavy is loaded."""

import argparse
import errno
import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path

import pytest

from trienkhai import cli
from trienkhai.vietnamese import Refusal


def door(action: Callable[[argparse.Namespace], int], name: str = "go") -> types.ModuleType:
    """A room's module with one command."""
    module = types.ModuleType("door_of_this_test")

    def add_parsers(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
        subparsers.add_parser(name).set_defaults(run=action)

    module.add_parsers = add_parsers  # type: ignore[attr-defined]
    return module


def run(monkeypatch: pytest.MonkeyPatch, action: Callable[[argparse.Namespace], int], *words: str) -> int:
    """Exit code of the only command there is."""
    monkeypatch.setitem(sys.modules, "door_of_this_test", door(action, " ".join(words) or "go"))
    monkeypatch.setattr(cli, "DOORS", ["door_of_this_test"])
    return cli.main([*words] or ["go"])


def raising(error: BaseException) -> Callable[[argparse.Namespace], int]:
    """A command that fails so."""

    def action(_: argparse.Namespace) -> int:
        raise error

    return action


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (Refusal("Tệp {name} trống.\nHãy chọn tệp khác.", name="a.txt"), 1, "Tệp a.txt trống. Hãy chọn tệp khác."),
        (KeyboardInterrupt(), 130, ""),
        (OSError(errno.ENOSPC, "No space left on device"), 1, "Ổ đĩa đã đầy"),
        (FileNotFoundError(errno.ENOENT, "No such file", "không-có.csv"), 1, "Không tìm thấy “không-có.csv”"),
        (PermissionError(errno.EACCES, "Permission denied", "x"), 1, "Không có quyền mở “x”"),
        (IsADirectoryError(errno.EISDIR, "Is a directory", "x"), 1, "“x” là thư mục"),
        (OSError(errno.EIO, "Input/output error", "x"), 1, "Input/output error"),
    ],
)
def test_an_error_ends_in_a_line_and_a_code(
    error: BaseException,
    code: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(monkeypatch, raising(error)) == code
    printed = capsys.readouterr()
    assert said in printed.err
    assert printed.out == ""
    assert len(printed.err.splitlines()) == (1 if said else 0)


def test_a_command_of_two_words_stands_in_a_group(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, lambda _: 0, "import", "units") == 0


def test_a_fault_of_the_program_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ZeroDivisionError):
        run(monkeypatch, lambda _: 1 // 0)


@pytest.mark.parametrize("words", [[], ["no-such-command"], ["read"]])
def test_wrong_usage_is_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(words)
    assert left.value.code == 2
    assert "usage: trienkhai" in capsys.readouterr().err


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    """`trienkhai read … | head -1`: quiet, whatever is still to be printed."""
    report = tmp_path / "a.txt"
    report.write_text("Mở 06 lớp cho 182 học viên. " * 2_000, encoding="utf-8")
    program = [sys.executable, "-m", "trienkhai.cli", "read", "--json", str(report)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


def test_help_loads_neither_django_nor_tools() -> None:
    program = "import sys; from trienkhai.cli import build_parser; build_parser().format_help(); print(*sys.modules)"
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert {"django", "numpy", "pyarrow", "docx", "typst", "pypdfium2", "granian"} & set(printed) == set()
