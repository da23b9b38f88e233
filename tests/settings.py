"""The product's settings, with a scratch state folder, a fast password hash, and the database that this process tests.

TRIENKHAI_TEST_PART is set by tools/test.sh: `pure` (tests without a database), `sqlite`, `postgresql`.
Unset: all on SQLite.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

PART = os.environ.get("TRIENKHAI_TEST_PART", "")
SCRATCH = tempfile.mkdtemp(prefix="trienkhai-test-")
Path(SCRATCH, "static").mkdir()
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)

for _name in [
    name for name in os.environ if name.startswith("TRIENKHAI_") and "TEST" not in name and "SAMPLES" not in name
]:
    del os.environ[_name]  # a developer's own installation is not tested
os.environ["TRIENKHAI_STATE"] = SCRATCH
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's event loop runs in the thread of the test
os.environ.pop("DATABASE_URL", None)
if PART == "postgresql":
    os.environ["DATABASE_URL"] = os.environ["TRIENKHAI_TEST_POSTGRESQL"]

from trienkhai.settings import *  # noqa: E402, F403
from trienkhai.settings import DATABASES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if PART != "postgresql":
    # A file, not memory: the threads of a test server then meet the locks that users will meet.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(SCRATCH, "test.sqlite3"))}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
