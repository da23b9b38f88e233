"""The PDF says everything, and text can neither steer typst nor run off the page."""

import re

import pypdfium2

from trienkhai.writing import Cell, Head, Heading, Outline, Paragraph, Row, Run, Table, write_pdf


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def small(*blocks: Heading | Paragraph | Table) -> Outline:
    return Outline(Head("Ủy ban nhân dân xã An Bình", symbol="BC-UBND"), "Báo cáo", "kết quả", blocks)


def test_every_word_is_there(layout: str, report: Outline) -> None:
    letters = re.sub(r"\[\d+(–\d+)?\]|\s", "", text_of(write_pdf(report, layout)))
    for block in report.blocks:
        if isinstance(block, Paragraph):
            assert [word for run in block.runs for word in run.text.split() if word not in letters] == []


def test_hostile_text_stays_text() -> None:
    hostile = '#eval("1") $x$ *a* _b_ `c` @d <e> \\ // /* ~ #image("/etc/passwd") = [['
    assert hostile in text_of(write_pdf(small(Paragraph((Run(hostile),)))))


def test_a_long_word_stays_on_the_page() -> None:
    word = "Ặ" * 400
    rows = (Row((Cell(word), Cell("1"))),)
    content = write_pdf(small(Heading(word), Paragraph((Run(word),)), Table(((Cell("a"), Cell("b")),), rows)))
    document = pypdfium2.PdfDocument(content)
    for page in document:
        text = page.get_textpage()
        assert all(text.get_charbox(place)[2] <= page.get_width() for place in range(text.count_chars()))
    assert text_of(content).count("Ặ") == 1200


def test_odd_outlines_are_written_all_the_same() -> None:
    empty = Outline(Head(""), "", "")
    ragged = Table(
        ((Cell("a", rows=9), Cell("b", columns=4)),),
        (Row((Cell("1", columns=2, rows=3),)), Row(()), Row((Cell("x"), Cell("y")), "group")),
    )
    for outline in (empty, small(ragged), small(Table((), ())), small(Heading("x", 4), Paragraph(()))):
        assert write_pdf(outline).startswith(b"%PDF")


def test_same_outline_same_bytes(layout: str, report: Outline) -> None:
    assert write_pdf(report, layout) == write_pdf(report, layout)
