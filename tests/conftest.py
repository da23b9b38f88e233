"""What every test may use, and which tests a process runs."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from tests.cast import cast as cast  # a fixture
from tests.settings import PART, SCRATCH

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = Path(os.environ.get("TRIENKHAI_SAMPLES") or ROOT.parent / "shared" / "reading")
VERIFICATION = ROOT / "tests" / "verification"
MISSING = pytest.StashKey[int]()

hypothesis.settings.register_profile("house", deadline=None, print_blob=True)
hypothesis.settings.load_profile("house")


# --- which tests ------------------------------------------------------------------------------------------------------


def uses_database(item: pytest.Item) -> bool:
    """Django's database fixtures all rest on one of these."""
    names = set(getattr(item, "fixturenames", ()))
    return bool(names & {"db", "transactional_db"}) or item.get_closest_marker("django_db") is not None


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark by what a test uses, leave out what belongs to another process, and what needs samples that are not here."""
    keep: list[pytest.Item] = []
    drop: list[pytest.Item] = []
    for item in items:
        names = getattr(item, "fixturenames", ())
        if "page" in names or "browser" in names:
            item.add_marker("functional")
        if VERIFICATION in item.path.parents:
            item.add_marker("verification")
        if PART and uses_database(item) != (PART != "pure"):
            drop.append(item)
        elif not SAMPLES.is_dir() and ("samples" in names or item.get_closest_marker("samples")):
            drop.append(item)
            config.stash[MISSING] = config.stash.get(MISSING, 0) + 1
        else:
            keep.append(item)
    if drop:
        config.hook.pytest_deselected(items=drop)
        items[:] = keep


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker tells the process that prints."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["missing"] = session.config.stash.get(MISSING, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: Any) -> None:
    """Add up what the workers told."""
    told = getattr(node, "workeroutput", {}).get("missing", 0)
    node.config.stash[MISSING] = max(node.config.stash.get(MISSING, 0), told)


def pytest_unconfigure() -> None:
    """Worker processes end without their exit handlers."""
    shutil.rmtree(SCRATCH, ignore_errors=True)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Never a silent skip."""
    if config.stash.get(MISSING, 0):
        terminalreporter.write_line(f"samples not present: {config.stash[MISSING]} tests not run")


@pytest.fixture
def samples() -> Path:
    """The folder of sample reports, with `seeds`, `dev` and `score.py` in it."""
    return SAMPLES


# --- Chromium ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's Chromium, which talks to nobody but the page."""
    quiet = ["background-networking", "quic", "component-update", "sync"]
    return {"executable_path": "/usr/bin/chromium", "args": [f"--disable-{what}" for what in quiet]}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    """A Vietnamese office computer."""
    return {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh", "viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def accessible() -> Callable[[Any], None]:
    """`accessible(page)` fails with every rule of axe-core that the page breaks, and where."""
    from axe_playwright_python.sync_playwright import Axe

    def check(page: Any) -> None:
        found = Axe().run(page).response["violations"]
        lines = [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]
        assert not lines, f"{page.url}\n" + "\n".join(lines)

    return check
