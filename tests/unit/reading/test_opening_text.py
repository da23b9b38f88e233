"""Text in encodings and fonts of all times; offsets always count in the characters of the file."""

import unicodedata
from pathlib import Path

import pytest

from trienkhai.reading import read_file
from trienkhai.reading.lexicon import table
from trienkhai.reading.opening import legacy, plain

REPORT = """Uỷ ban nhân dân tỉnh Hạc Giang báo cáo kết quả dạy nghề quý I năm 2026.
Trong quý, các huyện đã mở 85 lớp cho 5.771 học viên, đạt 97,8% kế hoạch;
sửa 34 căn nhà với kinh phí hơn 1,2 tỷ đồng.
"""
VALUES = [85, 5771, 97.8, 34, 1_200_000_000]
LETTERS = {pair[1]: pair[0] for pair in table("legacy")["tcvn3"]["pairs"]}


def in_tcvn3(text: str) -> str:
    """As typed with a font of TCVN3: letters of Latin-1; capitals with a tone are small letters of another font."""
    return "".join(LETTERS.get(letter) or LETTERS.get(letter.lower(), letter) for letter in text)


def in_vni(text: str) -> str:
    """The same for VNI: a mark behind each vowel."""
    marks = {unicodedata.normalize("NFC", hat + tone): mark for mark, hat, tone in table("legacy")["vni"]["marks"]}
    singles = {pair[1]: pair[0] for pair in table("legacy")["vni"]["pairs"]}
    out = []
    for letter in text:
        spread = unicodedata.normalize("NFD", letter)
        if letter in singles:
            out.append(singles[letter])
        elif spread[1:2] == "\u031b":  # ơ, ư with a tone
            out += [singles[unicodedata.normalize("NFC", spread[:2])], marks.get(spread[2:], "")]
        elif len(spread) > 1:
            tones = sorted(spread[1:], key=lambda mark: mark not in "\u0302\u0306")
            out += [spread[0], marks[unicodedata.normalize("NFC", "".join(tones))]]
        else:
            out.append(letter)
    return "".join(out)


def read(path: Path, content: bytes):  # type: ignore[no-untyped-def]
    path.write_bytes(content)
    return read_file(path)


ENCODED = [
    ("utf-8", REPORT.encode(), None),
    ("utf-8 with mark", REPORT.encode("utf-8-sig"), None),
    ("utf-16-le with mark", b"\xff\xfe" + REPORT.encode("utf-16-le"), None),
    ("utf-16-be with mark", b"\xfe\xff" + REPORT.encode("utf-16-be"), None),
    ("utf-16-le", REPORT.encode("utf-16-le"), None),
    ("utf-16-be", REPORT.encode("utf-16-be"), None),
    ("decomposed", unicodedata.normalize("NFD", REPORT).encode(), None),
    ("cp1258", None, "converted_cp1258"),
    ("tcvn3 bytes", in_tcvn3(REPORT).encode("latin-1"), "converted_tcvn3"),
    ("tcvn3 in utf-8", in_tcvn3(REPORT).encode(), "converted_tcvn3"),
    ("tcvn3 in utf-16", b"\xff\xfe" + in_tcvn3(REPORT).encode("utf-16-le"), "converted_tcvn3"),
    ("vni bytes", in_vni(REPORT).encode("latin-1"), "converted_vni"),
    ("vni in utf-8", in_vni(REPORT).encode(), "converted_vni"),
]


def in_cp1258(text: str) -> bytes:
    """Vowels with hats are letters, tones stand behind them."""
    out = b""
    for letter in text:
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            spread = unicodedata.normalize("NFD", letter)
            tone = next(mark for mark in spread if mark in "\u0300\u0301\u0303\u0309\u0323")
            out += unicodedata.normalize("NFC", spread.replace(tone, "")).encode("cp1258") + tone.encode("cp1258")
    return out


@pytest.mark.parametrize(("name", "content", "code"), ENCODED, ids=[name for name, _, _ in ENCODED])
def test_every_encoding_gives_the_same_figures(
    tmp_path: Path, name: str, content: bytes | None, code: str | None
) -> None:
    content = in_cp1258(REPORT) if content is None else content
    found = read(tmp_path / "bao-cao.txt", content)
    assert [figure.value for figure in found.reading.figures] == VALUES
    assert [figure.unit for figure in found.reading.figures][:2] == ["lớp", "học viên"]
    assert [finding.code for finding in found.reading.findings] == ([code] if code else [])
    said = found.reading.findings[:1]
    assert all(found.text[f.start : f.end] == f.text and f.text for f in said)
    assert unicodedata.normalize("NFC", found.text.removeprefix("\ufeff")) == REPORT


@pytest.mark.parametrize("scheme", ["tcvn3", "vni"])
def test_examples_of_old_fonts_read_as_they_were_meant(scheme: str) -> None:
    for stored, meant in table("legacy")[scheme]["examples"]:
        found = legacy.restored(f"{stored}\n{stored}")
        assert found.scheme == scheme
        assert unicodedata.normalize("NFC", found.text) == f"{meant}\n{meant}"
        assert len(found.text) == 2 * len(stored) + 1


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        "Đã mở 85 lớp «Đào tạo»; São Tomé, à côté, père, forêt, déjà vu.\nBà có cá, lá, má; trà và cà phê.",
        "L'été déjà vu, père et forêt à côté. Où êtes-vous allés, chère amie? Ça va très bien là-bas, même à Noël.",
        "El niño comió piñas mañana; año nuevo, corazón, señor, más allá.",
        "Größe über alles; schöne Grüße aus Köln und Düsseldorf, außerdem für Mädchen.",
        "5 m², 30 °C, ±3%, ½ giờ, §5, © 2026, 12 µm, «mở»",
    ],
)
def test_other_texts_are_left_alone(text: str) -> None:
    assert legacy.restored(text) == legacy.Restored(text)


def test_lines_of_both_sorts_in_one_text() -> None:
    mixed = f"{in_tcvn3(REPORT)}Năm 2026 tỉnh đã mở thêm 12 lớp, cả tỉnh có 97 lớp.\n{in_tcvn3('Xã có 3 lớp.')}"
    found = legacy.restored(mixed)
    assert found.text == f"{REPORT}Năm 2026 tỉnh đã mở thêm 12 lớp, cả tỉnh có 97 lớp.\nXã có 3 lớp."
    assert found.first == (0, len(REPORT.split("\n")[0]))


def test_fonts_of_capitals_show_capitals() -> None:
    assert legacy.restored_run(in_tcvn3("báo cáo"), ".VnTimeH") == "BÁO CÁO"
    assert legacy.restored_run(in_tcvn3("báo cáo"), ".VnTime") == "báo cáo"
    assert legacy.restored_run("báo cáo đã gửi", ".VnTime") == "báo cáo đã gửi"  # typed as Unicode all the same
    assert legacy.restored_run("b¸o c¸o", "Arial") == "b¸o c¸o"


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(plain.refuse("unreadable", "", where="").__class__):
        read(tmp_path / "la.txt", bytes(range(256)) * 3)


def test_letters_stay_one_for_one() -> None:
    for text in (in_tcvn3(REPORT), in_vni(REPORT)):
        assert len(legacy.restored(text).text) == len(text)
