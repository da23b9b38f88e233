"""Capital and small letters with marks: headings, ends of sentences, numbering."""

import re
import unicodedata

import pytest

from trienkhai.reading import read
from trienkhai.reading.lexicon import LOWER, UPPER
from trienkhai.reading.sections import Sentences, sections

SMALL = "aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = [
    unicodedata.normalize("NFC", one + tone)
    for one in SMALL
    for tone in (TONES if one in "aăâeêioôơuưy" else TONES[:1])
]


def test_every_letter_is_in_its_own_class() -> None:
    capital, small = re.compile(f"[{UPPER}]"), re.compile(f"[{LOWER}]")
    assert [c for c in LETTERS if not small.fullmatch(c) or small.fullmatch(c.upper())] == []
    assert [c for c in LETTERS if not capital.fullmatch(c.upper()) or capital.fullmatch(c)] == []


@pytest.mark.parametrize(
    "line", ["KẾ HOẠCH MỞ LỚP", "THẾ HỆ TRẺ", "ẾẠỆ Ỹ ỨỢ", "TỔ CHỨC LỚP HỌC NGHỀ (ĐỢT HAI)", "HỖ TRỢ Y TẾ"]
)
def test_a_line_of_capitals_is_a_heading(line: str) -> None:
    text = f"{line}\nXã mở 3 lớp."
    assert [text[slice(*head)] for _, _, head, _ in sections(text)] == [line]


@pytest.mark.parametrize("line", ["ệạế ợữ ỷ ọ ẻ", "ờ ừệạế", "UBND xã mở lớp", "HỖ TRỢ y tế", "ƯƠM cây ở ẽ ặ"])
def test_small_letters_are_none_of_a_heading(line: str) -> None:
    assert sections(f"{line}\nXã mở 3 lớp.") == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Xã mở lớp. Ế ẩm thì thôi. Hết.", "Ế ẩm thì thôi."),
        ("Xã mở lớp. Ủy ban cấp 3 sổ. Hết.", "Ủy ban cấp 3 sổ."),
        ("Tại tp. ế này có 3 lớp. Hết.", "Tại tp. ế này có 3 lớp."),
        ("Lớp ở Tx. ở trên có 3 lớp. Hết.", "Lớp ở Tx. ở trên có 3 lớp."),
    ],
)
def test_a_sentence_begins_with_a_capital(text: str, sentence: str) -> None:
    at = text.index(sentence) + len(sentence) - 3
    assert text[slice(*Sentences(text).around(at, at + 1))] == sentence


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1.2 Ấp Bãi Sậy mở 3 lớp", [3]),
        ("1 - Ấp Bãi Sậy mở 3 lớp", [3]),
        ("1.2 ẩm kế và 3 lớp", [1.2, 3]),
    ],
)
def test_a_number_before_a_capital_numbers_its_line(text: str, values: list[float]) -> None:
    assert [f.value for f in read(text).figures][-len(values) :] == values
