"""The process around an outside program (LibreOffice, Tesseract): shut the doors, start it, wait. See `outside`."""

import json
import os
import subprocess
import sys
from typing import Any

from trienkhai.files import doors

SYSTEM = (
    "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/nix", "/gnu",
    "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives", "/etc/fonts", "/etc/libreoffice",
    "/etc/localtime", "/etc/nsswitch.conf", "/etc/passwd", "/etc/group", "/etc/locale.alias",
    "/var/cache/fontconfig", "/var/lib/libreoffice", "/var/spool/libreoffice",
    "/dev/urandom", "/dev/random", "/dev/zero",
)  # fmt: skip
SOCKETS = ("/tmp", "/var/tmp")  # LibreOffice looks for others of its kind there and nowhere else
FILES = 512  # open at once; LibreOffice opens its libraries, fonts and settings


def main(arguments: list[str]) -> int:
    """Arguments: the number of the pipe to answer on, and the request as JSON. Answers with the exit code."""
    pipe, request = int(arguments[0]), json.loads(arguments[1])
    doors.give_up_privileges()
    doors.limit(seconds=request["seconds"], memory=request["memory"], files=FILES, processes=None)
    if os.getppid() != request["parent"]:
        return 1  # the server was killed before it could take us along
    doors.leave(processes=True)
    doors.fence([*SYSTEM, *request["read"]], [os.getcwd(), "/dev/null"], SOCKETS)  # noqa: PTH109
    code = _run(request["command"])
    with os.fdopen(pipe, "wb") as answer:
        answer.write(json.dumps({"done": {"code": code}}).encode())
    return 0


def _run(command: list[str]) -> Any:
    """Its words go nowhere: they may quote the file. Its group is ours, so that it dies when we are killed."""
    silent = subprocess.DEVNULL
    return subprocess.run(command, stdin=silent, stdout=silent, stderr=silent, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
