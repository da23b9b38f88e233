"""Marks point into the text as it was handed in, however its letters are written."""

import unicodedata

import pytest

from trienkhai.reading import Reading, read

TEXT = (
    "Thực hiện Nghị quyết số 35-NQ/TU ngày 22/10/2018 của Ban Thường vụ Tỉnh ủy (khóa XII), Ủy ban nhân dân tỉnh"
    " đã mở 85 lớp cho trên 5.771 lượt cán bộ, đảng viên; có 72 trang (cấp tỉnh 01; cấp huyện 07; cấp xã 64)."
)

WRITINGS = {
    "as it is": lambda t: t,
    "decomposed letters": lambda t: unicodedata.normalize("NFD", t),
    "no-break spaces": lambda t: t.replace(" ", "\u00a0"),
    "two spaces": lambda t: t.replace(" ", "  "),
    "zero-width spaces": lambda t: t.replace(" ", " \u200b"),
    "a byte order mark": lambda t: "\ufeff" + t,
    "an en dash": lambda t: t.replace("-", "\u2013"),
    "a no-break hyphen": lambda t: t.replace("-", "\u2011"),
    "a minus sign": lambda t: t.replace("-", "\u2212"),
    "the hyphen of a PDF": lambda t: t.replace("-", "\ufffe"),
    "another hyphen of a PDF": lambda t: t.replace("-", "\u0002"),
    "soft hyphens": lambda t: t.replace("Nghị", "Ng\u00adhị"),
    "uỷ for ủy": lambda t: t.replace("ủy", "uỷ").replace("Ủy", "Uỷ").replace("khóa", "khoá"),
    "Icelandic Đ": lambda t: t.replace("Đ", "Ð"),
    "a line end in the sign": lambda t: t.replace("35-NQ", "35-\nNQ"),
    "a line end before the dash": lambda t: t.replace("35-NQ", "35\n-NQ"),
    "a line end before the slash": lambda t: t.replace("NQ/TU", "NQ\n/TU"),
    "a line end after số": lambda t: t.replace("số 35", "số\n35"),
    "a line end of Windows in the sign": lambda t: t.replace("NQ/TU", "NQ/\r\nTU"),
    "lines of 70 letters": lambda t: "\n".join(t[i : i + 70] for i in range(0)) or wrapped(t),
}


def wrapped(text: str) -> str:
    lines, line = [], ""
    for word in text.split(" "):
        if len(line) + len(word) > 70:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def points_at_its_text(text: str, reading: Reading) -> bool:
    marks = [*reading.citations, *reading.figures, *reading.findings]
    return all(text[m.start : m.end] == m.text for m in marks)


@pytest.mark.parametrize("name", WRITINGS)
def test_the_same_is_read_from_every_writing(name: str) -> None:
    text = WRITINGS[name](TEXT)
    found = read(text)
    assert points_at_its_text(text, found)
    assert [(c.number, c.symbol, c.date, c.key) for c in found.citations] == [("35", "NQ/TU", "2018-10-22", "35-NQ/TU")]
    assert [f.value for f in found.figures] == [85, 5771, 72, 1, 7, 64]
    assert [f.qualifier for f in found.figures][:2] == [None, "at_least"]
    assert [(t.total, t.parts, t.holds) for t in found.totals] == [(2, (3, 4, 5), True)]


def test_issuers_and_units_are_given_as_written() -> None:
    found = read("Kế hoạch số 5-KH/HU của Ban Thường vụ Huyện uỷ, mở 3\u00a0lớp.")
    assert found.citations[0].issuer == "Ban Thường vụ Huyện uỷ"
    assert found.figures[0].unit == "lớp"


def test_a_figure_knows_its_sentence() -> None:
    text = "Tỉnh đã họp. Xã mở 3 lớp cho người dân. Xong."
    figure = read(text).figures[0]
    assert text[slice(*figure.sentence)] == "Xã mở 3 lớp cho người dân."


def test_sections_are_the_headings_of_the_report() -> None:
    text = "BÁO CÁO\nI. KẾT QUẢ\n1. Mở lớp\nĐã mở 3 lớp.\n2. Nhà ở\nĐã sửa 5 nhà.\nII. NHIỆM VỤ\nMở thêm lớp."
    found = read(text).sections
    assert [(s.heading, s.level) for s in found] == [
        ("BÁO CÁO", 1),
        ("I. KẾT QUẢ", 2),
        ("1. Mở lớp", 3),
        ("2. Nhà ở", 3),
        ("II. NHIỆM VỤ", 2),
    ]
    assert text[found[2].start : found[2].end] == "1. Mở lớp\nĐã mở 3 lớp."
