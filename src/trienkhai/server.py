"""The web server, and whether the database is the one that this version of the program expects."""

import ctypes
import os
import signal
import socket
import sys
from typing import Any

from trienkhai.vietnamese import N_, Refusal

PR_SET_PDEATHSIG = 1  # prctl(2)


class CannotServe(Refusal):
    """The installation is not in a state in which it may be used."""

    code = "cannot_serve"


def refuse_busy_port(host: str, port: int) -> None:
    """Say so in a sentence; the server itself would stop with a page of its own insides."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            raise CannotServe(
                N_("Cổng {port} cần quyền quản trị máy. Hãy chọn cổng từ 1024 trở lên."), port=port
            ) from None
        except (OSError, OverflowError):
            raise CannotServe(
                N_("Không lắng nghe được ở {host}, cổng {port}: địa chỉ không có trên máy này hoặc cổng đang bận. "
                   "Hãy chọn cổng khác bằng --port."), host=host, port=port
            ) from None  # fmt: skip


def serve(*, host: str, port: int, threads: int) -> None:
    """Granian with one process and as many threads as requests may be under way; returns when it is told to stop."""
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces

    from trienkhai.files.actions import sweep

    sweep()  # what a killed server left half written
    connections.close_all()  # the worker process opens its own
    Granian(
        "trienkhai.server:worker",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=threads,
        respawn_failed_workers=True,
        log_enabled=False,
    ).serve()


def worker() -> Any:
    """The application, for a worker process that leaves signals from the keyboard to the process that started it.

    Granian's worker hangs when Ctrl-C reaches it and its parent then asks it to end. In a group of its own it does not
    hear Ctrl-C; instead it ends with its parent, however that one ends.
    """
    os.setpgid(0, 0)
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)

    from trienkhai.wsgi import application

    return application


def refuse_wrong_schema() -> None:
    """An older or newer database than this program expects is not touched."""
    missing, unknown = schema_differences()
    if unknown:
        raise CannotServe(
            N_("Cơ sở dữ liệu thuộc bản mới hơn của chương trình ({name}). Hãy cài bản mới rồi chạy lại."),
            name=unknown[0],
        )
    if missing:
        raise CannotServe(
            N_("Cơ sở dữ liệu thuộc bản cũ, còn thiếu {count} bước nâng cấp. Hãy sao lưu, rồi chạy `trienkhai init`."),
            count=len(missing),
        )


def schema_differences() -> tuple[list[str], list[str]]:
    """(steps that this program has and the database lacks, steps that only the database knows)."""
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    applied, known = set(loader.applied_migrations or ()), set(loader.disk_migrations)
    replaced = {old for migration in loader.disk_migrations.values() for old in migration.replaces}
    ours = {app for app, _ in known}
    return (
        [".".join(key) for key in sorted(known - applied)],
        [".".join(key) for key in sorted(applied - known - replaced) if key[0] in ours],
    )
