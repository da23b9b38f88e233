"""`trienkhai read`: lines of JSON, a summary, a page; one bad file stops nobody."""

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import docx
import pytest

from trienkhai import reading
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


def test_the_page_leads_from_list_to_text_and_back(report: Path, tmp_path: Path) -> None:
    out = tmp_path / "trang.html"
    assert run(str(report), str(report.with_name("không-có.txt")), "--html", str(out)) == 1
    page = out.read_text()
    ids, links = set(re.findall(r' id="([^"]+)"', page)), re.findall(r'href="#([^"]+)"', page)
    assert len(links) > 15 and set(links) <= ids
    assert "Tổng ghi 72" in page and page.count(' mark--doubted"') == 4 and 'class="mark__note"' in page
    assert "không có tệp này" in page and "không khớp" in page


def test_the_page_looks_like_the_pages_of_the_product_and_fetches_nothing(report: Path, tmp_path: Path) -> None:
    out = tmp_path / "trang.html"
    run(str(report), "--html", str(out))
    page = out.read_text()
    assert "--mark-cite:" in page and "mark.mark--citation" in page
    assert not re.search(r"url\(|@import|src=", page)


def test_the_summary_says_what_the_text_states_and_both_places(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report.write_text("Trong quý III năm 2026, toàn xã mở 12 lớp.\nTổng số 72 lớp (thôn Một 30; thôn Hai 41).\n")
    assert run(str(report)) == 0
    said = capsys.readouterr().out
    assert "12 lớp  [kỳ: " in said
    assert "Cần xem: Tổng ghi 72" in said and "«72» ở dòng 2" in said


def many(folder: Path, number: int, sentences: int = 1500) -> list[str]:
    """Texts that are worth two processes."""
    paths = [folder / f"{place}.txt" for place in range(number)]
    for place, path in enumerate(paths):
        path.write_text("".join(f"Thôn {line} mở {line + place + 2} lớp cho người dân.\n" for line in range(sentences)))
    return [str(path) for path in paths]


def test_many_files_come_in_order_and_one_that_fails_stops_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = many(tmp_path, 6)
    Path(names[2]).write_bytes(b"")
    assert run(*names, "--json") == 1
    said = capsys.readouterr()
    found = [json.loads(line) for line in said.out.splitlines()]
    assert [one["document"] for one in found] == names
    assert ["error" in one for one in found] == [False, False, True, False, False, False]
    assert [one["figures"][0]["value"] for one in found if "error" not in one] == [2, 3, 5, 6, 7]
    assert len(said.err.splitlines()) == 1 and "\r" not in said.err, "no progress in a pipe"


def test_a_fault_in_one_file_is_told_and_the_rest_goes_on(
    report: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(path: Path) -> None:
        raise ZeroDivisionError(path.name)

    monkeypatch.setattr(reading, "read_file", broken)
    assert run(str(report), str(report), "--json") == 1
    said = capsys.readouterr()
    assert [json.loads(line)["error"]["code"] for line in said.out.splitlines()] == ["failed", "failed"]
    assert "ZeroDivisionError" in said.err


def test_ctrl_c_ends_every_process_without_a_word(tmp_path: Path) -> None:
    names = many(tmp_path, 8, sentences=6000)
    command_line = [sys.executable, "-m", "trienkhai.cli", "read", "--json", *names]
    with subprocess.Popen(
        command_line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as started:
        assert started.stdout and started.stderr
        started.stdout.readline()
        os.killpg(started.pid, signal.SIGINT)
        started.stdout.read()
        assert started.stderr.read() == ""
        assert started.wait(20) == 130
    wait_until_gone(started.pid)


def wait_until_gone(group: int) -> None:
    """Until no process of the group runs; one that nobody asked for its exit code yet runs no more."""
    for _ in range(50):
        states = [path.read_text().rpartition(")")[2].split() for path in Path("/proc").glob("[0-9]*/stat")]
        if not [state for state in states if int(state[2]) == group and state[0] != "Z"]:
            return
        time.sleep(0.1)
    raise AssertionError("processes are left")
