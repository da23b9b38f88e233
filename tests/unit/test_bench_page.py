"""The bench of a province's page runs, on a tiny province, and finds both tables alike."""

import argparse

import pytest

from bench import page


def test_the_page_is_measured_beside_the_bare_template(capfd: pytest.CaptureFixture[str]) -> None:
    assert page.on("sqlite", argparse.Namespace(communes=2, forms=1, profile="")) == 0
    told = capfd.readouterr().out
    assert "warm / bare template" in told and "after one commune's change" in told
