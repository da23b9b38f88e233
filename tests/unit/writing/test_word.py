"""The .docx says everything, in the right font, with signs that do not break and figures that lead to sources."""

import io
import re
import xml.etree.ElementTree as ET
import zipfile

import docx

from trienkhai.writing import Head, Outline, Paragraph, Run, write_docx
from trienkhai.writing.layouts import find_layout
from trienkhai.writing.notes import number_notes


def part(content: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name).decode()


def small(text: str) -> Outline:
    return Outline(Head("Ủy ban nhân dân xã An Bình"), "Báo cáo", "", (Paragraph((Run(text),)),))


def test_the_paper_is_that_of_the_layout(layout: str, report: Outline) -> None:
    document = docx.Document(io.BytesIO(write_docx(report, layout)))
    section, page = document.sections[0], find_layout(layout).page
    measures = (section.page_width, section.left_margin, section.right_margin, section.top_margin)
    assert [round(measure.mm) for measure in measures] == [page["width"], page["left"], page["right"], page["top"]]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_every_font_is_times_new_roman_for_every_script(layout: str, report: Outline) -> None:
    content = write_docx(report, layout)
    fonts = set(re.findall(r"<w:rFonts[^>]*>", part(content)))
    assert fonts == set(), "the text takes its font from the styles"
    defaults = part(content, "word/styles.xml").split("</w:docDefaults>")[0]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        assert f'w:{script}="Times New Roman"' in defaults
    assert 'w:val="vi-VN"' in defaults


def test_signs_do_not_break(layout: str, report: Outline) -> None:
    xml = part(write_docx(report, layout))
    assert re.search(r">15/KH</w:t><w:noBreakHyphen/><w:t[^>]*>UBND<", xml)
    assert "KH-UBND" not in xml


def test_numbers_below_ten_get_a_zero_and_an_empty_number_gets_room(layout: str, report: Outline) -> None:
    document = docx.Document(io.BytesIO(write_docx(report, layout)))
    number = document.tables[0].cell(1, 0).text
    assert number == ("Số: 05/BC-UBND" if layout == "state" else "Số 127-BC/ĐU")
    empty = docx.Document(io.BytesIO(write_docx(small("x"), layout))).tables[0]
    assert "\u00a0\u00a0" in empty.cell(1, 0).text
    assert "tháng \u00a0" in empty.cell(1, 1).text


def test_every_figure_leads_to_its_source(layout: str, report: Outline) -> None:
    xml = part(write_docx(report, layout))
    anchors = set(re.findall(r'w:anchor="(nguon_\d+)"', xml))
    assert anchors == set(re.findall(r'w:bookmarkStart [^>]*w:name="(nguon_\d+)"', xml))
    assert len(anchors) == len(number_notes(report)) == 9, "two figures share a source"


def test_tables_repeat_their_head_and_keep_their_rows(layout: str, report: Outline) -> None:
    xml = part(write_docx(report, layout))
    assert xml.count("<w:tblHeader/>") == 5
    assert xml.count("<w:cantSplit/>") == xml.count("<w:tr>")
    table = docx.Document(io.BytesIO(write_docx(report, layout))).tables[1]
    assert [cell.text for cell in table.rows[0].cells] == ["TT", "Đơn vị", "Lớp", "Lớp", *["Lượt người học"] * 2]
    assert table.cell(1, 0).text == "TT", "the number column hangs over two rows"


def test_a_wide_table_turns_the_paper_and_back(layout: str, report: Outline) -> None:
    sections = docx.Document(io.BytesIO(write_docx(report, layout))).sections
    assert [section.page_width > section.page_height for section in sections] == [False, True, False]
    assert [section.different_first_page_header_footer for section in sections] == [True, False, False]
    assert all("PAGE" in section.header._element.xml for section in sections)


ORDER = {
    "pPr": [
        "pStyle",
        "keepNext",
        "keepLines",
        "pageBreakBefore",
        "pBdr",
        "spacing",
        "ind",
        "jc",
        "outlineLvl",
        "sectPr",
    ],
    "rPr": ["rFonts", "b", "bCs", "i", "iCs", "sz", "szCs", "u", "vertAlign", "lang"],
    "tcPr": ["tcW", "gridSpan", "vMerge", "vAlign"],
    "tblPr": ["tblW", "jc", "tblBorders", "tblLayout", "tblCellMar"],
}


def test_children_stand_in_the_order_of_the_schema(layout: str, report: Outline) -> None:
    content = write_docx(report, layout)
    for name in ("word/document.xml", "word/header1.xml", "word/header2.xml"):
        for element in ET.fromstring(part(content, name)).iter():
            tags = [child.tag.rpartition("}")[2] for child in element]
            order = ORDER.get(element.tag.rpartition("}")[2], [])
            if element.tag.endswith("}p"):
                assert tags.count("pPr") <= 1
                assert "pPr" not in tags[1:]
            elif order:
                assert tags == sorted(set(tags), key=order.index)


def test_hostile_text_stays_text() -> None:
    hostile = '=SUM(A1) </w:t><w:p/> &amp; {% x %} #let \x00\x07 ]]> "'
    document = docx.Document(io.BytesIO(write_docx(small(hostile))))
    assert hostile.replace("\x00\x07", "") in [paragraph.text for paragraph in document.paragraphs]


def test_same_outline_same_bytes(layout: str, report: Outline) -> None:
    assert write_docx(report, layout) == write_docx(report, layout)
