"""The examples in the help of each command, and the files that they name."""

import argparse
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from trienkhai.cli import build_parser

FILES = Path(__file__).resolve().parent.parent / "docs" / "examples"


def copy_examples(command: str, folder: Path) -> None:
    """Put the invented files of docs/examples/COMMAND into a scratch folder: of `import units` those of `import`."""
    for path in FILES.glob(f"{command.split()[0]}/*"):
        shutil.copy(path, folder)


def commands() -> dict[str, argparse.ArgumentParser]:
    """Every command that can be run: `serve`, `import units` … → its parser."""
    return dict(_leaves(build_parser(), ()))


def _leaves(parser: argparse.ArgumentParser, path: tuple[str, ...]) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    tables = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not tables:
        yield " ".join(path), parser
    for table in tables:
        for name, below in table.choices.items():
            yield from _leaves(below, (*path, name))


def examples_of(command: str) -> list[str]:
    """The lines `  $ trienkhai …` at the end of a command's help, without the `$`."""
    return re.findall(r"^ *\$ (trienkhai .*)$", commands()[command].epilog or "", re.MULTILINE)
