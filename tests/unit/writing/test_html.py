"""The preview is semantic, escaped and free of inline style and script."""

import re
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser

from trienkhai.writing import Head, Outline, Paragraph, Run, write_html


def test_no_style_and_no_script(layout: str, report: Outline) -> None:
    html = write_html(report, layout)
    assert not re.search(r"<style|<script|\sstyle=|\son\w+=", html)


def test_text_is_escaped() -> None:
    html = write_html(Outline(Head("<b>"), "x", "&", (Paragraph((Run("<script>alert(1)</script>"),)),)))
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_figures_lead_to_their_page_and_bad_addresses_do_not(layout: str, report: Outline) -> None:
    tree = LexborHTMLParser(write_html(report, layout, links={"lop": "/figures/1/", "sach": "javascript:x"}))
    assert [(link.text(), link.attributes["href"]) for link in tree.css("a.figure")] == [("85", "/figures/1/")]
    assert all(tree.css_first(link.attributes["href"] or "") for link in tree.css("sup.note a"))


def test_headings_are_nested_and_table_heads_scoped(layout: str, report: Outline) -> None:
    tree = LexborHTMLParser(write_html(report, layout, top_level=1))
    levels = [int((node.tag or "h9")[1]) for node in tree.css("h1, h2, h3, h4, h5, h6")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert {node.attributes.get("scope") for node in tree.css("th")} == {"col", "colgroup", "row"}


def test_each_chart_has_a_name_and_a_table(layout: str, report: Outline) -> None:
    tree = LexborHTMLParser(write_html(report, layout))
    assert [(node.attributes["aria-label"] or "").split(":")[0] for node in tree.css("figure svg")] == [
        "Biểu đồ thanh xếp chồng",
        "Biểu đồ thanh",
        "Biểu đồ đường",
    ]
    assert len(tree.css("figure details table")) == 3
