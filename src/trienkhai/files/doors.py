"""What a process gives up for good before it touches a stranger's file: Linux only, no dependency, no Django."""

import ctypes
import os
import resource
import signal
import struct
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

SCRATCH_BYTES = 256 << 20
CLONE_NEWUSER, CLONE_NEWNET, CLONE_NEWPID = 0x10000000, 0x40000000, 0x20000000
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 1, 4, 38
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same numbers on every processor
RULESET_VERSION, PATH_BENEATH, O_PATH = 1, 1, 0o10000000
RIGHTS = {1: 13, 2: 14}  # how many rights the first versions of Landlock know; later ones 15
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR, REMOVE_FILE, MAKE_SOCKET, TRUNCATE = 1, 2, 4, 8, 1 << 5, 1 << 9, 1 << 14


def give_up_privileges() -> None:
    """Die with the server, gain nothing by programs with more rights, show nobody the memory."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def limit(*, seconds: int, memory: int, files: int, processes: int | None) -> None:
    """Limits of this process and what it starts. `processes` counts all of this user's; None: any."""
    for name, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, files),
        (resource.RLIMIT_FSIZE, SCRATCH_BYTES),
        (resource.RLIMIT_AS, memory),
        *([(resource.RLIMIT_NPROC, processes)] if processes is not None else []),
    ):
        _limit(name, most, most)
    _limit(resource.RLIMIT_CPU, seconds, seconds + 1)  # the first ends it with a signal that tells why


def _limit(name: int, soft: int, hard: int) -> None:
    _, highest = resource.getrlimit(name)
    if highest != resource.RLIM_INFINITY:
        soft, hard = min(soft, highest), min(hard, highest)
    resource.setrlimit(name, (soft, hard))


def leave(*, processes: bool = False) -> bool:
    """Leave the network; with `processes`, what is started next dies with all that it starts. Whether it was allowed.

    A new user namespace lets anybody do so; a privileged process needs none.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    more = CLONE_NEWPID if processes else 0
    wanted = [flags | CLONE_NEWNET for flags in (CLONE_NEWUSER | more, more, CLONE_NEWUSER, 0)]
    return any(libc.unshare(flags) == 0 for flags in wanted)


def fence(read: Iterable[Path | str], write: Iterable[Path | str], sockets: Iterable[Path | str] = ()) -> bool:
    """See no file but those below `read`, change none but those below `write` (Landlock). Whether it was allowed.

    In `sockets` nothing may be done but make sockets and remove files.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(CREATE_RULESET, None, 0, RULESET_VERSION)
    if version < 1:
        return False
    everything = (1 << RIGHTS.get(version, 15)) - 1
    asked = struct.pack("=Q", everything)
    rules = libc.syscall(CREATE_RULESET, asked, len(asked), 0)
    if rules < 0:
        return False
    look, change = EXECUTE | READ_FILE | READ_DIR, MAKE_SOCKET | REMOVE_FILE
    for paths, rights in ((read, look), (write, everything), (sockets, change)):
        for path in paths:
            with suppress(OSError):  # not there
                _allow(libc, rules, Path(path), rights & everything)
    done = libc.syscall(RESTRICT_SELF, rules, 0) == 0
    os.close(rules)
    return done


def _allow(libc: ctypes.CDLL, rules: int, path: Path, rights: int) -> None:
    if not path.is_dir():
        rights &= EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE
    handle = os.open(path, O_PATH | os.O_CLOEXEC)
    try:
        libc.syscall(ADD_RULE, rules, PATH_BENEATH, struct.pack("=Qi", rights, handle), 0)
    finally:
        os.close(handle)
