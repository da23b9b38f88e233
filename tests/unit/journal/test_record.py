"""Entries stand or fall with what they tell, and hold nothing but ids, verbs and hashes."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from trienkhai.files.models import StoredFile
from trienkhai.journal import actions, queries
from trienkhai.journal.errors import NotADigest, NotAVerb, NotSaved, OutsideTransaction
from trienkhai.journal.models import Entry, Seal

THING = StoredFile(pk=7)
NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)


class Officer:
    """Somebody with a person's and a post's number."""

    def journal_identity(self) -> tuple[int | None, int | None]:
        return 11, 22


@pytest.mark.django_db
def test_an_entry_says_who_did_what_when_through_which_post() -> None:
    entry = actions.record("file.kept", THING, by=Officer(), at=NOON, digest="ab" * 32)
    entry.refresh_from_db()
    assert (entry.person_id, entry.post_id, entry.at) == (11, 22, NOON)
    assert (entry.verb, entry.kind, entry.object_id) == ("file.kept", "files.storedfile", 7)
    assert entry.digest == "ab" * 32


@pytest.mark.django_db
def test_the_program_itself_has_no_person() -> None:
    entry = actions.record("file.kept", THING, by=None)
    assert (entry.person_id, entry.post_id) == (None, None)


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded() -> None:
    with pytest.raises(OutsideTransaction):
        actions.record("file.kept", THING, by=Officer())
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_entry_is_undone_with_what_it_tells() -> None:
    with pytest.raises(KeyError), transaction.atomic():
        actions.record("file.kept", THING, by=Officer())
        raise KeyError
    assert not Entry.objects.exists()
    assert not Seal.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["", "kept", "File.kept", "file.kept twice", "tệp.lưu", "file.kept\n", "a.b.c"])
def test_a_verb_is_two_words(verb: str) -> None:
    with pytest.raises(NotAVerb):
        actions.record(verb, THING, by=Officer())


@pytest.mark.django_db
@pytest.mark.parametrize("digest", ["30.850", "AB" * 32, "ab" * 31, "ab" * 33, "Nguyễn", "ab" * 32 + "\n"])
def test_a_digest_is_a_hash_and_never_text(digest: str) -> None:
    with pytest.raises(NotADigest):
        actions.record("file.kept", THING, by=Officer(), digest=digest)


@pytest.mark.django_db
def test_what_has_no_number_yet_cannot_be_told_about() -> None:
    with pytest.raises(NotSaved):
        actions.record("file.kept", StoredFile(), by=Officer())


@pytest.mark.django_db
def test_the_history_of_a_thing_is_its_own() -> None:
    actions.record("file.kept", THING, by=Officer())
    actions.record("file.kept", StoredFile(pk=8), by=Officer())
    actions.record("file.read", THING, by=Officer())
    assert [entry.verb for entry in queries.history_of(THING)] == ["file.kept", "file.read"]


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"verb": ""}, {"kind": ""}, {"digest": "30.850"}])
def test_the_database_forbids_an_impossible_entry(wrong: dict[str, str]) -> None:
    right = {"at": NOON, "verb": "file.kept", "kind": "files.storedfile", "object_id": 7, "digest": ""}
    Entry.objects.create(**right)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(**right | wrong)


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"number": 1}, {"number": 0}, {"count": 0}, {"previous_hash": ""}])
def test_the_database_forbids_an_impossible_seal(wrong: dict[str, object]) -> None:
    right = {"at": NOON, "count": 1, "last_entry_id": 1, "hash": "cd" * 32}
    Seal.objects.create(number=1, previous_hash="", **right)
    with pytest.raises(IntegrityError), transaction.atomic():
        Seal.objects.create(**{"number": 2, "previous_hash": "cd" * 32} | right | wrong)
