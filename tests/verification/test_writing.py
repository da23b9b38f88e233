"""Our Word files open in LibreOffice and say every word there; our PDF files hold no font but Tinos."""

import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pypdfium2
import pytest

from trienkhai.reading import read_file
from trienkhai.writing import Outline, write_docx, write_pdf

INVENTED = runpy.run_path(str(Path(__file__).parents[1] / "unit" / "writing" / "invented.py"))
LAYOUTS = ("state", "party")


def need(program: str, package: str) -> str:
    """The path of a program; a machine without it fails with the line that installs it, never a silent skip."""
    path = shutil.which(program)
    if path is None:
        pytest.fail(f"{program} is missing: apt install --no-install-recommends {package}")
    return path


def report(layout: str) -> Outline:
    outline: Outline = INVENTED["long_report"](layout)
    return outline


def words_of_docx(path: Path) -> list[str]:
    """Every word of body and tables, in no order."""
    document = docx.Document(str(path))
    cells = {cell._tc: cell.text for table in document.tables for row in table.rows for cell in row.cells}
    return " ".join([*(paragraph.text for paragraph in document.paragraphs), *cells.values()]).split()


def letters_of_pdf(content: bytes | Path) -> str:
    """The text without spaces and line ends; no-break hyphens are hyphens."""
    document = pypdfium2.PdfDocument(content)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    return re.sub(r"\s+", "", re.sub("[\u2010\u2011\ufffe\x02]", "-", text))


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both layouts as .docx and as PDF made by LibreOffice from them."""
    soffice = need("soffice", "libreoffice-writer-nogui")
    folder = tmp_path_factory.mktemp("writing")
    for layout in LAYOUTS:
        (folder / f"{layout}.docx").write_bytes(write_docx(report(layout), layout))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(folder / f"{layout}.docx") for layout in LAYOUTS]
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder


@pytest.mark.parametrize("layout", LAYOUTS)
def test_libreoffice_shows_every_word_of_our_docx(converted: Path, layout: str) -> None:
    letters = letters_of_pdf(converted / f"{layout}.pdf")
    words = words_of_docx(converted / f"{layout}.docx")
    assert len(words) > 1000
    assert [word for word in words if word not in letters] == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_our_pdf_shows_every_word_of_our_docx(converted: Path, layout: str) -> None:
    letters = letters_of_pdf(write_pdf(report(layout), layout))
    assert [word for word in words_of_docx(converted / f"{layout}.docx") if word not in letters] == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_page_one_has_no_number_and_the_others_have(converted: Path, layout: str) -> None:
    for content in (write_pdf(report(layout), layout), converted / f"{layout}.pdf"):
        document = pypdfium2.PdfDocument(content)
        tops = []
        for page in document:
            width, height = page.get_size()
            box = {"left": width / 3, "right": width * 2 / 3, "bottom": height - 20 * 72 / 25.4 + 2, "top": height}
            tops.append(page.get_textpage().get_text_bounded(**box).strip())
        assert tops == ["", *(str(number) for number in range(2, len(document) + 1))]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_our_pdf_holds_no_font_but_tinos(tmp_path: Path, layout: str) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(write_pdf(report(layout), layout))
    command = [need("pdffonts", "poppler-utils"), str(path)]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[2:]
    names = {line.split()[0].partition("+")[2] for line in listed}
    assert names
    assert {name.partition("-")[0] for name in names} == {"Tinos"}


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    program = f"""
import hashlib, runpy
from trienkhai.writing import to_json, write_docx, write_html, write_pdf
make = runpy.run_path({str(Path(INVENTED["__file__"]))!r})["long_report"]
for layout in {LAYOUTS!r}:
    report = make(layout)
    for content in (write_docx(report, layout), write_pdf(report, layout)):
        print(hashlib.sha256(content).hexdigest())
    for text in (to_json(report), write_html(report, layout)):
        print(hashlib.sha256(text.encode()).hexdigest())
"""
    answers = []
    for seed in ("1", "2"):
        environment = {"PYTHONHASHSEED": seed, "TZ": "Asia/Ho_Chi_Minh" if seed == "1" else "UTC"}
        command = [sys.executable, "-c", program]
        answers.append(subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout)
    assert answers[0] == answers[1]
    assert len(answers[0].splitlines()) == 8


@pytest.mark.parametrize("layout", LAYOUTS)
def test_our_reader_finds_the_figures_in_what_we_wrote(tmp_path: Path, layout: str) -> None:
    for name, content in (
        ("report.docx", write_docx(report(layout), layout)),
        ("r.pdf", write_pdf(report(layout), layout)),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        read = read_file(path)
        figures = [read.text[figure.start : figure.end] for figure in read.reading.figures]
        assert {"85", "5.771", "30.850"} <= set(figures), "no mark parts a number from what is counted"
        signs = " ".join(read.text[citation.start : citation.end] for citation in read.reading.citations)
        assert "15/KH-UBND" in signs
        assert "05-CT/TW" in signs
