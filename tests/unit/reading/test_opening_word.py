"""Word files: tables, notes, text boxes, accepted changes, fields and fonts, each with the paragraph it stands in."""

import io
import zipfile
from pathlib import Path

import docx
import pytest

from tests.unit.reading.test_opening_text import in_tcvn3
from trienkhai.reading import FileReading, read_file

SPACE = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def read(folder: Path, body: str, **parts: str) -> FileReading:
    """A .docx whose body is this XML, with more parts (`footnotes`, `styles`)."""
    document, buffer = docx.Document(), io.BytesIO()
    document.save(buffer)
    inner = {f"word/{name}.xml": f"<w:{name} {SPACE}>{xml}</w:{name}>" for name, xml in parts.items()}
    inner["word/document.xml"] = f"<w:document {SPACE}><w:body>{body}</w:body></w:document>"
    path = folder / "bao-cao.docx"
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in inner:
                new.writestr(name, old.read(name))
        for name, xml in inner.items():
            new.writestr(name, xml)
    return read_file(path)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inner)}</w:p>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def cell(*lines: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraph(run(line)) for line in lines)}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


INLINE = [
    ("a hyphen that holds", run("số 35") + "<w:r><w:noBreakHyphen/></w:r>" + run("NQ/TW"), "số 35-NQ/TW"),
    ("a soft hyphen", run("học") + "<w:r><w:softHyphen/></w:r>" + run("viên"), "họcviên"),
    (
        "a soft hyphen that a font of TCVN3 shows as a letter",
        '<w:r><w:rPr><w:rFonts w:hAnsi=".VnTime"/></w:rPr><w:t>tr</w:t><w:softHyphen/><w:t>íc 3 ngµy</w:t></w:r>',
        "trước 3 ngày",
    ),
    ("a tab", run("1.") + "<w:r><w:tab/></w:r>" + run("Mở lớp"), "1.\tMở lớp"),
    ("a line end", run("85") + "<w:r><w:br/></w:r>" + run("lớp"), "85\nlớp"),
    ("a symbol", run("đạt ") + '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run(" 85%"), "đạt ≥ 85%"),
    ("what was inserted", run("mở ") + f"<w:ins>{run('85')}</w:ins>" + run(" lớp"), "mở 85 lớp"),
    (
        "what was struck out",
        run("mở ") + "<w:del><w:r><w:delText>84</w:delText></w:r></w:del>" + run("85 lớp"),
        "mở 85 lớp",
    ),
    ("what was moved away", run("mở 85 lớp") + f"<w:moveFrom>{run(' và 3 lớp')}</w:moveFrom>", "mở 85 lớp"),
    ("what was moved here", run("mở 85 lớp") + f"<w:moveTo>{run(' và 3 lớp')}</w:moveTo>", "mở 85 lớp và 3 lớp"),
    ("a comment", run("mở 85 lớp") + '<w:r><w:commentReference w:id="0"/></w:r>', "mở 85 lớp"),
    (
        "the result of a field",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>SUM(A1:A9)</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("85") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "85",
    ),
    ("a simple field", f'<w:fldSimple w:instr="SUM">{run("85")}</w:fldSimple>', "85"),
    ("a link", f"<w:hyperlink>{run('85 lớp')}</w:hyperlink>", "85 lớp"),
    ("hidden text", run("85 lớp") + run(" 99 lớp", "<w:vanish/>"), "85 lớp"),
    ("shown text", run("85 lớp", '<w:vanish w:val="0"/>'), "85 lớp"),
    ("capitals", run("báo cáo", "<w:caps/>"), "BÁO CÁO"),
    ("the mark of a note", run("85") + run("5", '<w:vertAlign w:val="superscript"/>') + run(" lớp"), "85 lớp"),
    ("square metres", run("85 m") + run("2", '<w:vertAlign w:val="superscript"/>'), "85 m²"),
    ("a formula", f"<m:oMath><m:r><m:t>85</m:t></m:r></m:oMath>{run(' lớp')}", "85 lớp"),
    (
        "one of two versions",
        f"<mc:AlternateContent><mc:Choice>{run('85')}</mc:Choice><mc:Fallback>{run('85')}</mc:Fallback></mc:AlternateContent>",
        "85",
    ),
]


@pytest.mark.parametrize(("inner", "text"), [case[1:] for case in INLINE], ids=[case[0] for case in INLINE])
def test_inside_a_paragraph(tmp_path: Path, inner: str, text: str) -> None:
    assert read(tmp_path, paragraph(inner)).text == text


def test_a_paragraph_whose_end_was_struck_out_goes_on(tmp_path: Path) -> None:
    first = paragraph(run("Đã mở "), properties="<w:rPr><w:del/></w:rPr>")
    assert read(tmp_path, first + paragraph(run("85 lớp."))).text == "Đã mở 85 lớp."


def test_rows_of_a_table_have_tabs(tmp_path: Path) -> None:
    rows = row(cell("Xã"), cell("Số lớp"), cell("Số", "học viên")) + row(cell("Hoa Sen"), cell("5"), cell("150"))
    assert read(tmp_path, table(rows)).text == "Xã\tSố lớp\tSố học viên\nHoa Sen\t5\t150"


def test_wide_cells_keep_the_columns_under_each_other(tmp_path: Path) -> None:
    span = '<w:gridSpan w:val="2"/>'
    rows = row(cell("Xã"), cell("Học viên", properties=span)) + row(cell(""), cell("Nam"), cell("Nữ"))
    rows += row(cell("Hoa Sen"), cell("70"), cell("80"))
    assert read(tmp_path, table(rows)).text == "Xã\tHọc viên\t\n\tNam\tNữ\nHoa Sen\t70\t80"


def test_rows_that_were_struck_out_are_gone(tmp_path: Path) -> None:
    gone = row(cell("Hoa Mai"), cell("9"), cell("9"), properties="<w:trPr><w:del/></w:trPr>")
    rows = row(cell("Hoa Sen"), cell("5"), cell("150")) + gone + row(cell("Hoa Ban"), cell("7"), cell("210"))
    assert read(tmp_path, table(rows)).text == "Hoa Sen\t5\t150\nHoa Ban\t7\t210"


def test_a_letterhead_gives_lines_of_its_own(tmp_path: Path) -> None:
    head = row(cell("ỦY BAN NHÂN DÂN", "XÃ HOA SEN"), cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do"))
    head += row(cell("Số: 12/BC-UBND"), cell("Hoa Sen, ngày 05 tháng 02 năm 2026"))
    assert read(tmp_path, table(head) + paragraph(run("BÁO CÁO"))).text.split("\n") == [
        "ỦY BAN NHÂN DÂN",
        "XÃ HOA SEN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do",
        "Số: 12/BC-UBND\tHoa Sen, ngày 05 tháng 02 năm 2026",
        "BÁO CÁO",
    ]


def note(number: int, text: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{number}">{paragraph(f"<w:r><w:{kind}Ref/></w:r>", run(text))}</w:{kind}>'


def test_notes_follow_the_paragraph_that_refers_to_them(tmp_path: Path) -> None:
    body = paragraph(run("Đã mở 85"), '<w:r><w:footnoteReference w:id="2"/></w:r>', run(" lớp.")) + paragraph(
        run("Sửa 34 căn nhà."), '<w:r><w:endnoteReference w:id="1"/></w:r>'
    )
    lines = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>' + note(2, " Trong đó 12 lớp tin học.")
    found = read(tmp_path, body, footnotes=lines, endnotes=note(1, "Thêm 3 căn nhà năm trước.", "endnote"))
    assert found.text.split("\n") == [
        "Đã mở 85 lớp.",
        "Trong đó 12 lớp tin học.",
        "Sửa 34 căn nhà.",
        "Thêm 3 căn nhà năm trước.",
    ]
    assert [found.place_of(figure) for figure in found.reading.figures] == [
        {"paragraph": 1},
        {"paragraph": 1, "footnote": 1},
        {"paragraph": 2},
        {"paragraph": 2, "endnote": 2},
    ]


def test_a_note_that_refers_to_itself_is_printed_once(tmp_path: Path) -> None:
    refers = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnote w:id="2">{paragraph(run("5 lớp"), refers)}</w:footnote>'
    assert read(tmp_path, paragraph(run("85 lớp"), refers) * 3, footnotes=notes).text.count("5 lớp") == 4


def test_notes_in_a_table_come_after_it(tmp_path: Path) -> None:
    refers = "<w:tc>" + paragraph(run("150"), '<w:r><w:footnoteReference w:id="2"/></w:r>') + "</w:tc>"
    rows = row(cell("Hoa Sen"), cell("5"), refers) + row(cell("Hoa Ban"), cell("7"), cell("210"))
    found = read(tmp_path, table(rows), footnotes=note(2, "Ước tính."))
    assert found.text == "Hoa Sen\t5\t150\nHoa Ban\t7\t210\nƯớc tính."


def test_a_text_box_follows_its_paragraph(tmp_path: Path) -> None:
    box = f"<w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>{paragraph(run('Hộp 3 lớp.'))}"
    box += "</w:txbxContent></wps:txbx></mc:Choice></mc:AlternateContent></w:r>"
    found = read(tmp_path, paragraph(run("Đã mở "), box, run("85 lớp.")) + paragraph(run("Hết.")))
    assert found.text == "Đã mở 85 lớp.\nHộp 3 lớp.\nHết."


OLD = "Uỷ ban nhân dân tỉnh đã mở 85 lớp cho 5.771 học viên."


@pytest.mark.parametrize("font", [".VnTime", None])
def test_fonts_of_tcvn3_are_restored_and_it_is_said(tmp_path: Path, font: str | None) -> None:
    properties = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>' if font else ""
    found = read(tmp_path, paragraph(run(in_tcvn3(OLD), properties)) + paragraph(run("Năm 2026 đã sửa 3 căn nhà.")))
    assert found.text == f"{OLD}\nNăm 2026 đã sửa 3 căn nhà."
    assert [finding.code for finding in found.reading.findings] == ["converted_tcvn3"]
    assert [figure.unit for figure in found.reading.figures] == ["lớp", "học viên", "căn nhà"]


def test_fonts_come_from_styles_too(tmp_path: Path) -> None:
    styles = """<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:hAnsi=".VnTime"/></w:rPr></w:rPrDefault></w:docDefaults>
    <w:style w:type="paragraph" w:styleId="H"><w:rPr><w:rFonts w:hAnsi=".VnTimeH"/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H"/></w:style>
    <w:style w:type="character" w:styleId="U"><w:rPr><w:rFonts w:hAnsi="Arial"/></w:rPr></w:style>"""
    body = paragraph(run(in_tcvn3("báo cáo")), properties='<w:pStyle w:val="H2"/>') + paragraph(
        run(in_tcvn3("mở 3 lớp ")), run("«3 là»", '<w:rStyle w:val="U"/>')
    )
    assert read(tmp_path, body, styles=styles).text == "BÁO CÁO\nmở 3 lớp «3 là»"
