"""The invented report for every test of writing."""

import runpy
from pathlib import Path

import pytest

from trienkhai.writing import Outline

INVENTED = runpy.run_path(str(Path(__file__).with_name("invented.py")))


@pytest.fixture(params=["state", "party"])
def layout(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def report(layout: str) -> Outline:
    outline: Outline = INVENTED["long_report"](layout)
    return outline


@pytest.fixture
def charts():  # type: ignore[no-untyped-def]
    return {chart.kind: chart for chart in INVENTED["charts"]()}
