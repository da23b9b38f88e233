"""Files are kept in a folder of the test."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def root(settings: Any, tmp_path: Path) -> Path:
    """FILES_ROOT of this test; it does not exist yet."""
    settings.FILES_ROOT = tmp_path / "files"
    return tmp_path / "files"
