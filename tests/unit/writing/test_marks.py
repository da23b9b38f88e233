"""Marks of sources stand at the end of the clause and behind the row's name, never between number and noun."""

import pytest

from trienkhai.writing import Cell, Head, Outline, Paragraph, Row, Run, Source, Table, find_layout
from trienkhai.writing.compose import compose
from trienkhai.writing.marks import marks
from trienkhai.writing.paper import PaperParagraph, PaperTable

SOURCES = tuple(Source(ref, f"Nguồn {ref}") for ref in "abcd")


def printed(*blocks: Paragraph | Table) -> list[str]:
    paper = compose(Outline(Head("x"), "x", "", blocks, sources=SOURCES), find_layout("state"))
    texts = []
    for block in paper.blocks:
        if isinstance(block, PaperParagraph):
            texts.append("".join(piece.text for piece in block.pieces))
        elif isinstance(block, PaperTable):
            texts += ["|".join("".join(piece.text for piece in cell.pieces) for cell in row) for row in block.rows]
    return texts


def runs(text: str) -> Paragraph:
    """`mở {a:85} lớp` → a paragraph whose 85 is the figure a."""
    parts = [part.partition("}") for part in text.split("{")]
    made = [Run(parts[0][0])]
    for figure, _, rest in parts[1:]:
        made += [Run(figure[2:], ref=figure[0]), Run(rest)]
    return Paragraph(tuple(made))


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("mở {a:85} lớp, đạt {b:97,8} % kế hoạch.", "mở 85 lớp[1], đạt 97,8\u00a0% kế hoạch[2]."),
        ("mở {a:85} lớp cho {b:30} người; còn 1,5 triệu.", "mở 85 lớp cho 30 người[1][2]; còn 1,5 triệu."),
        ("mở {a:85} lớp theo 15/KH-UBND", "mở 85 lớp theo 15/KH-UBND[1]"),
        ("tăng từ {a:1.200} lên {a:1.300} lượt.", "tăng từ 1.200 lên 1.300 lượt[1]."),
        ("gồm {a:1}, {b:2}, {c:3} và {d:4}", "gồm 1[1], 2[2], 3 và 4[3][4]"),
        ("không rõ {x:7} lớp.", "không rõ 7 lớp."),
    ],
)
def test_marks_stand_at_the_end_of_the_clause(given: str, wanted: str) -> None:
    assert printed(runs(given)) == [wanted]


def test_marks_stand_behind_the_name_of_the_row() -> None:
    rows = (
        Row((Cell("1"), Cell("Xã A"), Cell("10", ref="a"), Cell("20", ref="b"))),
        Row((Cell("2", rows=2), Cell("Xã B", rows=2), Cell("10", ref="c"), Cell("7"))),
        Row((Cell("5"), Cell("6", ref="d"))),
    )
    head = (tuple(Cell(text) for text in ("TT", "Đơn vị", "Lớp", "Người")),)
    assert printed(Table(head, rows, row_heads=2)) == ["1|Xã A[1][2]|10|20", "2|Xã B[3]|10|7", "5|6[4]"]


def test_a_run_of_marks_is_shortened() -> None:
    assert "".join(piece.text for piece in marks([7, 3, 1, 2, 9, 10])) == "[1–3][7][9][10]"
