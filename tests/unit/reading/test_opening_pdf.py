"""PDF files: columns, ruled tables, notes, hyphens, running heads, old fonts; page and line of each mark."""

from pathlib import Path

import pytest
import typst

from tests.effort import steps
from trienkhai.reading import FileReading, read_file
from trienkhai.reading.opening.furniture import body_of
from trienkhai.reading.opening.hyphens import mended_lines
from trienkhai.reading.opening.layout import Line, Piece, lines_of
from trienkhai.reading.opening.recognised import page_of

WORDS = [f"Thôn thứ {n} của xã đã sửa xong các căn nhà cũ và mở lớp học cho người dân." for n in range(1, 40)]


def read(folder: Path, source: str) -> FileReading:
    path = folder / "bao-cao.pdf"
    path.write_bytes(typst.compile(source.encode()))
    return read_file(path)


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = " ".join(f"Mục {n} nói về việc dạy nghề cho người dân ở các thôn xa của xã." for n in range(30))
    source = f"= BÁO CÁO\n#columns(2)[{left} #colbreak() Đã mở 85 lớp cho 5.771 học viên ở cột hai. {left}]"
    found = read(tmp_path, source)
    flat = " ".join(found.text.split())
    assert flat.count(left) == 2
    assert flat.index("BÁO CÁO") < flat.index(left) < flat.index("Đã mở 85 lớp") < flat.rindex(left)


def test_three_columns(tmp_path: Path) -> None:
    texts = [" ".join(f"Việc {n} của cột {c} đã làm xong trong năm." for n in range(30)) for c in "abc"]
    found = read(tmp_path, f"#columns(3)[{' #colbreak() '.join(texts)}]")
    assert " ".join(found.text.split()) == " ".join(texts)


TABLE = """#table(columns: (1cm, 4cm, 2.4cm, 2.4cm), [TT], [Đơn vị], [Số lớp], [Số học viên],
  [1], [Xã Hoa Sen có tên rất dài nên xuống dòng], [5], [150], [2], [Xã Hoa Ban], [7], [210])"""


def test_rows_of_a_ruled_table_have_tabs(tmp_path: Path) -> None:
    found = read(tmp_path, f"Kết quả năm 2026 như sau:\n\n{TABLE}\n\nHết.")
    assert found.text.split("\n") == [
        "Kết quả năm 2026 như sau:",
        "TT\tĐơn vị\tSố lớp\tSố học viên",
        "1\tXã Hoa Sen có tên rất dài nên xuống dòng\t5\t150",
        "2\tXã Hoa Ban\t7\t210",
        "Hết.",
    ]
    assert [(f.value, f.unit) for f in found.reading.figures][-4:] == [
        (5, "lớp"),
        (150, "học viên"),
        (7, "lớp"),
        (210, "học viên"),
    ]
    assert found.place_of(found.reading.figures[-1]) == {"page": 1, "line": 4}


def test_rows_without_lines_have_tabs_where_gaps_are_wide(tmp_path: Path) -> None:
    found = read(
        tmp_path, TABLE.replace("#table(", "#table(stroke: none, ").replace("có tên rất dài nên xuống dòng", "")
    )
    assert found.text.split("\n")[1:] == ["1\tXã Hoa Sen\t5\t150", "2\tXã Hoa Ban\t7\t210"]


def test_notes_come_at_the_end_and_their_marks_go(tmp_path: Path) -> None:
    page = "Đã mở 85#footnote[Trong đó 12 lớp tin học.] lớp, sửa 34 căn nhà rộng 60 m#super[2]."
    found = read(tmp_path, f'#set page(numbering: "1")\n{page}\n#pagebreak()\nTrồng 300 cây.')
    assert found.text == "Đã mở 85 lớp, sửa 34 căn nhà rộng 60 m².\nTrồng 300 cây.\nTrong đó 12 lớp tin học."
    assert found.place_of(found.reading.figures[-1]) == {"page": 1, "line": 2}


def test_small_print_at_the_foot_of_a_page_keeps_its_numbers() -> None:
    lines = [Line("Đã mở 85 lớp học cho người dân trong xã năm nay.", 12), Line("12 căn nhà đã sửa xong.", 9)]
    assert [line.text for line in body_of([lines])] == [line.text for line in lines]
    assert [line.text for line in body_of([lines], [{"12"}])] == [lines[0].text, "căn nhà đã sửa xong."]


def test_a_page_on_its_side_is_read_upright(tmp_path: Path) -> None:
    found = read(tmp_path, "#rotate(90deg, reflow: true)[Đã mở 85 lớp cho 5.771 học viên. \\ Sửa 34 căn nhà.]")
    assert found.text == "Đã mở 85 lớp cho 5.771 học viên.\nSửa 34 căn nhà."


def test_a_watermark_is_no_text(tmp_path: Path) -> None:
    mark = "#set page(background: rotate(45deg, text(60pt, fill: gray)[BẢN NHÁP 99]))"
    assert read(tmp_path, f"{mark}\nĐã mở 85 lớp cho 5.771 học viên.").text == "Đã mở 85 lớp cho 5.771 học viên."


def test_numbers_that_run_along_with_the_pages_go_and_others_stay(tmp_path: Path) -> None:
    pages = "#pagebreak()".join(f"Bảng của thôn {n * 17}:\n\n{n * 31}\n\n" for n in (1, 2, 3))
    found = read(tmp_path, f'#set page(numbering: "1/1")\n{pages}')
    assert [line for line in found.text.split("\n") if line.isdigit()] == ["31", "62", "93"]


@pytest.mark.parametrize("mark", ["\x02", "\ufffe", "\u00ad"])
def test_hyphens_at_line_ends(mark: str) -> None:
    assert mended_lines([f"số 35{mark}", "NQ/TW năm", "hết"]) == ["số 35-NQ/TW", "năm", "hết"]
    assert mended_lines([f"infor{mark}", "mation"]) == ["information", ""]
    assert mended_lines([f"a{mark}"]) == ["a"]


def test_the_head_of_a_table_on_every_page_stays_once() -> None:
    head, rows = Line("TT\tXã\tSố lớp", 10), [Line(f"{n}\tXã số\t{n}5", 10) for n in range(9)]
    body = body_of([[head, *rows[:3]], [head, *rows[3:6]], [head, *rows[6:]]])
    assert [line.text for line in body] == [line.text for line in (head, *rows)]


def test_a_table_that_goes_on_says_its_head_once() -> None:
    head, rows = Line("TT\tXã\tSố lớp", 10), [Line(f"{n}\tXã số\t{n}5", 10) for n in range(4)]
    body = body_of([[Line("Kết quả:", 10), Line("như sau", 10), head, rows[0]], [head, *rows[1:], Line("Hết.", 10)]])
    assert [line.text for line in body] == ["Kết quả:", "như sau", head.text, *(row.text for row in rows), "Hết."]


def scattered(count: int) -> list[Piece]:
    return [
        Piece(n * 37 % 400, n * 11 % 700, n * 37 % 400 + 60, n * 11 % 700 + 10, "một mẩu chữ dài") for n in range(count)
    ]


def test_time_grows_with_length_only() -> None:
    few, many = scattered(1_000), scattered(10_000)
    assert steps(lambda: lines_of(many)) < 15 * steps(lambda: lines_of(few))


HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"


def tsv(*lines: list[tuple[int, int, int, int, float, str]]) -> str:
    rows = [
        f"5\t1\t1\t1\t{n}\t{m}\t{left}\t{top}\t{width}\t{height}\t{sure}\t{text}"
        for n, line in enumerate(lines, 1)
        for m, (left, top, width, height, sure, text) in enumerate(line, 1)
    ]
    return HEAD + "\n".join(rows)


def test_what_tesseract_saw_becomes_lines_and_rows() -> None:
    first = [(10, 10, 80, 40, 96.0, "Hoa"), (100, 10, 80, 40, 95.0, "Sen"), (600, 12, 40, 38, 90.0, "|5|")]
    second = [
        (10, 80, 80, 40, 96.0, "Hoa"),
        (100, 80, 80, 40, 95.0, "Ban"),
        (600, 82, 40, 38, 9.0, "7"),
        (700, 82, 4, 40, 3.0, "|"),
    ]
    assert [line.text for line in page_of(tsv(first, second))] == ["Hoa Sen\t5", "Hoa Ban\t7"]


@pytest.mark.parametrize("broken", ["", "x", HEAD, HEAD + "5\t1\t1\t1\t1\t1\ta\tb\tc\td\te\tf", "5\t" * 11, "\t" * 11])
def test_a_broken_table_of_words_does_no_harm(broken: str) -> None:
    assert page_of(broken) == []


def test_drawn_lines_make_rows_of_what_tesseract_saw() -> None:
    """The name in the first column takes two lines; the number stands beside both."""
    words = [[(20, 20, 80, 40, 96.0, "Hoa")], [(20, 80, 80, 40, 95.0, "Sen"), (150, 60, 40, 40, 90.0, "5")]]
    edges = [
        (0, 0, 300, 0),
        (0, 150, 300, 150),
        (0, 300, 300, 300),
        (0, 0, 0, 300),
        (130, 0, 130, 300),
        (300, 0, 300, 300),
    ]
    rules = "".join("\nrule\t" + "\t".join(map(str, edge)) for edge in edges)
    words += [[(20, 200, 80, 40, 96.0, "Ban"), (150, 200, 40, 40, 90.0, "7")]]
    assert [line.text for line in page_of(tsv(*words) + rules)] == ["Hoa Sen\t5", "Ban\t7"]


@pytest.mark.parametrize("way", ["down", "up", "left"])
def test_a_page_that_was_laid_in_the_wrong_way(way: str) -> None:
    """The words of two lines, where they are on a picture that was turned."""
    upright = [
        [(10, 10, "Đã"), (100, 10, "mở"), (190, 10, "85")],
        [(10, 80, "lớp"), (100, 80, "học"), (190, 80, "nghề")],
    ]

    def turned(left: int, top: int, text: str) -> tuple[int, int, int, int, float, str]:
        if way == "left":
            return 900 - left - 80, 900 - top - 40, 80, 40, 95.0, text
        if way == "down":
            return 900 - top - 40, left, 40, 80, 95.0, text
        return top, 900 - left - 80, 40, 80, 95.0, text

    lines = page_of(tsv(*([turned(*word) for word in line] for line in upright)))
    assert [line.text for line in lines] == ["Đã mở 85", "lớp học nghề"]
