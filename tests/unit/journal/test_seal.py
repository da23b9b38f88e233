"""The chain of seals: made after the commit, one link after the other, whoever works at the same time."""

import json
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import connection, transaction

from trienkhai.files.models import StoredFile
from trienkhai.journal import actions, queries
from trienkhai.journal.chain import Line, link
from trienkhai.journal.models import Entry, Seal

THING = StoredFile(pk=7)
NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)


def tell(times: int = 1) -> None:
    """Commit so many entries at once."""
    with transaction.atomic():
        for _ in range(times):
            actions.record("file.kept", THING, by=None)


@pytest.mark.django_db(transaction=True)
def test_what_is_committed_is_sealed_once() -> None:
    assert queries.last_seal() is None
    assert actions.seal() is None
    tell(3)
    tell()
    first, second = Seal.objects.order_by("number")
    assert (first.number, first.count, first.previous_hash) == (1, 3, "")
    assert (second.number, second.count, second.previous_hash) == (2, 1, first.hash)
    assert second.last_entry_id == Entry.objects.get(seal=second).id
    assert str(queries.last_seal()) == f"2-{second.hash[:16]}"
    assert queries.verify() == []


@pytest.mark.django_db(transaction=True)
def test_a_seal_that_fails_breaks_nothing_and_the_next_takes_the_entry(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise OSError("the disk is gone")

    with monkeypatch.context() as patch:
        patch.setattr(actions, "_close", fail)
        tell()
    assert "the disk is gone" in caplog.text
    assert (Entry.objects.count(), Seal.objects.count()) == (1, 0)
    tell()
    assert Seal.objects.get().count == 2


@pytest.mark.django_db(transaction=True)
def test_no_seal_is_made_of_what_may_still_be_undone() -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        actions.record("file.kept", THING, by=None)
        actions.seal()
    assert not Seal.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_entry_that_is_committed_after_a_later_one_goes_into_the_next_seal() -> None:
    row = {"at": NOON, "verb": "file.kept", "kind": "files.storedfile", "object_id": 7}
    for id in (100, 50):  # its number was drawn first
        Entry.objects.create(id=id, **row)
        actions.seal()
    assert list(Seal.objects.order_by("number").values_list("last_entry_id", flat=True)) == [100, 50]
    assert queries.verify() == []


def test_a_hash_is_the_same_everywhere_for_ever() -> None:
    hanoi = NOON.astimezone(timezone(timedelta(hours=7)))
    lines = [
        Line(1, NOON, 11, 22, "file.kept", "files.storedfile", 7, "ab" * 32),
        Line(2, hanoi + timedelta(microseconds=5), None, None, "file.read", "files.storedfile", 7, ""),
    ]
    written = (
        "\t1\t2026-03-02T05:00:00.000000Z\n"
        f"1\t2026-03-02T05:00:00.000000Z\t11\t22\tfile.kept\tfiles.storedfile\t7\t{'ab' * 32}\n"
        "2\t2026-03-02T05:00:00.000005Z\t\t\tfile.read\tfiles.storedfile\t7\t\n"
    )
    import hashlib

    assert link("", 1, hanoi, lines) == hashlib.sha256(written.encode()).hexdigest()


@pytest.mark.django_db(transaction=True)
def test_threads_never_fork_the_chain() -> None:
    failed: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(5):
                tell(2)
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert not failed
    actions.seal()
    assert sum(Seal.objects.values_list("count", flat=True)) == Entry.objects.count() == 40
    assert queries.verify() == []


PROCESS = """
import json, sys, django
from django.conf import settings
settings.configure(USE_TZ=True, INSTALLED_APPS=["trienkhai.journal"], DATABASES={"default": json.loads(sys.argv[1])})
django.setup()
from trienkhai.journal import actions
from trienkhai.journal.models import Entry, Seal
from django.utils import timezone
for number in range(8):
    Entry.objects.create(at=timezone.now(), verb="file.kept", kind="journal.seal", object_id=number)
    actions.seal()
"""


@pytest.mark.django_db(transaction=True)
def test_processes_never_fork_the_chain() -> None:
    names = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
    database = json.dumps({name: connection.settings_dict[name] for name in names})
    workers = [
        subprocess.Popen([sys.executable, "-c", PROCESS, database], stderr=subprocess.PIPE, text=True) for _ in range(3)
    ]
    complaints = [worker.communicate(timeout=60)[1] for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0, 0], complaints
    assert sum(Seal.objects.values_list("count", flat=True)) == Entry.objects.count() == 24
    assert queries.verify() == []
