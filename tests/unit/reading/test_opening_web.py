"""Saved web pages: the article stays, what the portal puts around it goes."""

from pathlib import Path

import pytest

from tests.effort import steps
from tests.unit.reading import portals
from trienkhai.reading import read_file
from trienkhai.reading.lexicon import table
from trienkhai.reading.opening import web

GONE = [
    "Lượt xem", "Đang truy cập", "Hôm nay", "online", "trực tuyến", "Trang chủ", "Giới thiệu", "Thủ tục hành chính",
    "Chia sẻ", "615", "400 cây", "8 phòng", "Địa chỉ", "Điện thoại", "Bản quyền", "Giấy phép", "©", "5.120.344",
    "1.234.567", "Hotline", "bình luận", "In trang", "Về đầu trang", "chủ quản",
]  # fmt: skip


@pytest.mark.parametrize("make", portals.PAGES)
def test_headline_lead_text_caption_and_table_stay(make: str) -> None:
    text = web.text_of(portals.PAGES[make].encode())
    lines = text.split("\n")
    assert [line for line in [portals.TITLE, portals.LEAD, *portals.BODY, portals.CAPTION] if line not in lines] == []
    assert "\n".join("\t".join(row) for row in portals.ROWS) in text


@pytest.mark.parametrize("make", portals.PAGES)
def test_menus_counters_footers_and_other_articles_go(make: str) -> None:
    text = web.text_of(portals.PAGES[make].encode())
    assert [word for word in GONE if word in text] == []


@pytest.mark.parametrize("make", portals.PAGES)
def test_the_figures_are_those_of_the_article(tmp_path: Path, make: str) -> None:
    path = tmp_path / "trang.html"
    path.write_text(portals.PAGES[make], "utf-8")
    found = read_file(path)
    values = [figure.value for figure in found.reading.figures]
    assert values[0] == 85  # the headline
    assert sorted(values[1:]) == sorted(portals.FIGURES)


@pytest.mark.parametrize("line", table("web")["examples_dropped"])
def test_what_is_dropped(line: str) -> None:
    assert web.is_furniture(line)


@pytest.mark.parametrize("line", table("web")["examples_kept"])
def test_what_is_kept(line: str) -> None:
    assert not web.is_furniture(line)


def test_cells_that_reach_over_rows_and_columns_leave_empty_ones() -> None:
    page = f"""<p>{portals.LEAD}</p><table><tr><th rowspan="2">Thôn</th><th colspan="2">Học viên</th></tr>
    <tr><th>Nam</th><th>Nữ</th></tr><tr><td>Đồi Sim</td><td>12</td><td>15</td></tr></table>"""
    assert web.text_of(page.encode()).endswith("Thôn\tHọc viên\t\n\tNam\tNữ\nĐồi Sim\t12\t15")


@pytest.mark.parametrize(
    "page", ["", "<html>", "<body>5", "<p>Mở 3 lớp", "<table><tr><td>3", "<!-- x --><div><!--", "\0<p>3"]
)
def test_broken_pages_do_no_harm(page: str) -> None:
    assert web.text_of(page.encode()) is not None


def test_a_page_without_an_article_gives_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "trang.html"
    path.write_text("<html><body><p>Mở 3 lớp.</p><p>Sửa 5 căn nhà.</p></body></html>", "utf-8")
    assert read_file(path).text == "Mở 3 lớp.\n\nSửa 5 căn nhà."


@pytest.mark.parametrize("piece", ["<div>", "<p>3 lớp <b>", "<table><tr><td>5", "<a href=x>3 lớp</a>", "<tr>"])
def test_time_grows_with_length_only(piece: str) -> None:
    few, many = (piece * 200).encode(), (piece * 2_000).encode()
    assert steps(lambda: web.text_of(many)) < 15 * steps(lambda: web.text_of(few))
