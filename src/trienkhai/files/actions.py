"""Keep a file: wholly or not at all."""

import errno
import fcntl
import hashlib
import os
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from trienkhai.files import sandbox
from trienkhai.files.errors import DiskFull, Empty, TooLarge
from trienkhai.files.kinds import Kind
from trienkhai.files.models import StoredFile
from trienkhai.vietnamese import N_, Refusal

MOST_BYTES = 50 << 20
BLOCK = 1 << 20
UNREAD = ("scanned", "scanned_long", "nothing_recognised", "no_office")  # papers without words are papers all the same
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
WAITING = "waiting"  # folder of contents that are not yet kept


class Readable(Protocol):
    """An open file, an upload."""

    def read(self, size: int = -1, /) -> bytes: ...


class Upload(Readable, Protocol):
    """An open file that can be read again from its beginning."""

    def seek(self, offset: int, /) -> int: ...


@dataclass(frozen=True)
class Opened:
    """A kept file, and what the job found in it: of `read` the text and what was read, of `table` the rows."""

    stored: StoredFile
    found: dict[str, Any]


def store(content: bytes | Readable, *, name: str) -> StoredFile:
    """Keep a content once; `name` is what its owner calls it and must agree with what it is.

    Raises Empty, TooLarge (over 50 MB), DiskFull, and what kinds.check refuses. Inside a transaction that is undone
    the row goes and the content stays, which harms nobody.
    """
    return store_opened(content, name=name, job="kind").stored


def store_opened(content: bytes | Readable, *, name: str, job: str = "read", **options: Any) -> Opened:
    """Open the content in a child process with `job` (read, table, kind) and keep it only when that went well.

    It takes a second or a minute: call it before the transaction begins, since the embedded database has one writer.
    Raises what `store` raises, what the job refuses, and ChildFailed, TimedOut, OutOfMemory of the sandbox.
    """
    with _waiting() as (waiting, file):
        sha256, size = _copy(content, file)
        with _room():  # the child's scratch folder needs some too
            found = sandbox.run(job, waiting, name=name, **options)
        _settle(waiting, Path(settings.FILES_ROOT) / sha256[:2] / sha256[2:])
        return Opened(_row(sha256, size, found["kind"]), found | found.pop("reading", {}))


def read_or_keep(content: bytes | Upload, *, name: str) -> Opened:
    """Open a report; one whose words cannot be had (UNREAD) is kept too, with no text and a finding that says why."""
    try:
        return store_opened(content, name=name, job="read")
    except Refusal as refusal:
        if refusal.code not in UNREAD:
            raise
        if not isinstance(content, bytes):
            content.seek(0)
        values = {key: str(value) for key, value in refusal.values.items()}
        why = {"code": refusal.code, "message": str(refusal), "values": values}
        finding = {"start": 0, "end": 0, "text": "", "others": [], **why}
        nothing: dict[str, Any] = {part: [] for part in ("citations", "figures", "totals", "sections")}
        return Opened(store(content, name=name), {"text": "", **nothing, "findings": [finding]})


def keep_made(content: bytes, *, kind: str) -> StoredFile:
    """Keep what the program itself made: no child process looks at it. Raises TooLarge, DiskFull."""
    with _waiting() as (waiting, file):
        sha256, size = _copy(content, file)
        _settle(waiting, Path(settings.FILES_ROOT) / sha256[:2] / sha256[2:])
        return _row(sha256, size, Kind(kind).value)


def sweep(*, older_than: float = 60) -> int:
    """Remove what a killed process left half written; gives how many. `older_than`: seconds since the last byte.

    A content that is being written is locked by its writer, so this may run while others work.
    """
    removed = 0
    for waiting in (Path(settings.FILES_ROOT) / WAITING).glob("*"):
        with suppress(FileNotFoundError, BlockingIOError), waiting.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if waiting.stat().st_mtime <= time.time() - older_than:
                waiting.unlink()
                removed += 1
    return removed


@contextmanager
def _waiting() -> Iterator[tuple[Path, IO[bytes]]]:
    """A new file beside the kept ones, locked while it is ours, and gone afterwards unless it was moved away."""
    folder = Path(settings.FILES_ROOT) / WAITING
    path = folder / uuid.uuid4().hex
    try:
        with _room():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            file = path.open("xb", buffering=0)
        with file:
            os.fchmod(file.fileno(), 0o600)
            fcntl.flock(file, fcntl.LOCK_EX)
            yield path, file
    finally:
        path.unlink(missing_ok=True)


@contextmanager
def _room() -> Iterator[None]:
    """A full disk is told as such."""
    try:
        yield
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        raise DiskFull(
            N_("Không lưu được tệp: đĩa đầy. Chưa có gì được lưu. Hãy báo người quản trị dọn đĩa rồi nộp lại.")
        ) from error


def _copy(content: bytes | Readable, file: IO[bytes]) -> tuple[str, int]:
    """Write the content down to the disk; its hash and size."""
    digest, size = hashlib.sha256(), 0
    for block in _blocks(content):
        size += len(block)
        if size > MOST_BYTES:
            raise TooLarge(
                N_("Tệp lớn hơn {most} MB nên không nhận. Hãy giảm cỡ ảnh trong tệp hoặc chia tệp ra rồi nộp lại."),
                most=MOST_BYTES >> 20,
            )
        digest.update(block)
        with _room():
            _write(file, block)
    if not size:
        raise Empty(N_("Tệp rỗng, không có gì bên trong. Hãy kiểm tra rồi nộp lại."))
    with _room():
        os.fsync(file.fileno())
    return digest.hexdigest(), size


def _write(file: IO[bytes], block: bytes) -> None:
    """Unbuffered, so that a full disk shows here and not when the file is closed; such a write may end early."""
    rest = memoryview(block)
    while rest:
        rest = rest[file.write(rest) :]


def _blocks(content: bytes | Readable) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    while block := content.read(BLOCK):
        yield block


def _settle(waiting: Path, place: Path) -> None:
    """Move the content to its place for good. What is there already has the same bytes, unless it was damaged."""
    with _room():
        if not place.parent.is_dir():
            place.parent.mkdir(exist_ok=True, mode=0o700)
            _sync(place.parent.parent)
        waiting.replace(place)
        _sync(place.parent)


def _sync(folder: Path) -> None:
    """A name survives a power cut only when its folder was written too."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _row(sha256: str, size: int, kind: str) -> StoredFile:
    with transaction.atomic():
        stored, _ = StoredFile.objects.get_or_create(
            sha256=sha256, defaults={"size": size, "kind": kind, "created_at": timezone.now()}
        )
    return stored
