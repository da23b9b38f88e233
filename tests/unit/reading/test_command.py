"""`trienkhai read`: lines of JSON, a summary, a page; one bad file stops nobody."""

import argparse
import json
from pathlib import Path

import docx
import pytest

from trienkhai.reading import command

SENTENCE = "Đã mở 72 lớp (cấp tỉnh 01; cấp huyện 07; cấp xã 63) theo Kế hoạch số 12/KH-UBND <b>."


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_parsers(parser.add_subparsers())
    arguments = parser.parse_args(["read", *words])
    return int(arguments.run(arguments))


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "bao-cao.txt"
    path.write_text(SENTENCE)
    return path


def test_json_is_one_line_per_document(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = report.with_name("không-có.txt")
    assert run(str(report), str(missing), "--json") == 1
    said = capsys.readouterr()
    first, second = [json.loads(line) for line in said.out.splitlines()]
    assert list(first) == ["document", "citations", "figures", "totals", "sections", "findings"]
    assert first["document"] == str(report)
    assert second["document"] == str(missing)
    assert set(second["error"]) == {"code", "message"}
    assert len(said.err.splitlines()) == 1


def test_word_files_are_opened_in_the_sandbox_and_carry_text_and_places(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bao-cao.docx"
    document = docx.Document()
    document.add_paragraph(SENTENCE)
    document.save(str(path))
    assert run(str(path), "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["document"] == str(path)
    assert answer["text"] == SENTENCE
    assert all(mark["place"] == {"paragraph": 1} for mark in answer["figures"])


def test_the_summary_names_what_does_not_add_up(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(report)) == 0
    said = capsys.readouterr().out
    assert "12/KH-UBND" in said
    assert "KHÔNG KHỚP" in said


def test_the_page_is_escaped_and_has_no_script(report: Path, tmp_path: Path) -> None:
    out = tmp_path / "trang.html"
    assert run(str(report), "--html", str(out)) == 0
    page = out.read_text()
    assert "&lt;b&gt;" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert page.count("<mark ") >= 5
