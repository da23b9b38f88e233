"""Put the project itself into .venv, editable, without a build tool: a path file and the command `trienkhai`."""

import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# A shell finds the interpreter: a `#!` line ends at the first space and at 127 characters.
COMMAND = """#!/bin/sh
'''exec' "{python}" "$0" "$@"
' '''
import sys

from trienkhai.cli import main

if __name__ == "__main__":  # worker processes of the server read this file too
    sys.exit(main())
"""


def install() -> None:
    """Write both files for the interpreter that runs this."""
    if sys.prefix == sys.base_prefix:
        sys.exit("tools/install.py is run by the python of .venv")
    Path(sysconfig.get_path("purelib"), "trienkhai.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
    command = Path(sysconfig.get_path("scripts"), "trienkhai")
    command.unlink(missing_ok=True)
    command.write_text(COMMAND.format(python=sys.executable), encoding="utf-8")
    command.chmod(0o755)


install()
