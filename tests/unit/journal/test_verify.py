"""Whoever changes the journal behind our back is found out."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models import F

from trienkhai.files.models import StoredFile
from trienkhai.journal import actions, queries
from trienkhai.journal.models import Entry, Seal

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def chain() -> list[Seal]:
    """Four seals over two entries each."""
    for number in range(1, 5):
        with transaction.atomic():
            actions.record("file.kept", StoredFile(pk=number), by=None)
            actions.record("file.read", StoredFile(pk=number), by=None, digest="ab" * 32)
    assert queries.verify() == []
    return list(Seal.objects.order_by("number"))


def change(**columns: object) -> Callable[[Seal], object]:
    return lambda seal: seal.entries.filter(verb="file.read").update(**columns)


def delete_last(seal: Seal) -> None:
    seal.entries.order_by("id").last().delete()


def insert(seal: Seal) -> None:
    Entry.objects.create(at=seal.at, verb="file.sent", kind="files.storedfile", object_id=9, seal=seal)


def replace_last(seal: Seal) -> None:
    delete_last(seal)
    insert(seal)


def exchange(seal: Seal) -> None:
    """Two entries of two seals change places."""
    mine, other = seal.entries.first(), Entry.objects.exclude(seal=seal).first()
    Entry.objects.filter(pk=mine.pk).update(seal=other.seal)
    Entry.objects.filter(pk=other.pk).update(seal=seal)


TAMPERINGS: list[tuple[str, Callable[[Seal], object]]] = [
    ("bị sửa", change(verb="file.kept")),
    ("bị sửa", change(at=F("at") + timedelta(microseconds=1))),
    ("bị sửa", change(person_id=5)),
    ("bị sửa", change(post_id=5)),
    ("bị sửa", change(kind="units.unit")),
    ("bị sửa", change(object_id=99)),
    ("bị sửa", change(digest="")),
    ("bị xóa bớt", delete_last),
    ("bị xóa bớt", lambda seal: seal.entries.all().delete()),
    ("bị thêm vào", insert),
    ("bị tráo", replace_last),
    ("bị tráo", change(id=F("id") + 1000)),
    ("", exchange),
    ("bị sửa", lambda seal: Seal.objects.filter(pk=seal.pk).update(at=F("at") + timedelta(seconds=1))),
    ("bị sửa", lambda seal: Seal.objects.filter(pk=seal.pk).update(hash="ef" * 32)),
    ("bị xóa bớt", lambda seal: Seal.objects.filter(pk=seal.pk).update(count=3)),
    ("không nối", lambda seal: Seal.objects.filter(pk=seal.pk).update(previous_hash="ef" * 32)),
]


@pytest.mark.parametrize(("said", "tamper"), TAMPERINGS)
def test_a_change_is_named_with_its_seal(chain: list[Seal], said: str, tamper: Callable[[Seal], object]) -> None:
    tamper(chain[1])
    troubles = queries.verify()
    assert any(trouble.where == "Con dấu số 2" and said in trouble.what for trouble in troubles), troubles


def test_a_seal_made_anew_does_not_fit_the_next_one(chain: list[Seal]) -> None:
    from trienkhai.journal.chain import Line, link

    second = chain[1]
    second.entries.filter(verb="file.read").update(object_id=99)
    lines = [Line(*row) for row in second.entries.order_by("id").values_list(*Line._fields)]
    Seal.objects.filter(pk=second.pk).update(hash=link(second.previous_hash, 2, second.at, lines))
    assert [str(trouble) for trouble in queries.verify()] == ["Con dấu số 3: không nối với con dấu ngay trước nó."]


def test_a_missing_seal_is_a_gap(chain: list[Seal]) -> None:
    chain[1].entries.all().delete()
    chain[1].delete()
    assert [trouble.where for trouble in queries.verify()] == ["Con dấu số 3"]


def test_entries_of_a_deleted_seal_are_found(chain: list[Seal]) -> None:
    with connection.constraint_checks_disabled(), transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER ALL")
            cursor.execute("ALTER TABLE journal_seal DISABLE TRIGGER ALL")
        cursor.execute("DELETE FROM journal_seal WHERE number = 4")
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE journal_entry ENABLE TRIGGER ALL")
            cursor.execute("ALTER TABLE journal_seal ENABLE TRIGGER ALL")
    lost = [trouble.where for trouble in queries.verify()]
    assert lost == [
        f"Dòng nhật ký {id}" for id in Entry.objects.filter(seal_id=chain[3].pk).values_list("id", flat=True)
    ]
    Entry.objects.filter(seal_id=chain[3].pk).delete()


def test_what_is_not_sealed_yet_is_no_trouble(chain: list[Seal]) -> None:
    Entry.objects.create(at=chain[0].at, verb="file.sent", kind="files.storedfile", object_id=9)
    assert queries.verify() == []


def test_a_printed_seal_must_be_part_of_the_chain(chain: list[Seal]) -> None:
    assert queries.verify(str(chain[1])) == []
    assert queries.verify(f"2-{chain[1].hash}") == []
    assert "không có trong nhật ký" in queries.verify(f"12-{chain[1].hash[:16]}")[0].what
    assert "làm lại" in queries.verify(f"3-{chain[1].hash[:16]}")[0].what
    for unreadable in ("", "2", "2-", "2-abc", "hai-0123456789abcdef", f"0-{chain[0].hash[:16]}"):
        assert "không đúng dạng" in queries.verify(unreadable)[0].what


def test_a_chain_that_lost_its_end_is_whole_but_lacks_the_printed_seal(chain: list[Seal]) -> None:
    chain[3].entries.all().delete()
    chain[3].delete()
    assert queries.verify() == []
    assert len(queries.verify(str(chain[3]))) == 1
