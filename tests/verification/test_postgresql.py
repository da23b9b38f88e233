"""The tests on PostgreSQL really run on PostgreSQL, and the same settings open both databases."""

from pathlib import Path

import pytest
from django.db import connection

from tests.settings import PART
from trienkhai.database import database_from


@pytest.mark.django_db
def test_each_process_tests_the_database_that_it_names() -> None:
    assert connection.vendor == ("postgresql" if PART == "postgresql" else "sqlite")


@pytest.mark.django_db
def test_sqlite_takes_the_write_lock_at_the_start_of_a_transaction() -> None:
    if connection.vendor == "sqlite":
        assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.django_db
def test_postgresql_orders_text_as_sqlite_does() -> None:
    """Order comes from our own sort keys, so it may not depend on the server's locale."""
    words = ["z", "da", "a", "d9", "dz", "b"]
    with connection.cursor() as cursor:
        rows = " UNION ALL ".join(f"SELECT '{word}' AS word" for word in words)
        cursor.execute(f"SELECT word FROM ({rows}) AS words ORDER BY word")
        assert [word for (word,) in cursor.fetchall()] == sorted(words)


def test_an_address_becomes_settings(tmp_path: Path) -> None:
    made = database_from("postgresql://lan:m%40t@may:5433/so_lieu?sslmode=require", tmp_path / "x.sqlite3")
    assert (made["NAME"], made["USER"], made["PASSWORD"]) == ("so_lieu", "lan", "m@t")
    assert (made["HOST"], made["PORT"], made["OPTIONS"]["sslmode"]) == ("may", "5433", "require")
    assert database_from("", tmp_path / "x.sqlite3")["NAME"] == str(tmp_path / "x.sqlite3")
    with pytest.raises(ValueError, match="mysql"):
        database_from("mysql://localhost/x", tmp_path / "x.sqlite3")


def test_a_socket_folder_can_be_named(tmp_path: Path) -> None:
    made = database_from("postgresql://lan@/postgres?host=/run/postgresql", tmp_path / "x.sqlite3")
    assert (made["HOST"], made["USER"], made["NAME"]) == ("/run/postgresql", "lan", "postgres")
