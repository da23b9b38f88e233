"""The cast is asked."""

from pathlib import Path
from typing import Any

import pytest

from tests.cast import Cast
from tests.unit.collection.asking import Asking, make_form


@pytest.fixture
def asking(cast: Cast, settings: Any, tmp_path: Path) -> Asking:
    """A form, and a province that asks it; files are kept in a folder of the test."""
    settings.FILES_ROOT = tmp_path / "files"
    return Asking(cast, make_form())
