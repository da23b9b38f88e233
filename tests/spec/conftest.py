"""Every engine that there is."""

import pytest

from trienkhai.consolidation import ENGINES


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest) -> str:
    """The name of an engine; a test that uses it runs once for each."""
    return str(request.param)
