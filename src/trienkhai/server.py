"""The web server, and whether the database is the one that this version of the program expects."""

from trienkhai.vietnamese import N_, Refusal


class CannotServe(Refusal):
    """The installation is not in a state in which it may be used."""

    code = "cannot_serve"


def serve(*, host: str, port: int, threads: int) -> None:
    """Granian with one process and as many threads as requests may be under way; returns when it is told to stop."""
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces

    connections.close_all()  # the worker process opens its own
    Granian(
        "trienkhai.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=threads,
        respawn_failed_workers=True,
        log_enabled=False,
    ).serve()


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
