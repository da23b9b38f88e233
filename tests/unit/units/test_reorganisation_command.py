"""`trienkhai import reorganisation`: a table becomes a draft, or every wrong row is told."""

from pathlib import Path
from typing import Any

import pytest

from tests.cast import Cast
from trienkhai.cli import main
from trienkhai.units.models import Reorganisation


def run(folder: Path, table: str, *more: str) -> int:
    path = folder / "bang.csv"
    path.write_text(table, encoding="utf-8")
    words = ["import", "reorganisation", str(path), "--name", "Sắp xếp", "--day", "1/1/2031", *more]
    return main(words)


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trienkhai.cli.start_django", lambda: None)


def test_a_table_becomes_a_draft_with_what_is_to_be_mended(cast: Cast, tmp_path: Path, capsys: Any) -> None:
    table = "old,new,name,share\nxa_bo,xa_moi,Xã Mới,\nxa_an,xa_ca,,0.5\nxa_an,xa_moi,,0.5\n"
    assert run(tmp_path, table, "--by", "administrator") == 0
    said = capsys.readouterr().out
    assert "Đã lập bản nháp «Sắp xếp» với 2 bước" in said
    assert "Dưới «Xã An Đường» còn «Thôn 1»" in said
    made = Reorganisation.objects.get()
    assert (made.unit.code, made.created_by) == ("tinh", cast.administrator.person)
    assert run(tmp_path, table, "--by", "administrator") == 1, "not twice"


def test_every_wrong_row_is_told_and_no_draft_is_left(cast: Cast, tmp_path: Path, capsys: Any) -> None:
    assert run(tmp_path, "old,new\nkhong,xa_an\nxa_bo,moi\n", "--unit", "tinh") == 1
    said = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[0].rsplit(":", 1)[1] for line in said[:2]] == ["2", "3"]
    assert not Reorganisation.objects.exists()
    assert run(tmp_path, "old,new\nxa_bo,xa_an\n") == 1, "two units stand at the top"
    assert "--unit" in capsys.readouterr().err
