"""`init`, `serve`, `doctor` as an administrator meets them: in a folder of their own, as programs."""

import os
import shutil
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.serving import free_port, serving

FIRST = ["init", "--unit", "UBND tỉnh Lam Sa", "--person", "Hà Thị Bưởi", "--login", "ha.buoi"]


def environment(state: Path, database: str = "") -> dict[str, str]:
    """Nothing but the two settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TRIENKHAI_", "DJANGO_"))}
    return kept | {"TRIENKHAI_STATE": str(state), "DATABASE_URL": database}


def run(state: Path, *words: str, database: str = "") -> "subprocess.CompletedProcess[str]":
    """One command in one installation."""
    return subprocess.run(
        [sys.executable, "-m", "trienkhai.cli", *words],
        env=environment(state, database),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation that `init` made; tests work on copies."""
    state = tmp_path_factory.mktemp("installation") / "state"
    done = run(state, *FIRST)
    assert done.returncode == 0, done.stderr
    return state


@pytest.fixture
def state(new: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(new, tmp_path / "state"))


def test_init_again_changes_nothing_and_prints_no_password(state: Path) -> None:
    key = (state / "secret_key").read_bytes()
    again = run(state, "init")
    assert again.returncode == 0
    assert "Mật khẩu" not in again.stdout
    assert (state / "secret_key").read_bytes() == key


def test_a_lost_slip_is_printed_anew_until_somebody_has_signed_in(state: Path) -> None:
    assert "Mật khẩu" in run(state, *FIRST).stdout
    with sqlite3.connect(state / "trienkhai.sqlite3") as database:
        database.execute("UPDATE people_person SET last_login = '2026-01-01'")
    database.close()
    assert "Mật khẩu" not in run(state, *FIRST).stdout


def test_only_the_owner_reads_the_state(state: Path) -> None:
    assert state.stat().st_mode & 0o777 == 0o700
    assert (state / "secret_key").stat().st_mode & 0o777 == 0o600


def test_init_without_the_first_unit_says_what_to_add(tmp_path: Path) -> None:
    done = run(tmp_path / "state", "init")
    assert done.returncode == 1
    assert "--unit, --person, --login" in done.stderr
    assert run(tmp_path / "state", *FIRST, "--kind", "lãnh địa").returncode == 1
    assert run(tmp_path / "state", *FIRST).returncode == 0


def test_serve_refuses_what_was_never_made(tmp_path: Path) -> None:
    done = run(tmp_path / "state", "serve")
    assert done.returncode == 1
    assert "trienkhai init" in done.stderr
    assert not (tmp_path / "state").exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("DELETE FROM django_migrations WHERE app = 'editions'", "bản cũ"),
        (
            "INSERT INTO django_migrations (app, name, applied) VALUES ('units', '9999_later', '2030-01-01')",
            "bản mới hơn",
        ),
    ],
)
def test_serve_and_doctor_refuse_another_schema(state: Path, change: str, said: str) -> None:
    with sqlite3.connect(state / "trienkhai.sqlite3") as database:
        database.execute(change)
    database.close()
    served, looked = run(state, "serve", "--port", str(free_port())), run(state, "doctor")
    assert (served.returncode, looked.returncode) == (1, 1)
    assert said in served.stderr
    assert said in looked.stderr or "nâng cấp" in looked.stderr
    assert len(served.stderr.splitlines()) == 1


def test_serve_answers_and_stops(state: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "trienkhai.cli", "serve", "--port", str(port)]
    with serving(command, state, environment(state)) as served:
        assert served.address(seconds=60) == f"http://127.0.0.1:{port}/"
        busy = run(state, "serve", "--port", str(port))
        assert busy.returncode == 1
        assert "đang bận" in busy.stderr
        assert served.stop() == 0


def test_doctor_is_content_with_a_new_installation(state: Path) -> None:
    done = run(state, "doctor")
    assert (done.returncode, done.stderr) == (0, "")


def test_doctor_names_each_trouble(tmp_path: Path, state: Path) -> None:
    nothing = run(tmp_path / "nowhere", "doctor")
    assert nothing.returncode == 1
    assert nothing.stderr.count("trienkhai init") == 3
    (state / "secret_key").chmod(0o644)
    assert "chmod 600" in run(state, "doctor").stderr
    unreachable = run(state, "doctor", database=f"postgresql://x@/x?host={tmp_path}&connect_timeout=2")
    assert unreachable.returncode == 1
    assert "DATABASE_URL" in unreachable.stderr


def test_a_misspelt_database_is_refused(state: Path) -> None:
    done = run(state, "doctor", database="mysql://localhost/x")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "DATABASE_URL" in done.stderr


@pytest.fixture
def empty_database() -> Iterator[str]:
    """Address of a new database on the PostgreSQL of this test run."""
    url = os.environ.get("TRIENKHAI_TEST_POSTGRESQL")
    if not url:
        pytest.skip("no PostgreSQL: this runs in `make test`")
    name = f"init_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield url.replace("/postgres?", f"/{name}?")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_an_installation_on_postgresql(empty_database: str, tmp_path: Path) -> None:
    state = tmp_path / "state"
    made = run(state, *FIRST, database=empty_database)
    assert made.returncode == 0, made.stderr
    assert not (state / "trienkhai.sqlite3").exists()
    looked = run(state, "doctor", database=empty_database)
    assert (looked.returncode, looked.stderr) == (0, "")
    command = [sys.executable, "-m", "trienkhai.cli", "serve", "--port", str(free_port())]
    with serving(command, state, environment(state, empty_database)) as served:
        served.address(seconds=60)
