"""`trienkhai verify` finds what is no longer as it was kept."""

import argparse
from pathlib import Path

import pytest
from django.db import transaction

from trienkhai import service
from trienkhai.files import actions, queries
from trienkhai.journal.actions import record, seal
from trienkhai.journal.models import Entry, Seal
from trienkhai.journal.queries import last_seal


@pytest.mark.django_db
def test_missing_and_changed_contents_are_named(root: Path) -> None:
    _, gone, changed, grown = (actions.store(name.encode(), name=f"{name}.txt") for name in "abcd")
    assert queries.verify() == []
    gone.path.unlink()
    changed.path.write_bytes(b"x")
    grown.path.write_bytes(b"xx")
    told: list[tuple[int, int]] = []
    troubles = queries.verify(lambda done, total: told.append((done, total)))
    assert [trouble.where.split()[1] for trouble in troubles] == [str(gone.id), str(changed.id), str(grown.id)]
    for trouble, said in zip(troubles, ("không còn trên đĩa", "mã băm không khớp", "2 byte thay vì 1"), strict=True):
        assert said in trouble.what
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    service.add_parsers(parser.add_subparsers())
    parsed = parser.parse_args(["verify", *arguments])
    assert parsed.needs_django
    return parsed.run(parsed)


@pytest.mark.django_db(transaction=True)
def test_the_command_tells_each_trouble_in_a_line(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stored = actions.store(b"85 lop", name="a.txt")
    with transaction.atomic():
        record("file.kept", stored, by=None)
    seal()
    printed = str(last_seal())
    assert run("--since", printed) == 0
    assert printed in capsys.readouterr().out
    assert run("--since", "9-0123456789abcdef") == 1
    assert capsys.readouterr().err.count("\n") == 1
    stored.path.unlink()
    Entry.objects.update(object_id=stored.id + 1)
    assert run() == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 2)


@pytest.mark.django_db
def test_nothing_kept_is_no_trouble(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert not Seal.objects.exists()
    assert run() == 0
    assert "chưa có" in capsys.readouterr().out
