"""Makes the demo's data in a folder of its own; run as a process by `trienkhai demo` before it serves."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from pathlib import Path

from trienkhai.starting import make_state, start_django
from trienkhai.vietnamese import N_, Refusal

MADE = "made"  # stands in the folder once the province is complete
NOTHING_MADE = 3  # exit code: there is nothing to serve
OURS = "demo"  # stands in it from the first moment: only such a folder is ever removed


class NotOurs(Refusal):
    """Something else lies where the demo would be made."""

    code = "not_ours"


def make(state: Path, *, reset: bool = False) -> bool:
    """Make the province unless it is there; True where it was made. What was broken off is begun anew."""
    if reset or not (state / MADE).exists():
        _clear(state)
    make_state(state)
    (state / OURS).touch()
    start_django()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    if (state / MADE).exists():
        return False
    from .building import build

    started = time.monotonic()
    build()
    (state / MADE).touch()
    print(f"Đã dựng tỉnh hư cấu Hạc Giang trong {time.monotonic() - started:.0f} giây.")
    return True


def _clear(state: Path) -> None:
    """Remove an older or unfinished demo, and nothing else."""
    if not state.exists() or not any(state.iterdir()):
        return
    if not (state / OURS).exists():
        raise NotOurs(
            N_("Thư mục {folder} không phải của bản minh họa nên không đụng đến. Hãy đặt TRIENKHAI_STATE khác."),
            folder=state,
        )
    shutil.rmtree(state)


def add(files: list[Path]) -> int:
    """Each file becomes a draft of a unit that has not answered yet; gives how many were refused."""
    from .adding import add_narrative

    refused = 0
    for path in files:
        try:
            unit, count = add_narrative(path)
        except Refusal as refusal:
            print(f"{path}: {refusal}", file=sys.stderr)
            refused += 1
        else:
            print(f"{path.name}: {unit}, {count} số chờ xác nhận.")
    return refused


def main(words: list[str] | None = None) -> int:
    """`python -m trienkhai.demo.making FOLDER [--reset] [FILE…]`, with TRIENKHAI_STATE naming the same folder."""
    parser = argparse.ArgumentParser()
    parser.add_argument("state", type=Path)
    parser.add_argument("--reset", action="store_true")
    parser.add_argument("files", nargs="*", type=Path)
    given = parser.parse_args(words)
    try:
        made = make(given.state, reset=given.reset)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return NOTHING_MADE
    except OSError as error:
        print(f"Không dựng được bản minh họa ở {given.state}: {error.strerror or error}.", file=sys.stderr)
        return NOTHING_MADE
    if made:
        print(f"Bản minh họa nằm tại {given.state}.", flush=True)
    return 1 if add(given.files) else 0


if __name__ == "__main__":
    raise SystemExit(main())
