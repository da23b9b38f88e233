"""The scores on the sample reports, where these are present."""

import io
import json
import runpy
import sys
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from trienkhai.reading import read, to_json

LEAST = {"citations": 0.98, "figures": 0.96}


@pytest.mark.parametrize("folder", ["seeds", "dev"])
def test_scores_on_the_samples(samples: Path, folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    predicted = tmp_path / "predicted.jsonl"
    lines = [
        json.dumps(to_json(path.name, read(path.read_bytes().decode("utf-8"))), ensure_ascii=False)
        for path in sorted((samples / folder).glob("*.txt"))
    ]
    predicted.write_text("\n".join(lines), "utf-8")
    monkeypatch.setattr(sys, "argv", ["score.py", str(samples / folder / "gold.jsonl"), str(predicted)])
    said = io.StringIO()
    with redirect_stdout(said):
        runpy.run_path(str(samples / "score.py"), run_name="__main__")
    scores = {line.split()[0]: float(line.split("F1")[1].split()[0]) for line in said.getvalue().splitlines() if " F1 " in line}
    assert {name: scores[name] >= least for name, least in LEAST.items()} == dict.fromkeys(LEAST, True), said.getvalue()
