"""The server killed while storing, and a disk that is full in truth: nothing half written counts."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from trienkhai.files import actions, queries
from trienkhai.files.models import StoredFile

pytestmark = pytest.mark.django_db(transaction=True)

PROGRAM = """
import io, json, resource, sys, time, django
from django.conf import settings
database, root, what = json.loads(sys.argv[1]), sys.argv[2], sys.argv[3]
settings.configure(
    USE_TZ=True, INSTALLED_APPS=["trienkhai.files"], FILES_ROOT=root, DATABASES={"default": database}
)
django.setup()
from trienkhai.files import actions
from trienkhai.vietnamese import Refusal

class Slow:
    blocks = 3
    def read(self, size=-1):
        self.blocks -= 1
        if self.blocks:
            return b"a" * 1000
        print("half", flush=True)
        time.sleep(60)

def hang(*_):
    print("settled", flush=True)
    time.sleep(60)

if what == "half":
    actions.store(Slow(), name="a.txt")
if what == "settled":
    actions._row = hang
    actions.store(b"85 lop", name="a.txt")
resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
try:
    actions.store(b"a" * (3 << 20), name="a.txt")
except Refusal as refusal:
    print(refusal.code, refusal)
"""


def begin(root: Path, what: str) -> subprocess.Popen[str]:
    names = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
    database = json.dumps({name: connection.settings_dict[name] for name in names})
    return subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", PROGRAM, database, str(root), what], stdout=subprocess.PIPE, text=True
    )


def kill_when(worker: subprocess.Popen[str], said: str) -> None:
    assert worker.stdout is not None
    assert worker.stdout.readline().strip() == said
    worker.send_signal(signal.SIGKILL)
    worker.communicate()


def test_killed_while_the_file_arrives_only_a_waiting_file_is_left_and_swept(root: Path) -> None:
    kill_when(begin(root, "half"), "half")
    assert [path.parent.name for path in root.rglob("*") if path.is_file()] == [actions.WAITING]
    assert not StoredFile.objects.exists()
    assert actions.sweep() == 0, "a minute must pass: it may be somebody's who has not locked it yet"
    assert actions.sweep(older_than=0) == 1
    assert [path for path in root.rglob("*") if path.is_file()] == []


def test_killed_before_the_row_no_row_lacks_its_file_and_the_next_try_succeeds(root: Path) -> None:
    kill_when(begin(root, "settled"), "settled")
    assert not StoredFile.objects.exists()
    stored = actions.store(b"85 lop", name="a.txt")
    assert stored.path.read_bytes() == b"85 lop"
    assert queries.verify() == []


def test_no_room_on_the_disk_is_told_and_nothing_is_left(root: Path) -> None:
    began = time.monotonic()
    said, _ = begin(root, "full").communicate(timeout=60)
    assert said.startswith("disk_full Không lưu được tệp: đĩa đầy")
    assert [path for path in root.rglob("*") if path.is_file()] == []
    assert not StoredFile.objects.exists()
    assert time.monotonic() - began < 30
