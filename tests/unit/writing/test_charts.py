"""Charts are drawn in Tinos, in the given order, with Vietnamese numbers, and are safe to stand in a page."""

import re
import xml.etree.ElementTree as ET
from decimal import Decimal

import pytest

from trienkhai.writing import Chart, Series
from trienkhai.writing.charts import data_table, describe, make_spec, to_png, to_svg
from trienkhai.writing.charts.draw import safe_svg


def texts(svg: str) -> list[str]:
    return [node.text or "" for node in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_svg_has_presentation_attributes_only(charts: dict[str, Chart]) -> None:
    for chart in charts.values():
        svg = to_svg(make_spec(chart))
        assert not re.search(r"\sstyle=|<style|<script|href|\son\w+=", svg)
        assert 'role="img"' in svg


def test_numbers_and_names_are_vietnamese(charts: dict[str, Chart]) -> None:
    shown = texts(to_svg(make_spec(charts["bars"])))
    assert "30.850" in shown
    assert "chưa có số liệu" in shown, "no figure is said, not drawn as zero"
    assert "97,8" in texts(to_svg(make_spec(charts["line"])))


def test_categories_keep_their_order(charts: dict[str, Chart]) -> None:
    shown = texts(to_svg(make_spec(charts["share"])))
    places = [shown.index(name) for name in ("Xã", "Phường", "Trường học")]
    assert places == sorted(places)


def test_the_words_say_every_value(charts: dict[str, Chart]) -> None:
    assert "Xã Bản Ể Thượng: 1.200" in describe(charts["bars"])
    assert "Phường Cẩm Thạch: chưa có số liệu" in describe(charts["bars"])
    table = data_table(charts["line"])
    assert [cell.text for cell in table.rows[0].cells] == ["Quý I", "97,8", "55,0"]


def test_equal_names_stay_two_bars(charts: dict[str, Chart]) -> None:
    twice = Chart("bars", "x", ("Xã An", "Xã An", ""), (Series("s", (Decimal(1), Decimal(2), Decimal(3))),))
    assert texts(to_svg(make_spec(twice)))[:9].count("1") >= 1
    assert len({row["category"] for row in make_spec(twice)["data"]["values"]}) == 3


def test_png_says_how_large_it_is_and_is_the_same_again(charts: dict[str, Chart]) -> None:
    spec = make_spec(charts["share"])
    assert to_png(spec) == to_png(spec)
    assert b"pHYs" in to_png(spec)


def test_foreign_svg_is_stripped() -> None:
    evil = (
        '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><script>x()</script><a href="http://x"><text>t</text></a>'
        '<g style="fill: red; opacity:0.5"><path id="p" d="M0 0" clip-path="url(#q)" fill="url(http://x)"/></g></svg>'
    )
    svg = safe_svg(evil, 'a "name"')
    assert not re.search(r"onload|script|http://x|style", svg)
    assert 'fill="red"' in svg
    assert re.search(r'id="c\w+p".*url\(#c\w+q\)', svg)


ODD = [
    Chart("share", "Không loại nào", (), (Series("a", ()),)),
    Chart("bars", "Không dãy nào", ("Xã A",), ()),
    Chart("line", "Trống", ("Quý I", "Quý II"), (Series("a", (None, None)),)),
    Chart("share", "Toàn số không", ("Xã A",), (Series("a", (Decimal(0),)),)),
    Chart("bars", '"<b>\\n', ("=1+1", "{{datum}}", "'\n"), (Series("x", (Decimal(-5), Decimal(10**15), None)),), "%"),
    Chart("bars", "Hai năm", ("Xã A",), (Series("2024", (Decimal(5),)), Series("2025", (None,)))),
]


@pytest.mark.parametrize("chart", ODD, ids=lambda chart: chart.title)
def test_odd_charts_are_drawn_all_the_same(chart: Chart) -> None:
    shown = texts(to_svg(make_spec(chart)))
    assert all(name.strip() in shown for name in chart.categories)
    assert describe(chart)


def test_small_counts_have_whole_ticks() -> None:
    shown = texts(to_svg(make_spec(Chart("bars", "x", ("Xã A",), (Series("s", (Decimal(2),)),)))))
    assert [text for text in shown if text.isdigit()] == ["0", "1", "2", "2"]
