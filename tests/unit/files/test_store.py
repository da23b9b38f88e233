"""A file is kept wholly or not at all, and once."""

import errno
import fcntl
import hashlib
import io
import os
import time
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.unit.files import made
from trienkhai.files import actions, queries, sandbox
from trienkhai.files.errors import DiskFull, Empty, Missing, RefusedInside, TooLarge
from trienkhai.files.models import StoredFile
from trienkhai.vietnamese import Refusal

pytestmark = pytest.mark.django_db


def kept(root: Path) -> list[Path]:
    """Everything that lies in the folder, also what is half written."""
    return sorted(path for path in root.rglob("*") if path.is_file())


def test_a_file_lies_under_its_hash(root: Path) -> None:
    content = made.word()
    stored = actions.store(content, name="baocao.docx")
    assert stored.sha256 == hashlib.sha256(content).hexdigest()
    assert (stored.size, stored.kind) == (len(content), "docx")
    assert kept(root) == [stored.path] == [root / stored.sha256[:2] / stored.sha256[2:]]
    assert stored.path.read_bytes() == content
    assert stored.path.stat().st_mode & 0o077 == 0


def test_the_same_content_is_kept_once_whatever_its_name(root: Path) -> None:
    first = actions.store(b"85 lop", name="baocao.txt")
    second = actions.store(io.BytesIO(b"85 lop"), name="ban-sao.md")
    assert first == second
    assert StoredFile.objects.count() == len(kept(root)) == 1


def test_a_damaged_content_is_healed_by_keeping_it_again(root: Path) -> None:
    stored = actions.store(b"85 lop", name="baocao.txt")
    stored.path.write_bytes(b"86 lop")
    actions.store(b"85 lop", name="baocao.txt")
    assert stored.path.read_bytes() == b"85 lop"


def test_what_the_job_found_comes_with_the_file(root: Path) -> None:
    opened = actions.store_opened(b"ma,so_lop\nxa_an,85\n", name="bieu.csv", job="table")
    assert opened.found["rows"] == [["ma", "so_lop"], ["xa_an", "85"]]
    assert opened.stored.path.exists()


def test_what_the_job_refuses_is_not_kept(root: Path) -> None:
    with pytest.raises(RefusedInside) as refused:
        actions.store_opened(b'ma;ten\nxa_an;"An', name="bieu.csv", job="table")
    assert refused.value.code == "unreadable"
    assert not kept(root)
    assert not StoredFile.objects.exists()


HOSTILE = {
    "not_what_it_claims": ("baocao.docx", made.pdf()),
    "encrypted": ("baocao.docx", made.ole("EncryptedPackage")),
    "empty": ("baocao.docx", b""),
    "macros": ("baocao.docx", made.with_parts(made.word(), {"word/vbaProject.bin": b"\0"})),
    "expands_too_far": ("baocao.docx", made.with_parts(made.word(), {"word/document.xml": b" " * (40 << 20)})),
    "external_entities": ("baocao.docx", made.with_parts(made.word(), {"word/document.xml": made.ENTITY})),
    "program": ("baocao.docx", b"MZ" + b"\0" * 100),
    "archive": ("baocao.zip", made.zipped({"a.txt": "a"})),
    "old_format": ("baocao.xls", made.ole("Workbook")),
    "unreadable": ("baocao.pdf", b"%PDF-1.7\nnothing more"),
}


@pytest.mark.parametrize("code", HOSTILE)
def test_a_hostile_file_is_refused_with_a_reason_and_nothing_is_kept(root: Path, code: str) -> None:
    name, content = HOSTILE[code]
    with pytest.raises(Refusal) as refused:
        actions.store(content, name=name)
    assert refused.value.code == code
    assert len(str(refused.value)) > 20
    assert not kept(root)
    assert not StoredFile.objects.exists()


class Endless:
    """An upload that never ends."""

    taken = 0

    def read(self, size: int = -1, /) -> bytes:
        self.taken += size
        return b"a" * size


def test_a_file_is_cut_off_at_50_mb_while_it_arrives(root: Path) -> None:
    endless = Endless()
    with pytest.raises(TooLarge, match="50 MB"):
        actions.store(endless, name="baocao.txt")
    assert endless.taken == 51 << 20
    assert not kept(root)


def test_a_file_of_exactly_50_mb_is_taken(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_BYTES", 1000)
    assert actions.store(b"a" * 1000, name="baocao.txt").size == 1000
    with pytest.raises(TooLarge):
        actions.store(b"a" * 1001, name="baocao.txt")


def test_an_empty_upload(root: Path) -> None:
    with pytest.raises(Empty):
        actions.store(io.BytesIO(), name="baocao.txt")
    assert not kept(root)


@pytest.mark.parametrize("step", ["_write", "_sync"])
def test_a_full_disk_is_told_and_nothing_is_left(root: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(actions, step, full)
    with pytest.raises(DiskFull, match="đĩa đầy"):
        actions.store(b"85 lop", name="baocao.txt")
    assert not kept(root)
    assert not StoredFile.objects.exists()


def test_a_folder_that_cannot_be_made_is_a_full_disk_too(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.EDQUOT, os.strerror(errno.EDQUOT))

    monkeypatch.setattr(Path, "mkdir", full)
    with pytest.raises(DiskFull):
        actions.store(b"85 lop", name="baocao.txt")


def test_other_troubles_of_the_disk_are_not_called_full(root: Path) -> None:
    root.write_text("a file where the folder should be")
    with pytest.raises(OSError, match=r"exists|directory"):
        actions.store(b"85 lop", name="baocao.txt")


def test_a_row_that_fails_leaves_nothing_half_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(actions, "_row", fail)
    with pytest.raises(IntegrityError):
        actions.store(b"85 lop", name="baocao.txt")
    assert [path.parent.name for path in kept(root)] == [hashlib.sha256(b"85 lop").hexdigest()[:2]]


def test_sweeping_removes_what_nobody_writes_any_more(root: Path) -> None:
    assert actions.sweep() == 0
    stored = actions.store(b"85 lop", name="baocao.txt")
    left, busy, young = (root / actions.WAITING / name for name in ("left", "busy", "young"))
    for path in (left, busy, young):
        path.write_bytes(b"85")
    for path in (left, busy):
        os.utime(path, (time.time() - 600,) * 2)
    with busy.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert actions.sweep() == 1
    assert kept(root) == sorted([stored.path, busy, young])
    assert actions.sweep(older_than=0) == 2


@pytest.mark.parametrize("wrong", [{"sha256": "ab"}, {"size": 0}, {"kind": "exe"}])
def test_the_database_forbids_an_impossible_file(wrong: dict[str, object]) -> None:
    right = {"sha256": "ab" * 32, "size": 1, "kind": "txt", "created_at": timezone.now()}
    with pytest.raises(IntegrityError), transaction.atomic():
        StoredFile.objects.create(**right | wrong)
    StoredFile.objects.create(**right)
    with pytest.raises(IntegrityError), transaction.atomic():
        StoredFile.objects.create(**right)


def test_the_waiting_content_is_what_the_child_opens(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bytes] = []

    def look(job: str, path: Path, **options: object) -> dict[str, str]:
        seen.append(path.read_bytes())
        assert path.parent == root / actions.WAITING
        assert (job, options) == ("kind", {"name": "baocao.txt"})
        return {"kind": "txt"}

    monkeypatch.setattr(sandbox, "run", look)
    actions.store(io.BytesIO(b"85 lop"), name="baocao.txt")
    assert seen == [b"85 lop"]


def test_what_the_program_made_is_kept_without_a_child(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "run", None)
    stored = actions.keep_made(b'{"lop": 85}', kind="json")
    assert (stored.kind, queries.content_of(stored)) == ("json", b'{"lop": 85}')
    assert actions.keep_made(b'{"lop": 85}', kind="json") == stored
    stored.path.unlink()
    with pytest.raises(Missing):
        queries.content_of(stored)
    with pytest.raises(ValueError, match="exe"):
        actions.keep_made(b"MZ", kind="exe")
